"""Make the sheets of days from a ledger's lines."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import blake2b
from operator import attrgetter
from typing import cast

from pyroaring import BitMap

from chat.currencies import DECIMALS
from insight.rollup.context import Context, is_brand_post
from insight.rollup.rows import NEVER, Calendar, Crowd, Row, in_order
from insight.rollup.sheets import Entries, Sheet, entries

ACT, JOIN, LEAVE, BLOCK = range(4)
QUERY, ANSWER, RESOLVE = range(3)
MESSAGE, VOTE, RECOMMENDS = 1, 2, 4

_AT = attrgetter("at")
_SOLID: Entries = [(ACT, NEVER, 0, 0)]


@dataclass(slots=True)
class _Page:
    """A sheet in the making."""

    sheet: Sheet = field(default_factory=Sheet)
    active: set[int] = field(default_factory=set)
    voted: set[int] = field(default_factory=set)
    recommending: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    moods: Counter[int] = field(default_factory=Counter)
    scores: dict[int, int] = field(default_factory=dict)
    turns: dict[int, Entries] = field(default_factory=dict)
    """By account, what it did in order: kind, until, referrer, tick."""
    tallied: dict[str, Counter[tuple[int, ...]]] = field(default_factory=lambda: defaultdict(Counter))
    listed: dict[str, Entries] = field(default_factory=lambda: defaultdict(list))


def fold(rows: Iterable[Row], days: Collection[int], crowd: Crowd, calendar: Calendar) -> dict[tuple[str, int], Sheet]:
    """Make the sheets of some days, by platform and day; those of which there is nothing to tell are left out.

    Args:
        rows: all of these days, and of others what they depend on.
        days: local days.
        crowd: who is who, for all accounts in the rows.
        calendar: brand time.
    """
    ordered = in_order(rows)
    accounts = crowd.accounts(ordered)
    context = Context(ordered, accounts, crowd, calendar)
    return _Folding(context, accounts, crowd, calendar).sheets(ordered, days)


class _Folding:
    def __init__(self, context: Context, accounts: Sequence[int], crowd: Crowd, calendar: Calendar) -> None:
        self._context = context
        self._accounts = accounts
        self._crowd = crowd
        self._calendar = calendar
        self._pages: dict[tuple[str, int], _Page] = {}
        self._scored: dict[tuple[int, int], _Page] = {}
        """By day and person, where the last score stands."""
        self._takes: dict[str, Callable[[int, int, Row], None]] = {
            "message": self._message,
            "poll": self._post,
            "answer": self._answer,
            "resolve": self._resolve,
            "reaction": self._reaction,
            "vote": self._vote,
            "nps": self._score,
            "share": self._share,
            "click": self._click,
            "purchase": self._purchase,
            "join": lambda order, day, row: self._turn(JOIN, order, day, row),
            "leave": lambda order, day, row: self._turn(LEAVE, order, day, row),
            "block": lambda order, day, row: self._turn(BLOCK, order, day, row),
        }

    def sheets(self, ordered: Sequence[Row], days: Iterable[int]) -> dict[tuple[str, int], Sheet]:
        """Take the rows of these days."""
        for day in days:
            low, high = (bisect_left(ordered, self._calendar.start(each), key=_AT) for each in (day, day + 1))
            for order in range(low, high):
                row = ordered[order]
                if take := self._takes.get(row.kind):
                    take(order, day, row)
        return {key: self._finished(page) for key, page in self._pages.items()}

    def _page(self, row: Row, day: int) -> _Page:
        key = row.platform, day
        found = self._pages.get(key)
        if found is None:
            found = self._pages[key] = _Page()
        return found

    def _message(self, order: int, day: int, row: Row) -> None:
        if row.team:
            self._post(order, day, row)
            return
        account = self._accounts[order]
        until = self._context.until(row)
        if not account or until <= day:
            return
        page, person = self._page(row, day), self._crowd.person(account)
        told, mood = row.data, cast("int | None", row.data.get("sentiment"))
        recommends = told.get("recommends") is True
        self._act(page, order, account, person, until)
        if until == NEVER:
            self._said(page, person, mood, recommends=recommends)
        else:
            deeds = MESSAGE | (RECOMMENDS if recommends else 0)
            page.listed["passing"].append((person, until, deeds, -9 if mood is None else mood))
        if row.ref is not None and (span := self._context.hangs(row.ref)):
            self._hang(page, day, max(span[0], day), min(span[1], until))
        if told.get("query") is True:
            entry = (QUERY, row.at, until, _stream(person, row.platform, row.chat), digest(row.line))
            page.listed["care"].append(entry)

    def _said(self, page: _Page, person: int, mood: int | None, *, recommends: bool) -> None:
        counts = page.sheet.counts
        counts["messages"] += 1
        if mood is not None:
            counts["classified"] += 1
            counts["mood"] += mood
            page.moods[person] += mood
        if recommends:
            page.recommending.add(person)

    @staticmethod
    def _hang(page: _Page, day: int, since: int, until: int) -> None:
        if since == day and until == NEVER:
            page.sheet.counts["replies"] += 1
        elif since < until:
            page.tallied["chains"][since, until] += 1

    def _post(self, order: int, day: int, row: Row) -> None:
        audience = self._accounts[order]
        until = self._context.gone_post(row)
        if until <= day or not is_brand_post(row) or not (row.team or audience):
            return
        page = self._page(row, day)
        page.others.add(audience)
        if until == NEVER:
            page.sheet.counts["posts"] += 1
        else:
            page.tallied["faded"][(until,)] += 1

    def _answer(self, order: int, day: int, row: Row) -> None:
        if row.team and not row.data.get("automatic"):
            self._care(ANSWER, day, row, self._context.until(row))

    def _resolve(self, order: int, day: int, row: Row) -> None:
        self._care(RESOLVE, day, row, NEVER)

    def _care(self, kind: int, day: int, row: Row, until: int) -> None:
        if until > day and row.ref is not None:
            self._page(row, day).listed["care"].append((kind, row.at, until, 0, digest(row.ref)))

    def _reaction(self, order: int, day: int, row: Row) -> None:
        page = self._deed(order, day, row, 0)
        if page is not None and (post := self._context.brand_post(row.ref)):
            until = min(self._context.until(row), post[1])
            if until > max(day, post[0]):
                page.tallied["applause"][post[0], until] += 1

    def _vote(self, order: int, day: int, row: Row) -> None:
        self._deed(order, day, row, VOTE)

    def _deed(self, order: int, day: int, row: Row, deeds: int) -> _Page | None:
        """Note a deed that is no message; return None where it never stood."""
        account = self._accounts[order]
        until = self._context.until(row) if account else 0
        if until <= day:
            return None
        page, person = self._page(row, day), self._crowd.person(account)
        self._act(page, order, account, person, until)
        if until != NEVER:
            page.listed["passing"].append((person, until, deeds, 0))
        elif deeds & VOTE:
            page.voted.add(person)
        return page

    def _lasting(self, order: int, day: int, row: Row) -> tuple[_Page, int] | None:
        """Note a deed that cannot be taken back; return None where it is not the audience's."""
        account = self._accounts[order]
        if not account:
            return None
        page, person = self._page(row, day), self._crowd.person(account)
        self._act(page, order, account, person, NEVER)
        return page, person

    def _score(self, order: int, day: int, row: Row) -> None:
        if done := self._lasting(order, day, row):
            page, person = done
            if before := self._scored.get((day, person)):
                before.scores.pop(person, None)
            self._scored[day, person] = page
            page.scores[person] = cast("int", row.data["score"])

    def _share(self, order: int, day: int, row: Row) -> None:
        if done := self._lasting(order, day, row):
            done[0].sheet.counts["shares"] += 1
            early = sum(clicked < day for clicked in self._context.clicked.get(row.line, ()))
            if early:
                done[0].tallied["clicks"][(day,)] += early

    def _click(self, order: int, day: int, row: Row) -> None:
        account = self._accounts[order]
        shared = self._context.shares.get(row.ref or "", NEVER)
        if (account or row.person is None) and shared <= day:
            page = self._page(row, day)
            page.tallied["clicks"][(shared,)] += 1
            page.others.add(account)

    def _purchase(self, order: int, day: int, row: Row) -> None:
        if account := self._accounts[order]:
            currency = cast("str", row.data["currency"])
            minor = int(Decimal(cast("str", row.data["amount"])).scaleb(DECIMALS[currency]))
            sale = (order, self._crowd.person(account), row.at, minor, int.from_bytes(currency.encode()))
            self._page(row, day).listed["sales"].append(sale)

    def _turn(self, kind: int, order: int, day: int, row: Row) -> None:
        if account := self._accounts[order]:
            referrer = self._referrer(row, account) if kind == JOIN else 0
            self._note(self._page(row, day), order, account, (kind, NEVER, referrer, row.at))

    def _referrer(self, row: Row, account: int) -> int:
        name = cast("str | None", row.data.get("referrer"))
        found = self._crowd.person(self._crowd.account(row.platform, name)) if name else 0
        return 0 if found == self._crowd.person(account) else found

    def _act(self, page: _Page, order: int, account: int, person: int, until: int) -> None:
        if until == NEVER:
            page.active.add(person)
            if account not in page.turns and account not in self._crowd.linked:
                page.turns[account] = _SOLID
                return
        self._note(page, order, account, (ACT, until, 0, 0))

    def _note(self, page: _Page, order: int, account: int, turn: tuple[int, int, int, int]) -> None:
        before = page.turns.get(account)
        if before is not None and turn[:2] == (ACT, NEVER) and before[-1][:2] == (ACT, NEVER):
            return
        page.turns[account] = [*(before or ()), turn]
        if account in self._crowd.linked:
            page.listed["linked"].append((order, self._crowd.person(account), account, *turn))

    def _finished(self, page: _Page) -> Sheet:
        sheet = page.sheet
        for name in ("active", "voted", "recommending", "others"):
            getattr(sheet, name).update(getattr(page, name))
        sheet.others.discard(0)
        for name, of_person in (("moods", page.moods), ("scores", page.scores)):
            by_value: dict[int, list[int]] = defaultdict(list)
            for person, value in of_person.items():
                by_value[value].append(person)
            setattr(
                sheet, name, {value: BitMap(found) for value, found in by_value.items() if value or name == "scores"}
            )
        _classify(page, self._crowd)
        for name, numbers in page.tallied.items():
            page.listed[name] = [(*key, number) for key, number in sorted(numbers.items())]
        sheet.tables = {name: entries(rows, name) for name, rows in page.listed.items() if rows}
        return sheet


