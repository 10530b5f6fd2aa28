"""Who is where: the brand that an event belongs to, and whether its person is of the team."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Event
from chat.lines import Line
from handlers.routing import Context, Reading
from storage import ledger, people, poll_posts, polls
from storage.database import Session
from storage.people import Account, Newcomer
from storage.polls import Poll

AUDIENCE, TEAM, PRIVATE, ELSEWHERE = "audience", "team", "private", "elsewhere"


@dataclass(frozen=True, slots=True)
class Scene:
    """Where an event happened, and who did it."""

    brand: str
    role: str
    """`audience`, `team`, `private` (between a person and the bot) or `elsewhere` (one of the team in a chat that is
    none of ours)."""
    account: Account

    @property
    def team(self) -> bool:
        """Tell whether the person is of the brand's team."""
        return self.account.team

    @property
    def is_logged(self) -> bool:
        """Tell whether what is said here goes into the ledger: not what the team says among itself or to the bot."""
        return self.role == AUDIENCE or (self.role == PRIVATE and not self.team)

    @property
    def may_manage(self) -> bool:
        """Tell whether the person may ask for polls and reports here: managers anywhere, anyone in the team's chat."""
        return self.role == TEAM or self.account.manager or (self.role == PRIVATE and self.account.team)


def log(ctx: Context, event: Event, scene: Scene, kind: str, heard: dict[str, Any] | None = None, **more: Any) -> bool:
    """Add the line of what a person did to the ledger; `id`, `ref` and `data` where they are not the plain ones.

    Returns:
        False where there was such a line already.
    """
    where = {"brand": scene.brand, "platform": event.platform, "chat": event.chat, "person": scene.account.person}
    line = {"id": line_of_event(event), "team": scene.team, "at": event.at, **where, **more}
    return ledger.put(ctx.db, Line(kind=kind, **line), heard)


def line_of_event(event: Event) -> str:
    """Return the ledger id of what has no id of its own but the event's."""
    return f"{event.account}#{event.id}"


def line_of_message(ctx: Context, event: Event, message: str, chat: str | None = None) -> str:
    """Return the line of a message, in the event's chat or another: of the poll, where one stands in it."""
    where = event.platform, chat or event.chat, message
    poll = poll_posts.poll_in(ctx.db, *where)
    return polls.line_of(poll) if poll else ledger.line_id(*where)


def scene_of(ctx: Context, event: Event) -> Scene | None:
    """Return where the event happened, its person met; None where it concerns no brand of ours."""
    # An anonymous administrator speaks as the chat itself.
    person = event.person or (event.chat if event.as_team else None)
    found = brand_of(ctx, event)
    if found is None and event.chat and not event.private:
        people.note_stray(ctx.db, Address(event.platform, event.chat), event.at)
    if person is None or found is None or found[0] not in ctx.brands:
        return None
    brand, role = found
    at = Address(event.platform, person)
    team = role == TEAM or event.as_team
    account, newly = people.meet(ctx.db, brand, Newcomer(at, event.name, event.language), event.at, team=team)
    if event.name:
        account = replace(account, name=event.name)
    if newly:
        join_team(ctx.db, brand, at, event.chat, event.at)
        account = replace(account, team=True)
    if event.private and not account.opened:
        people.set_opened(ctx.db, at)
        account = replace(account, opened=True)
    ctx.speaks = account.speaks
    return Scene(brand, role, account)


def scene_of_poll(ctx: Context, event: Event, poll: str) -> tuple[Scene, Poll]:
    """Return the poll and where the event happened, its person met as the poll's brand knows them.

    Raises:
        UserError: there is no such poll for them.
    """
    scene, found = scene_of(ctx, event), polls.find(ctx.db, poll)
    if scene is None or found is None or found.deleted_at is not None:
        raise UserError("poll-gone", scene.brand if scene else None)
    if scene.brand == found.brand:
        return scene, found
    # In private a person belongs to the brand that met them last, which need not be the poll's.
    known = people.find(ctx.db, found.brand, Address(event.platform, scene.account.person))
    if known is None or found.brand not in ctx.brands or scene.role not in {PRIVATE, ELSEWHERE}:
        raise UserError("poll-gone", scene.brand)
    return replace(scene, brand=found.brand, account=known), found


def brand_of(ctx: Context | Reading, event: Event) -> tuple[str, str] | None:
    """Return (brand, role) of an event's chat, or of its person where the chat is private or none of ours."""
    db = ctx.db
    place = people.place_of(db, Address(event.platform, event.chat))
    if place is not None:
        return place.brand, place.role
    if event.person is None:
        return None
    met = people.brands_of(db, Address(event.platform, event.person))
    known = [(brand, team) for brand, team in met if brand in ctx.brands]
    if event.private and (known or len(ctx.brands) == 1):
        return (known[0][0] if known else next(iter(ctx.brands))), PRIVATE
    teams = [brand for brand, team in known if team]
    return (teams[0], ELSEWHERE) if teams else None


def teams_of(ctx: Context, event: Event) -> list[str]:
    """Return the brands of whose team the person is."""
    met = people.brands_of(ctx.db, Address(event.platform, event.person or ""))
    return [brand for brand, team in met if team and brand in ctx.brands]


def join_team(db: Session, brand: str, at: Address, chat: str, now: datetime) -> None:
    """Leave a line by which every report knows that this account is of the team, for good."""
    line = Line(
        id=f"team:{at}",
        brand=brand,
        platform=at.platform,
        chat=chat or at.id,
        person=at.id,
        team=True,
        kind="join",
        at=now,
        data={"referrer": None},
    )
    ledger.put(db, line)
