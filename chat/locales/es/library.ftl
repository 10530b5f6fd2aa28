command-answer = Guarda buenas respuestas y deja que contesten solas

query-save-button = Guardar respuesta
offer-button = 💡 { $start }

answer-title = Respuestas guardadas
answer-help = Cuando hayas contestado a alguien, /answer save guarda tu respuesta con su pregunta. También puedes escribirla: /answer save ¿Cuándo abrís? | Todos los días a las nueve.
    O responde a la tarjeta de una pregunta con /answer save y tu respuesta.
    /answer list las muestra todas; /answer auto 12 on hace que la número 12 salga sola cuando llegue la misma pregunta; /answer auto 12 off lo detiene; /answer delete 12 la borra.
answer-none = Aún no hay nada guardado.
answer-entry = #{ $number } «{ $question }» → { $text }
answer-is-auto = automática
answer-uses = { $uses ->
    [0] sin usar
    [one] usada una vez
   *[other] usada { $uses } veces
  }
answer-more = { $more ->
    [one] … y una más: /answer list
   *[other] … y { $more } más: /answer list
  }
answer-saved = Guardada con el número { $number }. La propondré cuando alguien pregunte algo parecido.
answer-saved-already = Ya estaba guardada, con el número { $number }.
answer-auto-on = A partir de ahora la número { $number } sale sola, a cualquier hora, cuando no haya duda de que alguien pregunta lo mismo.
answer-auto-off = La número { $number } vuelve a esperarte: solo la propondré.
answer-auto-button = #{ $number }: enviar sola
answer-stop-button = #{ $number }: no enviar sola
answer-deleted = Borrada: «{ $question }»
answer-gone = Esa respuesta guardada ya no existe. /answer list muestra las que hay.
answer-usage = Escribe /answer save, /answer list, /answer auto 12 on, /answer auto 12 off o /answer delete 12. Para escribir una: /answer save Pregunta | Respuesta
answer-nothing-yet = Aún no hay ninguna respuesta que guardar. Contesta primero y guárdala después, o escribe: /answer save Pregunta | Respuesta
answer-no-question = El texto de la pregunta ya no se conserva. Escríbelo tú: /answer save Pregunta | Respuesta
answer-only-files = Solo se guardan palabras, y esa respuesta era solo un archivo.
answer-too-many = Ya hay { $most } respuestas guardadas y no caben más. Borra alguna antes: /answer delete y su número.

auto-label = Respuesta automática:
auto-yes-button = Me sirvió
auto-no-button = No es eso
auto-yes-now = ¡Genial, nos alegra!
auto-no-now = Gracias por decirlo. Alguien del equipo lo mirará.
auto-over = Esto ya está cerrado. ¿Queda algo pendiente? Escríbelo sin más.
auto-not-yours = Solo quien preguntó puede decir si le sirvió.
auto-card = Contestada automáticamente. { $name } aún no ha dicho si le sirvió; nadie tiene que hacer nada.
auto-helped = La respuesta automática sirvió, dice { $name }.
auto-refused = La respuesta automática no era lo que buscaba: { $name } espera ahora a alguien del equipo.

ack-today = Gracias por tu mensaje, nos ha llegado. Volvemos hoy a las { $time } (hora de { $city }) y te contestaremos entonces.
ack-later = Gracias por tu mensaje, nos ha llegado. Volvemos el { $date } a las { $time } (hora de { $city }) y te contestaremos entonces.

letter-acknowledgement = el aviso de cuándo llega la respuesta
