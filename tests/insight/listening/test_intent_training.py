"""How the intent classifiers are learned: the same again, good enough on the data, and never astonished."""

import threading
from pathlib import Path
from time import thread_time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from insight.listening import intent_training
from insight.listening.intent import LABELS, WEIGHTS, Intent, train
from insight.listening.intent_cues import LANGUAGES, cues
from insight.listening.intent_features import features
from insight.listening.intent_training import BLENDED, BUILT_IN, Example, examples, fit
from insight.listening.intent_weights import Floats, load, products

DATA = Path(__file__).parents[3].parent / "shared" / "data" / "intent"
NEEDS_DATA = pytest.mark.skipif(not DATA.is_dir(), reason="the labelled messages lie beside the project, in ../shared")
MOST_BYTES = 200_000
FLOOR = 0.8
FOLDS = 2


def write_data(folder: Path) -> None:
    """Write a small labelled set and small phrases of each language."""
    lines = [
        "query\trecommends\tthanks\ttext",
        "1\t0\t0\twhere is it?",
        "0\t1\t0\tgo there",
        "0\t0\t1\tthx",
        "0\t0\t0\tlol",
    ]
    for language in LANGUAGES:
        (folder / f"{language}.tsv").write_text("\n".join(lines) + "\n")
        (folder / f"phrases.{language}.txt").write_text(
            "# Ours.\n[query]\nhelp me\n[recommends thanks]\nty, go!\n[none]\ngm\n"
        )


def embed(texts: object) -> "np.ndarray[tuple[int, int], np.dtype[np.float32]]":
    """Stand for a library of embeddings."""
    assert isinstance(texts, list)
    return np.array([[len(text) % 7, text.count("e"), 1] for text in texts], dtype=np.float32)


def parts_of(read: list[Example]) -> "np.ndarray[tuple[int], np.dtype[np.int64]]":
    """Give the part in which each message is set aside, -1 for our phrases; labels and languages spread evenly."""
    groups: dict[tuple[str, tuple[bool, ...]], int] = {}
    parts = np.full(len(read), -1)
    for at, each in enumerate(read):
        if not each.own:
            group = (each.language, each.labels)
            parts[at] = groups[group] = (groups.get(group, -1) + 1) % FOLDS
    return parts


def f1(truth: Floats, scores: Floats) -> float:
    """Give the harmonic mean of precision and recall, 0..1."""
    true, given_ = truth > 0, scores > 0
    return float(2 * (true & given_).sum() / max(true.sum() + given_.sum(), 1))


@pytest.fixture(scope="module")
def alike() -> Floats:
    """Compare all labelled messages and phrases with each other."""
    return products([features(each.text, each.language) for each in examples(DATA)], None)


def measured(alike: Floats, *, learned_from_data: bool) -> dict[tuple[str, str], float]:
    """Measure F1 of each label and language on messages that were not learned from."""
    read = examples(DATA)
    truth = np.array([each.labels for each in read], dtype=np.float64)
    parts, scores = parts_of(read), np.zeros_like(truth)
    for part in range(FOLDS) if learned_from_data else [None]:
        kept = np.flatnonzero(parts < 0 if part is None else parts != part)
        aside = np.flatnonzero(parts >= 0 if part is None else parts == part)
        scores[aside] = alike[np.ix_(aside, kept)] @ fit(alike[np.ix_(kept, kept)], truth[kept], np.ones(len(kept)))
    found: dict[tuple[str, str], float] = {}
    for language in LANGUAGES:
        rows = np.array([not each.own and each.language == language for each in read])
        found |= {(label, language): f1(truth[rows, at], scores[rows, at]) for at, label in enumerate(LABELS)}
    return found


@NEEDS_DATA
@pytest.mark.parametrize("learned_from_data", [True, False])
def test_messages_not_learned_from_are_understood(alike: Floats, learned_from_data: bool) -> None:
    """Each label has its floor in each language, also where only our own phrases were learned."""
    found = measured(alike, learned_from_data=learned_from_data)
    assert {key: value for key, value in found.items() if value < FLOOR} == {}


def test_training_again_makes_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Weights can be made again by anybody."""
    write_data(tmp_path)
    monkeypatch.setattr(intent_training, "LEXICA", tmp_path)
    made = []
    for name in ("one", "other"):
        out = tmp_path / name
        out.mkdir()
        train(tmp_path, out, embed)
        made.append([(out / file).read_bytes() for file in (BUILT_IN, BLENDED)])
    assert made[0] == made[1]
    vectors = np.array([[1.0, 2.0, 3.0]])
    assert len(Intent(tmp_path / "one").classify(["is it open?"], ["en"], vectors)) == 1


def test_shipped_weights_are_small_and_fit_the_cues() -> None:
    """Whoever changes a cue trains again."""
    for name in (BUILT_IN, BLENDED):
        assert (WEIGHTS / name).stat().st_size < MOST_BYTES
        load(WEIGHTS / name)


def test_weights_of_other_cues_are_refused(tmp_path: Path) -> None:
    """Weights that belong to other cues say so instead of guessing."""
    with np.load(WEIGHTS / BUILT_IN) as packed:
        np.savez(tmp_path / "old.npz", **{**packed, "names": np.array([1], np.uint32)})
    with pytest.raises(ValueError, match="train it again"):
        load(tmp_path / "old.npz")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_cue_is_known_in_every_language(language: str) -> None:
    """The languages share the names of their cues, so that they learn from one another."""
    assert cues(language).names == cues("en").names


WORDS = ("thanks", "?", "but", "no", "please", "gracias", "danke", "bitte", "👍", "my", "order", "not")
ANYTHING = st.one_of(
    st.text(max_size=200),
    st.text(st.characters(categories=["Cs", "So", "Sk", "Mn", "Cc"]), max_size=50),
    st.lists(st.sampled_from(WORDS)).map(" ".join),
)


@settings(deadline=None)
@given(ANYTHING, st.sampled_from([*LANGUAGES, "fr", ""]))
def test_any_text_is_classified(text: str, language: str) -> None:
    """Whatever is written has an answer, and none is a query and a thank-you at once."""
    ((query, _, thanks),) = Intent().classify([text], [language])
    assert not (query and thanks)


@pytest.mark.parametrize("text", ["a" * 100_000, "not " * 25_000, "👍" * 100_000, "my order ? " * 9_000, "ü" * 100_000])
def test_long_texts_take_no_longer(text: str) -> None:
    """Only the beginning of a long text is read: nothing grows with it."""
    intent = Intent()
    for language in LANGUAGES:
        intent.classify([text], [language])
        start = thread_time()
        intent.classify([text], [language])
        assert thread_time() - start < 0.5


def test_threads_share_one() -> None:
    """Several threads that begin at once get the same answers."""
    intent, answers = Intent(), []
    texts = ["where is my order", "told my friends", "ty"] * 10
    begin = threading.Barrier(4)

    def ask() -> None:
        begin.wait()
        answers.append(intent.classify(texts, ["en"] * len(texts)))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [answers[0]] * 4
