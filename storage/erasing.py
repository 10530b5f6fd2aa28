"""Erasing a person: nothing that is kept tells of them any more.

What was counted and posted stays: closed polls' tallies, digests but for the person's words. All other figures are
reckoned from the ledger, or from rollups of it whose days the ledger's own triggers mark, and so are without them from
the next look on.
"""

import hashlib
import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, or_, select, update

from chat.address import Address
from storage import outbox, posted, referrals, rollups, withdrawing
from storage.database import Session, padded, scrub
from storage.dialogs import DIALOGS
from storage.episodes import EPISODES
from storage.inbox import INBOX
from storage.ledger import LEDGER, TEXTS
from storage.links import CODES
from storage.outbox import ERASED, LANES, LETTERS
from storage.passes import PASSES
from storage.people import ACCOUNTS, CHATS
from storage.shares import SHARES
from storage.tables import TABLES
from storage.traces import Needles, Traces, portions
from storage.webchat_erasing import erase as erase_webchat

ERASURES = TABLES["erasures"]
ALERTS = TABLES["alerts"]
SATISFACTIONS = TABLES["satisfactions"]
CORRECTIONS = TABLES["corrections"]
SAVED_ANSWERS = TABLES["saved_answers"]

_COUNTED = "day:"
IS_COUNT = ERASURES.c.digest.like(f"{_COUNTED}%")
"""Rows that tell no more than that one of a brand's people was erased on a day (UTC): they stay."""

KEPT = timedelta(days=7)
"""So long a platform may bring what happened before somebody was erased."""

_IDS: Any = bindparam("ids_", expanding=True)
_TEXTS = delete(TEXTS).where(TEXTS.c.ledger.in_(_IDS))
_LINES = delete(LEDGER).where(LEDGER.c.id.in_(_IDS))
_REFERRED = update(LEDGER).where(LEDGER.c.id == bindparam("id_")).values(data=bindparam("data_"))
_CORRECTIONS = delete(CORRECTIONS).where(
    (CORRECTIONS.c.brand == bindparam("brand_")) & CORRECTIONS.c.line.in_(bindparam("lines_", expanding=True))
)
_ALERTS = select(ALERTS.c.episode, ALERTS.c.platform, ALERTS.c.chat, ALERTS.c.message).where(ALERTS.c.episode.in_(_IDS))
_CARDS = select(EPISODES.c.id, EPISODES.c.brand, EPISODES.c.card).where(EPISODES.c.id.in_(_IDS))
_OWN_WORDS = SAVED_ANSWERS.c.episode.in_(_IDS)
_OF_EPISODES = (
    [update(SAVED_ANSWERS).where(_OWN_WORDS).values(question="", automatic=False, episode=None)]
    + [
        delete(TABLES[name]).where(TABLES[name].c.episode.in_(_IDS))
        for name in ("alerts", "satisfactions", "promises", "replies", "episode_messages")
    ]
    + [delete(EPISODES).where(EPISODES.c.id.in_(_IDS))]
)
_OF_ACCOUNTS = [
    delete(SATISFACTIONS).where(SATISFACTIONS.c.account.in_(_IDS)),
    delete(CODES).where(CODES.c.account.in_(_IDS)),
    delete(PASSES).where(PASSES.c.account.in_(_IDS)),
    delete(SHARES).where(SHARES.c.account.in_(_IDS)),
    delete(ACCOUNTS).where(ACCOUNTS.c.id.in_(_IDS)),
]
_TO_BLANK = select(LETTERS).where(LETTERS.c.id.in_(_IDS))
_BLANK = (
    update(LETTERS)
    .where(LETTERS.c.id.in_(_IDS))
    .values(kind=ERASED, chat="", payload={}, state="sent")
    .values(dict.fromkeys(("thread", "target", "reply_to", "key", "message", "error")))
)
_REDACT = (
    update(LETTERS).where(LETTERS.c.id == bindparam("id_")).values(payload=bindparam("payload_"), key=bindparam("key_"))
)
_LANE = delete(LANES).where((LANES.c.platform == bindparam("platform_")) & (LANES.c.chat == bindparam("chat_")))
_AUDIENCES = select(CHATS.c.platform, CHATS.c.chat).where(CHATS.c.role == "audience")
_ASKED = select(DIALOGS)
_NOT_ASKED = delete(DIALOGS).where(
    (DIALOGS.c.platform == bindparam("platform_"))
    & (DIALOGS.c.chat == bindparam("chat_"))
    & (DIALOGS.c.person == bindparam("person_"))
)
_INBOX = select(INBOX.c.id, INBOX.c.payload, INBOX.c.raw)
_NOT_KEPT = delete(INBOX).where(INBOX.c.id.in_(_IDS))
_NOTE = ERASURES.insert()
_FORGET_NOTE = delete(ERASURES).where(
    ~IS_COUNT & or_(ERASURES.c.at < bindparam("before_"), ERASURES.c.digest.in_(_IDS))
)
_ERASED_AT = select(ERASURES.c.digest, ERASURES.c.at).where(ERASURES.c.digest.in_(_IDS))


