me-votes-button = Mis votos
me-questions-button = Mis preguntas
me-data-button = Qué se guarda
me-export-button = Exportar
me-language-button = Idioma
me-erase-button = Borrar
me-known-to = Te conocen { $brands }: lo que hagas aquí vale para todas.

me-vote = «{ $question }»: { $chosen }
me-vote-secret = «{ $question }»: participaste. Lo que elegiste no lo puede ver nadie.
me-votes-none = Todavía no has votado en ninguna encuesta.

me-questions-none = Todavía no has preguntado nada. Escribe sin más y alguien lo verá.
me-question-waiting = En espera desde { $time }. La tiene el equipo de { $brand }.
me-question-answered = Respondida por { $name }, { $time }.
me-question-closed = Cerrada, { $time }.
me-question-dismissed = Leída. El equipo no vio una pregunta; si lo era, vuelve a preguntar.
me-question-withdrawn = La retiraste.
me-question-promise = Lo prometimos para el { $date }: { $text }

me-data-account = { $brand } te conoce en { $platform } como { $name }.
me-data-speaks = Idioma: { $language }.
me-data-since = Lo primero que recuerdo es del { $date }.
me-data-kept = { $brand } guarda lo que escribes hasta que lo borres. Está en la base de datos de quien lleva este bot, y en ningún otro sitio.
me-data-kept-days = { $brand } guarda lo que escribes durante { $days ->
    [one] un día
   *[other] { $days } días
  }; después solo quedan los recuentos. Está en la base de datos de quien lleva este bot, y en ningún otro sitio.
me-count-message = { $count ->
    [one] un mensaje
   *[other] { $count } mensajes
  }
me-count-reaction = { $count ->
    [one] una reacción
   *[other] { $count } reacciones
  }
me-count-vote = { $count ->
    [one] un voto o cambio de voto
   *[other] { $count } votos y cambios de voto
  }
me-count-question = { $count ->
    [one] una pregunta con su respuesta
   *[other] { $count } preguntas con sus respuestas
  }
me-count-score = { $count ->
    [one] una opinión tuya sobre una respuesta
   *[other] { $count } opiniones tuyas sobre respuestas
  }
me-count-reasons = { $count ->
    [one] un motivo de un voto
   *[other] { $count } motivos de votos
  }
me-count-additions = { $count ->
    [one] una opción que añadiste a una encuesta
   *[other] { $count } opciones que añadiste a encuestas
  }
me-count-wishes = { $count ->
    [one] una cosa de la que quieres saber cuando esté
   *[other] { $count } cosas de las que quieres saber cuando estén
  }
me-count-notes = { $count ->
    [one] un aviso de que se hizo algo que votaste
   *[other] { $count } avisos de que se hicieron cosas que votaste
  }
me-count-other = { $count ->
    [one] una línea más: que llegaste, te fuiste, vinculaste una cuenta o no quisiste recordatorios
   *[other] { $count } líneas más: que llegaste, te fuiste, vinculaste cuentas o no quisiste recordatorios
  }

me-export-coming = Tu archivo va de camino a nuestro chat privado.
me-export-text = Aquí está todo lo que se guarda de ti, en un archivo. Lo leen los programas y, con algo de paciencia, también las personas.
letter-me-export = los datos que alguien pidió sobre sí

me-language-ask = ¿En qué idioma te hablo?
me-language-now = Bien, hablamos en español.
me-language-unknown = Hablo { $languages }. Elige uno con /me language.

me-erase-ask = Esto te borra de { $brands }, con tus cuentas de { $platforms }: tus mensajes, reacciones, votos, preguntas y respuestas, tu nombre y tus ajustes.
    Las encuestas abiertas contarán sin ti. Los resultados de las cerradas y los informes ya publicados quedan como están, sin tu nombre. Lo que está escrito en los chats es de cada aplicación: bórralo allí.
    No se puede deshacer. Si vuelves a escribir, será como la primera vez.
me-erase-yes-button = Sí, bórrame
me-erase-no-button = No, guárdalo todo
me-erase-late = Ese botón es de hace rato. Si todavía lo quieres, escribe /me erase.
me-erase-team = Eres del equipo de { $team }, y lo que hace el equipo no se puede borrar desde aquí. Habla con quien lleva este bot.
me-erased = Hecho. Aquí ya no queda nada de ti. ¡Cuídate!
me-erased-card = Borrado, como quiso la persona.
letter-erasure = una tarjeta que se vacía porque alguien se borró
letter-me-farewell = la última palabra a alguien que se borró
