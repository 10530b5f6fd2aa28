poll-no-secret = Eine anonyme Umfrage braucht ein Geheimnis, das die Stimmen versiegelt. Wer mich betreibt, kann RAPPORT_SECRET setzen: 32 Bytes in Base64, in .env.
poll-secret-locked = Ich kann die Wahlurne dieser Umfrage gerade nicht öffnen und habe nichts gezählt. Sag bitte dem Team: RAPPORT_SECRET ist ein anderes als beim Start der Umfrage.
poll-secret-no-reopen = Eine anonyme Umfrage lässt sich nicht wieder öffnen: Die Stimmzettel sind weg. Mach eine Kopie und frag neu.
poll-secret-no-adding = Bei einer anonymen Umfrage kann niemand Antworten ergänzen: Eine neue Antwort könnte verraten, von wem sie ist.
