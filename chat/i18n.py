"""The bot's texts, in the four languages that audiences write in."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_datetime, format_skeleton, format_time, get_timezone_location
from babel.lists import format_list
from babel.numbers import format_currency, format_decimal, format_percent
from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax.ast import Message

LANGUAGES = ("en", "es", "pt", "de")
LOCALES = {"en": "en_GB", "es": "es", "pt": "pt_BR", "de": "de"}
FOLDER = Path(__file__).parent / "locales"
ENTRY = re.compile(r"^([a-z][\w-]*) *=.*(?:\n(?:[ }].*)?)*", re.MULTILINE)
"""A text in its file: its key, and the lines that go on with it."""
REFERENCE = re.compile(r"\{ *([a-z][\w-]*) *\}")
"""A text that stands in another."""
_MINUTE = 60
_DAY_MINUTES = 1_440
LONGEST_ARGUMENT = 1_000
"""Characters of a name or a platform's reason that a text can hold: Fluent refuses parts longer than 2,500."""


def language_of(*wishes: str | None) -> str:
    """Return the first wish that the bot speaks (`pt-BR` counts as `pt`), else English."""
    for wish in wishes:
        language = (wish or "").replace("_", "-").partition("-")[0].lower()
        if language in LANGUAGES:
            return language
    return "en"


class _Bundle(FluentBundle):
    """A language's texts; each is parsed when it is first needed, for all of them take a tenth of a second."""

    def __init__(self, language: str) -> None:
        # Without use_isolating=False bidi marks would stand in every chat message.
        super().__init__([LOCALES[language].replace("_", "-")], use_isolating=False)
        files = [file.read_text(encoding="utf-8") for file in sorted((FOLDER / language).glob("*.ftl"))]
        self._sources = {found[1]: found[0] for found in ENTRY.finditer("\n".join(files))}

    def get_message(self, message_id: str) -> Any:  # noqa: ANN401  # the library's own
        """Return a text, and know those that it is made of."""
        source = self._sources.get(message_id)
        if source is not None:
            for other in REFERENCE.findall(source):
                self.get_message(other)
            self.add_resource(FluentResource(source))  # again by another thread, it changes nothing
            self._sources.pop(message_id, None)
        return super().get_message(message_id)


_bundle = cache(_Bundle)


def load() -> None:
    """Read the texts of all languages now: whoever needed one first would wait for them."""
    for language in LANGUAGES:
        _bundle(language)


