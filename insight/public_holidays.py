"""Public holidays of whole countries, named in a language; the library is loaded when the first one is asked for."""

from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from importlib.metadata import version

_YEARS = range(1900, 2101)
"""Those that the library reckons; no country's holidays are known further ahead."""


@lru_cache(maxsize=1_000)
def in_year(country: str, language: str, year: int) -> Mapping[date, str]:
    """Give a year's holidays with their names; what a region alone keeps is not among them.

    Args:
        country: ISO 3166 code of two letters.
        language: of the names; where the library does not have it they are in the country's own.

    Raises:
        ValueError: the library does not know the country.
    """
    if not knows(country):
        raise ValueError(f"The public holidays of {country} are not known.")
    if year not in _YEARS:
        return {}
    import holidays

    # A holiday may be kept on the last days of the year before, so its neighbours are reckoned too.
    around = holidays.country_holidays(country, years=range(year - 1, year + 2), language=_spoken(country, language))
    return {day: name for day, name in around.items() if day.year == year}


@cache
def knows(country: str) -> bool:
    """Say whether the library knows a country."""
    import holidays

    return country in holidays.list_supported_countries()


def library() -> str:
    """Give what the dates depend on beside the country: the library and its version."""
    return f"holidays {version('holidays')}"


@cache
def _spoken(country: str, language: str) -> str | None:
    """Give the library's own code of a language; without one it would follow the locale of the machine."""
    import holidays

    codes = sorted(holidays.list_localized_countries().get(country, []))
    alike = [code for code in codes if code.partition("_")[0] == language]
    return alike[0] if alike else holidays.country_holidays(country).default_language
