"""The classifier that is built in."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chat.ports import UNSURE
from insight.listening.builtin import WEIGHTS, BuiltIn, verdict
from insight.listening.lexica import FOLDER
from insight.listening.sentiment import Sentiment
from insight.listening.text import LANGUAGES
from tests.insight.listening.samples import DATA, NEEDS_DATA, macro_f1

CLASSIFIER = BuiltIn()


@pytest.mark.parametrize(
    ("text", "hint", "language", "sentiment"),
    [
        ("I love this place, best coffee in town 😍", None, "en", 1),
        ("The app crashes all the time, this is terrible", None, "en", -1),
        ("The museum opens at ten on Sunday", None, "en", 0),
        ("Me encanta este café, muchas gracias 😊", None, "es", 1),
        ("Qué asco de servicio, todo fatal", None, "es", -1),
        ("Amei demais, melhor loja da cidade ❤", None, "pt", 1),
        ("Que horrível, nunca mais compro aqui", None, "pt", -1),
        ("Danke, der Kaffee war super lecker 😍", None, "de", 1),
        ("So ein Mist, das nervt nur noch", None, "de", -1),
        ("genial!", "de", "de", 1),
        ("genial!", "es-MX", "es", 1),
    ],
)
def test_feelings_are_found(text: str, hint: str | None, language: str, sentiment: int) -> None:
    """Plain cases, in each language."""
    [found] = CLASSIFIER.classify([text], [hint])
    assert (found.language, found.sentiment) == (language, sentiment)


@pytest.mark.parametrize(
    ("text", "hint", "language"), [("", None, "en"), (" \t", "pt", "pt"), ("@x https://y.z", "fr", "en")]
)
def test_nothing_to_read_is_neutral(text: str, hint: str | None, language: str) -> None:
    """An empty message, or a link alone, says nothing, in the language that its author speaks."""
    [found] = CLASSIFIER.classify([text], [hint])
    assert (found.language, found.sentiment, found.confidence, found.topics) == (language, 0, 1.0, ())
    assert (found.query, found.recommends, found.thanks) == (False, False, False)


def test_unsure_counts_as_neutral() -> None:
    """Below the limit the likeliest feeling does not count, at it it does."""
    assert verdict(np.array([UNSURE - 0.01, 0.32, 0.31])) == (0, UNSURE - 0.01)
    assert verdict(np.array([UNSURE, 0.31, 0.31])) == (-1, UNSURE)


WILD = [
    *("", "\0", "\0\0 a", "\ud800", "a\udfff b", "😀" * 3_000, "!" * 100_000, "a" * 100_000, "ha" * 50_000),
    *("x " * 50_000, "مرحبا كيف حالك؟", "\u202eabc\u202c", "#" * 500, "@" * 500, "<3" * 999, "\x01\x02", "ﷺ" * 2_000),
    *("k" * 2_000 + "!", "https://" * 300, "e\u0301" * 2_000, ":" * 2_000, "-_" * 1_000, "^" * 2_000, "ja" * 900 + "z"),
]


@pytest.mark.parametrize("text", WILD, ids=range(len(WILD)))
@pytest.mark.timeout(30)
def test_wild_messages_are_judged(text: str) -> None:
    """Whatever is sent is judged, and soon."""
    [found] = CLASSIFIER.classify([text], [None])
    assert found.language in LANGUAGES
    assert 0.33 <= found.confidence <= 1


@given(st.lists(st.text(st.characters(), max_size=60), max_size=5), st.sampled_from([None, "en", "de", "xx", ""]))
@settings(deadline=None, max_examples=60)
def test_any_text_is_judged_alone(texts: list[str], hint: str | None) -> None:
    """The judgement of a text does not hang on those beside it."""
    together = CLASSIFIER.classify(texts, [hint] * len(texts))
    assert together == [CLASSIFIER.classify([text], [hint])[0] for text in texts]


def test_threads_share_it() -> None:
    """Worker threads come to the same judgements as one alone."""
    texts = [f"message {number} ist gut, muy mal, que bom 😀" for number in range(40)]
    alone = CLASSIFIER.classify(texts, [None] * len(texts))
    with ThreadPoolExecutor(8) as pool:
        for found in pool.map(lambda _: CLASSIFIER.classify(texts, [None] * len(texts)), range(8)):
            assert found == alone


def test_it_stays_small_and_holds_no_text() -> None:
    """Weights and lexica stay under 2 MB; weights are numbers alone."""
    files = [path for folder in (WEIGHTS, FOLDER) for path in folder.iterdir()]
    assert sum(path.stat().st_size for path in files) < 2_000_000
    for path in WEIGHTS.glob("*.npz"):
        with np.load(path, allow_pickle=False) as file:
            assert {file[name].dtype.kind for name in file.files} <= {"i", "u", "f", "b"}, path.name


@NEEDS_DATA
def test_languages_are_told_apart() -> None:
    """Of the validation texts at least 95 in 100 of each language are told without a hint."""
    for language in LANGUAGES:
        lines = (DATA / "umsab" / f"{language}.val.tsv").read_text(encoding="utf-8").split("\n")
        texts = [line.partition("\t")[2] for line in lines if line]
        found = CLASSIFIER.classify(texts, [None] * len(texts))
        assert sum(each.language == language for each in found) >= 0.95 * len(texts)


@NEEDS_DATA
def test_the_weights_are_those_of_the_texts() -> None:
    """The committed weights know the texts that they were trained on: they were not spoilt on the way."""
    for language in LANGUAGES:
        lines = (DATA / "umsab" / f"{language}.val.tsv").read_text(encoding="utf-8").split("\n")
        pairs = [line.split("\t", 1) for line in lines if line]
        likely = Sentiment(WEIGHTS).probabilities([text for _, text in pairs], [language] * len(pairs))
        guessed = [verdict(each)[0] for each in likely]
        assert macro_f1([int(value) for value, _ in pairs], guessed) > 75, language
