"""What is behind a figure, row by row: one source for chats, the command line, the web page and CSV files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from chat.address import Address
from chat.brands import Brand
from chat.lines import Line
from handlers import rollups
from handlers.reporting import permalinks
from insight.behind import Item, opened
from insight.history import ACTIVITIES, History
from insight.measures import FOUR_WEEKS
from insight.people import People
from insight.view import View
from insight.weeks import Period, day_start
from insight.workhours import Hours
from storage import ledger, names, slices
from storage.database import Session

PAGE = 10

_DAYS_BEFORE: Mapping[str, timedelta] = {"fans": FOUR_WEEKS, "returning": FOUR_WEEKS}
_MOVES = ("block", "join", "leave")
_CARE = frozenset({"answered", "first_response"})
_BUYING = frozenset({"repeat_buyers", "relationship_revenue"})
_OF_MEMBERS = frozenset({"active", "poll_participation", "fans"})
_OF_COMERS = frozenset({"advocates", "referred_joins", "growth", "relationship_revenue"})
_MOST_LOOKED_UP = 2_000
"""Of so many accounts at most what they did before is looked up; for more the ledger is read through."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message, person, wait or purchase."""

    at: datetime | None
    """Aware UTC; None where it is told of somebody only that they are one of those counted."""
    platform: str
    chat: str
    person: str
    """The platform's id; empty where nobody knows who it was."""
    name: str
    text: str
    """What was said, after its last edit; empty where nothing was or it is forgotten."""
    link: str
    """Where the message can be looked at; empty where there is no such address."""
    adds: float
    """What the row adds to the figure's count (`insight.behind`)."""
    state: str
    """`answered`, `waiting`, `resolved`, `joined`, `left`, `promoter`, `passive`, `detractor`, or nothing."""
    detail: str
    """An emoji, a score, an amount with its currency, or how often."""


@dataclass(frozen=True, slots=True)
class Behind:
    """A page of what is behind a figure."""

    measure: str
    rows: list[Row]
    total: int
    """Of all pages."""
    page: int
    """The first is 0."""
    pages: int

    @property
    def first(self) -> int:
        """The number of the first row here, among those of all pages, from 1."""
        return self.page * PAGE + 1

    def as_json(self) -> dict[str, Any]:
        """Return a JSON object; times are UTC with their zone."""
        rows = [{**asdict(row), "at": row.at.isoformat() if row.at else None} for row in self.rows]
        return {**asdict(self), "rows": rows}


