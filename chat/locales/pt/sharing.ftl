# Compartilhar o que a marca publica.
share-button = Compartilhar
share-forward = Este chat não tem um endereço que outras pessoas possam abrir. Encaminhe a publicação: também conta.
share-open-me = Diga oi na nossa conversa privada e eu te dou o seu link lá.
share-sent = O seu link está na nossa conversa privada.
share-gone = Não encontro mais este link. Toque de novo em Compartilhar abaixo da publicação.
share-link = Este é o seu link para “{ $question }”. Mande para quem quiser:
    { $link }
    Eu conto quantas pessoas abrem, não quem elas são.
share-plain-link = Este é o link para “{ $question }”. Mande para quem quiser:
    { $link }
share-telegram = Compartilhar no Telegram
me-count-share = { $count ->
    [one] uma publicação que você compartilhou
   *[other] { $count } publicações que você compartilhou
  }
