me-title = About you
me-linked = Linked with your account on { $platforms }: in every poll you have one vote.
me-not-linked = Do you use more than one app? Link your accounts, and you are one person everywhere, with one vote.
me-loud = I may remind you of polls now and then, never at night.
me-quiet = I write to you only when you write to me.
me-link-button = Link an account
me-quiet-button = No more reminders
me-loud-button = Remind me again
me-code = Write this to me from your other account: { $command }
    The code works once, for { $minutes } minutes. Keep it to yourself.
me-code-wrong = I don't know this code. Codes work once, for 15 minutes: get a new one with /me link.
me-code-same = That code is from this very account. Write it to me from your other one.
me-linked-now = Done: your { $platform } account and this one are one person now.
me-quiet-now = Done. I'll write only when you write to me. /me on brings reminders back.
me-loud-now = Good. I'll remind you now and then, never at night.
me-usage = Write /me and press what you need, or /me votes, questions, data, export, language, link, invite, off, on or erase.

made-wished = I'll write to you when it's there.
made-wished-quiet = I'd write to you when it's there, but you asked me not to write first. /me on brings that back.
made-unwished = Fine, I won't write to you about it.
made-open-me = Say hello to me in our own chat, then I can write to you when it's there.
made-anonymous = This poll was anonymous, so I can't know whom to tell.
made-not-for-you = Only the brand's team can do that.
made-usage = Write the option and the link: /made "Recipes" https://example.com/recipes
made-no-option = No poll has the option “{ $option }”. /polls shows them all.
made-on-its-way = { $people ->
    [0] Nobody who chose “{ $option }” in “{ $question }” asked to be told, so I write to nobody.
    [one] One person who chose “{ $option }” asked to be told. They hear of it in their daytime.
   *[other] { $people } people who chose “{ $option }” asked to be told. They hear of it in their daytime.
  }
made-not-counted = I can't count who comes back: that needs public_url under [web] in config.toml.
made-title = You asked, we made it
made-line = “{ $option }”: { $told } of { $wishers } told, { $visits } came to see it
made-note = You asked, we made it: “{ $option }” is there. Thank you for your vote! { $brand }
    { $link }
made-look = Have a look
letter-made = a note that something was made
poll-wish-button = Tell me when it's there
