"""From a message to the pieces that classifiers count: its words, and hashes of its n-grams."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

LANGUAGES = ("en", "es", "pt", "de")
"""In the order of the weights' rows."""
MOST_SIGNS = 2_000
"""Of a longer text only the beginning is read: time stays bounded, and an opinion comes early."""
LINK, MENTION = "\x01", "\x02"
"""They stand for any link and any mention: whose they are says nothing."""

_LINK = re.compile(r"https?\S*|www\.\S+")
_MENTION = re.compile(r"@\w+")
_WORD = re.compile(r"#?\w+(?:['’]\w+)?|[^\w\s]")
_LONG = re.compile(r"(.)\1{2,}", re.DOTALL)
_ENTITIES = (("&amp;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("’", "'"))


def plain(text: str) -> str:
    """Return the text's beginning in one form of Unicode, its links and mentions replaced by their marks."""
    start = unicodedata.normalize("NFC", text[:MOST_SIGNS])
    for written, meant in _ENTITIES:
        start = start.replace(written, meant)
    return _MENTION.sub(f" {MENTION} ", _LINK.sub(f" {LINK} ", start))


def bare(text: str) -> str:
    """Return the text's beginning without links and mentions, on one line."""
    return " ".join(_MENTION.sub(" ", _LINK.sub(" ", text[:MOST_SIGNS])).split())


def shortened(text: str, most: int) -> str:
    """Return the text in which no sign comes more than `most` times in a row, where it came three times or more."""
    return _LONG.sub(lambda found: found[1] * most, text)


def is_drawn_out(text: str) -> bool:
    """Tell whether a sign comes three times in a row."""
    return _LONG.search(text) is not None


def words(text: str) -> list[str]:
    """Return words, hashtags and single other signs, in their order."""
    return _WORD.findall(text)


@lru_cache(maxsize=20_000)
def folded(word: str) -> str:
    """Return the word without accents: many leave them out."""
    if word.isascii():
        return word
    return "".join(sign for sign in unicodedata.normalize("NFD", word) if unicodedata.category(sign) != "Mn")


def hashes(pieces: Sequence[str], bits: int) -> list[int]:
    """Return hashes, 0 to 2^bits - 1, of words, pairs of words, and the runs of 2 to 5 signs of each word.

    People use the same words again and again, so what a word comes to is kept.
    """
    mask = (1 << bits) - 1
    found = [_word(piece, mask) for piece in pieces]
    found += [_hash(f"b{first} {second}") & mask for first, second in pairwise(pieces)]
    for piece in pieces:
        found += _runs(piece, mask)
    return found


def _hash(piece: str) -> int:
    """Return a hash that is the same everywhere and for ever; a letter in front tells kinds apart."""
    return crc32(piece.encode("utf-8", "surrogatepass"))


@lru_cache(maxsize=20_000)
def _word(piece: str, mask: int) -> int:
    return _hash(f"w{piece}") & mask


@lru_cache(maxsize=20_000)
def _runs(piece: str, mask: int) -> tuple[int, ...]:
    padded = f" {piece} "
    runs = (padded[start : start + size] for size in range(2, 6) for start in range(len(padded) - size + 1))
    return tuple(_hash(f"c{run}") & mask for run in runs)
