"""Erasing oneself: asked for twice, done at once, and nothing brings it back."""

from datetime import UTC, datetime, timedelta
from typing import Any

from chat.address import Address
from chat.errors import Permanent, UserError
from chat.events import Event, Press
from chat.messages import Button, Message
from chat.ports import Outcome, Receipt
from handlers import contacts
from handlers.me.common import network, own_scene, own_words
from handlers.presence import Scene
from handlers.routing import Context, Reading, Router
from storage import erasing, links, people, referrals, traces
from storage.erasing import Standing
from storage.outbox import Draft, Letter
from storage.people import Account
from storage.referrals import Code
from storage.traces import Traces

router = Router()

FAREWELL, REVOCATION = "me-farewell", "revocation"
SURELY = timedelta(minutes=15)
"""So long the second button works: nobody shall erase themselves by an old one."""


@router.on(Press, "me-erase")
def on_erase(ctx: Context, event: Press) -> Outcome:
    """Say what erasing means, and ask again."""
    return ask(ctx, event, own_scene(ctx, event))


def ask(ctx: Context, event: Event, scene: Scene) -> Outcome:
    """Say what erasing means, and ask again.

    Raises:
        UserError: the person is of a team.
    """
    accounts = links.whole(ctx.db, event.platform, scene.account.person)
    _check_no_team(ctx, scene, accounts)
    say = own_words(ctx, event, scene)
    brands = sorted({ctx.brands[each.brand].name for each in accounts if each.brand in ctx.brands})
    platforms = sorted({network(ctx, say, each) for each in accounts})
    text = say("me-erase-ask", brands=", ".join(brands), platforms=", ".join(platforms))
    buttons = (
        (Button(say("me-erase-yes-button"), f"me-erase-yes:{int(ctx.now.timestamp())}"),),
        (Button(say("me-erase-no-button"), "me"),),
    )
    return ctx.answer(event, scene.brand, Message(title=say("me-erase-button"), text=text, buttons=buttons))


def _prepare(read: Reading, event: Press) -> Traces | None:
    """Look for all that there is; the ledger may be long."""
    accounts = links.whole(read.db, event.platform, event.person) if event.person else []
    return traces.survey(read.db, accounts) if accounts else None


@router.on(Press, "me-erase-yes", prepare=_prepare)
def on_yes(ctx: Context, event: Press, before: Traces | None) -> Outcome:
    """Erase the person: all accounts that are theirs, of all brands."""
    scene = own_scene(ctx, event)
    asked = event.data.partition(":")[2]
    if not _is_recent(asked, ctx.now):
        raise UserError("me-erase-late", scene.brand)
    accounts = links.whole(ctx.db, event.platform, scene.account.person)
    _check_no_team(ctx, scene, accounts)
    say = own_words(ctx, event, scene)
    found = traces.survey(ctx.db, accounts, before)
    if event.private and event.chat:
        found.private.add((event.platform, event.chat))
    revoked = referrals.links_of(ctx.db, found.ids)
    key = ctx.means.ballot_key
    for standing in erasing.erase(ctx.db, found, ballot_key=key, slot=ctx.slot, now=ctx.now):
        _put_right(ctx, standing)
    for code in revoked:
        _revoke(ctx, code)
    return _say_farewell(ctx, event, scene, say("me-erased"))


def _is_recent(asked: str, now: datetime) -> bool:
    if not (asked.isascii() and asked.isdigit() and len(asked) < 12):  # noqa: PLR2004  # no time is so late
        return False
    return now - datetime.fromtimestamp(int(asked), UTC) <= SURELY


def _check_no_team(ctx: Context, scene: Scene, accounts: list[Account]) -> None:
    teams = sorted({each.brand for each in accounts if each.team})
    if teams:
        names = [ctx.brands[each].name for each in teams if each in ctx.brands]
        raise UserError("me-erase-team", scene.brand, team=", ".join(names) or teams[0])


def _put_right(ctx: Context, standing: Standing) -> None:
    """Let a message in the team's chat no longer tell of the person."""
    say = ctx.words(standing.brand)
    rest = Message.from_json(standing.rest) if standing.rest else None
    told = rest is not None and rest.text.strip("…")
    message = Message(text=rest.text, title=rest.title) if rest and told else Message(text=say("me-erased-card"))
    edit: dict[str, Any] = {"action": "edit", "target": standing.message, "message": message}
    ctx.say(Draft(to=standing.to, kind="erasure", brand=standing.brand, **edit))


def _revoke(ctx: Context, code: Code) -> None:
    """Let a personal link lead nowhere any more; to a chat that is none of ours nobody would carry the letter."""
    to = Address("telegram", code.link_chat or "")
    if people.place_of(ctx.db, to) is None:
        return
    ctx.say(
        Draft(to=to, kind=REVOCATION, brand=code.brand, action="revoke", target=code.link, message=Message(text=""))
    )


@router.posted(REVOCATION)
def hear_revoked(ctx: Context, letter: Letter, _receipt: Receipt, _message: Message) -> None:
    """Forget the link now that it leads nowhere."""
    erasing.drop(ctx.db, letter.id)


@router.refused(REVOCATION)
def hear_not_revoked(ctx: Context, letter: Letter, error: Permanent) -> None:
    """Forget the link, too, where it cannot be revoked, and tell the team that one leads on."""
    erasing.drop(ctx.db, letter.id)
    text = ctx.words(letter.brand)("revocation-refused", chat=str(letter.to), why=str(error))
    contacts.tell_team(ctx, letter.brand, text, key=f"failed:{letter.kind}:{letter.to}")


def _say_farewell(ctx: Context, event: Press, scene: Scene, text: str) -> Outcome:
    """Say once that it is done, and forget where that was said."""
    if event.answerable:
        return Outcome("done", answer=Message(text=text))
    if event.private or scene.account.can_be_written_to:
        to = Address(event.platform, event.chat if event.private else scene.account.person)
        ctx.say(Draft(to=to, kind=FAREWELL, brand=scene.brand, message=Message(text=text), urgent=True))
    return Outcome("done", toast=text)


@router.posted(FAREWELL)
def hear_posted(ctx: Context, letter: Letter, _receipt: Receipt, _message: Message) -> None:
    """Forget the chat of somebody who is erased, now that the last word is said."""
    _forget(ctx, letter)


@router.refused(FAREWELL)
def hear_refused(ctx: Context, letter: Letter, _error: Permanent) -> None:
    """Forget the chat, too, where the last word could not be said."""
    _forget(ctx, letter)


def _forget(ctx: Context, letter: Letter) -> None:
    erasing.blank(ctx.db, [letter.id])
    erasing.forget_lane(ctx.db, letter.to)
