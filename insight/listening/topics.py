"""What messages are about: their terms, and those that rise against what was usual before."""

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from pathlib import Path

from insight.listening.text import bare, folded, shortened, words

MOST_TERMS = 8
"""Of one message."""
LEAST_LETTERS = 3
MOST_LETTERS = 40
LEAST_MESSAGES = 3
"""A topic of fewer messages is chance."""

_STOPS = Path(__file__).with_name("lexica")


def terms(text: str, language: str) -> tuple[str, ...]:
    """Return a message's terms in lower case, the most specific first, at most eight, each once.

    Hashtags come before pairs of words, and those before single words, the longer first; stop words end a pair.
    """
    pieces = words(shortened(bare(text).lower(), 2))
    meant = [piece if _is_meant(piece, language) else "" for piece in pieces]
    single = [piece for piece in meant if piece and not piece.startswith("#")]
    ordered = [
        *(piece for piece in meant if piece.startswith("#")),
        *_pairs(meant),
        *sorted(single, key=len, reverse=True),
    ]
    return tuple(dict.fromkeys(ordered))[:MOST_TERMS]


def rising(
    this: Mapping[str, int], total: int, before: Mapping[str, int], total_before: int, most: int
) -> list[tuple[str, int]]:
    """Return the topics that are new or grew, with their messages: document frequency x log of how much they grew.

    Args:
        this: messages of this week by term.
        total: all messages of this week.
        before: messages of the weeks before by term.
        total_before: all messages of the weeks before; 0 where there is no history, and then the frequent ones rise.
        most: topics to return.
    """
    scores = {
        term: count * math.log(_growth(count, total, before.get(term, 0), total_before))
        for term, count in this.items()
        if count >= LEAST_MESSAGES
    }
    ranked = sorted((term for term in scores if scores[term] > 0), key=lambda term: (-scores[term], -len(term), term))
    chosen: list[str] = []
    for term in ranked:
        if len(chosen) == most:
            break
        if not any(_says_the_same(term, other, this) for other in chosen):
            chosen.append(term)
    return [(term, this[term]) for term in chosen]


def counted(messages: Sequence[Sequence[str]]) -> Counter[str]:
    """Return in how many messages each term is."""
    return Counter(term for message in messages for term in set(message))


def _growth(count: int, total: int, before: int, total_before: int) -> float:
    """Return by what a term's share grew; one that was never there counts as if half a message had had it."""
    share = count / max(total, count)
    usual = (before + 0.5) / (total_before + 1)
    return share / usual if total_before else 1 + share


def _says_the_same(term: str, other: str, this: Mapping[str, int]) -> bool:
    """Tell whether most messages of a term are those of another that shares a word with it."""
    shared = set(term.removeprefix("#").split()) & set(other.removeprefix("#").split())
    return bool(shared) and min(this[term], this[other]) * 2 > max(this[term], this[other])


def _pairs(meant: Sequence[str]) -> Iterator[str]:
    for first, second in pairwise(meant):
        if first and second and not first.startswith("#") and not second.startswith("#"):
            yield f"{first} {second}"


def _is_meant(piece: str, language: str) -> bool:
    word = piece.removeprefix("#")
    if not LEAST_LETTERS <= len(word) <= MOST_LETTERS or not word[0].isalpha():
        return False
    return piece.startswith("#") or folded(word) not in _stops(language)


@cache
def _stops(language: str) -> frozenset[str]:
    lines = (_STOPS / f"stop.{language}.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(folded(word) for line in lines if not line.startswith("#") for word in line.split())
