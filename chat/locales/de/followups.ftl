query-urgent = 🔴 Dringend.
query-due = Erste Antwort fällig { $time }
query-overdue = ⚠ Die erste Antwort war fällig { $time }
query-skips = übersprungen: { $what }
query-own-holiday = geschlossen

until-date = Tag
until-time = Uhrzeit
until-unreadable = Darin finde ich keinen Zeitpunkt. Schreib zum Beispiel „Freitag 14:00“, „morgen 9:00“ oder „in 2 Stunden“.
until-past = Dieser Zeitpunkt ist vorbei. Bitte wähle einen, der noch kommt.
until-far = Das ist zu weit weg: höchstens { $most } Tage voraus.

snooze-until = Wie lange soll sie ruhen? Die Frist läuft weiter, und schreibt die Person wieder, ist die Frage sofort zurück.
snooze-hour = 1 Stunde
snooze-afternoon = Heute Nachmittag, 14:00
snooze-tomorrow = Morgen, 9:00
snooze-monday = Montag, 9:00
snooze-other = Andere Zeit…
snooze-wake = Jetzt zurückholen
snooze-ask = Bis wann soll sie ruhen? Schreib zum Beispiel „Freitag 14:00“ oder „in 2 Stunden“; „-“ lässt alles, wie es ist.
snooze-done = Zurückgestellt bis { $time }.
snooze-woken = Sie ist wieder da.
snooze-back = ⏰ Wieder da: die Frage von { $name }.

promise-what = Was tust du bis dahin?
promise-what-hint = Das sieht nur das Team. Es darf leer bleiben.
promise-note = { $name } erfährt, bis wann wir antworten.
promise-ask = Bis wann antwortest du { $name }? Schreib zum Beispiel „Freitag“, „morgen 14:00“ oder „in 2 Stunden“; „-“ bricht ab.
promise-ask-what = Also { $time }. Und was tust du bis dahin? Das sieht nur das Team; „-“ für nichts Bestimmtes. Danach erfährt es die Person.
promise-told = Wir melden uns bis { $time } ({ $zone }).
promise-made = Versprochen: { $name } hört bis { $time } von uns und erfährt das jetzt.
promise-noted = Notiert: { $name } hört bis { $time } von uns.
promise-already = Das ist schon versprochen, bis { $time }.
promise-untold = Die Person weiß nichts von dem Versprechen: { $why }
promise-open = 🤝 { $name } hat eine Antwort versprochen bis { $time }
promise-kept = ✅ { $name } hatte eine Antwort versprochen bis { $time }: gehalten
promise-broken = 💔 { $name } hatte eine Antwort versprochen bis { $time }: nicht gehalten
promise-broken-note = 💔 { $name } hatte { $asker } eine Antwort versprochen, und die Zeit ist um. Ein spätes Wort ist besser als keins.
promise-kept-button = Versprechen gehalten
promise-keep-button = Als Versprechen merken: { $time }
promise-kept-now = Notiert: gehalten.
promise-settled = Das ist schon erledigt.

alert-warning = ⏳ { $name } wartet auf { $platform } auf eine erste Antwort, fällig { $time }.
alert-overdue = ⚠ { $name } wartet auf { $platform } noch immer auf eine erste Antwort. Sie war fällig { $time }.
alert-over = ✅ { $name } wartet nicht mehr.

satisfaction-button = Abschließen & fragen
satisfaction-asked = Abgeschlossen, und die Person wird gefragt, wie es war.
satisfaction-unasked = Abgeschlossen. Die Person wird diesmal nicht gefragt: Sie wurde vor Kurzem gefragt oder angeschrieben, möchte keine Nachrichten, ist privat nicht erreichbar, oder es ist Nacht.
satisfaction-question = Wie war unsere Antwort? Einmal tippen genügt, und es bleibt zwischen dir und { $brand }.
satisfaction-thanks = Danke! Wenn du es dir anders überlegst, drück einfach noch einmal.
satisfaction-given = So war es: { $stars }
satisfaction-open = Gefragt, wie es war.

letter-promise = ein Versprechen an jemanden
letter-alert = eine Warnung vor einer wartenden Frage
letter-alert-edit = die Änderung einer solchen Warnung
letter-satisfaction = die Frage, wie eine Antwort war
