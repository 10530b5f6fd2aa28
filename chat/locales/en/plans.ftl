weekday = { $weekday ->
    [0] Monday
    [1] Tuesday
    [2] Wednesday
    [3] Thursday
    [4] Friday
    [5] Saturday
   *[6] Sunday
  }
weekday-on = { $weekday ->
   *[other] on { weekday }
  }
weekday-turn = { $weekday ->
   *[other] { $day ->
        [1] on the first
        [2] on the second
        [3] on the third
        [4] on the fourth
       *[other] on the last
      }
  } { weekday }

rule = { $turn } at { $time } ({ $zone })
rule-day = { $step ->
    [1] every day
   *[other] every { $step } days
  }
rule-weekdays = every weekday
rule-week = { $step ->
    [1] every { $name }
   *[other] every { $step } weeks { $on }
  }
rule-months = { $step ->
    [1] every month
   *[other] every { $step } months
  }
rule-month = { $months } { $day ->
    [31] on the last day
   *[other] on day { $day }
  }
rule-month-weekday = { $months } { $on }

plan-once = “{ $question }” is planned for { $moment } ({ $zone }).
plan-again = “{ $question }” goes out { $rule }. Next: { $moment }.
plan-past = That time has passed already. Please choose a later one.
plan-far = That is too far ahead. Please choose a time within { $most } days.
plan-gone = This plan is no longer there.
plan-now-button = Post now
plan-delete-button = Delete the plan
plan-posted = “{ $question }” is on its way.
plan-posted-before = “{ $question }” was posted just now.
plan-deleted = “{ $question }” is off the plan. Nothing more will be posted.
plan-deleted-before = “{ $question }” was off the plan already.
plan-failed = I couldn't post “{ $question }” as planned. { $why }

letter-poll-reminder = a reminder of a poll
poll-reminder = { $brand } would love to hear from you before this poll closes.
poll-reminder-quiet = No more reminders
