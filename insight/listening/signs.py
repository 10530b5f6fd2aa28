"""What a message shows beside its words: emoji, emoticons, punctuation, capitals, length."""

import math
import re
from collections.abc import Sequence

from insight.listening.lexica import TURNS, lexicon
from insight.listening.text import LINK, MENTION, folded, is_drawn_out

_EMOTICON = re.compile(
    r"[:;=8xX][\-'o^]?[\)\]dDpP3\(\[/\\|@*oO]+|<3+|</3|\^[_.\-]*\^|[-_][._][-_]|:'\(|\bxd+\b|;[\)\(]|\*-\*|o_o"
)
_LAUGHTER = re.compile(
    r"\b(?:(?:a?(?:ha|he|hi|hue|hua|ja|je|ji|rs|sk)){2,}[hjs]?|k{3,}|lo+l|lmao|rofl|haha\w*|jaja\w*)\b"
)
_WHOLE_SMILES = {"^^", "^_^", "<3", "*-*"}
_SHOUTED = 3
"""Letters of a word in capitals that is no abbreviation such as OK."""


def shown(text: str, words: Sequence[str], language: str) -> list[float]:
    """Return figures of 0 to about 1 for what a plain text shows.

    Args:
        text: as `plain` made it, its case kept.
        words: of the text in lower case.
    """
    return [*_faces(text), *_punctuation(text), *_shape(text, words), *_turning(words, language)]


def _faces(text: str) -> list[float]:
    known = lexicon("emoji").whole
    emoji = [] if text.isascii() else [known[sign] for sign in text if sign in known]
    glad = sum(valence for valence in emoji if valence > 0)
    sad = -sum(valence for valence in emoji if valence < 0)
    drawn = [found.lower() for found in _EMOTICON.findall(text)]
    smiles = sum(face[-1] in ")]dp3*" or face in _WHOLE_SMILES for face in drawn)
    frowns = sum(face[-1] in "([/\\|@" for face in drawn)
    return [
        min(glad, 6) / 3,
        min(sad, 6) / 3,
        float(bool(emoji) and emoji[-1] > 0),
        float(bool(emoji) and emoji[-1] < 0),
        float(min(smiles, 2)),
        float(min(frowns, 2)),
    ]


def _punctuation(text: str) -> list[float]:
    exclaims, end = text.count("!"), text.rstrip()
    return [
        min(exclaims, 3) / 3,
        float(exclaims > 0),
        min(text.count("?"), 2) / 2,
        float("??" in text or "?!" in text or "!?" in text),
        float(".." in text or "…" in text),
        float('"' in text or "“" in text),
        float(":" in text),
        float(end.endswith("!")),
        float(end.endswith("?")),
    ]


def _shape(text: str, words: Sequence[str]) -> list[float]:
    lower = text.lower()
    shouted = sum(len(word) >= _SHOUTED and word.isupper() for word in text.split())
    return [
        float(is_drawn_out(lower)),
        min(shouted, 3) / 3,
        math.log1p(len(words)) / 4,
        float(LINK in text),
        min(text.count(MENTION), 3) / 3,
        min(text.count("#"), 3) / 3,
        float(_LAUGHTER.search(lower) is not None),
        float(any(map(str.isdigit, text))),
        float(text.rstrip().endswith(LINK)),
    ]


def _turning(words: Sequence[str], language: str) -> list[float]:
    turns, plain_words = TURNS[language], {folded(word) for word in words}
    return [float(not turns.negations.isdisjoint(plain_words)), float(not turns.buts.isdisjoint(plain_words))]