@dataclass(frozen=True, slots=True)
class Standing:
    """A message of the bot's, outside of the audience's chats, that tells of who was erased."""

    to: Address
    message: str
    brand: str
    rest: dict[str, Any] | None = None
    """What may go on standing there, as JSON; None: nothing."""


@dataclass(slots=True)
class _Work:
    """What one erasure does."""

    db: Session
    traces: Traces
    standing: dict[tuple[Address, str], Standing] = field(default_factory=dict)


def erase(db: Session, traces: Traces, *, ballot_key: bytes, slot: int, now: datetime) -> list[Standing]:
    """Erase a person.

    Args:
        db: a session in the writer.
        traces: all that there is of them (`traces.survey`), found in this transaction.
        ballot_key: opens the ballots of open anonymous polls.
        slot: the part of the tallies that this process adds to.
        now: aware UTC.

    Returns:
        What still stands in chats and has to be put right there.
    """
    work = _Work(db, traces)
    brands = sorted({each.brand for each in traces.accounts})
    withdrawing.withdraw(db, ballot_key, brands, traces.ids, slot, now)
    withdrawing.disown(db, [f"{platform}:{person}" for platform, person in traces.people])
    _letters(work)
    _episodes(work)
    _lines(work)
    _dialogs(work)
    _inbox(work)
    referrals.forget(db, traces.ids, traces.people)
    erase_webchat(db, traces)
    for letter, rest in posted.erase(db, traces):
        _stands(work, Address(letter.platform, letter.chat), letter.message, letter.brand, rest)
    for statement in _OF_ACCOUNTS:
        db.execute(statement, {"ids_": traces.ids})
    _note(db, ballot_key, traces.people, now)
    _count(db, brands, now)
    rollups.forget(db, traces.people)
    scrub(db)
    return list(work.standing.values())


def blank(db: Session, letters: Iterable[int]) -> None:
    """Leave of letters nothing but their ids, which are not given to others."""
    for portion in portions(letters):
        db.execute(_BLANK, {"ids_": portion})
    scrub(db)


def drop(db: Session, letter: int) -> None:
    """Leave nothing of a letter that posted nothing."""
    outbox.drop(db, letter)
    scrub(db)


def forget_lane(db: Session, to: Address) -> None:
    """Forget that a chat was ever written to."""
    db.execute(_LANE, {"platform_": to.platform, "chat_": to.id})


def bygone(
    db: Session, ballot_key: bytes, happened: Iterable[tuple[str, str, datetime]]
) -> set[tuple[str, str, datetime]]:
    """Return what of (platform, person, when) happened before its person was erased."""
    given = list(happened)
    digests = {_digest(ballot_key, platform, person) for platform, person, _ in given}
    erased = {row.digest: row.at for row in db.execute(_ERASED_AT, {"ids_": padded(sorted(digests))})} if given else {}
    return {
        (platform, person, at)
        for platform, person, at in given
        if (until := erased.get(_digest(ballot_key, platform, person))) and at <= until
    }


def forget(db: Session, now: datetime) -> None:
    """Forget erasures of so long ago that nothing from before them can come any more."""
    db.execute(_FORGET_NOTE, {"before_": now - KEPT, "ids_": []})


def _note(db: Session, ballot_key: bytes, people: list[tuple[str, str]], now: datetime) -> None:
    digests = [_digest(ballot_key, platform, person) for platform, person in people]
    db.execute(_FORGET_NOTE, {"before_": now - KEPT, "ids_": digests})
    db.execute(_NOTE, [{"digest": each, "at": now} for each in digests])


def _count(db: Session, brands: Iterable[str], now: datetime) -> None:
    """Keep that figures of before may be others now, and nothing of whose they were."""
    day = now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    for brand in brands:
        db.execute(_NOTE, {"digest": f"{counted_of(brand)}{secrets.token_hex(16)}", "at": day})


