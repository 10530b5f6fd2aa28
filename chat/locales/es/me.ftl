me-title = Sobre ti
me-linked = Vinculada con tu cuenta de { $platforms }: en cada encuesta tienes un solo voto.
me-not-linked = ¿Usas más de una aplicación? Vincula tus cuentas y serás la misma persona en todas, con un solo voto.
me-loud = A veces te recuerdo una encuesta, nunca de noche.
me-quiet = Solo te escribo cuando tú me escribes.
me-link-button = Vincular una cuenta
me-quiet-button = No más recordatorios
me-loud-button = Recuérdame otra vez
me-code = Escríbeme esto desde tu otra cuenta: { $command }
    El código vale una vez, durante { $minutes } minutos. No lo compartas.
me-code-wrong = No conozco este código. Cada código vale una vez y 15 minutos: pide otro con /me link.
me-code-same = Ese código es de esta misma cuenta. Escríbemelo desde la otra.
me-linked-now = Hecho: tu cuenta de { $platform } y esta son ahora la misma persona.
me-quiet-now = Hecho. Solo te escribiré cuando me escribas. Con /me on vuelven los recordatorios.
me-loud-now = Bien. Te recordaré alguna encuesta, nunca de noche.
me-usage = Escribe /me y pulsa lo que necesites, o /me votes, questions, data, export, language, link, invite, off, on o erase.

made-wished = Te escribo cuando esté listo.
made-wished-quiet = Te escribiría cuando esté listo, pero me pediste que no escriba primero. Con /me on puedo.
made-unwished = De acuerdo, no te escribiré sobre esto.
made-open-me = Salúdame en nuestro chat privado y podré escribirte cuando esté listo.
made-anonymous = Esta encuesta fue anónima, así que no puedo saber a quién avisar.
made-not-for-you = Solo el equipo de la marca puede hacer eso.
made-usage = Escribe la opción y el enlace: /made "Recetas" https://example.com/recetas
made-no-option = Ninguna encuesta tiene la opción «{ $option }». Con /polls las ves todas.
made-on-its-way = { $people ->
    [0] Nadie que eligió «{ $option }» en «{ $question }» pidió que le avisara, así que no escribo a nadie.
    [one] Una persona que eligió «{ $option }» pidió que le avisara. Se lo digo de día.
   *[other] { $people } personas que eligieron «{ $option }» pidieron que les avisara. Se lo digo de día.
  }
made-not-counted = No puedo contar quién vuelve: hace falta public_url en [web] de config.toml.
made-title = Lo pediste, lo hicimos
made-line = «{ $option }»: avisadas { $told } de { $wishers } personas, { $visits } vinieron a verlo
made-note = Lo pediste, lo hicimos: «{ $option }» ya está aquí. ¡Gracias por tu voto! { $brand }
    { $link }
made-look = Míralo
letter-made = un aviso de que algo está hecho
poll-wish-button = Avísame cuando esté
