"""What is behind each figure of a scorecard: the messages, people, waits or purchases that it was counted from.

What the items add comes to the figure's count: for a rate that is its hits, for `net_sentiment` the sum of feelings,
for `nps` promoters less detractors, for `growth` joins less leaves, for `first_response` the seconds waited.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Literal, NamedTuple

from chat.address import Address
from chat.lines import Line
from insight.care import judged
from insight.episodes import Episode
from insight.history import Deed
from insight.measures import (
    BUYING_DAYS,
    DETRACTOR,
    FOUR_WEEKS,
    PROMOTER,
    buyers_of,
    loyal,
    people_of,
    replies,
    standing_scores,
    voters,
)
from insight.view import View

State = Literal["", "answered", "waiting", "resolved", "joined", "left", "promoter", "passive", "detractor"]

REVENUE = "relationship_revenue"
"""The figure that is no measure of a part, but opens as they do."""


class Item(NamedTuple):
    """One message, person, wait or purchase."""

    at: datetime | None
    """None where it is told of somebody only that they are one of those counted."""
    person: Address | None
    """The account that stands for the person; None where nobody knows who it was."""
    line: Line | None
    """What was done; of a person their latest message of the time looked at, where there is one."""
    adds: float = 1.0
    state: State = ""
    detail: str = ""
    """An emoji, a score, an amount with its currency; the same in every language."""


def active(view: View) -> list[Item]:
    """Give the active people who can be reached."""
    return _people(view, people_of(view.activity) & view.reachable, view.activity)


def poll_participation(view: View) -> list[Item]:
    """Give who voted, and nothing else of them: not when, and never for what."""
    return [Item(None, person, None) for person in sorted(voters(view) & view.reachable)]


def conversation(view: View) -> list[Item]:
    """Give the replies to brand posts."""
    return [_done(deed) for deed in replies(view)]


def applause(view: View) -> list[Item]:
    """Give the reactions to the period's brand posts."""
    found = (deed for deed in view.activity if deed.line.kind == "reaction" and deed.line.ref in view.posts)
    return [_done(deed, detail=deed.line.data["emoji"]) for deed in found]


def advocates(view: View) -> list[Item]:
    """Give the active people who recommended, or through whom somebody joined."""
    said = [deed for deed in view.activity if deed.line.data.get("recommends") is True]
    return _people(view, people_of(view.activity) & (people_of(said) | view.referrers), said)


def nps(view: View) -> list[Item]:
    """Give the last score of each person."""
    return [_scored(deed) for deed in standing_scores(view)]


def referred_joins(view: View) -> list[Item]:
    """Give the joins through somebody."""
    return [_done(join) for join in view.referred_joins]


def members(view: View) -> list[Item]:
    """Give who is a member at the end."""
    return _people(view, view.members, view.activity)


def growth(view: View) -> list[Item]:
    """Give who came and who left."""
    came = [_done(deed, state="joined") for deed in view.membership.joined]
    return came + [_done(deed, adds=-1.0, state="left") for deed in view.membership.left]


def fans(view: View) -> list[Item]:
    """Give the fans who can be reached."""
    end = view.period.end
    return _people(view, loyal(view) & view.reachable, list(view.activity_in(end - FOUR_WEEKS, end)))


def returning(view: View) -> list[Item]:
    """Give who was active before the period and in it."""
    start = view.period.start
    before = people_of(view.activity_in(start - FOUR_WEEKS, start))
    return _people(view, before & people_of(view.activity), view.activity)


def repeat_buyers(view: View) -> list[Item]:
    """Give who bought twice or more."""
    end = view.period.end
    latest = {bought.person: bought.at for bought in view.purchases_in(end - BUYING_DAYS, end)}
    counts = buyers_of(view)
    return [Item(latest[person], person, None, detail=f"{counts[person]}×") for person in counts if counts[person] > 1]


def amplification(view: View) -> list[Item]:
    """Give the shares."""
    return [_done(deed) for deed in view.activity if deed.line.kind == "share"]


def clicks_per_share(view: View) -> list[Item]:
    """Give the clicks on the period's shares; who clicked is mostly unknown."""
    return [_clicked(click) for click in view.clicks if click.ref in view.shares]


def net_sentiment(view: View) -> list[Item]:
    """Give the classified messages, each with its feeling."""
    found = (deed for deed in view.activity if deed.line.kind == "message")
    feelings = ((deed, deed.line.data.get("sentiment")) for deed in found)
    return [_done(deed, adds=float(feeling)) for deed, feeling in feelings if feeling is not None]


def answered(view: View) -> list[Item]:
    """Give all waits that are judged; those that were answered add one."""
    return [_wait(view, wait, float(wait.answered is not None)) for wait in judged(view)]


def first_response(view: View) -> list[Item]:
    """Give the waits that were answered, each with its seconds."""
    return [_wait(view, wait, view.waited(wait)) for wait in view.waits if wait.answered is not None]


def relationship_revenue(view: View) -> list[Item]:
    """Give the purchases that relationships brought in; each adds one, since currencies do not add up."""
    found = (bought for bought in view.purchases_in(view.period.start, view.period.end) if bought.by_relationship)
    return [Item(each.at, each.person, None, detail=f"{each.amount} {each.currency}") for each in found]


OPENS: Mapping[str, Callable[[View], list[Item]]] = {
    opens.__name__: opens
    for opens in (
        nps, advocates, referred_joins, active, poll_participation, conversation, applause, members, growth, fans,
        returning, repeat_buyers, amplification, clicks_per_share, net_sentiment, answered, first_response,
        relationship_revenue,
    )
}  # fmt: skip
"""By measure, in the order in which they are shown."""


def opened(view: View, measure: str) -> list[Item]:
    """Give what a figure was counted from, the latest first, and last those of whom no moment is told.

    Args:
        measure: one of `OPENS`.
    """
    items = OPENS[measure](view)
    return sorted(items, key=lambda item: (item.at is None, -item.at.timestamp() if item.at else 0.0, _place(item)))


def _place(item: Item) -> tuple[str, ...]:
    return item.line.id if item.line else "", *(item.person or ("", "")), item.detail


def _people(view: View, people: Iterable[Address], deeds: Iterable[Deed]) -> list[Item]:
    """Give people with their latest message of these deeds, where they wrote one."""
    latest: dict[Address, Line] = {deed.person: deed.line for deed in deeds if deed.line.kind == "message"}
    return [Item(line.at if (line := latest.get(person)) else None, person, line) for person in people]


def _done(deed: Deed, adds: float = 1.0, state: State = "", detail: str = "") -> Item:
    return Item(deed.at, deed.person, deed.line, adds, state, detail)


def _scored(deed: Deed) -> Item:
    score = deed.line.data["score"]
    if score >= PROMOTER:
        return _done(deed, 1.0, "promoter", str(score))
    return _done(deed, -1.0, "detractor", str(score)) if score <= DETRACTOR else _done(deed, 0.0, "passive", str(score))


def _clicked(click: Line) -> Item:
    return Item(click.at, Address(click.platform, click.person) if click.person else None, click)


def _wait(view: View, wait: Episode, adds: float) -> Item:
    state: State = "answered" if wait.answered else "resolved" if wait.resolved else "waiting"
    return Item(wait.opened, wait.person, view.line(wait.queries[0]), adds, state)
