command-invite = Tu enlace personal para traer a gente
me-invite-button = Invitar a gente
me-count-told = { $count ->
    [one] una nota de quién te trajo aquí
   *[other] { $count } notas de quién te trajo aquí
  }
me-count-brought = { $count ->
    [one] que una persona vino gracias a ti
   *[other] que { $count } personas vinieron gracias a ti
  }
invite-title = Invita a gente a { $brand }
invite-link = Tu enlace personal: { $link }
invite-no-link = Aquí no tengo ningún enlace que darte. Tu código hace lo mismo.
invite-code = Quien ya esté aquí puede escribirme esto: { $command }
invite-came = { $people ->
    [one] Una persona ha venido gracias a ti
   *[other] { $people } personas han venido gracias a ti
  }; { $kept ->
    [0] ya no queda ninguna.
    [one] sigue aquí una.
   *[other] siguen aquí { $kept }.
  }
invite-came-nobody = Todavía no ha venido nadie gracias a ti.
invite-team = Eres del equipo: quien llega con tu enlace cuenta como persona nueva, pero no como recomendación de nadie.
invite-named = Cuando pregunto a alguien nuevo quién le habló de esto, puede ver tu nombre.
invite-unnamed = Cuando pregunto a alguien nuevo quién le habló de esto, no ve tu nombre. Puedes permitirlo.
invite-name-button = Mostrar mi nombre
invite-unname-button = No mostrar mi nombre
invite-named-now = Hecho: quien llegue podrá elegir tu nombre.
invite-unnamed-now = Hecho: nadie nuevo verá tu nombre.
invite-coming = Tu enlace va de camino a nuestro chat privado, con un código QR.
invite-qr-alt = Código QR de { $link }
referral-thanks = ¡Gracias! He anotado quién te trajo.
referral-pending = ¡Gracias! He anotado quién te habló de esto. Contará en cuanto entres.
referral-known = Ya sé quién te trajo. ¡Gracias!
referral-late = Llevas un tiempo aquí, así que ya no anoto quién te trajo. ¡Qué bien que estés!
referral-self = Ese enlace es el tuyo. Mándaselo a alguien a quien le guste esto.
referral-team = Trabaja en { $brand }, así que no cuenta para nadie. ¡Qué bien que estés!
referral-ring = Esa persona vino gracias a ti, así que no pudo traerte. ¡Qué bien que estés!
referral-way-in = Entra por aquí: { $link }
referral-code-unknown = No conozco ese código. Revísalo, o pide a quien te lo dio que escriba otra vez /invite (en Slack /me invite).
told-ask = ¡Te damos la bienvenida a { $brand }! Una pregunta, solo esta vez: ¿quién te habló de nosotros? Solo lo sabrá el bot. Si te dieron un código, escribe { $command } y el código.
told-self-button = Nadie, lo encontré yo
told-other-button = Otra persona
told-unknown-button = No lo sé
told-self = ¡Buen hallazgo! Gracias.
told-other = ¡Gracias! Si tiene un código, escribe /invite y el código (en Slack /me invite).
told-unknown = No pasa nada. ¡Qué bien que estés aquí!
letter-who-told = una pregunta sobre quién habló de nosotros a alguien
join-title = Tienes una invitación a { $brand }
join-how = Así puedes entrar:
join-telegram = Entrar en Telegram
join-slack = En Slack: entra en el canal de { $brand } y escribe { $command } al bot, para que podamos dar las gracias a quien te invitó.
join-webchat = En el chat de nuestra página: entra y escribe { $command }
beside-members = { $platform } cuenta { $members } miembros el { $date }{ $chats ->
    [one] {""}
   *[other] {" "}(en { $chats } chats, así que puede haber personas contadas dos veces)
  }; el registro conoce a { $known } y a { $team } del equipo.
beside-unseen = { $count ->
    [one] Una persona entró sin que la viéramos, seguramente antes de que llegara el bot.
   *[other] { $count } entraron sin que las viéramos, seguramente antes de que llegara el bot.
  }
beside-more = { $count ->
    [one] Así que una se fue sin que la viéramos, o solo escribe al bot en privado.
   *[other] Así que { $count } se fueron sin que las viéramos, o solo escriben al bot en privado.
  }
beside-reactions = { $count ->
    [one] Además de las reacciones contadas: una reacción anónima a estas publicaciones.
   *[other] Además de las reacciones contadas: { $count } reacciones anónimas a estas publicaciones.
  }
beside-origin = { $people ->
    [one] Una persona nueva:
   *[other] { $people } personas nuevas:
  } { $count ->
    [0] se sabe quién trajo a cada una.
    [one] de una no se sabe quién la trajo.
   *[other] de { $count } no se sabe quién las trajo.
  }
