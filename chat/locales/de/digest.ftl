digest-title = { $brand }: Woche { $week }
digest-polls = Was die Leute möchten
digest-poll = { $voters ->
    [0] „{ $question }“: noch keine Stimmen
    [one] „{ $question }“: { $ahead } vorn, { $voters } Stimme
   *[other] „{ $question }“: { $ahead } vorn, { $voters } Stimmen
  }
digest-late = Dieser Bericht kommt zu spät: Ich war nicht in Betrieb, als er fällig war.
letter-digest = den Wochenbericht
digest-care = Wie wir uns kümmern
digest-promises = Versprechen: { $kept } gehalten, { $broken } gebrochen, { $due } noch offen
digest-promise-broken = ✗ Nicht gehalten: „{ $what }“
digest-satisfaction = Zufrieden mit unseren Antworten: { $mean } von 5 (n { $scores })
digest-disagreement = Ihr habt { $corrected } von { $seen } Nachrichten anders beurteilt als ich ({ $share }).
digest-coverage = Bei { $share } von { $judged } Nachrichten war ich mir der Stimmung sicher; unsicher zählt als neutral.
digest-waiting = Wen wir warten lassen
digest-done = { $name }: „{ $quote }“ ({ $how })
digest-answered = beantwortet von { $name }
digest-resolved = abgeschlossen von { $name }
digest-dismissed = keine Frage, sagt { $name }
digest-all-done = Alle sind erledigt. Danke!
digest-moved = Der Rest steht im Bericht der Woche { $week }.
digest-more = { $queries ->
    [one] Als das hier erschien, wartete noch eine weitere Person: /inbox
   *[other] Als das hier erschien, warteten noch { $queries } weitere: /inbox
  }
letter-digest-edit = eine Änderung des Wochenberichts
digest-poll-scale = { $voters ->
    [0] „{ $question }“: noch keine Stimmen
    [one] „{ $question }“: { $figure }, { $voters } Stimme
   *[other] „{ $question }“: { $figure }, { $voters } Stimmen
  }
digest-poll-hidden = { $voters ->
    [one] „{ $question }“: { $voters } Stimme, zu wenige zum Zeigen
   *[other] „{ $question }“: { $voters } Stimmen, zu wenige zum Zeigen
  }
digest-content = Was als Nächstes kommt

digest-title-month = { $brand }: { $month }
digest-more-below = Was jetzt zu tun ist und alle Zahlen: in der Antwort darunter.
digest-details-title = { $title }, im Einzelnen
letter-digest-details = die Einzelheiten des Berichts

digest-lead-few = Es haben zu wenige mitgemacht, um zu sagen, wie es lief.
digest-lead-few-clear = Für einen Index reichen die Daten nicht, aber deutlich verändert hat sich: { $movers }.
digest-lead-first = Der Index beginnt bei { $value }; davor gibt es keine Woche zum Vergleichen.
digest-lead-even = Eine Woche wie die davor: Der Index bleibt bei { $value }.
digest-lead-even-clear = Der Index bleibt bei { $value }, deutlich verändert hat sich dabei: { $movers }.
digest-lead-up = Eine bessere Woche: Der Index stieg um { $step } auf { $value }, vor allem durch { $movers }.
digest-lead-up-noise = Der Index stieg um { $step } auf { $value }, aber kein Wert hat sich deutlich geändert: Das kann Zufall sein.
digest-lead-up-though = Der Index stieg um { $step } auf { $value }; deutlich gesunken ist aber: { $movers }.
digest-lead-down = Eine schwächere Woche: Der Index fiel um { $step } auf { $value }, vor allem durch { $movers }.
digest-lead-down-noise = Der Index fiel um { $step } auf { $value }, aber kein Wert hat sich deutlich geändert: Das kann Zufall sein.
digest-lead-down-though = Der Index fiel um { $step } auf { $value }; deutlich gestiegen ist aber: { $movers }.
digest-lead-clear = Deutlich verändert hat sich: { $movers }.
digest-lead-calm = Kein Wert hat sich deutlich geändert: Soweit die Zahlen es sagen, war es eine Zeit wie die davor.
digest-mover = { $measure } ({ $previous } → { $value })
digest-index = Index { $value } von 100 (Woche davor: { $previous })
digest-index-alone = Index { $value } von 100
digest-index-weeks = Index Woche für Woche: { $weeks }
digest-part = { $part } · { $measure } { $value } (davor { $previous }), { $change }
digest-part-none = { $part } · zu wenig Daten, um etwas zu sagen
digest-change-up = deutlich mehr
digest-change-down = deutlich weniger
digest-change-same = wie davor
digest-change-noise = im Rauschen
digest-change-unknown = nicht prüfbar

