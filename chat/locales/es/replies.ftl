language-en = inglés
language-es = español
language-pt = portugués
language-de = alemán

query-title = { $name } pregunta en { $platform }
query-told-title = { $name } nos escribe en { $platform }
query-text-gone = (este texto ya no se guarda)
query-files = { $files ->
    [one] 📎 con un archivo
   *[other] 📎 con { $files } archivos
  }
query-mood-good = suena contento
query-mood-even = suena tranquilo
query-mood-bad = suena molesto
query-recommends = nos recomienda
query-since = Escrito el { $time }
query-history = { $asked ->
    [0] Es su primera pregunta.
    [one] Una pregunta anterior, respondidas: { $answered }.
   *[other] { $asked } preguntas anteriores, respondidas: { $answered }.
  }
query-answer = { $name }, { $time }:
query-answer-automatic = Enviado automáticamente, { $time }:
query-claimed = { $name } se encarga.
query-snoozed = Aplazado hasta el { $time }.
query-trouble = La respuesta no llegó: { $why }
query-answered = Respondido por { $name }.
query-resolved = Cerrado por { $name }.
query-dismissed = No es una pregunta, dice { $name }.
query-withdrawn = Lo borró quien lo escribió.
query-relay = { $name } añade:

query-reply-button = Responder
query-reply-again-button = Escribir otra vez
query-claim-button = Me encargo
query-snooze-button = Aplazar
query-promise-button = Prometer
query-resolve-button = Cerrar
query-noted-button = Visto
query-not-button = No es una pregunta
query-is-button = Sí es una pregunta
query-good-button = Positivo
query-bad-button = Negativo
query-recommends-button = Recomienda

query-claimed-now = Es tuya. Pulsa otra vez para soltarla.
query-unclaimed-now = Hecho: vuelve a estar libre.
query-taken-over = Ahora es tuya; antes la tenía { $name }.
query-resolved-now = Cerrada.
query-closed = Ya estaba cerrada.
query-dismissed-now = Anotado: aquí no se pregunta nada y no cuenta como pregunta.
query-is-now = Anotado: cuenta como pregunta.
query-corrected = Anotado. Desde ahora cuenta así en todas las cifras.
query-gone = Estos mensajes se borraron.
query-not-for-you = Solo el equipo de la marca puede hacer eso.

query-reply-title = Responder
query-reply-note = { $name } escribió en { $platform }: «{ $quote }»
    Tu respuesta llega allí, como respuesta. Lo que escribes en el chat del equipo se queda en él.
query-reply-field = Tu respuesta
query-reply-name = Firmado por
query-reply-ask = Escribe tu respuesta para { $name } en { $platform }: «{ $quote }»
    Primero la verás, y sale cuando pulses Enviar.
query-reply-empty = Una respuesta necesita palabras o un archivo.
query-reply-long = Una respuesta puede tener { $most } caracteres como máximo.
query-preview = Para { $name } en { $platform }:
query-send-button = Enviar
query-discard-button = Descartar
query-discarded = Descartada. No se envió nada.
query-sent = En camino a { $name }.
query-sent-already = Ya se envió.
query-draft-gone = Ese borrador ya no está. Pulsa Responder para escribir otro.

letter-reply = una respuesta a alguien
letter-reply-edit = el cambio de una respuesta
letter-preview = una respuesta antes de enviarla
letter-preview-edit = el cambio de una respuesta antes de enviarla
letter-query-card = la tarjeta de una pregunta
letter-query-edit = el cambio de la tarjeta de una pregunta
letter-relay = lo que alguien añadió a una pregunta
