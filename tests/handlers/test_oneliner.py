"""Polls typed in one line: how they are quoted, how they are set up, and what is refused."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chat.errors import UserError
from chat.i18n import LANGUAGES, words
from chat.polls import Rules
from handlers.polls.oneliner import read
from handlers.polls.setting_words import SETTINGS, VALUED, WORDS
from handlers.polls.wanting import Wanted, ends, raw_of, wanted
from tests.support.core import ACME, german

NOW = datetime(2026, 11, 23, 10, tzinfo=UTC)
"""A Monday, 11:00 in Berlin."""
Q = '"Which?" "A" "B"'


def typed(text: str) -> Wanted:
    """Read a line that was typed on that Monday."""
    return read(text, NOW, ACME)


def refusal(text: str) -> str:
    """Return the sentence by which a line is refused."""
    with pytest.raises(UserError) as refused:
        typed(text)
    for language in LANGUAGES:
        assert words(language)(refused.value.key, **refused.value.args_of_text)
    return refused.value.key


@pytest.mark.parametrize(
    ("line", "asked"),
    [
        ('"Which next?" "Recipes" "Live Q&A"', ["Which next?", "Recipes", "Live Q&A"]),
        ("“Which next?” “Recipes” “Live Q&A”", ["Which next?", "Recipes", "Live Q&A"]),
        ("„Was kommt?“ „Rezepte“ „Fragen live“", ["Was kommt?", "Rezepte", "Fragen live"]),
        ("„Was kommt?” „Rezepte” „Fragen live”", ["Was kommt?", "Rezepte", "Fragen live"]),
        ("»Was kommt?« »Rezepte« »Fragen live«", ["Was kommt?", "Rezepte", "Fragen live"]),
        ("«¿Qué viene?» «Recetas» «En vivo»", ["¿Qué viene?", "Recetas", "En vivo"]),
        ("”Vad nu?” ”Recept” ”Frågor”", ["Vad nu?", "Recept", "Frågor"]),
        ('“Which next?" “Recipes” "Live”', ["Which next?", "Recipes", "Live"]),
        ('"Said “hi” first?" "Was „Stop“?" "A"', ["Said “hi” first?", "Was „Stop“?", "A"]),
        ('„Was heißt "Stop"?“ „A“ „B“', ['Was heißt "Stop"?', "A", "B"]),
        ('"Which?""A""B"', ["Which?", "A", "B"]),
        ('"Which?"\n"A"\n\n"B"', ["Which?", "A", "B"]),
        ('"Which?" Recipes Live', ["Which?", "Recipes", "Live"]),
        ('"Where?" In Für Bis', ["Where?", "In", "Für", "Bis"]),
        ('"For or against?" For Against', ["For or against?", "For", "Against"]),
        ("\"What's next?\" \"Don't\" 'Behind the scenes'", ["What's next?", "Don't", "Behind the scenes"]),
        ("'What's next?' 'A b' C", ["What's next?", "A b", "C"]),
        ('"Which?" "Open" "Hidden"', ["Which?", "Open", "Hidden"]),
        ('"Which?" A B --anonymous', ["Which?", "A", "B"]),
    ],
)
def test_a_poll_is_typed_in_many_ways(line: str, asked: list[str]) -> None:
    """Every phone has its own quotation marks."""
    spec = typed(line).spec
    assert [spec.question, *spec.options] == asked


@pytest.mark.parametrize(
    ("line", "key"),
    [
        ("Which content next?", "poll-usage"),
        ('Which "A" "B"', "poll-usage"),
        ('"Which?" "A" "Behind the scenes', "poll-usage"),
        ('"Which?" "A" Behind the scenes"', "poll-usage"),
        ("", "poll-usage"),
        ('"' * 5_000, "poll-usage"),
        ('"Which?" ' + "a " * 200, "poll-usage"),
        ('"Which?"', "poll-usage"),
        ('"Which?" A', "poll-usage"),
        ('"Which?" "" "A"', "poll-usage"),
        ("anonymous", "poll-usage"),
        ("rating", "poll-usage"),
        ('"Which?" open anonymous', "poll-option-or-setting"),
        ('"Which?" A B anonymous', "poll-option-or-setting"),
        ('"Which?" A B in 2h', "poll-option-or-setting"),
        (f"{Q} anonymos", "poll-word-unknown"),
        (f"{Q} xyzzy", "poll-word-unknown"),
        (f"{Q} --xyzzy", "poll-word-unknown"),
        (f"rating {Q}", "poll-fixed-options"),
        (f"{Q} anonymous open", "poll-setting-twice"),
        (f"{Q} ranked limit 2", "poll-setting-twice"),
        (f"{Q} limit", "poll-limit-unclear"),
        (f"limit {Q}", "poll-limit-unclear"),
        (f"{Q} limit 9", "poll-most"),
        (f"{Q} limit 0", "poll-most"),
        (f"{Q} at noon-ish", "poll-moment-unclear"),
        (f'{Q} at "the other day"', "poll-moment-unclear"),
        (f"{Q} every now and then", "poll-rule-unclear"),
        (f"{Q} for ever", "poll-span-unclear"),
        (f"{Q} in a bit", "poll-span-unclear"),
        (f"{Q} at 2020-01-01 9:00", "poll-at-past"),
        (f"{Q} in 2h every Monday 9:00", "poll-at-or-every"),
        (f"{Q} for 2d until Friday 18:00", "poll-for-or-until"),
        (f"{Q} every Monday 9:00 until Friday 18:00", "poll-every-until"),
        (f"{Q} until 2020-01-01 9:00", "poll-until-past"),
        (f"{Q} for 9999w", "poll-open-for"),
        (f"{Q} remind", "poll-remind-no-end"),
        (f"{Q} anonymous add", "poll-secret-no-adding"),
        (f"nps {Q}", "poll-fixed-options"),
    ],
)
def test_what_is_no_poll(line: str, key: str) -> None:
    """Each mistake has one sentence in every language, and nothing is guessed, for all would see it."""
    assert refusal(line) == key


@pytest.mark.parametrize(
    ("settings", "rules"),
    [
        ("anonymous", {"visibility": "anonymous"}),
        ("confidential", {"visibility": "confidential"}),
        ("open", {}),
        ("multi", {"kind": "multi"}),
        ("limit 2", {"kind": "multi", "most": 2}),
        ("multi limit 2", {"kind": "multi", "most": 2}),
        ("ranked", {"kind": "ranked"}),
        ("hidden", {"shown": "closed"}),
        ("after", {"shown": "voted"}),
        ("add", {"adding": "anybody"}),
        ("add-approved", {"adding": "approved"}),
        ("why milestones", {"why": True, "milestones": True}),
        ("ANONYMOUS Multi", {"visibility": "anonymous", "kind": "multi"}),
        ("anónima varias", {"visibility": "anonymous", "kind": "multi"}),
        ("límite 2 oculta", {"kind": "multi", "most": 2, "shown": "closed"}),
        ("anônima múltipla porque", {"visibility": "anonymous", "kind": "multi", "why": True}),
        ("anonym höchstens 2", {"visibility": "anonymous", "kind": "multi", "most": 2}),
        ("vertraulich rangfolge verdeckt", {"visibility": "confidential", "kind": "ranked", "shown": "closed"}),
    ],
)
@pytest.mark.parametrize(
    "form", ["{} {q}", "{q} {}", "{q} {dashes}", "{dashes} {q}", "{q} {long}"], ids=["before", "after", *"---"]
)
def test_settings_are_plain_words(settings: str, rules: dict[str, Any], form: str) -> None:
    """They stand before the question, or after the options; with dashes too, which phones make into one long one."""
    flags = [each if each.isdigit() else f"--{each}" for each in settings.split()]
    dashes = " ".join(flags)
    line = form.format(settings, q='"Which?" "A" "B" "C"', dashes=dashes, long=dashes.replace("--", "—"))
    what = typed(line)
    assert (what.spec.options, what.spec.rules) == (("A", "B", "C"), Rules(**rules))


@pytest.mark.parametrize(
    ("line", "kind", "question"),
    [
        ('rating "How was it?"', "rating", "How was it?"),
        ('"How was it?" rating', "rating", "How was it?"),
        ('"How was it?" --rating why', "rating", "How was it?"),
        ('bewertung "Wie war es?"', "rating", "Wie war es?"),
        ('nps "Would you recommend us?"', "nps", "Would you recommend us?"),
        ("nps", "nps", "How likely are you to recommend Acme to a friend?"),
        ("nps anonymous", "nps", "How likely are you to recommend Acme to a friend?"),
    ],
)
def test_scales_bring_their_own_options(line: str, kind: str, question: str) -> None:
    """Rating and NPS need a question at most; NPS has its own."""
    spec = typed(line).spec
    assert (spec.rules.kind, spec.question, spec.options) == (kind, question, ())


def test_nps_asks_in_the_brands_language() -> None:
    """The audience reads it, whoever typed it."""
    assert read("nps", NOW, german(ACME)).spec.question.startswith("Wie wahrscheinlich")


def test_it_never_closes_before_the_minute_that_was_asked_for() -> None:
    """Half a second less would be shown as 17:59."""
    what = read(f"{Q} until friday 18:00", NOW.replace(microsecond=600_000), ACME)
    assert what.spec.open_for_s == 4 * 86_400 + 7 * 3_600


@pytest.mark.parametrize(
    ("times", "at", "open_for_s"),
    [
        ("in 2h", "2026-11-23T12:00", None),
        ('at "tomorrow 9:00"', "2026-11-24T08:00", None),
        ("at tomorrow 9:00", "2026-11-24T08:00", None),
        ("at 2026-11-30 18:00", "2026-11-30T17:00", None),
        ("--at=18:00", "2026-11-23T17:00", None),
        ("—at 18:00 —anonymous", "2026-11-23T17:00", None),
        ("am Freitag um 18 Uhr", "2026-11-27T17:00", None),
        ("el viernes a las 18:00", "2026-11-27T17:00", None),
        ("for 2d", None, 2 * 86_400),
        ("für 2 Tage", None, 2 * 86_400),
        ("durante 3 horas", None, 3 * 3_600),
        ("por 1 semana", None, 7 * 86_400),
        ("until friday 18:00", None, 4 * 86_400 + 7 * 3_600),
        ("bis Freitag 18:00", None, 4 * 86_400 + 7 * 3_600),
        ("até sexta 18:00", None, 4 * 86_400 + 7 * 3_600),
        ("hasta viernes 18:00 anónima", None, 4 * 86_400 + 7 * 3_600),
        ("in 2h for 1h", "2026-11-23T12:00", 3_600),
        ("at 2026-11-30 9:00 until friday 18:00", "2026-11-30T08:00", 4 * 86_400 + 9 * 3_600),
        ("remind for 2d", None, 2 * 86_400),
    ],
)
def test_when_it_begins_and_ends(times: str, at: str | None, open_for_s: int | None) -> None:
    """Times are those of the brand's clocks, and an end is counted from the posting."""
    what = typed(f"{Q} {times}")
    begins = datetime.fromisoformat(at).replace(tzinfo=UTC) if at else None
    assert (what.at, what.spec.open_for_s, what.spec.options) == (begins, open_for_s, ("A", "B"))


