"""The extra, with the library where it is installed and with a fake's vectors elsewhere."""

import sys
from collections.abc import Iterator, Sequence
from types import ModuleType

import numpy as np
import pytest

from insight import listening
from insight.listening import embeddings
from insight.listening.builtin import BuiltIn
from insight.listening.embeddings import Blended
from insight.listening.solver import Floats


class FakeE5:
    """Gives vectors without meaning, and refuses what the real one's C strings cannot hold."""

    def query(self, texts: Sequence[str]) -> Floats:
        """Give a vector a text."""
        for text in texts:
            assert b"\0" not in text.encode("utf-8")
        return np.full((len(texts), embeddings.SIZE), embeddings.SIZE**-0.5)


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a fake library in the place of the real one."""
    fake = ModuleType(embeddings.LIBRARY)
    fake.E5 = FakeE5  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, embeddings.LIBRARY, fake)
    embeddings._model.cache_clear()
    yield
    embeddings._model.cache_clear()


@pytest.mark.usefixtures("library")
def test_both_are_blended() -> None:
    """The extra leaves languages and intents as they are, and moves the feeling."""
    texts = ["I love it so much, great", "", "a\0b \ud800", "Das ist wirklich ganz schlimm hier"]
    ours, both = (each.classify(texts, [None] * 4) for each in (BuiltIn(), Blended()))
    assert [each.language for each in ours] == [each.language for each in both]
    assert ours[0].confidence != both[0].confidence
    assert Blended().classify([], []) == []


def test_the_best_installed_one_is_given() -> None:
    """The same one each time."""
    expected = Blended if embeddings.is_installed() else BuiltIn
    listening.warm()
    assert isinstance(listening.classifier(), expected)
    assert listening.classifier() is listening.classifier()


@pytest.mark.skipif(not embeddings.is_installed(), reason="the extra is not installed")
def test_real_embeddings_agree_across_languages() -> None:
    """What the real library gives has the shape that the head reads, and understands."""
    found = Blended().classify(["What a wonderful day", "Qué día tan horrible"], ["en", "es"])
    assert [each.sentiment for each in found] == [1, -1]
