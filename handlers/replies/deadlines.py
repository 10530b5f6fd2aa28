"""Until when a query should have its first answer: reckoned once, in work time, and explained in its card."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from chat.brands import Brand
from chat.i18n import Words
from insight.workhours import Gap, Hours
from storage.episodes import Episode

MOST_GAPS = 3
"""So many stretches without work time are named in a card."""
FEW_DAYS = 6
"""Within so many days a weekday says which day is meant."""

WARNED, ALERTED = 1, 2


def hours_of(brand: Brand) -> Hours:
    """Return a brand's business hours."""
    return Hours.of(brand.hours, brand.zone, brand.country, brand.language)


_WARMED: dict[str, tuple[Brand, date]] = {}


def warm(brands: Mapping[str, Brand], now: datetime) -> None:
    """Reckon each brand's next deadline once a day, outside of any transaction.

    The first one of a country's year has to load its holidays, which takes up to a second.
    """
    today = now.date()
    for key, brand in brands.items():
        done = _WARMED.get(key)
        if done is None or done[0] is not brand or done[1] != today:
            deadline(brand, "", now)
            _WARMED[key] = brand, today


def deadline(brand: Brand, text: str, at: datetime) -> dict[str, Any]:
    """Reckon what an episode remembers of its deadline; in memory alone, so that it may be done in a transaction.

    Args:
        brand: as it is configured now; what is reckoned stays when that changes.
        text: the query, which may be urgent.
        at: when it was written, aware UTC.
    """
    rules = brand.replies
    urgent = is_urgent(text, rules.urgent.words)
    hours, minutes = hours_of(brand), rules.first_response_minutes
    if urgent and rules.urgent.first_response_minutes is not None:
        hours, minutes = Hours.of({}, brand.zone), rules.urgent.first_response_minutes
    due = hours.deadline(at, minutes * 60) if minutes is not None else None
    if due is None or minutes is None:
        return {"urgent": urgent}
    # A warning that comes together with the question would warn of nothing.
    left = minutes - rules.warn_minutes
    alarm = hours.deadline(at, left * 60) if left > 0 else due
    skipped = [_kept(gap) for gap in hours.skipped(at, due)]
    return {"urgent": urgent, "due_at": due, "due_by": hours.version, "skipped": skipped, "alarm_at": alarm}


def hurried(brand: Brand, episode: Episode, text: str, at: datetime) -> dict[str, Any]:
    """Return what changes where something urgent is added to a query that was not urgent; never a later deadline."""
    if episode.urgent or not is_urgent(text, brand.replies.urgent.words):
        return {}
    found = deadline(brand, text, at)
    if episode.due_at is not None and ("due_at" not in found or found["due_at"] >= episode.due_at):
        # An alert may be waiting for the morning, and need not any more.
        alarm = {"alarm_at": min(episode.alarm_at, episode.due_at)} if episode.alarm_at is not None else {}
        return {"urgent": True, **alarm}
    if episode.alarm >= WARNED and "due_at" in found:
        found["alarm_at"] = found["due_at"] if episode.alarm == WARNED else None
    return found


def is_urgent(text: str, urgent: tuple[str, ...]) -> bool:
    """Tell whether a text has one of these words, or phrases, as a whole: in any letters' case, accents or none."""
    return bool(urgent) and _pattern(urgent).search(_folded(text)) is not None


def lines(brand: Brand, episode: Episode, say: Words) -> Iterator[str]:
    """Say in a card until when an answer is due, and what that passes over."""
    if not episode.is_waiting:
        return
    if episode.urgent:
        yield say("query-urgent")
    if episode.due_at is not None:
        time = say.when(episode.due_at.astimezone(brand.zone))
        skips = "; ".join(_skips(brand, episode.skipped or [], say))
        key = "query-overdue" if episode.alarm >= ALERTED else "query-due"
        yield say(key, time=time) + (f" ({say('query-skips', what=skips)})" if skips else "")


def _skips(brand: Brand, gaps: list[dict[str, Any]], say: Words) -> Iterator[str]:
    """Name the stretches without work time: from when to when, and which holidays are in them."""
    for gap in gaps[:MOST_GAPS]:
        start, end = (datetime.fromisoformat(gap[each]).astimezone(brand.zone) for each in ("start", "end"))
        write = say.weekday_time if (end - start).days < FEW_DAYS else say.when
        yield f"{write(start)} – {write(end)}"
        for holiday in gap["holidays"]:
            name = holiday["name"] or say("query-own-holiday")
            yield f"{say.day(date.fromisoformat(holiday['day']))}, {name}"
    if len(gaps) > MOST_GAPS:
        yield "…"


def _kept(gap: Gap) -> dict[str, Any]:
    return {
        "start": gap.start.isoformat(),
        "end": gap.end.isoformat(),
        "kind": gap.kind,
        "days_off": [day.isoformat() for day in gap.days_off],
        "holidays": [{"day": each.day.isoformat(), "name": each.name} for each in gap.holidays],
    }


@lru_cache(maxsize=200)
def _pattern(urgent: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(_folded(each))}(?!\w)" for each in urgent))


def _folded(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())
