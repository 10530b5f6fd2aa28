poll-nps-question = Wie wahrscheinlich ist es, dass du { $brand } weiterempfiehlst?
poll-remind-no-end = Eine Erinnerung braucht ein Ende. Sag, wann die Umfrage schließt, zum Beispiel: für 2d
poll-at-or-every = Sag entweder, wann die Umfrage erscheint (am), oder wie oft (jeden), nicht beides.
poll-at-past = „{ $time }“ ist schon vorbei. Bitte wähl eine spätere Zeit.
poll-for-or-until = Sag entweder, wie lange die Umfrage offen ist (für), oder bis wann (bis), nicht beides.
poll-every-until = Eine Umfrage, die immer wieder kommt, hat kein einzelnes Ende. Sag, wie lange jede offen ist, zum Beispiel: für 2d
poll-until-past = „{ $time }“ liegt vor dem Beginn der Umfrage. Bitte wähl ein späteres Ende.
poll-moment-unclear = „{ $time }“ verstehe ich nicht als Zeitpunkt. Schreib zum Beispiel: am "Freitag 9:00" oder am "30.11.2026 18:00"
poll-rule-unclear = „{ $time }“ verstehe ich nicht als Wiederholung. Schreib zum Beispiel: jeden Montag 9:00
poll-span-unclear = „{ $time }“ verstehe ich nicht als Dauer. Schreib zum Beispiel: 2h, 3d oder 1w
poll-option-or-setting = Ist „{ $word }“ eine Antwort oder eine Einstellung? Setz die Antworten in Anführungszeichen, oder schreib Einstellungen mit zwei Strichen, etwa --anonym.
poll-limit-unclear = Schreib hinter limit, wie viele Antworten jede Person wählen darf, zum Beispiel: limit 3
poll-setting-twice = „{ $first }“ und „{ $second }“ passen nicht zusammen. Bitte nimm nur eins davon.
poll-word-unknown = { $near ->
    [none] „{ $word }“ kenne ich hier nicht. Antworten stehen in Anführungszeichen; Einstellungen sind Wörter wie anonym, mehrere, rangfolge, verdeckt.
   *[other] „{ $word }“ kenne ich hier nicht. Meinst du „{ $near }“? Antworten stehen in Anführungszeichen.
  }

poll-unreached = Ich kann nicht in alle eure Chats schreiben:
poll-nowhere = Ich kann in keinen eurer Publikumschats schreiben, also sähe niemand die Umfrage. { $lines }
poll-let-in-slack = Gib /invite @Rapport in { $chat } ein.
poll-let-in-telegram = In { $chat }: Nimm mich in die Gruppe auf und mach mich zum Admin.

make-which-brand = Für welche Marke ist die Umfrage?
make-title = Neue Umfrage
make-submit = Jetzt posten
make-submit-plan = Einplanen
make-question = Was möchtest du fragen?
make-question-hint = Lass es leer, dann frage ich: { $question }
make-kind = Wie wird geantwortet?
make-kind-single = Eine Antwort
make-kind-multi = Mehrere Antworten
make-kind-ranked = In eine Reihenfolge bringen
make-kind-rating = Bewerten von 1 bis 5
make-kind-nps = Empfehlen: 0 bis 10 (NPS)
make-options = Antworten
make-options-hint = 2 bis 10, jede in einer eigenen Zeile.
make-most = Wie viele darf jede Person wählen?
make-most-any = Beliebig viele
make-visibility = Wer sieht, wer was gewählt hat?
make-visibility-open = Alle
make-visibility-confidential = Nur unser Team
make-visibility-anonymous = Niemand (anonym)
make-shown = Wann sieht man die Ergebnisse?
make-shown-live = Sofort
make-shown-voted = Nach der eigenen Stimme
make-shown-closed = Wenn die Umfrage endet
make-extras = Extras
make-extra-adding = Alle dürfen Antworten ergänzen
make-extra-approve = Ergänztes wartet auf unser Ja
make-extra-why = Nach dem Warum fragen
make-extra-milestones = Dem Team 10, 50, 100 … Stimmen melden
make-extra-remind = Wer nicht abgestimmt hat, wird einmal erinnert
make-when = Wann erscheint sie?
make-when-now = Jetzt
make-when-later = Später
make-when-recurring = Immer wieder
make-date = Tag
make-time = Uhrzeit
make-every = Wie oft?
make-every-hint = Zum Beispiel: jeden Montag 9:00, oder alle 2 Wochen am Freitag 17:30
make-close = Wann endet sie?
make-close-hint = Zum Beispiel: 2d, oder Freitag 18:00. Lass es leer, dann beendest du sie selbst.
make-some-question = Deine Frage
make-some-option = Antwort { $number }
make-no-question = Bitte schreib eine Frage.
make-no-options = Bitte schreib 2 bis 10 Antworten, jede in einer eigenen Zeile.
make-no-time = Bitte wähl einen Tag und eine Uhrzeit.
make-no-rule = Bitte schreib, wie oft, zum Beispiel: jeden Montag 9:00
make-edit-button = Ändern
make-results-button = Ergebnisse

