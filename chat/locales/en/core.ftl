takes-a-moment = Got it. This takes a moment.
open-me-first = Only you should see this. Open a chat with me first, then I can send it to you.
chat-unknown = I don't know this chat yet. Whoever runs me can add it to config.toml.
button-old = This button is from an older message. Please use the newest one.
command-unknown = I don't know that command. Try /help.

command-poll = Ask the audience what they want next
command-ror = Your Return on Relationship, for your eyes only
command-polls = All polls: running, planned and past
command-content = What to make next, by all polls
command-made = Tell voters that their wish was made
command-add = Add an option to the poll you reply to
command-me = Link your accounts, reminders on or off
command-stop = No more messages that you did not ask for
command-help = What I can do for you here

vote-counted = Your vote for “{ $option }” counts. Thank you!
vote-changed = Changed: your vote is now for “{ $option }”.
vote-again-please = That vote did not get through. Please vote again.
vote-taken-back = Your vote is taken back. You can vote again any time.
poll-closed = This poll has closed, so your vote came too late. See you in the next one!
poll-gone = I can't find this poll any more.
poll-voters = { $voters ->
    [0] No votes yet
    [one] { $voters } person voted
   *[other] { $voters } people voted
  }
poll-final = { $voters ->
    [0] Closed, nobody voted
    [one] Closed, { $voters } person voted
   *[other] Closed, { $voters } people voted
  }
poll-usage = Write the question and 2 to 10 options in quotes: /poll "Which content next?" "Recipes" "Behind the scenes". Or write only /poll, and I help you.
poll-question-long = The question is too long. Please keep it under { $most } characters.
poll-option-long = One option is too long. Please keep each under { $most } characters.
poll-option-twice = Two options are the same. Please make each one different.
poll-no-audience = This brand has no audience chat yet. Add one under audiences in config.toml.
poll-not-for-you = Only the brand's team can make polls. You can vote in all of them!
poll-which-team = You belong to several teams. Please make the poll in the chat of the team it is for.
poll-on-its-way = { $chats ->
    [one] “{ $question }” is on its way to one chat.
   *[other] “{ $question }” is on its way to { $chats } chats.
  }
poll-close-button = Close the poll
poll-closed-now = “{ $question }” is closed.
poll-closed-before = “{ $question }” was closed already.

ror-not-for-you = This is for the brand's team. If you belong to it, ask a manager to add you.
ror-which-brand = Which brand would you like to look at?
ror-title = Return on Relationship: { $brand }
ror-legend = { $clear } clear change, { $noise } within noise. n is how many it is measured on; { $none } means there is nothing to measure yet.
period = { $start } to { $end } ({ $zone })
index = Index { $value } of 100 (Rapport's own mean of the parts below)
index-too-few = Index: too few to tell. It needs three parts with enough data.
index-not-a-week = The index is reckoned for seven days only.
score = { $value } of 100
measure = { $name }: { $value } (before { $before }, n { $n })

part-recommendations = Recommendations
part-engagement = Engagement
part-followers = Followers and fans
part-loyalty = Loyalty
part-sharing = Sharing
part-sentiment = Sentiment
part-care = Care

time-seconds = { $number } s
time-minutes = { $number } min
time-hours = { $number } h
time-days = { $days ->
    [one] { $days } day
   *[other] { $days } days
  }

measure-nps = Would recommend (NPS)
measure-advocates = Advocates
measure-referred-joins = Joined through somebody
measure-active = Active people
measure-poll-participation = Voted in polls
measure-conversation = Replies per post and 100 people
measure-applause = Reactions per post and 100 people
measure-members = Members
measure-growth = Growth
measure-fans = Fans
measure-returning = Came back
measure-repeat-buyers = Bought again
measure-amplification = Shares per post and 100 people
measure-clicks-per-share = Clicks per share
measure-net-sentiment = Net sentiment (from −1 to +1)
measure-answered = Questions answered
measure-first-response = First response (median)
more-unclassified = unclassified: { $share } of the messages
more-within = nine in ten within { $time }
more-at-work = in business hours { $median }, nine in ten within { $time }
more-waiting = still waiting: { $number }

chart-title = { $brand }: Return on Relationship
chart-trend-index = Index, week by week
chart-trend-active = Active people, week by week
chart-no-trend = No week to show yet
chart-parts = The parts, of 100
chart-last-week = the week before
chart-week = W{ $number }
chart-alt = Chart for { $brand }: the last twelve weeks, and the five parts with the week before. The text has the same numbers.

welcome = Hello, I'm { $brand }'s assistant. Ask your question here, and vote whenever a poll comes by.
whose-ask = Whom do you want to write to? Choose, and I'll pass on what you wrote.
whose-chosen = You are writing to { $brand } here.
help-audience = Vote in the polls here, reply to posts and ask your questions: { $brand }'s team reads along. Or write /ask and your question.
help-team = /poll "Question?" "One" "Two" asks all your audience chats at once. /ror shows your Return on Relationship, only to you. /inbox lists who waits for an answer, longest first.
uninstalled = I was removed from { $platform }, so I can't hear your audience there any more. To let me back in, install the app again.

letter-poll = a poll
letter-poll-edit = a poll's update
letter-poll-tally = a poll's tally
letter-answer = an answer
letter-note = a note
letter-unknown = I can't tell whether { $what } arrived in { $chat }: the answer got lost on the way. Please have a look. If it isn't there, press Post again.
letter-failed = I couldn't bring { $what } to { $chat }: { $why }
post-again-button = Post again
posted-again = On its way again.
posted-already = That one is settled already.
