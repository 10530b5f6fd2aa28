command-answer = Gute Antworten aufheben und von selbst antworten lassen

query-save-button = Antwort merken
offer-button = 💡 { $start }

answer-title = Gemerkte Antworten
answer-help = Hast du jemandem geantwortet, hebt /answer save deine Antwort mit der Frage auf. Du kannst auch selbst eine schreiben: /answer save Wann habt ihr offen? | Jeden Tag ab neun.
    Oder antworte auf die Karte einer Frage mit /answer save und deiner Antwort.
    /answer list zeigt alle, mit /answer auto 12 on geht Nummer 12 von selbst raus, wenn dieselbe Frage kommt, /answer auto 12 off beendet das, /answer delete 12 löscht sie.
answer-none = Noch ist nichts gemerkt.
answer-entry = #{ $number } „{ $question }“ → { $text }
answer-is-auto = automatisch
answer-uses = { $uses ->
    [0] noch nie benutzt
    [one] einmal benutzt
   *[other] { $uses }-mal benutzt
  }
answer-more = { $more ->
    [one] … und eine weitere: /answer list
   *[other] … und { $more } weitere: /answer list
  }
answer-saved = Gemerkt als Nummer { $number }. Ich schlage sie vor, wenn jemand Ähnliches fragt.
answer-saved-already = Das ist schon gemerkt, als Nummer { $number }.
answer-auto-on = Ab jetzt geht Nummer { $number } von selbst raus, zu jeder Stunde, wenn jemand sicher dasselbe fragt.
answer-auto-off = Nummer { $number } wartet wieder auf euch: Ich schlage sie nur vor.
answer-auto-button = #{ $number }: automatisch senden
answer-stop-button = #{ $number }: nicht mehr automatisch
answer-deleted = Gelöscht: „{ $question }“
answer-gone = Diese gemerkte Antwort gibt es nicht mehr. /answer list zeigt, welche es gibt.
answer-usage = Schreib /answer save, /answer list, /answer auto 12 on, /answer auto 12 off oder /answer delete 12. Eine selbst schreiben: /answer save Frage | Antwort
answer-nothing-yet = Noch gibt es keine Antwort zum Merken. Antworte erst und merk sie dann, oder schreib: /answer save Frage | Antwort
answer-no-question = Der Wortlaut der Frage ist nicht mehr da. Schreib ihn selbst: /answer save Frage | Antwort
answer-only-files = Merken kann ich mir nur Worte, und diese Antwort war nur eine Datei.
answer-too-many = { $most } Antworten sind gemerkt, mehr passen nicht. Lösch erst eine: /answer delete und ihre Nummer.

auto-label = Automatische Antwort:
auto-yes-button = Hat geholfen
auto-no-button = Passt nicht
auto-yes-now = Schön, dass es geholfen hat!
auto-no-now = Danke fürs Bescheidsagen. Jemand aus dem Team sieht es sich an.
auto-over = Das ist schon geklärt. Ist noch etwas offen? Schreib einfach.
auto-not-yours = Ob das geholfen hat, kann nur sagen, wer gefragt hat.
auto-card = Automatisch beantwortet. Ob es geholfen hat, hat { $name } noch nicht gesagt; ihr müsst nichts tun.
auto-helped = Die automatische Antwort hat geholfen, sagt { $name }.
auto-refused = Die automatische Antwort hat nicht gepasst: { $name } wartet jetzt auf jemanden von euch.

ack-today = Danke für deine Nachricht, sie ist angekommen. Wir sind heute ab { $time } Uhr (Zeit in { $city }) wieder da und antworten dir dann.
ack-later = Danke für deine Nachricht, sie ist angekommen. Wir sind ab { $date }, { $time } Uhr (Zeit in { $city }) wieder da und antworten dir dann.

letter-acknowledgement = ein Bescheid, wann die Antwort kommt
