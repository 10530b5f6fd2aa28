quoted = „{ $text }“
vote-several = Deine Auswahl: { $options }. Danke!
vote-ranked = Deine Reihenfolge: { $options }
vote-rating = Du gibst { $score } von 5. Danke!
vote-nps = Du gibst { $score } von 10. Danke!
vote-too-many = Mehr als { $most } gehen nicht. Tippe erst eine deiner Antworten noch einmal an, dann wird sie frei.

hint-most = Wähle bis zu { $most }. Noch einmal tippen nimmt eine zurück.
hint-multi = Wähle, so viele du magst. Noch einmal tippen nimmt eine zurück.
hint-ranked = Tippe zuerst auf deinen Favoriten, dann auf den nächsten und so weiter. Noch einmal tippen nimmt einen heraus. Die Balken zählen erste Plätze.
hint-rating = 1 ist schwach, 5 ist super.
hint-nps = 0 heißt „überhaupt nicht wahrscheinlich“, 10 heißt „äußerst wahrscheinlich“.

seen-open = Alle können sehen, wer was gewählt hat.
seen-confidential = Nur das Team sieht, wer was gewählt hat.
seen-anonymous = Niemand kann sehen, wer was gewählt hat. Die Zahlen ändern sich in Schritten von mindestens { $people } Leuten.
shown-voted = Den Stand siehst du, sobald du abgestimmt hast.
shown-closed = Den Stand gibt es, wenn die Umfrage endet.

poll-until = Offen bis { $moment } ({ $zone })

rating-summary = Durchschnitt: { $average } von 5
nps-summary = NPS { $score }: { $promoters } empfehlen weiter (9–10), { $passives } sind unentschieden (7–8), { $detractors } eher nicht (0–6)
borda-points = Punkte (Borda): { $points }
runoff-round = Stichwahl, Runde { $round }: { $votes }
runoff-ahead = In der Stichwahl vorn: { $option }
runoff-winner = Sieger der Stichwahl: { $option }
runoff-tie = Die Stichwahl endet unentschieden: { $options }

add-button = Antwort hinzufügen
why-button = Sag, warum
who-button = Wer hat was gewählt?
who-title = Wer hat was gewählt: { $question }
who-more = und { $people } weitere
who-many = { $people ->
    [one] { $people } Person
   *[other] { $people } Leute
  }
who-anonymous = Diese Umfrage ist anonym: Niemand kann sehen, wer was gewählt hat, auch ich nicht.
who-confidential = Wer hier was gewählt hat, sieht nur das Team.
who-later = Wer was gewählt hat, zeige ich, wenn die Umfrage endet.
who-vote-first = Stimm erst selbst ab, dann siehst du, wer was gewählt hat.
