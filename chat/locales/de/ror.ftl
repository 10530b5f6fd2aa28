# Was jede Zahl bedeutet, in einem Satz.
definition-nps = Von allen, die gesagt haben, ob sie euch empfehlen würden: der Anteil der 9 und 10 minus der Anteil der 0 bis 6, mal 100.
definition-advocates = Der Anteil der aktiven Leute, die euch mit eigenen Worten empfohlen haben oder durch die jemand kam.
definition-referred-joins = Der Anteil der neuen Mitglieder, von denen man weiß, durch wen sie kamen.
definition-active = Der Anteil der erreichbaren Leute, die geschrieben, reagiert, abgestimmt, eine Note gegeben oder geteilt haben.
definition-poll-participation = Der Anteil der erreichbaren Leute, deren Stimme in einer Umfrage aus dieser Zeit noch gilt.
definition-conversation = Nachrichten, die auf eure Beiträge von irgendwann antworten, je Beitrag dieser Zeit und 100 erreichbare Leute.
definition-applause = Reaktionen auf eure Beiträge dieser Zeit, je Beitrag und 100 erreichbare Leute.
definition-members = Alle, die am Ende dabei sind: gekommen oder mitgemacht, und nicht gegangen.
definition-growth = Zugänge minus Abgänge, als Anteil der Mitglieder am Anfang.
definition-fans = Der Anteil der erreichbaren Leute, die in mindestens drei der letzten vier Wochen aktiv waren und nicht mehr Schlechtes als Gutes gesagt haben.
definition-returning = Von allen, die in den vier Wochen davor aktiv waren, der Anteil, der es wieder war.
definition-repeat-buyers = Von allen, die in den letzten 90 Tagen gekauft haben, der Anteil mit zwei oder mehr Käufen.
definition-amplification = Weitergeleitetes, Geteiltes und Drücke auf Teilen, je Beitrag dieser Zeit und 100 erreichbare Leute.
definition-clicks-per-share = Wie oft jemand dem Link von etwas folgte, das in dieser Zeit geteilt wurde.
definition-net-sentiment = Positive minus negative Nachrichten, als Anteil aller, die sich einordnen ließen.
definition-answered = Der Anteil der Fragen, die ein Mensch beantwortet hat, von allen beantworteten, geschlossenen und seit einem Tag oder länger wartenden.
definition-first-response = Wie lange auf die erste Antwort eines Menschen gewartet wurde: die Hälfte höchstens so lange.
definition-relationship-revenue = Was Leute gekauft haben, die schon einmal gekauft hatten oder durch jemanden gekommen waren.

measure-relationship-revenue = Gekauft dank Beziehungen
revenue = { $name }: { $value } (davor { $before })

ror-words = „{ $word }“ kenne ich weder als Zeitraum noch als Marke oder Plattform. Versuche /ror 7d, /ror 30d, /ror month, /ror 2026-W46, /ror 2026-11-01..2026-11-15, /ror explain oder /ror csv; eine Marke und slack, telegram oder webchat dürfen daneben stehen.
ror-twice = „{ $one }“ und „{ $other }“ geht nicht zugleich. Gib von jeder Art nur eins an.
ror-ambiguous = „{ $word }“ heißt hier zweierlei. Schreibe brand:{ $word }, platform:{ $word }, period:{ $word } oder show:{ $word }.
ror-period-words = „{ $word }“ ist kein Zeitraum. Schreibe 7d, 30d, 90d, month, eine Woche wie 2026-W46 oder Tage wie 2026-11-01..2026-11-15.
ror-period-days = „{ $word }“ hat keinen Tag. Schreibe 7d, 30d oder 90d.
ror-period-week = Die Woche „{ $word }“ gibt es nicht. Schreibe eine wie 2026-W46.
ror-period-date = „{ $word }“ nennt einen Tag, den es nicht gibt. Schreibe Tage wie 2026-11-01..2026-11-15.
ror-period-order = „{ $word }“ endet, bevor es anfängt. Setze den ersten Tag nach vorn.
ror-period-long = „{ $word }“ ist länger als { $most } Tage. Frag nach einer kürzeren Zeit.
ror-period-future = „{ $word }“ ist noch nicht vorbei. Der letzte Tag darf höchstens gestern sein; versuche 7d oder month.

