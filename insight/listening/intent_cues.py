"""Find the hand-made cues of a language in a text: phrases of words, by name, in time linear in the text."""

import re
import threading
import tomllib
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path

LEXICA = Path(__file__).parent / "lexica"
LANGUAGES = ("en", "es", "pt", "de")
MOST_CHARACTERS = 1000
"""Of a longer text only the beginning is read: intent is said early, and the time is bounded."""

_TOKEN = re.compile(r"[a-z0-9]+|[^\W_]+|[?!@]|[\u2190-\u2bff\U0001f000-\U0001faff]")
_APOSTROPHES = str.maketrans("", "", "'’`´")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
_UMLAUT = re.compile(r"(?<![aeq])([aou])e")
_MARKS = re.compile("[\u0300-\u036f\U0001f3fb-\U0001f3ff]")
"""Accents and umlauts set apart from their letters, and the tones of skin."""
_STEM = 3
_BEGINNING = "^"


def fold(text: str, language: str) -> str:
    """Return a text without case, accents, apostrophes and stretched letters; German "ae" and "ä" become the same."""
    text = text[:MOST_CHARACTERS].translate(_APOSTROPHES).lower()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text.replace("ß", "ss")))
    text = _STRETCHED.sub(r"\1", text)
    return _UMLAUT.sub(r"\1", text) if language == "de" else text


def tokens(text: str, language: str) -> list[str]:
    """Return a text's words, its question and exclamation marks, its @ and its emoji, folded."""
    return _TOKEN.findall(fold(text, language))


class Cues:
    """All cues of one language.

    A cue is a list of patterns, one a line. A pattern is words with a blank between: `a|b` is one of several, `book*`
    any word that begins so, `*book` that ends so (three letters at least), `a?` one that may be missing, `_` any word,
    `_3` up to three words, `<folk` one of a list of words, `^` the text's beginning, `$` its end, emoji aside.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._words: dict[str, list[str]] = {}
        self._sources: dict[str, dict[str, list[str]]] = {}
        self._compiled: dict[tuple[str, ...], list[tuple[str, re.Pattern[str]]]] = {}
        self._lock = threading.Lock()
        names: set[str] = set()
        for name in ("all", language):
            lexicon = tomllib.loads((LEXICA / f"intent.{name}.toml").read_text(encoding="utf-8"))
            self._words |= {key: value.split() for key, value in lexicon.get("words", {}).items()}
            for cue, patterns in lexicon["cues"].items():
                names.add(cue)
                for pattern in filter(None, map(str.strip, patterns.splitlines())):
                    self._add(cue, pattern.split())
        self.names = sorted(names)

    def found(self, words: Sequence[str]) -> set[str]:
        """Return the names of all cues in a text's tokens."""
        line = " ".join(words) + " "
        found = {cue for cue, pattern in self._candidates((_BEGINNING,)) if pattern.match(line)}
        at, sources = 0, self._sources
        for word in words:
            keys = (word, f"{word[:_STEM]}*", f"*{word[-_STEM:]}")
            if known := tuple([key for key in keys if key in sources]):
                for cue, pattern in self._candidates(known):
                    if cue not in found and pattern.match(line, at):
                        found.add(cue)
            at += len(word) + 1
        return found

    def _candidates(self, keys: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
        known = self._compiled.get(keys)
        if known is None:
            with self._lock:
                known = self._compiled[keys] = self._compile(keys)
        return known

    def _compile(self, keys: tuple[str, ...]) -> list[tuple[str, re.Pattern[str]]]:
        groups: dict[str, list[str]] = {}
        for key in keys:
            for cue, patterns in self._sources.get(key, {}).items():
                groups.setdefault(cue, []).extend(patterns)
        return [(cue, re.compile("|".join(patterns))) for cue, patterns in sorted(groups.items())]

    def _add(self, cue: str, elements: list[str]) -> None:
        first = elements[0]
        if first.endswith("?") and len(first) > 1:
            self._add(cue, elements[1:])
        pattern = "".join(map(self._regex, elements))
        for choice in [_BEGINNING] if first == _BEGINNING else self._choices(first.rstrip("?") or first):
            key = choice
            if choice.endswith("*"):
                key = f"{choice[:_STEM]}*"
            elif choice.startswith("*"):
                key = f"*{choice[-_STEM:]}"
            self._sources.setdefault(key, {}).setdefault(cue, []).append(pattern)

    def _regex(self, element: str) -> str:
        if element == _BEGINNING:
            return r"\A"
        if element == "$":
            return r"[^a-z0-9?]*\Z"
        if re.fullmatch(r"_\d*", element):
            return rf"(?:[^ ]+ ){{0,{element[1:]}}}" if element[1:] else "[^ ]+ "
        optional = "?" if element.endswith("?") and len(element) > 1 else ""
        choices = self._choices(element.rstrip("?") or element)
        inner = "|".join(re.escape(each).replace(r"\*", "[^ ]*") for each in choices)
        return f"(?:(?:{inner}) ){optional}"

    def _choices(self, element: str) -> Iterable[str]:
        for choice in element.split("|"):
            if choice.startswith("<"):
                for word in self._words[choice[1:]]:
                    yield from self._choices(word)
            else:
                yield fold(choice, self._language)


@cache
def cues(language: str) -> Cues:
    """Return the cues of a language, read once; those of English for a language that is not built in."""
    return Cues(language if language in LANGUAGES else "en")
