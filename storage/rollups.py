"""What days come to: marks of what changed, numbers of accounts, sheets and states (`insight.rollup`)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, exists, func, or_, select, text, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from storage.database import Overtaken, Session, blobs, changed, counted, padded, raw
from storage.ledger import COUNTED, IMPORTS, LEDGER
from storage.marks import MARKS, TEAM
from storage.tables import TABLES
from storage.tables.ledger import OF_TEAM

NUMBERS = TABLES["rollup_numbers"]
BRANDS = TABLES["rollup_brands"]
DAYS = TABLES["rollup_days"]
STATES = TABLES["rollup_states"]

_PORTION = 1_024

_COMPLETED = select(IMPORTS.c.id).where(IMPORTS.c.completed_at.is_not(None))
_OF_BRAND: Any = bindparam("brand_")
_FROM: Any = bindparam("from_")
_TO: Any = bindparam("to_")
_KEY = ("platform", "quarter", "import_id", "lane", "stamp")
_MARKS = select(*(MARKS.c[name] for name in _KEY)).where(
    (MARKS.c.brand == _OF_BRAND) & or_(MARKS.c.import_id == 0, MARKS.c.import_id.in_(_COMPLETED))
)
_UNMARK = delete(MARKS).where(MARKS.c.brand == _OF_BRAND, *(MARKS.c[name] == bindparam(f"{name}_") for name in _KEY))
_TEAM = select(TEAM.c.platform, TEAM.c.person).where(
    (TEAM.c.brand == _OF_BRAND)
    & exists().where(
        (LEDGER.c.brand == TEAM.c.brand)
        & (LEDGER.c.platform == TEAM.c.platform)
        & (LEDGER.c.person == TEAM.c.person)
        & text(OF_TEAM)
        & COUNTED
    )
)
_LINKS = select(LEDGER.c.platform, LEDGER.c.person, LEDGER.c.data).where(
    (LEDGER.c.brand == _OF_BRAND) & (LEDGER.c.kind == "link") & LEDGER.c.person.is_not(None) & COUNTED
)
_NUMBERS = select(NUMBERS.c.platform, NUMBERS.c.person, NUMBERS.c.number).where(NUMBERS.c.brand == _OF_BRAND)
_NUMBERS_OF = _NUMBERS.where(
    (NUMBERS.c.platform == bindparam("platform_")) & NUMBERS.c.person.in_(bindparam("people_", expanding=True))
)
_HEAD = select(BRANDS).where(BRANDS.c.brand == _OF_BRAND)
_PUT_HEAD = insert(BRANDS).on_conflict_do_nothing()
_ADVANCE = counted(
    update(BRANDS)
    .where((BRANDS.c.brand == _OF_BRAND) & (BRANDS.c.version == bindparam("version_")))
    .values(
        version=BRANDS.c.version + 1,
        zone=bindparam("zone_"),
        format=bindparam("format_"),
        numbers=bindparam("numbers_"),
        linked=bindparam("linked_"),
        team=bindparam("team_"),
    )
)
_SHEETS = blobs(
    select(DAYS.c.day, DAYS.c.platform, DAYS.c.sheet, DAYS.c.sales).where(
        (DAYS.c.brand == _OF_BRAND) & (DAYS.c.day >= _FROM) & (DAYS.c.day < _TO)
    )
)
_SHEETS_OF = _SHEETS.where(DAYS.c.platform == bindparam("platform_"))
_SALES = select(DAYS.c.day, DAYS.c.platform, DAYS.c.sales).where(
    (DAYS.c.brand == _OF_BRAND) & (DAYS.c.day >= _FROM) & (DAYS.c.day < _TO) & DAYS.c.sales.is_not(None)
)
_PUT_DAYS = insert(DAYS)
_DROP_DAYS = delete(DAYS).where((DAYS.c.brand == _OF_BRAND) & DAYS.c.day.in_(bindparam("days_", expanding=True)))
_DROP_ALL_DAYS = delete(DAYS).where(DAYS.c.brand == _OF_BRAND)
_BOUNDS = select(func.min(DAYS.c.day), func.max(DAYS.c.day)).where(DAYS.c.brand == _OF_BRAND)
_STATE = blobs(
    select(STATES.c.day, STATES.c.state)
    .where((STATES.c.brand == _OF_BRAND) & (STATES.c.day <= _TO))
    .order_by(STATES.c.day.desc())
    .limit(1)
)
_PUT_STATE = insert(STATES)
_PUT_STATE = _PUT_STATE.on_conflict_do_update(
    index_elements=["brand", "day"], set_={"state": _PUT_STATE.excluded.state}
)
_DROP_STATES = delete(STATES).where((STATES.c.brand == _OF_BRAND) & (STATES.c.day > _FROM))
_PUT_NUMBERS = insert(NUMBERS)
_FORGET = (
    delete(NUMBERS).where((NUMBERS.c.platform == bindparam("platform_")) & (NUMBERS.c.person == bindparam("person_"))),
    delete(TEAM).where((TEAM.c.platform == bindparam("platform_")) & (TEAM.c.person == bindparam("person_"))),
)

_OVERTAKE = update(BRANDS).values(version=BRANDS.c.version + 1)


class Mark(NamedTuple):
    """A quarter of an hour of a brand on a platform in which something changed."""

    platform: str
    quarter: int
    import_id: int
    lane: int
    stamp: int


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of a brand's rollups."""

    brand: str
    version: int = 0
    zone: str = ""
    """Empty: they cannot be read yet."""
    format: int = 0
    numbers: int = 0
    linked: Sequence[tuple[int, int]] = ()
    team: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class Day:
    """A sheet as it is kept."""

    day: int
    platform: str
    sheet: bytes
    sales: bytes | None


