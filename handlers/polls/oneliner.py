"""A poll typed in one line: the question and its options in quotation marks, and settings in plain words."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from difflib import get_close_matches
from typing import Any

from chat.brands import Brand
from chat.errors import UserError
from chat.polls import OPTIONS, SCALES
from handlers.polls.setting_words import SETTINGS, WORDS
from handlers.polls.wanting import Wanted, wanted
from insight.calendar_words import plain
from insight.recurring import read_rule
from insight.whens import read_moment, read_span

TYPED_CHARACTERS = 4_000
"""No right poll is longer when typed, and looking for pairs of marks takes long in a long text."""
TYPED_WORDS = 80
TIME_WORDS = 8
"""A time has at most so many words."""

# Phones turn straight quotation marks into curly ones, each language in its own way, and sometimes only one of a pair.
# First come true pairs, which may hold other marks; then any mark up to any other.
_PAIRS = (('"', '"'), ("“", "”"), ("„", "“”"), ("”", "”"), ("«", "»"), ("»", "«"))
_MARKS = "".join(sorted({mark for pair in _PAIRS for mark in "".join(pair)}))
_END = rf"(?=[\s{_MARKS}]|$)"
_QUOTED = re.compile(
    "|".join([rf"{opening}([^{opening}{closing}]*)[{closing}]{_END}" for opening, closing in _PAIRS])
    + rf"|[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]|(?<!\S)'(\S|\S.*?\S)'(?!\S)|(\S+)"
)
# Phones turn two dashes into a long one.
_FLAG = re.compile(r"(?:--|[—–])(?=[^\W\d_])([^=]*)(?:=(.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the line; all that stands in one pair of marks is one."""

    text: str
    quoted: bool

    @property
    def flag(self) -> bool:
        """Tell whether it is written `--word`."""
        return not self.quoted and _FLAG.fullmatch(self.text) is not None


def read(text: str, now: datetime, brand: Brand) -> Wanted:
    """Read a poll typed in one line.

    Raises:
        UserError: it is none, or could mean two things: who forgets a mark means something else, and a poll goes to
            all chats at once.
    """
    return wanted(_Line(now, brand).read(split_words(text)), now, brand)


def split_words(text: str) -> list[Word]:
    """Split a line into its words.

    Returns:
        Nothing where a mark has no other, or the text is far too long.
    """
    found = list(_QUOTED.finditer(text)) if len(text) <= TYPED_CHARACTERS else []
    made = [Word(match[match.lastindex or 0], match.lastindex != _QUOTED.groups) for match in found]
    if len(made) > TYPED_WORDS or any(mark in word.text for word in made if not word.quoted for mark in _MARKS):
        return []
    return made


