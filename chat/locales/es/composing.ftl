poll-nps-question = ¿Qué probabilidad hay de que recomiendes { $brand } a alguien?
poll-remind-no-end = Para recordar hace falta un final. Di cuándo se cierra la encuesta, por ejemplo: durante 2d
poll-at-or-every = Di cuándo se publica (el) o cada cuánto (cada), pero no las dos cosas.
poll-at-past = «{ $time }» ya pasó. Elige un momento posterior, por favor.
poll-for-or-until = Di cuánto tiempo está abierta (durante) o hasta cuándo (hasta), pero no las dos cosas.
poll-every-until = Una encuesta que se repite no tiene un único final. Di cuánto dura cada una, por ejemplo: durante 2d
poll-until-past = «{ $time }» es antes de que se publique. Elige un final posterior, por favor.
poll-moment-unclear = No entiendo «{ $time }» como momento. Escríbelo así: el "viernes 9:00" o el "2026-11-30 18:00"
poll-rule-unclear = No entiendo «{ $time }» como algo que se repite. Escríbelo así: cada lunes 9:00
poll-span-unclear = No entiendo «{ $time }» como duración. Escríbelo así: 2h, 3d o 1w
poll-option-or-setting = ¿«{ $word }» es una opción o un ajuste? Pon las opciones entre comillas, o escribe los ajustes con dos guiones, como --anónima.
poll-limit-unclear = Escribe después de límite cuántas opciones puede elegir cada persona, por ejemplo: límite 3
poll-setting-twice = «{ $first }» y «{ $second }» no van juntos. Deja solo uno, por favor.
poll-word-unknown = { $near ->
    [none] Aquí no entiendo «{ $word }». Las opciones van entre comillas; los ajustes son palabras como anónima, varias, ranking, oculta.
   *[other] Aquí no entiendo «{ $word }». ¿Querías decir «{ $near }»? Las opciones van entre comillas.
  }

poll-unreached = No puedo escribir en todos los chats de tu marca:
poll-nowhere = No puedo escribir en ningún chat de tu público, así que nadie vería la encuesta. { $lines }
poll-let-in-slack = Escribe /invite @Rapport en { $chat }.
poll-let-in-telegram = En { $chat }: añádeme al grupo y hazme administrador.

make-which-brand = ¿Para qué marca es la encuesta?
make-title = Nueva encuesta
make-submit = Publicar ahora
make-submit-plan = Programar
make-question = ¿Qué quieres preguntar?
make-question-hint = Déjalo vacío para preguntar: { $question }
make-kind = ¿Cómo se responde?
make-kind-single = Una opción
make-kind-multi = Varias opciones
make-kind-ranked = Ordenar las opciones
make-kind-rating = Puntuar de 1 a 5
make-kind-nps = Recomendar: de 0 a 10 (NPS)
make-options = Opciones
make-options-hint = De 2 a 10, cada una en su línea.
make-most = ¿Cuántas puede elegir cada persona?
make-most-any = Las que quiera
make-visibility = ¿Quién ve quién eligió qué?
make-visibility-open = Todo el mundo
make-visibility-confidential = Solo nuestro equipo
make-visibility-anonymous = Nadie (anónima)
make-shown = ¿Cuándo se ven los resultados?
make-shown-live = Desde el principio
make-shown-voted = Después de votar
make-shown-closed = Al cerrarse
make-extras = Extras
make-extra-adding = Se pueden añadir opciones
make-extra-approve = Lo añadido espera nuestro visto bueno
make-extra-why = Preguntar por qué
make-extra-milestones = Avisar al equipo con 10, 50, 100… votantes
make-extra-remind = Recordar una vez a quien no votó
make-when = ¿Cuándo se publica?
make-when-now = Ahora
make-when-later = Más tarde
make-when-recurring = Una y otra vez
make-date = Día
make-time = Hora
make-every = ¿Cada cuánto?
make-every-hint = Por ejemplo: cada lunes 9:00, o cada 2 semanas el viernes 17:30
make-close = ¿Cuándo se cierra?
make-close-hint = Por ejemplo: 2d, o viernes 18:00. Déjalo vacío y la cierras tú.
make-some-question = Tu pregunta
make-some-option = Opción { $number }
make-no-question = Escribe una pregunta, por favor.
make-no-options = Escribe de 2 a 10 opciones, cada una en su línea, por favor.
make-no-time = Elige un día y una hora, por favor.
make-no-rule = Escribe cada cuánto, por ejemplo: cada lunes 9:00
make-edit-button = Cambiarla
make-results-button = Resultados

