"""The texts: four languages with the same keys, each used, each fit for any name and number."""

import ast
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from chat.i18n import LANGUAGES, keys, language_of, words

ROOT = Path(__file__).parent.parent.parent
CODE = [path for room in ("bot", "handlers", "insight", "storage", "chat") for path in (ROOT / room).rglob("*.py")]
ASKED_BY = {"say", "UserError", "_words", "words"}
"""Whatever is called by these names takes a text's key first; `words(language)(key)` does so too."""

COUNTED = {
    "answered",
    "asked",
    "broken",
    "chats",
    "corrected",
    "day",
    "days",
    "due",
    "count",
    "files",
    "judged",
    "kept",
    "more",
    "most",
    "people",
    "polls",
    "queries",
    "runs",
    "scores",
    "seen",
    "step",
    "uses",
    "voters",
    "weekday",
}
"""The arguments that are numbers, by which texts choose their form."""

NUMBERS = [0, 1, 2, 5, 21, 1_000_000]
NAMES = ["", "Ada", "{ $option }", "{", "<b>&amp;</b>", "\u202eevil", "a\nb", "x" * 10_000, "🧑‍🚀", "\u2068"]


def constants(call: ast.Call) -> list[str]:
    """Return the keys that a call may ask for, where it names them."""
    first = call.args[0] if call.args else None
    choices = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
    return [each.value for each in choices if isinstance(each, ast.Constant) and isinstance(each.value, str)]


def called(call: ast.Call) -> str:
    """Return the name of what is called; `words` for what `words(...)` returns."""
    function = call.func
    while isinstance(function, ast.Call):
        function = function.func
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def strings() -> set[str]:
    """Return every string in the code, also the parts of composed ones."""
    trees = [ast.parse(path.read_text()) for path in CODE]
    nodes = (node for tree in trees for node in ast.walk(tree))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_all_languages_have_the_same_keys_and_arguments(language: str) -> None:
    """What one says all say."""
    assert {key: sorted(names) for key, names in keys(language).items()} == {
        key: sorted(names) for key, names in keys("en").items()
    }


def test_every_key_that_is_asked_for_is_there() -> None:
    """A text that is missing would fail only when somebody needs it."""
    asked = {
        key
        for path in CODE
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and called(node) in ASKED_BY
        for key in constants(node)
        if key not in LANGUAGES
    }
    assert len(asked) > 30
    assert asked - set(keys("en")) == set()


def test_every_key_is_used() -> None:
    """A text that nobody asks for is left over."""
    found = strings()
    parts = {each for each in found if each.endswith("-")}
    unused = {key for key in keys("en") if key not in found and not any(map(key.startswith, parts))}
    assert unused == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("name", "number"),
    [(name, NUMBERS[at % len(NUMBERS)]) for at, name in enumerate(NAMES)] + [("Ada", number) for number in NUMBERS],
)
def test_every_text_takes_any_name_and_number(language: str, name: str, number: int) -> None:
    """Names are put in as they are, long ones shortened; numbers find their form; nothing is left to fill in."""
    for key, names in keys(language).items():
        args: dict[str, Any] = {each: number if each in COUNTED else name for each in names}
        text = words(language)(key, **args)
        assert text.strip() or not name
        assert len(text) < 6_000
        if "{" not in name:
            assert "{" not in text
        if len(name) == 3 and set(names) - COUNTED and number:
            assert name in text


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["No votes yet", "1 person voted", "2 people voted", "1,000,000 people voted"]),
        ("de", ["Noch keine Stimmen", "1 Person hat abgestimmt", "2 Leute haben", "1.000.000 Leute haben"]),
        ("es", ["Aún no hay votos", "Ha votado 1 persona", "Han votado 2 personas", "1.000.000 de personas"]),
        ("pt", ["Ainda sem votos", "1 pessoa votou", "2 pessoas votaram", "1.000.000 de pessoas"]),
    ],
)
def test_plurals(language: str, forms: list[str]) -> None:
    """None, one, a few and a million people are counted as people there count."""
    for voters, form in zip((0, 1, 2, 1_000_000), forms, strict=True):
        assert form in words(language)("poll-voters", voters=voters)


@pytest.mark.parametrize(
    ("wishes", "language"),
    [
        (("de",), "de"),
        (("pt-BR",), "pt"),
        (("ES_mx",), "es"),
        ((None, "de"), "de"),
        (("fi", "de"), "de"),
        (("", None), "en"),
        (("-", "x" * 999), "en"),
        ((), "en"),
    ],
)
def test_the_first_language_that_is_spoken(wishes: tuple[str | None, ...], language: str) -> None:
    """Regional variants count as their language; what nobody speaks is English."""
    assert language_of(*wishes) == language


@pytest.mark.parametrize(
    ("language", "number", "share", "day"),
    [
        ("en", "12,345.7", "12.3%", "9 November"),
        ("de", "12.345,7", "12,3\u00a0%", "9. November"),
        ("es", "12.345,7", "12,3\u00a0%", "9 de noviembre"),
        ("pt", "12.345,7", "12,3%", "9 de novembro"),
    ],
)
def test_numbers_and_days(language: str, number: str, share: str, day: str) -> None:
    """Each language writes them its own way."""
    say = words(language)
    assert say.number(12_345.67, 1) == number
    assert say.percent(0.1234, 1) == share
    assert say.day(date(2026, 11, 9)) == day


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_below_zero_that_rounds_to_it(language: str) -> None:
    """A tiny loss is no `-0`."""
    say = words(language)
    assert [say.number(-0.04, 1), say.number(-0.4), say.number(0)] == ["0"] * 3
    assert "-" not in say.percent(-0.0004, 1) + say.percent(-0.004)


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", ["0 s", "59 s", "1 min", "1 h", "2 h 20 min", "1 day", "2 days 8 h", "1,000 days"]),
        ("de", ["0 s", "59 s", "1 Min.", "1 Std.", "2 Std. 20 Min.", "1 Tag", "2 Tage 8 Std.", "1.000 Tage"]),
        ("es", ["0 s", "59 s", "1 min", "1 h", "2 h 20 min", "1 día", "2 días 8 h", "1.000 días"]),
        ("pt", ["0 s", "59 s", "1 min", "1 h", "2 h 20 min", "1 dia", "2 dias 8 h", "1.000 dias"]),
    ],
)
def test_lengths_of_time(language: str, told: list[str]) -> None:
    """Two units at most, the smaller one where it says something; nobody reads thousands of seconds."""
    lengths = [0.2, 59.4, 59.6, 3_590, 8_400, 86_399, 200_000, 86_400_000]
    assert [words(language).duration(seconds) for seconds in lengths] == told


def test_a_sign_is_written() -> None:
    """What may go either way says which way it went."""
    say = words("de")
    assert [say.signed(value, 2) for value in (0.257, -0.257, 0.001, -0.001)] == ["+0,26", "−0,26", "0", "0"]


def test_a_moment_is_told_in_its_zone() -> None:
    """A moment says what the clocks there show."""
    moment = datetime(2026, 11, 9, 8, 5, tzinfo=UTC).astimezone(ZoneInfo("Europe/Berlin"))
    assert words("de").moment(moment) == "09.11.26, 09:05"
    assert moment.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize(("key", "args"), [("no-such-text", {}), ("vote-counted", {})])
def test_a_missing_text_or_argument_is_an_error(key: str, args: dict[str, Any]) -> None:
    """Nobody is shown a half-filled sentence."""
    with pytest.raises(KeyError):
        words("en")(key, **args)
