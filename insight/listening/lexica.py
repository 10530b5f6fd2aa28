"""What words are worth: lists of valences, with negation, boosters and "but" around them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from insight.listening.text import folded

FOLDER = Path(__file__).with_name("lexica")
LEAST_STEM = 3
NEGATED, BOOSTED = -0.7, 1.3
"""What a negation up to three words before, and a booster just before, make of a valence."""
BEFORE_BUT, AFTER_BUT = 0.6, 1.3
CALM = 15.0
"""VADER's alpha: about the largest sum to be expected (Hutto & Gilbert 2014)."""


@dataclass(frozen=True, slots=True)
class Turns:
    """A language's words that change what others are worth, without accents."""

    negations: frozenset[str]
    boosters: frozenset[str]
    buts: frozenset[str]


def _turns(negations: str, boosters: str, buts: str) -> Turns:
    return Turns(frozenset(negations.split()), frozenset(boosters.split()), frozenset(buts.split()))


TURNS = {
    "en": _turns(
        "not no never none nobody nothing neither nor cannot cant can't dont don't doesnt doesn't didnt didn't isnt "
        "isn't wasnt wasn't arent aren't werent weren't wont won't wouldnt wouldn't shouldnt shouldn't couldnt "
        "couldn't aint ain't havent haven't hasnt hasn't without hardly barely",
        "very so really too extremely absolutely totally super such fucking most",
        "but however though",
    ),
    "es": _turns(
        "no ni nunca jamas sin nada nadie tampoco ningun ninguna",
        "muy tan super mas re demasiado mucho mucha bien totalmente",
        "pero aunque sino",
    ),
    "pt": _turns(
        "nao n nem nunca jamais sem nada ninguem nenhum nenhuma num",
        "muito mt mto tao super mais demais bem muita total",
        "mas porem so pena",
    ),
    "de": _turns(
        "nicht nich nix kein keine keinen keiner keinem keines nie niemals ohne weder nichts ned net",
        "sehr so total mega echt super voll richtig besonders extrem viel",
        "aber doch jedoch",
    ),
}


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Valences, -4 to 4, by whole words and by stems."""

    whole: dict[str, float] = field(default_factory=dict)
    stems: dict[str, float] = field(default_factory=dict)


@cache
def lexicon(name: str) -> Lexicon:
    """Return the lexicon of this name, read once."""
    read = Lexicon()
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        valence, *listed = line.split()
        for word in listed:
            if word.endswith("*"):
                read.stems.setdefault(word[:-1], float(valence))
            else:
                read.whole.setdefault(word, float(valence))
    return read


@lru_cache(maxsize=50_000)
def valence(by: str, word: str) -> float:
    """Return what a word is worth in a lexicon, by its longest stem if it is not listed; 0 where it is not known."""
    known, word = lexicon(by), word.removeprefix("#")
    found = known.whole.get(word)
    if found is not None or not known.stems:
        return found or 0.0
    for end in range(len(word), LEAST_STEM - 1, -1):
        found = known.stems.get(word[:end])
        if found is not None:
            return found
    return 0.0


def factors(plain_words: Sequence[str], turns: Turns) -> list[float]:
    """Return by what the words around it multiply each word's valence."""
    but = max((place for place, word in enumerate(plain_words) if word in turns.buts), default=-1)
    found = []
    calm = 3
    for place, word in enumerate(plain_words):
        factor = NEGATED if calm < 3 else 1.0  # noqa: PLR2004  # words that a negation reaches
        if place and plain_words[place - 1] in turns.boosters:
            factor *= BOOSTED
        if but >= 0:
            factor *= AFTER_BUT if place > but else BEFORE_BUT
        found.append(factor)
        calm = 0 if word in turns.negations else calm + 1
    return found


def worth(words: Sequence[str], around: Sequence[float], by: str) -> list[float]:
    """Return seven figures, about -1 to 2 each: what the words say together, for, against, at most, at least, last.

    The seventh tells that none is known.
    """
    valued = [worth_ * factor for word, factor in zip(words, around, strict=True) if (worth_ := valence(by, word))]
    if not valued:
        return [0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0]
    good = sum(value for value in valued if value > 0)
    bad = -sum(value for value in valued if value < 0)
    net = good - bad
    return [
        net / math.sqrt(net * net + CALM),
        min(good, 8.0) / 4,
        min(bad, 8.0) / 4,
        max(0.0, *valued) / 3,
        min(0.0, *valued) / 3,
        valued[-1] / 3,
        0.0,
    ]


def opinions(words: Sequence[str], language: str) -> list[float]:
    """Return what each lexicon says of lower-case words: the language's own, VADER and LeIA."""
    plain_words = [folded(word) for word in words]
    around = factors(plain_words, TURNS[language])
    own = plain_words if language in {"es", "pt"} else words
    return [
        *worth(own, around, language),
        *worth(words, around if language == "en" else factors(plain_words, TURNS["en"]), "vader"),
        *worth(plain_words, around if language == "pt" else factors(plain_words, TURNS["pt"]), "leia"),
    ]
