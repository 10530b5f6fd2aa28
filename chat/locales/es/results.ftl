polls-not-for-you = Esta lista es para el equipo de la marca. Si formas parte de él, pide a quien lo gestiona que te añada.
polls-which-brand = ¿De qué marca quieres ver las encuestas?
polls-title = Encuestas: { $brand }
polls-running = En curso
polls-planned = Programadas
polls-past = Anteriores
polls-none = Todavía no hay encuestas. Pulsa Nueva encuesta para preguntarle algo a tu público.
polls-open = { $voters ->
    [one] { $question } ({ $voters } voto)
   *[other] { $question } ({ $voters } votos)
  }
polls-until = { $voters ->
    [one] { $question } ({ $voters } voto, cierra el { $moment })
   *[other] { $question } ({ $voters } votos, cierra el { $moment })
  }
polls-closed = { $voters ->
    [one] { $question } ({ $voters } voto, cerró el { $moment })
   *[other] { $question } ({ $voters } votos, cerró el { $moment })
  }
polls-in = { $plan } Se publica en { $chats }.
polls-page = Página { $page } de { $pages }
polls-back-button = ◀ Atrás
polls-on-button = Más ▶
polls-new-button = Nueva encuesta

results-title = Resultados para { $brand }
results-button = Ver los resultados
results-participation = { $voters ->
    [one] Ha votado { $voters } de las { $people } personas de tu público que conozco ({ $share }).
   *[other] Han votado { $voters } de las { $people } personas de tu público que conozco ({ $share }).
  }
results-platforms = Por plataforma: { $counts }
results-chats = Por chat: { $counts }
results-elsewhere = en privado
results-reasons = Por qué, en sus propias palabras:
results-more-reasons = { $more } más en el CSV
results-edit-button = Editar
results-reopen-button = Reabrir
results-clone-button = Repetir la pregunta
results-delete-button = Borrar
results-csv-button = CSV
results-missing-button = Quién falta
results-compare-button = Comparar en el tiempo
results-post-button = Publicar para el equipo
results-posted = Los resultados van camino del chat del equipo.

csv-text = Todos los votos de «{ $question }»
csv-here = El archivo va en camino.
csv-to-team = El archivo va camino del chat del equipo.
csv-no-team = Esta marca no tiene un chat de equipo al que enviar el archivo. Pídemelo en nuestro chat privado.

missing-title = Aún no han votado: { $question }
missing-none = Todas las personas de tu público que conozco han votado.
missing-more-none = No falta nadie más.
missing-name = { $name } ({ $platform })
missing-more-button = Más
missing-anonymous = Esta encuesta es anónima, así que nadie puede ver quién ha votado y quién no.

compare-title = En el tiempo: { $question }
compare-subtitle = { $runs ->
    [one] { $brand } · { $runs } edición
   *[other] { $brand } · las últimas { $runs } ediciones
  }
compare-run = { $voters ->
    [one] { $date } ({ $voters } voto): { $figures }
   *[other] { $date } ({ $voters } votos): { $figures }
  }
compare-more = { $more ->
    [one] { $more } opción más está en los archivos CSV
   *[other] { $more } opciones más están en los archivos CSV
  }
compare-one = De momento solo hay una edición. ¡Vuelve después de la próxima!
compare-rating = Media
compare-nps = NPS

chart-option = Opción { $number }
chart-poll-alt = Barras de «{ $question }»: { $shares }
chart-runs-alt = Curvas de «{ $question }» a lo largo de sus ediciones. El texto tiene los mismos números.

milestone = ¡Ya han votado { $voters } personas en «{ $question }»!

content-not-for-you = Esto es para el equipo de la marca. Si formas parte de él, pide a quien lo gestiona que te añada.
content-which-brand = ¿Para qué marca buscas ideas?
content-title = Qué hacer ahora: { $brand }
content-none = Aún no hay nada que comparar: haz una encuesta en la que se pueda elegir entre temas.
content-too-few = { $most ->
    [0] Muy pocas para saberlo: ningún tema tiene respuestas todavía. A partir de { $least } puedo ordenarlo.
    [one] Muy pocas para saberlo: ningún tema tiene más de { $most } respuesta. A partir de { $least } puedo ordenarlo.
   *[other] Muy pocas para saberlo: ningún tema tiene más de { $most } respuestas. A partir de { $least } puedo ordenarlo.
  }
content-topic = { $name }: { $share } (de { $low } a { $high }), n { $n }, { $polls ->
    [one] { $polls } encuesta
   *[other] { $polls } encuestas
  }
content-level = Hay { $count } demasiado igualados para decidir: sus rangos se solapan.
content-meaning = El rango entre paréntesis es donde está casi seguro el porcentaje (al 95 %), si quienes respondieron piensan como el resto; n es cuántas respuestas hay detrás.
content-waiting = { $more ->
    [0] Muy pocas para saberlo (menos de { $least } respuestas): { $names }
   *[other] Muy pocas para saberlo (menos de { $least } respuestas): { $names } y { $more } más
  }

letter-poll-results = los resultados de una encuesta
letter-poll-csv = el archivo CSV de una encuesta
