slack-about = Umfragen, Antworten und wöchentlich der Return on Relationship
slack-try-again = Das ist nicht angekommen. Bitte versuch es gleich noch einmal.
