poll-no-secret = An anonymous poll needs a secret that seals the votes. Whoever runs me can set RAPPORT_SECRET: 32 bytes in base64, in .env.
poll-secret-locked = I can't open this poll's ballot box right now, so nothing was taken. Please tell the team: RAPPORT_SECRET is not the one the poll was made with.
poll-secret-no-reopen = An anonymous poll can't be opened again: its ballots are gone. Make a copy and ask anew.
poll-secret-no-adding = Nobody can add options to an anonymous poll: a new option could tell who is behind it.
