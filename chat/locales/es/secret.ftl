poll-no-secret = Una encuesta anónima necesita un secreto que selle los votos. Quien me administra puede definir RAPPORT_SECRET: 32 bytes en base64, en .env.
poll-secret-locked = Ahora mismo no puedo abrir la urna de esta encuesta, así que no ha entrado nada. Avisa al equipo, por favor: RAPPORT_SECRET no es el mismo con el que se creó la encuesta.
poll-secret-no-reopen = Una encuesta anónima no se puede reabrir: sus papeletas ya no existen. Haz una copia y pregunta de nuevo.
poll-secret-no-adding = En una encuesta anónima nadie puede añadir opciones: una opción nueva podría delatar a quien la propuso.
