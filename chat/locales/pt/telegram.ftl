telegram-not-in-chat = Não estou neste chat. Adicione-me ou corrija o identificador dele na configuração.
telegram-no-administrator = Ainda não consigo publicar neste canal. Torne-me administrador com permissão para publicar mensagens.
telegram-may-not-write = Não posso escrever neste chat. Permita que eu envie mensagens lá ou torne-me administrador.
