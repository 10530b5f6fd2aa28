"""What digests tell beside the scorecard: new topics, a kind word, waits, and what happened to figures since."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Text, bindparam, exists, func, select

from storage.corrections import CORRECTIONS
from storage.database import Session
from storage.episodes import EPISODES
from storage.erasing import ERASURES, IS_COUNT, counted_of
from storage.ledger import IMPORTS, LAST_WORDING, LEDGER
from storage.people import ACCOUNTS, CHATS
from storage.polls import POLLS

PORTION = 2_000
LEAST_PEOPLE = 3
"""Of what fewer people spoke of it is not told: it would be chance, and could be one person's own matter."""
CANDIDATES = 50

_OF_BRAND = LEDGER.c.brand == bindparam("brand_")
_IN_TIME = (LEDGER.c.at >= bindparam("start_")) & (LEDGER.c.at < bindparam("end_"))
_SAID = _OF_BRAND & _IN_TIME & (LEDGER.c.kind == "message")
_GONE = LEDGER.alias("gone")
_STANDS = ~exists().where(
    (_GONE.c.brand == LEDGER.c.brand) & (_GONE.c.kind == "delete") & (_GONE.c.ref == LEDGER.c.line)
)
_AUDIENCE = exists().where(
    (CHATS.c.brand == LEDGER.c.brand)
    & (CHATS.c.platform == LEDGER.c.platform)
    & (CHATS.c.chat == LEDGER.c.chat)
    & (CHATS.c.role == "audience")
)
_ITS_ACCOUNT = (
    (ACCOUNTS.c.brand == LEDGER.c.brand)
    & (ACCOUNTS.c.platform == LEDGER.c.platform)
    & (ACCOUNTS.c.person == LEDGER.c.person)
)
_OF_TEAM = exists().where(_ITS_ACCOUNT & ACCOUNTS.c.team)
_TOPICS = (
    # Linked accounts are one person.
    select(func.coalesce(ACCOUNTS.c.one, ACCOUNTS.c.id), LEDGER.c.platform, LEDGER.c.person)
    .add_columns(LEDGER.c.heard["topics"])
    .join(ACCOUNTS, _ITS_ACCOUNT, isouter=True)
    .where(_SAID & ~LEDGER.c.team & ~func.coalesce(ACCOUNTS.c.team, LEDGER.c.team) & LEDGER.c.heard.is_not(None))
)
_CONFIDENCE = LEDGER.c.heard["confidence"].as_float()
_WORDING = LAST_WORDING.label("text")
_QUERY = func.coalesce(LEDGER.c.data["query"].as_boolean(), False)
_KIND = (
    select(LEDGER.c.line, LEDGER.c.platform, LEDGER.c.at, _WORDING)
    .where(_SAID & ~LEDGER.c.team & ~_OF_TEAM & _AUDIENCE & _STANDS & ~_QUERY)
    .where((LEDGER.c.data["sentiment"].as_integer() == 1) & (bindparam("sure_") <= _CONFIDENCE))
    .order_by(_CONFIDENCE.desc(), LEDGER.c.at.desc(), LEDGER.c.id.desc())
    .limit(CANDIDATES)
)
_WORDS = select(_WORDING).where(_OF_BRAND & (LEDGER.c.line == bindparam("line_")) & _STANDS)
_WAITS = (
    select(EPISODES.c.opened_at, EPISODES.c.answered_at)
    .where((EPISODES.c.brand == bindparam("brand_")) & EPISODES.c.answered_at.is_not(None))
    .where((EPISODES.c.opened_at >= bindparam("start_")) & (EPISODES.c.opened_at < bindparam("end_")))
    .order_by(EPISODES.c.opened_at)
)
_LAST_POLL = select(func.max(LEDGER.c.at)).where(
    _OF_BRAND & (LEDGER.c.kind == "poll") & (LEDGER.c.at < bindparam("end_"))
)
_LAST_NPS = select(func.max(POLLS.c.created_at)).where(
    (POLLS.c.brand == bindparam("brand_"))
    & (POLLS.c.created_at < bindparam("end_"))
    & (POLLS.c.rules["kind"].as_string() == "nps")
)
_POSTS = select(_WORDING).where(_SAID & LEDGER.c.team & LEDGER.c.ref.is_(None))
_SINCE: Any = bindparam("since_")
_CORRECTED = select(func.count()).where((CORRECTIONS.c.brand == bindparam("brand_")) & (CORRECTIONS.c.at > _SINCE))
_IMPORTED = select(func.count()).where(
    (IMPORTS.c.completed_at > _SINCE) & exists().where(_OF_BRAND & (LEDGER.c.import_id == IMPORTS.c.id))
)
_COUNTED: Any = bindparam("counted_", type_=Text())
_ERASED = select(func.count()).where(
    IS_COUNT
    & (func.substr(ERASURES.c.digest, 1, func.length(_COUNTED)) == _COUNTED)
    & (ERASURES.c.at >= bindparam("day_"))
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time of a brand's, aware: from its start on, before its end."""

    brand: str
    start: datetime
    end: datetime

    @property
    def asked(self) -> dict[str, object]:
        """Return it as statements are asked with it."""
        return {"brand_": self.brand, "start_": self.start, "end_": self.end}


@dataclass(frozen=True, slots=True)
class Kind:
    """A message that somebody of the audience wrote in public."""

    line: str
    platform: str
    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Since:
    """How many things happened since a moment that change figures of before."""

    corrections: int
    imports: int
    erasures: int


def new_topics(db: Session, time: Time, before: datetime) -> list[tuple[str, int]]:
    """Return (topic, how many people) of what came up in a time and in none of the messages since `before` until it.

    Most people first; of what fewer than `LEAST_PEOPLE` spoke it is not told.
    """
    people: dict[str, set[object]] = {}
    for person, topic in _heard(db, time):
        people.setdefault(topic, set()).add(person)
    fresh = {topic: len(by) for topic, by in people.items() if len(by) >= LEAST_PEOPLE}
    if fresh:
        for _person, topic in _heard(db, Time(time.brand, before, time.start)):
            fresh.pop(topic, None)
    return sorted(fresh.items(), key=lambda each: (-each[1], each[0]))


def _heard(db: Session, time: Time) -> Iterator[tuple[object, str]]:
    for one, platform, person, topics in db.execute(_TOPICS, time.asked).yield_per(PORTION):
        yield from ((one or (platform, person), topic) for topic in topics or ())


def kind_words(db: Session, time: Time, sure: float) -> list[Kind]:
    """Return what people wrote kindly in the audience's chats, the surest first; nothing deleted, no questions.

    Args:
        db: a session.
        time: when they wrote it.
        sure: how sure the sentiment has to be, 0..1.
    """
    rows = db.execute(_KIND, time.asked | {"sure_": sure})
    return [Kind(*row) for row in rows if row.text is not None]


def words_of(db: Session, brand: str, line: str) -> str | None:
    """Return a message as it reads now; None where it is deleted, erased or no longer kept."""
    return db.execute(_WORDS, {"brand_": brand, "line_": line}).scalar()


def waits(db: Session, time: Time) -> list[tuple[datetime, datetime]]:
    """Return (asked, answered) of the questions of a time."""
    return [(row.opened_at, row.answered_at) for row in db.execute(_WAITS, time.asked)]


def last_polls(db: Session, brand: str, end: datetime) -> tuple[datetime | None, datetime | None]:
    """Return when the last poll before a moment was posted, and the last that asked for a recommendation made."""
    asked = {"brand_": brand, "end_": end}
    return db.execute(_LAST_POLL, asked).scalar(), db.execute(_LAST_NPS, asked).scalar()


def posts(db: Session, time: Time) -> list[str]:
    """Return what the brand posted in a time, in words."""
    return [text for text in db.execute(_POSTS, time.asked).scalars() if text]


def since(db: Session, brand: str, moment: datetime) -> Since:
    """Count what happened since a moment; of erasures, known by their days (UTC) only, since the start of its day."""
    day = moment.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    asked = {"brand_": brand, "since_": moment, "day_": day, "counted_": counted_of(brand)}
    found = (db.execute(statement, asked).scalar_one() for statement in (_CORRECTED, _IMPORTED, _ERASED))
    return Since(*found)
