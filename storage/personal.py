"""All that is kept of a person, as they get it: for their own eyes, and as one JSON file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, or_, select, tuple_

from chat.lines import Line, dump
from storage import referrals
from storage.database import Session
from storage.dialogs import DIALOGS
from storage.episodes import EPISODES, MESSAGES, TOLD
from storage.inbox import INBOX
from storage.ledger import LEDGER, TEXTS
from storage.links import CODES
from storage.outbox import LETTERS
from storage.people import Account
from storage.polls import POLLS
from storage.shares import SHARES
from storage.tables import TABLES
from storage.traces import portions

VOTES = TABLES["votes"]
PARTICIPATIONS = TABLES["participations"]
REASONS = TABLES["reasons"]
ADDITIONS = TABLES["additions"]
WISHES = TABLES["wishes"]
NOTES = TABLES["made_notes"]
REPLIES = TABLES["replies"]
PROMISES = TABLES["promises"]
SATISFACTIONS = TABLES["satisfactions"]
CORRECTIONS = TABLES["corrections"]
WEBCHAT = TABLES["webchat_messages"]

LATEST_POLLS = 50
"""So many of a brand's polls are looked through for somebody's votes, the newest first."""

_PEOPLE: Any = bindparam("people_", expanding=True)
_ACCOUNTS: Any = bindparam("accounts_", expanding=True)
_LINES = (
    select(LEDGER).where(tuple_(LEDGER.c.platform, LEDGER.c.person).in_(_PEOPLE)).order_by(LEDGER.c.at, LEDGER.c.id)
)
_KINDS = (
    select(LEDGER.c.kind, func.count(), func.min(LEDGER.c.at))
    .where(tuple_(LEDGER.c.platform, LEDGER.c.person).in_(_PEOPLE))
    .group_by(LEDGER.c.kind)
)
_VERSIONS = (
    select(TEXTS.c.ledger, TEXTS.c.version, TEXTS.c.text, TEXTS.c.at)
    .where(TEXTS.c.ledger.in_(bindparam("ids_", expanding=True)))
    .order_by(TEXTS.c.ledger, TEXTS.c.version)
)
_LATEST = (
    select(POLLS.c.id)
    .where(POLLS.c.brand.in_(bindparam("brands_", expanding=True)) & POLLS.c.deleted_at.is_(None))
    .order_by(POLLS.c.created_at.desc(), POLLS.c.id)
    .limit(bindparam("limit_"))
)
_OF_POLL = (POLLS.c.brand, POLLS.c.id.label("poll"), POLLS.c.question, POLLS.c.options.label("all"))
_VOTES = (
    select(*_OF_POLL, POLLS.c.rules, POLLS.c.closed_at, VOTES.c.options, VOTES.c.at, VOTES.c.chat)
    .join(VOTES, VOTES.c.poll == POLLS.c.id)
    .where(VOTES.c.account.in_(_ACCOUNTS))
    .order_by(VOTES.c.at.desc(), POLLS.c.id)
)
_TOOK_PART = (
    select(*_OF_POLL, POLLS.c.closed_at, POLLS.c.created_at, PARTICIPATIONS.c.chat)
    .join(PARTICIPATIONS, PARTICIPATIONS.c.poll == POLLS.c.id)
    .where(PARTICIPATIONS.c.account.in_(_ACCOUNTS))
    .order_by(POLLS.c.created_at.desc(), POLLS.c.id)
)
_IN = POLLS.c.id.in_(bindparam("polls_", expanding=True))
_QUESTIONS = (
    select(EPISODES)
    .where(EPISODES.c.account.in_(_ACCOUNTS))
    .order_by(EPISODES.c.opened_at.desc(), EPISODES.c.id.desc())
)
_SHOWN_QUESTIONS = _QUESTIONS.where(EPISODES.c.state != TOLD).limit(bindparam("limit_"))
_OF_EPISODE: Any = bindparam("episode_")
_ASKED = select(MESSAGES).where(MESSAGES.c.episode == _OF_EPISODE).order_by(MESSAGES.c.at, MESSAGES.c.line)
_ANSWERS = (
    select(REPLIES).where((REPLIES.c.episode == _OF_EPISODE) & (REPLIES.c.state != "draft")).order_by(REPLIES.c.id)
)
_PROMISES = select(PROMISES).where(PROMISES.c.episode == _OF_EPISODE).order_by(PROMISES.c.id)
_SCORES = select(SATISFACTIONS).where(SATISFACTIONS.c.account.in_(_ACCOUNTS)).order_by(SATISFACTIONS.c.asked_at)
_CORRECTED = select(CORRECTIONS).where(
    (CORRECTIONS.c.brand == bindparam("brand_")) & CORRECTIONS.c.line.in_(bindparam("lines_", expanding=True))
)
_BY_POLL: Mapping[str, Any] = {
    "reasons": select(POLLS.c.brand, POLLS.c.question, REASONS)
    .join(REASONS, REASONS.c.poll == POLLS.c.id).where(REASONS.c.account.in_(_ACCOUNTS)).order_by(REASONS.c.id),
    "additions": select(POLLS.c.brand, POLLS.c.question, POLLS.c.options, ADDITIONS)
    .join(ADDITIONS, ADDITIONS.c.poll == POLLS.c.id).where(ADDITIONS.c.account.in_(_ACCOUNTS))
    .order_by(ADDITIONS.c.poll, ADDITIONS.c.option),
    "wishes": select(POLLS.c.brand, POLLS.c.question, WISHES)
    .join(WISHES, WISHES.c.poll == POLLS.c.id).where(WISHES.c.account.in_(_ACCOUNTS)).order_by(WISHES.c.poll),
    "notes": select(POLLS.c.brand, POLLS.c.question, POLLS.c.options, NOTES)
    .join(NOTES, NOTES.c.poll == POLLS.c.id).where(NOTES.c.account.in_(_ACCOUNTS)).order_by(NOTES.c.made_at),
}  # fmt: skip
_SHARES = select(SHARES).where(SHARES.c.account.in_(_ACCOUNTS)).order_by(SHARES.c.day, SHARES.c.code)
_CODES = select(CODES.c.until).where(CODES.c.account.in_(_ACCOUNTS))
_DIALOGS = select(DIALOGS).where(tuple_(DIALOGS.c.platform, DIALOGS.c.person).in_(_PEOPLE))
_LETTERS = select(LETTERS).where(tuple_(LETTERS.c.platform, LETTERS.c.chat).in_(_PEOPLE)).order_by(LETTERS.c.id)
_INBOX = select(INBOX.c.payload, INBOX.c.created_at).where(INBOX.c.payload.is_not(None))
_OWN: Any = bindparam("own_", expanding=True)
_WEBCHAT = select(
    WEBCHAT.c.chat, WEBCHAT.c.person, WEBCHAT.c.name, WEBCHAT.c.content, WEBCHAT.c.document_name, WEBCHAT.c.at
).where(or_(WEBCHAT.c.person.in_(_OWN), WEBCHAT.c.chat.in_(_OWN)))


def votes(db: Session, accounts: list[Account], limit: int) -> list[dict[str, Any]]:
    """Return what a person voted for lately, and in which anonymous polls they took part, the newest first.

    `options` are the texts of what they chose; None where nobody knows.
    """
    latest = list(db.execute(_LATEST, {"brands_": _brands(accounts), "limit_": LATEST_POLLS}).scalars())
    asked = {"accounts_": _ids(accounts), "polls_": latest}
    chose = [_vote(row) for row in db.execute(_VOTES.where(_IN), asked) if row.options]
    took_part = [_part(row) for row in db.execute(_TOOK_PART.where(_IN), asked)]
    place = {poll: number for number, poll in enumerate(latest)}
    return sorted([*chose, *took_part], key=lambda each: place[each["poll"]])[:limit]


def questions(db: Session, accounts: list[Account], limit: int) -> list[Any]:
    """Return the rows of a person's episodes in which something is asked, the newest first."""
    return list(db.execute(_SHOWN_QUESTIONS, {"accounts_": _ids(accounts), "limit_": limit}))


