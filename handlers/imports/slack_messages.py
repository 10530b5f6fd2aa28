"""What a Slack export has of one message."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from chat.markup import plain
from handlers.imports.entries import BY_BOTS, NOT_NAMED, NOTICES, UNNAMED, Item, Place, Skipped, Wrong, get, maybe
from handlers.imports.scribe import Scribe, Spot, Who

Raw = Mapping[str, Any]

PLATFORM = "slack"
SPOKEN = {None, "", "file_share", "me_message", "thread_broadcast"}
"""The subtypes of a message that somebody wrote."""
SLACKBOT = "USLACKBOT"
EMPTY = "without words or files"
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
FIRST_YEAR, LAST_YEAR = 2000, 2999

_STAMP = re.compile(r"([0-9]{1,12})\.([0-9]{1,6})", re.ASCII)
_ID = re.compile(r"[A-Z0-9]{1,64}", re.ASCII)


@dataclass(slots=True)
class People:
    """Whom the export lists."""

    names: dict[str, str] = field(default_factory=dict)
    bots: set[str] = field(default_factory=lambda: {SLACKBOT})

    def note(self, raw: Raw) -> None:
        """Take an entry of the list.

        Raises:
            Wrong: it is not as Slack writes it.
        """
        id_, profile = get(raw, "id", str), maybe(raw, "profile", dict) or {}
        if raw.get("is_bot") is True or profile.get("bot_id"):
            self.bots.add(id_)
        names = (profile.get("display_name"), profile.get("real_name"), raw.get("real_name"), raw.get("name"))
        self.names[id_] = next((name for name in names if isinstance(name, str) and name), "")

    def is_bot(self, message: Raw) -> bool:
        """Tell whether a bot wrote a message."""
        signed = bool(message.get("bot_id")) or message.get("subtype") == "bot_message"
        return signed or str(message.get("user")) in self.bots

    def who(self, id_: str) -> Who:
        """Return somebody, or a channel, which has an id of the same form.

        Raises:
            Wrong: this is no id.
        """
        if not _ID.fullmatch(id_):
            raise Wrong(f"{id_[:50]!r} is no id.")
        return Who(id_, self.names.get(id_, ""))


def moment_of(stamp: str) -> datetime:
    """Return when a message was written, aware UTC, to the microsecond that names it.

    Raises:
        Wrong: this is no time stamp.
    """
    found = _STAMP.fullmatch(stamp)
    try:
        if found is None:
            raise Wrong(f'"ts" must be a time stamp like "1712345678.000100", and is {stamp[:50]!r}.')
        at = EPOCH + timedelta(seconds=int(found[1]), microseconds=int(found[2].ljust(6, "0")))
    except OverflowError:
        raise Wrong("its time cannot be.") from None
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise Wrong("its time cannot be.")
    return at


class Reader:
    """Makes lines of the messages of one channel."""

    def __init__(self, place: Place, people: People) -> None:
        self._people = people
        self._scribe = Scribe(PLATFORM, place)

    def read(self, raw: Raw, where: str) -> Iterator[Item]:
        """Read one message.

        Raises:
            Wrong: it is not as Slack writes it.
        """
        stamp = get(raw, "ts", str)
        spot = Spot(where, stamp, moment_of(stamp))
        subtype = maybe(raw, "subtype", str)
        if subtype in ACTIONS:
            yield from ACTIONS[subtype](self, raw, spot)
        elif self._people.is_bot(raw):
            yield Skipped(BY_BOTS)
        elif subtype in SPOKEN:
            yield self._said(raw, spot)
        else:
            yield Skipped(NOTICES)
        yield from self._reactions(raw, spot)

    def _said(self, raw: Raw, spot: Spot) -> Item:
        text, user = maybe(raw, "text", str) or "", maybe(raw, "user", str)
        if user is None:
            return Skipped(UNNAMED)
        if not (text or raw.get("files") or raw.get("file")):
            return Skipped(EMPTY)
        root = maybe(raw, "thread_ts", str)
        reply_to = self._scribe.line_of(root) if root and root != spot.message else None
        if reply_to:
            moment_of(str(root))
        return self._scribe.said(spot, self._people.who(user), plain(text), reply_to)

    def _reactions(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        for each in maybe(raw, "reactions", list) or ():
            if not isinstance(each, dict):
                raise Wrong('"reactions" must be a list of objects.')
            emoji, users = get(each, "name", str), maybe(each, "users", list) or []
            named = [self._people.who(user) for user in users if isinstance(user, str)]
            for who in named:
                if who.id not in self._people.bots:
                    yield self._scribe.reacted(spot, who, emoji, spot.at)
            if (more := (maybe(each, "count", int) or 0) - len(named)) > 0:
                yield Skipped(f"reactions {NOT_NAMED}", more)

    def _came(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        who, inviter = self._people.who(get(raw, "user", str)), maybe(raw, "inviter", str)
        brought_by = self._people.who(inviter).id if inviter and inviter not in self._people.bots else None
        yield Skipped(BY_BOTS) if self._people.is_bot(raw) else self._scribe.joined(spot, who, brought_by)

    def _went(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        who = self._people.who(get(raw, "user", str))
        yield Skipped(BY_BOTS) if self._people.is_bot(raw) else self._scribe.left(spot, who)

    def _deleted(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        stamp = maybe(raw, "deleted_ts", str)
        if stamp is None:
            yield Skipped(NOTICES)
            return
        moment_of(stamp)
        yield self._scribe.deleted(spot, stamp)


ACTIONS: Mapping[str | None, Callable[[Reader, Raw, Spot], Iterator[Item]]] = {
    "channel_join": Reader._came,  # noqa: SLF001  # its own
    "group_join": Reader._came,  # noqa: SLF001  # its own
    "channel_leave": Reader._went,  # noqa: SLF001  # its own
    "group_leave": Reader._went,  # noqa: SLF001  # its own
    "message_deleted": Reader._deleted,  # noqa: SLF001  # its own
}
