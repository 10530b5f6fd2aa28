"""A brand as its operator configured it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from chat.address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestPlan:
    """When a brand's digests are posted: at a wall-clock moment of every week."""

    weekday: int = 0
    """0 is Monday, 6 is Sunday."""

    at: time = time(9)
    """Local wall-clock time in the brand's zone."""

    monthly: bool = False
    """Also one of each month, at the first such moment after its end."""

    quarterly: bool = False
    """Also one of each quarter, at the first such moment after its end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgent:
    """Which queries cannot wait for the opening; alerts about them come at any hour."""

    words: tuple[str, ...] = ()
    """A query that has one of them, in any letters' case, is urgent."""

    first_response_minutes: int | None = None
    """Until when it should be answered, in minutes of all hours; None: as the other queries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Replies:
    """How a brand's team is helped to answer."""

    first_response_minutes: int | None = None
    """Until when a query should be answered, in minutes of work time; None: there are no deadlines."""

    warn_minutes: int = 15
    """So many minutes of work time before the deadline the team is warned."""

    alerts: tuple[Address, ...] = ()
    """Chats and people that are alerted; where none are given, the team's chat."""

    acknowledge: bool = True
    """Who asks while nobody is at work is told when the team is back."""

    satisfaction: bool = False
    """The team may ask how it was when a case is resolved."""

    satisfaction_days: int = 30
    """In so many days one person is asked once at most."""

    urgent: Urgent = field(default_factory=Urgent)


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """One brand: who it is, where its team and its audiences talk."""

    key: str
    name: str
    zone: ZoneInfo
    language: str = "en"
    country: str | None = None
    """ISO 3166 code, for public holidays; None where there are none to keep."""

    team: Address | None = None
    managers: tuple[Address, ...] = ()
    audiences: tuple[Address, ...] = ()
    chat_admins: bool = False
    """Whoever runs one of the audience chats may make polls, too."""

    retention_days: int | None = None
    """After so many days the texts of messages are dropped; None: they are kept."""

    digest: DigestPlan = field(default_factory=DigestPlan)
    ror: Mapping[str, Any] = field(default_factory=dict)
    """`weights`, `targets`, `min_n`: only what was given; `insight` knows the defaults."""

    hours: Mapping[str, Any] = field(default_factory=dict)
    """Business hours by weekday, `holidays`, `public_holidays`."""

    replies: Replies = field(default_factory=Replies)
