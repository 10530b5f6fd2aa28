"""What Telegram Desktop writes of one message."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime

from handlers.imports.entries import NOT_NAMED, NOTICES, UNNAMED, Item, Place, Skipped, Wrong, get, maybe, number_in
from handlers.imports.forwards import Forwards
from handlers.imports.scribe import Scribe, Spot, Who
from handlers.imports.telegram_fields import (
    BEFORE,
    PLATFORM,
    Raw,
    author_of,
    local,
    moment_of,
    sound,
    text_of,
)

COMMANDS = "commands to bots"
UNSUPPORTED = "of a kind that this Telegram Desktop did not know"
MEMBERS = "comings and goings of people whom Telegram names by a name that is not one person's here"
AGAIN = "posts that the same person had passed on that day"


class Reader:
    """Makes lines of the messages of one chat.

    Args:
        place: the chat.
        names: the ids of all who have a name.
        forwards: what of the export passes the brand's posts on.
    """

    def __init__(self, place: Place, names: Mapping[str, set[str]], forwards: Forwards) -> None:
        self._place = place
        self._names = names
        self._forwards = forwards
        self._scribe = Scribe(PLATFORM, place)
        self._topics: set[int] = set()

    def read(self, raw: Raw, where: str) -> Iterator[Item]:
        """Read one message.

        Raises:
            Wrong: it is not as Telegram writes it.
        """
        number, kind = number_in(raw, "id"), get(raw, "type", str)
        if kind == "unsupported":
            yield Skipped(UNSUPPORTED)
            return
        chat, message = self._numbered(number)
        spot = Spot(where, message, moment_of(raw, self._place.zone), chat)
        if kind == "service":
            yield from self._notice(raw, spot, number)
        elif kind == "message":
            yield from self._message(raw, spot)
            yield from self._reactions(raw, spot)
        else:
            yield Skipped(NOTICES)

    def _numbered(self, number: int) -> tuple[str, str]:
        """Return the chat, where it is another, and the id under which a message was heard."""
        if number < 0 and self._place.before is not None:
            return self._place.before, str(number - BEFORE)
        return "", str(number)

    def _message(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        who = author_of(raw, self._place.id)
        text = text_of(raw.get("text"))
        if who is None:
            yield Skipped(UNNAMED)
        elif self._scribe.is_own_poll(spot.message):
            yield Skipped(NOTICES)
        elif _is_command(raw):
            yield Skipped(COMMANDS)
        elif (poll := maybe(raw, "poll", dict)) is not None and self._scribe.is_team(who):
            answers = [text_of(each.get("text")) for each in get(poll, "answers", list) if isinstance(each, dict)]
            yield self._scribe.polled(spot, who, text_of(poll.get("question")), answers)
        elif (passed := self._forwards.passed(raw, self._place)) is not None and not self._scribe.is_team(who):
            yield self._shared(spot, who, *passed)
        else:
            yield self._scribe.said(spot, who, text, self._reply_to(raw))

    def _shared(self, spot: Spot, who: Who, post: str, line: str | None) -> Item:
        if self._forwards.is_again(self._place, spot.at, who.id, post):
            return Skipped(AGAIN)
        return self._scribe.shared(spot, who, line)

    def _reply_to(self, raw: Raw) -> str | None:
        number = None if raw.get("reply_to_message_id") is None else number_in(raw, "reply_to_message_id")
        # What stands in a topic is written as a reply to its beginning.
        if number is None or number in self._topics or raw.get("reply_to_peer_id") is not None:
            return None
        chat, message = self._numbered(number)
        return self._scribe.line_of(message, chat)

    def _reactions(self, raw: Raw, spot: Spot) -> Iterator[Item]:
        for each in maybe(raw, "reactions", list) or ():
            if not isinstance(each, dict):
                raise Wrong('"reactions" must be a list of objects.')
            named = 0
            for one in maybe(each, "recent", list) or ():
                who = author_of(one, self._place.id) if isinstance(one, dict) else None
                if who is not None:
                    named += 1
                    yield self._scribe.reacted(spot, who, _emoji(each), _reacted_at(one, raw, spot.at))
            if (more := (maybe(each, "count", int) or 0) - named) > 0:
                yield Skipped(f"reactions {NOT_NAMED}", more)

    def _notice(self, raw: Raw, spot: Spot, number: int) -> Iterator[Item]:
        action = str(raw.get("action"))
        if action == "topic_created":
            self._topics.add(number)
        actor = author_of(raw, self._place.id, "actor")
        if action not in ACTIONS or actor is None:
            yield Skipped(NOTICES)
            return
        yield from ACTIONS[action](self, raw, spot, actor)

    def _by_link(self, raw: Raw, spot: Spot, actor: Who) -> Iterator[Item]:
        inviter = raw.get("inviter")
        yield self._scribe.joined(spot, actor, self._one(inviter) if isinstance(inviter, str) else None)

    def _added(self, raw: Raw, spot: Spot, actor: Who) -> Iterator[Item]:
        for who in self._members(raw, actor):
            yield self._scribe.joined(spot, who, actor.id) if who else Skipped(MEMBERS)

    def _removed(self, raw: Raw, spot: Spot, actor: Who) -> Iterator[Item]:
        for who in self._members(raw, actor):
            yield self._scribe.left(spot, who) if who else Skipped(MEMBERS)

    def _members(self, raw: Raw, actor: Who) -> Iterator[Who | None]:
        for name in get(raw, "members", list):
            if isinstance(name, str) and name == actor.name:
                yield actor
            else:
                found = self._one(name) if isinstance(name, str) else None
                yield Who(found, name) if found else None

    def _one(self, name: str) -> str | None:
        found = self._names.get(name, set())
        return next(iter(found)) if len(found) == 1 else None


ACTIONS: Mapping[str, Callable[[Reader, Raw, Spot, Who], Iterator[Item]]] = {
    "join_group_by_link": Reader._by_link,  # noqa: SLF001  # its own
    "join_group_by_request": Reader._by_link,  # noqa: SLF001  # its own
    "invite_members": Reader._added,  # noqa: SLF001  # its own
    "create_group": Reader._added,  # noqa: SLF001  # its own
    "remove_members": Reader._removed,  # noqa: SLF001  # its own
}


def _is_command(raw: Raw) -> bool:
    for name in ("text_entities", "text"):
        pieces = raw.get(name)
        if isinstance(pieces, list) and pieces and isinstance(pieces[0], dict):
            return pieces[0].get("type") == "bot_command"
    return False


def _emoji(reaction: Raw) -> str:
    """Return a reaction as the live bot hears it."""
    for name in ("emoji", "document_id", "type"):
        if isinstance(reaction.get(name), str) and reaction[name]:
            return str(reaction[name])
    return ""


def _reacted_at(reaction: Raw, raw: Raw, written_at: datetime) -> datetime:
    """Return when somebody reacted: by the wall clock that the message tells beside its instant."""
    at = written_at
    with suppress(Wrong, OverflowError):
        at += local(get(reaction, "date", str)) - local(get(raw, "date", str))
        return sound(at)
    return written_at
