takes-a-moment = Recibido, tarda un momento.
open-me-first = Esto es solo para ti. Abre primero un chat conmigo y te lo envío.
chat-unknown = Todavía no conozco este chat. Quien me administra puede añadirlo en config.toml.
button-old = Este botón es de un mensaje anterior. Usa el más reciente, por favor.
command-unknown = No conozco ese comando. Prueba con /help.

command-poll = Pregunta a tu público qué quiere ver
command-ror = Tu Return on Relationship, solo para ti
command-polls = Todas las encuestas: abiertas, previstas y pasadas
command-content = Qué crear ahora, según todas las encuestas
command-made = Avisa a quienes votaron de que ya está hecho
command-add = Añade una opción a la encuesta a la que respondes
command-me = Vincula tus cuentas y ajusta los avisos
command-stop = No más mensajes que no has pedido
command-help = Qué puedo hacer por ti aquí

vote-counted = Tu voto por «{ $option }» cuenta. ¡Gracias!
vote-changed = Cambiado: ahora tu voto es para «{ $option }».
vote-again-please = Ese voto no ha llegado. Vota otra vez, por favor.
vote-taken-back = Tu voto queda retirado. Puedes volver a votar cuando quieras.
poll-closed = Esta encuesta ya terminó y tu voto llegó tarde. ¡Nos vemos en la próxima!
poll-gone = Ya no encuentro esta encuesta.
poll-voters = { $voters ->
    [0] Aún no hay votos
    [one] Ha votado { $voters } persona
    [many] Han votado { $voters } de personas
   *[other] Han votado { $voters } personas
  }
poll-final = { $voters ->
    [0] Cerrada, no votó nadie
    [one] Cerrada, votó { $voters } persona
    [many] Cerrada, votaron { $voters } de personas
   *[other] Cerrada, votaron { $voters } personas
  }
poll-usage = Escribe la pregunta y de 2 a 10 opciones entre comillas: /poll "¿Qué viene ahora?" "Recetas" "Detrás de cámaras". O escribe solo /poll y te ayudo.
poll-question-long = La pregunta es demasiado larga. Como mucho { $most } caracteres, por favor.
poll-option-long = Una opción es demasiado larga. Como mucho { $most } caracteres, por favor.
poll-option-twice = Hay dos opciones iguales. Cambia una, por favor.
poll-no-audience = Esta marca aún no tiene chat de público. Añádelo en audiences, en config.toml.
poll-not-for-you = Las encuestas las crea el equipo. ¡Tú puedes votar en todas!
poll-which-team = Formas parte de varios equipos. Crea la encuesta en el chat del equipo al que corresponde, por favor.
poll-on-its-way = { $chats ->
    [one] «{ $question }» va camino de un chat.
    [many] «{ $question }» va camino de { $chats } de chats.
   *[other] «{ $question }» va camino de { $chats } chats.
  }
poll-close-button = Cerrar la encuesta
poll-closed-now = «{ $question }» está cerrada.
poll-closed-before = «{ $question }» ya estaba cerrada.

ror-not-for-you = Esto es para el equipo de la marca. Si formas parte, pide que te añadan.
ror-which-brand = ¿Qué marca quieres ver?
ror-title = Return on Relationship: { $brand }
ror-legend = { $clear } cambio claro, { $noise } dentro del ruido. n dice sobre cuántos se mide; { $none } significa que aún no hay nada que medir.
period = Del { $start } al { $end } ({ $zone })
index = Índice { $value } de 100 (la media propia de Rapport de las partes de abajo)
index-too-few = Índice: aún son pocos datos. Hacen falta tres partes con datos suficientes.
index-not-a-week = El índice solo se calcula para siete días.
score = { $value } de 100
measure = { $name }: { $value } (antes { $before }, n { $n })

part-recommendations = Recomendaciones
part-engagement = Participación
part-followers = Miembros y fans
part-loyalty = Fidelidad
part-sharing = Difusión
part-sentiment = Ánimo
part-care = Atención

time-seconds = { $number } s
time-minutes = { $number } min
time-hours = { $number } h
time-days = { $days ->
    [one] { $days } día
    [many] { $days } de días
   *[other] { $days } días
  }

measure-nps = Nos recomendarían (NPS)
measure-advocates = Nos recomiendan
measure-referred-joins = Llegaron gracias a alguien
measure-active = Personas activas
measure-poll-participation = Votaron en encuestas
measure-conversation = Respuestas por publicación y 100 personas
measure-applause = Reacciones por publicación y 100 personas
measure-members = Miembros
measure-growth = Crecimiento
measure-fans = Fans
measure-returning = Volvieron
measure-repeat-buyers = Compraron otra vez
measure-amplification = Compartidos por publicación y 100 personas
measure-clicks-per-share = Clics por compartido
measure-net-sentiment = Saldo de ánimo (de −1 a +1)
measure-answered = Preguntas respondidas
measure-first-response = Primera respuesta (mediana)
more-unclassified = sin clasificar: el { $share } de los mensajes
more-within = nueve de cada diez en { $time } o menos
more-at-work = en horario de atención { $median }, nueve de cada diez en { $time } o menos
more-waiting = siguen esperando: { $number }

chart-title = { $brand }: Return on Relationship
chart-trend-index = Índice, semana a semana
chart-trend-active = Personas activas, semana a semana
chart-no-trend = Aún no hay ninguna semana que mostrar
chart-parts = Las partes, de 100
chart-last-week = la semana anterior
chart-week = S{ $number }
chart-alt = Gráfico de { $brand }: las últimas doce semanas y las cinco partes con la semana anterior. El texto trae los mismos números.

welcome = Hola, soy el asistente de { $brand }. Pregunta aquí lo que quieras y vota cuando llegue una encuesta.
whose-ask = ¿A quién quieres escribir? Elige y le haré llegar lo que has escrito.
whose-chosen = Aquí escribes a { $brand }.
help-audience = Vota en las encuestas, responde a las publicaciones y pregunta: el equipo de { $brand } lo lee. O escribe /ask y tu pregunta.
help-team = /poll "¿Pregunta?" "Uno" "Dos" pregunta en todos vuestros chats a la vez. /ror muestra vuestro Return on Relationship, solo a ti. /inbox muestra quién espera respuesta, primero quien más lleva.
uninstalled = Me han quitado de { $platform } y ya no oigo a vuestro público allí. Para que vuelva, instalad otra vez la app.

letter-poll = una encuesta
letter-poll-edit = la actualización de una encuesta
letter-poll-tally = el recuento de una encuesta
letter-answer = una respuesta
letter-note = una nota
letter-unknown = No sé si { $what } llegó a { $chat }: la confirmación se perdió. Echad un vistazo. Si no está, pulsad «Publicar otra vez».
letter-failed = No pude llevar { $what } a { $chat }: { $why }
post-again-button = Publicar otra vez
posted-again = Va otra vez en camino.
posted-already = Eso ya está resuelto.
