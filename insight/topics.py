"""What to make next: content topics over all polls of a brand, ranked by how sure their popularity is."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from insight.tallies import rate

MIN_N = 20
"""Of fewer answers nothing is told: the 95 % interval of half of 19 people is still more than 40 points wide."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A poll in which topics were offered."""

    at: datetime
    """When it was made."""
    options: tuple[tuple[str, int], ...]
    """Each option's text and how many people chose it, of a ranked poll as their first."""
    voters: int
    several: bool = False
    """Whether a person may have chosen several."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic over all polls that offered it."""

    name: str
    """As it was written last."""
    votes: int
    n: int
    """Answers in the polls that offered it: somebody who answered two of them counts twice."""
    polls: int
    latest: datetime
    """When it was offered last."""
    low: float
    """The lower end of the Wilson 95 % interval of `share`, 0..1."""
    high: float

    @property
    def share(self) -> float:
        """Return the share of the answers that chose it, 0..1."""
        return self.votes / self.n if self.n else 0.0

    @property
    def is_enough(self) -> bool:
        """Tell whether there are enough answers to say anything."""
        return self.n >= MIN_N


def ranked(asked: Iterable[Asked]) -> list[Topic]:
    """Return the topics with enough answers, the surest first, and then those with too few, by their name."""
    offers = [offer for each in asked for offer in _offers(each)]
    offers.sort(key=lambda offer: offer[0])
    topics = [_topic([offer[1:] for offer in same]) for _, same in groupby(offers, key=lambda offer: offer[0])]
    return sorted(topics, key=_place)


def level(topics: list[Topic]) -> list[Topic]:
    """Return the topics that may be as popular as the first, itself among them: their intervals overlap with its."""
    told = [topic for topic in topics if topic.is_enough]
    return [topic for topic in told if topic.high >= told[0].low]


def key_of(text: str) -> str:
    """Return the form in which the texts of one topic are equal: without case, outer punctuation and emoji.

    What has nothing else stays as it is.
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    start, end = 0, len(plain)
    while start < end and _is_trim(plain[start]):
        start += 1
    # C# is not C.
    while end > start and plain[end - 1] != "#" and _is_trim(plain[end - 1]):
        end -= 1
    return plain[start:end] or plain


def _is_trim(sign: str) -> bool:
    category = unicodedata.category(sign)
    return category[0] in "PZC" or category in {"So", "Sk", "Me"} or unicodedata.name(sign, "").startswith("VARIATION")


_Offer = tuple[str, datetime, str, int, int]
"""A topic's key, when it was offered, its text then, its votes, and the voters."""


def _offers(asked: Asked) -> list[_Offer]:
    """Return what a poll says of each topic; two options of one topic are one offer."""
    found: dict[str, _Offer] = {}
    for text, votes in asked.options:
        key = key_of(text)
        _, _, name, before, _ = found.get(key, (key, asked.at, text, 0, 0))
        # Who may choose several may have chosen both.
        together = max(before, votes) if asked.several else before + votes
        found[key] = (key, asked.at, name, min(together, asked.voters), asked.voters)
    return list(found.values())


def _topic(offers: list[tuple[datetime, str, int, int]]) -> Topic:
    latest, name, *_ = max(offers)
    votes, n = sum(offer[2] for offer in offers), sum(offer[3] for offer in offers)
    low, high = rate(votes, n).interval()
    return Topic(
        name=name,
        votes=votes,
        n=n,
        polls=len(offers),
        latest=latest,
        low=0.0 if low is None else low,
        high=1.0 if high is None else high,
    )


def _place(topic: Topic) -> tuple[bool, float, float, int, str]:
    if not topic.is_enough:
        return True, 0.0, 0.0, 0, key_of(topic.name)
    return False, -topic.low, -topic.share, -topic.n, key_of(topic.name)
