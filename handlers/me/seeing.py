"""What a person sees of themselves: their votes, their questions, and what is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.address import CUSTOMER
from chat.brands import Brand
from chat.events import Event, Press
from chat.i18n import Words
from chat.messages import Message, shortened
from chat.ports import Outcome
from handlers.me.common import own_accounts, own_scene, own_words
from handlers.routing import Context, Reading, Router
from storage import asked, personal, replies
from storage.episodes import ANSWERED, RESOLVED, WAITING
from storage.people import Account

router = Router()

MOST = 10
"""So many votes or questions are shown; the export has all."""
QUOTE = 120
COUNTED = (
    "message",
    "reaction",
    "vote",
    "question",
    "score",
    "share",
    "purchase",
    "reasons",
    "additions",
    "wishes",
    "notes",
    "told",
    "brought",
)
"""What is named when it is counted; all other lines are counted together."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as its author sees it."""

    brand: str
    text: str | None
    """None where it is too old to be kept."""
    state: str
    at: datetime
    """When it came to this state."""
    by: str
    """Who answered."""
    promises: list[tuple[str, datetime]]


@dataclass(frozen=True, slots=True)
class Data:
    """What is kept of a person, in numbers."""

    accounts: list[Account]
    counts: dict[str, int]
    since: datetime | None


def find_votes(read: Reading, event: Event) -> list[dict[str, Any]]:
    """Find what somebody voted for lately."""
    accounts = own_accounts(read, event)
    return personal.votes(read.db, accounts, MOST) if accounts else []


def find_questions(read: Reading, event: Event) -> list[Question]:
    """Find what somebody asked lately, and what became of it."""
    accounts = own_accounts(read, event)
    return [_question(read, row) for row in personal.questions(read.db, accounts, MOST)] if accounts else []


def find_data(read: Reading, event: Event) -> Data:
    """Count what is kept of somebody."""
    accounts = own_accounts(read, event)
    if not accounts:
        return Data([], {}, None)
    return Data(accounts, personal.counts(read.db, accounts), personal.since(read.db, accounts))


@router.on(Press, "me-votes", prepare=find_votes)
def tell_votes(ctx: Context, event: Event, found: list[dict[str, Any]]) -> Outcome:
    """Show a person's votes; of an anonymous poll only that they took part."""
    scene = own_scene(ctx, event)
    say = own_words(ctx, event, scene)
    lines = [_vote(say, each) for each in found] or [say("me-votes-none")]
    return ctx.answer(event, scene.brand, Message(title=say("me-votes-button"), text="\n".join(lines)))


@router.on(Press, "me-questions", prepare=find_questions)
def tell_questions(ctx: Context, event: Event, found: list[Question]) -> Outcome:
    """Show what a person asked and what became of it; what the team does among itself is not theirs to see."""
    scene = own_scene(ctx, event)
    say = own_words(ctx, event, scene)
    known = [each for each in found if each.brand in ctx.brands]
    parts = ["\n".join(_told(say, ctx.brands[each.brand], each)) for each in known] or [say("me-questions-none")]
    return ctx.answer(event, scene.brand, Message(title=say("me-questions-button"), text="\n\n".join(parts)))


@router.on(Press, "me-data", prepare=find_data)
def tell_data(ctx: Context, event: Event, found: Data) -> Outcome:
    """Say in plain words what is kept of a person, where, and for how long."""
    scene = own_scene(ctx, event)
    say = own_words(ctx, event, scene)
    accounts = found.accounts or [scene.account]
    who = [_account(say, ctx.brands[each.brand], each) for each in accounts]
    since = [say("me-data-since", date=_day(say, ctx.brands[scene.brand], found.since))] if found.since else []
    kept = [_kept(say, ctx.brands[each]) for each in sorted({each.brand for each in accounts})]
    parts = ["\n".join([*who, *since]), "\n".join(_counts(say, found.counts)), "\n".join(kept)]
    text = "\n\n".join(part for part in parts if part)
    return ctx.answer(event, scene.brand, Message(title=say("me-data-button"), text=text))


def _vote(say: Words, vote: dict[str, Any]) -> str:
    question = shortened(vote["question"], QUOTE)
    if vote["options"] is None:
        return say("me-vote-secret", question=question)
    mark = " › " if vote["kind"] == "ranked" else ", "
    return say("me-vote", question=question, chosen=shortened(mark.join(vote["options"]), QUOTE))


def _question(read: Reading, episode: Any) -> Question:  # noqa: ANN401  # a row of the table
    said = asked.messages(read.db, episode.id)
    text = next((each.text for each in said if each.query), said[0].text if said else None)
    human = [each for each in replies.of_episode(read.db, episode.id) if each.state == replies.SENT and each.author]
    at = {WAITING: episode.opened_at, ANSWERED: episode.answered_at}.get(episode.state, episode.closed_at)
    return Question(
        brand=episode.brand,
        text=text,
        state=episode.state,
        at=at or episode.opened_at,
        by=human[-1].name if human else "",
        promises=personal.promises(read.db, episode.id) if episode.state == WAITING else [],
    )


def _told(say: Words, brand: Brand, question: Question) -> Iterator[str]:
    yield f"“{shortened(question.text, QUOTE)}”" if question.text else say("query-text-gone")
    time = say.moment(question.at.astimezone(brand.zone))
    if question.state == ANSWERED:
        yield say("me-question-answered", time=time, name=question.by or brand.name)
    elif question.state == WAITING:
        yield say("me-question-waiting", time=time, brand=brand.name)
    elif question.state == RESOLVED:
        yield say("me-question-closed", time=time)
    else:
        yield say(f"me-question-{question.state}")
    for text, until in question.promises:
        yield say("me-question-promise", date=_day(say, brand, until), text=shortened(text, QUOTE) or "…")


def _account(say: Words, brand: Brand, account: Account) -> str:
    if account.person.startswith(CUSTOMER):
        return say("orders-account", brand=brand.name)
    here = {"brand": brand.name, "platform": account.platform.capitalize()}
    known = say("me-data-account", **here, name=account.name or account.person)
    return known + (" " + say("me-data-speaks", language=_language(say, account)) if _language(say, account) else "")


def _language(say: Words, account: Account) -> str:
    language = (account.speaks or account.language or "").partition("-")[0]
    return say(f"language-{language}") if language in {"en", "es", "pt", "de"} else language


def _counts(say: Words, counts: dict[str, int]) -> Iterator[str]:
    for kind in COUNTED:
        if counts.get(kind):
            yield "· " + say(f"me-count-{kind}", count=counts[kind])
    if others := sum(number for kind, number in counts.items() if kind not in COUNTED):
        yield "· " + say("me-count-other", count=others)


def _kept(say: Words, brand: Brand) -> str:
    if brand.retention_days is None:
        return say("me-data-kept", brand=brand.name)
    return say("me-data-kept-days", brand=brand.name, days=brand.retention_days)


def _day(say: Words, brand: Brand, moment: datetime) -> str:
    return say.day(moment.astimezone(brand.zone).date())
