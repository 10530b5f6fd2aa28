"""Which answers that were kept fit a new question: how near each is, and whether one surely is the answer.

Nearness is the cosine of words and of parts of words, each weighed by how rare it is among all that was kept. *Sure*
is another matter and strict: nothing of what is asked may differ but its wording. So the same notions must be named on
both sides, in the same kind of question, with the same numbers, the same denials and the same directions, and none
whose meaning depends on when or where it is said.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from insight.similar_words import Lexicon, lexicon

MOST_CHARACTERS = 1_000
"""So much of a text is read."""
SURE_CHARACTERS = 300
"""Who writes more than that says more than a question."""
NEAR = 0.12
"""What is not nearer than that is not offered."""
OTHER_LANGUAGE = 0.5
OF_ANSWER = 0.4
"""What the words of an answer weigh beside those of its question."""
OF_PART = 0.3
LITTLE = 0.1
"""What a word weighs that says little."""
SHORTEST_PLURAL = 5
SHORTEST_GERMAN = 7
NO_PLURALS = frozenset({"customs", "goods", "savings", "glasses", "always"})

_WORD = re.compile(r"\d+(?:[.,:]\d+)+|[^\W_]+[+#]*|[^\w\s]")
_FACES = re.compile("[\U0001f600-\U0001f64f\U0001f44b\U0001f44d\u2764\u263a]")
_LETTER = re.compile(r"(?<=\w )([AEOUY])(?=\W*$)")
"""A letter that is the name of something, such as hall A, and no little word."""
_SYMBOLS = {"So", "Sc", "Sm"}


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer that was kept."""

    id: int
    question: str
    text: str
    language: str
    """`en`, `es`, `pt` or `de`."""


@dataclass(frozen=True, slots=True)
class Match:
    """How well a kept answer fits."""

    id: int
    score: float
    """0..1."""
    sure: bool


@dataclass(frozen=True, slots=True)
class _Meaning:
    """What a text asks, without its wording."""

    notions: frozenset[str]
    kinds: frozenset[str]
    ways: tuple[tuple[str, str], ...]
    denied: bool
    moving: bool

    def is_surely(self, other: "_Meaning") -> bool:
        """Tell whether both ask the same."""
        if self.moving or other.moving or not self.notions:
            return False
        mine, theirs = dict(self.ways), dict(other.ways)
        turned = any(mine[each] != theirs[each] for each in mine.keys() & theirs.keys())
        same = (self.notions, self.kinds, self.denied) == (other.notions, other.kinds, other.denied)
        return same and not turned


class Library:
    """Kept answers, made ready for comparing; `library` keeps it."""

    def __init__(self, kept: Sequence[Kept]) -> None:
        self._kept = kept
        self._meanings = [_meaning(each.question, each.language) for each in kept]
        self._others = np.array([each.language for each in kept])
        vectors = [_vector(each) for each in kept]
        seen = Counter(feature for vector in vectors for feature in vector)
        self._rarity = {feature: float(np.log1p(len(kept) / n)) for feature, n in seen.items()}
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, vector in enumerate(vectors):
            for feature, weight in self._weighed(vector).items():
                found[feature].append((place, weight))
        self._places: dict[str, tuple[NDArray[np.intp], NDArray[np.float64]]] = {
            feature: (np.array([place for place, _ in at], dtype=np.intp), np.array([weight for _, weight in at]))
            for feature, at in found.items()
        }

    def nearest(self, text: str, language: str, most: int = 3) -> tuple[Match, ...]:
        """Return the kept answers that fit best, the surest first.

        Args:
            text: what was asked.
            language: `en`, `es`, `pt` or `de`.
            most: so many at most; those that are sure all come along.
        """
        if not self._kept:
            return ()
        scores = np.zeros(len(self._kept))
        for feature, weight in self._weighed(_features(text[:MOST_CHARACTERS], language)).items():
            if feature in self._places:
                places, weights = self._places[feature]
                scores[places] += weights * weight
        scores[self._others != language] *= OTHER_LANGUAGE
        sure = self._sure(text, language)
        order = sorted(sure | set(np.argsort(-scores, kind="stable")[:most].tolist()), key=lambda at: -scores[at])
        order.sort(key=lambda at: at not in sure)
        near = [at for at in order if at in sure or scores[at] >= NEAR]
        return tuple(Match(self._kept[at].id, min(1.0, float(scores[at])), at in sure) for at in near)

    def _sure(self, text: str, language: str) -> set[int]:
        if len(text) > SURE_CHARACTERS:
            return set()
        asked = _meaning(text, language)
        return {
            place
            for place, meaning in enumerate(self._meanings)
            if self._kept[place].language == language and asked.is_surely(meaning)
        }

    def _weighed(self, vector: dict[str, float]) -> dict[str, float]:
        weighed = {feature: weight * self._rarity.get(feature, 1.0) for feature, weight in vector.items()}
        length = sum(weight * weight for weight in weighed.values()) ** 0.5
        return {feature: weight / length for feature, weight in weighed.items()} if length else {}