@dataclass(frozen=True, slots=True)
class Change:
    """What a fold writes."""

    head: Head
    """As it shall be, with the version that was read."""
    days: Sequence[int] = ()
    """What is kept of these days is replaced."""
    sheets: Sequence[Day] = ()
    numbers: Sequence[tuple[str, str, int]] = ()
    """New ones: platform, person, number."""
    marks: Sequence[Mark] = ()
    """Those that are done with, unless something changed again."""
    states: Sequence[tuple[int, bytes]] = ()
    anew: bool = False
    """Everything that was there goes first."""


def marks(db: Session, brand: str) -> list[Mark]:
    """Return what changed since it was folded. Whatever is read later knows of all these changes."""
    return [Mark(*row) for row in db.execute(_MARKS, {"brand_": brand})]


def team(db: Session, brand: str) -> list[Address]:
    """Return the accounts that were seen to be of the team."""
    return [Address(*row) for row in db.execute(_TEAM, {"brand_": brand})]


def links(db: Session, brand: str) -> list[tuple[Address, Address]]:
    """Return which accounts are one person's."""
    rows = db.execute(_LINKS, {"brand_": brand})
    return [(Address(row.platform, row.person), _to(row.data["to"])) for row in rows]


def numbers(db: Session, brand: str, people: Mapping[str, Iterable[str]] | None = None) -> dict[str, dict[str, int]]:
    """Return the numbers of these people by platform and person, or of all; who has none yet is left out."""
    found: dict[str, dict[str, int]] = {}
    if people is None:
        for platform, person, number in raw(db, _NUMBERS, {"brand_": brand}):
            found.setdefault(platform, {})[person] = number
        return found
    for platform, wanted in people.items():
        rest = list(wanted)
        own = found.setdefault(platform, {})
        for at in range(0, len(rest), _PORTION):
            asked = {"brand_": brand, "platform_": platform, "people_": padded(rest[at : at + _PORTION])}
            own.update((person, number) for _platform, person, number in raw(db, _NUMBERS_OF, asked))
    return found


