"""What people write to a brand: its language, feeling, intent and topics."""

from functools import cache

from chat.ports import Classifier
from insight.listening.builtin import BuiltIn
from insight.listening.embeddings import LIBRARY, Blended, is_installed


@cache
def classifier() -> Classifier:
    """Return the best classifier that is installed, the same one each time."""
    return Blended() if is_installed() else BuiltIn()


def active() -> str:
    """Say which classifier that is, without making it."""
    return f"with embeddings ({LIBRARY})" if is_installed() else "built in"


def warm() -> None:
    """Make the classifier ready: the first use of its parts takes a second, and nobody should wait for it."""
    classifier().classify(["One two three four five six."], [None])
