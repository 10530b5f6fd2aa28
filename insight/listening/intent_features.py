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

_PRIME = 0x01000193
_LONGEST = 5
_PIECES = np.array(
    [[_PRIME ** (size - at) % 2**32 if at < size else 0 for size in (3, 4, 5)] for at in range(_LONGEST)], np.uint32
)
"""What each sign of a window counts in the hash of its first 3, 4 and 5 signs."""
_FOLDED = np.uint32(15)
_MASK = np.uint32(BUCKETS - 1)
_LENGTHS = (1, 2, 4, 7, 12, 20)
_SHAPE = ("always", "asks", "asks at the end", "asks twice", "shouts", "no words", "digits", "mentions", "lines")


@dataclass(frozen=True, slots=True)
class Features:
    """What is seen in one text."""

    cues: list[int]
    """Positions in `names()`, ascending."""
    grams: npt.NDArray[np.int64]
    """Buckets of hashed words, pairs of words and pieces of words, each once."""


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
    raw = f" {' '.join(words)} ".encode() + bytes(_LONGEST - 1)
    whole = [crc32(word) for word in raw.rstrip(b"\0").split()]
    pairs = [(one * _PRIME + other) >> 3 for one, other in pairwise([1, *whole, 2])]
    shape = (len(raw) - _LONGEST + 1, _LONGEST)
    pieces = np.ndarray(shape, np.uint8, raw, 0, (1, 1)) @ _PIECES
    pieces ^= pieces >> _FOLDED
    pieces &= _MASK
    buckets = np.array([each % BUCKETS for each in whole + pairs], np.int64)
    return _each_once(np.concatenate((buckets, pieces.ravel()), dtype=np.int64))


def _each_once(buckets: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return a text's buckets without repetitions: what was written last to a bucket stays there; nothing is sorted."""
    places = np.arange(len(buckets))
    last = np.empty(BUCKETS, np.int64)
    last[buckets] = places
    once: npt.NDArray[np.int64] = buckets[last[buckets] == places]
    return once
