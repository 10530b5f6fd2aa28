"""Forms as modals: every field, within Slack's limits whatever they hold."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from slack_sdk.models.views import View

from bot.platforms.slack.views import answer_view, form_view, home_view
from chat.forms import Choice, Field, Form
from chat.i18n import words
from chat.messages import Button, Message
from tests.bot.platforms.slack.forms import FORM, shown
from tests.bot.platforms.slack.test_render import HOSTILE, MESSAGES, SIGNS
from tests.support.slack_limits import view_problems

SAY = words("en")
LABELS = st.text(SIGNS, max_size=30) | st.sampled_from(["", "\u200b", "<!channel>", "ا" * 4_000, "😀" * 2_000])
CHOICES = st.integers(0, 120).flatmap(
    lambda number: LABELS.map(lambda label: tuple(Choice(f"v{each}", label) for each in range(number)))
)
PREVIEWS = st.builds(Message, text=LABELS, title=LABELS, poll=st.none() | st.just(FORM.preview and FORM.preview.poll))
FIELDS = st.builds(
    Field,
    name=st.text(st.sampled_from("abc"), min_size=1, max_size=8),
    label=LABELS,
    kind=st.sampled_from(["text", "lines", "choice", "flags", "time", "date"]),
    value=st.sampled_from(["", "v0", "v119", "2026-11-30", "2026-13-30", "18:30", "1:2", "tomorrow", "20261130"]),
    choices=CHOICES,
    hint=LABELS,
    needed=st.booleans(),
    most=st.none() | st.integers(1, 5_000),
    live=st.booleans(),
) | st.builds(Field, name=st.just("text"), label=LABELS, value=LABELS, most=st.none() | st.integers(1, 5_000))
FORMS = st.builds(
    Form,
    data=st.text(st.sampled_from("abc:19"), max_size=64),
    title=LABELS,
    submit=LABELS,
    note=LABELS,
    fields=st.lists(FIELDS, max_size=8, unique_by=lambda each: each.name).map(tuple),
    preview=st.none() | PREVIEWS,
)


@given(FORMS, st.sampled_from(["", "C0TEAM"]))
def test_any_form_is_within_the_limits(form: Form, chat: str) -> None:
    """By our own table of Slack's limits, and by slack_sdk's checks."""
    view = form_view(form, chat, SAY)
    assert view_problems(view) == []
    View(**view).validate_json()


@given(MESSAGES, HOSTILE)
def test_any_message_can_be_shown_in_a_modal_and_as_home(message: Message, lead: str) -> None:
    """There a hundred blocks have room."""
    assert view_problems(answer_view(message, "C0TEAM", SAY, lead)) == []
    assert view_problems(home_view(message)) == []


def inputs(view: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return a modal's input blocks by the names of their fields."""
    return {each["block_id"].removeprefix("field."): each for each in view["blocks"] if each["type"] == "input"}


def test_a_form_is_a_modal_with_note_fields_and_preview() -> None:
    """In that order; the form's data is the callback id, and the chat goes with it."""
    view = shown()
    kinds = [block["type"] for block in view["blocks"]]
    assert kinds == ["section", *["input"] * 6, "divider", *["section"] * 3]
    assert (view["callback_id"], view["private_metadata"]) == ("make:new", '{"chat": "C0TEAM"}')
    assert (view["title"]["text"], view["submit"]["text"], view["close"]["text"]) == ("New poll", "Post it", "Cancel")


def test_each_kind_of_field_has_its_element() -> None:
    """With what stands in it at first."""
    elements = {name: block["element"] for name, block in inputs(shown()).items()}
    assert {name: element["type"] for name, element in elements.items()} == {
        "question": "plain_text_input",
        "options": "plain_text_input",
        "kind": "static_select",
        "flags": "checkboxes",
        "day": "datepicker",
        "time": "timepicker",
    }
    assert (elements["question"]["initial_value"], elements["question"]["max_length"]) == ("Which next?", 300)
    assert [elements[name].get("multiline") for name in ("question", "options", "kind")] == [False, True, None]
    assert elements["kind"]["initial_option"]["value"] == "single"
    assert [each["value"] for each in elements["flags"]["initial_options"]] == ["why"]
    assert (elements["day"]["initial_date"], "initial_time" in elements["time"]) == ("2026-11-30", False)


def test_only_live_fields_tell_of_their_changes() -> None:
    """A text tells with every letter, since nobody presses Enter for a preview."""
    blocks = inputs(shown())
    assert [name for name, block in blocks.items() if block["dispatch_action"]] == ["question", "kind"]
    when = blocks["question"]["element"]["dispatch_action_config"]
    assert when == {"trigger_actions_on": ["on_character_entered"]}
    assert "dispatch_action_config" not in blocks["options"]["element"]
    assert [name for name, block in blocks.items() if block["optional"]] == ["flags", "day", "time"]


def test_ids_stay_when_the_form_changes() -> None:
    """Otherwise Slack would throw away what was typed."""
    fields = [replace(each, value="") for each in FORM.fields if each.name != "day"]
    changed = inputs(shown(replace(FORM, fields=tuple(fields), note="")))
    before = inputs(shown())
    assert {(name, each["element"]["action_id"]) for name, each in changed.items()} == {
        (name, each["element"]["action_id"]) for name, each in before.items() if name != "day"
    }


def test_nothing_in_a_preview_can_be_pressed() -> None:
    """A vote for a poll that there is not yet would be lost."""
    preview = replace(FORM.preview or Message(text=""), buttons=((Button("Add an option", "add:p1"),),))
    view = shown(replace(FORM, preview=preview))
    assert not [block for block in view["blocks"] if block["type"] == "actions"]


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        pytest.param(0, None, id="none"),
        pytest.param(10, "checkboxes", id="ten"),
        pytest.param(11, "multi_static_select", id="more"),
    ],
)
def test_flags_are_boxes_while_they_fit(number: int, kind: str | None) -> None:
    """Slack takes ten boxes; what offers nothing is not asked."""
    choices = tuple(Choice(f"v{i}", f"Choice {i}") for i in range(number))
    blocks = inputs(shown(replace(FORM, fields=(Field(name="f", label="F", kind="flags", choices=choices),), note="")))
    assert [block["element"]["type"] for block in blocks.values()] == ([kind] if kind else [])
