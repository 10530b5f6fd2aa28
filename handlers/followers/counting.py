"""How many people each audience chat has, asked of its platform once a local day.

Due times are rows, and a day has one row a chat, so that several processes count once.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from chat.address import Address
from chat.brands import Brand
from chat.events import Tick
from chat.inquiries import Findings, Inquiry
from handlers.routing import Context, Due, Reading, Router
from insight.weeks import day_start
from storage import counts, people
from storage.counts import Count
from storage.database import Session

router = Router()

TICK = "count-members"
COUNTING = ("slack", "telegram")
"""Platforms that know more of a chat than the ledger does."""
PAUSE = timedelta(minutes=10)
LONGEST_PAUSE = timedelta(hours=6)


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger knew when the platform was asked."""

    inside: int
    team: int


@router.watching
def due(db: Session, now: datetime, brands: Mapping[str, Brand]) -> list[Due]:
    """Return the chats whose people are to be counted."""
    return [
        Due(tick=TICK, brand=brand, subject=str(chat), at=at or _day(brands[brand], now))
        for brand, chat, at in counts.due(db, now)
        if brand in brands and chat.platform in COUNTING
    ]


def _ask(read: Reading, event: Tick) -> Inquiry | None:
    chat = Address.parse(event.subject)
    if event.brand not in read.brands or not _is_due(read.db, read.brands[event.brand], event, chat):
        return None
    return Inquiry(count=chat, beside=Known(*counts.known(read.db, event.brand, chat.platform)))


@router.on(Tick, TICK, inquire=_ask)
def on_due(ctx: Context, event: Tick, findings: Findings) -> None:
    """Keep the day's count, or come back later where the platform could not tell."""
    chat, brand = Address.parse(event.subject), ctx.brands.get(event.brand)
    known = findings.beside
    if brand is None or not isinstance(known, Known) or not _is_due(ctx.db, brand, event, chat):
        return
    if findings.members is None:
        failures = counts.turn_of(ctx.db, chat)[1] + 1
        pause = max(min(PAUSE * 2 ** min(failures - 1, 10), LONGEST_PAUSE), timedelta(seconds=findings.wait_s or 0))
        counts.set_turn(ctx.db, chat, ctx.now + pause, failures)
        return
    day = ctx.now.astimezone(brand.zone).date()
    count = Count(chat.platform, chat.id, f"{day}", brand.key, findings.members, known.inside, known.team, ctx.now)
    counts.put(ctx.db, count)
    counts.set_turn(ctx.db, chat, day_start(day + timedelta(days=1), brand.zone), 0)


def _is_due(db: Session, brand: Brand, event: Tick, chat: Address) -> bool:
    """Tell whether nobody was quicker, and the chat is still the brand's."""
    place = people.place_of(db, chat)
    next_at = counts.turn_of(db, chat)[0]
    is_its = next_at == event.due if next_at else event.due <= _day(brand, event.at)
    return place is not None and place.brand == brand.key and is_its


def _day(brand: Brand, now: datetime) -> datetime:
    return day_start(now.astimezone(brand.zone).date(), brand.zone)
