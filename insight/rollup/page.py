"""A sheet in the making."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from pyroaring import BitMap

from insight.rollup.rows import NEVER, Crowd
from insight.rollup.sheets import Entries, Sheet, entries

ACT, JOIN, LEAVE, BLOCK = range(4)
"""What a turn of an account's membership is."""

SOLID: Entries = [(ACT, NEVER, 0, 0)]


@dataclass(slots=True)
class Page:
    """A sheet in the making."""

    sheet: Sheet = field(default_factory=Sheet)
    active: set[int] = field(default_factory=set)
    others: set[int] = field(default_factory=set)
    scores: dict[int, int] = field(default_factory=dict)
    turns: dict[int, Entries] = field(default_factory=dict)
    """By account, what it did in order: kind, until, referrer, tick."""
    tallied: dict[str, Counter[tuple[int, ...]]] = field(default_factory=lambda: defaultdict(Counter))
    listed: dict[str, Entries] = field(default_factory=lambda: defaultdict(list))


def finished(page: Page, crowd: Crowd) -> Sheet:
    """Give the sheet."""
    sheet = page.sheet
    sheet.active.update(page.active)
    sheet.others.update(page.others)
    sheet.others.discard(0)
    by_score: dict[int, list[int]] = defaultdict(list)
    for person, score in page.scores.items():
        by_score[score].append(person)
    sheet.scores = {score: BitMap(found) for score, found in by_score.items()}
    _classify(page, crowd)
    for name, numbers in page.tallied.items():
        page.listed[name] = [(*key, number) for key, number in sorted(numbers.items())]
    sheet.tables = {name: entries(rows, name) for name, rows in page.listed.items() if rows}
    return sheet


def _classify(page: Page, crowd: Crowd) -> None:
    """Tell accounts by what their day comes to."""
    for account, turns in page.turns.items():
        if turns is not SOLID and account not in crowd.linked:
            _class_of(page, account, turns, {turn[0] for turn in turns})


def _class_of(page: Page, account: int, turns: Entries, kinds: set[int]) -> None:
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
