# Qué significa cada cifra, en una frase.
definition-nps = De quienes dijeron si os recomendarían: la proporción de 9 y 10 menos la de 0 a 6, por 100.
definition-advocates = La proporción de las personas activas que os recomendaron con sus propias palabras o trajeron a alguien.
definition-referred-joins = La proporción de los nuevos miembros de los que se sabe quién los trajo.
definition-active = La proporción de las personas localizables que escribió, reaccionó, votó, puntuó o compartió.
definition-poll-participation = La proporción de las personas localizables que votaron en una encuesta en este periodo y cuyo voto sigue en pie.
definition-conversation = Mensajes que responden a vuestras publicaciones, de cualquier fecha, por cada publicación de este periodo y 100 personas localizables.
definition-applause = Reacciones a vuestras publicaciones de este periodo, por cada una y 100 personas localizables.
definition-members = Quienes están dentro al final: llegaron o participaron, y no se han ido.
definition-growth = Altas menos bajas, en proporción a los miembros que había al principio.
definition-fans = La proporción de las personas localizables que estuvo activa en al menos tres de las últimas cuatro semanas y no dijo más malo que bueno.
definition-returning = De quienes estuvieron activos en las cuatro semanas anteriores, la proporción que volvió a estarlo.
definition-repeat-buyers = De quienes compraron en los últimos 90 días, la proporción que lo hizo dos veces o más.
definition-amplification = Reenvíos, compartidos y toques en Compartir, por cada publicación de este periodo y 100 personas localizables.
definition-clicks-per-share = Cuántas veces alguien siguió el enlace de algo compartido en este periodo.
definition-net-sentiment = Mensajes positivos menos negativos, en proporción a todos los que se pudieron valorar.
definition-answered = La proporción de las preguntas que respondió una persona, de las respondidas, las cerradas y las que esperan un día o más.
definition-first-response = Cuánto esperó la gente la primera respuesta de una persona: la mitad esperó como mucho esto.
definition-relationship-revenue = Lo que compró quien ya había comprado antes o había llegado gracias a alguien.

measure-relationship-revenue = Compras gracias a relaciones
revenue = { $name }: { $value } (antes { $before })

ror-words = No conozco «{ $word }» como periodo, marca ni plataforma. Prueba /ror 7d, /ror 30d, /ror month, /ror 2026-W46, /ror 2026-11-01..2026-11-15, /ror explain o /ror csv; al lado puede ir una marca y slack, telegram o webchat.
ror-twice = «{ $one }» y «{ $other }» no pueden ir juntas. Pon solo una de cada tipo.
ror-ambiguous = «{ $word }» significa aquí dos cosas. Escribe brand:{ $word }, platform:{ $word }, period:{ $word } o show:{ $word }.
ror-period-words = «{ $word }» no es un periodo. Escribe 7d, 30d, 90d, month, una semana como 2026-W46 o días como 2026-11-01..2026-11-15.
ror-period-days = «{ $word }» no tiene ningún día. Escribe 7d, 30d o 90d.
ror-period-week = No existe la semana «{ $word }». Escribe una como 2026-W46.
ror-period-date = «{ $word }» nombra un día que no existe. Escribe días como 2026-11-01..2026-11-15.
ror-period-order = «{ $word }» acaba antes de empezar. Pon primero el primer día.
ror-period-long = «{ $word }» dura más de { $most } días. Pide un periodo más corto.
ror-period-future = «{ $word }» aún no ha terminado. Como mucho puede llegar hasta ayer; prueba 7d o month.

ror-only = Solo lo que pasó en { $platform }
ror-part = { $part }: { $score }
ror-value = { $name }: { $value }
ror-interval = { $value } (intervalo del 95 %: de { $low } a { $high })
ror-before = antes { $before }; { $change }; n { $n }
ror-change-clear = un cambio claro
ror-change-noise = dentro del ruido
ror-change-unknown = del cambio no se puede decir nada
ror-behind = Detrás: { $number } { $count ->
    [one] entrada
    [many] de entradas
   *[other] entradas
  }, página { $page } de { $pages }
