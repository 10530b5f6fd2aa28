slack-message-query = Anotar como consulta
slack-message-query-about = Poner este mensaje ante el equipo como pregunta que espera respuesta

query-reply-files = Imágenes y archivos (10 MB cada uno)
