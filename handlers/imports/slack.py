"""A Slack workspace's export: a zip with lists of channels and people, and a file for each channel and day.

Nothing is unpacked to the disk, and of the zip only the lists and the files of channels that are imported are read.
"""

import json
import re
import struct
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from functools import partial
from lzma import LZMAError
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from handlers.imports.entries import Broken, Chat, Item, Place, Unusable, Wrong, get, guarded, maybe
from handlers.imports.slack_messages import PLATFORM, People, Reader, moment_of

LARGEST = 64 * 1024 * 1024
"""Bytes of one file in the zip: a channel's messages of one day."""
CHANNELS = ("channels.json", "groups.json")
TALKS = ("dms.json", "mpims.json")
FIRST_OF_ALL = 1_376_438_400
"""Slack began then: a channel of which is not told when it was made was not made earlier."""
PEOPLE = ("users.json", "org_users.json")
UNREADABLE = (BadZipFile, LZMAError, struct.error, zlib.error, EOFError, RuntimeError, OSError, ValueError)
"""What the library says of a damaged, encrypted or strange zip."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\.json")


class Slack:
    """An export of Slack's; `survey` comes first.

    Raises:
        Unusable: it is no zip that can be read, or has no list of channels.
    """

    platform = PLATFORM
    guesses_zone = False

    def __init__(self, path: Path) -> None:
        self.position = self.size = 0
        self.chats: list[Chat] = []
        self._folders: dict[str, str] = {}
        self._members: dict[str, dict[str, datetime]] = {}
        self._people = People()
        try:
            self._zip = ZipFile(path)
        except UNREADABLE as error:
            raise Unusable(f"The zip is damaged ({error}): download it again.") from None
        lists = [info.filename for info in self._zip.infolist() if info.filename.rpartition("/")[2] in CHANNELS]
        if not lists:
            raise Unusable("This zip has no channels.json, so it is no export of a Slack workspace.")
        # Whoever packed it again may have put a folder around all of it.
        self._root = min(lists, key=len).rpartition("/")[0]
        self._root += "/" if self._root else ""
        self._days: dict[str, list[ZipInfo]] = defaultdict(list)
        for info in self._zip.infolist():
            folder, _slash, name = info.filename.removeprefix(self._root).rpartition("/")
            if info.filename.startswith(self._root) and _DAY.fullmatch(name):
                self._days[folder].append(info)

    def survey(self, tick: Callable[[], object] = bool) -> Iterator[Broken]:
        """Read the lists; yield what is wrong with them."""
        there = set(self._zip.namelist())
        for name in (*CHANNELS, *TALKS, *PEOPLE):
            if self._root + name not in there:
                continue
            note = self._note_person if name in PEOPLE else partial(self._note_chat, private=name in TALKS)
            for where, raw in self._list(self._zip.getinfo(self._root + name), "entry"):
                yield from (each for each in guarded(raw, where, note) if isinstance(each, Broken))

    def people(self, chat: str) -> Mapping[str, datetime]:
        """Return who wrote in a channel, and when first; who is only a member there, is so since it was made."""
        seen: dict[str, datetime] = {}
        for _where, raw in self._messages(chat):
            if isinstance(raw, dict) and not self._people.is_bot(raw):
                with suppress(Wrong):
                    who = self._people.who(get(raw, "user", str)).id
                    seen.setdefault(who, moment_of(get(raw, "ts", str)))
        return {who: at for who, at in self._members.get(chat, {}).items() if who not in self._people.bots} | seen

    def read(self, places: Mapping[str, Place]) -> Iterator[Item]:
        """Read these channels."""
        self.position = 0
        self.size = sum(info.file_size for chat in places for info in self._days[self._folders[chat]])
        for chat, place in places.items():
            reader = Reader(place, self._people)
            for where, raw in self._messages(chat):
                yield from guarded(raw, where, reader.read)

    def _note_chat(self, raw: Mapping[str, Any], _where: str, *, private: bool) -> Iterator[Item]:
        id_ = self._people.who(get(raw, "id", str)).id
        name = str(raw.get("name") or id_)
        self.chats.append(Chat(id_, name, private))
        self._folders[id_] = name
        made_at = moment_of(f"{maybe(raw, 'created', int) or FIRST_OF_ALL}.0")
        members = [each for each in maybe(raw, "members", list) or () if isinstance(each, str)]
        self._members[id_] = {self._people.who(each).id: made_at for each in members}
        yield from ()

    def _note_person(self, raw: Mapping[str, Any], _where: str) -> Iterator[Item]:
        self._people.note(raw)
        yield from ()

    def _messages(self, chat: str) -> Iterator[tuple[str, Any]]:
        """Yield (where it stands, message) of a channel in order of time."""
        for info in sorted(self._days[self._folders[chat]], key=lambda each: each.filename):
            yield from sorted(self._list(info, "message"), key=_stamp)
            self.position += info.file_size

    def _list(self, info: ZipInfo, what: str) -> Iterator[tuple[str, Any]]:
        """Yield (where it stands, entry) of a file; what it is, where it is none that can be read."""
        name = info.filename.removeprefix(self._root)
        try:
            with self._zip.open(info) as file:
                content = file.read(LARGEST + 1)
        except UNREADABLE as error:
            yield name, Wrong(f"the zip is damaged here ({error}): download it again.")
            return
        if len(content) > LARGEST:
            yield name, Wrong(f"this is larger than {LARGEST >> 20} MB, which no day in a channel is.")
            return
        try:
            # Other than orjson, this takes halves of surrogate pairs, which people do write.
            entries = json.loads(content.decode("utf-8-sig"))
        except (RecursionError, ValueError) as error:
            yield name, Wrong(f"this is not JSON in UTF-8 ({error}).")
            return
        if not isinstance(entries, list):
            yield name, Wrong("this must be a list in brackets.")
            return
        for number, entry in enumerate(entries, 1):
            yield f"{name}, {what} {number}", entry


def _stamp(message: tuple[str, Any]) -> str:
    _where, raw = message
    stamp = raw.get("ts") if isinstance(raw, dict) else None
    return stamp if isinstance(stamp, str) else ""
