# Whose purchases are whose.
orders-linked = Das bist du: Was du bei { $brand } gekauft hast und noch kaufst, gehört zu dir.
orders-link-wrong = Dieser Link stimmt nicht oder gilt nicht mehr. Öffne bitte noch einmal den ganzen Link aus deiner Mail.
orders-link-title = Was du kaufst und was du sagst, an einem Ort
orders-link-text = { $brand } möchte gern wissen, ob du im Shop und du im Chat dieselbe Person bist. Niemand sieht, was du gekauft hast.
orders-link-button = Ja, das bin ich
orders-link-code = Fast geschafft. Schreib das dem Bot, unter vier Augen, in den nächsten { $minutes } Minuten:
orders-link-taken = Das hat schon jemand von sich gesagt. Warst du es nicht, sag es bitte dem Team im Chat.
orders-link-later = Das ging gerade nicht. Versuch es bitte gleich noch einmal.
orders-shop = { $brand } (Shop)
orders-account = { $brand }: du als Kundin oder Kunde im Shop, unter einer verschlüsselten Nummer
me-count-purchase = { $count ->
    [one] ein Einkauf
   *[other] { $count } Einkäufe
  }
