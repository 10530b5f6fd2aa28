"""Lines of what an export tells, with the ids that the live bot gives, so that neither counts what the other has."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from chat.lines import Line
from chat.storable import storable
from handlers.imports.entries import BY_BOTS, Entry, Item, Place, Skipped, Wrong
from storage import ledger, polls

SHARE = "#share"
"""What the id of a share has behind that of the message by which it was done."""
LONGEST_ID = 100
"""Characters of an emoji that has no short name."""


@dataclass(frozen=True, slots=True)
class Who:
    """Somebody, as an export names them."""

    id: str
    name: str = ""
    as_team: bool = False
    """The chat itself speaks."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A message of an export, or a notice that stands like one."""

    where: str
    """For people."""
    message: str
    at: datetime
    chat: str = ""
    """Its chat, where that is not the place's."""


class Scribe:
    """Writes the lines of one chat."""

    def __init__(self, platform: str, place: Place) -> None:
        self._platform = platform
        self._place = place

    def line_of(self, message: str, chat: str = "") -> str:
        """Return the id of a message's line: of the poll, where one of Rapport's own stands in it."""
        poll = self._place.polls.get(message) if not chat else None
        return polls.line_of(poll) if poll else ledger.line_id(self._platform, chat or self._place.id, message)

    def is_own_poll(self, message: str) -> bool:
        """Tell whether the live bot knows all of this message."""
        return message in self._place.polls

    def is_team(self, who: Who) -> bool:
        """Tell whether somebody speaks for the brand."""
        return who.as_team or who.id in self._place.team

    def said(self, spot: Spot, who: Who, text: str, reply_to: str | None) -> Item:
        """Write a message; `reply_to` is a line."""
        return self._entry(spot, who, "message", self._own(spot), ref=reply_to, data={"text": storable(text)})

    def polled(self, spot: Spot, who: Who, question: str, options: list[str]) -> Item:
        """Write a poll of the team's."""
        data = {"question": storable(question), "options": [storable(each) for each in options]}
        return self._entry(spot, who, "poll", self._own(spot), data=data)

    def shared(self, spot: Spot, who: Who, post: str | None) -> Item:
        """Write that somebody passed a post on; `post` is a line, None where it is not known."""
        return self._entry(spot, who, "share", f"{self._own(spot)}{SHARE}", ref=post)

    def reacted(self, spot: Spot, who: Who, emoji: str, at: datetime) -> Item:
        """Write a reaction to the message at this spot.

        Raises:
            Wrong: it has no emoji.
        """
        target, sign = self.line_of(spot.message, spot.chat), storable(emoji)[:LONGEST_ID]
        if not sign:
            raise Wrong("a reaction must have its emoji.")
        own = f"{self._own(spot)}#{sign}:{who.id}"
        return self._entry(spot, who, "reaction", own, ref=target, at=max(at, spot.at), data={"emoji": sign})

    def joined(self, spot: Spot, who: Who, referrer: str | None) -> Item:
        """Write that somebody came, brought by whom."""
        brought_by = None if referrer == who.id else referrer
        return self._entry(spot, who, "join", f"{self._own(spot)}#join:{who.id}", data={"referrer": brought_by})

    def left(self, spot: Spot, who: Who) -> Item:
        """Write that somebody went."""
        return self._entry(spot, who, "leave", f"{self._own(spot)}#leave:{who.id}")

    def deleted(self, spot: Spot, message: str) -> Item:
        """Write that a message was taken back, by anybody."""
        target = self.line_of(message)
        line = self._line(spot, None, "delete", f"{target}#delete", team=False, ref=target)
        return Entry(spot.where, line)

    def _own(self, spot: Spot) -> str:
        return ledger.line_id(self._platform, spot.chat or self._place.id, spot.message)

    def _entry(self, spot: Spot, who: Who, kind: str, id_: str, **more: Any) -> Item:
        if who.id in self._place.without:
            return Skipped(BY_BOTS)
        return Entry(
            spot.where, self._line(spot, who.id, kind, id_, team=self.is_team(who), **more), storable(who.name)
        )

    def _line(self, spot: Spot, person: str | None, kind: str, id_: str, **more: Any) -> Line:
        where = {"brand": self._place.brand, "platform": self._platform, "chat": self._place.chat}
        return Line(**{"id": id_, "kind": kind, "person": person, "at": spot.at, **where, **more})
