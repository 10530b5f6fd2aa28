"""What a person has left behind, wherever it is: looked for before they are erased, outside of any transaction.

Ledger and outbox have no index by person: every event would pay for what is asked for seldom. So they are read whole,
once, by a reader; in the transaction that erases, only what is newer than that is looked through.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import bindparam, select, tuple_

from storage.database import Session
from storage.episodes import EPISODES
from storage.ledger import LEDGER, TEXTS
from storage.outbox import LETTERS
from storage.people import CHATS, Account
from storage.polls import POLLS
from storage.reasons import REASONS
from storage.replies import REPLIES
from storage.tables import TABLES

ADDITIONS = TABLES["additions"]

STILL_UNDER_WAY = 1_000
"""On PostgreSQL a row of a smaller id may become visible later, as long as its transaction runs."""
PORTION = 500
TELLING = 8
"""A text of fewer characters tells nothing of whoever wrote it."""
QUOTED = 40
"""By so many of its first characters a longer text is known."""

_OF_PEOPLE = tuple_(LEDGER.c.platform, LEDGER.c.person).in_(bindparam("people_", expanding=True))
_ROW = (LEDGER.c.id, LEDGER.c.brand, LEDGER.c.line, LEDGER.c.platform, LEDGER.c.chat)
_OWN = select(*_ROW).where(_OF_PEOPLE & (LEDGER.c.id > bindparam("after_"))).order_by(LEDGER.c.id)
_ABOUT = select(LEDGER.c.id, LEDGER.c.platform, LEDGER.c.data).where(
    LEDGER.c.kind.in_(("join", "link")) & (LEDGER.c.id > bindparam("after_"))
)
_ON = select(LEDGER.c.id).where(
    (LEDGER.c.brand == bindparam("brand_"))
    & LEDGER.c.kind.in_(("answer", "resolve", "delete", "click"))
    & LEDGER.c.ref.in_(bindparam("refs_", expanding=True))
)
_SHARED = select(LEDGER.c.id).where(
    (LEDGER.c.platform == bindparam("platform_")) & (LEDGER.c.chat == bindparam("chat_"))
    & ~_OF_PEOPLE & ~LEDGER.c.team
).limit(1)  # fmt: skip
_LAST_LINE = select(LEDGER.c.id).order_by(LEDGER.c.id.desc()).limit(1)
_CHATS = select(CHATS.c.platform, CHATS.c.chat)
_TEXTS = select(TEXTS.c.text).where(TEXTS.c.ledger.in_(bindparam("ids_", expanding=True)))
_ACCOUNTS: Any = bindparam("accounts_", expanding=True)
_REASONS = select(REASONS.c.text).where(REASONS.c.account.in_(_ACCOUNTS))
_UNSEEN = (
    select(POLLS.c.options, ADDITIONS.c.option)
    .join(ADDITIONS, ADDITIONS.c.poll == POLLS.c.id)
    .where(ADDITIONS.c.account.in_(_ACCOUNTS) & ADDITIONS.c.pending)
)
_EPISODES = select(EPISODES.c.id, EPISODES.c.platform, EPISODES.c.chat, EPISODES.c.reply_chat).where(
    EPISODES.c.account.in_(_ACCOUNTS)
)
_REPLIES = select(REPLIES.c.id).where(REPLIES.c.episode.in_(bindparam("episodes_", expanding=True)))
_LETTERS = select(LETTERS).where(LETTERS.c.id > bindparam("after_")).order_by(LETTERS.c.id)


@dataclass(frozen=True, slots=True)
class Needles:
    """By what a text is known to be about a person."""

    ids: frozenset[str]
    names: re.Pattern[str] | None
    words: Mapping[str, Sequence[str]]
    """The beginnings of what they wrote, by their first characters."""

    @classmethod
    def of(cls, accounts: Iterable[Account], texts: Iterable[str]) -> "Needles":
        """Return the needles for a person's accounts and what they wrote."""
        known = list(accounts)
        names = sorted({each.name for each in known if len(each.name) > 1}, key=len, reverse=True)
        names += [each.person for each in known if len(each.person) >= TELLING]
        pattern = "|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in names)
        words: dict[str, list[str]] = {}
        said = {" ".join(text.split())[:QUOTED] for text in texts}
        for text in said:
            if len(text) < TELLING:
                continue
            words.setdefault(text[:TELLING], []).append(text)
        return cls(frozenset(each.person for each in known), re.compile(pattern) if names else None, words)

    def quoted_in(self, text: str) -> bool:
        """Tell whether a text repeats what they wrote, on however many lines."""
        line = " ".join(text.split())
        return any(
            line.startswith(said, at)
            for at in range(len(line) - TELLING + 1)
            for said in self.words.get(line[at : at + TELLING], ())
        )

    def redacted(self, value: Any) -> Any:  # noqa: ANN401  # JSON
        """Return a JSON value without the person: names are left out, and whatever repeats their words."""
        if isinstance(value, Mapping):
            return {key: self.redacted(each) for key, each in value.items()}
        if isinstance(value, list):
            return [self.redacted(each) for each in value]
        return self._plain(value) if isinstance(value, str) else value

    def _plain(self, text: str) -> str:
        if text in self.ids or self.quoted_in(text):
            return "…"
        return self.names.sub("…", text) if self.names else text


