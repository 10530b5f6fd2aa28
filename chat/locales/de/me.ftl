me-title = Über dich
me-linked = Verknüpft mit deinem Konto bei { $platforms }: In jeder Umfrage hast du eine Stimme.
me-not-linked = Nutzt du mehr als eine App? Verknüpfe deine Konten, dann bist du überall dieselbe Person mit einer Stimme.
me-loud = Ab und zu erinnere ich dich an eine Umfrage, nie nachts.
me-quiet = Ich schreibe dir nur, wenn du mir schreibst.
me-link-button = Konto verknüpfen
me-quiet-button = Keine Erinnerungen mehr
me-loud-button = Erinnere mich wieder
me-code = Schreib mir das von deinem anderen Konto: { $command }
    Der Code gilt einmal, { $minutes } Minuten lang. Zeig ihn niemandem.
me-code-wrong = Diesen Code kenne ich nicht. Codes gelten einmal und 15 Minuten lang: Hol dir mit /me link einen neuen.
me-code-same = Der Code ist von genau diesem Konto. Schreib ihn mir von deinem anderen.
me-linked-now = Fertig: Dein Konto bei { $platform } und dieses hier sind jetzt eine Person.
me-quiet-now = Fertig. Ich schreibe nur noch, wenn du mir schreibst. Mit /me on kommen die Erinnerungen zurück.
me-loud-now = Gut. Ich erinnere dich ab und zu, nie nachts.
me-usage = Schreib /me und drück, was du brauchst, oder /me votes, questions, data, export, language, link, invite, off, on oder erase.

made-wished = Ich schreibe dir, wenn es da ist.
made-wished-quiet = Ich würde dir schreiben, wenn es da ist, aber du möchtest nicht, dass ich von mir aus schreibe. Mit /me on geht es wieder.
made-unwished = Gut, dazu schreibe ich dir nicht.
made-open-me = Sag mir in unserem eigenen Chat Hallo, dann kann ich dir schreiben, wenn es da ist.
made-anonymous = Diese Umfrage war anonym, darum weiß ich nicht, wem ich es sagen soll.
made-not-for-you = Das kann nur das Team der Marke.
made-usage = Schreib die Antwort und den Link: /made "Rezepte" https://example.com/rezepte
made-no-option = In keiner Umfrage gibt es die Antwort „{ $option }“. /polls zeigt alle.
made-on-its-way = { $people ->
    [0] Von denen, die in „{ $question }“ „{ $option }“ wählten, wollte niemand Bescheid haben. Ich schreibe also niemandem.
    [one] Eine Person, die „{ $option }“ wählte, wollte Bescheid haben. Sie erfährt es tagsüber.
   *[other] { $people } Menschen, die „{ $option }“ wählten, wollten Bescheid haben. Sie erfahren es tagsüber.
  }
made-not-counted = Wer zurückkommt, kann ich nicht zählen: Dafür braucht es public_url unter [web] in config.toml.
made-title = Gewünscht und gemacht
made-line = „{ $option }“: { $told } von { $wishers } wissen es, { $visits } haben es sich angesehen
made-note = Du hast es dir gewünscht, jetzt ist es da: „{ $option }“. Danke für deine Stimme! { $brand }
    { $link }
made-look = Ansehen
letter-made = eine Nachricht, dass etwas fertig ist
poll-wish-button = Sag mir, wenn es da ist
