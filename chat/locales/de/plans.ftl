weekday = { $weekday ->
    [0] Montag
    [1] Dienstag
    [2] Mittwoch
    [3] Donnerstag
    [4] Freitag
    [5] Samstag
   *[6] Sonntag
  }
weekday-on = { $weekday ->
   *[other] am { weekday }
  }
weekday-turn = { $weekday ->
   *[other] { $day ->
        [1] am ersten
        [2] am zweiten
        [3] am dritten
        [4] am vierten
       *[other] am letzten
      }
  } { weekday }

rule = { $turn } um { $time } Uhr ({ $zone })
rule-day = { $step ->
    [1] jeden Tag
   *[other] alle { $step } Tage
  }
rule-weekdays = werktags
rule-week = { $step ->
    [1] jeden { $name }
   *[other] alle { $step } Wochen { $on }
  }
rule-months = { $step ->
    [1] jeden Monat
   *[other] alle { $step } Monate
  }
rule-month = { $months } { $day ->
    [31] am letzten Tag
   *[other] am { $day }.
  }
rule-month-weekday = { $months } { $on }

plan-once = „{ $question }“ ist für { $moment } geplant ({ $zone }).
plan-again = „{ $question }“ wird { $rule } gepostet. Das nächste Mal: { $moment }.
plan-past = Diese Zeit ist schon vorbei. Bitte wähle eine spätere.
plan-far = Das ist zu weit weg. Bitte wähle eine Zeit in den nächsten { $most } Tagen.
plan-gone = Diesen Plan gibt es nicht mehr.
plan-now-button = Jetzt posten
plan-delete-button = Plan löschen
plan-posted = „{ $question }“ ist unterwegs.
plan-posted-before = „{ $question }“ wurde gerade eben gepostet.
plan-deleted = „{ $question }“ ist aus dem Plan. Es wird nichts mehr gepostet.
plan-deleted-before = „{ $question }“ war schon aus dem Plan.
plan-failed = „{ $question }“ war geplant, aber ich konnte die Umfrage nicht posten. { $why }

letter-poll-reminder = die Erinnerung an eine Umfrage
poll-reminder = { $brand } freut sich auf deine Stimme, bevor diese Umfrage endet.
poll-reminder-quiet = Nicht mehr erinnern