@dataclass(slots=True)
class _Line:
    """Reads the words of one line."""

    now: datetime
    brand: Brand
    raw: dict[str, Any] = field(default_factory=dict)

    def read(self, words: Sequence[Word]) -> dict[str, Any]:
        """Return the plain values of the poll."""
        place = 0
        while place < len(words) and not words[place].quoted:
            taken = self._take(words, place)
            if taken == place:
                raise UserError("poll-usage", self.brand.key)
            place = taken
        if place < len(words):
            self.raw["question"] = words[place].text
            self._read_options(words[place + 1 :])
        elif self.raw.get("kind") != "nps":
            raise UserError("poll-usage", self.brand.key)
        return self.raw

    def _read_options(self, words: Sequence[Word]) -> None:
        before = dict(self.raw)
        try:
            options = self._quoted_options(words)
        except UserError:
            if sum(word.quoted for word in words) >= OPTIONS.start or before.get("kind") in SCALES:
                raise
            options = []
        if len(options) < OPTIONS.start and self.raw.get("kind") not in SCALES:
            self.raw = before
            options = self._bare_options(words)
        self.raw["options"] = options

    def _quoted_options(self, words: Sequence[Word]) -> list[str]:
        """Take all that is quoted for options, and all the rest for settings."""
        options, place = [], 0
        while place < len(words):
            if words[place].quoted:
                options.append(words[place].text)
                place += 1
                continue
            taken = self._take(words, place)
            if taken == place:
                raise self._unknown(words[place].text)
            place = taken
        return options

    def _bare_options(self, words: Sequence[Word]) -> list[str]:
        """Take all but flags for options, unless the last of them could be settings."""
        options: list[Word] = []
        place = 0
        while place < len(words):
            if not words[place].flag:
                options.append(words[place])
                place += 1
                continue
            place = self._take(words, place)
        if (last := self._settings_at_end(options)) is not None:
            raise UserError("poll-option-or-setting", self.brand.key, word=last)
        if len(options) < OPTIONS.start:
            raise UserError("poll-usage", self.brand.key)
        return [word.text for word in options]

    def _settings_at_end(self, words: Sequence[Word]) -> str | None:
        start = next((place + 1 for place in range(len(words) - 1, -1, -1) if words[place].quoted), 0)
        for place in range(start, len(words)):
            probe, at = _Line(self.now, self.brand), place
            with suppress(UserError):
                while at < len(words) and (taken := probe._take(words, at)) > at:
                    at = taken
            if at == len(words):
                return words[place].text
        return None

    def _take(self, words: Sequence[Word], place: int) -> int:
        """Take the setting that begins at this word; return where it ends, which is `place` where it is none."""
        text, given = words[place].text, None
        if flag := _FLAG.fullmatch(text):
            text, given = flag[1], flag[2]
        name = WORDS.get(plain(text))
        if name is None:
            if flag:
                raise self._unknown(text)
            return place
        if name in SETTINGS:
            self._set(*SETTINGS[name])
            return place + 1
        values = [Word(given, quoted=True)] if given else words[place + 1 :]
        used = self._take_limit(values) if name == "limit" else self._take_time(name, text, values)
        return place + 1 + (0 if given else used)

    def _take_limit(self, values: Sequence[Word]) -> int:
        number = values[0].text if values else ""
        if not (number.isascii() and number.isdigit() and len(number) <= 2):  # noqa: PLR2004  # there are 20 options
            raise UserError("poll-limit-unclear", self.brand.key)
        self._set("kind", "multi")
        self._set("most", int(number))
        return 1

    def _take_time(self, name: str, typed: str, values: Sequence[Word]) -> int:
        if values and values[0].quoted:
            self._set(*self._timed(name, typed, values[0].text))
            return 1
        bare = [word.text for word in values[:TIME_WORDS]]
        # The longest that is a time: "tomorrow" could be one, and "tomorrow 9:00" surely is.
        for many in range(len(bare), -1, -1):
            text = " ".join(bare[:many])
            if self._is_time(name, typed, text):
                self._set(*self._timed(name, typed, text))
                return many
        key = {"every": "poll-rule-unclear", "for": "poll-span-unclear", "in": "poll-span-unclear"}
        raise UserError(key.get(name, "poll-moment-unclear"), self.brand.key, time=" ".join(bare[:2]))

    def _is_time(self, name: str, typed: str, text: str) -> bool:
        try:
            if name == "every":
                read_rule(f"{typed} {text}", self.brand.zone)
            elif name in {"for", "in"}:
                read_span(text)
            else:
                read_moment(text, self.now, self.brand.zone)
        except (ValueError, OverflowError):
            return False
        return True

    def _timed(self, name: str, typed: str, text: str) -> tuple[str, str]:
        if name == "every":
            return "every", f"{typed} {text}".strip()
        return ("at", f"in {text}") if name == "in" else (name, text)

    def _set(self, name: str, value: object) -> None:
        if self.raw.setdefault(name, value) != value:
            raise UserError("poll-setting-twice", self.brand.key, first=_word(self.raw[name]), second=_word(value))

    def _unknown(self, word: str) -> UserError:
        near = get_close_matches(plain(word), WORDS, n=1)
        return UserError("poll-word-unknown", self.brand.key, word=word, near=near[0] if near else "none")


def _word(value: object) -> str:
    """Return a value by the word that sets it."""
    return next((word for word, (_, sets) in SETTINGS.items() if sets == value), str(value))
