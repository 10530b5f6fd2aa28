telegram-not-in-chat = Ich bin nicht in diesem Chat. Füge mich hinzu oder berichtige seine Kennung in der Konfiguration.
telegram-no-administrator = Ich kann in diesem Kanal noch nichts posten. Mach mich zum Administrator, der Nachrichten posten darf.
telegram-may-not-write = Ich darf in diesem Chat nicht schreiben. Erlaube mir dort Nachrichten oder mach mich zum Administrator.
