poll-nps-question = How likely are you to recommend { $brand } to a friend?
poll-remind-no-end = A reminder needs an end to remind of. Say when the poll closes, such as: for 2d
poll-at-or-every = Say either when the poll is posted (at) or how often (every), not both.
poll-at-past = “{ $time }” has passed already. Please choose a later time.
poll-for-or-until = Say either how long the poll is open (for) or until when (until), not both.
poll-every-until = A poll that comes again and again has no single end. Say how long each is open, such as: for 2d
poll-until-past = “{ $time }” is before the poll is posted. Please choose a later end.
poll-moment-unclear = I can't read “{ $time }” as a moment. Write it such as: at "tomorrow 9:00" or at "2026-11-30 18:00"
poll-rule-unclear = I can't read “{ $time }” as a recurring time. Write it such as: every Monday 9:00
poll-span-unclear = I can't read “{ $time }” as a length of time. Write it such as: 2h, 3d or 1w
poll-option-or-setting = Is “{ $word }” an option or a setting? Put the options in quotes, or write settings with two dashes, such as --anonymous.
poll-limit-unclear = Write after limit how many options each person may choose, such as: limit 3
poll-setting-twice = “{ $first }” and “{ $second }” don't go together. Please keep one of them.
poll-word-unknown = { $near ->
    [none] I don't know “{ $word }” here. Put options in quotes; settings are words such as anonymous, multi, ranked, hidden.
   *[other] I don't know “{ $word }” here. Did you mean “{ $near }”? Options go in quotes.
  }

poll-unreached = I can't write to all of your chats:
poll-nowhere = I can't write to any of your audience chats, so nobody would see the poll. { $lines }
poll-let-in-slack = Type /invite @Rapport in { $chat }.
poll-let-in-telegram = In { $chat }: add me to the group and make me an administrator.

make-which-brand = Which brand is the poll for?
make-title = New poll
make-submit = Post now
make-submit-plan = Plan it
make-question = What would you like to ask?
make-question-hint = Leave it empty to ask: { $question }
make-kind = How do people answer?
make-kind-single = One choice
make-kind-multi = Several choices
make-kind-ranked = Put options in order
make-kind-rating = Rate from 1 to 5
make-kind-nps = Recommend: 0 to 10 (NPS)
make-options = Options
make-options-hint = 2 to 10, each on a line of its own.
make-most = How many may each person choose?
make-most-any = Any number
make-visibility = Who can see who chose what?
make-visibility-open = Everybody
make-visibility-confidential = Only our team
make-visibility-anonymous = Nobody (anonymous)
make-shown = When do people see the results?
make-shown-live = At once
make-shown-voted = After their own vote
make-shown-closed = When the poll closes
make-extras = Extras
make-extra-adding = People may add options
make-extra-approve = Added options wait for our yes
make-extra-why = Ask why
make-extra-milestones = Tell the team at 10, 50, 100 … voters
make-extra-remind = Remind who has not voted, once
make-when = When is it posted?
make-when-now = Now
make-when-later = Later
make-when-recurring = Again and again
make-date = Day
make-time = Time
make-every = How often?
make-every-hint = Such as: every Monday 9:00, or every 2 weeks on Friday 17:30
make-close = When does it close?
make-close-hint = Such as: 2d, or Friday 18:00. Leave it empty to close it yourself.
make-some-question = Your question
make-some-option = Option { $number }
make-no-question = Please write a question.
make-no-options = Please write 2 to 10 options, each on a line of its own.
make-no-time = Please choose a day and a time.
make-no-rule = Please write how often, such as: every Monday 9:00
make-edit-button = Change it
make-results-button = Results

guide-question = What would you like to ask? Write me the question. (/cancel stops.)
guide-options = And the options? Write each on a line of its own, or one message each. Or let people give a number:
guide-options-more = So far:
    { $options }
    Write another one, or press Done.
guide-reply = (Please write it as a reply to this message, else I may not see it.)
guide-done = Done
guide-kind = How do people answer?
guide-most = How many may each person choose?
guide-visibility = Who can see who chose what?
guide-shown = When do people see the results?
guide-extras = Press what you would like, then Done.
guide-close = When does it close? Press, or write such as: 2h, or Friday 18:00
guide-close-never = I close it myself
guide-close-1d = After 1 day
guide-close-3d = After 3 days
guide-close-1w = After 1 week
guide-later = When shall I post it? Write such as: tomorrow 9:00, or every Monday 9:00
guide-now = Now after all
guide-change = What would you like to change?
guide-change-question = Question
guide-change-options = Options
guide-change-kind = Way to answer
guide-change-visibility = Who sees what
guide-change-shown = When results show
guide-change-extras = Extras
guide-change-close = End
guide-back = Back
guide-summary = This is how it will look. Shall I post it?
guide-summary-at = This is how it will look. I'll post it at { $time } ({ $zone }). All right?
guide-summary-rule = This is how it will look. I'll post it { $rule }. All right?
guide-later-button = Later…
guide-change-button = Change…
guide-cancel = Cancel
guide-cancelled = All right, nothing was posted. /poll begins anew.
guide-nothing = There is nothing to cancel.
guide-not-yours = Somebody else is making this poll. /poll makes one of your own.
guide-over = This poll was posted or put aside already. /poll begins a new one.
guide-earlier = This button is from an earlier step. Please use the newest message.
guide-too-many = That is too much: a poll has { $most } options at most. Which of them matter?
guide-too-few = A poll needs at least 2 options. Please write another one.

home-team = Ask all of { $brand }'s chats at once, and see here how it stands.
home-running = { $polls ->
    [0] No poll is running.
    [one] One poll is running:
   *[other] { $polls } polls are running:
  }
home-planned = { $polls ->
    [one] One is planned:
   *[other] { $polls } are planned:
  }
home-make-button = Make a poll
home-polls-button = All polls
home-audience = Hello! I'm { $brand }'s assistant. Vote in the polls in our channels, and ask your questions there: the team reads along. Below you choose what I may write to you.
home-me-button = My settings
letter-home = a page of somebody's own
