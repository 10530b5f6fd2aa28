"""A brand as its operator configured it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any
from zoneinfo import ZoneInfo

from chat.address import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyTime:
    """A wall-clock moment of every week."""

    weekday: int = 0
    """0 is Monday, 6 is Sunday."""

    at: time = time(9)
    """Local wall-clock time in the brand's zone."""


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

    digest: WeeklyTime = field(default_factory=WeeklyTime)
    ror: Mapping[str, Any] = field(default_factory=dict)
    """`weights`, `targets`, `min_n`: only what was given; `insight` knows the defaults."""

    hours: Mapping[str, Any] = field(default_factory=dict)
    """Business hours by weekday, `holidays`, `public_holidays`."""
