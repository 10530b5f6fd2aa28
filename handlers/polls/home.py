"""The bot's own page: what a person can do, and for the team who waits, and the polls that run and are to come."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from chat.bidi import isolated
from chat.brands import Brand
from chat.events import HomeOpened
from chat.i18n import Words, language_of, words
from chat.messages import Button, Message, shortened
from handlers import contacts, presence
from handlers.polls import plans
from handlers.polls.wording import new_data
from handlers.routing import Context, Router
from storage import inbox_queries, people, polls
from storage import plans as stored
from storage.database import Session
from storage.inbox_queries import Entry, Wish
from storage.outbox import Letter
from storage.people import Account

router = Router()

MOST_POLLS = 15
MOST_PLANS = 10
MOST_QUERIES = 5
MOST_CHARACTERS = 160
LABEL_CHARACTERS = 60


@router.on(HomeOpened)
def on_home(ctx: Context, event: HomeOpened) -> None:
    """Show the person their page; it is drawn when it is sent, so one that waits is enough."""
    brand = _brand_of(ctx, event)
    if brand is None or event.person is None:
        return
    contacts.show_page(ctx, event, brand)


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
        mine = (Button(say("home-me-button"), "me"), Button(say("me-invite-button"), "invite"))
        return Message(title=brand.name, text=say("home-audience", brand=brand.name), buttons=(mine,))
    return _team_page(db, brand, say, account, letter.called_at or letter.created_at)


def _team_page(db: Session, brand: Brand, say: Words, account: Account, now: datetime) -> Message:
    waiting, number = inbox_queries.listed(db, brand.key, Wish(), now, limit=2 * MOST_QUERIES)
    # What is answered already only waits for the answer to arrive.
    shown = list(enumerate([each for each in waiting if not each.answering][:MOST_QUERIES], 1))
    running = [poll for poll in polls.of_brand(db, brand.key) if poll.state == "open"]
    coming = stored.of_brand(db, brand.key)
    lines = [say("home-waiting", queries=number), *(_waiting(*each, brand, say) for each in shown)]
    lines += ["", say("home-team", brand=brand.name), ""]
    lines += [say("home-running", polls=len(running)), *(f"• {poll.question}" for poll in running[:MOST_POLLS])]
    if coming:
        lines += ["", say("home-planned", polls=len(coming))]
        lines += [f"• {plans.told(plan, say, brand.zone)}" for plan in coming[:MOST_PLANS]]
    inbox = Button(say("home-inbox-button"), f"inbox:0:waiting:{brand.key}")
    make = Button(say("home-make-button"), new_data(brand.key))
    every = Button(say("home-polls-button"), "polls")
    rows = [
        (Button(shortened(poll.question, LABEL_CHARACTERS), f"results:{poll.id}"),) for poll in running[:MOST_POLLS]
    ]
    work = tuple(tuple(_work(place, each, account, say)) for place, each in shown)
    return Message(title=brand.name, text="\n".join(lines), buttons=(*work, (inbox, make, every), *rows))


def _waiting(place: int, entry: Entry, brand: Brand, say: Words) -> str:
    quote = isolated(shortened(entry.text, MOST_CHARACTERS)) if entry.text is not None else say("query-text-gone")
    since = say.moment(entry.episode.opened_at.astimezone(brand.zone))
    told = say("inbox-line", name=entry.name, platform=entry.episode.platform.capitalize(), time=since, quote=quote)
    return f"{place}. {told}" + (f" · {say('inbox-claimed', name=entry.claimant)}" if entry.claimant else "")


def _work(place: int, entry: Entry, account: Account, say: Words) -> Iterator[Button]:
    mine = entry.episode.claimant == account.id
    yield Button(f"{place}. {say('query-reply-button')}", f"query-reply:{entry.episode.id}")
    claim = say("home-unclaim-button" if mine else "query-claim-button")
    yield Button(f"{place}. {claim}", f"query-claim:{entry.episode.id}")
