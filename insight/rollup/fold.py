"""Make the sheets of days from a ledger's lines."""

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from hashlib import blake2b
from typing import cast

import numpy as np

from chat.currencies import DECIMALS
from insight.rollup.columns import Columns, Flags, coded, paired, picked
from insight.rollup.context import Context, is_brand_post
from insight.rollup.page import ACT, BLOCK, JOIN, LEAVE, SOLID, Page, finished
from insight.rollup.rows import NEVER, Calendar, Crowd, Ints, Row, Told, in_order
from insight.rollup.sheets import Sheet
from insight.rollup.throng import Throng

QUERY, ANSWER, RESOLVE = range(3)

_ROW_BY_ROW = ("poll", "answer", "resolve", "nps", "share", "click", "purchase", "join", "leave", "block")


def fold(rows: Iterable[Told], days: Collection[int], crowd: Crowd, calendar: Calendar) -> dict[tuple[str, int], Sheet]:
    """Make the sheets of some days, by platform and day; those of which there is nothing to tell are left out.

    Args:
        rows: all of these days, and of others what they depend on.
        days: local days.
        crowd: who is who, for all accounts in the rows.
        calendar: brand time.
    """
    ordered = in_order(rows)
    if not ordered:
        return {}
    columns = Columns(ordered, crowd, calendar)
    return _Folding(columns, Context(columns), crowd, np.isin(columns.day, [*days])).sheets()