guide-question = Was möchtest du fragen? Schreib mir die Frage. (/cancel bricht ab.)
guide-options = Und die Antworten? Schreib jede in eine eigene Zeile, oder eine je Nachricht. Oder lass eine Zahl geben:
guide-options-more = Bisher:
    { $options }
    Schreib noch eine oder drück Fertig.
guide-reply = (Schreib es bitte als Antwort auf diese Nachricht, sonst sehe ich es vielleicht nicht.)
guide-done = Fertig
guide-kind = Wie wird geantwortet?
guide-most = Wie viele darf jede Person wählen?
guide-visibility = Wer sieht, wer was gewählt hat?
guide-shown = Wann sieht man die Ergebnisse?
guide-extras = Drück, was du möchtest, dann Fertig.
guide-close = Wann endet sie? Drück, oder schreib zum Beispiel: 2h, oder Freitag 18:00
guide-close-never = Ich beende sie selbst
guide-close-1d = Nach 1 Tag
guide-close-3d = Nach 3 Tagen
guide-close-1w = Nach 1 Woche
guide-later = Wann soll ich sie posten? Schreib zum Beispiel: morgen 9:00, oder jeden Montag 9:00
guide-now = Doch jetzt
guide-change = Was möchtest du ändern?
guide-change-question = Frage
guide-change-options = Antworten
guide-change-kind = Art der Antwort
guide-change-visibility = Wer was sieht
guide-change-shown = Wann Ergebnisse
guide-change-extras = Extras
guide-change-close = Ende
guide-back = Zurück
guide-summary = So wird sie aussehen. Soll ich sie posten?
guide-summary-at = So wird sie aussehen. Ich poste sie am { $time } ({ $zone }). Gut so?
guide-summary-rule = So wird sie aussehen. Ich poste sie { $rule }. Gut so?
guide-later-button = Später …
guide-change-button = Ändern …
guide-cancel = Abbrechen
guide-cancelled = Gut, nichts wurde gepostet. Mit /poll fängst du neu an.
guide-nothing = Es gibt nichts abzubrechen.
guide-not-yours = Diese Umfrage macht gerade jemand anderes. Mit /poll machst du deine eigene.
guide-over = Diese Umfrage ist schon gepostet oder verworfen. Mit /poll fängst du eine neue an.
guide-earlier = Dieser Knopf gehört zu einem früheren Schritt. Bitte nimm die neueste Nachricht.
guide-too-many = Das sind zu viele: Eine Umfrage hat höchstens { $most } Antworten. Welche sind wichtig?
guide-too-few = Eine Umfrage braucht mindestens 2 Antworten. Bitte schreib noch eine.

home-team = Frag alle Chats von { $brand } auf einmal, und sieh hier, wie es steht.
home-running = { $polls ->
    [0] Gerade läuft keine Umfrage.
    [one] Eine Umfrage läuft:
   *[other] { $polls } Umfragen laufen:
  }
home-planned = { $polls ->
    [one] Eine ist geplant:
   *[other] { $polls } sind geplant:
  }
home-make-button = Umfrage machen
home-polls-button = Alle Umfragen
home-audience = Hallo! Ich bin der Assistent von { $brand }. Stimm in den Umfragen unserer Kanäle ab und stell dort deine Fragen: Das Team liest mit. Unten wählst du, was ich dir schreiben darf.
home-me-button = Meine Einstellungen
letter-home = eine persönliche Seite