ror-behind-nothing = No hay nada detrás en este periodo.
ror-only-that-they-voted = Solo que participaron: aquí nunca se ve qué eligió nadie.
ror-somebody = Alguien
ror-state-answered = respondida
ror-state-waiting = aún espera
ror-state-resolved = cerrada sin respuesta
ror-state-joined = llegó
ror-state-left = se fue
ror-state-promoter = recomendaría
ror-state-passive = ni sí ni no
ror-state-detractor = no recomendaría
ror-chip-7d = 7 días
ror-chip-30d = 30 días
ror-chip-90d = 90 días
ror-chip-month = Mes
ror-all = Todas las cifras
ror-next = Más →
ror-back = ← Atrás
ror-explain-button = ¿Cómo se calcula?
ror-csv-button = En una tabla (CSV)
ror-csv-text = Las cifras de { $brand }, { $period }. Solo te llega a ti.
ror-csv-rows = { $measure } de { $brand }, { $period }: lo que hay detrás, una fila por entrada. Solo te llega a ti.
ror-csv-here = El archivo está en camino.
ror-csv-directly = El archivo te llega por mensaje privado.

explain-title = Cómo se calcula: { $brand }
explain-page = página { $page } de { $pages }
explain-intro = El índice es propio de Rapport: no hay fórmula publicada que resuma las relaciones en un número. Una cifra puntúa 100 × valor / meta, de 0 a 100; una parte, la media de sus cifras; el índice es la media ponderada de las partes.
explain-part = { $part }: ({ $scores }) / { $number } = { $score }, peso { $weight }
explain-part-none = { $part }: sin puntuación
explain-value = { $name }: { $value } (n { $n })
explain-rate = { $name }: { $hits } de { $n } son { $value }
explain-nothing = { $name }: aún nada que medir, no cuenta
explain-score = , con la meta { $target } puntúa { $score }
explain-few = ; no cuenta, porque n es { $n } y hacen falta { $least }
explain-index = Índice: ({ $terms }) / { $weights } = { $value }
explain-not-a-week = Las metas valen para siete días, así que solo siete días tienen puntuación e índice. Semanas enteras de este periodo, de la más antigua a la última: { $weeks }
explain-content = 1. ¿Cómo aumenta nuestro contenido la fidelidad?
explain-content-nobody = Nadie estuvo activo en las cuatro semanas anteriores, así que nadie pudo volver.
explain-all-before = De todos los activos en las cuatro semanas anteriores volvieron { $hits } de { $n }: { $share }
explain-met-post = De quienes respondieron, compartieron o reaccionaron a una publicación: { $hits } de { $n }, { $share }
explain-met-poll = De quienes participaron en una encuesta: { $hits } de { $n }, { $share }
explain-met-question = En «{ $question }»: { $hits } de { $n }, { $share }
explain-correlation = Esto es correlación, no prueba de causa: quien tiene más interés participa más y vuelve más. Entre paréntesis, intervalos del 95 % (Wilson).
explain-audience = 2. ¿Qué sabemos de nuestra audiencia?
explain-size = { $members } miembros al final ({ $joins } llegaron, { $leaves } se fueron); { $reachable } son localizables
explain-fans = Fans: { $share } de las personas localizables
explain-languages = Personas según el idioma en que escriben: { $languages }
explain-busiest = Más movimiento de { $first } a { $last }, sobre todo el { $day }
explain-topics = Temas de los que escribieron varias personas: { $topics }
explain-care = 3. ¿Escuchamos y respondemos?
explain-engagement = 4. ¿Cuánta participación hay?
explain-figure = { $name }: { $value } (n { $n }); antes { $before }, { $change }
explain-share = { $share } (de { $low } a { $high })

letter-aside = una respuesta para una persona
letter-ror-csv = una tabla de cifras