digest-advice = Was jetzt zu tun ist
digest-advice-waiting = Seit über einem Tag warten: { $n }, als Erstes seit { $since }. Antwortet dort zuerst. (Beantwortete Fragen: { $share })
digest-advice-winner = „{ $name }“ liegt in euren Umfragen allein vorn, mit { $share } von { $n } Antworten, und ihr habt noch nichts dazu gemacht: Macht das als Nächstes.
digest-advice-hours = Wer zwischen { $from } und { $to } Uhr fragt, wartet { $wait } (Median von { $n }), sonst { $others }: Lasst dann jemanden hineinsehen.
digest-advice-fell = { $measure } { $previous } → { $value }, deutlich weniger: { $what }
digest-advice-weak = { $measure } { $value } (Ziel { $target }): { $what }
digest-advice-unknown = Von { $n } Neuen kamen nur { $share } nachweislich durch jemanden: Bietet mit /invite persönliche Links an.
digest-advice-poll = Abgestimmt haben { $share }, und eure letzte Umfrage war am { $since }: Fragt etwas mit /poll.
digest-advice-poll-first = Abgestimmt haben { $share }, und es gab noch keine Umfrage: Fragt etwas mit /poll.
digest-advice-nps = „Würden uns empfehlen (NPS)“ hat keine Antworten, und seit fünf Wochen hat niemand gefragt: Probiert /poll nps.
digest-do-nps = Lest die Gründe derer, die 6 oder weniger gaben, und antwortet ihnen.
digest-do-advocates = Dankt denen, die euch empfehlen, und zeigt, was sie sagten.
digest-do-referred-joins = Bietet mit /invite persönliche Links an.
digest-do-active = Fragt etwas, das man in einem Wort beantworten kann.
digest-do-poll-participation = Fragt kürzer, und dann, wenn die Leute wach sind.
digest-do-conversation = Schließt Beiträge mit einer Frage, und antwortet den Ersten bald.
digest-do-applause = Bringt mehr von dem, was zuletzt Reaktionen bekam.
digest-do-growth = Bittet die Mitglieder, je einen Menschen mitzubringen.
digest-do-fans = Gebt den Leuten jede Woche am selben Tag einen Grund vorbeizuschauen.
digest-do-returning = Erzählt denen, die letzten Monat da waren, was daraus wurde.
digest-do-repeat-buyers = Sagt Käufern, was zu dem passt, was sie haben.
digest-do-amplification = Macht einen Beitrag je Woche, den man gern weitergibt.
digest-do-clicks-per-share = Sagt in der ersten Zeile, was es zu sehen gibt.
digest-do-net-sentiment = Seht euch in /inbox die negativen Nachrichten an, und antwortet.
digest-do-answered = Macht aus, wer an welchem Tag in /inbox sieht.

digest-topics = Neu diesmal: { $topics }
digest-topics-meaning = In den zwölf Wochen davor schrieb niemand davon.
digest-topic = { $people ->
    [one] { $topic } ({ $people } Person)
   *[other] { $topic } ({ $people } Leute)
  }
digest-kind = Etwas Freundliches
digest-kind-quote = „{ $quote }“ ({ $platform })
digest-figures = Alle Zahlen
digest-figures-cut = Der Rest steht in /ror.

digest-alt = { $title }. { $index } { $parts }
digest-alt-index = Index { $value } von 100.
digest-alt-index-up = Index { $value } von 100, { $step } mehr als in der Woche davor.
digest-alt-index-down = Index { $value } von 100, { $step } weniger als in der Woche davor.
digest-alt-index-none = Für die letzte Woche gibt es keinen Index.
digest-alt-parts = Stärkster Teil: { $best } mit { $best_score }; schwächster: { $worst } mit { $worst_score }.
digest-alt-part = Der einzige Teil mit Wertung: { $best } mit { $best_score }.
digest-alt-parts-none = Noch hat kein Teil eine Wertung.
chart-parts-week = Die Teile in Woche { $week }

digest-now-title = Wie es erschienen ist, und wie es jetzt ist
digest-now-same = Jetzt wäre nichts anders.
digest-now-line = { $name }: { $then } → { $now }
digest-now-index = Index
digest-now-n = { $name } (n)
digest-now-why = Seither: { $corrections } Korrekturen und { $imports } Importe; ab jenem Tag { $erasures } Löschungen.
digest-now-old = Dieser Bericht erschien, bevor Zahlen aufbewahrt wurden: Es gibt nichts zu vergleichen.