def head(db: Session, brand: str) -> Head:
    """Return what is known of a brand's rollups."""
    row = db.execute(_HEAD, {"brand_": brand}).one_or_none()
    if row is None:
        return Head(brand)
    linked = [(one, other) for one, other in row.linked]
    return Head(brand, row.version, row.zone, row.format, row.numbers, linked, row.team)


def sheets(db: Session, brand: str, start: int, end: int, platform: str | None = None) -> list[Day]:
    """Return the sheets of days, the last not included, of all platforms or of one."""
    asked = {"brand_": brand, "from_": start, "to_": end}
    if platform is not None:
        return [Day(*row) for row in db.execute(_SHEETS_OF, asked | {"platform_": platform})]
    return [Day(*row) for row in db.execute(_SHEETS, asked)]


def sales(db: Session, brand: str, start: int, end: int) -> list[tuple[int, str, bytes]]:
    """Return the sales of days, the last not included, each as (day, platform, table)."""
    rows = db.execute(_SALES, {"brand_": brand, "from_": start, "to_": end})
    return [(row.day, row.platform, row.sales) for row in rows]


def bounds(db: Session, brand: str) -> tuple[int, int] | None:
    """Return the first and the last day of which there is a sheet."""
    low, high = db.execute(_BOUNDS, {"brand_": brand}).one()
    return None if low is None else (low, high)


def state(db: Session, brand: str, day: int) -> tuple[int, bytes] | None:
    """Return the latest state that is not later than the start of a day."""
    row = db.execute(_STATE, {"brand_": brand, "to_": day}).one_or_none()
    return (row.day, row.state) if row else None


def write(db: Session, change: Change) -> None:
    """Write what a fold found.

    Raises:
        Overtaken: another process folded meanwhile; what it wrote stays.
    """
    new, brand = change.head, change.head.brand
    db.execute(
        _PUT_HEAD,
        {"brand": brand, "version": 0, "zone": "", "format": 0, "numbers": 0, "linked": [], "team": []},
    )
    values = {"zone_": new.zone, "format_": new.format, "numbers_": new.numbers}
    known = {"linked_": [list(pair) for pair in new.linked], "team_": list(new.team)}
    if not changed(db.execute(_ADVANCE, {"brand_": brand, "version_": new.version, **values, **known})):
        raise Overtaken(brand)
    _clear(db, change)
    _put(db, change)
    if change.marks:
        # In the order in which writers put theirs.
        marks = [mark._asdict() for mark in sorted(change.marks)]
        off = [{f"{name}_": value for name, value in mark.items()} | {"brand_": brand} for mark in marks]
        db.connection().execute(_UNMARK, off)


def _clear(db: Session, change: Change) -> None:
    brand, days = change.head.brand, list(change.days)
    if change.anew:
        db.execute(_DROP_ALL_DAYS, {"brand_": brand})
    if change.anew or days:
        db.execute(_DROP_STATES, {"brand_": brand, "from_": -1 if change.anew else min(days)})
    for at in range(0, len(days), _PORTION):
        db.execute(_DROP_DAYS, {"brand_": brand, "days_": padded(days[at : at + _PORTION])})


def _put(db: Session, change: Change) -> None:
    brand = {"brand": change.head.brand}
    rows = (
        (_PUT_NUMBERS, [{"platform": one, "person": who, "number": n, **brand} for one, who, n in change.numbers]),
        (_PUT_DAYS, [{**asdict(each), **brand} for each in change.sheets]),
        (_PUT_STATE, [{"day": day, "state": packed, **brand} for day, packed in change.states]),
    )
    for statement, given in rows:
        if given:
            db.execute(statement, given)


def forget(db: Session, people: Iterable[tuple[str, str]]) -> None:
    """Forget the numbers of people; their days are folded anew without them, since their lines are gone.

    A fold that has read them already is overtaken, so that it does not bring them back.
    """
    db.execute(_OVERTAKE)
    for platform, person in people:
        for statement in _FORGET:
            db.execute(statement, {"platform_": platform, "person_": person})


def _to(to: Mapping[str, str]) -> Address:
    return Address(to["platform"], to["person"])
