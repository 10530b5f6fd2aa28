# Compartir lo que publica la marca.
share-button = Compartir
share-forward = Este chat no tiene una dirección que otros puedan abrir. Reenvía la publicación: también cuenta.
share-open-me = Salúdame en nuestro chat privado y allí te doy tu enlace.
share-sent = Tu enlace está en nuestro chat privado.
share-gone = Ya no encuentro este enlace. Pulsa otra vez Compartir debajo de la publicación.
share-link = Este es tu enlace a «{ $question }». Pásaselo a quien quieras:
    { $link }
    Cuento cuántas personas lo abren, no quiénes son.
share-plain-link = Este es el enlace a «{ $question }». Pásaselo a quien quieras:
    { $link }
share-telegram = Compartir en Telegram
me-count-share = { $count ->
    [one] una publicación que compartiste
   *[other] { $count } publicaciones que compartiste
  }
