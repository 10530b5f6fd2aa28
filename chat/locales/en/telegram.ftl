telegram-not-in-chat = I'm not in this chat. Add me to it, or correct its id in the configuration.
telegram-no-administrator = I can't post in this channel yet. Make me an administrator who may post messages.
telegram-may-not-write = I may not write in this chat. Allow me to send messages there, or make me an administrator.
