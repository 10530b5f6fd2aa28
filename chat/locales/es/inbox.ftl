inbox-not-for-you = Esta lista es para el equipo de la marca. Si eres del equipo, pide a quien lo gestiona que te añada.
inbox-which-brand = ¿De qué marca quieres ver las preguntas?
inbox-title = Preguntas: { $brand }
inbox-waiting = { $queries ->
    [0] Nadie está esperando. ¡Buen trabajo!
    [one] Una persona espera respuesta:
   *[other] Esperan respuesta { $queries }, primero quien más lleva:
  }
inbox-mine = { $queries ->
    [0] Ahora mismo no llevas ninguna.
    [one] Llevas una:
   *[other] Llevas { $queries }:
  }
inbox-snoozed = { $queries ->
    [0] No hay nada aplazado.
    [one] Hay una aplazada:
   *[other] Hay { $queries } aplazadas, primero la más próxima:
  }
inbox-promised = { $queries ->
    [0] No queda ninguna promesa abierta.
    [one] Una promesa abierta:
   *[other] Promesas abiertas: { $queries }, primero la más próxima:
  }
inbox-all = { $queries ->
    [0] Nadie ha preguntado nada todavía.
    [one] Todo lo que hay:
   *[other] Todas ({ $queries }), primero las que esperan:
  }
inbox-found = Encontradas con «{ $search }»: { $queries }
inbox-none = (nada por aquí)
inbox-waiting-button = Esperan ({ $queries })
inbox-mine-button = Mías ({ $queries })
inbox-snoozed-button = Aplazadas ({ $queries })
inbox-promised-button = Prometidas ({ $queries })
inbox-line = { $name }, { $platform }, { $time }: «{ $quote }»
inbox-urgent = urgente
inbox-overdue = fuera de plazo
inbox-answering = hay una respuesta en camino
inbox-claimed = la lleva { $name }
inbox-put-off = aplazada hasta { $time }
inbox-promise = prometido para { $time }: { $what }
inbox-promised-by = prometido para { $time }
inbox-answered = respondida
inbox-resolved = cerrada
inbox-dismissed = no era una pregunta
inbox-withdrawn = la borró quien la escribió
inbox-told = no pregunta nada

home-waiting = { $queries ->
    [0] Nadie está esperando respuesta.
    [one] Una persona espera respuesta:
   *[other] Esperan respuesta { $queries }, primero quien más lleva:
  }
home-inbox-button = Preguntas
home-unclaim-button = Soltar

command-inbox = Quién espera respuesta, primero quien más lleva
command-ask = Hazle una pregunta al equipo
ask-usage = Escribe tu pregunta detrás, por ejemplo: /ask ¿A qué hora abrís el domingo?
ask-for-audience = /ask es para el público. Para convertir un mensaje suyo en pregunta, respóndele con /query; en Slack elige «Log as query» en su menú.
ask-taken-here = Tu pregunta ha llegado y te respondemos aquí.
ask-taken-direct = Tu pregunta ha llegado y te respondemos por mensaje directo.
query-unknown = No conozco ese mensaje. Responde con /query a algo que alguien haya escrito en un chat del público desde que estoy allí.
query-of-team = Eso lo escribió el equipo. /query es para mensajes del público.
query-logged = Anotado: cuenta como pregunta y su tarjeta está en el chat del equipo.
query-logged-before = Ya cuenta como pregunta.
