takes-a-moment = Angekommen, das dauert einen Moment.
open-me-first = Das ist nur für dich bestimmt. Öffne zuerst einen Chat mit mir, dann schicke ich es dir.
chat-unknown = Diesen Chat kenne ich noch nicht. Wer mich betreibt, kann ihn in config.toml eintragen.
button-old = Dieser Knopf gehört zu einer älteren Nachricht. Nimm bitte die neueste.
command-unknown = Diesen Befehl kenne ich nicht. Versuch es mit /help.

command-poll = Das Publikum fragen, was es als Nächstes möchte
command-ror = Euer Return on Relationship, nur für dich sichtbar
command-polls = Alle Umfragen: laufende, geplante, vergangene
command-content = Was als Nächstes lohnt, aus allen Umfragen
command-made = Sag allen, die dafür stimmten, dass es da ist
command-add = Füge der Umfrage, auf die du antwortest, etwas hinzu
command-me = Konten verknüpfen, Erinnerungen an oder aus
command-stop = Keine Nachrichten mehr, um die du nicht gebeten hast
command-help = Was ich hier für dich tun kann

vote-counted = Deine Stimme für „{ $option }“ zählt. Danke!
vote-changed = Geändert: Deine Stimme geht jetzt an „{ $option }“.
vote-again-please = Diese Stimme kam nicht an. Bitte stimm noch einmal ab.
vote-taken-back = Deine Stimme ist zurückgenommen. Du kannst jederzeit neu abstimmen.
poll-closed = Diese Umfrage ist schon zu Ende, deine Stimme kam zu spät. Bis zur nächsten!
poll-gone = Diese Umfrage finde ich nicht mehr.
poll-voters = { $voters ->
    [0] Noch keine Stimmen
    [one] { $voters } Person hat abgestimmt
   *[other] { $voters } Leute haben abgestimmt
  }
poll-final = { $voters ->
    [0] Beendet, niemand hat abgestimmt
    [one] Beendet, { $voters } Person hat abgestimmt
   *[other] Beendet, { $voters } Leute haben abgestimmt
  }
poll-usage = Schreib die Frage und 2 bis 10 Antworten in Anführungszeichen: /poll "Was als Nächstes?" "Rezepte" "Hinter den Kulissen". Oder schreib nur /poll, dann helfe ich dir.
poll-question-long = Die Frage ist zu lang. Höchstens { $most } Zeichen, bitte.
poll-option-long = Eine Antwort ist zu lang. Höchstens { $most } Zeichen, bitte.
poll-option-twice = Zwei Antworten sind gleich. Bitte unterscheide sie.
poll-no-audience = Diese Marke hat noch keinen Publikumschat. Trag ihn in config.toml unter audiences ein.
poll-not-for-you = Umfragen startet nur das Team. Abstimmen darfst du in allen!
poll-which-team = Du gehörst zu mehreren Teams. Starte die Umfrage bitte im Chat des Teams, für das sie gedacht ist.
poll-on-its-way = { $chats ->
    [one] „{ $question }“ ist unterwegs in einen Chat.
   *[other] „{ $question }“ ist unterwegs in { $chats } Chats.
  }
poll-close-button = Umfrage beenden
poll-closed-now = „{ $question }“ ist beendet.
poll-closed-before = „{ $question }“ war schon beendet.

ror-not-for-you = Das hier ist für das Team der Marke. Gehörst du dazu, bitte eine Managerin oder einen Manager, dich einzutragen.
ror-which-brand = Welche Marke möchtest du ansehen?
ror-title = Return on Relationship: { $brand }
ror-legend = { $clear } deutliche Änderung, { $noise } im Rauschen. n sagt, worauf der Wert beruht; { $none } heißt: noch nichts zu messen.
period = { $start } bis { $end } ({ $zone })
index = Index { $value } von 100 (Rapports eigenes Mittel der Teile unten)
index-too-few = Index: noch zu wenig, um etwas zu sagen. Es braucht drei Teile mit genug Daten.
index-not-a-week = Den Index gibt es nur für sieben Tage.
score = { $value } von 100
measure = { $name }: { $value } (davor { $before }, n { $n })

part-recommendations = Empfehlungen
part-engagement = Beteiligung
part-followers = Mitglieder und Fans
part-loyalty = Treue
part-sharing = Weitersagen
part-sentiment = Stimmung
part-care = Betreuung

time-seconds = { $number } s
time-minutes = { $number } Min.
time-hours = { $number } Std.
time-days = { $days ->
    [one] { $days } Tag
   *[other] { $days } Tage
  }

measure-nps = Würden uns empfehlen (NPS)
measure-advocates = Fürsprecher
measure-referred-joins = Auf Empfehlung gekommen
measure-active = Aktive Leute
measure-poll-participation = Haben abgestimmt
measure-conversation = Antworten je Beitrag und 100 Leute
measure-applause = Reaktionen je Beitrag und 100 Leute
measure-members = Mitglieder
measure-growth = Wachstum
measure-fans = Fans
measure-returning = Wiedergekommen
measure-repeat-buyers = Wieder gekauft
measure-amplification = Geteilt je Beitrag und 100 Leute
measure-clicks-per-share = Klicks je Teilen
measure-net-sentiment = Stimmung im Saldo (von −1 bis +1)
measure-answered = Beantwortete Fragen
measure-first-response = Erste Antwort (Median)
more-unclassified = nicht eingeordnet: { $share } der Nachrichten
more-within = neun von zehn binnen { $time }
more-at-work = in Geschäftszeiten { $median }, neun von zehn binnen { $time }
more-waiting = warten noch: { $number }

chart-title = { $brand }: Return on Relationship
chart-trend-index = Index, Woche für Woche
chart-trend-active = Aktive Leute, Woche für Woche
chart-no-trend = Noch keine Woche zu zeigen
chart-parts = Die Teile, von 100
chart-last-week = die Woche davor
chart-week = KW { $number }
chart-alt = Grafik für { $brand }: die letzten zwölf Wochen und die fünf Teile mit der Woche davor. Im Text stehen dieselben Zahlen.

welcome = Hallo, ich bin der Assistent von { $brand }. Stell hier deine Frage und stimm mit ab, wenn eine Umfrage kommt.
whose-ask = An wen möchtest du schreiben? Wähl aus, dann gebe ich weiter, was du geschrieben hast.
whose-chosen = Hier schreibst du an { $brand }.
help-audience = Stimm in den Umfragen ab, antworte auf Beiträge und stell deine Fragen: Das Team von { $brand } liest mit. Oder schreib /ask und deine Frage.
help-team = /poll "Frage?" "Eins" "Zwei" fragt alle eure Publikumschats auf einmal. /ror zeigt euren Return on Relationship, nur dir. /inbox zeigt, wer auf Antwort wartet, die längsten zuerst.
uninstalled = Ich wurde aus { $platform } entfernt und höre euer Publikum dort nicht mehr. Installiert die App neu, dann bin ich wieder da.

letter-poll = eine Umfrage
letter-poll-edit = den neuen Stand einer Umfrage
letter-poll-tally = die Zählung einer Umfrage
letter-answer = eine Antwort
letter-note = eine Notiz
letter-unknown = Ich weiß nicht, ob ich { $what } nach { $chat } gebracht habe: Die Rückmeldung ging verloren. Schaut bitte nach. Fehlt sie dort, drückt auf „Noch einmal“.
letter-failed = Ich konnte { $what } nicht nach { $chat } bringen: { $why }
post-again-button = Noch einmal
posted-again = Wieder unterwegs.
posted-already = Das ist schon erledigt.
