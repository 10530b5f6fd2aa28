inbox-not-for-you = This list is for the brand's team. If you belong to it, ask a manager to add you.
inbox-which-brand = Whose questions would you like to see?
inbox-title = Questions: { $brand }
inbox-waiting = { $queries ->
    [0] Nobody is waiting. Well done!
    [one] One person is waiting for an answer:
   *[other] { $queries } are waiting for an answer, longest first:
  }
inbox-mine = { $queries ->
    [0] You have claimed nothing at the moment.
    [one] One is yours:
   *[other] { $queries } are yours:
  }
inbox-snoozed = { $queries ->
    [0] Nothing is put off.
    [one] One is put off:
   *[other] { $queries } are put off, the soonest first:
  }
inbox-promised = { $queries ->
    [0] No promise is open.
    [one] One open promise:
   *[other] { $queries } open promises, the soonest first:
  }
inbox-all = { $queries ->
    [0] Nobody has asked anything yet.
    [one] All there is:
   *[other] All { $queries }, those who wait first:
  }
inbox-found = Found for “{ $search }”: { $queries }
inbox-none = (nothing here)
inbox-waiting-button = Waiting ({ $queries })
inbox-mine-button = Mine ({ $queries })
inbox-snoozed-button = Snoozed ({ $queries })
inbox-promised-button = Promised ({ $queries })
inbox-line = { $name }, { $platform }, { $time }: “{ $quote }”
inbox-urgent = urgent
inbox-overdue = overdue
inbox-answering = an answer is on its way
inbox-claimed = { $name } is on it
inbox-put-off = put off until { $time }
inbox-promise = promised by { $time }: { $what }
inbox-promised-by = promised by { $time }
inbox-answered = answered
inbox-resolved = closed
inbox-dismissed = not a question
inbox-withdrawn = deleted by its author
inbox-told = asks nothing

home-waiting = { $queries ->
    [0] Nobody is waiting for an answer.
    [one] One person is waiting for an answer:
   *[other] { $queries } are waiting for an answer, longest first:
  }
home-inbox-button = Inbox
home-unclaim-button = Give back

command-inbox = Who waits for an answer, longest first
command-ask = Ask the team something
ask-usage = Write your question behind it, like this: /ask When do you open on Sunday?
ask-for-audience = /ask is for the audience. To make a question of a message of theirs, reply to it with /query; in Slack choose “Log as query” in its menu.
ask-taken-here = We've got your question, and answer you here.
ask-taken-direct = We've got your question, and answer you by direct message.
query-unknown = I don't know that message. Reply with /query to a message that somebody wrote in an audience chat since I'm there.
query-of-team = That was written by the team. /query is for messages of the audience.
query-logged = Noted: it counts as a question, and its card is in the team's chat.
query-logged-before = It counts as a question already.
