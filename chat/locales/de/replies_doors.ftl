slack-message-query = Als Frage aufnehmen
slack-message-query-about = Legt diese Nachricht dem Team als offene Frage vor

query-reply-files = Bilder und Dateien (je höchstens 10 MB)
