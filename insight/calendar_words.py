"""What days, spans and turns are called in the four languages, without accents and in small letters."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import time
from functools import cache
from zoneinfo import ZoneInfo

_WEEKDAYS = (
    "monday mondays mon montag montags mo lunes lun segunda segundas segunda-feira segundas-feiras seg",
    "tuesday tuesdays tue tues dienstag dienstags die di martes mar terca tercas terca-feira tercas-feiras ter",
    "wednesday wednesdays wed mittwoch mittwochs mit mi miercoles mie quarta quartas quarta-feira quartas-feiras qua",
    "thursday thursdays thu thur thurs donnerstag donnerstags don do jueves jue quinta quintas quinta-feira qui",
    "friday fridays fri freitag freitags fre fr viernes vie sexta sextas sexta-feira sextas-feiras sex",
    "saturday saturdays sat samstag samstags sonnabend sonnabends sam sa sabado sabados sab",
    "sunday sundays sun sonntag sonntags son so domingo domingos dom",
)
_MONTHS = "jan ene,feb fev,mar mrz,apr abr,may mai,jun,jul,aug ago,sep set,oct okt out,nov,dec dez dic"
_UNITS = {
    "minute": "m min mins minute minutes minuten minuto minutos",
    "hour": "h hr hrs hour hours std stunde stunden hora horas",
    "day": "d day days daily tag tage tagen taglich dia dias diario diaria diariamente",
    "week": "w wk week weeks weekly woche wochen wochentlich sem semana semanas semanal semanalmente",
    "month": "month months monthly monat monate monaten monats monatlich mes meses mensual mensualmente mensal"
    " mensalmente",
    "weekdays": "weekday weekdays workday workdays werktag werktags werktage werktagen wochentags",
}
_NUMBERS = (
    "a an one un una um uma ein eine einen einer einem",
    "two other dos dois duas zwei",
    "three tres drei",
    "four cuatro quatro vier",
)
_TURNS = (
    "first erster erste ersten primer primero primera primeiro primeira",
    "second zweiter zweite zweiten segundo",
    "third dritter dritte dritten tercer tercero tercera terceiro terceira",
    "fourth vierter vierte vierten cuarto cuarta quarto",
)
_DAYS = (
    "today heute hoy hoje",
    "tomorrow morgen manana amanha",
    "overmorrow ubermorgen",
)

_NOISE = (
    "on at the of in from um am im den dem der des uhr el la las los del de en a al o os as no na nos nas ao aos da em"
    " and und y e next proximo proxima nachsten nachster"
)
_EVERY = "every each jeden jede jedes jeder alle cada todo todos toda todas"
_LAST = "last letzter letzte letzten letztem ultimo ultima"

_PHRASES = (
    (re.compile(r"\b(?:entre semana|dias? utei?s|dia util|dias? laborables?|dias? de semana)\b"), "weekdays"),
    (re.compile(r"\b(?:the )?day after tomorrow\b|\bpasado manana\b|\bdepois de amanha\b"), "overmorrow"),
    (re.compile(r"\bsegunda (?=(?:segunda|terca|quarta|quinta|sexta)\b)"), "second "),
    (re.compile(r"\bquarta (?=(?:segunda|terca|quarta|quinta|sexta)\b)"), "fourth "),
    (re.compile(r"\b(?:of the|of|im|des|del|do) (month|monats?|mes)\b"), "month"),
)


def plain(text: str) -> str:
    """Return the text in small letters, without accents, with single spaces."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(sign for sign in letters if not unicodedata.combining(sign))
    kept = " ".join(kept.split())
    for phrase, word in _PHRASES:
        kept = phrase.sub(word, kept)
    return kept


def _numbered(rows: Iterable[str], start: int) -> dict[str, int]:
    return {word: place for place, row in enumerate(rows, start) for word in row.split()}


WEEKDAYS: Mapping[str, int] = _numbered(_WEEKDAYS, 0)
"""0 is Monday."""
_PLURALS = (
    "days",
    "tags",
    "wochs",
    "abends",
    "feiras",
    "sabados",
    "domingos",
    "gundas",
    "tercas",
    "artas",
    "intas",
    "extas",
)
ONE_WEEKDAY = {word: day for word, day in WEEKDAYS.items() if not word.endswith(_PLURALS)}
"""Without what recurs."""
MONTHS: Mapping[str, int] = _numbered(_MONTHS.split(","), 1)
"""By the first three letters."""
NUMBERS: Mapping[str, int] = _numbered(_NUMBERS, 1)
DAYS: Mapping[str, int] = _numbered(_DAYS, 0)
"""Days from today."""
NOISE = frozenset(_NOISE.split())
"""Words between those that mean something."""
EVERY = frozenset(_EVERY.split())
"""Words that only what recurs has."""
UNITS: Mapping[str, str] = {word: unit for unit, row in _UNITS.items() for word in row.split()}

_TURN = {word: f"o{place}" for word, place in _numbered(_TURNS, 1).items()}
_TURN |= dict.fromkeys(_LAST.split(), "last")
_ZONE = re.compile(r"UTC|[A-Za-z_]+(/[A-Za-z0-9_+-]+)+")
_CLOCK = re.compile(
    r"(?<![\d.:/-])(\d{1,2})(?:(?::|h)(\d{2})(?::00)?)?\s?(am|pm|a\.m\.|p\.m\.|h|uhr|hrs)?(?![\w:/-]|\.\d)", re.ASCII
)
_NUMBER = re.compile(r"(\d{1,2})(st|nd|rd|th|\.|o|a|er)?", re.ASCII)


@cache
def sign_of(word: str) -> str:
    """Return what a word of a rule means: `W0` a Monday, `n2` two, `d2` the second, `o2` or `last`, a unit, or nothing.

    Raises:
        ValueError: it means nothing here.
    """
    if word in WEEKDAYS:
        return f"W{WEEKDAYS[word]}"
    if number := _NUMBER.fullmatch(word):
        return ("d" if number[2] else "n") + number[1]
    if sign := UNITS.get(word) or _TURN.get(word):
        return sign
    if word in NOISE | EVERY:
        return ""
    if word in NUMBERS:
        return f"n{NUMBERS[word]}"
    raise ValueError(f"{word!r} is no word of a time.")


def zone_off(text: str) -> tuple[str, ZoneInfo | None]:
    """Return the text without the zone that it ends with, and that zone, if any.

    Raises:
        ValueError: it names a zone that is none.
    """
    rest, _, last = text.strip().rpartition(" ")
    name = last.strip("()")
    return (rest, zone_of(name)) if _ZONE.fullmatch(name) else (text, None)


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of this name.

    Raises:
        ValueError: there is none.
    """
    try:
        return ZoneInfo(name)
    except (ValueError, KeyError, OSError):
        raise ValueError(f"There is no zone {name!r}.") from None


def clock_off(text: str) -> tuple[str, time]:
    """Return a plain text without its time of day, and that time.

    Raises:
        ValueError: it has none, or several.
    """
    # Surely a time is "6pm" and "18:00", not the bare 6 of "6 November".
    found = [each for each in _CLOCK.finditer(text) if each[2] or each[3]]
    if len(found) != 1:
        raise ValueError("It needs a time of day." if not found else "It has several times of day.")
    (clock,) = found
    hour = int(clock[1])
    half = (clock[3] or "")[:1]
    if half in {"a", "p"} and hour <= 12:  # noqa: PLR2004  # the "am" of "18:00 am Freitag" is another word
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{text[: clock.start()]} {text[clock.end() :]}", time(hour, int(clock[2] or 0))
