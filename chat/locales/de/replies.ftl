language-en = Englisch
language-es = Spanisch
language-pt = Portugiesisch
language-de = Deutsch

query-title = { $name } fragt auf { $platform }
query-told-title = { $name } schreibt uns auf { $platform }
query-text-gone = (dieser Text wird nicht mehr aufbewahrt)
query-files = { $files ->
    [one] 📎 mit einer Datei
   *[other] 📎 mit { $files } Dateien
  }
query-mood-good = klingt froh
query-mood-even = klingt ruhig
query-mood-bad = klingt unzufrieden
query-recommends = empfiehlt uns
query-since = Geschrieben am { $time }
query-history = { $asked ->
    [0] Die erste Frage dieser Person.
    [one] Eine frühere Frage, davon beantwortet: { $answered }.
   *[other] { $asked } frühere Fragen, davon beantwortet: { $answered }.
  }
query-answer = { $name }, { $time }:
query-answer-automatic = Automatisch gesendet, { $time }:
query-claimed = { $name } kümmert sich darum.
query-snoozed = Zurückgestellt bis { $time }.
query-trouble = Die Antwort kam nicht an: { $why }
query-answered = Beantwortet von { $name }.
query-resolved = Abgeschlossen von { $name }.
query-dismissed = Keine Frage, sagt { $name }.
query-withdrawn = Gelöscht von der Person, die es schrieb.
query-relay = { $name } ergänzt:

query-reply-button = Antworten
query-reply-again-button = Noch einmal schreiben
query-claim-button = Übernehmen
query-snooze-button = Später
query-promise-button = Zusagen
query-resolve-button = Abschließen
query-noted-button = Gesehen
query-not-button = Keine Frage
query-is-button = Doch eine Frage
query-good-button = Positiv
query-bad-button = Negativ
query-recommends-button = Empfiehlt uns

query-claimed-now = Gehört jetzt dir. Noch einmal drücken gibt sie zurück.
query-unclaimed-now = Zurückgegeben: Alle können sie übernehmen.
query-taken-over = Gehört jetzt dir; vorher hatte { $name } sie.
query-resolved-now = Abgeschlossen.
query-closed = Das war schon abgeschlossen.
query-dismissed-now = Notiert: Hier wird nichts gefragt, und es zählt nirgends als Frage.
query-is-now = Notiert: Das zählt als Frage.
query-corrected = Notiert. Das zählt ab jetzt in allen Zahlen.
query-gone = Diese Nachrichten wurden gelöscht.
query-not-for-you = Das kann nur das Team der Marke.

query-reply-title = Antworten
query-reply-note = { $name } schrieb auf { $platform }: „{ $quote }“
    Deine Antwort erscheint dort als Antwort. Was du im Chat des Teams schreibst, bleibt dort.
query-reply-field = Deine Antwort
query-reply-name = Unterschrieben mit
query-reply-ask = Schreib deine Antwort an { $name } auf { $platform }: „{ $quote }“
    Du siehst sie zuerst, und sie geht erst mit „Senden“ hinaus.
query-reply-empty = Eine Antwort braucht Worte oder eine Datei.
query-reply-long = Eine Antwort kann höchstens { $most } Zeichen haben.
query-preview = An { $name } auf { $platform }:
query-send-button = Senden
query-discard-button = Verwerfen
query-discarded = Verworfen. Es wurde nichts gesendet.
query-sent = Unterwegs zu { $name }.
query-sent-already = Das wurde schon gesendet.
query-draft-gone = Diesen Entwurf gibt es nicht mehr. Drück Antworten, um neu zu schreiben.

letter-reply = eine Antwort an jemanden
letter-reply-edit = die Änderung einer Antwort
letter-preview = eine Antwort vor dem Senden
letter-preview-edit = die Änderung einer Antwort vor dem Senden
letter-query-card = die Karte einer Frage
letter-query-edit = die Änderung der Karte einer Frage
letter-relay = was jemand zu einer Frage ergänzt hat
