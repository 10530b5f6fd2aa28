# Whose purchases are whose.
orders-linked = That is you: what you bought from { $brand }, and what you buy, counts as yours.
orders-link-wrong = This is not one of our links any more. Please open the link in your mail again, in full.
orders-link-title = What you buy, and what you say, in one place
orders-link-text = { $brand } would like to know that the customer and the person in the chat are the same: you. Nobody sees what you bought.
orders-link-button = Yes, that is me
orders-link-code = Nearly done. Write this to the bot, in private, within { $minutes } minutes:
orders-link-taken = Somebody has said already that this is them. If it was not you, tell the team in the chat.
orders-link-later = That takes a moment. Please try again.
orders-shop = { $brand } (shop)
orders-account = { $brand }: you as a customer of the shop, under a scrambled number
me-count-purchase = { $count ->
    [one] one purchase
   *[other] { $count } purchases
  }
