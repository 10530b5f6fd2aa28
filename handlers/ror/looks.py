"""What somebody wants to see of a scorecard, as people write it and as a button carries it."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from chat.brands import Brand
from chat.errors import UserError
from chat.lines import PLATFORMS
from insight import periods
from insight.behind import OPENS
from insight.periods import PeriodError
from insight.rules import GROUPS
from insight.weeks import Period

EXPLAIN, CSV = "explain", "csv"
WORD = "ror"
"""The first word of all buttons here."""

_SHOWN = ("", EXPLAIN, CSV, *GROUPS, *OPENS)
"""What can be looked at; a button carries its place here, so what is new goes to the end."""
_PINNED = "="
_LONGEST_KEY = 36
_MOST_DIGITS = 5
_FIELDS = {"brand": "brand", "platform": "platform", "period": "period", "show": "shown"}
"""What may stand before a word, with a colon, where it could mean two things."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """A brand's scorecard, or a part of it."""

    brand: str = ""
    """Its key; empty where none was named."""
    period: str = ""
    """In people's words, or pinned to its days; empty: the 7 complete days before today."""
    platform: str = ""
    """Only what happened there; empty: everywhere."""
    shown: str = ""
    """A part, a watch, a figure, `explain` or `csv`; empty: all figures."""
    page: int = 0
    of: str = ""
    """`csv`: the figure whose rows are wanted; empty: all figures."""

    @property
    def data(self) -> str:
        """Return a button's data: `ror:acme:=fu7c-7:s:12:1`, what is at its end left out where it is nothing."""
        shown = f"{_SHOWN.index(self.shown) or ''}" + (f".{_SHOWN.index(self.of)}" if self.of else "")
        fields = [_short(self.brand), self.period, self.platform[:1], shown, str(self.page or "")]
        while len(fields) > 1 and not fields[-1]:
            fields.pop()
        return ":".join([WORD, *fields])

    def of_brand(self, brand: str) -> "Look":
        """Return the look at another brand."""
        return replace(self, brand=brand)

    def showing(self, shown: str) -> "Look":
        """Return the look at something else of the same days."""
        return replace(self, shown=shown, of="", page=0)

    def at(self, period: Period) -> "Look":
        """Return the look pinned to these days, so that a button means tomorrow what it means today."""
        return replace(self, period=f"{_PINNED}{periods.code(period)}")

    def days(self, brand: Brand, now: datetime) -> Period:
        """Return the period's days.

        Raises:
            UserError: the words name no period that is over.
        """
        today = now.astimezone(brand.zone).date()
        if not self.period:
            return periods.last_days(today)
        if self.period.startswith(_PINNED):
            if (pinned := periods.decoded(self.period[1:])) is None:
                raise UserError("button-old", brand.key)
            return pinned
        try:
            return periods.parse(self.period, today)
        except PeriodError as error:
            raise UserError(f"ror-period-{error.reason}", brand.key, word=error.word, most=periods.MOST_DAYS) from None


def pressed(data: str, brands: Iterable[str]) -> Look:
    """Read a button's data; what nobody wrote names a brand that nobody has."""
    _, brand, period, platform, shown, page = [*data.split(":"), *[""] * 5][:6]
    first, _, second = shown.partition(".")
    key = next((each for each in brands if _short(each) == brand), brand)
    return Look(
        brand=key or "?",
        period=period,
        platform=next((each for each in PLATFORMS if platform and each.startswith(platform)), ""),
        shown=_SHOWN[_number(first, len(_SHOWN) - 1)],
        page=_number(page, 10**_MOST_DIGITS),
        of=_SHOWN[_number(second, len(_SHOWN) - 1)],
    )


def asked(text: str, brands: Mapping[str, Brand]) -> Look:
    """Read the words after `/ror`, in any order: a period, a brand, a platform, and what to look at.

    Raises:
        UserError: a word means nothing or two things, or two say the same.
    """
    look, rest = Look(), list[str]()
    for word in text.split():
        field, value = _meaning(word, brands)
        if not field:
            rest.append(word)
        elif getattr(look, field) and not (field == "shown" and CSV in {look.shown, value}):
            raise UserError("ror-twice", one=getattr(look, field), other=value)
        elif field == "shown" and look.shown:
            look = replace(look, shown=CSV, of=next(each for each in (look.shown, value) if each != CSV))
        else:
            look = _set(look, field, value)
    return _named(look, " ".join(rest), brands) if rest else look


def _set(look: Look, field: str, value: str) -> Look:
    match field:
        case "brand":
            return replace(look, brand=value)
        case "platform":
            return replace(look, platform=value)
        case "period":
            return replace(look, period=value)
        case _:
            return replace(look, shown=value)


def _meaning(word: str, brands: Mapping[str, Brand]) -> tuple[str, str]:
    """Return what a word sets, and to what; nothing where it may be a part of a brand's name."""
    prefix, colon, value = word.partition(":")
    found = _meanings(value if colon else word, brands)
    if colon and _FIELDS.get(prefix.lower()) in found:
        return _FIELDS[prefix.lower()], found[_FIELDS[prefix.lower()]]
    if len(found) > 1:
        raise UserError("ror-ambiguous", word=word)
    return next(iter(found.items())) if found and not colon else ("", "")


def _meanings(word: str, brands: Mapping[str, Brand]) -> dict[str, str]:
    plain = word.lower().replace("-", "_")
    found = {
        "brand": word.lower() if word.lower() in brands else "",
        "platform": plain if plain in PLATFORMS else "",
        "shown": plain if plain in _SHOWN else "",
        "period": word if periods.looks_like(word) else "",
    }
    return {field: value for field, value in found.items() if value}


def _named(look: Look, name: str, brands: Mapping[str, Brand]) -> Look:
    """Find a brand by the name that people call it."""
    found = [brand.key for brand in brands.values() if brand.name.casefold() == name.casefold()]
    if len(found) != 1 or look.brand:
        raise UserError("ror-words", word=name)
    return replace(look, brand=found[0])


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS else 0


def _short(brand: str) -> str:
    """Return a brand's key, or where it is long what tells it apart, so that a button can carry it."""
    if len(brand) <= _LONGEST_KEY:
        return brand
    return f"~{hashlib.sha256(brand.encode()).hexdigest()[:12]}"
