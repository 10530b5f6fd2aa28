me-votes-button = Meine Stimmen
me-questions-button = Meine Fragen
me-data-button = Was gespeichert ist
me-export-button = Exportieren
me-language-button = Sprache
me-erase-button = Löschen
me-known-to = Dich kennen { $brands }: Was du hier tust, gilt für alle.

me-vote = „{ $question }“: { $chosen }
me-vote-secret = „{ $question }“: Du hast mitgemacht. Was du gewählt hast, kann niemand sehen.
me-votes-none = Du hast noch in keiner Umfrage abgestimmt.

me-questions-none = Du hast noch nichts gefragt. Schreib einfach, es sieht jemand.
me-question-waiting = Wartet seit { $time }. Sie liegt beim Team von { $brand }.
me-question-answered = Beantwortet von { $name }, { $time }.
me-question-closed = Geschlossen, { $time }.
me-question-dismissed = Gelesen. Das Team sah darin keine Frage; wenn es eine war, frag noch einmal.
me-question-withdrawn = Du hast sie zurückgenommen.
me-question-promise = Versprochen bis { $date }: { $text }

me-data-account = { $brand } kennt dich bei { $platform } als { $name }.
me-data-speaks = Sprache: { $language }.
me-data-since = Das Erste, woran ich mich erinnere, ist vom { $date }.
me-data-kept = Was du schreibst, bewahrt { $brand } auf, bis du es löschst. Es liegt in der Datenbank von denen, die diesen Bot betreiben, und sonst nirgends.
me-data-kept-days = Was du schreibst, bewahrt { $brand } { $days ->
    [one] einen Tag
   *[other] { $days } Tage
  } lang auf, danach bleiben nur die Zahlen. Es liegt in der Datenbank von denen, die diesen Bot betreiben, und sonst nirgends.
me-count-message = { $count ->
    [one] eine Nachricht
   *[other] { $count } Nachrichten
  }
me-count-reaction = { $count ->
    [one] eine Reaktion
   *[other] { $count } Reaktionen
  }
me-count-vote = { $count ->
    [one] eine abgegebene oder geänderte Stimme
   *[other] { $count } abgegebene und geänderte Stimmen
  }
me-count-question = { $count ->
    [one] eine Frage, mit der Antwort
   *[other] { $count } Fragen, mit den Antworten
  }
me-count-score = { $count ->
    [one] einmal, wie du eine Antwort fandest
   *[other] { $count }-mal, wie du eine Antwort fandest
  }
me-count-reasons = { $count ->
    [one] ein Grund für eine Stimme
   *[other] { $count } Gründe für Stimmen
  }
me-count-additions = { $count ->
    [one] eine Antwort, die du einer Umfrage hinzugefügt hast
   *[other] { $count } Antworten, die du Umfragen hinzugefügt hast
  }
me-count-wishes = { $count ->
    [one] etwas, wovon du hören willst, wenn es da ist
   *[other] { $count } Dinge, von denen du hören willst, wenn sie da sind
  }
me-count-notes = { $count ->
    [one] eine Nachricht, dass etwas von dir Gewähltes fertig ist
   *[other] { $count } Nachrichten, dass von dir Gewähltes fertig ist
  }
me-count-other = { $count ->
    [one] eine weitere Zeile: dass du kamst, gingst, ein Konto verknüpft hast oder keine Erinnerungen wolltest
   *[other] { $count } weitere Zeilen: dass du kamst, gingst, Konten verknüpft hast oder keine Erinnerungen wolltest
  }

me-export-coming = Deine Datei ist unterwegs in unseren eigenen Chat.
me-export-text = Das ist alles, was über dich gespeichert ist, in einer Datei. Programme können sie lesen, mit etwas Geduld auch du.
letter-me-export = die Daten, die jemand über sich haben wollte

me-language-ask = In welcher Sprache soll ich mit dir sprechen?
me-language-now = Gut, dann Deutsch.
me-language-unknown = Ich spreche { $languages }. Such dir mit /me language eine aus.

me-erase-ask = Das löscht dich bei { $brands }, mit deinen Konten bei { $platforms }: deine Nachrichten, Reaktionen, Stimmen, Fragen und was geantwortet wurde, deinen Namen und deine Einstellungen.
    Offene Umfragen zählen ohne dich. Ergebnisse beendeter Umfragen und Berichte, die schon verschickt sind, bleiben, wie sie sind, ohne deinen Namen. Was in den Chats steht, gehört zur jeweiligen App: Lösch es dort.
    Das lässt sich nicht rückgängig machen. Wenn du wieder schreibst, lernen wir uns neu kennen.
me-erase-yes-button = Ja, lösch mich
me-erase-no-button = Nein, alles behalten
me-erase-late = Der Knopf ist schon älter. Wenn du es noch willst, schreib /me erase.
me-erase-team = Du gehörst zum Team von { $team }, und was das Team tut, lässt sich von hier aus nicht löschen. Frag die, die diesen Bot betreiben.
me-erased = Erledigt. Hier ist nichts mehr über dich. Mach's gut!
me-erased-card = Gelöscht, wie die Person es wollte.
letter-erasure = eine Karte, die geleert wird, weil sich jemand gelöscht hat
letter-me-farewell = das letzte Wort an jemanden, der sich gelöscht hat
