"""Out of hours: who asks is told when an answer will come. It answers nothing, and stops no clock."""

from collections.abc import Mapping
from datetime import datetime

from chat.address import Address
from chat.brands import Brand
from chat.i18n import words
from chat.messages import Message
from handlers.routing import Context, Router
from insight.workhours import Hours
from storage import episodes, people
from storage.database import Session
from storage.outbox import Draft, Letter

router = Router()

KIND = "acknowledgement"


def acknowledge(ctx: Context, brand: Brand, number: int) -> None:
    """Tell who asked when the team is back, where it is away: once in an episode, a person and a time it is closed."""
    back = _back(brand, ctx.now)
    episode = episodes.find(ctx.db, number) if back else None
    asker = people.of_id(ctx.db, episode.account) if episode else None
    if back is None or episode is None or asker is None or not episode.is_waiting:
        return
    draft = Draft(
        to=Address(episode.platform, episode.reply_chat),
        kind=KIND,
        brand=episode.brand,
        thread=episode.reply_thread,
        reply_to=episode.reply_to,
        # The same opening is the same time closed: nobody is told twice in one night.
        key=f"ack:{episode.brand}:{asker.standing_for}:{back.isoformat()}",
        payload={"episode": episode.id, "asked": ctx.now.isoformat(), "back": back.isoformat()},
    )
    ctx.say(draft)


def _back(brand: Brand, now: datetime) -> datetime | None:
    """Return when the team is back; None where it is there, or nobody is to be told."""
    hours = Hours.of(brand.hours, brand.zone, brand.country, brand.language)
    if not brand.replies.acknowledge or not hours.is_set or hours.is_open(now):
        return None
    return hours.next_opening(now)


@router.draws(KIND)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Say it in the person's language; nothing where somebody has answered meanwhile."""
    episode, brand = episodes.find(db, letter.payload["episode"]), brands.get(letter.brand)
    if episode is None or brand is None or not episode.is_waiting:
        return None
    say = words(episode.language)
    asked, back = (datetime.fromisoformat(letter.payload[each]).astimezone(brand.zone) for each in ("asked", "back"))
    when = {"time": say.clock(back), "city": say.city(brand.zone)}
    if asked.date() == back.date():
        return Message(text=say("ack-today", **when))
    return Message(text=say("ack-later", date=say.weekday(back.date()), **when))
