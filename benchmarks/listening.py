"""How long a message takes to be judged: `python -m benchmarks.listening`."""

from collections.abc import Callable
from statistics import median
from time import perf_counter

from chat.ports import Classifier, Judgement
from insight.listening.builtin import BuiltIn
from insight.listening.embeddings import Blended, is_installed

TEXTS = [
    "Where is my order? I have been waiting since Monday and nobody answers",
    "Me encanta el café nuevo, se lo conté a mis hermanas 😍",
    "O aplicativo travou de novo, que raiva, vou cancelar tudo!!!",
    "Danke für den Tipp, hat super geklappt",
] * 25
HINTS = [None] * len(TEXTS)
ROUNDS = 5
NOTHING = Judgement("en", 0, 0.0, query=False, recommends=False, thanks=False)


def ms_a_text(classify: Callable[[], object]) -> float:
    """Return the median of five rounds over a hundred texts, after one to warm up."""
    times = []
    for _ in range(ROUNDS + 1):
        began = perf_counter()
        classify()
        times.append(1_000 * (perf_counter() - began) / len(TEXTS))
    return median(times[1:])


def main() -> None:
    """Print the time of each classifier that is installed, beside one that does nothing."""
    idle = ms_a_text(lambda: [NOTHING for _ in TEXTS])
    print(f"no-op: {idle:.5f} ms a text")
    found: dict[str, Classifier] = {"built in": BuiltIn()}
    if is_installed():
        found["with embeddings"] = Blended()
    for name, classifier in found.items():
        taken = ms_a_text(lambda classifier=classifier: classifier.classify(TEXTS, HINTS))  # type: ignore[misc]
        print(f"{name}: {taken:.3f} ms a text, {taken / idle:,.0f} times the no-op")


if __name__ == "__main__":
    main()
