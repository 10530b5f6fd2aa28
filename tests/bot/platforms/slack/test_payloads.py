"""Whose payloads count, what repeats are known by, and what is not understood."""

import pytest

from bot.platforms.slack.inbound import Translator
from bot.platforms.slack.payloads import UNREADABLE, key_of
from tests.support.slack_payloads import Json, changed, command, envelope, message, press, view_press
from tests.support.slack_workspace import APP

SHARED = {"is_ext_shared_channel": True, "team_id": "T0PARTNER"}
OTHERS = [{"team_id": "T0OTHER", "user_id": "U0OTHERBOT", "is_bot": True}]
PARTNER = {"id": "U0PARTNER", "username": "pia", "name": "pia", "team_id": "T0PARTNER"}
HOME = {"id": "VHOME", "type": "home", "hash": "1.2", "private_metadata": "", "blocks": []}


def of_another(body: Json) -> Json:
    """Say that the view was shown by another installation of the app."""
    body["view"]["app_installed_team_id"] = "T0OTHER"
    return body


@pytest.mark.parametrize(
    ("body", "ours"),
    [
        pytest.param(envelope(message(), team_id="T0OTHER", authorizations=[]), False, id="event of another workspace"),
        pytest.param(envelope(message(), authorizations=OTHERS), False, id="event for another installation"),
        pytest.param(envelope(message(user="W0PARTNER"), **SHARED), True, id="said by a partner in a shared channel"),
        pytest.param(envelope(message(), **SHARED), True, id="shared channel, seen by our installation"),
        pytest.param(
            envelope(message(), **SHARED, authorizations=[{"team_id": "T0OTHER"}]), False, id="shared, seen by another"
        ),
        pytest.param(press(user=PARTNER), True, id="press by a partner"),
        pytest.param(press(team={"id": "T0PARTNER"}, user=PARTNER), True, id="press by a partner, named by their team"),
        pytest.param(press(message={"bot_id": "B0OTHER"}), False, id="press under another installation's message"),
        pytest.param(
            press(message={"text": "only you see this"}, team={"id": "T0OTHER"}), False, id="press of another workspace"
        ),
        pytest.param(press(team=None), True, id="press without a workspace"),
        pytest.param(
            view_press(HOME, "new:1", team={"id": "T0PARTNER"}), True, id="press in a view of our installation"
        ),
        pytest.param(of_another(view_press(HOME, "new:1")), False, id="press in a view of another installation"),
        pytest.param(command(team_id="T0OTHER"), False, id="command of another workspace"),
        pytest.param(envelope(message(), api_app_id="A0OTHER"), False, id="event of another app"),
        pytest.param(press(api_app_id="A0OTHER"), False, id="press of another app"),
        pytest.param(command(api_app_id="A0OTHER"), False, id="command of another app"),
    ],
)
def test_only_our_workspace_and_app_count(translator: Translator, body: Json, ours: bool) -> None:
    """What is for another workspace or app makes no event; the first app that Slack names is ours."""
    assert translator.read(envelope(message(), api_app_id="A0OTHER", authorizations=OTHERS)) is None
    assert translator.read(envelope(message(), api_app_id=APP)) is not None
    assert (translator.read(body) is not None) is ours


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(envelope(message(user=["U1"])), id="user is a list"),
        pytest.param(envelope(message(text={"a": 1})), id="text is an object"),
        pytest.param(envelope(message(ts=1.5)), id="ts is a number"),
        pytest.param(envelope(message(event_ts="soon")), id="time is a word"),
        pytest.param(envelope(message(event_ts="9" * 40)), id="time is endless"),
        pytest.param(envelope(message(subtype=["x"])), id="subtype is a list"),
        pytest.param(envelope(changed("a", "b", user=None)), id="edit by nobody"),
        pytest.param(envelope({"type": "message", "subtype": "message_changed"}), id="change of nothing"),
        pytest.param(envelope({"type": "reaction_added"}), id="reaction to nothing"),
        pytest.param(envelope(message(), authorizations=[None], is_ext_shared_channel=True), id="no authorization"),
        pytest.param(press(actions=[]), id="no action"),
        pytest.param(press(actions=[{"value": "x"}]), id="no time"),
        pytest.param(press(user=None), id="press by nobody"),
        pytest.param(press(team="T0FAKE", message=None), id="team is a text"),
        pytest.param({"command": "/ror"}, id="command without a channel"),
    ],
)
def test_payloads_that_lie_about_their_form_raise(translator: Translator, body: Json) -> None:
    """The door sets them aside."""
    with pytest.raises(UNREADABLE):
        translator.read(body)


@pytest.mark.parametrize(
    ("body", "raw", "key"),
    [
        pytest.param({"event_id": "Ev1", "trigger_id": "1.2"}, b"", "Ev1", id="event"),
        pytest.param({"trigger_id": "1.2"}, b"", "1.2", id="interaction"),
        pytest.param({"view": {"id": "V1", "hash": "1.2"}}, b"raw", "V1/1.2", id="form"),
        pytest.param({"event_id": ""}, b"raw", "d743", id="neither"),
    ],
)
def test_a_repeat_has_the_same_key(body: Json, raw: bytes, key: str) -> None:
    """The event's id, else the trigger's, else a digest of what came."""
    assert key_of(body, raw).startswith(key)
    assert key_of({"b": 1, "a": 2}) == key_of({"a": 2, "b": 1})


def test_the_bots_own_message_tells_its_app(translator: Translator) -> None:
    """A stranger that came first does not lock the bot's own app out."""
    stranger = press(api_app_id="A0OTHER", message={"type": "message"})
    assert translator.read(stranger) is not None
    assert translator.read(press()) is not None
    assert translator.read(stranger) is None
    assert translator.read(envelope(message())) is not None


def test_a_press_under_the_bots_own_message_must_be_of_its_app(translator: Translator) -> None:
    """Even where it is the first that ever came."""
    assert translator.read(press(api_app_id="A0OTHER")) is None
