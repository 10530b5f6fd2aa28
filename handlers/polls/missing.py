"""Who has not voted yet, without a word of who voted for what."""

from dataclasses import dataclass, replace

from chat.bidi import isolated
from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words
from chat.messages import Button, Message, shortened
from chat.ports import Outcome
from handlers.polls.managing import managed
from handlers.routing import Context, Reading, Router
from storage import audience, polls
from storage.people import Account

router = Router()

NAMES = 30
NAME_CHARACTERS = 60
MOST_DIGITS = 18


@dataclass(frozen=True, slots=True)
class Missing:
    """People who have not voted, and whether there are more behind them."""

    people: list[Account]
    more: bool


def _read(read: Reading, event: Press) -> Missing | None:
    wanted, after = _asked(event)
    poll = polls.find(read.db, wanted)
    if poll is None or poll.rules.anonymous:
        return None
    found = audience.not_voted(read.db, poll, after=after, limit=NAMES + 1)
    return Missing(found[:NAMES], len(found) > NAMES)


def _asked(event: Press) -> tuple[str, int]:
    _, poll, after = [*event.data.split(":"), ""][:3]
    return poll, int(after) if after.isascii() and after.isdigit() and len(after) <= MOST_DIGITS else 0


@router.on(Press, "missing", prepare=_read)
def on_missing(ctx: Context, event: Press, missing: Missing | None) -> Outcome:
    """Tell the team who has not voted; of an anonymous poll nobody may know."""
    wanted, after = _asked(event)
    scene, poll = managed(ctx, event, wanted)
    if poll.rules.anonymous or missing is None:
        raise UserError("missing-anonymous", poll.brand)
    if not (scene.team or scene.may_manage):
        raise UserError("poll-not-for-you", poll.brand)
    say = ctx.words(poll.brand, event.language, scene.account.language)
    text = "\n".join(_name(each, say) for each in missing.people)
    if not text:
        text = say("missing-more-none" if after else "missing-none")
    more = Button(say("missing-more-button"), f"missing:{poll.id}:{missing.people[-1].id}") if missing.more else None
    message = Message(title=say("missing-title", question=poll.question), text=text)
    return ctx.answer(event, poll.brand, replace(message, buttons=((more,),)) if more else message)


def _name(account: Account, say: Words) -> str:
    name = shortened(account.name, NAME_CHARACTERS) or account.person
    return say("missing-name", name=isolated(name), platform=account.platform.title())