def behind(
    db: Session, brand: Brand, period: Period, measure: str, page: int = 0, platform: str | None = None
) -> Behind:
    """Open a figure: what it was counted from, the latest first, a page of it.

    Of an anonymous vote nothing is told but that the person took part in some poll of the period.

    Args:
        db: a reading session.
        brand: whose figure it is.
        period: whole local days.
        measure: one of `insight.behind.OPENS`.
        page: the first is 0; one beyond the last gives the last.
        platform: only what happened there.
    """
    items = opened(view_of(db, brand, period, measure, platform), measure)
    pages = max(-(-len(items) // PAGE), 1)
    page = min(max(page, 0), pages - 1)
    rows = list(_rows(db, brand.key, items[page * PAGE : (page + 1) * PAGE]))
    return Behind(measure, rows, len(items), page, pages)


def whole(db: Session, brand: Brand, period: Period, measure: str, platform: str | None = None) -> Behind:
    """Open a figure as `behind` does, all of it on one page."""
    items = opened(view_of(db, brand, period, measure, platform), measure)
    return Behind(measure, list(_rows(db, brand.key, items)), len(items), 0, 1)


def view_of(db: Session, brand: Brand, period: Period, measure: str, platform: str | None) -> View:
    """Return what shows a figure's rows, which need not show more."""
    all_, some = None, None
    if measure == "members":
        all_ = rollups.members(db, brand, period.end, platform)
    elif measure in _OF_MEMBERS:
        some = rollups.members(db, brand, period.end, platform, reachable=True)
    is_known = measure not in {"members", *_OF_MEMBERS} or all_ is not None or some is not None
    found = _enough(db, brand, period, measure) if is_known else None
    history = History(ledger.lines(db, brand.key) if found is None else found.values(), brand.zone, platform)
    hours = Hours.of(brand.hours, brand.zone, brand.country, brand.language)
    return View(history.ledger(brand.key), period, brand.zone, hours, members=all_, reachable=some)


def _enough(db: Session, brand: Brand, period: Period, measure: str) -> dict[str, Line] | None:
    """Return lines that show the same rows as all would; None where nothing less than all does.

    What somebody did before the period's window matters to a few figures only, and then of few people.
    """
    since = day_start(period.start - _DAYS_BEFORE.get(measure, timedelta()), brand.zone)
    until = day_start(period.end, brand.zone)
    found = {line.id: line for line in slices.between(db, brand.key, since, until)}
    kinds = {"delete", "link"}
    for kinds_, measures in ((_MOVES, _OF_COMERS), (("answer", "resolve"), _CARE), (("purchase",), _BUYING)):
        kinds.update(kinds_ if measure in measures else ())
    found |= _by_id(slices.of_kinds(db, brand.key, kinds), slices.of_team(db, brand.key))
    found |= _by_id(_hanging_on(db, brand.key, list(found.values())))
    concerned = _concerned(found.values(), measure, since, until)
    if len(concerned) > _MOST_LOOKED_UP:
        return None
    done = ("message",) if measure in _CARE else tuple(ACTIVITIES)
    return found | _by_id(slices.of_people(db, brand.key, concerned, done, since))


def _hanging_on(db: Session, brand: str, lines: list[Line]) -> Iterator[Line]:
    """Give earlier reactions like these, the clicks on these shares, and whatever these messages hang by."""
    yield from slices.about(db, brand, "reaction", (line.ref or "" for line in lines if line.kind == "reaction"))
    yield from slices.about(db, brand, "click", (line.id for line in lines if line.kind == "share"))
    known = {line.id for line in lines}
    above = {line.ref for line in lines if line.kind in {"message", "answer"} and line.ref} - known
    while above:
        more = list(slices.of_ids(db, brand, above))
        yield from more
        known |= above
        above = {line.ref for line in more if line.ref} - known


def _concerned(lines: Iterable[Line], measure: str, since: datetime, until: datetime) -> set[Address]:
    """Give the accounts of which more must be known than their lines of the time."""
    here = [line for line in lines if line.person is not None and since <= line.at < until]
    if measure in _CARE:
        start = {Address(line.platform, line.person or "") for line in here if line.data.get("query") is True}
    elif measure in _OF_COMERS:
        kinds = {"join", "leave", "purchase"}
        start = {Address(line.platform, line.person or "") for line in here if line.kind in kinds}
    else:
        return set()
    linked = _linked(lines)
    together = {each for account in start for each in linked.get(account, ())}
    return start | together


def _linked(lines: Iterable[Line]) -> dict[Address, set[Address]]:
    """Give by account all accounts of its person, where there are several."""
    links = [line for line in lines if line.kind == "link" and line.person is not None]
    known, groups = People.seen_in(links), dict[Address, set[Address]]()
    for line in links:
        to = Address(line.data["to"]["platform"], line.data["to"]["person"])
        groups.setdefault(known.person(to), set()).update({to, Address(line.platform, line.person or "")})
    return {account: group for group in groups.values() for account in group}


def _by_id(*many: Iterable[Line]) -> dict[str, Line]:
    return {line.id: line for lines in many for line in lines}


def _rows(db: Session, brand: str, items: list[Item]) -> Iterator[Row]:
    shown = [item.line for item in items if item.line]
    texts = slices.wordings(db, brand, [_told_of(line) for line in shown])
    accounts = [_account(item) for item in items]
    called = names.of(db, brand, [account for account in accounts if account])
    links = permalinks.of(db, brand, [_told_of(line) for line in shown])
    for item, account in zip(items, accounts, strict=True):
        told = _told_of(item.line) if item.line else ""
        platform, person = account or (item.line.platform if item.line else "", "")
        yield Row(
            at=item.at,
            platform=platform,
            chat=item.line.chat if item.line else "",
            person=person,
            name=called.get(Address(platform, person), ""),
            text=texts.get(told, ""),
            link=links.get(told, ""),
            adds=item.adds,
            state=item.state,
            detail=item.detail,
        )


def _told_of(line: Line) -> str:
    """Give the message that is shown of a line: of a reaction or a share what it is about."""
    return line.ref or line.id if line.kind in {"reaction", "share"} else line.id


def _account(item: Item) -> Address | None:
    if item.line is None:
        return item.person
    return Address(item.line.platform, item.line.person) if item.line.person else None
