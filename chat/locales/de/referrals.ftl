command-invite = Dein persönlicher Link zum Einladen
me-invite-button = Leute einladen
me-count-told = { $count ->
    [one] eine Notiz, durch wen du hergekommen bist
   *[other] { $count } Notizen, durch wen du hergekommen bist
  }
me-count-brought = { $count ->
    [one] dass jemand durch dich gekommen ist
   *[other] dass { $count } Leute durch dich gekommen sind
  }
invite-title = Lade Leute zu { $brand } ein
invite-link = Dein persönlicher Link: { $link }
invite-no-link = Ich habe hier keinen Link für dich. Dein Code tut dasselbe.
invite-code = Wer schon hier ist, kann mir stattdessen das schreiben: { $command }
invite-came = { $people ->
    [one] Eine Person ist durch dich gekommen
   *[other] { $people } Leute sind durch dich gekommen
  }, { $kept ->
    [0] davon ist niemand mehr da.
    [one] davon ist eine noch da.
   *[other] davon sind { $kept } noch da.
  }
invite-came-nobody = Durch dich ist noch niemand gekommen.
invite-team = Du bist vom Team: Wer über deinen Link kommt, zählt als neu, aber als niemandes Empfehlung.
invite-named = Wenn ich Neue frage, wer ihnen von uns erzählt hat, dürfen sie deinen Namen sehen.
invite-unnamed = Wenn ich Neue frage, wer ihnen von uns erzählt hat, sehen sie deinen Namen nicht. Du kannst es erlauben.
invite-name-button = Meinen Namen zeigen
invite-unname-button = Namen nicht zeigen
invite-named-now = Erledigt: Neue dürfen deinen Namen wählen.
invite-unnamed-now = Erledigt: Neue sehen deinen Namen nicht.
invite-coming = Dein Link ist unterwegs in unseren eigenen Chat, mit QR-Code.
invite-qr-alt = QR-Code von { $link }
referral-thanks = Danke! Ich habe notiert, durch wen du hier bist.
referral-pending = Danke! Ich habe notiert, wer dir von uns erzählt hat. Es zählt, sobald du dabei bist.
referral-known = Ich weiß schon, durch wen du hier bist. Danke!
referral-late = Du bist schon eine Weile da, deshalb notiere ich nicht mehr, durch wen. Schön, dass du hier bist!
referral-self = Das ist dein eigener Link. Schick ihn jemandem, dem es hier gefallen würde.
referral-team = Das ist jemand von { $brand } selbst, deshalb zählt es für niemanden. Schön, dass du hier bist!
referral-ring = Diese Person ist durch dich gekommen und kann dich nicht gebracht haben. Schön, dass du hier bist!
referral-way-in = Komm rein: { $link }
referral-code-unknown = Diesen Code kenne ich nicht. Prüf ihn bitte, oder bitte die Person, noch einmal /invite zu schreiben (in Slack /me invite).
told-ask = Willkommen bei { $brand }! Eine Frage, nur dieses eine Mal: Wer hat dir von uns erzählt? Nur der Bot erfährt es. Wenn du einen Code bekommen hast, schreib { $command } und den Code.
told-self-button = Niemand, selbst gefunden
told-other-button = Jemand anderes
told-unknown-button = Weiß ich nicht
told-self = Gut gefunden! Danke.
told-other = Danke! Wenn die Person einen Code hat, schreib /invite und den Code (in Slack /me invite).
told-unknown = Macht nichts. Schön, dass du hier bist!
letter-who-told = die Frage, wer jemandem von uns erzählt hat
join-title = Du bist zu { $brand } eingeladen
join-how = So kommst du hinein:
join-telegram = In Telegram beitreten
join-slack = In Slack: Tritt dem Kanal von { $brand } bei und schreib dem Bot { $command }, damit wir uns bei der Person bedanken können.
join-webchat = Im Chat auf unserer Seite: Komm herein und schreib { $command }
beside-members = { $platform } zählt am { $date } { $members } Mitglieder{ $chats ->
    [one] {""}
   *[other] {" "}(über { $chats } Chats, manche also vielleicht doppelt)
  }; das Verzeichnis kennt { $known }, dazu { $team } vom Team.
beside-unseen = { $count ->
    [one] Eine Person kam ungesehen dazu, wohl bevor der Bot da war.
   *[other] { $count } kamen ungesehen dazu, wohl bevor der Bot da war.
  }
beside-more = { $count ->
    [one] Eine Person ist also ungesehen gegangen oder schreibt dem Bot nur privat.
   *[other] { $count } sind also ungesehen gegangen oder schreiben dem Bot nur privat.
  }
beside-reactions = { $count ->
    [one] Neben den gezählten Reaktionen: eine anonyme Reaktion auf diese Beiträge.
   *[other] Neben den gezählten Reaktionen: { $count } anonyme Reaktionen auf diese Beiträge.
  }
beside-origin = { $people ->
    [one] Eine neue Person:
   *[other] { $people } Neue:
  } { $count ->
    [0] es ist bekannt, durch wen.
    [one] bei einer Person ist unbekannt, durch wen sie kam.
   *[other] bei { $count } ist unbekannt, durch wen sie kamen.
  }