class _Folding:
    def __init__(self, columns: Columns, context: Context, crowd: Crowd, wanted: Flags) -> None:
        self._columns = columns
        self._context = context
        self._accounts: list[int] = columns.account.tolist()
        self._until: list[int] = context.until.tolist()
        self._days: list[int] = columns.day.tolist()
        self._crowd = crowd
        self._wanted = wanted
        self._pages: dict[tuple[str, int], Page] = {}
        self._scored: dict[tuple[int, int], Page] = {}
        """By day and person, where the last score stands."""
        self._takes: dict[str, Callable[[int, int, Row], object]] = {
            "message": self._message,
            "poll": self._post,
            "answer": self._answer,
            "resolve": self._resolve,
            "reaction": self._act,
            "vote": self._act,
            "nps": self._score,
            "share": self._share,
            "click": self._click,
            "purchase": self._purchase,
            "join": lambda order, day, row: self._turn(JOIN, order, day, row),
            "leave": lambda order, day, row: self._turn(LEAVE, order, day, row),
            "block": lambda order, day, row: self._turn(BLOCK, order, day, row),
        }

    def sheets(self) -> dict[tuple[str, int], Sheet]:
        """Take the rows."""
        columns = self._columns
        of_throng = columns.of("message", "reaction", "vote") & ~columns.team & (columns.account > 0)
        orders = np.flatnonzero(self._wanted & of_throng & (self._context.until > columns.day))
        codes, keys = coded(zip(picked(columns.platform, orders), picked(self._days, orders), strict=True))
        throng = Throng(columns, self._context, orders, codes)
        throng.note([self._page(key) for key in keys])
        one_by_one = self._wanted & (columns.of(*_ROW_BY_ROW) | (columns.of("message") & columns.team))
        one_by_one[throng.queries()] = True
        one_by_one[self._turning(throng)] = True
        for order in np.flatnonzero(one_by_one).tolist():
            row = columns.row(order)
            self._takes[row.kind](order, self._days[order], row)
        return {key: finished(page, self._crowd) for key, page in self._pages.items()}

    def _turning(self, throng: Throng) -> Ints:
        """Give the orders of what those do of whom more has to be known than that they did something on a day."""
        columns = self._columns
        moves = np.flatnonzero(self._wanted & columns.of("join", "leave", "block"))
        account = columns.account[throng.orders]
        keys = paired(account, columns.day[throng.orders])
        special = np.concatenate([paired(columns.account[moves], columns.day[moves]), keys[throng.passing()]])
        turns: Ints = throng.orders[np.isin(keys, special) | np.isin(account, [*self._crowd.linked])]
        return turns

    def _page_of(self, order: int) -> Page:
        return self._page((self._columns.platform[order], self._days[order]))

    def _page(self, key: tuple[str, int]) -> Page:
        found = self._pages.get(key)
        if found is None:
            found = self._pages[key] = Page()
        return found

    def _message(self, order: int, day: int, row: Row) -> None:
        if row.team:
            self._post(order, day, row)
            return
        page, until = self._act(order, day, row), self._until[order]
        if row.data.get("query") is True:
            person = self._crowd.person(self._accounts[order])
            entry = (QUERY, row.at, until, _stream(person, row.platform, row.chat), digest(row.line))
            page.listed["care"].append(entry)

    def _post(self, order: int, day: int, row: Row) -> None:
        audience = self._accounts[order]
        until = int(self._context.gone[order])
        if until <= day or not is_brand_post(row) or not (row.team or audience):
            return
        page = self._page_of(order)
        page.others.add(audience)
        if until == NEVER:
            page.sheet.counts["posts"] += 1
        else:
            page.tallied["faded"][(until,)] += 1

    def _answer(self, order: int, _day: int, row: Row) -> None:
        if row.team and not row.data.get("automatic"):
            self._care(ANSWER, order, row, self._until[order])

    def _resolve(self, order: int, _day: int, row: Row) -> None:
        self._care(RESOLVE, order, row, NEVER)

    def _care(self, kind: int, order: int, row: Row, until: int) -> None:
        if until > self._days[order] and row.ref is not None:
            self._page_of(order).listed["care"].append((kind, row.at, until, 0, digest(row.ref)))

    def _lasting(self, order: int, day: int, row: Row) -> tuple[Page, int] | None:
        """Note a deed that cannot be taken back; return None where it is not the audience's."""
        account = self._accounts[order]
        if not account:
            return None
        person = self._crowd.person(account)
        page = self._act(order, day, row)
        page.active.add(person)
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
            page = self._page_of(order)
            page.tallied["clicks"][(shared,)] += 1
            page.others.add(account)

    def _purchase(self, order: int, day: int, row: Row) -> None:
        if account := self._accounts[order]:
            currency = cast("str", row.data["currency"])
            minor = int(Decimal(cast("str", row.data["amount"])).scaleb(DECIMALS[currency]))
            sale = (order, self._crowd.person(account), row.at, minor, int.from_bytes(currency.encode()))
            self._page_of(order).listed["sales"].append(sale)

    def _turn(self, kind: int, order: int, day: int, row: Row) -> None:
        if account := self._accounts[order]:
            referrer = self._referrer(row, account) if kind == JOIN else 0
            self._note(self._page_of(order), order, account, (kind, NEVER, referrer, row.at))

    def _referrer(self, row: Row, account: int) -> int:
        name = cast("str | None", row.data.get("referrer"))
        found = self._crowd.person(self._crowd.account(row.platform, name)) if name else 0
        return 0 if found == self._crowd.person(account) else found

    def _act(self, order: int, _day: int, _row: Row) -> Page:
        """Note that somebody did something by which one becomes a member."""
        page, account, until = self._page_of(order), self._accounts[order], self._until[order]
        if until == NEVER and account not in page.turns and account not in self._crowd.linked:
            page.turns[account] = SOLID
        else:
            self._note(page, order, account, (ACT, until, 0, 0))
        return page

    def _note(self, page: Page, order: int, account: int, turn: tuple[int, int, int, int]) -> None:
        before = page.turns.get(account)
        if before is not None and turn[:2] == (ACT, NEVER) and before[-1][:2] == (ACT, NEVER):
            return
        page.turns[account] = [*(before or ()), turn]
        if account in self._crowd.linked:
            page.listed["linked"].append((order, self._crowd.person(account), account, *turn))


def digest(text: str) -> int:
    """Give a number of 63 bits that stands for an id: two of a brand's have the same once in a million histories."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest()) >> 1


def _stream(person: int, platform: str, chat: str) -> int:
    return digest(f"{person}\0{platform}\0{chat}")
