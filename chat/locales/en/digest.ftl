digest-title = { $brand }: week { $week }
digest-polls = What people want
digest-poll = { $voters ->
    [0] “{ $question }”: no votes yet
    [one] “{ $question }”: { $ahead } ahead, { $voters } vote
   *[other] “{ $question }”: { $ahead } ahead, { $voters } votes
  }
digest-late = This digest is late: I was not running when it was due.
letter-digest = the digest
digest-care = Looking after people
digest-promises = Promises: { $kept } kept, { $broken } broken, { $due } still open
digest-promise-broken = ✗ Not kept: “{ $what }”
digest-satisfaction = Satisfied with our answers: { $mean } of 5 (n { $scores })
digest-disagreement = You judged { $corrected } of { $seen } messages otherwise than I did ({ $share }).
digest-coverage = I was sure of the mood in { $share } of { $judged } messages; unsure counts as neutral.
digest-waiting = Whom we kept waiting
digest-done = { $name }: “{ $quote }” ({ $how })
digest-answered = answered by { $name }
digest-resolved = closed by { $name }
digest-dismissed = not a question, says { $name }
digest-all-done = All of them are dealt with. Thank you!
digest-moved = The rest moved to the digest of week { $week }.
digest-more = { $queries ->
    [one] When this was posted, one more was waiting: /inbox
   *[other] When this was posted, { $queries } more were waiting: /inbox
  }
letter-digest-edit = a change of the digest
digest-poll-scale = { $voters ->
    [0] “{ $question }”: no votes yet
    [one] “{ $question }”: { $figure }, { $voters } vote
   *[other] “{ $question }”: { $figure }, { $voters } votes
  }
digest-poll-hidden = { $voters ->
    [one] “{ $question }”: { $voters } vote, too few to show
   *[other] “{ $question }”: { $voters } votes, too few to show
  }
digest-content = What to make next

digest-title-month = { $brand }: { $month }
digest-more-below = What to do next and all figures: in the reply below.
digest-details-title = { $title }, in detail
letter-digest-details = the details of the digest

digest-lead-few = Too few people took part to tell how it went.
digest-lead-few-clear = Too few data for an index, but { $movers } changed clearly.
digest-lead-first = The index begins at { $value }; there is no week before it to compare with.
digest-lead-even = A week like the one before: the index stays at { $value }.
digest-lead-even-clear = The index stays at { $value }, while { $movers } changed clearly.
digest-lead-up = A better week: the index rose by { $step } to { $value }, above all with { $movers }.
digest-lead-up-noise = The index rose by { $step } to { $value }, but no measure changed clearly: it may be chance.
digest-lead-up-though = The index rose by { $step } to { $value }, although { $movers } fell clearly.
digest-lead-down = A weaker week: the index fell by { $step } to { $value }, above all with { $movers }.
digest-lead-down-noise = The index fell by { $step } to { $value }, but no measure changed clearly: it may be chance.
digest-lead-down-though = The index fell by { $step } to { $value }, although { $movers } rose clearly.
digest-lead-clear = What changed clearly: { $movers }.
digest-lead-calm = No measure changed clearly: it was a time like the one before, as far as the figures tell.
digest-mover = { $measure } ({ $previous } → { $value })
digest-index = Index { $value } of 100 (week before: { $previous })
digest-index-alone = Index { $value } of 100
digest-index-weeks = Index week by week: { $weeks }
digest-part = { $part } · { $measure } { $value } (before { $previous }), { $change }
digest-part-none = { $part } · too few to tell
digest-change-up = clearly more
digest-change-down = clearly less
digest-change-same = as before
digest-change-noise = within noise
digest-change-unknown = can't be tested

digest-advice = What to do next
digest-advice-waiting = Waiting for more than a day: { $n }, the first since { $since }. Answer them first. (Questions answered: { $share })
digest-advice-winner = “{ $name }” leads your polls alone, with { $share } of { $n } answers, and you have not posted about it yet: make it next.
digest-advice-hours = Who asks between { $from }:00 and { $to }:00 waits { $wait } (median of { $n }), at other times { $others }: let somebody look in then.
digest-advice-fell = { $measure } { $previous } → { $value }, clearly less: { $what }
digest-advice-weak = { $measure } { $value } (target { $target }): { $what }
digest-advice-unknown = Of { $n } who joined, only { $share } came through somebody you know of: offer personal links with /invite.
digest-advice-poll = Voted in polls is at { $share }, and your last poll was on { $since }: ask something with /poll.
digest-advice-poll-first = Voted in polls is at { $share }, and there was no poll yet: ask something with /poll.
digest-advice-nps = Would recommend (NPS) has no answers, and nobody was asked for five weeks: try /poll nps.
digest-do-nps = read the reasons of those who gave 6 or less, and answer them.
digest-do-advocates = thank those who recommend you, and show what they said.
digest-do-referred-joins = offer personal links with /invite.
digest-do-active = ask something that can be answered in one word.
digest-do-poll-participation = ask shorter, and post when people are awake.
digest-do-conversation = end posts with a question, and answer the first replies soon.
digest-do-applause = post more of what got reactions lately.
digest-do-growth = ask members to bring one person each.
digest-do-fans = give people a reason to come by every week, always on the same day.
digest-do-returning = tell those who were here last month what came of it.
digest-do-repeat-buyers = tell buyers what goes with what they have.
digest-do-amplification = make one post a week that is worth passing on.
digest-do-clicks-per-share = say in the first line what there is to see.
digest-do-net-sentiment = look at the negative messages in /inbox, and answer them.
digest-do-answered = agree on who looks into /inbox on which day.

digest-topics = New this time: { $topics }
digest-topics-meaning = Nobody wrote of it in the twelve weeks before.
digest-topic = { $people ->
    [one] { $topic } ({ $people } person)
   *[other] { $topic } ({ $people } people)
  }
digest-kind = Something kind
digest-kind-quote = “{ $quote }” ({ $platform })
digest-figures = All figures
digest-figures-cut = The rest is in /ror.

digest-alt = { $title }. { $index } { $parts }
digest-alt-index = Index { $value } of 100.
digest-alt-index-up = Index { $value } of 100, { $step } more than the week before.
digest-alt-index-down = Index { $value } of 100, { $step } less than the week before.
digest-alt-index-none = There is no index for the last week.
digest-alt-parts = Best part: { $best } with { $best_score }; weakest: { $worst } with { $worst_score }.
digest-alt-part = The only part with a score: { $best } with { $best_score }.
digest-alt-parts-none = No part has a score yet.
chart-parts-week = The parts in week { $week }

digest-now-title = As posted, and as it is now
digest-now-same = Nothing would be different now.
digest-now-line = { $name }: { $then } → { $now }
digest-now-index = Index
digest-now-n = { $name } (n)
digest-now-why = Since it was posted: { $corrections } corrections and { $imports } imports; from that day on, { $erasures } erasures.
digest-now-old = This one was posted before figures were kept: there is nothing to compare with.
