"""Telegram Desktop's export, `result.json`: of one chat, or of the whole account.

The file is read from its beginning each time, message by message, so that it may be larger than the memory.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from handlers.imports.entries import Broken, Chat, Item, Place, Unusable, Wrong, get, guarded, number_in
from handlers.imports.forwards import Forwards
from handlers.imports.stream import Broke, Stream
from handlers.imports.telegram_fields import LARGE_CHATS, PLATFORM, author_of, is_by_a_bot, moment_of, words_of
from handlers.imports.telegram_messages import Reader

GROUPS = {"private_group"}
LARGE = {"private_supergroup", "public_supergroup", "private_channel", "public_channel"}
"""The types of chats; all others are conversations of two."""
HEAD = {"id", "name", "type"}
FOLDERS = {"chats", "left_chats"}
UTC_ZONE = ZoneInfo("UTC")
"""For what need not be exact."""
LONGEST_NAME = 60
TICK_EVERY = 200


@dataclass
class Survey:
    """What the first look found in a chat."""

    people: dict[str, datetime] = field(default_factory=dict)
    """Who was seen, and when first."""
    bots: set[str] = field(default_factory=set)
    names: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """The ids of all who have a name: notices name people by that alone."""
    posts: dict[tuple[str, int], list[str]] = field(default_factory=lambda: defaultdict(list))
    """The messages that chats wrote in their own names, by who did and the hash of the words."""


class Telegram:
    """An export of Telegram Desktop's; `survey` comes first."""

    platform = PLATFORM

    def __init__(self, path: Path) -> None:
        self._path = path
        self.size = path.stat().st_size
        self.position = 0
        self.guesses_zone = False
        self.chats: list[Chat] = []
        self._ids: list[str] = []
        self._heads: list[dict[str, Any]] = []
        self._surveys: dict[str, Survey] = defaultdict(Survey)

    def survey(self, tick: Callable[[], object] = bool) -> Iterator[Broken]:
        """Look through all of it for its chats and people; yield where it breaks off; call `tick` now and then.

        Raises:
            Unusable: it has no chats.
        """
        found: dict[int, Survey] = defaultdict(Survey)
        place = "its beginning"
        try:
            for ordinal, number, raw in self._walk():
                place = self._where(raw, ordinal, number)
                if number % TICK_EVERY == 0:
                    tick()
                if isinstance(raw, dict) and self._heads[ordinal].get("type", "") in (*GROUPS, *LARGE, ""):
                    self._look(found[ordinal], raw)
        except Broke as error:
            yield Broken(f"after {place}", str(error))
            return
        if not self._heads:
            raise Unusable("This has no chats of Telegram's: export one again as machine-readable JSON.")
        yield from self._keep(found)

    def _keep(self, found: dict[int, Survey]) -> Iterator[Broken]:
        for ordinal, head in enumerate(self._heads):
            try:
                chat = _chat_of(head)
            except Wrong as error:
                yield Broken(str(head.get("name") or f"chat {ordinal + 1}"), str(error))
            else:
                self._ids.append(chat.id)
                self.chats.append(chat)
                _merge(self._surveys[chat.id], found[ordinal])

    def people(self, chat: str) -> Mapping[str, datetime]:
        """Return who was seen in a chat, and when first."""
        seen = self._surveys[chat]
        return {who: at for who, at in seen.people.items() if who not in seen.bots}

    def read(self, places: Mapping[str, Place]) -> Iterator[Item]:
        """Read these chats."""
        bots = frozenset().union(*(seen.bots for seen in self._surveys.values()))
        forwards = Forwards(places.values(), {chat: self._surveys[chat].posts for chat in places}, self._all_names())
        readers = {
            chat: Reader(replace(place, without=place.without | bots), self._surveys[chat].names, forwards)
            for chat, place in places.items()
        }
        for ordinal, number, raw in self._walk():
            if ordinal >= len(self._ids):
                raise Unusable("The file changed while it was read: import it again.")
            reader = readers.get(self._ids[ordinal])
            if reader is not None:
                yield from guarded(raw, self._where(raw, ordinal, number), reader.read)

    def _all_names(self) -> Mapping[str, set[str]]:
        found = defaultdict(set, {chat.name: {chat.id} for chat in self.chats})
        for seen in self._surveys.values():
            for name, ids in seen.names.items():
                found[name] |= ids
        return found

    def _where(self, raw: object, ordinal: int, number: int) -> str:
        name = self._heads[ordinal].get("name") or f"chat {ordinal + 1}"
        id_ = raw.get("id") if isinstance(raw, dict) else None
        return f"{str(name)[:LONGEST_NAME]}, message {id_}" if type(id_) is int else f"{name}, message no. {number}"

    def _look(self, seen: Survey, raw: Mapping[str, Any]) -> None:
        """Note who is there; what is wrong with a message, its reading tells."""
        self.guesses_zone = self.guesses_zone or (raw.get("date") is not None and raw.get("date_unixtime") is None)
        for role in ("from", "actor"):
            with suppress(Wrong):
                who = author_of(raw, "", role)
                if who is None:
                    continue
                at = moment_of(raw, UTC_ZONE)
                seen.people[who.id] = min(at, seen.people.get(who.id, at))
                if who.name:
                    seen.names[who.name].add(who.id)
                if is_by_a_bot(raw):
                    seen.bots.add(who.id)
                if who.id.startswith("-") and "reply_to_message_id" not in raw and (words := words_of(raw)):
                    seen.posts[who.id, hash(words)].append(str(number_in(raw, "id")))

    def _walk(self) -> Iterator[tuple[int, int, Any]]:
        """Yield (number of the chat, number of the message from 1, message) of all chats."""
        self._heads = []
        stream = Stream(self._path)
        try:
            for each in self._chat(stream, is_top=True):
                self.position = stream.position
                yield each
            stream.end()
        finally:
            self.position = stream.position
            stream.close()

    def _chat(self, stream: Stream, *, is_top: bool = False) -> Iterator[tuple[int, int, Any]]:
        head: dict[str, Any] = {}
        for key in stream.walk_object():
            if key == "messages" and stream.opens("["):
                self._heads.append(head)
                ordinal = len(self._heads) - 1
                for number in stream.walk_list():
                    yield ordinal, number, stream.value()
            elif is_top and key in FOLDERS and stream.opens("{"):
                yield from self._folder(stream)
            else:
                value = stream.value()
                if key in HEAD:
                    head[key] = value

    def _folder(self, stream: Stream) -> Iterator[tuple[int, int, Any]]:
        for key in stream.walk_object():
            if key == "list" and stream.opens("["):
                for _number in stream.walk_list():
                    if stream.opens("{"):
                        yield from self._chat(stream)
                    else:
                        stream.value()
            else:
                stream.value()


def _chat_of(head: Mapping[str, Any]) -> Chat:
    """Return the chat, with the id by which the live bot knows it.

    Raises:
        Wrong: it has no id.
    """
    number, kind, name = number_in(head, "id"), get(head, "type", str), head.get("name")
    called = name[:LONGEST_NAME] if isinstance(name, str) and name else kind.replace("_", " ")
    if kind in LARGE:
        return Chat(str(LARGE_CHATS - number), called, number=str(number))
    if kind in GROUPS:
        return Chat(str(-number), called, number=str(number))
    return Chat(str(number), called, private=True)


def _merge(one: Survey, other: Survey) -> None:
    for who, at in other.people.items():
        one.people[who] = min(at, one.people.get(who, at))
    one.bots |= other.bots
    for name, ids in other.names.items():
        one.names[name] |= ids
    for post, messages in other.posts.items():
        one.posts[post] += messages
