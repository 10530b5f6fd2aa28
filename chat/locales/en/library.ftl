command-answer = Keep good answers, and let them answer by themselves

query-save-button = Save answer
offer-button = 💡 { $start }

answer-title = Saved answers
answer-help = After you have answered somebody, /answer save keeps your answer with their question. You can also write one: /answer save When do you open? | Every day at nine.
    Or reply to a question's card with /answer save and your answer.
    /answer list shows them all, /answer auto 12 on lets number 12 go out by itself when the same question comes, /answer auto 12 off stops that, /answer delete 12 drops it.
answer-none = Nothing is saved yet.
answer-entry = #{ $number } “{ $question }” → { $text }
answer-is-auto = automatic
answer-uses = { $uses ->
    [0] not used yet
    [one] used once
   *[other] used { $uses } times
  }
answer-more = { $more ->
    [one] … and one more: /answer list
   *[other] … and { $more } more: /answer list
  }
answer-saved = Saved as number { $number }. I'll offer it when somebody asks alike.
answer-saved-already = That is saved already, as number { $number }.
answer-auto-on = From now on number { $number } goes out by itself, at any hour, when somebody surely asks the same.
answer-auto-off = Number { $number } waits for you again: I only offer it.
answer-auto-button = #{ $number }: send automatically
answer-stop-button = #{ $number }: stop sending automatically
answer-deleted = Dropped: “{ $question }”
answer-gone = That saved answer isn't there any more. /answer list shows those that are.
answer-usage = Write /answer save, /answer list, /answer auto 12 on, /answer auto 12 off or /answer delete 12. To write one yourself: /answer save Question | Answer
answer-nothing-yet = There's no answer to save yet. Answer first and save then, or write: /answer save Question | Answer
answer-no-question = The question's words are no longer kept. Write them yourself: /answer save Question | Answer
answer-only-files = Only words can be saved, and that answer was just a file.
answer-too-many = { $most } answers are saved, and no more fit. Drop one first: /answer delete and its number.

auto-label = Automatic answer:
auto-yes-button = That helped
auto-no-button = That's not it
auto-yes-now = Great, glad it helped!
auto-no-now = Thanks for telling us. Somebody from the team will look at it.
auto-over = This is settled already. Is something still open? Just write.
auto-not-yours = Only whoever asked can say whether that helped.
auto-card = Answered automatically. { $name } hasn't said yet whether it helped; nobody needs to do anything.
auto-helped = The automatic answer helped, says { $name }.
auto-refused = The automatic answer was not it: { $name } waits for one of you now.

ack-today = Thanks for your message, we've got it. We're back today at { $time } ({ $city } time), and you'll get your answer then.
ack-later = Thanks for your message, we've got it. We're back on { $date } at { $time } ({ $city } time), and you'll get your answer then.

letter-acknowledgement = word of when an answer comes
