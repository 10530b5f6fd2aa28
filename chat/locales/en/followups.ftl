query-urgent = 🔴 Urgent.
query-due = First answer due { $time }
query-overdue = ⚠ The first answer was due { $time }
query-skips = skips: { $what }
query-own-holiday = closed

until-date = Day
until-time = Time
until-unreadable = I can't read a time in that. Write it like "Friday 14:00", "tomorrow 9:00" or "in 2 hours".
until-past = That time has passed. Please choose one that is still ahead.
until-far = That's too far away: { $most } days ahead are the most.

snooze-until = Until when shall it rest? Its deadline runs on, and it comes back at once when the person writes again.
snooze-hour = 1 hour
snooze-afternoon = This afternoon, 14:00
snooze-tomorrow = Tomorrow, 9:00
snooze-monday = Monday, 9:00
snooze-other = Another time…
snooze-wake = Take it back now
snooze-ask = Until when shall it rest? Write it like "Friday 14:00" or "in 2 hours"; "-" leaves it as it is.
snooze-done = Put off until { $time }.
snooze-woken = It's back.
snooze-back = ⏰ Back again: the question of { $name }.

promise-what = What will you do?
promise-what-hint = Only the team sees this. It may be left empty.
promise-note = { $name } is told until when we'll answer.
promise-ask = Until when will you answer { $name }? Write it like "Friday", "tomorrow 14:00" or "in 2 hours"; "-" leaves it.
promise-ask-what = { $time } it is. And what will you do until then? Only the team sees this; "-" for nothing in particular. Then the person is told.
promise-told = We'll get back to you by { $time } ({ $zone }).
promise-made = Promised: { $name } hears by { $time }, and is told so now.
promise-noted = Noted: { $name } hears by { $time }.
promise-already = That is promised already, by { $time }.
promise-untold = The person could not be told of the promise: { $why }
promise-open = 🤝 { $name } promised an answer by { $time }
promise-kept = ✅ { $name } promised an answer by { $time }: kept
promise-broken = 💔 { $name } promised an answer by { $time }: not kept
promise-broken-note = 💔 { $name } had promised { $asker } an answer, and the time has passed. A late word is better than none.
promise-kept-button = Promise kept
promise-keep-button = Keep as promise: { $time }
promise-kept-now = Noted: kept.
promise-settled = It is settled already.

alert-warning = ⏳ { $name } on { $platform } waits for a first answer, due { $time }.
alert-overdue = ⚠ { $name } on { $platform } still waits for a first answer. It was due { $time }.
alert-over = ✅ { $name } no longer waits.

satisfaction-button = Resolve & ask
satisfaction-asked = Closed, and the person is asked how it was.
satisfaction-unasked = Closed. The person is not asked this time: they were asked or written to lately, want no messages, can't be reached in private, or it is night.
satisfaction-question = How was our answer? One press is enough, and it stays between you and { $brand }.
satisfaction-thanks = Thank you! You can press again if you change your mind.
satisfaction-given = How it was: { $stars }
satisfaction-open = Asked how it was.

letter-promise = a promise to somebody
letter-alert = a warning about a waiting question
letter-alert-edit = a change of such a warning
letter-satisfaction = a question how an answer was
