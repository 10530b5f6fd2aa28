"""Who chose what, told to one person, where the poll lets them know."""

from dataclasses import dataclass

from chat.address import Address
from chat.bidi import isolated
from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence
from handlers.presence import Scene
from handlers.routing import Context, Reading, Router
from storage import choosers, polls, votes
from storage.polls import Poll

router = Router()

NAMES = (20, 10, 5, 0)
"""So many names an option has, fewer where the message would be long."""
CHARACTERS = 3_500
"""Fits into one message on all platforms."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who chose what at the time of asking."""

    names: dict[int, list[str]]
    votes: list[int]


def read_names(reading: Reading, event: Press) -> Chosen | None:
    """Read who chose what; None where nobody may know."""
    poll = polls.find(reading.db, event.data.partition(":")[2])
    if poll is None or poll.rules.anonymous:
        return None
    found = choosers.names(reading.db, poll, NAMES[0])
    return Chosen(found, votes.results(reading.db, poll).votes)


@router.on(Press, "who", prepare=read_names)
def on_who(ctx: Context, event: Press, chosen: Chosen | None) -> Outcome:
    """Tell who chose what to somebody who may know it."""
    scene, poll = presence.scene_of_poll(ctx, event, event.data.partition(":")[2])
    _check(ctx, scene, poll)
    say = ctx.words(poll.brand, event.language, scene.account.language)
    return ctx.answer(event, poll.brand, _listed(say, poll, chosen or Chosen({}, [])))


def _check(ctx: Context, scene: Scene, poll: Poll) -> None:
    """Refuse what the person may not know, or not yet.

    Raises:
        UserError: with the reason.
    """
    if poll.rules.anonymous:
        raise UserError("who-anonymous", poll.brand)
    if scene.may_manage:
        return
    if poll.rules.visibility == "confidential":
        raise UserError("who-confidential", poll.brand)
    if poll.closed_at is None and poll.rules.shown == "closed":
        raise UserError("who-later", poll.brand)
    if poll.closed_at is None and poll.rules.shown == "voted" and not _has_voted(ctx, scene, poll):
        raise UserError("who-vote-first", poll.brand)


def _has_voted(ctx: Context, scene: Scene, poll: Poll) -> bool:
    at = Address(scene.account.platform, scene.account.person)
    stands = votes.standing(ctx.db, poll, at.platform, [at.id]).get(at.id)
    return bool(stands and stands.options)


def _listed(say: Words, poll: Poll, chosen: Chosen) -> Message:
    texts = (_text(say, poll, chosen, most) for most in NAMES)
    text = next((each for each in texts if len(each) <= CHARACTERS), _text(say, poll, chosen, 0))
    return Message(title=say("who-title", question=poll.question), text=text)


def _text(say: Words, poll: Poll, chosen: Chosen, most: int) -> str:
    return "\n".join(_line(say, poll, chosen, option, most) for option in poll.seen)


def _line(say: Words, poll: Poll, chosen: Chosen, option: int, most: int) -> str:
    names = chosen.names.get(option, [])[:most]
    people = max(len(names), chosen.votes[option] if option < len(chosen.votes) else 0)
    told = [isolated(" ".join(name.split())) for name in names]
    if people > len(names):
        told.append(say("who-more" if names else "who-many", people=people - len(names)))
    return f"{isolated(poll.options[option])} ({say.number(people)}): {', '.join(told) or '–'}"
