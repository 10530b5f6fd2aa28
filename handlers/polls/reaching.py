"""Who may make polls, and which chats could not be written to: asked before anything is shown or posted."""

from collections.abc import Callable
from dataclasses import dataclass

from chat.address import Address
from chat.errors import UserError
from chat.events import Event
from chat.i18n import Words
from chat.inquiries import Findings, Inquiry
from handlers import presence
from handlers.presence import Scene
from handlers.routing import Context, Reading
from storage import people

KEEP_OUT = ("slack", "telegram")
"""Platforms that keep a bot out of chats that it was not invited to."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands between the poll and its chats."""

    lines: tuple[str, ...] = ()
    """What to do about each chat that cannot be reached."""
    nowhere: bool = False
    """None of the audience chats can be reached."""

    def note(self, say: Words) -> str:
        """Return what to do, or nothing where nothing is in the way."""
        return "\n".join((say("poll-unreached"), *self.lines)) if self.lines else ""

    def check(self, brand: str) -> None:
        """Refuse to make what nobody could see.

        Raises:
            UserError: none of the audience chats can be reached.
        """
        if self.nowhere:
            raise UserError("poll-nowhere", brand, lines="\n".join(self.lines))


REACHED = Reach()


def asking(wanted: Callable[[Event], bool]) -> Callable[[Reading, Event], Inquiry | None]:
    """Return what asks the platforms about the chats of polls, where the event is `wanted` and its person may make any.

    People who may not are refused without asking, so that nobody keeps the platforms busy.
    """

    def ask(read: Reading, event: Event) -> Inquiry | None:
        found = presence.brand_of(read, event)
        if found is None or found[0] not in read.brands or not wanted(event):
            return None
        brand, role = found
        admin = _maybe_admin(read, event, brand, role)
        if admin is None and role != presence.TEAM and not _is_team(read, event, brand):
            return None
        here = Address(event.platform, event.chat)
        chats = [chat for chat in people.audiences(read.db, brand) if chat.platform in KEEP_OUT]
        if event.platform == "slack" and event.chat and not event.private and role == presence.ELSEWHERE:
            chats.append(here)
        return Inquiry(reach=tuple(chats), admin=admin)

    return ask


def _maybe_admin(read: Reading, event: Event, brand: str, role: str) -> tuple[Address, str] | None:
    if role != presence.AUDIENCE or event.platform != "telegram" or not read.brands[brand].chat_admins:
        return None
    if event.person is None or people.is_manager(read.db, brand, Address(event.platform, event.person)):
        return None
    return Address(event.platform, event.chat), event.person


def _is_team(read: Reading, event: Event, brand: str) -> bool:
    account = people.find(read.db, brand, Address(event.platform, event.person or ""))
    return account is not None and account.team


def may_make(ctx: Context, event: Event, scene: Scene, findings: Findings) -> bool:
    """Tell whether the person may make polls here."""
    if scene.may_manage or (scene.team and not event.chat):  # the bot's own page is no chat
        return True
    if scene.role != presence.AUDIENCE or event.platform != "telegram":
        return False
    # Who speaks as the chat itself runs it.
    return ctx.brands[scene.brand].chat_admins and (findings.admin or event.as_team)


def reach_of(ctx: Context, brand: str, findings: Findings, say: Words) -> Reach:
    """Return what the platforms said of the brand's chats, as sentences for people."""
    audiences = people.audiences(ctx.db, brand)
    lines = tuple(say(f"poll-let-in-{chat.platform}", chat=str(chat)) for chat in findings.unreachable)
    return Reach(lines, bool(audiences) and all(chat in findings.unreachable for chat in audiences))
