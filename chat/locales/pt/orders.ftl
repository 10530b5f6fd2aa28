# Whose purchases are whose.
orders-linked = É você: o que você já comprou e o que ainda comprar na { $brand } conta como seu.
orders-link-wrong = Este link não vale ou não vale mais. Abra de novo, inteiro, o link do seu e-mail.
orders-link-title = O que você compra e o que você conta, num só lugar
orders-link-text = A { $brand } gostaria de saber que quem compra e quem escreve no chat é a mesma pessoa: você. Ninguém vê o que você comprou.
orders-link-button = Sim, sou eu
orders-link-code = Quase pronto. Escreva isto ao bot, em particular, nos próximos { $minutes } minutos:
orders-link-taken = Alguém já disse que era esta pessoa. Se não foi você, avise a equipe no chat.
orders-link-later = Agora não deu. Tente de novo daqui a pouco, por favor.
orders-shop = { $brand } (loja)
orders-account = { $brand }: você como cliente da loja, com um número embaralhado
me-count-purchase = { $count ->
    [one] uma compra
   *[other] { $count } compras
  }
