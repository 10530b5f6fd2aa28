"""The bot's own page: what a person can do, and for the team the polls that run and that are to come."""

from collections.abc import Mapping

from chat.address import Address
from chat.brands import Brand
from chat.events import HomeOpened
from chat.i18n import Words, language_of, words
from chat.messages import Button, Message, shortened
from handlers import presence
from handlers.polls import plans
from handlers.polls.wording import new_data
from handlers.routing import Context, Router
from storage import people, polls
from storage import plans as stored
from storage.database import Session
from storage.outbox import Draft, Letter

router = Router()

MOST_POLLS = 15
MOST_PLANS = 10
LABEL_CHARACTERS = 60


@router.on(HomeOpened)
def on_home(ctx: Context, event: HomeOpened) -> None:
    """Show the person their page; it is drawn when it is sent, so one that waits is enough."""
    brand = _brand_of(ctx, event)
    if brand is None or event.person is None:
        return
    to = Address(event.platform, event.person)
    # A page that failed for good must not stand in the way of tomorrow's.
    key = f"home:{to}:{ctx.now:%Y-%m-%d}"
    ctx.say(Draft(to=to, kind="home", action="home", brand=brand, key=key, payload={"language": event.language}))


def _brand_of(ctx: Context, event: HomeOpened) -> str | None:
    scene = presence.scene_of(ctx, event)
    if scene is not None:
        return scene.brand
    # Whoever was never seen may be of any audience on this platform.
    here = (brand.key for brand in ctx.brands.values() for chat in brand.audiences if chat.platform == event.platform)
    return next(here, None)


@router.draws("home")
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw the page as things stand at the moment of sending."""
    brand = brands.get(letter.brand)
    if brand is None:
        return None
    account = people.find(db, brand.key, letter.to)
    wishes = (account.speaks, account.language) if account else ()
    say = words(language_of(*wishes, letter.payload.get("language"), brand.language))
    if account is None or not account.team:
        mine = Button(say("home-me-button"), "me")
        return Message(title=brand.name, text=say("home-audience", brand=brand.name), buttons=((mine,),))
    return _team_page(db, brand, say)


def _team_page(db: Session, brand: Brand, say: Words) -> Message:
    running = [poll for poll in polls.of_brand(db, brand.key) if poll.state == "open"]
    coming = stored.of_brand(db, brand.key)
    lines = [say("home-running", polls=len(running)), *(f"• {poll.question}" for poll in running[:MOST_POLLS])]
    if coming:
        lines += ["", say("home-planned", polls=len(coming))]
        lines += [f"• {plans.told(plan, say, brand.zone)}" for plan in coming[:MOST_PLANS]]
    make = Button(say("home-make-button"), new_data(brand.key))
    every = Button(say("home-polls-button"), "polls")
    rows = [
        (Button(shortened(poll.question, LABEL_CHARACTERS), f"results:{poll.id}"),) for poll in running[:MOST_POLLS]
    ]
    text = "\n".join([say("home-team", brand=brand.name), "", *lines])
    return Message(title=brand.name, text=text, buttons=((make, every), *rows))
