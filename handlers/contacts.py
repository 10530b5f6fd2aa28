"""Whom the bot can reach, and where."""

from chat.address import Address
from chat.events import Blocked, Event
from chat.lines import Line
from chat.messages import Message
from handlers.presence import line_of_event
from handlers.routing import Context
from storage import alerts, counts, episode_moves, ledger, outbox, people, poll_posts, referrals, replies
from storage.outbox import Draft


def note_reachable(ctx: Context, person: Address, event: Event, *, reachable: bool) -> None:
    """Remember whether a person can be written to; being blocked has a line, and ends with the next activity."""
    for brand, team in people.set_reachable(ctx.db, person, reachable=reachable):
        if not reachable and not team:
            line = Line(
                id=line_of_event(event),
                brand=brand,
                platform=person.platform,
                chat=event.chat or person.id,
                person=person.id,
                team=False,
                kind="block",
                at=event.at,
            )
            ledger.put(ctx.db, line)


def note_unreachable(ctx: Context, person: Address, letter: int) -> None:
    """Remember that a person refused a letter."""
    gone = Blocked(
        account="delivery",
        id=f"unreachable:{letter}",
        platform=person.platform,
        at=ctx.now,
        chat=person.id,
        person=person.id,
        blocked=True,
    )
    note_reachable(ctx, person, gone, reachable=False)


def move_chat(ctx: Context, platform: str, old: str, new: str) -> None:
    """Write a chat's new id wherever its old one stands."""
    # Episodes first, while it is known whose the old one is.
    for room in (episode_moves, people, poll_posts, ledger, outbox, replies, alerts, referrals, counts):
        room.move_chat(ctx.db, platform, old, new)


def tell_team(ctx: Context, brand: str, text: str, *, key: str) -> None:
    """Put a note into the team's chat, once for each key."""
    team = people.team_chat(ctx.db, brand)
    if team is not None:
        ctx.say(Draft(to=team, kind="note", brand=brand, message=Message(text=text), key=key))


def show_page(ctx: Context, event: Event, brand: str) -> None:
    """Bring the bot's own page up to date for whoever looks at it; it is drawn when it is sent."""
    if event.person is None:
        return
    to = Address(event.platform, event.person)
    # One that waits is enough; a page that failed for good must not stand in the way of tomorrow's.
    key = f"home:{to}:{ctx.now:%Y-%m-%d}"
    ctx.say(Draft(to=to, kind="home", action="home", brand=brand, key=key, payload={"language": event.language}))
