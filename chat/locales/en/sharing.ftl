# Passing on what the brand posts.
share-button = Share
share-forward = This chat has no address that others could open. Forward the post instead: that counts too.
share-open-me = Say hello to me in our own chat, and I give you your link there.
share-sent = Your link is in our own chat.
share-gone = I don't find this link any more. Press Share under the post once more.
share-link = Here is your own link to “{ $question }”. Pass it on to whomever you like:
    { $link }
    I count how many people open it, not who they are.
share-plain-link = Here is the link to “{ $question }”. Pass it on to whomever you like:
    { $link }
share-telegram = Share in Telegram
me-count-share = { $count ->
    [one] one post that you passed on
   *[other] { $count } posts that you passed on
  }
