"""Where a brand's platforms meet in its ledger, which rollups of all of them count otherwise than those of one would.

What is found is at least what there is: lines of unfinished imports are looked at too.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Text, and_, bindparam, func, or_, select, tuple_, union
from sqlalchemy.orm import aliased

from storage.database import Session
from storage.ledger import LEDGER
from storage.tables import TABLES

DAYS = TABLES["rollup_days"]

_BRAND: Any = bindparam("brand_", type_=Text())
_PLATFORM: Any = bindparam("platform_", type_=Text())
_SPAN = (LEDGER.c.at >= bindparam("start_")) & (LEDGER.c.at < bindparam("end_"))
# So that SQLite looks for the time, not for the kind: all of a kind would be very many.
_KIND = LEDGER.c.kind.concat("")

_LINKS = (LEDGER.c.brand == _BRAND) & (LEDGER.c.kind == "link")
_TO = LEDGER.c.data["to"]
_LINKED = union(
    select(LEDGER.c.platform, LEDGER.c.person).where(_LINKS),
    select(_TO["platform"].as_string(), _TO["person"].as_string()).where(_LINKS),
)
_DONE = (
    select(LEDGER.c.platform, LEDGER.c.person, LEDGER.c.kind, LEDGER.c.at, LEDGER.c.ref, LEDGER.c.data)
    .where(
        (LEDGER.c.brand == _BRAND)
        & LEDGER.c.kind.in_(("vote", "reaction", "nps"))
        & tuple_(LEDGER.c.platform, LEDGER.c.person).in_(_LINKED)
    )
    .cte("done")
)
_ON_SEVERAL = (
    select(_DONE.c.kind, _DONE.c.ref)
    .group_by(_DONE.c.kind, _DONE.c.ref)
    .having(func.min(_DONE.c.platform) != func.max(_DONE.c.platform))
)
# A score is about nothing: all of them are told.
_ALIKE = select(_DONE).where(or_(_DONE.c.kind == "nps", tuple_(_DONE.c.kind, _DONE.c.ref).in_(_ON_SEVERAL)))

_OWN = (LEDGER.c.brand == _BRAND) & (LEDGER.c.platform == _PLATFORM)
_ABOVE = (
    select(LEDGER.c.ref)
    .where(_OWN, _SPAN, _KIND.in_(("message", "reaction", "click")), LEDGER.c.ref.is_not(None))
    .cte("above", recursive=True)
)
_ABOVE = _ABOVE.union(
    select(LEDGER.c.ref)
    .join_from(_ABOVE, LEDGER, and_(LEDGER.c.brand == _BRAND, LEDGER.c.line == _ABOVE.c.ref))
    .where(LEDGER.c.platform == _PLATFORM, LEDGER.c.kind.in_(("message", "answer")), LEDGER.c.ref.is_not(None))
)
_FOREIGN = (
    select(LEDGER.c.line)
    .join_from(_ABOVE, LEDGER, and_(LEDGER.c.brand == _BRAND, LEDGER.c.line == _ABOVE.c.ref))
    .where(LEDGER.c.platform != _PLATFORM)
)

_CLICK = aliased(LEDGER)
_SHARED = (
    select(LEDGER.c.at)
    .join_from(LEDGER, _CLICK, and_(_CLICK.c.brand == _BRAND, _CLICK.c.kind == "click", _CLICK.c.ref == LEDGER.c.line))
    .where(_OWN, _SPAN, _KIND == "share", _CLICK.c.platform != _PLATFORM, _CLICK.c.at < LEDGER.c.at)
)


class Done(NamedTuple):
    """A vote, a reaction or a score of somebody with several accounts."""

    platform: str
    person: str
    kind: str
    at: datetime
    ref: str | None
    data: dict[str, Any] | None


def of_linked(db: Session, brand: str) -> Iterator[Done]:
    """Yield what linked accounts did on several platforms: votes in a poll, reactions to something, all scores."""
    return (Done(*row) for row in db.execute(_ALIKE, {"brand_": brand}))


def foreign(db: Session, brand: str, platform: str, start: datetime, end: datetime) -> list[str]:
    """Return the lines of other platforms that messages, reactions and clicks of a time on this one hang by."""
    asked = {"brand_": brand, "platform_": platform, "start_": start, "end_": end}
    return [*db.execute(_FOREIGN, asked).scalars()]


def clicked_elsewhere(db: Session, brand: str, platform: str, start: datetime, end: datetime) -> list[datetime]:
    """Return when those shares of a time on a platform were made that had been clicked on another before."""
    asked = {"brand_": brand, "platform_": platform, "start_": start, "end_": end}
    return [*db.execute(_SHARED, asked).scalars()]