def counted_of(brand: str) -> str:
    """Return what the rows that count a brand's erasures begin with."""
    return f"{_COUNTED}{brand}:"


def _digest(ballot_key: bytes, platform: str, person: str) -> str:
    """Return what stands for somebody; an id alone could be found again by trying all of them."""
    key = hashlib.sha256(b"erasures:" + ballot_key).digest()
    return hmac.digest(key, f"{platform}:{person}".encode(), "sha256").hex()


def _letters(work: _Work) -> None:
    """Blank the letters to a person and about their questions, and take them out of all others."""
    audiences = {(row.platform, row.chat) for row in work.db.execute(_AUDIENCES)}
    untouched = audiences | work.traces.private
    for portion in portions(work.traces.theirs):
        for row in work.db.execute(_TO_BLANK, {"ids_": portion}):
            if (row.platform, row.chat) not in untouched:
                _stands(work, Address(row.platform, row.chat), row.message, row.brand)
    blank(work.db, work.traces.theirs)
    for platform, chat in sorted(work.traces.private):
        forget_lane(work.db, Address(platform, chat))
    for portion in portions(work.traces.naming):
        for row in work.db.execute(_TO_BLANK, {"ids_": portion}).all():
            _redact(work, row, untouched)


def _redact(work: _Work, row: Any, untouched: set[tuple[str, str]]) -> None:  # noqa: ANN401  # a row of LETTERS
    needles = work.traces.needles
    payload = needles.redacted(row.payload)
    named = not needles.ids.isdisjoint((row.key or "").split(":"))
    work.db.execute(_REDACT, {"id_": row.id, "payload_": payload, "key_": None if named else row.key})
    if row.kind == "note" and payload != row.payload and (row.platform, row.chat) not in untouched:
        message = row.target if row.action == "edit" else row.message
        _stands(work, Address(row.platform, row.chat), message, row.brand, payload.get("message"))


def _stands(work: _Work, to: Address, message: str | None, brand: str, rest: dict[str, Any] | None = None) -> None:
    if message is not None:
        work.standing[to, message] = Standing(to, message, brand, rest)


def _episodes(work: _Work) -> None:
    db = work.db
    brands: dict[int, str] = {}
    for portion in portions(work.traces.episodes):
        brands |= {row.id: row.brand for row in db.execute(_CARDS, {"ids_": portion})}
        for row in db.execute(_ALERTS, {"ids_": portion}):
            _stands(work, Address(row.platform, row.chat), row.message, brands.get(row.episode, ""))
        for statement in _OF_EPISODES:
            db.execute(statement, {"ids_": portion})


def _lines(work: _Work) -> None:
    db, traces = work.db, work.traces
    for portion in portions(traces.lines):
        db.execute(_TEXTS, {"ids_": portion})
        db.execute(_LINES, {"ids_": portion})
    own: dict[str, list[str]] = {}
    for brand, line in traces.lines.values():
        own.setdefault(brand, []).append(line)
    for brand, lines in own.items():
        for portion in portions(lines):
            db.execute(_CORRECTIONS, {"brand_": brand, "lines_": portion})
    if traces.referred:
        db.execute(_REFERRED, [{"id_": id_, "data_": data} for id_, data in sorted(traces.referred.items())])


def _dialogs(work: _Work) -> None:
    """Ask them nothing any more, nor anybody else about their questions."""
    people, traces = set(work.traces.people), work.traces
    for row in work.db.execute(_ASKED).all():
        theirs = (row.platform, row.person) in people or traces.needles.redacted(row.state) != row.state
        if theirs or row.state.get("episode") in traces.episodes:
            this = {"platform_": row.platform, "chat_": row.chat, "person_": row.person}
            work.db.execute(_NOT_ASKED, this)


def _inbox(work: _Work) -> None:
    """Drop events that wait, or were never understood, where they are theirs or name them."""
    needles = work.traces.needles
    gone = [row.id for row in work.db.execute(_INBOX) if _names(row.payload, row.raw, needles)]
    for portion in portions(gone):
        work.db.execute(_NOT_KEPT, {"ids_": portion})


def _names(payload: Any, raw: bytes | None, needles: Needles) -> bool:  # noqa: ANN401  # JSON
    if raw is not None:
        text = bytes(raw).decode(errors="replace")
        return needles.redacted(text) != text or any(f'"{id_}"' in text or f":{id_}," in text for id_ in needles.ids)
    return bool(needles.redacted(payload) != payload)
