command-invite = Your personal link to bring friends
me-invite-button = Invite people
me-count-told = { $count ->
    [one] a note of who brought you here
   *[other] { $count } notes of who brought you here
  }
me-count-brought = { $count ->
    [one] that one person came through you
   *[other] that { $count } people came through you
  }
invite-title = Invite people to { $brand }
invite-link = Your personal link: { $link }
invite-no-link = I have no link to give out here. Your code does the same.
invite-code = Whoever is here already can write this to me instead: { $command }
invite-came = { $people ->
    [one] One person came through you
   *[other] { $people } people came through you
  }, { $kept ->
    [0] none of them is still here.
    [one] one is still here.
   *[other] { $kept } are still here.
  }
invite-came-nobody = Nobody has come through you yet.
invite-team = You are of the team: who comes by your link counts as a newcomer, but as nobody's recommendation.
invite-named = Newcomers whom I ask who told them may see your name.
invite-unnamed = Newcomers whom I ask who told them don't see your name. You may allow it.
invite-name-button = Show my name to newcomers
invite-unname-button = Don't show my name
invite-named-now = Done: newcomers may pick your name.
invite-unnamed-now = Done: your name is shown to no newcomer.
invite-coming = Your link is on its way to our own chat, with a QR code.
invite-qr-alt = QR code of { $link }
referral-thanks = Thank you! I've noted who brought you here.
referral-pending = Thank you! I've noted who told you. It counts as soon as you join.
referral-known = I know already who brought you here. Thank you!
referral-late = You've been here a while, so I don't note any more who brought you. Good that you're here!
referral-self = That link is your own. Send it to somebody who'd like it here.
referral-team = They work for { $brand }, so nobody gets credit for it. Good that you're here!
referral-ring = They came through you, so they can't have brought you. Good that you're here!
referral-way-in = Come in: { $link }
referral-code-unknown = I don't know this code. Please check it, or ask whoever gave it to you to write /invite again (in Slack /me invite).
told-ask = Welcome to { $brand }! One question, only once: who told you about us? Only the bot learns it. If somebody gave you a code, write { $command } and the code.
told-self-button = Nobody, I found it myself
told-other-button = Somebody else
told-unknown-button = I don't know
told-self = Well found! Thank you.
told-other = Thank you! If they have a code, write /invite and the code (in Slack /me invite).
told-unknown = That's fine. Good that you're here!
letter-who-told = the question who told somebody about us
join-title = You are invited to { $brand }
join-how = This is how you get in:
join-telegram = Join in Telegram
join-slack = In Slack: join { $brand }'s channel, then write { $command } to the bot, so that your friend is thanked.
join-webchat = In the chat on our page: come in, then write { $command }
beside-members = { $platform } counts { $members } members on { $date }{ $chats ->
    [one] {""}
   *[other] {" "}(over { $chats } chats, so some may be counted twice)
  }; the ledger knows { $known }, and { $team } of the team.
beside-unseen = { $count ->
    [one] One joined unseen, most likely before the bot came.
   *[other] { $count } joined unseen, most likely before the bot came.
  }
beside-more = { $count ->
    [one] So one has left unseen, or only writes to the bot in private.
   *[other] So { $count } have left unseen, or only write to the bot in private.
  }
beside-reactions = { $count ->
    [one] Beside the reactions that are counted: one anonymous reaction to these posts.
   *[other] Beside the reactions that are counted: { $count } anonymous reactions to these posts.
  }
beside-origin = { $people ->
    [one] One newcomer came;
   *[other] { $people } newcomers came;
  } { $count ->
    [0] for all of them it is known who told them.
    [one] for one it is not known who told them.
   *[other] for { $count } it is not known who told them.
  }