ror-only = Nur was auf { $platform } geschah
ror-part = { $part }: { $score }
ror-value = { $name }: { $value }
ror-interval = { $value } (95-%-Intervall: { $low } bis { $high })
ror-before = davor { $before }; { $change }; n { $n }
ror-change-clear = eine deutliche Änderung
ror-change-noise = im Rauschen
ror-change-unknown = über die Änderung lässt sich nichts sagen
ror-behind = Dahinter: { $number } { $count ->
    [one] Eintrag
   *[other] Einträge
  }, Seite { $page } von { $pages }
ror-behind-nothing = Dahinter steht in dieser Zeit nichts.
ror-only-that-they-voted = Nur, dass sie mitgemacht haben: Was jemand gewählt hat, steht hier nie.
ror-somebody = Jemand
ror-state-answered = beantwortet
ror-state-waiting = wartet noch
ror-state-resolved = ohne Antwort geschlossen
ror-state-joined = gekommen
ror-state-left = gegangen
ror-state-promoter = würde empfehlen
ror-state-passive = weder noch
ror-state-detractor = würde nicht empfehlen
ror-chip-7d = 7 Tage
ror-chip-30d = 30 Tage
ror-chip-90d = 90 Tage
ror-chip-month = Monat
ror-all = Alle Zahlen
ror-next = Weiter →
ror-back = ← Zurück
ror-explain-button = Wie gerechnet?
ror-csv-button = Als Tabelle (CSV)
ror-csv-text = Die Zahlen von { $brand }, { $period }. Das hast nur du bekommen.
ror-csv-rows = { $measure } von { $brand }, { $period }: was dahintersteht, eine Zeile je Eintrag. Das hast nur du bekommen.
ror-csv-here = Die Datei ist unterwegs.
ror-csv-directly = Die Datei kommt als private Nachricht zu dir.

explain-title = Wie gerechnet wird: { $brand }
explain-page = Seite { $page } von { $pages }
explain-intro = Der Index ist Rapports eigener: Keine veröffentlichte Formel macht aus Beziehungen eine Zahl. Ein Wert bekommt 100 × Wert / Ziel Punkte, von 0 bis 100; ein Teil das Mittel seiner Werte; der Index ist das gewichtete Mittel der Teile.
explain-part = { $part }: ({ $scores }) / { $number } = { $score }, Gewicht { $weight }
explain-part-none = { $part }: keine Punkte
explain-value = { $name }: { $value } (n { $n })
explain-rate = { $name }: { $hits } von { $n } sind { $value }
explain-nothing = { $name }: noch nichts zu messen, bleibt draußen
explain-score = , beim Ziel { $target } sind das { $score } Punkte
explain-few = ; bleibt draußen, denn n ist { $n } und nötig sind { $least }
explain-index = Index: ({ $terms }) / { $weights } = { $value }
explain-not-a-week = Die Ziele gelten für sieben Tage, also haben nur sieben Tage Punkte und Index. Ganze Wochen in dieser Zeit, die älteste zuerst: { $weeks }
explain-content = 1. Wie stärken unsere Inhalte die Treue?
explain-content-nobody = In den vier Wochen davor war niemand aktiv, also konnte niemand wiederkommen.
explain-all-before = Von allen, die in den vier Wochen davor aktiv waren, kamen { $hits } von { $n } wieder: { $share }
explain-met-post = Von denen, die auf einen Beitrag geantwortet, reagiert oder ihn geteilt haben: { $hits } von { $n }, { $share }
explain-met-poll = Von denen, die bei einer Umfrage mitgemacht haben: { $hits } von { $n }, { $share }
explain-met-question = Bei „{ $question }“: { $hits } von { $n }, { $share }
explain-correlation = Das ist Korrelation, kein Beweis einer Ursache: Wer mehr Interesse hat, macht mehr mit und kommt öfter wieder. In Klammern: 95-%-Intervalle (Wilson).
explain-audience = 2. Was wissen wir über unser Publikum?
explain-size = { $members } Mitglieder am Ende ({ $joins } kamen, { $leaves } gingen); { $reachable } sind erreichbar
explain-fans = Fans: { $share } der erreichbaren Leute
explain-languages = Leute nach der Sprache, in der sie schreiben: { $languages }
explain-busiest = Am meisten los von { $first } bis { $last }, vor allem am { $day }
explain-topics = Worüber mehrere Leute geschrieben haben: { $topics }
explain-care = 3. Hören wir zu und antworten wir?
explain-engagement = 4. Wie hoch ist die Beteiligung?
explain-figure = { $name }: { $value } (n { $n }); davor { $before }, { $change }
explain-share = { $share } ({ $low } bis { $high })

letter-aside = eine Antwort für eine Person
letter-ror-csv = eine Tabelle mit Zahlen
