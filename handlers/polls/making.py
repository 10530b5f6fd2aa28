"""Making polls of what somebody wants, and closing them."""

import secrets
import unicodedata
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.lines import Line
from chat.polls import OPTION_CHARACTERS, OPTIONS, QUESTION_CHARACTERS, Rules, Spec
from chat.storable import storable
from handlers.polls import secret
from handlers.polls.posts import put_post
from handlers.routing import Context
from insight import whens
from storage import ledger, people, polls, turnout, votes
from storage.database import Session
from storage.outbox import Draft
from storage.polls import Poll
from storage.votes import Results

ID_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 8
BOT = "rapport"
"""The bot's name as author of brand posts in the ledger."""

SHORTEST_OPEN = timedelta(minutes=1)
LONGEST_OPEN = timedelta(days=366)

MOST_AT_LEAST = 2
"""Whoever may choose one option only has a single choice."""


def create(ctx: Context, brand: str, spec: Spec, *, creator: Address | None = None, plan: int | None = None) -> Poll:
    """Create a poll and put it into all audience chats of the brand at once.

    Args:
        brand: the brand's key.
        spec: what is asked, and how.
        creator: who wants it; None: the command line or a plan.
        plan: the plan that it is a run of.

    Raises:
        UserError: the spec cannot make a poll, or there is no chat to post it to.
    """
    spec = checked(brand, spec)
    chats = people.audiences(ctx.db, brand)
    if not chats:
        raise UserError("poll-no-audience", brand)
    closes_at = ctx.now + timedelta(seconds=spec.open_for_s) if spec.open_for_s else None
    poll = Poll(
        id=_new_id(),
        brand=brand,
        question=spec.question,
        options=list(spec.choices),
        created_at=ctx.now,
        rules=spec.rules,
        creator=str(creator) if creator else None,
        plan=plan,
        closes_at=closes_at,
        remind_at=remind_at(ctx, brand, spec.rules, closes_at),
        key=secret.new_key(ctx, brand) if spec.rules.anonymous else None,
    )
    polls.create(ctx.db, poll)
    ledger.put(ctx.db, _line(poll, chats[0]))
    for chat in chats:
        draft = Draft(to=chat, kind="poll", brand=brand, key=f"poll:{poll.id}:{chat}", payload={"poll": poll.id})
        put_post(ctx, poll, draft)
    return poll


def remind_at(ctx: Context, brand: str, rules: Rules, closes_at: datetime | None) -> datetime | None:
    """Return when those who have not voted are reminded of a poll that opens now; None: not at all."""
    return whens.remind_at(ctx.now, closes_at, ctx.brands[brand].zone) if rules.remind else None


def close(ctx: Context, poll: Poll) -> bool:
    """Close a poll, for good where it is anonymous; return whether it was open. Its messages follow."""
    closed = polls.close(ctx.db, poll.id, ctx.now)
    if closed and poll.rules.anonymous:
        secret.fold(ctx, poll)
    ctx.said |= closed
    return closed


def results_json(db: Session, poll: Poll) -> dict[str, Any]:
    """Return the poll's results as `rapport poll results --json` prints them."""
    return _as_json(poll, votes.results(db, poll))


def listed(db: Session, brand: str) -> list[dict[str, Any]]:
    """Return the brand's polls as `rapport poll list --json` prints them, newest first."""
    return [_as_json(poll, results) for poll, results in turnout.counted(db, brand)]


def _as_json(poll: Poll, results: Results) -> dict[str, Any]:
    options = [{"text": poll.options[each], "votes": results.votes[each]} for each in poll.seen]
    told = {"id": poll.id, "question": poll.question, "state": poll.state, "voters": results.voters, "options": options}
    rules = poll.rules.as_json()
    # The votes of an anonymous poll are those of fewer people than have voted.
    return (
        told | ({"rules": rules} if rules else {}) | ({} if results.counted is None else {"counted": results.counted})
    )


def checked(brand: str, spec: Spec) -> Spec:
    """Return the spec with its texts tidied.

    Raises:
        UserError: it cannot make a poll.
    """
    question, *options = [tidy(text) for text in (spec.question, *spec.options)]
    spec = replace(spec, question=question, options=tuple(options))
    if spec.rules.scale and options:
        raise UserError("poll-fixed-options", brand)
    check_texts(brand, question, list(spec.choices))
    if not spec.rules.scale and len(options) not in OPTIONS:
        raise UserError("poll-usage", brand)
    _check_rules(brand, spec)
    return spec


def _check_rules(brand: str, spec: Spec) -> None:
    rules, options = spec.rules, len(spec.options)
    if rules.most is not None and (rules.kind != "multi" or not MOST_AT_LEAST <= rules.most <= options):
        raise UserError("poll-most", brand)
    if rules.adding != "nobody" and rules.anonymous:
        raise UserError("poll-secret-no-adding", brand)
    if rules.adding != "nobody" and rules.scale:
        raise UserError("poll-fixed-options", brand)
    if spec.open_for_s is not None and not SHORTEST_OPEN <= timedelta(seconds=spec.open_for_s) <= LONGEST_OPEN:
        raise UserError("poll-open-for", brand, most=LONGEST_OPEN.days)


def tidy(text: str) -> str:
    """Return a text on one line, without what cannot be stored."""
    return " ".join(storable(text).split())


def check_texts(brand: str, question: str, options: list[str]) -> None:
    """Check what will be read.

    Raises:
        UserError: something cannot be seen, is too long, or stands there twice.
    """
    if not all(map(can_be_seen, (question, *options))):
        raise UserError("poll-usage", brand)
    if len(question) > QUESTION_CHARACTERS:
        raise UserError("poll-question-long", brand, most=QUESTION_CHARACTERS)
    if max(map(len, options), default=0) > OPTION_CHARACTERS:
        raise UserError("poll-option-long", brand, most=OPTION_CHARACTERS)
    if len({alike(each) for each in options}) < len(options):
        raise UserError("poll-option-twice", brand)


def alike(text: str) -> str:
    """Return the form in which two texts that people take for the same are the same."""
    return unicodedata.normalize("NFKC", text).casefold()


def can_be_seen(text: str) -> bool:
    """Tell whether anything of the text would be seen."""
    return any(each.isprintable() for each in text)


def _new_id() -> str:
    return "".join(secrets.choice(ID_LETTERS) for _ in range(ID_LENGTH))


def _line(poll: Poll, chat: Address) -> Line:
    data = {"question": poll.question, "options": poll.options}
    return team_line(poll, chat, "poll", poll.line, poll.created_at, data=data)


def team_line(poll: Poll, chat: Address, kind: str, id: str, at: datetime, **more: Any) -> Line:  # noqa: A002
    """Return a line of what the team did by the bot."""
    return Line(
        id=id, brand=poll.brand, platform=chat.platform, chat=chat.id, person=BOT, team=True, kind=kind, at=at, **more
    )