@lru_cache(maxsize=32)
def library(kept: tuple[Kept, ...]) -> Library:
    """Return a library of these answers, the same one while they are the same."""
    return Library(kept)


def _vector(kept: Kept) -> dict[str, float]:
    vector = _features(kept.question[:MOST_CHARACTERS], kept.language)
    for feature, weight in _features(kept.text[:MOST_CHARACTERS], kept.language).items():
        vector[feature] = vector.get(feature, 0.0) + OF_ANSWER * weight
    return vector


def _features(text: str, language: str) -> dict[str, float]:
    """Return the words of a text and their parts, with what each weighs in it."""
    known = lexicon(language)
    features: dict[str, float] = {}
    for word in _words(text, known):
        little = word in known.empty or word in known.kinds or word in known.negative or word.startswith("xq")
        weight = LITTLE if little else 1.0
        notion = _notion(word, known, language)
        features[notion] = max(features.get(notion, 0.0), weight)
        if not little and word == notion:
            padded = f"<{word}>"
            for start in range(len(padded) - 2):
                part = "." + padded[start : start + 3]
                features[part] = max(features.get(part, 0.0), OF_PART)
    return features


@lru_cache(maxsize=4_096)
def _meaning(text: str, language: str) -> _Meaning:
    known = lexicon(language)
    words = list(_words(text[:MOST_CHARACTERS], known))
    notions = list(_notions(words, known, language))
    kinds = {known.kinds.get(word, word.removeprefix("xq")) for word in words if word in known.kinds or _asks(word)}
    if len(kinds) > 1 or "xkprice" in notions:
        kinds.discard("what")  # "what does it cost" and "how much is it" are one
    if "what" in kinds:
        notions += words  # what one does, has or gets: here the little words tell it
    return _Meaning(
        notions=frozenset(notions),
        kinds=frozenset(kinds),
        ways=tuple(_ways(words, known, language)),
        denied=any(word in known.negative for word in words),
        moving=any(word in known.moving for word in words),
    )


def _asks(word: str) -> bool:
    return word.startswith("xq")


def _notions(words: list[str], known: Lexicon, language: str) -> Iterator[str]:
    """Yield what a text names, in its order."""
    for word in words:
        if not _is_little(word, known):
            yield _notion(word, known, language)


def _ways(words: list[str], known: Lexicon, language: str) -> Iterator[tuple[str, str]]:
    """Yield (what is named, `to` or `from`) where a text says so: it matters who goes where."""
    way = None
    for word in words:
        if word in known.ways:
            way = known.ways[word]
        elif not _is_little(word, known):
            if way is not None:
                yield _notion(word, known, language), way
            way = None


def _is_little(word: str, known: Lexicon) -> bool:
    if word in known.notions:
        return False
    return word in known.empty or word in known.negative or word in known.kinds or word in known.ways or _asks(word)


def _notion(word: str, known: Lexicon, language: str) -> str:
    found = known.notions.get(word)
    return f"xk{found}" if found else _singular(word, language)


def _singular(word: str, language: str) -> str:
    """Return a word without its plural's ending, where that surely is one: who asks for a bowl wants no scarf."""
    if word in NO_PLURALS or word.startswith("xk") or any(sign.isdigit() for sign in word):
        return word
    if language == "de":
        word = word.removesuffix("n") if word.endswith("en") else word
        return word.removesuffix("e") if len(word) >= SHORTEST_GERMAN else word
    if len(word) < SHORTEST_PLURAL or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if language == "en":
        return word[:-3] + "y" if word.endswith("ies") else word[:-1]
    if language == "es" and word.endswith(("les", "nes", "res", "des")):
        return word[:-2]
    return word[:-3] + "ao" if language == "pt" and word.endswith(("oes", "aes")) else word[:-1]


def _words(text: str, known: Lexicon) -> Iterator[str]:
    """Yield the words of a text without accents, and the signs that mean something."""
    plain = unicodedata.normalize("NFKD", _LETTER.sub(r"xk\1", _FACES.sub(" ", text)).casefold())
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign))
    for pattern, words in known.phrases:
        plain = pattern.sub(words, plain)
    for word in _WORD.findall(plain):
        if word[0].isalnum() or unicodedata.category(word[0]) in _SYMBOLS:
            yield word
