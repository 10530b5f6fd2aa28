"""What later corrections, imports and erasures made of the figures that were posted."""

from collections.abc import Iterator, Mapping
from typing import Any

from chat.i18n import Words
from handlers import reporting
from insight.behind import REVENUE
from insight.rules import GROUPS

Figures = Mapping[str, Any]
"""A scorecard in the form of `rapport ror --json`."""

At = tuple[str, str, str]
"""(part, measure, figure); of what is of no measure or part, these are empty."""

NEAR = 1e-9
"""Sums in another order differ by less."""


def lines(then: Figures, now: Figures, say: Words) -> list[str]:
    """Write what differs, a line each: the index, scores, values and on how many they rest, and revenue."""
    before, after = dict(_told(then, say)), dict(_told(now, say))
    return [
        say("digest-now-line", name=_label(at, say), then=_value(at, was, say), now=_value(at, became, say))
        for at in dict.fromkeys((*before, *after))
        if _differs(was := before.get(at), became := after.get(at))
    ]


def _told(card: Figures, say: Words) -> Iterator[tuple[At, Any]]:
    yield ("", "", "index"), card["index"]
    if card["index"] is None:
        yield ("", "", "index_weeks"), " · ".join(_value(("", "", "score"), each, say) for each in card["index_weeks"])
    groups = {**card["parts"], **card["watches"]}
    for part, names in GROUPS.items():
        yield (part, "", "score"), groups[part]["score"]
        for name in names:
            measure = groups[part]["measures"][name]
            yield (part, name, "value"), measure["value"]
            yield (part, name, "n"), measure["n"]
    for currency, amount in card["revenue"].items():
        yield ("", currency, "revenue"), f"{amount} {currency}"


def _label(at: At, say: Words) -> str:
    part, name, figure = at
    if figure == "score":
        return say("part-" + part)
    if figure == "revenue":
        return reporting.title(REVENUE, say)
    if not name:
        return say("digest-now-index")
    measure = reporting.title(name, say)
    return say("digest-now-n", name=measure) if figure == "n" else measure


def _value(at: At, value: Any, say: Words) -> str:  # noqa: ANN401  # JSON
    _part, name, figure = at
    if value is None or isinstance(value, str):
        return value or reporting.NONE
    if figure == "value":
        return reporting.value_text(name, value, say)
    return say.number(value, 0 if figure == "n" else 1)


def _differs(was: Any, became: Any) -> bool:  # noqa: ANN401  # JSON
    if isinstance(was, float | int) and isinstance(became, float | int):
        return abs(was - became) > NEAR * max(1.0, abs(was))
    return bool(was != became)