guide-question = ¿Qué quieres preguntar? Escríbeme la pregunta. (Con /cancel lo dejamos.)
guide-options = ¿Y las opciones? Escribe cada una en su línea, o un mensaje por opción. O pide un número:
guide-options-more = Hasta ahora:
    { $options }
    Escribe otra o pulsa Listo.
guide-reply = (Escríbelo respondiendo a este mensaje; si no, quizá no lo vea.)
guide-done = Listo
guide-kind = ¿Cómo se responde?
guide-most = ¿Cuántas puede elegir cada persona?
guide-visibility = ¿Quién ve quién eligió qué?
guide-shown = ¿Cuándo se ven los resultados?
guide-extras = Pulsa lo que quieras y después Listo.
guide-close = ¿Cuándo se cierra? Pulsa, o escribe por ejemplo: 2h, o viernes 18:00
guide-close-never = La cierro yo
guide-close-1d = En 1 día
guide-close-3d = En 3 días
guide-close-1w = En 1 semana
guide-later = ¿Cuándo la publico? Escribe por ejemplo: mañana 9:00, o cada lunes 9:00
guide-now = Mejor ahora
guide-change = ¿Qué quieres cambiar?
guide-change-question = Pregunta
guide-change-options = Opciones
guide-change-kind = Cómo se responde
guide-change-visibility = Quién ve qué
guide-change-shown = Cuándo hay resultados
guide-change-extras = Extras
guide-change-close = Final
guide-back = Volver
guide-summary = Así se verá. ¿La publico?
guide-summary-at = Así se verá. La publico el { $time } ({ $zone }). ¿De acuerdo?
guide-summary-rule = Así se verá. La publico { $rule }. ¿De acuerdo?
guide-later-button = Más tarde…
guide-change-button = Cambiar…
guide-cancel = Cancelar
guide-cancelled = De acuerdo, no se publicó nada. Con /poll empezamos de nuevo.
guide-nothing = No hay nada que cancelar.
guide-not-yours = Esta encuesta la está haciendo otra persona. Con /poll haces la tuya.
guide-over = Esta encuesta ya se publicó o se dejó. Con /poll empiezas otra.
guide-earlier = Este botón es de un paso anterior. Usa el mensaje más reciente, por favor.
guide-too-many = Son demasiadas: una encuesta tiene { $most } opciones como mucho. ¿Cuáles importan?
guide-too-few = Una encuesta necesita al menos 2 opciones. Escribe otra, por favor.

home-team = Pregunta en todos los chats de { $brand } a la vez y mira aquí cómo va.
home-running = { $polls ->
    [0] No hay ninguna encuesta abierta.
    [one] Hay una encuesta abierta:
   *[other] Hay { $polls } encuestas abiertas:
  }
home-planned = { $polls ->
    [one] Una está programada:
   *[other] { $polls } están programadas:
  }
home-make-button = Hacer una encuesta
home-polls-button = Todas las encuestas
home-audience = ¡Hola! Soy el asistente de { $brand }. Vota en las encuestas de nuestros canales y haz allí tus preguntas: el equipo las lee. Abajo eliges qué puedo escribirte.
home-me-button = Mis ajustes
letter-home = la página de alguien
