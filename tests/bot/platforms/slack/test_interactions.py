"""What people do with the bot, as events: shortcuts, the App Home, modals, and what is in their fields."""

from typing import Any

import pytest

from bot.platforms.slack.inbound import Translator
from bot.platforms.slack.interactions import waiting_of
from bot.platforms.slack.payloads import UNREADABLE
from chat.events import Command, Event, Filled, HomeOpened, Press, Vote
from tests.bot.platforms.slack.forms import shown
from tests.support.slack_payloads import (
    ANA,
    CHANNEL,
    DIRECT,
    TEAM_CHANNEL,
    Json,
    changed_field,
    command,
    envelope,
    home_opened,
    message_action,
    press,
    shortcut,
    submission,
    view_press,
)

HOME = {"id": "VHOME", "type": "home", "hash": "1.2", "private_metadata": "", "callback_id": "", "blocks": []}
VALUES = {
    "question": "Which next?",
    "options": "Recipes\nLive",
    "kind": "single",
    "flags": ["why"],
    "day": "2026-11-30",
    "time": "",
}


def fields(event: Event | None, *names: str) -> tuple[Any, ...]:
    """Return some of an event's fields behind its kind."""
    return (type(event), *(getattr(event, name) for name in names))


def test_a_message_shortcut_is_the_command_with_what_was_written(translator: Translator) -> None:
    """The text is plain; the answer may be a form."""
    read = translator.read(message_action("More &amp; longer, <@U1|ana>?"))
    assert fields(read, "command", "text", "quoted", "chat", "person", "private", "answerable", "formable") == (
        Command, "poll", "", "More & longer, @ana?", TEAM_CHANNEL, ANA, False, True, True,
    )  # fmt: skip


def test_a_global_shortcut_has_no_chat(translator: Translator) -> None:
    """It is between the person and the bot."""
    read = translator.read(shortcut())
    assert fields(read, "command", "chat", "person", "name", "private", "answerable", "formable") == (
        Command, "poll", "", ANA, "ana", True, True, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(shortcut(callback_id="another"), id="another shortcut"),
        pytest.param(message_action(callback_id="another"), id="another message shortcut"),
        pytest.param({**submission(shown()), "type": "view_closed"}, id="a closed modal"),
        pytest.param({**submission(shown()), "type": "block_suggestion"}, id="a type that nobody handles"),
        pytest.param(envelope(home_opened(tab="messages")), id="the other tab"),
        pytest.param(
            press(actions=[{"type": "button", "action_id": "link.press0.0", "action_ts": "1.2"}]), id="a link"
        ),
    ],
)
def test_what_nobody_asked_the_bot_for_makes_no_event(translator: Translator, body: Json) -> None:
    """It is acknowledged, and that is all."""
    assert translator.read(body) is None


@pytest.mark.parametrize("stamp", ["1515449522000016", "1712345678.000100"])
def test_the_home_tab_is_private(translator: Translator, stamp: str) -> None:
    """Slack's own sample has a time stamp without its dot."""
    read = translator.read(envelope(home_opened(event_ts=stamp)))
    assert fields(read, "chat", "person", "private", "answerable", "formable") == (
        HomeOpened, "", ANA, True, False, False,
    )  # fmt: skip


def test_a_press_in_the_home_tab_has_no_chat(translator: Translator) -> None:
    """It counts as said to the bot alone, and may open a form."""
    read = translator.read(view_press(HOME, "close:p1"))
    assert fields(read, "data", "chat", "private", "person", "answerable", "formable") == (
        Press, "close:p1", "", True, ANA, True, True,
    )  # fmt: skip


def test_a_press_in_a_modal_belongs_to_the_chat_it_was_opened_from(translator: Translator) -> None:
    """The modal remembers."""
    assert fields(translator.read(view_press(shown(), "csv:p1")), "data", "chat") == (Press, "csv:p1", TEAM_CHANNEL)
    assert fields(translator.read(view_press(shown(chat=DIRECT), "csv:p1")), "private") == (Press, True)


@pytest.mark.parametrize("secret", [False, True])
def test_votes_may_be_answered_privately(translator: Translator, secret: bool) -> None:
    """The card that only a voter sees is shown to them alone."""
    read = translator.read(press(f"{'secret' if secret else 'vote'}:p1:1"))
    assert fields(read, "secret", "chat", "answerable", "formable") == (Vote, secret, CHANNEL, True, True)


def test_without_a_trigger_there_is_no_form(translator: Translator) -> None:
    """Slack opens a modal only in answer to something fresh."""
    assert fields(translator.read(command("/poll", trigger_id="")), "formable") == (Command, False)
    assert fields(translator.read(command("/poll")), "formable") == (Command, True)


def test_a_sent_form_has_all_its_values(translator: Translator) -> None:
    """By the fields' names, as `chat.forms` has them."""
    read = translator.read(submission(shown()))
    assert fields(read, "form", "values", "done", "chat", "private", "person") == (
        Filled, "make:new", VALUES, True, TEAM_CHANNEL, False, ANA,
    )  # fmt: skip


def test_what_was_typed_is_taken_as_it_is(translator: Translator) -> None:
    """In a form Slack marks nothing up; what was emptied is empty."""
    typed = {"question": "A & <b>?", "options": "", "kind": "ranked", "flags": [], "day": "2027-01-01", "time": "18:30"}
    assert fields(translator.read(submission(shown(), **typed)), "values") == (Filled, typed)


def test_a_changed_field_is_told_with_all_others(translator: Translator) -> None:
    """So that the preview can follow."""
    body = changed_field(shown(), "kind", kind="ranked", question="Why?")
    assert fields(translator.read(body), "form", "values", "done", "chat") == (
        Filled, "make:new", {**VALUES, "kind": "ranked", "question": "Why?"}, False, TEAM_CHANNEL,
    )  # fmt: skip
    waiting = waiting_of(body)
    assert waiting is not None
    assert (waiting.typing, waiting.modal, waiting.version) == (True, "V1", "1.1")


@pytest.mark.parametrize(
    "body",
    [
        pytest.param({**submission(shown()), "view": None}, id="no view"),
        pytest.param(submission({**shown(), "private_metadata": "no JSON"}), id="foreign metadata"),
        pytest.param(submission({**shown(), "private_metadata": "[]"}), id="metadata of another form"),
        pytest.param(shortcut(user=None), id="nobody"),
        pytest.param(message_action(message="text"), id="message is a text"),
        pytest.param(envelope(home_opened(user=None)), id="home of nobody"),
    ],
)
def test_payloads_that_lie_about_their_form_raise(translator: Translator, body: Json) -> None:
    """The door sets them aside."""
    with pytest.raises(UNREADABLE):
        translator.read(body)
