# Whose purchases are whose.
orders-linked = Eres tú: lo que compraste y lo que compres en { $brand } cuenta como tuyo.
orders-link-wrong = Este enlace no vale o ya no vale. Abre otra vez, completo, el enlace de tu correo.
orders-link-title = Lo que compras y lo que cuentas, en un solo lugar
orders-link-text = A { $brand } le gustaría saber que quien compra y quien escribe en el chat es la misma persona: tú. Nadie ve lo que compraste.
orders-link-button = Sí, soy yo
orders-link-code = Ya casi está. Escríbele esto al bot, en privado, en los próximos { $minutes } minutos:
orders-link-taken = Alguien ya dijo que era esta persona. Si no fuiste tú, avisa al equipo en el chat.
orders-link-later = Ahora mismo no puede ser. Inténtalo de nuevo en un momento, por favor.
orders-shop = { $brand } (tienda)
orders-account = { $brand }: tú como cliente de la tienda, con un número cifrado
me-count-purchase = { $count ->
    [one] una compra
   *[other] { $count } compras
  }
