inbox-not-for-you = Diese Liste ist für das Team der Marke. Gehörst du dazu, bitte eine Managerin oder einen Manager, dich aufzunehmen.
inbox-which-brand = Wessen Fragen möchtest du sehen?
inbox-title = Fragen: { $brand }
inbox-waiting = { $queries ->
    [0] Niemand wartet. Gut gemacht!
    [one] Eine Person wartet auf Antwort:
   *[other] { $queries } warten auf Antwort; wer am längsten wartet, steht oben:
  }
inbox-mine = { $queries ->
    [0] Du hast gerade nichts übernommen.
    [one] Eine ist deine:
   *[other] { $queries } sind deine:
  }
inbox-snoozed = { $queries ->
    [0] Nichts ist zurückgestellt.
    [one] Eine ist zurückgestellt:
   *[other] { $queries } sind zurückgestellt, die nächste zuerst:
  }
inbox-promised = { $queries ->
    [0] Kein Versprechen ist offen.
    [one] Ein offenes Versprechen:
   *[other] { $queries } offene Versprechen, das nächste zuerst:
  }
inbox-all = { $queries ->
    [0] Noch hat niemand etwas gefragt.
    [one] Alles, was da ist:
   *[other] Alle { $queries }, die wartenden zuerst:
  }
inbox-found = Gefunden zu „{ $search }“: { $queries }
inbox-none = (nichts hier)
inbox-waiting-button = Wartend ({ $queries })
inbox-mine-button = Meine ({ $queries })
inbox-snoozed-button = Zurückgestellt ({ $queries })
inbox-promised-button = Versprochen ({ $queries })
inbox-line = { $name }, { $platform }, { $time }: „{ $quote }“
inbox-urgent = dringend
inbox-overdue = überfällig
inbox-answering = eine Antwort ist unterwegs
inbox-claimed = { $name } kümmert sich
inbox-put-off = zurückgestellt bis { $time }
inbox-promise = versprochen bis { $time }: { $what }
inbox-promised-by = versprochen bis { $time }
inbox-answered = beantwortet
inbox-resolved = abgeschlossen
inbox-dismissed = keine Frage
inbox-withdrawn = von der Person gelöscht
inbox-told = fragt nichts

home-waiting = { $queries ->
    [0] Niemand wartet auf Antwort.
    [one] Eine Person wartet auf Antwort:
   *[other] { $queries } warten auf Antwort; wer am längsten wartet, steht oben:
  }
home-inbox-button = Offene Fragen
home-unclaim-button = Zurückgeben

command-inbox = Wer auf Antwort wartet, am längsten zuerst
command-ask = Dem Team eine Frage stellen
ask-usage = Schreib deine Frage dahinter, etwa so: /ask Wann habt ihr am Sonntag offen?
ask-for-audience = /ask ist für das Publikum. Um eine seiner Nachrichten zur Frage zu machen, antworte darauf mit /query; in Slack wähl „Log as query“ in ihrem Menü.
ask-taken-here = Deine Frage ist da, wir antworten dir hier.
ask-taken-direct = Deine Frage ist da, wir antworten dir per Direktnachricht.
query-unknown = Diese Nachricht kenne ich nicht. Antworte mit /query auf etwas, das jemand in einem Publikumschat geschrieben hat, seit ich dort bin.
query-of-team = Das hat das Team geschrieben. /query ist für Nachrichten des Publikums.
query-logged = Notiert: Es zählt als Frage, die Karte steht im Chat des Teams.
query-logged-before = Es zählt schon als Frage.
