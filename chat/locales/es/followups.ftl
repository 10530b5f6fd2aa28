query-urgent = 🔴 Urgente.
query-due = Primera respuesta antes de: { $time }
query-overdue = ⚠ La primera respuesta debía llegar antes de: { $time }
query-skips = sin contar: { $what }
query-own-holiday = cerrado

until-date = Día
until-time = Hora
until-unreadable = No encuentro ahí ningún momento. Escríbelo como «viernes 14:00», «mañana 9:00» o «en 2 horas».
until-past = Ese momento ya pasó. Elige uno que esté por venir.
until-far = Es demasiado lejos: { $most } días como máximo.

snooze-until = ¿Hasta cuándo la aplazamos? Su plazo sigue corriendo, y si la persona vuelve a escribir, regresa enseguida.
snooze-hour = 1 hora
snooze-afternoon = Esta tarde, 14:00
snooze-tomorrow = Mañana, 9:00
snooze-monday = El lunes, 9:00
snooze-other = Otro momento…
snooze-wake = Recuperarla ya
snooze-ask = ¿Hasta cuándo la aplazamos? Escríbelo como «viernes 14:00» o «en 2 horas»; «-» la deja como está.
snooze-done = Aplazada hasta: { $time }.
snooze-woken = Ya está de vuelta.
snooze-back = ⏰ De vuelta: la pregunta de { $name }.

promise-what = ¿Qué vas a hacer?
promise-what-hint = Solo lo ve el equipo. Puede quedar vacío.
promise-note = { $name } sabrá hasta cuándo le respondemos.
promise-ask = ¿Hasta cuándo le responderás a { $name }? Escríbelo como «viernes», «mañana 14:00» o «en 2 horas»; «-» lo cancela.
promise-ask-what = Queda en { $time }. ¿Y qué vas a hacer hasta entonces? Solo lo ve el equipo; «-» si nada en particular. Después se lo decimos a la persona.
promise-told = Te responderemos antes de: { $time } ({ $zone }).
promise-made = Prometido: { $name } tendrá noticias antes de { $time }, y se lo decimos ahora.
promise-noted = Anotado: { $name } tendrá noticias antes de { $time }.
promise-already = Eso ya está prometido, antes de { $time }.
promise-untold = No se le pudo contar la promesa a la persona: { $why }
promise-open = 🤝 { $name } prometió una respuesta antes de { $time }
promise-kept = ✅ { $name } prometió una respuesta antes de { $time }: cumplida
promise-broken = 💔 { $name } prometió una respuesta antes de { $time }: no cumplida
promise-broken-note = 💔 { $name } le había prometido una respuesta a { $asker }, y el plazo ya pasó. Más vale tarde que nunca.
promise-kept-button = Promesa cumplida
promise-keep-button = Guardar como promesa: { $time }
promise-kept-now = Anotado: cumplida.
promise-settled = Eso ya está resuelto.

alert-warning = ⏳ { $name } espera en { $platform } una primera respuesta, antes de: { $time }.
alert-overdue = ⚠ { $name } sigue esperando en { $platform } una primera respuesta. Debía llegar antes de: { $time }.
alert-over = ✅ { $name } ya no espera.

satisfaction-button = Cerrar y preguntar
satisfaction-asked = Cerrada, y le preguntamos a la persona qué tal.
satisfaction-unasked = Cerrada. Esta vez no le preguntamos: hace poco ya le preguntamos o le escribimos, no quiere mensajes, no se le puede escribir en privado, o es de noche.
satisfaction-question = ¿Qué tal nuestra respuesta? Basta con pulsar una vez, y queda entre tú y { $brand }.
satisfaction-thanks = ¡Gracias! Si cambias de opinión, pulsa otra vez.
satisfaction-given = Qué tal fue: { $stars }
satisfaction-open = Le preguntamos qué tal fue.

letter-promise = una promesa a alguien
letter-alert = un aviso sobre una pregunta en espera
letter-alert-edit = un cambio de un aviso así
letter-satisfaction = la pregunta de qué tal fue una respuesta
