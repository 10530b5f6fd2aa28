"""The queries that a posted digest carries until they are dealt with, and of how many messages it knows the mood."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import bindparam, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.digests import DIGESTS
from storage.episodes import EPISODES
from storage.ledger import LEDGER
from storage.outbox import LETTERS
from storage.tables import TABLES

QUERIES = TABLES["digest_queries"]

GONE = -1
"""In place of the revision of a query that is erased with whoever asked it."""

_EDITS = LETTERS.alias("edits")
_PUT = insert(QUERIES).on_conflict_do_nothing()
_KEY = literal("digest-edit:").concat(QUERIES.c.brand).concat(":").concat(QUERIES.c.week)
_REVISION = func.coalesce(EPISODES.c.revision, GONE)
_STALE = (
    select(QUERIES.c.brand, QUERIES.c.week, DIGESTS.c.letter)
    .join(DIGESTS, (DIGESTS.c.brand == QUERIES.c.brand) & (DIGESTS.c.period == QUERIES.c.week))
    .join(LETTERS, (LETTERS.c.id == DIGESTS.c.letter) & LETTERS.c.message.is_not(None))
    .join(EPISODES, EPISODES.c.id == QUERIES.c.episode, isouter=True)
    .where(QUERIES.c.shown != _REVISION)
    .where(~select(_EDITS.c.id).where(_EDITS.c.key == _KEY).exists())
    .distinct()
)
_REVISIONS = (
    select(QUERIES.c.episode, _REVISION.label("revision"))
    .join(EPISODES, EPISODES.c.id == QUERIES.c.episode, isouter=True)
    .where((QUERIES.c.brand == bindparam("brand_")) & (QUERIES.c.week == bindparam("week_")))
)
_SHOWN = (
    update(QUERIES)
    .where((QUERIES.c.brand == bindparam("brand_")) & (QUERIES.c.week == bindparam("week_")))
    .where(QUERIES.c.episode == bindparam("episode_"))
    .values(shown=bindparam("shown_"))
)
_EARLIER = (QUERIES.c.brand == bindparam("brand_")) & (QUERIES.c.week != bindparam("week_"))
_TAKEN_OVER = (
    select(QUERIES.c.week, DIGESTS.c.letter)
    .join(DIGESTS, (DIGESTS.c.brand == QUERIES.c.brand) & (DIGESTS.c.period == QUERIES.c.week))
    .where(_EARLIER)
    .distinct()
)
_DROP_EARLIER = QUERIES.delete().where(_EARLIER)

_CONFIDENCE = LEDGER.c.heard["confidence"].as_float()
_COVERAGE = select(
    func.count().filter(bindparam("threshold_") <= _CONFIDENCE),
    func.count(),
).where(
    (LEDGER.c.brand == bindparam("brand_"))
    & (LEDGER.c.at >= bindparam("start_"))
    & (LEDGER.c.at < bindparam("end_"))
    & _CONFIDENCE.is_not(None)
)


def put(db: Session, brand: str, week: str, revisions: Mapping[int, int]) -> None:
    """Remember the queries that a digest carries, and which revision of each it shows."""
    rows = [
        {"brand": brand, "week": week, "episode": episode, "shown": revision} for episode, revision in revisions.items()
    ]
    if rows:
        db.execute(_PUT, rows)


def stale(db: Session) -> list[tuple[str, str, int]]:
    """Return (brand, week, letter) of digests that stand and whose queries have changed, with no edit on its way."""
    return [(row.brand, row.week, row.letter) for row in db.execute(_STALE)]


def edit_key(brand: str, week: str) -> str:
    """Return the key of the one letter that brings a digest up to date (`_STALE` knows it too)."""
    return f"digest-edit:{brand}:{week}"


def revisions(db: Session, brand: str, week: str) -> dict[int, int]:
    """Return the present revisions of a digest's queries, `GONE` where one is erased."""
    found = db.execute(_REVISIONS, {"brand_": brand, "week_": week})
    return {row.episode: row.revision for row in found}


def shown(db: Session, brand: str, week: str, revisions_: Mapping[int, int]) -> None:
    """Note which revisions of its queries a digest shows."""
    for episode, revision in revisions_.items():
        db.execute(_SHOWN, {"brand_": brand, "week_": week, "episode_": episode, "shown_": revision})


def take_over(db: Session, brand: str, week: str) -> list[tuple[str, int]]:
    """Let the digest of this week carry the queries from now on; return (week, letter) of those that did before."""
    given = {"brand_": brand, "week_": week}
    before = [(row.week, row.letter) for row in db.execute(_TAKEN_OVER, given)]
    db.execute(_DROP_EARLIER, given)
    return before


def coverage(db: Session, brand: str, start: datetime, end: datetime, threshold: float) -> tuple[int, int]:
    """Return (of how many the sentiment was sure, how many) of the messages that were classified in a time.

    Args:
        threshold: how sure it has to be, 0..1; what is less counts as neutral.
    """
    given = {"brand_": brand, "start_": start, "end_": end, "threshold_": threshold}
    sure, judged = db.execute(_COVERAGE, given).one()
    return sure, judged