def _classify(page: _Page, crowd: Crowd) -> None:
    """Tell accounts by what their day comes to."""
    for account, turns in page.turns.items():
        if turns is not _SOLID and account not in crowd.linked:
            _class_of(page, account, turns, {turn[0] for turn in turns})


def _class_of(page: _Page, account: int, turns: Entries, kinds: set[int]) -> None:
    """Note one account; what is none of the plain cases is written down turn by turn."""
    until = max(turn[1] for turn in turns)
    if turns[0][0] == JOIN and kinds <= {JOIN, ACT}:
        page.sheet.joined.add(account)
        if turns[0][2]:
            page.listed["led"].append((account, turns[0][2], turns[0][3]))
    elif kinds == {LEAVE}:
        page.sheet.left.add(account)
    elif kinds == {BLOCK}:
        page.sheet.blocked.add(account)
    elif kinds != {ACT}:
        page.listed["turns"] += [(account, *turn) for turn in turns]
    elif until != NEVER:
        page.listed["turns"].append((account, ACT, until, 0, 0))


def digest(text: str) -> int:
    """Give a number of 63 bits that stands for an id: two of a brand's have the same once in a million histories."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1


def _stream(person: int, platform: str, chat: str) -> int:
    return digest(f"{person}\0{platform}\0{chat}")
