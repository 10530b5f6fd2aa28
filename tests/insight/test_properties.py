"""What holds for any history."""

from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from chat.lines import Line
from insight.history import History
from insight.roll import membership
from insight.rules import Rules
from insight.scorecard import Scorecard, scorecard

BERLIN = ZoneInfo("Europe/Berlin")
START, END = date(2026, 10, 19), date(2026, 10, 26)
FIRST = datetime(2026, 10, 8, 22, tzinfo=UTC)
LAST = datetime(2026, 10, 25, 23, tzinfo=UTC)
KINDS = [
    "join", "leave", "block", "link", "message", "reaction", "vote", "poll", "nps", "share", "click", "purchase",
    "answer", "delete",
]  # fmt: skip


def told(i: int, step: int, kind: str, who: int, ref: int | None, *, flag: bool) -> Line:
    """Give a line of a small world: few people, few things to refer to, and times that often fall together."""
    data: dict[str, dict[str, Any]] = {
        "link": {"to": {"platform": "telegram", "person": str((who + 1) % 5)}},
        "reaction": {"emoji": "+1", **({"removed": True} if flag else {})},
        "vote": {"options": [] if flag else ["a"]},
        "message": {"sentiment": -1 if flag else 1},
        "nps": {"score": 3},
        "purchase": {"amount": "5.00", "currency": "EUR"},
    }
    return Line(
        id=f"i{i}",
        brand="acme",
        platform="slack" if who % 2 else "telegram",
        chat="c",
        person=str(who) if kind not in {"poll", "answer"} else "boss",
        team=kind in {"poll", "answer"} or (kind == "message" and who == 0),
        kind=kind,
        at=FIRST + step * timedelta(hours=8),
        ref=None if ref is None else f"i{ref}",
        data=data.get(kind, {}),
    )


steps = st.tuples(
    st.integers(0, 60), st.sampled_from(KINDS), st.integers(0, 7), st.none() | st.integers(0, 15), st.booleans()
)
histories = st.lists(steps, max_size=60).map(
    lambda world: [told(i, at, kind, who, ref, flag=flag) for i, (at, kind, who, ref, flag) in enumerate(world)]
)


def card(lines: list[Line], start: date = START, end: date = END) -> Scorecard:
    """Give the scorecard of the week in which the clocks go back."""
    return scorecard(History(lines, BERLIN), brand="acme", start=start, end=end, rules=Rules())


@given(histories, st.randoms())
def test_the_order_of_lines_does_not_matter(lines: list[Line], random: Random) -> None:
    """History may come in any order, and twice."""
    shuffled = lines + lines
    random.shuffle(shuffled)
    assert card(shuffled) == card(lines)


@given(histories)
@settings(max_examples=300)
def test_a_scorecard_sees_only_lines_before_its_end(lines: list[Line]) -> None:
    """Later lines change nothing, but for who is one person and who is of the team."""
    seen = [line for line in lines if line.at < LAST or line.kind == "link" or line.team]
    assert card(seen) == card(lines)


@given(histories)
@settings(max_examples=300)
def test_members_add_up(lines: list[Line]) -> None:
    """Members at the end are those at the start, joins less leaves, and who came in by activity alone."""
    followers = card(lines).parts["followers"].measures
    at_end, at_start = followers["members"].value, followers["growth"].n
    joins, leaves = followers["members"].more["joins"], followers["members"].more["leaves"]
    assert at_end is not None
    assert joins is not None
    assert leaves is not None
    active = len({line.person for line in lines})
    assert 0 <= at_end - at_start - joins + leaves <= active


@given(histories)
@settings(max_examples=300)
def test_leaving_out_what_changes_nothing_changes_nothing(lines: list[Line]) -> None:
    """Membership from the chosen moves is membership from all deeds, for any period."""
    ledger = History(lines, BERLIN).ledger("acme")
    for days in range(0, 21, 4):
        start, end = FIRST + timedelta(days=days), FIRST + timedelta(days=days + 5)
        assert membership(ledger.moves, start, end) == membership(ledger.deeds, start, end)


@given(histories)
def test_figures_are_within_their_bounds(lines: list[Line]) -> None:
    """Rates and scores stay in range, and the index is that of the parts."""
    got = card(lines)
    for part in got.parts.values():
        assert part.score is None or 0 <= part.score <= 100
        for measure in part.measures.values():
            assert (measure.value is None) <= (measure.low is None)
            assert measure.low is None or measure.high is None or 0 <= measure.low <= measure.high <= 1
    assert got.index is None or 0 <= got.index <= 100
