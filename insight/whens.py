"""Times as people write them: moments, spans, recurring times, and the hours in which people may be written to."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from insight.calendar_words import DAYS, MONTHS, NOISE, NUMBERS, ONE_WEEKDAY, UNITS, clock_off, plain, zone_off
from insight.recurring import DAY, Rule, read_rule
from insight.weeks import first_instant

__all__ = ["Rule", "daytime", "nightfall", "read_moment", "read_rule", "read_span", "remind_at"]

MORNING, EVENING = time(9), time(21)
"""Between them, by local clocks, people may be written to unasked."""
SHORTEST_TO_REMIND = timedelta(hours=1)
REMIND_BEFORE = DAY
LAST_CALL = timedelta(minutes=30)
"""A reminder comes at least so long before the close."""

_OFFSET = re.compile(r"[12]\d{3}-\d{2}-\d{2}[t ]\d{2}:?\d{2}.*(?:z|[+-]\d{2}(?::?\d{2})?)", re.ASCII)
_IN = re.compile(r"(?:in|en|em|dentro de|daqui a|after|nach|for|fur|por) (.*)")
_PART = re.compile(r"(\d{1,4}(?:[.,]\d{1,2})?|[a-z]+)\s?([a-z]+)\.?", re.ASCII)
_SPANS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": DAY,
    "week": 7 * DAY,
}
_YEAR_FIRST = re.compile(r"(?P<year>[12]\d{3})-(?P<month>\d{1,2})-(?P<day>\d{1,2})", re.ASCII)
_DAY_FIRST = re.compile(r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})(?:[./](?P<year>[12]\d{3}|\d{2})?)?", re.ASCII)
_NAMED = re.compile(r"(?P<day>\d{1,2})(?:\.|st|nd|rd|th)? (?P<name>[a-z]{3,})\.?(?: (?P<year>[12]\d{3}))?", re.ASCII)
_NAME_FIRST = re.compile(
    r"(?P<name>[a-z]{3,})\.? (?P<day>\d{1,2})(?:st|nd|rd|th)?,?(?: (?P<year>[12]\d{3}))?", re.ASCII
)


def read_moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """Read `2026-11-30 18:00`, `30.11. 18:00`, `6pm`, `tomorrow 9:00`, `Friday 18:00`, `in 2h` and alike.

    A time without a day, or with a weekday, is the next one; any other moment may have passed.

    Args:
        now: aware UTC.
        zone: where the text names none.

    Returns:
        Aware UTC.

    Raises:
        ValueError: it is no moment.
    """
    words = plain(text)
    if _OFFSET.fullmatch(words):
        return datetime.fromisoformat(words.replace(" +", "+").upper()).astimezone(UTC)
    if (later := _IN.fullmatch(words)) and ":" not in words:
        return now + read_span(later[1])
    rest, found = zone_off(text)
    rest, at = clock_off(re.sub(r"(\d)t(\d)", r"\1 \2", plain(rest)))
    return _at(_meaningful(rest), at, now, found or zone)


def read_span(text: str) -> timedelta:
    """Read `2d`, `90 min`, `1 week`, `1 h 30 min` and alike.

    Raises:
        ValueError: it is no span, or none at all.
    """
    words = re.sub(r"\b(?:and|und|y|e)\b|,(?!\d)", " ", plain(text)).strip()
    total = timedelta()
    place = 0
    while place < len(words):
        part = _PART.match(words, place)
        unit = _SPANS.get(UNITS.get(part[2], "")) if part else None
        if part is None or unit is None:
            raise ValueError(f"{text!r} is no span of time.")
        total += _amount(part[1]) * unit
        place = part.end() + len(words[part.end() :]) - len(words[part.end() :].lstrip())
    if not total:
        raise ValueError("That is no time at all.")
    return total


def daytime(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return the moment, or where it is between 21:00 and 9:00 by local clocks the next morning, in UTC."""
    local = moment.astimezone(zone)
    if MORNING <= local.time() < EVENING:
        return moment.astimezone(UTC)
    day = local.date() if local.time() < MORNING else local.date() + DAY
    return first_instant(datetime.combine(day, MORNING), zone)


def nightfall(moment: datetime, zone: ZoneInfo) -> datetime:
    """Return when the daytime that the moment is in ends, in UTC."""
    return first_instant(datetime.combine(moment.astimezone(zone).date(), EVENING), zone)


def remind_at(opened: datetime, closes_at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Return when those who have not voted are reminded, in daytime: a day before the close, or at half of the time.

    Args:
        opened: when the poll was made or opened again, aware UTC.

    Returns:
        Aware UTC; None where no good moment is left.
    """
    if closes_at is None or closes_at - opened < SHORTEST_TO_REMIND:
        return None
    wanted = closes_at - min(REMIND_BEFORE, (closes_at - opened) / 2)
    if (later := daytime(wanted, zone)) <= closes_at - LAST_CALL:
        return later
    # The evening before, and early enough that everybody is written to before the night.
    local = wanted.astimezone(zone)
    day = local.date() - DAY if local.time() < MORNING else local.date()
    earlier = first_instant(datetime.combine(day, EVENING), zone) - SHORTEST_TO_REMIND
    return earlier if earlier > opened else None


def _amount(word: str) -> float:
    if word[0].isdigit():
        return float(word.replace(",", "."))
    if word not in NUMBERS:
        raise ValueError(f"{word!r} is no number.")
    return NUMBERS[word]


def _meaningful(text: str) -> str:
    return " ".join(word for word in text.replace(",", " ").split() if word not in NOISE)


def _at(words: str, at: time, now: datetime, zone: ZoneInfo) -> datetime:
    today = now.astimezone(zone).date()
    if words in DAYS:
        return first_instant(datetime.combine(today + DAYS[words] * DAY, at), zone)
    if not words:
        return Rule(every="day", at=at, zone=zone).next_after(now)
    if words in ONE_WEEKDAY:
        return Rule(every="week", at=at, zone=zone, weekday=ONE_WEEKDAY[words]).next_after(now)
    first, _, rest = words.partition(" ")
    return first_instant(datetime.combine(_date(rest if rest and first in ONE_WEEKDAY else words, today), at), zone)


def _date(words: str, today: date) -> date:
    for form in (_YEAR_FIRST, _DAY_FIRST, _NAMED, _NAME_FIRST):
        if found := form.fullmatch(words):
            parts = found.groupdict()
            month = MONTHS.get(parts["name"][:3], 0) if "name" in parts else int(parts["month"])
            year = int(parts["year"] or today.year)
            day = date(year if year > 99 else year + 2000, month, int(parts["day"]))  # noqa: PLR2004  # two digits
            return day if parts["year"] or day >= today else day.replace(year=year + 1)
    raise ValueError(f"{words!r} is no day.")
