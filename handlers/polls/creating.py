"""Making, closing and listing polls."""

import re
import secrets
import unicodedata
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Press, storable
from chat.lines import Line
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import presence
from handlers.polls.cards import put_post
from handlers.routing import Context, Router
from storage import ledger, people, poll_posts, polls
from storage.database import Session
from storage.outbox import Draft
from storage.polls import Poll

router = Router()

OPTIONS = range(2, 11)
QUESTION_CHARACTERS = 300
OPTION_CHARACTERS = 100
TYPED_CHARACTERS = 4_000
"""No right poll is longer when typed, and looking for pairs of marks takes long in a long text."""

ID_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 8
BOT = "rapport"
"""The bot's name as author of brand posts in the ledger."""

# Phones turn straight quotation marks into curly ones, each language in its own way, and sometimes only one of a pair.
# First come true pairs, which may hold other marks; then any mark up to any other.
_PAIRS = (('"', '"'), ("“", "”"), ("„", "“”"), ("”", "”"), ("«", "»"), ("»", "«"))
_MARKS = "".join(sorted({mark for pair in _PAIRS for mark in "".join(pair)}))
_END = rf"(?=[\s{_MARKS}]|$)"
_QUOTED = re.compile(
    "|".join([rf"{opening}([^{opening}{closing}]*)[{closing}]{_END}" for opening, closing in _PAIRS])
    + rf"|[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]|(?<!\S)'(\S|\S.*?\S)'(?!\S)|(\S+)"
)


def split_words(text: str) -> list[str]:
    """Split a one-liner into its words; what is in quotation marks of whatever kind is one word.

    Returns:
        Nothing where the first word is bare, a mark has no other, or the text is far too long: who forgets a mark
        means something else, and a poll goes to all chats at once.
    """
    found = list(_QUOTED.finditer(text)) if len(text) <= TYPED_CHARACTERS else []
    bare = [match[0] for match in found if match.lastindex == _QUOTED.groups]
    if not found or found[0][0] in bare or any(mark in word for word in bare for mark in _MARKS):
        return []
    return [match[match.lastindex or 0] for match in found]


def create(ctx: Context, brand: str, question: str, options: list[str]) -> Poll:
    """Create a poll and put it into all audience chats of the brand at once.

    Raises:
        UserError: the question or the options cannot make a poll, or there is no chat to post it to.
    """
    question, *options = [" ".join(storable(text).split()) for text in (question, *options)]
    _check(brand, question, options)
    chats = people.audiences(ctx.db, brand)
    if not chats:
        raise UserError("poll-no-audience", brand)
    poll = Poll(_new_id(), brand, question, options, ctx.now, None)
    polls.create(ctx.db, poll)
    ledger.put(ctx.db, _line(poll, chats[0]))
    for chat in chats:
        draft = Draft(to=chat, kind="poll", brand=brand, key=f"poll:{poll.id}:{chat}", payload={"poll": poll.id})
        put_post(ctx, poll, draft)
    return poll


def close(ctx: Context, poll: Poll) -> bool:
    """Close a poll; return whether it was open. Its messages follow."""
    ctx.said = True
    return polls.close(ctx.db, poll.id, ctx.now)


def results_json(db: Session, poll: Poll) -> dict[str, Any]:
    """Return the poll's results as `rapport poll results --json` prints them."""
    results = polls.results(db, poll)
    options = [{"text": text, "votes": votes} for text, votes in zip(poll.options, results.votes, strict=True)]
    return {"id": poll.id, "question": poll.question, "state": poll.state, "voters": results.voters, "options": options}


@router.on(Command, "poll")
def on_poll(ctx: Context, event: Command) -> Outcome:
    """Make the poll that a team member typed."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if not scene.may_manage:
        raise UserError("poll-not-for-you", scene.brand)
    if scene.role in {presence.PRIVATE, presence.ELSEWHERE} and len(presence.teams_of(ctx, event)) > 1:
        raise UserError("poll-which-team", scene.brand)
    typed = split_words(event.text)
    if not typed:
        raise UserError("poll-usage", scene.brand)
    poll = create(ctx, scene.brand, typed[0], typed[1:])
    say = ctx.words(scene.brand, event.language)
    text = say("poll-on-its-way", question=poll.question, chats=len(poll_posts.of_poll(ctx.db, poll.id)))
    made = Message(text=text, buttons=((Button(say("poll-close-button"), f"close:{poll.id}"),),))
    if event.answerable or scene.role != presence.TEAM:
        return ctx.answer(event, scene.brand, made)
    ctx.say(
        Draft(to=Address(event.platform, event.chat), kind="note", brand=scene.brand, message=made, thread=event.thread)
    )
    return Outcome("done")


@router.on(Press, "close")
def on_close(ctx: Context, event: Press) -> Outcome:
    """Close the poll whose button a team member pressed."""
    scene = presence.scene_of(ctx, event)
    poll = polls.find(ctx.db, event.data.partition(":")[2])
    if scene is None or poll is None or poll.brand != scene.brand:
        raise UserError("poll-gone", scene.brand if scene else None)
    if not scene.may_manage:
        raise UserError("poll-not-for-you", scene.brand)
    say = ctx.words(scene.brand, event.language)
    closed = close(ctx, poll)
    return Outcome("done", toast=say("poll-closed-now" if closed else "poll-closed-before", question=poll.question))


def _check(brand: str, question: str, options: list[str]) -> None:
    if not all(map(_can_be_seen, (question, *options))) or len(options) not in OPTIONS:
        raise UserError("poll-usage", brand)
    if len(question) > QUESTION_CHARACTERS:
        raise UserError("poll-question-long", brand, most=QUESTION_CHARACTERS)
    if max(map(len, options)) > OPTION_CHARACTERS:
        raise UserError("poll-option-long", brand, most=OPTION_CHARACTERS)
    if len({unicodedata.normalize("NFKC", each).casefold() for each in options}) < len(options):
        raise UserError("poll-option-twice", brand)


def _can_be_seen(text: str) -> bool:
    return any(each.isprintable() for each in text)


def _new_id() -> str:
    return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))


def _line(poll: Poll, chat: Address) -> Line:
    data = {"question": poll.question, "options": poll.options}
    return Line(
        id=poll.line,
        brand=poll.brand,
        platform=chat.platform,
        chat=chat.id,
        person=BOT,
        team=True,
        kind="poll",
        at=poll.created_at,
        data=data,
    )


def listed(db: Session, brand: str) -> list[dict[str, Any]]:
    """Return the brand's polls as `rapport poll list --json` prints them, newest first."""
    return [results_json(db, poll) for poll in polls.of_brand(db, brand)]
