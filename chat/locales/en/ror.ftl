# What each figure means, in a sentence.
definition-nps = Of those who told you how likely they are to recommend you: the share of 9 and 10 less the share of 0 to 6, times 100.
definition-advocates = The share of active people who recommended you in their own words, or through whom somebody joined.
definition-referred-joins = The share of new members of whom you know through whom they came.
definition-active = The share of the people you can reach who wrote, reacted, voted, answered a score question or shared.
definition-poll-participation = The share of the people you can reach whose vote in a poll was cast in this time and still stands.
definition-conversation = Messages that answer your posts, of any time, for each post of this time and 100 people you can reach.
definition-applause = Reactions to your posts of this time, for each of them and 100 people you can reach.
definition-members = Everybody who is inside at the end: who came, or took part, and has not left.
definition-growth = Joins less leaves, as a share of the members at the start.
definition-fans = The share of the people you can reach who were active in at least three of the last four weeks and said no more bad than good.
definition-returning = Of those who were active in the four weeks before, the share who were active again.
definition-repeat-buyers = Of those who bought in the last 90 days, the share who did so twice or more.
definition-amplification = Forwards, shares and presses on Share, for each post of this time and 100 people you can reach.
definition-clicks-per-share = How often somebody followed the link of a share of this time.
definition-net-sentiment = Positive messages less negative ones, as a share of all that could be judged.
definition-answered = The share of questions that a human answered, of those that were answered, closed, or have waited a day or more.
definition-first-response = How long people waited for the first human answer: half of them at most this long.
definition-relationship-revenue = What was bought by people who had bought before, or who had joined through somebody.

measure-relationship-revenue = Bought through relationships
revenue = { $name }: { $value } (before { $before })

ror-words = “{ $word }” is no period, brand or platform I know. Try /ror 7d, /ror 30d, /ror month, /ror 2026-W46, /ror 2026-11-01..2026-11-15, /ror explain or /ror csv; a brand and slack, telegram or webchat may stand beside it.
ror-twice = “{ $one }” and “{ $other }” cannot both hold. Please give one of each kind.
ror-ambiguous = “{ $word }” means two things here. Please write brand:{ $word }, platform:{ $word }, period:{ $word } or show:{ $word }.
ror-period-words = “{ $word }” is no period. Write 7d, 30d, 90d, month, a week like 2026-W46, or days like 2026-11-01..2026-11-15.
ror-period-days = “{ $word }” has no day. Write 7d, 30d or 90d.
ror-period-week = There is no week “{ $word }”. Write one like 2026-W46.
ror-period-date = “{ $word }” names a day that there is not. Write days like 2026-11-01..2026-11-15.
ror-period-order = “{ $word }” ends before it begins. Please put the first day first.
ror-period-long = “{ $word }” is longer than { $most } days. Please ask for a shorter time.
ror-period-future = “{ $word }” is not over yet. Its last day may be yesterday at the latest; try 7d or month.

ror-only = Only what happened on { $platform }
ror-part = { $part }: { $score }
ror-value = { $name }: { $value }
ror-interval = { $value } (95 % interval: { $low } to { $high })
ror-before = before { $before }; { $change }; n { $n }
ror-change-clear = a clear change
ror-change-noise = within noise
ror-change-unknown = nothing can be said of the change
ror-behind = Behind it: { $number } { $count ->
    [one] entry
   *[other] entries
  }, page { $page } of { $pages }
ror-behind-nothing = There is nothing behind it in this time.
ror-only-that-they-voted = Only that they took part: what somebody chose is never shown here.
ror-somebody = Somebody
ror-state-answered = answered
ror-state-waiting = still waits
ror-state-resolved = closed without an answer
ror-state-joined = joined
ror-state-left = left
ror-state-promoter = would recommend
ror-state-passive = neither
ror-state-detractor = would not
ror-chip-7d = 7 days
ror-chip-30d = 30 days
ror-chip-90d = 90 days
ror-chip-month = Month
ror-all = All figures
ror-next = Next →
ror-back = ← Back
ror-explain-button = How is it reckoned?
ror-csv-button = As a table (CSV)
ror-csv-text = The figures of { $brand }, { $period }. Only you were sent this.
ror-csv-rows = { $measure } of { $brand }, { $period }: what is behind it, a row each. Only you were sent this.
ror-csv-here = The file is on its way.
ror-csv-directly = The file comes to you in a private message.

explain-title = How it is reckoned: { $brand }
explain-page = page { $page } of { $pages }
explain-intro = The index is Rapport's own: no published formula makes one number of relationships. A figure scores 100 × value / target, from 0 to 100; a part has the mean of its figures' scores; the index is the weighted mean of the parts.
explain-part = { $part }: ({ $scores }) / { $number } = { $score }, weight { $weight }
explain-part-none = { $part }: no score
explain-value = { $name }: { $value } (n { $n })
explain-rate = { $name }: { $hits } of { $n } is { $value }
explain-nothing = { $name }: nothing to measure yet, left out
explain-score = , of the target { $target } scores { $score }
explain-few = ; left out, as n is { $n } and it takes { $least }
explain-index = Index: ({ $terms }) / { $weights } = { $value }
explain-not-a-week = Targets hold for seven days, so only seven days have scores and an index. Whole weeks in this time, oldest first: { $weeks }
explain-content = 1. How does our content raise loyalty?
explain-content-nobody = Nobody was active in the four weeks before, so nobody could come back.
explain-all-before = Of all who were active in the four weeks before, { $hits } of { $n } came back: { $share }
explain-met-post = Of those who answered, shared or reacted to a post: { $hits } of { $n }, { $share }
explain-met-poll = Of those who took part in a poll: { $hits } of { $n }, { $share }
explain-met-question = In “{ $question }”: { $hits } of { $n }, { $share }
explain-correlation = This is correlation, no proof of a cause: keener people both take part more and come back more. In brackets: 95 % intervals (Wilson).
explain-audience = 2. What do we know about our audience?
explain-size = { $members } members at the end ({ $joins } joined, { $leaves } left); { $reachable } can be reached
explain-fans = Fans: { $share } of those who can be reached
explain-languages = People by the language they write in: { $languages }
explain-busiest = Busiest from { $first } to { $last }, most on { $day }
explain-topics = What several people wrote about: { $topics }
explain-care = 3. Do we listen and respond?
explain-engagement = 4. How high is engagement?
explain-figure = { $name }: { $value } (n { $n }); before { $before }, { $change }
explain-share = { $share } ({ $low } to { $high })

letter-aside = an answer for one person
letter-ror-csv = a table of figures
