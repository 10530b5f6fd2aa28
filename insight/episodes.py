"""Waiting episodes: from a person's question in a chat to the first human answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from chat.address import Address
from chat.lines import Line
from insight.history import Ledger

_Place = tuple[Address, str, str]
"""Who waits, and where: person, platform and chat."""


@dataclass(slots=True)
class Episode:
    """Somebody's wait, as far as it is seen."""

    opened: datetime
    person: Address
    platform: str
    chat: str
    queries: list[str] = field(default_factory=list)
    """The ids of what was asked while it was open, in order."""
    answered: datetime | None = None
    resolved: datetime | None = None
    """When it ended without an answer."""

    @property
    def is_open(self) -> bool:
        """Whether it goes on."""
        return self.answered is None and self.resolved is None


def episodes(ledger: Ledger, end: datetime) -> Sequence[Episode]:
    """Give the episodes of all time as they are seen from an instant, in the order in which they opened.

    Args:
        end: lines at it or later are not seen, and what was taken back before it counts as never made.
    """
    return list(_followed(ledger, end))


def _followed(ledger: Ledger, end: datetime) -> Iterator[Episode]:
    waiting: dict[_Place, Episode] = {}
    of_query: dict[str, Episode] = {}
    for line, gone in ledger.care:
        if line.at >= end:
            return
        if gone is not None and gone < end:
            continue
        if line.kind == "message":
            place = (ledger.person(line), line.platform, line.chat)
            episode = waiting.get(place)
            if episode is None or not episode.is_open:
                episode = waiting[place] = Episode(line.at, *place)
                yield episode
            episode.queries.append(line.id)
            of_query[line.id] = episode
        elif (asked := of_query.get(line.ref or "")) and asked.is_open:
            _end(asked, line)


def _end(episode: Episode, line: Line) -> None:
    if line.kind == "answer":
        episode.answered = line.at
    else:
        episode.resolved = line.at