@pytest.mark.parametrize(
    ("times", "rule"),
    [
        ("every Monday 09:00 Europe/Riga", "every Monday 09:00 Europe/Riga"),
        ("every Monday 09:00 Europe/Riga anonymous", "every Monday 09:00 Europe/Riga"),
        ('--every "Monday 9:00"', "every Monday 09:00 Europe/Berlin"),
        ("jeden Montag 9:00", "every Monday 09:00 Europe/Berlin"),
        ("cada lunes a las 9:00", "every Monday 09:00 Europe/Berlin"),
        ("toda segunda 9:00", "every Monday 09:00 Europe/Berlin"),
        ("täglich 9:00 für 2h", "every day 09:00 Europe/Berlin"),
        ("weekdays 9:00", "weekdays 09:00 Europe/Berlin"),
    ],
)
def test_it_comes_again_and_again(times: str, rule: str) -> None:
    """No cron syntax: a recurring time is said as people say it."""
    for line in (f"{Q} {times}", f"{times} {Q}"):
        what = typed(line)
        assert what.rule is not None
        assert (what.rule.text, what.spec.options) == (rule, ("A", "B"))


def test_the_nearest_word_is_offered() -> None:
    """A slip of the finger gets the word that was meant."""
    with pytest.raises(UserError) as refused:
        typed(f"{Q} anonymos")
    sentence = words("en")(refused.value.key, **refused.value.args_of_text)
    assert "Did you mean “anonymous”?" in sentence


