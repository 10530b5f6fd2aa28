language-en = English
language-es = Spanish
language-pt = Portuguese
language-de = German

query-title = { $name } asks on { $platform }
query-told-title = { $name } wrote to us on { $platform }
query-text-gone = (these words are no longer kept)
query-files = { $files ->
    [one] 📎 with a file
   *[other] 📎 with { $files } files
  }
query-mood-good = sounds happy
query-mood-even = sounds calm
query-mood-bad = sounds unhappy
query-recommends = recommends us
query-since = Written { $time }
query-history = { $asked ->
    [0] First question from this person.
    [one] One earlier question, answered: { $answered }.
   *[other] { $asked } earlier questions, answered: { $answered }.
  }
query-answer = { $name }, { $time }:
query-answer-automatic = Sent automatically, { $time }:
query-claimed = { $name } is on it.
query-snoozed = Put off until { $time }.
query-trouble = The answer did not arrive: { $why }
query-answered = Answered by { $name }.
query-resolved = Closed by { $name }.
query-dismissed = Not a question, says { $name }.
query-withdrawn = Deleted by the person who wrote it.
query-relay = { $name } adds:

query-reply-button = Reply
query-reply-again-button = Write again
query-claim-button = Claim
query-snooze-button = Snooze
query-promise-button = Promise
query-resolve-button = Resolve
query-noted-button = Noted
query-not-button = Not a query
query-is-button = It is a query
query-good-button = Positive
query-bad-button = Negative
query-recommends-button = Recommends

query-claimed-now = It's yours. Press again to give it back.
query-unclaimed-now = Given back: it's anybody's again.
query-taken-over = It's yours now; { $name } had it before.
query-resolved-now = Closed.
query-closed = It was closed already.
query-dismissed-now = Noted: nothing is asked here, and it counts nowhere as a question.
query-is-now = Noted: it counts as a question.
query-corrected = Noted. It counts in all numbers from now on.
query-gone = These messages were deleted.
query-not-for-you = Only the brand's team can do that.

query-reply-title = Answer
query-reply-note = { $name } wrote on { $platform }: “{ $quote }”
    Your answer goes there, as a reply. What you write in the team's own chat stays there.
query-reply-field = Your answer
query-reply-name = Signed with
query-reply-ask = Write your answer to { $name } on { $platform }: “{ $quote }”
    You'll see it first, and it goes out when you press Send.
query-reply-empty = An answer needs words or a file.
query-reply-long = An answer can have { $most } characters at most.
query-preview = To { $name } on { $platform }:
query-send-button = Send
query-discard-button = Discard
query-discarded = Discarded. Nothing was sent.
query-sent = On its way to { $name }.
query-sent-already = It was sent already.
query-draft-gone = That draft is gone. Press Reply to write anew.

letter-reply = an answer to somebody
letter-reply-edit = a change of an answer
letter-preview = an answer before it is sent
letter-preview-edit = a change of an answer before it is sent
letter-query-card = a question's card
letter-query-edit = a change of a question's card
letter-relay = what somebody added to a question
