"""Parts of the ledger that suffice for one look: of a time, of some kinds, of some people; never all of it.

Every statement goes by an index and leaves out what unfinished imports brought.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, bindparam, func, select, text, tuple_

from chat.address import Address
from chat.lines import Line
from storage.database import Session, padded
from storage.ledger import COLUMNS, COUNTED, LAST_WORDING, LEDGER, line_of
from storage.tables.ledger import OF_TEAM
from storage.traces import portions

_OF_BRAND = LEDGER.c.brand == bindparam("brand_")
_KINDS: Any = bindparam("kinds_", expanding=True)
_REFS: Any = bindparam("refs_", expanding=True)
_IDS: Any = bindparam("ids_", expanding=True)
_ACCOUNTS: Any = bindparam("accounts_", expanding=True)


def _where(*conditions: Any) -> Select[Any]:  # conditions of SQL
    return select(*COLUMNS).where(_OF_BRAND, *conditions, COUNTED)


_BETWEEN = _where(LEDGER.c.at >= bindparam("since_"), LEDGER.c.at < bindparam("until_"))
_OF_KINDS = _where(LEDGER.c.kind.in_(_KINDS))
_ABOUT = _where(LEDGER.c.kind == bindparam("kind_"), LEDGER.c.ref.in_(_REFS))
_OF_IDS = _where(LEDGER.c.line.in_(_IDS))
_WORDINGS = select(LEDGER.c.line, LAST_WORDING.label("text")).where(_OF_BRAND, LEDGER.c.line.in_(_IDS))
_HEARD = select(LEDGER.c.line, LEDGER.c.heard).where(
    _OF_BRAND,
    LEDGER.c.at >= bindparam("since_"),
    LEDGER.c.at < bindparam("until_"),
    LEDGER.c.kind == "message",
    LEDGER.c.heard.is_not(None),
    COUNTED,
)
_OF_PEOPLE = _where(
    LEDGER.c.kind.in_(_KINDS),
    LEDGER.c.at < bindparam("until_"),
    tuple_(LEDGER.c.platform, LEDGER.c.person).in_(_ACCOUNTS),
)
_FIRST_OF_TEAM = (
    select(func.min(LEDGER.c.id))
    .where(_OF_BRAND, text(OF_TEAM), LEDGER.c.person.is_not(None), COUNTED)
    .group_by(LEDGER.c.platform, LEDGER.c.person)
)
_TEAM = select(*COLUMNS).where(LEDGER.c.id.in_(_FIRST_OF_TEAM))


def between(db: Session, brand: str, since: datetime, until: datetime) -> list[Line]:
    """Return the lines with `since <= at < until`."""
    return _lines(db, _BETWEEN, {"brand_": brand, "since_": since, "until_": until})


def of_kinds(db: Session, brand: str, kinds: Iterable[str]) -> list[Line]:
    """Return all lines of these kinds."""
    return _lines(db, _OF_KINDS, {"brand_": brand, "kinds_": sorted(kinds)})


def about(db: Session, brand: str, kind: str, refs: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of a kind that are about one of these, whatever their date."""
    for some in portions(sorted(set(refs))):
        yield from _lines(db, _ABOUT, {"brand_": brand, "kind_": kind, "refs_": padded(some)})


def of_ids(db: Session, brand: str, ids: Iterable[str]) -> Iterator[Line]:
    """Yield the lines of these ids, as far as there are such."""
    for some in portions(sorted(set(ids))):
        yield from _lines(db, _OF_IDS, {"brand_": brand, "ids_": padded(some)})


def of_people(
    db: Session, brand: str, accounts: Iterable[Address], kinds: Sequence[str], until: datetime
) -> Iterator[Line]:
    """Yield what these accounts did before an instant, as far as it is of these kinds."""
    for some in portions(sorted(set(accounts))):
        asked = {"brand_": brand, "kinds_": sorted(kinds), "until_": until}
        yield from _lines(db, _OF_PEOPLE, asked | {"accounts_": padded([tuple(each) for each in some])})


def of_team(db: Session, brand: str) -> list[Line]:
    """Return one line of each account that was ever seen in the team."""
    return _lines(db, _TEAM, {"brand_": brand})


def wordings(db: Session, brand: str, ids: Iterable[str]) -> dict[str, str]:
    """Return what these messages say after their last edit, by their lines' ids; forgotten ones are not in it."""
    found = dict[str, str]()
    for some in portions(sorted(set(ids))):
        rows = db.execute(_WORDINGS, {"brand_": brand, "ids_": padded(some)})
        found |= {row.line: row.text for row in rows if row.text is not None}
    return found


def heard(db: Session, brand: str, since: datetime, until: datetime) -> dict[str, dict[str, Any]]:
    """Return what was heard in the messages of a time, by their lines' ids."""
    rows = db.execute(_HEARD, {"brand_": brand, "since_": since, "until_": until})
    return {row.line: row.heard for row in rows if row.heard}


def _lines(db: Session, statement: Select[Any], asked: dict[str, Any]) -> list[Line]:
    return [line_of(row) for row in db.execute(statement, asked)]
