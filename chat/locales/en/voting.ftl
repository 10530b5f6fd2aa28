quoted = “{ $text }”
vote-several = Your choice: { $options }. Thank you!
vote-ranked = Your order: { $options }
vote-rating = You gave { $score } of 5. Thank you!
vote-nps = You gave { $score } of 10. Thank you!
vote-too-many = You can choose { $most } at most. Press one of yours again to let it go first.

hint-most = Choose up to { $most }. Press again to take one back.
hint-multi = Choose as many as you like. Press again to take one back.
hint-ranked = Press your favourite first, then the next, and so on. Press again to take one out. The bars count first places.
hint-rating = 1 is poor, 5 is great.
hint-nps = 0 is “not at all likely”, 10 is “extremely likely”.

seen-open = Everybody can see who chose what.
seen-confidential = Only the team can see who chose what.
seen-anonymous = Nobody can see who chose what. The numbers move in steps of at least { $people } people.
shown-voted = You see how it stands once you have voted.
shown-closed = How it stands is shown when the poll closes.

poll-until = Open until { $moment } ({ $zone })

rating-summary = Average: { $average } of 5
nps-summary = NPS { $score }: { $promoters } would recommend (9–10), { $passives } are undecided (7–8), { $detractors } would not (0–6)
borda-points = Points (Borda): { $points }
runoff-round = Run-off, round { $round }: { $votes }
runoff-ahead = Ahead in the run-off: { $option }
runoff-winner = Winner of the run-off: { $option }
runoff-tie = The run-off is a tie: { $options }

add-button = Add an option
why-button = Say why
who-button = Who chose what?
who-title = Who chose what: { $question }
who-more = and { $people } more
who-many = { $people ->
    [one] { $people } person
   *[other] { $people } people
  }
who-anonymous = This poll is anonymous: nobody can see who chose what, and neither can I.
who-confidential = Only the team can see who chose what in this poll.
who-later = Who chose what is shown when the poll closes.
who-vote-first = Vote first, then you can see who chose what.