def promises(db: Session, episode: int) -> list[tuple[str, datetime]]:
    """Return (text, until when) of what is promised about a question and still open."""
    return [(row.text, row.due_at) for row in db.execute(_PROMISES, {"episode_": episode}) if row.state == "open"]


def counts(db: Session, accounts: list[Account]) -> dict[str, int]:
    """Return how much of each kind is kept of a person: lines by their kind, questions, scores and more."""
    found = {kind: number for kind, number, _since in db.execute(_KINDS, {"people_": _people(accounts)})}
    asked = {"accounts_": _ids(accounts)}
    found["question"] = len(db.execute(_QUESTIONS, asked).all())
    found["score"] = sum(row.score is not None for row in db.execute(_SCORES, asked))
    told = referrals.export(db, _ids(accounts), _people(accounts))
    found["told"] = sum(each["referrer_person"] is not None for each in told["referrals"])
    found["brought"] = len(told["brought"])
    for name, statement in _BY_POLL.items():
        found[name] = len(db.execute(statement, asked).all())
    return found


def since(db: Session, accounts: list[Account]) -> datetime | None:
    """Return when the first line of a person was written."""
    moments = [moment for _kind, _number, moment in db.execute(_KINDS, {"people_": _people(accounts)})]
    return min(moments, default=None)


