"""What messages are about."""

from collections import Counter

import pytest

from insight.listening.topics import MOST_TERMS, counted, rising, terms


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The new espresso machine is great #coffee", "en", ("#coffee", "espresso machine", "espresso", "machine")),
        ("@you https://example.com the and of", "en", ()),
        ("Gibt es die Hafermilch wieder?", "de", ("hafermilch",)),
        ("¿Cuándo abre la tienda de Lavapiés?", "es", ("lavapiés", "tienda", "abre")),
        ("Vocês têm pão sem glúten?", "pt", ("glúten", "pão")),
        ("12345 :) !!", "en", ()),
    ],
)
def test_terms_are_what_a_message_is_about(text: str, language: str, expected: tuple[str, ...]) -> None:
    """Hashtags, pairs, then words; no stop words, links, mentions, numbers."""
    assert terms(text, language) == expected


def test_a_long_message_has_few_terms() -> None:
    """However much is said."""
    assert len(terms(" ".join(f"subject{chr(97 + n)}" for n in range(26)), "en")) == MOST_TERMS


def test_what_is_new_rises() -> None:
    """What was always said does not, nor what few said; of two names for one thing one is told."""
    this = Counter({"oat milk": 9, "milk": 10, "coffee": 40, "queue": 5, "lamp": 2})
    before = Counter({"coffee": 480, "milk": 30, "queue": 10})
    assert rising(this, 100, before, 1_200, 5) == [("oat milk", 9), ("queue", 5)]
    assert rising(this, 100, before, 1_200, 1) == [("oat milk", 9)]


def test_without_history_the_frequent_ones_rise() -> None:
    """In a brand's first week."""
    assert rising(Counter({"tea": 5, "cake": 8}), 20, Counter(), 0, 5) == [("cake", 8), ("tea", 5)]
    assert rising(Counter(), 0, Counter(), 0, 5) == []


def test_a_message_counts_once() -> None:
    """However often it says a word."""
    assert counted([("tea", "tea"), ("tea",)]) == Counter({"tea": 2})
