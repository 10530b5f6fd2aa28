telegram-not-in-chat = No estoy en este chat. Añádeme o corrige su identificador en la configuración.
telegram-no-administrator = Todavía no puedo publicar en este canal. Hazme administrador con permiso para publicar mensajes.
telegram-may-not-write = No puedo escribir en este chat. Permíteme enviar mensajes ahí o hazme administrador.
