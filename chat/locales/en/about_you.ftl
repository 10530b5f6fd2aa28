me-votes-button = My votes
me-questions-button = My questions
me-data-button = What is stored
me-export-button = Export
me-language-button = Language
me-erase-button = Erase
me-known-to = You are known to { $brands }: what you do here is for all of them.

me-vote = “{ $question }”: { $chosen }
me-vote-secret = “{ $question }”: you took part. What you chose, nobody can see.
me-votes-none = You haven't voted in any poll yet.

me-questions-none = You haven't asked anything yet. Just write, and somebody will see it.
me-question-waiting = Waiting since { $time }. The team of { $brand } has it.
me-question-answered = Answered by { $name }, { $time }.
me-question-closed = Closed, { $time }.
me-question-dismissed = Read. The team saw no question in it; if it was one, ask again.
me-question-withdrawn = You took it back.
me-question-promise = We promised by { $date }: { $text }

me-data-account = { $brand } knows you on { $platform } as { $name }.
me-data-speaks = Language: { $language }.
me-data-since = The first thing I remember is from { $date }.
me-data-kept = The words you write are kept by { $brand } until you erase them. They lie in the database of whoever runs this bot, nowhere else.
me-data-kept-days = The words you write are kept by { $brand } for { $days ->
    [one] one day
   *[other] { $days } days
  }, then only the counts are left. They lie in the database of whoever runs this bot, nowhere else.
me-count-message = { $count ->
    [one] one message
   *[other] { $count } messages
  }
me-count-reaction = { $count ->
    [one] one reaction
   *[other] { $count } reactions
  }
me-count-vote = { $count ->
    [one] one vote, or change of a vote
   *[other] { $count } votes and changes of votes
  }
me-count-question = { $count ->
    [one] one question, with what was answered
   *[other] { $count } questions, with what was answered
  }
me-count-score = { $count ->
    [one] one word on how you found an answer
   *[other] { $count } words on how you found answers
  }
me-count-reasons = { $count ->
    [one] one reason for a vote
   *[other] { $count } reasons for votes
  }
me-count-additions = { $count ->
    [one] one option that you added to a poll
   *[other] { $count } options that you added to polls
  }
me-count-wishes = { $count ->
    [one] one thing you want to hear of when it's there
   *[other] { $count } things you want to hear of when they're there
  }
me-count-notes = { $count ->
    [one] one note that something you voted for was made
   *[other] { $count } notes that things you voted for were made
  }
me-count-other = { $count ->
    [one] one other line: that you came, left, linked an account or wanted no reminders
   *[other] { $count } other lines: that you came, left, linked accounts or wanted no reminders
  }

me-export-coming = Your file is on its way to our own chat.
me-export-text = This is all that is stored about you, in one file. Programs can read it, and with some patience you can, too.
letter-me-export = a person's export of their own data

me-language-ask = Which language shall I speak with you?
me-language-now = Good, English it is.
me-language-unknown = I speak { $languages }. Choose one with /me language.

me-erase-ask = This erases you from { $brands }, with your accounts on { $platforms }: your messages, reactions, votes, questions and what was answered, your name and your settings.
    Open polls count without you. Results of closed polls and reports that were posted stay as they are, without your name. What stands in chats is the chat app's: delete it there.
    It can't be undone. If you write again, we meet for the first time.
me-erase-yes-button = Yes, erase me
me-erase-no-button = No, keep everything
me-erase-late = That button was pressed long after the question. If you still want it, write /me erase.
me-erase-team = You are of the team of { $team }, and what the team does can't be erased from here. Ask whoever runs this bot.
me-erased = Done. Nothing about you is left here. Take care!
me-erased-card = Erased, as the person wished.
letter-erasure = a card that is emptied because somebody erased themselves
letter-me-farewell = the last word to somebody who erased themselves