def everything(db: Session, accounts: list[Account], now: datetime) -> dict[str, Any]:
    """Return all that is kept of a person as JSON: `docs/privacy.md` says what is in it."""
    asked = {"accounts_": _ids(accounts)}
    lines = list(_lines(db, accounts))
    file = {
        "made_at": now,
        "accounts": [asdict(each) for each in accounts],
        "chats": sorted({(line["brand"], line["platform"], line["chat"]) for line in lines}),
        "lines": lines,
        "votes": [_vote(row) for row in db.execute(_VOTES, asked)],
        "participations": [_part(row) for row in db.execute(_TOOK_PART, asked)],
        **{name: [dict(row) for row in db.execute(each, asked).mappings()] for name, each in _BY_POLL.items()},
        "questions": [_question(db, dict(row)) for row in db.execute(_QUESTIONS, asked).mappings()],
        "satisfactions": [dict(row) for row in db.execute(_SCORES, asked).mappings()],
        "corrections": list(_corrections(db, lines)),
        "shares": [dict(row) for row in db.execute(_SHARES, asked).mappings()],
        **referrals.export(db, _ids(accounts), _people(accounts)),
        "link_codes": [{"until": until} for until in db.execute(_CODES, asked).scalars()],
    }
    return file | _elsewhere(db, accounts)


def _elsewhere(db: Session, accounts: list[Account]) -> dict[str, Any]:
    """Return what is on its way, and what stands in the playground."""
    people = _people(accounts)
    own = [person for platform, person in people if platform == "webchat"]
    waiting = [(row.payload, row.created_at) for row in db.execute(_INBOX)]
    letters = db.execute(_LETTERS, {"people_": people}).mappings()
    said = ("platform", "chat", "kind", "brand", "payload", "state", "created_at", "called_at")
    return {
        "dialogs": [dict(row) for row in db.execute(_DIALOGS, {"people_": people}).mappings()],
        "letters": [{name: row[name] for name in said} for row in letters],
        "inbox": [
            {"event": payload, "kept_at": at}
            for payload, at in waiting
            if (payload.get("platform"), payload.get("person")) in set(people)
        ],
        "webchat": [dict(row) for row in db.execute(_WEBCHAT, {"own_": own}).mappings()] if own else [],
    }


def _lines(db: Session, accounts: list[Account]) -> Iterator[dict[str, Any]]:
    """Give a person's lines as the interchange format has them; messages with all their versions."""
    rows = db.execute(_LINES, {"people_": _people(accounts)}).all()
    versions: dict[int, list[dict[str, Any]]] = {}
    for portion in portions(row.id for row in rows):
        for ledger, version, text, at in db.execute(_VERSIONS, {"ids_": portion}):
            versions.setdefault(ledger, []).append({"version": version, "text": text, "at": at})
    for row in rows:
        known = {
            name: getattr(row, name) for name in ("brand", "platform", "chat", "person", "team", "kind", "at", "ref")
        }
        texts = versions.get(row.id, [])
        more = {"text": texts[-1]["text"]} if texts else {}
        line = dump(Line(id=row.line, data={**(row.data or {}), **more}, **known))
        yield line | ({"heard": row.heard} if row.heard else {}) | ({"versions": texts} if texts else {})


def _question(db: Session, episode: dict[str, Any]) -> dict[str, Any]:
    asked = {"episode_": episode["id"]}
    hidden = ("claimant", "snoozed_until", "alarm", "revision", "shown", "card")  # the team's own bookkeeping
    shown = {name: value for name, value in episode.items() if name not in hidden}
    return shown | {
        "messages": [dict(row) for row in db.execute(_ASKED, asked).mappings()],
        "replies": [dict(row) for row in db.execute(_ANSWERS, asked).mappings()],
        "promises": [dict(row) for row in db.execute(_PROMISES, asked).mappings()],
    }


def _corrections(db: Session, lines: Iterable[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    own: dict[str, list[str]] = {}
    for line in lines:
        own.setdefault(line["brand"], []).append(line["id"])
    for brand, ids in own.items():
        for portion in portions(ids):
            yield from map(dict, db.execute(_CORRECTED, {"brand_": brand, "lines_": portion}).mappings())


def _vote(row: Any) -> dict[str, Any]:  # noqa: ANN401  # a row of _VOTES
    chosen = [row.all[option] for option in row.options]
    told = {"brand": row.brand, "poll": row.poll, "question": row.question, "options": chosen}
    return told | {"closed_at": row.closed_at, "at": row.at, "chat": row.chat, "kind": row.rules.get("kind", "single")}


def _part(row: Any) -> dict[str, Any]:  # noqa: ANN401  # a row of _TOOK_PART
    told = {"brand": row.brand, "poll": row.poll, "question": row.question, "options": None}
    return told | {"closed_at": row.closed_at, "chat": row.chat}


def _ids(accounts: list[Account]) -> list[int]:
    return [each.id for each in accounts]


def _brands(accounts: list[Account]) -> list[str]:
    return sorted({each.brand for each in accounts})


def _people(accounts: list[Account]) -> list[tuple[str, str]]:
    return sorted({(each.platform, each.person) for each in accounts})
