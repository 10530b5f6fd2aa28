"""What to do next, in words: each thing with the figure that speaks for it."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime

from chat.bidi import isolated
from chat.brands import Brand
from chat.i18n import Words
from handlers import reporting
from handlers.digests.fitting import cut
from insight.advice import Advice, Kind

TOPIC_UNITS = 60


def advice_lines(given: Iterable[Advice], brand: Brand, say: Words) -> list[str]:
    """Write each thing to do in a line of its own."""
    return [f"{place}. {_LINES[each.kind](each, brand, say)}" for place, each in enumerate(given, 1)]


def _waiting(it: Advice, brand: Brand, say: Words) -> str:
    return say("digest-advice-waiting", n=it.n, since=_day(it.since, brand, say), share=_value(it, it.value, say))


def _winner(it: Advice, _brand: Brand, say: Words) -> str:
    name = isolated(cut(it.topic.name if it.topic else "", TOPIC_UNITS))
    return say("digest-advice-winner", name=name, share=say.percent(it.value or 0), n=it.n)


def _hours(it: Advice, _brand: Brand, say: Words) -> str:
    wait, others = say.duration(it.value or 0), say.duration(it.other or 0)
    start, end, n = (it.slow.start, it.slow.end, it.slow.n) if it.slow else (0, 0, 0)
    return say("digest-advice-hours", **{"from": start, "to": end, "wait": wait, "others": others, "n": n})


def _fell(it: Advice, _brand: Brand, say: Words) -> str:
    values = {"value": _value(it, it.value, say), "previous": _value(it, it.other, say)}
    return say("digest-advice-fell", measure=_name(it, say), what=_what(it, say), **values)


def _weak(it: Advice, _brand: Brand, say: Words) -> str:
    values = {"value": _value(it, it.value, say), "target": _value(it, it.other, say)}
    return say("digest-advice-weak", measure=_name(it, say), what=_what(it, say), **values)


def _unknown(it: Advice, _brand: Brand, say: Words) -> str:
    return say("digest-advice-unknown", n=it.n, share=_value(it, it.value, say))


def _poll(it: Advice, brand: Brand, say: Words) -> str:
    share = _value(it, it.value, say)
    if it.since is None:
        return say("digest-advice-poll-first", share=share)
    return say("digest-advice-poll", share=share, since=_day(it.since, brand, say))


def _nps(_it: Advice, _brand: Brand, say: Words) -> str:
    return say("digest-advice-nps")


_LINES: Mapping[Kind, Callable[[Advice, Brand, Words], str]] = {
    "waiting": _waiting,
    "winner": _winner,
    "hours": _hours,
    "fell": _fell,
    "weak": _weak,
    "unknown": _unknown,
    "poll": _poll,
    "nps": _nps,
}


def _name(it: Advice, say: Words) -> str:
    return reporting.title(it.measure, say)


def _what(it: Advice, say: Words) -> str:
    return say("digest-do-" + it.measure.replace("_", "-"))


def _value(it: Advice, value: float | None, say: Words) -> str:
    return reporting.value_text(it.measure, value, say)


def _day(moment: datetime | None, brand: Brand, say: Words) -> str:
    return say.day(moment.astimezone(brand.zone).date()) if moment else reporting.NONE