class Words:
    """The texts and the way of writing numbers and dates in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._locale = Locale.parse(LOCALES[language])

    def __call__(self, key: str, /, **args: Any) -> str:  # Fluent takes strings, numbers and dates
        """Return the text of this key.

        Raises:
            KeyError: there is no such text, or one of its arguments is missing.
        """
        bundle = _bundle(self.language)
        message = bundle.get_message(key)
        if message.value is None:
            raise KeyError(key)
        text, problems = bundle.format_pattern(message.value, {name: _short(value) for name, value in args.items()})
        if problems:
            msg = f"{key} in {self.language}: {problems}"
            raise KeyError(msg)
        return str(text)

    def number(self, value: float, digits: int = 0) -> str:
        """Write a number with at most so many decimals."""
        return format_decimal(_rounded(value, digits), locale=self._locale)

    def percent(self, share: float, digits: int = 0) -> str:
        """Write a share of 0..1 as a percentage."""
        pattern = "#,##0.#" + self._sign() if digits else None
        return format_percent(_rounded(share, digits + 2), locale=self._locale, format=pattern)

    def money(self, amount: Decimal, currency: str) -> str:
        """Write an amount with the sign and the decimals of its currency (ISO 4217)."""
        return format_currency(amount, currency, locale=self._locale)

    def signed(self, value: float, digits: int = 0) -> str:
        """Write a number with at most so many decimals, and with its sign unless it is 0."""
        rounded = _rounded(value, digits)
        return ("+" if rounded > 0 else "") + self.number(rounded, digits).replace("-", "−")

    def duration(self, seconds: float) -> str:
        """Write a length of time by its two largest units, as in `2 h 20 min`; from a minute on in whole minutes."""
        # Not by Babel: of the short units it knows no singular in Spanish and Portuguese ("1 horas").
        if round(seconds) < _MINUTE:
            return self("time-seconds", number=self.number(seconds))
        minutes = round(seconds / _MINUTE)
        if minutes >= _DAY_MINUTES:  # whole hours then
            minutes = 60 * round(seconds / (60 * _MINUTE))
        hours, minutes = divmod(minutes, 60)
        days, hours = divmod(hours, 24)
        parts = [
            days and self("time-days", days=days),
            hours and self("time-hours", number=self.number(hours)),
            minutes and self("time-minutes", number=self.number(minutes)),
        ]
        return " ".join(part for part in parts if part)

    def _sign(self) -> str:
        # German and Spanish put a no-break space before the sign.
        return "\u00a0%" if self.language in {"de", "es"} else "%"

    def day(self, day: date, *, year: bool = False) -> str:
        """Write a date, without its year if not asked for it, as in `9 November`."""
        pattern, years = {"en": ("d MMMM", " y"), "de": ("d. MMMM", " y")}.get(
            self.language, ("d 'de' MMMM", " 'de' y")
        )
        return format_date(day, pattern + (years if year else ""), locale=self._locale)

    def month(self, day: date) -> str:
        """Write the month of a day with its year, as in `October 2026`."""
        return str(format_skeleton("yMMMM", day, locale=self._locale))

    def quarter(self, day: date) -> str:
        """Write the quarter of a day with its year, as in `3rd quarter 2026`."""
        return str(format_skeleton("yQQQQ", day, locale=self._locale))

    def listed(self, names: Sequence[str]) -> str:
        """Write several things in a row, as in `one, two and three`."""
        return format_list(names, locale=self._locale)

    def moment(self, moment: datetime) -> str:
        """Write a date and time in the zone that the moment carries."""
        return format_datetime(moment, "short", tzinfo=moment.tzinfo, locale=self._locale)

    def weekday(self, day: date) -> str:
        """Write a date with its day of the week, without its year, as in `Monday, 9 November`."""
        pattern = {"en": "EEEE, d MMMM", "de": "EEEE, d. MMMM"}.get(self.language, "EEEE, d 'de' MMMM")
        return format_date(day, pattern, locale=self._locale)

    def clock(self, moment: datetime) -> str:
        """Write the time of day in the zone that the moment carries."""
        return format_time(moment, "short", tzinfo=moment.tzinfo, locale=self._locale)

    def hour(self, hour: int) -> str:
        """Write a full hour of the day, 0 to 23, as in `09:00`."""
        return format_time(time(hour), "short", locale=self._locale)

    def weekday_name(self, weekday: int) -> str:
        """Name a day of the week; 0 is Monday."""
        return str(self._locale.days["stand-alone"]["wide"][weekday])

    def language_name(self, code: str) -> str:
        """Name a language by its code."""
        return str(self._locale.languages.get(code, code))

    def city(self, zone: ZoneInfo) -> str:
        """Name the city that a zone is called after."""
        return get_timezone_location(zone, locale=self._locale, return_city=True)

    def when(self, moment: datetime) -> str:
        """Write a moment by its day, as in `Mon 30 Nov 09:30`, in the zone that it carries."""
        return f"{self._written('MMMEd', moment)} {self._written('Hm', moment)}"

    def weekday_time(self, moment: datetime) -> str:
        """Write a moment within a few days, as in `Mon 09:30`, in the zone that it carries."""
        return self._written("EHm", moment)

    def _written(self, skeleton: str, moment: datetime) -> str:
        return format_skeleton(skeleton, moment, tzinfo=moment.tzinfo, locale=self._locale)


def _short(value: Any) -> Any:  # noqa: ANN401  # Fluent takes strings, numbers and dates
    if isinstance(value, str) and len(value) > LONGEST_ARGUMENT:
        return value[: LONGEST_ARGUMENT - 1] + "…"
    return value


def _rounded(value: float, digits: int) -> float:
    return round(value, digits) + 0  # adding nothing makes -0 a plain 0


@cache
def words(language: str) -> Words:
    """Return the texts of one of `LANGUAGES`."""
    return Words(language)


@cache
def keys(language: str) -> Mapping[str, Iterable[str]]:
    """Return every text's key with the names of its arguments, for the check that all languages are equal."""
    found: dict[str, set[str]] = {}
    for source in sorted((FOLDER / language).glob("*.ftl")):
        for entry in FluentResource(source.read_text(encoding="utf-8")).body:
            if isinstance(entry, Message):
                found[entry.id.name] = set(_arguments(entry))
    return found


def _arguments(node: Any) -> Iterable[str]:  # noqa: ANN401  # the syntax tree is untyped
    if type(node).__name__ == "VariableReference":
        yield node.id.name
    elif hasattr(node, "__dict__"):
        for child in vars(node).values():
            for each in child if isinstance(child, list) else (child,):
                yield from _arguments(each)
