"""Turn a text into what the intent classifiers weigh: named cues, and hashed words and pieces of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from zlib import crc32

import numpy as np
import numpy.typing as npt

from insight.listening.intent_cues import LANGUAGES, cues, tokens

LABELS = ("query", "recommends", "thanks")
BUCKETS = 1 << 14
"""How many buckets words and pieces of words fall into; collisions are harmless beside a text's own words."""

_SIZES = (3, 4, 5)
_PRIME = np.uint32(0x01000193)
_LENGTHS = (1, 2, 4, 7, 12, 20)
_SHAPE = ("always", "asks", "asks at the end", "asks twice", "shouts", "no words", "digits", "mentions", "lines")


@dataclass(frozen=True, slots=True)
class Features:
    """What is seen in one text."""

    cues: list[int]
    """Positions in `names()`, ascending."""
    grams: npt.NDArray[np.int64]
    """Buckets of hashed words, pairs of words and pieces of words, each once, ascending."""


@cache
def names() -> tuple[str, ...]:
    """Return the names of all cues of all languages and of the shape of a text, in the order of the weights."""
    found = {name for language in LANGUAGES for name in cues(language).names}
    lengths = [f"words <= {most}" for most in _LENGTHS]
    return (*_SHAPE, *lengths, *(f"is {language}" for language in LANGUAGES), *sorted(found))


@cache
def _positions() -> dict[str, int]:
    return {name: at for at, name in enumerate(names())}


def features(text: str, language: str) -> Features:
    """Return what is seen in a text of a language; one that is not built in is read as English."""
    language = language if language in LANGUAGES else "en"
    words = tokens(text, language)
    found = cues(language).found(words)
    found.update(_shape(text, words))
    found.add(f"is {language}")
    positions = _positions()
    return Features(sorted(positions[name] for name in found), _grams(words))


def _shape(text: str, words: Sequence[str]) -> list[str]:
    spoken = sum(word[0].isalnum() for word in words)
    tests = (
        True,
        "?" in words,
        "?" in words[-2:],
        words.count("?") > 1,
        "!" in words,
        spoken == 0,
        any(word.isdigit() for word in words),
        words[:1] == ["@"],
        "\n" in text,
    )
    shape = [name for name, is_so in zip(_SHAPE, tests, strict=True) if is_so]
    return shape + [f"words <= {most}" for most in _LENGTHS if spoken <= most]


def _grams(words: Sequence[str]) -> npt.NDArray[np.int64]:
    whole = [crc32(word.encode()) for word in words]
    pairs = [crc32(f"{one} {other}".encode()) for one, other in pairwise(["^", *words, "$"])]
    signs = np.frombuffer(f" {' '.join(words)} ".encode(), dtype=np.uint8).astype(np.uint32)
    pieces = [np.array(whole + pairs, dtype=np.uint32)]
    rolling = signs
    for size in range(2, _SIZES[-1] + 1):
        rolling = rolling[: max(len(signs) - size + 1, 0)] * _PRIME + signs[size - 1 :]
        if size >= _SIZES[0]:
            pieces.append(rolling ^ (rolling >> np.uint32(15)))
    # As np.unique, at a third of its price.
    found: npt.NDArray[np.int64] = np.sort(np.concatenate(pieces).astype(np.int64) % BUCKETS)
    fresh: npt.NDArray[np.int64] = found[np.append(True, found[1:] != found[:-1])]
    return fresh