@dataclass(slots=True)
class Traces:
    """What was found of a person."""

    accounts: list[Account]
    needles: Needles
    private: set[tuple[str, str]] = field(default_factory=set)
    """(platform, chat) of the chats between them and the bot."""
    lines: dict[int, tuple[str, str]] = field(default_factory=dict)
    """Their lines, and those that are only about theirs: (brand, line) by id."""
    referred: dict[int, dict[str, Any]] = field(default_factory=dict)
    """What the lines of those whom they brought tell without them, by id."""
    episodes: set[int] = field(default_factory=set)
    replies: set[int] = field(default_factory=set)
    theirs: dict[int, Any] = field(default_factory=dict)
    """Letters to them, or about their questions, by id."""
    naming: dict[int, Any] = field(default_factory=dict)
    """Other letters that name or quote them, by id."""
    last_line: int = 0
    last_letter: int = 0

    @property
    def ids(self) -> list[int]:
        """Return the ids of their accounts."""
        return [each.id for each in self.accounts]

    @property
    def people(self) -> list[tuple[str, str]]:
        """Return (platform, person) of each of their accounts."""
        return sorted({(each.platform, each.person) for each in self.accounts})


def survey(db: Session, accounts: list[Account], before: Traces | None = None) -> Traces:
    """Look for all that is kept of a person.

    Args:
        db: the session.
        accounts: all their accounts (`links.whole`).
        before: what was found a moment ago; only what is newer is looked through.
    """
    found = Traces(accounts, before.needles if before else Needles.of(accounts, ()))
    if before is not None:
        found.lines, found.referred = dict(before.lines), dict(before.referred)
        found.theirs, found.naming = dict(before.theirs), dict(before.naming)
        found.private = set(before.private)
    _lines(db, found, max(0, before.last_line - STILL_UNDER_WAY) if before else 0)
    _episodes(db, found)
    found.needles = Needles.of(accounts, _texts(db, found))
    _letters(db, found, max(0, before.last_letter - STILL_UNDER_WAY) if before else 0)
    return found


def portions(ids: Iterable[Any]) -> Iterator[list[Any]]:
    """Cut what an `IN` asks for into portions that every database takes."""
    rest = list(ids)
    yield from (rest[start : start + PORTION] for start in range(0, len(rest), PORTION))


def _lines(db: Session, found: Traces, after: int) -> None:
    found.last_line = db.execute(_LAST_LINE).scalar() or 0
    asked = {"people_": found.people, "after_": after}
    chats = set()
    for id_, brand, line, platform, chat in db.execute(_OWN, asked):
        found.lines[id_] = brand, line
        chats.add((platform, chat))
    found.private |= set(found.people)
    _note_private(db, found, chats)
    own: dict[str, list[str]] = {}
    for brand, line in found.lines.values():
        own.setdefault(brand, []).append(line)
    for brand, refs in own.items():
        for portion in portions(refs):
            on = db.execute(_ON, {"brand_": brand, "refs_": portion}).scalars()
            found.lines |= dict.fromkeys(on, (brand, ""))
    _note_mentions(db, found, after)


def _note_private(db: Session, found: Traces, chats: set[tuple[str, str]]) -> None:
    """Note which of the chats that they were heard in are theirs alone."""
    configured = {(platform, chat) for platform, chat in db.execute(_CHATS)}
    for platform, chat in chats - configured - found.private:
        shared = {"platform_": platform, "chat_": chat, "people_": found.people}
        if db.execute(_SHARED, shared).first() is None:
            found.private.add((platform, chat))


def _note_mentions(db: Session, found: Traces, after: int) -> None:
    """Note the lines of others that name them: of whom they brought, and of accounts that were linked with theirs."""
    people = set(found.people)
    for id_, platform, data in db.execute(_ABOUT, {"after_": after}):
        to = (data or {}).get("to") or {}
        if (platform, (data or {}).get("referrer")) in people:
            found.referred[id_] = {**data, "referrer": None}
        elif (to.get("platform"), to.get("person")) in people:
            found.lines.setdefault(id_, ("", ""))


def _episodes(db: Session, found: Traces) -> None:
    for id_, platform, *_chats in db.execute(_EPISODES, {"accounts_": found.ids}):
        found.episodes.add(id_)
        chats = {(platform, chat) for chat in _chats if chat}
        _note_private(db, found, chats)
    for portion in portions(found.episodes):
        found.replies |= set(db.execute(_REPLIES, {"episodes_": portion}).scalars())


def _texts(db: Session, found: Traces) -> Iterator[str]:
    """Give all that they wrote and that goes with them: what the team let others see of it is an option like others."""
    theirs = {"accounts_": found.ids}
    yield from db.execute(_REASONS, theirs).scalars()
    yield from (options[place] for options, place in db.execute(_UNSEEN, theirs))
    for portion in portions(found.lines):
        yield from db.execute(_TEXTS, {"ids_": portion}).scalars()


def _letters(db: Session, found: Traces, after: int) -> None:
    for row in db.execute(_LETTERS, {"after_": after}).yield_per(PORTION):
        found.last_letter = row.id
        if (row.platform, row.chat) in found.private or _is_about(row.payload, found):
            found.theirs[row.id] = row
        elif _names(row, found.needles):
            found.naming[row.id] = row


def _is_about(payload: Mapping[str, Any], found: Traces) -> bool:
    return payload.get("episode") in found.episodes or payload.get("reply") in found.replies


def _names(row: Any, needles: Needles) -> bool:  # noqa: ANN401  # a row of LETTERS
    in_key = not needles.ids.isdisjoint((row.key or "").split(":"))
    return in_key or needles.redacted(row.payload) != row.payload
