polls-not-for-you = Diese Liste ist für das Team der Marke. Gehörst du dazu? Dann bitte eine Managerin oder einen Manager, dich aufzunehmen.
polls-which-brand = Von welcher Marke möchtest du die Umfragen sehen?
polls-title = Umfragen: { $brand }
polls-running = Laufende
polls-planned = Geplante
polls-past = Vergangene
polls-none = Noch keine Umfragen. Mit „Neue Umfrage“ fragst du dein Publikum.
polls-open = { $voters ->
    [one] { $question } ({ $voters } Stimme)
   *[other] { $question } ({ $voters } Stimmen)
  }
polls-until = { $voters ->
    [one] { $question } ({ $voters } Stimme, endet { $moment })
   *[other] { $question } ({ $voters } Stimmen, endet { $moment })
  }
polls-closed = { $voters ->
    [one] { $question } ({ $voters } Stimme, beendet { $moment })
   *[other] { $question } ({ $voters } Stimmen, beendet { $moment })
  }
polls-in = { $plan } Geht an { $chats }.
polls-page = Seite { $page } von { $pages }
polls-back-button = ◀ Zurück
polls-on-button = Weiter ▶
polls-new-button = Neue Umfrage

results-title = Ergebnis für { $brand }
results-button = Ergebnis ansehen
results-participation = { $voters ->
    [one] { $voters } von { $people } Personen, die ich aus deinem Publikum kenne, hat abgestimmt ({ $share }).
   *[other] { $voters } von { $people } Personen, die ich aus deinem Publikum kenne, haben abgestimmt ({ $share }).
  }
results-platforms = Nach Plattform: { $counts }
results-chats = Nach Chat: { $counts }
results-elsewhere = privat
results-reasons = Warum, in ihren eigenen Worten:
results-more-reasons = { $more } weitere stehen in der CSV-Datei
results-edit-button = Bearbeiten
results-reopen-button = Wieder öffnen
results-clone-button = Nochmal fragen
results-delete-button = Löschen
results-csv-button = CSV
results-missing-button = Wer fehlt noch?
results-compare-button = Im Zeitverlauf
results-post-button = Ergebnis ans Team schicken
results-posted = Das Ergebnis ist unterwegs in den Chat des Teams.

csv-text = Alle Stimmen zu „{ $question }“
csv-here = Die Datei ist unterwegs.
csv-to-team = Die Datei ist unterwegs in den Chat des Teams.
csv-no-team = Diese Marke hat keinen Team-Chat, an den ich die Datei schicken könnte. Frag mich bitte in unserem eigenen Chat.

missing-title = Noch nicht abgestimmt: { $question }
missing-none = Alle, die ich aus deinem Publikum kenne, haben abgestimmt.
missing-more-none = Das waren alle.
missing-name = { $name } ({ $platform })
missing-more-button = Mehr
missing-anonymous = Diese Umfrage ist anonym: Niemand kann sehen, wer abgestimmt hat und wer nicht.

compare-title = Im Zeitverlauf: { $question }
compare-subtitle = { $runs ->
    [one] { $brand } · { $runs } Runde
   *[other] { $brand } · die letzten { $runs } Runden
  }
compare-run = { $voters ->
    [one] { $date } ({ $voters } Stimme): { $figures }
   *[other] { $date } ({ $voters } Stimmen): { $figures }
  }
compare-more = { $more ->
    [one] { $more } weitere Antwort steht in den CSV-Dateien
   *[other] { $more } weitere Antworten stehen in den CSV-Dateien
  }
compare-one = Bisher gibt es nur eine Runde. Schau nach der nächsten wieder vorbei!
compare-rating = Durchschnitt
compare-nps = NPS

chart-option = Antwort { $number }
chart-poll-alt = Balken zu „{ $question }“: { $shares }
chart-runs-alt = Kurven zu „{ $question }“ über alle Runden. Im Text stehen dieselben Zahlen.

milestone = { $voters } Leute haben bei „{ $question }“ abgestimmt!

content-not-for-you = Das ist für das Team der Marke. Gehörst du dazu? Dann bitte eine Managerin oder einen Manager, dich aufzunehmen.
content-which-brand = Für welche Marke suchst du Ideen?
content-title = Was als Nächstes kommt: { $brand }
content-none = Noch nichts zum Vergleichen: Mach eine Umfrage, in der man zwischen Themen wählen kann.
content-too-few = { $most ->
    [0] Zu wenige, um etwas zu sagen: Noch kein Thema hat eine Antwort. Ab { $least } Antworten kann ich es einordnen.
    [one] Zu wenige, um etwas zu sagen: Noch kein Thema hat mehr als { $most } Antwort. Ab { $least } kann ich es einordnen.
   *[other] Zu wenige, um etwas zu sagen: Noch kein Thema hat mehr als { $most } Antworten. Ab { $least } kann ich es einordnen.
  }
content-topic = { $name }: { $share } ({ $low } bis { $high }), n { $n }, { $polls ->
    [one] { $polls } Umfrage
   *[other] { $polls } Umfragen
  }
content-level = { $count } davon liegen zu nah beieinander, um eines vorzuziehen: Ihre Bereiche überschneiden sich.
content-meaning = Der Bereich in Klammern sagt, wo der Anteil höchstwahrscheinlich liegt (zu 95 % sicher), falls die anderen ähnlich denken; n ist die Zahl der Antworten dahinter.
content-waiting = { $more ->
    [0] Zu wenige, um etwas zu sagen (unter { $least } Antworten): { $names }
   *[other] Zu wenige, um etwas zu sagen (unter { $least } Antworten): { $names } und { $more } weitere
  }

letter-poll-results = das Ergebnis einer Umfrage
letter-poll-csv = die CSV-Datei einer Umfrage