def test_each_word_sets_one_thing() -> None:
    """The table is whole: every word means a setting, and every setting has its word."""
    assert set(WORDS.values()) == {*SETTINGS, *VALUED}


@pytest.mark.parametrize("line", [f"{Q} limit 2 hidden why for 2d 3h", f"nps {'remind for 90 min'}", f"{Q} ranked"])
def test_a_spec_can_be_said_again(line: str) -> None:
    """A clone is filled into the form, and read from it, without a change."""
    spec = typed(line).spec
    assert wanted(raw_of(spec), NOW, ACME).spec == spec


PIECES = st.sampled_from(
    ['"Q?"', '"A"', '"', "“", "B", *WORDS, "--", "—add", "--at=", "9:00", "Monday", "2d", "3", "99999999999d", "''"]
)


@given(st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=20).map(" ".join)))
def test_nothing_that_is_typed_breaks_it(line: str) -> None:
    """Whatever stands there, it is a poll or is refused by a sentence."""
    try:
        said = typed(line).spec.question
    except UserError as error:
        said = words("en")(error.key, **error.args_of_text)
    assert said


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("2d", {"for": "2d"}),
        ("Friday 18:00", {"until": "Friday 18:00"}),
        ("bis Freitag 18 Uhr", {"until": "Freitag 18 Uhr"}),
        ("Até sexta 18:00", {"until": "sexta 18:00"}),
        ("for 3 days", {"for": "3 days"}),
        ("until", {"until": "until"}),
        ("  ", {}),
    ],
)
def test_an_end_may_be_written_as_in_one_line(text: str, end: dict[str, str]) -> None:
    """Whoever is asked when it ends may begin with "until"."""
    assert ends(text) == end
