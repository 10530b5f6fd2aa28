# Weitergeben, was die Marke schreibt.
share-button = Teilen
share-forward = Dieser Chat hat keine Adresse, die andere öffnen könnten. Leite den Beitrag weiter: Auch das zählt.
share-open-me = Sag mir in unserem eigenen Chat Hallo, dann bekommst du dort deinen Link.
share-sent = Dein Link steht in unserem eigenen Chat.
share-gone = Diesen Link finde ich nicht mehr. Drück unter dem Beitrag noch einmal auf Teilen.
share-link = Das ist dein eigener Link zu „{ $question }“. Gib ihn weiter, an wen du magst:
    { $link }
    Ich zähle, wie viele ihn öffnen, nicht wer.
share-plain-link = Das ist der Link zu „{ $question }“. Gib ihn weiter, an wen du magst:
    { $link }
share-telegram = In Telegram teilen
me-count-share = { $count ->
    [one] ein Beitrag, den du weitergegeben hast
   *[other] { $count } Beiträge, die du weitergegeben hast
  }
