polls-not-for-you = This list is for the brand's team. If you belong to it, ask a manager to add you.
polls-which-brand = Which brand's polls would you like to see?
polls-title = Polls: { $brand }
polls-running = Running
polls-planned = Planned
polls-past = Past
polls-none = No polls yet. Press New poll to ask your audience something.
polls-open = { $voters ->
    [one] { $question } ({ $voters } vote)
   *[other] { $question } ({ $voters } votes)
  }
polls-until = { $voters ->
    [one] { $question } ({ $voters } vote, closes { $moment })
   *[other] { $question } ({ $voters } votes, closes { $moment })
  }
polls-closed = { $voters ->
    [one] { $question } ({ $voters } vote, closed { $moment })
   *[other] { $question } ({ $voters } votes, closed { $moment })
  }
polls-in = { $plan } Goes to { $chats }.
polls-page = Page { $page } of { $pages }
polls-back-button = ◀ Back
polls-on-button = More ▶
polls-new-button = New poll

results-title = Results for { $brand }
results-button = See the results
results-participation = { $voters ->
    [one] { $voters } of the { $people } people I know in your audience has voted ({ $share }).
   *[other] { $voters } of the { $people } people I know in your audience have voted ({ $share }).
  }
results-platforms = By platform: { $counts }
results-chats = By chat: { $counts }
results-elsewhere = in private
results-reasons = Why, in their own words:
results-more-reasons = { $more } more in the CSV
results-edit-button = Edit
results-reopen-button = Reopen
results-clone-button = Ask again
results-delete-button = Delete
results-csv-button = CSV
results-missing-button = Who hasn't voted
results-compare-button = Compare over time
results-post-button = Post results to the team
results-posted = The results are on their way to the team's chat.

csv-text = All votes on “{ $question }”
csv-here = The file is on its way.
csv-to-team = The file is on its way to the team's chat.
csv-no-team = This brand has no team chat to send the file to. Ask me in our own chat instead.

missing-title = Not yet voted: { $question }
missing-none = Everybody I know in your audience has voted.
missing-more-none = That's everybody.
missing-name = { $name } ({ $platform })
missing-more-button = More
missing-anonymous = This poll is anonymous, so nobody can see who has voted and who hasn't.

compare-title = Over time: { $question }
compare-subtitle = { $runs ->
    [one] { $brand } · { $runs } run
   *[other] { $brand } · the last { $runs } runs
  }
compare-run = { $voters ->
    [one] { $date } ({ $voters } vote): { $figures }
   *[other] { $date } ({ $voters } votes): { $figures }
  }
compare-more = { $more ->
    [one] { $more } more option is in the CSV files
   *[other] { $more } more options are in the CSV files
  }
compare-one = There is only one run so far. Come back after the next one!
compare-rating = Average
compare-nps = NPS

chart-option = Option { $number }
chart-poll-alt = Bars for “{ $question }”: { $shares }
chart-runs-alt = Curves for “{ $question }” over its runs. The text has the same numbers.

milestone = { $voters } people have voted on “{ $question }”!

content-not-for-you = This is for the brand's team. If you belong to it, ask a manager to add you.
content-which-brand = Which brand would you like ideas for?
content-title = What to make next: { $brand }
content-none = Nothing to rank yet: make a poll that lets people choose between topics.
content-too-few = { $most ->
    [0] Too few to tell: no topic has an answer yet. From { $least } answers on I can rank it.
    [one] Too few to tell: no topic has more than { $most } answer yet. From { $least } on I can rank it.
   *[other] Too few to tell: no topic has more than { $most } answers yet. From { $least } on I can rank it.
  }
content-topic = { $name }: { $share } ({ $low } to { $high }), n { $n }, { $polls ->
    [one] { $polls } poll
   *[other] { $polls } polls
  }
content-level = Too close to call between { $count } of them: their ranges overlap.
content-meaning = The range in brackets is where the share most likely lies (95% sure), if those who answered are like the rest; n is how many answers it rests on.
content-waiting = { $more ->
    [0] Too few to tell (under { $least } answers): { $names }
   *[other] Too few to tell (under { $least } answers): { $names } and { $more } more
  }

letter-poll-results = a poll's results
letter-poll-csv = a poll's CSV file
