"""The tables of a brand."""

import re
from datetime import date, time
from difflib import get_close_matches
from itertools import pairwise
from typing import Annotated, Any, Literal, Self
from zoneinfo import ZoneInfo, available_timezones

from pydantic import AfterValidator, Field, PlainValidator, model_validator

from bot.settings.addresses import Chat
from bot.settings.problems import Table
from bot.settings.replies import Count, RepliesTable
from chat.brands import Brand, DigestPlan
from insight import public_holidays
from insight.rules import MIN_N, Rules

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
BRAND_KEY = re.compile(r"(?!.*__)[a-z][a-z0-9_]*")
CLOCK_TIME = re.compile(r"([01]\d|2[0-3]):([0-5]\d)|(24):(00)")


def _zone(value: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(value))
    except (KeyError, ValueError, OSError):  # an unknown name, one like "../etc", a folder like "Europe"
        near = get_close_matches(str(value), available_timezones(), n=1)
        hint = f"did you mean {near[0]}?" if near else 'write one such as "Europe/Berlin".'
        raise ValueError(f"has {value!r}, which is no IANA time zone: {hint}") from None


def _country(value: str) -> str:
    if not re.fullmatch("[A-Z]{2}", value):
        raise ValueError(f'has {value!r}, which is no ISO 3166 code: write two capitals such as "DE".')
    return value


def _weekday(value: object) -> int:
    name = str(value).lower()
    for number, weekday in enumerate(WEEKDAYS):
        if name in (weekday, weekday[:3]):
            return number
    raise ValueError(f'has {value!r}, which is no weekday: write "monday" to "sunday".')


def _minute(value: str) -> int | None:
    match = CLOCK_TIME.fullmatch(value)
    if not match:
        return None
    hour, minute = (int(part) for part in match.groups() if part)
    return 60 * hour + minute


def _time(value: object) -> time:
    if isinstance(value, time):
        return value
    minute = _minute(str(value))
    if minute is None or minute == 24 * 60:
        raise ValueError(f'has {value!r}, which is no time of day: write "00:00" to "23:59".')
    return time(*divmod(minute, 60))


def _interval(value: object) -> tuple[int, int]:
    start, _, end = str(value).partition("-")
    opens, closes = _minute(start.strip()), _minute(end.strip())
    if opens is None or closes is None:
        raise ValueError(f'has {value!r}, which is no interval: write it such as "09:00-12:30".')
    if opens >= closes:
        raise ValueError(f"has {value!r}, which does not end on its day: end it at 24:00 and go on the next day.")
    return opens, closes


def _apart(intervals: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    ordered = tuple(sorted(intervals))
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        raise ValueError("has intervals that overlap: join them into one.")
    return ordered


TimeOfDay = Annotated[time, PlainValidator(_time)]
Intervals = Annotated[tuple[Annotated[tuple[int, int], PlainValidator(_interval)], ...], AfterValidator(_apart)]


class DigestTable(Table):
    """`[brands.<key>.digest]`: when digests are posted."""

    day: Annotated[int, PlainValidator(_weekday)] = 0
    """A weekday, 0 = Monday; Monday, because the digest tells of the ISO week that has just ended."""

    time: TimeOfDay = time(9)
    """Wall-clock time in the brand's zone; 09:00, when the team begins its week."""

    monthly: bool = False
    """Whether each calendar month has a digest too, on the first such day after it; off, since it is more to read."""

    quarterly: bool = False
    """Whether each quarter has a digest too, on the first such day after it; off, as that of months."""

    def plan(self) -> DigestPlan:
        """Return the plan for the rooms below."""
        return DigestPlan(weekday=self.day, at=self.time, monthly=self.monthly, quarterly=self.quarterly)


class RorTable(Table):
    """`[brands.<key>.ror]`: how the index is reckoned; a key that is not given keeps its default."""

    weights: dict[str, float] = Field(default_factory=dict)
    """By part or watch; 1 for each part and 0 for each watch, so that the index speaks of relationships only."""

    targets: dict[str, float] = Field(default_factory=dict)
    """By measure, in its own unit: the value of one week that scores 100."""

    min_n: int = MIN_N
    """The smallest n of a measure that counts; 5, because fewer people tell more of chance than of the brand."""

    @model_validator(mode="after")
    def _rules(self) -> Self:
        try:
            Rules.of(self.model_dump(exclude_unset=True))
        except ValueError as error:
            raise ValueError(f".{error}") from None
        return self


class HoursTable(Table):
    """`[brands.<key>.hours]`: when the team is at work; a weekday that is not given is closed."""

    mon: Intervals = ()
    tue: Intervals = ()
    wed: Intervals = ()
    thu: Intervals = ()
    fri: Intervals = ()
    sat: Intervals = ()
    sun: Intervals = ()
    """Intervals of minutes since local midnight, [from, to), in order; 1440 ends a day."""

    holidays: tuple[date, ...] = ()
    """Local dates on which all day is closed."""

    public_holidays: bool = False
    """Whether the public holidays of the brand's `country` are closed too; off, because countries differ inside."""

    @model_validator(mode="after")
    def _open_at_all(self) -> Self:
        if self.model_fields_set and not any(getattr(self, day[:3]) for day in WEEKDAYS):
            raise ValueError('are never open: give one weekday its hours, such as mon = ["09:00-17:00"].')
        return self


class BrandTable(Table):
    """`[brands.<key>]`: one brand."""

    name: str = ""
    """What people call the brand; without it, its key."""

    zone: Annotated[ZoneInfo, PlainValidator(_zone)] = Field(examples=["Europe/Berlin"])
    """IANA time zone of the brand's days, weeks and digest; there is no default that would be right for a brand."""

    language: Literal["en", "es", "pt", "de"] = "en"
    """What the team is written to in, and an audience whose language is not known."""

    country: Annotated[str, AfterValidator(_country)] | None = None
    """ISO 3166 code of two letters, for public holidays; None: there are none to keep."""

    team: Chat | None = None
    """The chat of the brand's team, where digests are posted; None: nowhere."""

    managers: tuple[Chat, ...] = ()
    """People who may ask `/ror` anywhere."""

    audiences: tuple[Chat, ...] = ()
    """The chats that polls are posted to."""

    chat_admins: bool = False
    """Whether the administrators of a Telegram audience chat may make polls too; off, because polls go to all chats."""

    retention_days: Count | None = None
    """After so many days the texts of messages are dropped; None: they are kept."""

    digest: DigestTable = DigestTable()
    ror: RorTable = RorTable()
    hours: HoursTable = HoursTable()
    replies: RepliesTable = RepliesTable()

    @model_validator(mode="after")
    def _country_of_holidays(self) -> Self:
        if not self.hours.public_holidays:
            return self
        if not self.country:
            raise ValueError('needs a country for hours.public_holidays: add it, such as country = "DE".')
        if not public_holidays.knows(self.country):
            raise ValueError(
                f'has the country "{self.country}", whose public holidays are not known: list them in hours.holidays.'
            )
        return self

    def brand(self, key: str) -> Brand:
        """Return the brand for the rooms below."""
        return Brand(
            key=key,
            name=self.name or key,
            zone=self.zone,
            language=self.language,
            country=self.country,
            team=self.team,
            managers=self.managers,
            audiences=self.audiences,
            chat_admins=self.chat_admins,
            retention_days=self.retention_days,
            digest=self.digest.plan(),
            ror=self.ror.model_dump(exclude_unset=True),
            hours=self._hours(),
            replies=self.replies.replies(),
        )

    def _hours(self) -> dict[str, Any]:
        return self.hours.model_dump() if self.hours.model_fields_set else {}
