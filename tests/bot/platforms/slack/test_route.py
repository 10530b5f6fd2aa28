"""What comes over HTTP: who may, what is understood, and what Slack is answered."""

import json
import time
from typing import Any
from urllib.parse import quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.platforms.slack.route import unquoted
from tests.support.slack_bot import FORM, JSON, Bot
from tests.support.slack_payloads import envelope, form, message, press
from tests.support.slack_server import SIGNING_SECRET, sign

BODY = json.dumps(envelope(message())).encode()
NOW = sign(SIGNING_SECRET, BODY)
SIGNATURE, STAMP = "X-Slack-Signature", "X-Slack-Request-Timestamp"


def stamped(stamp: str) -> dict[str, str]:
    """Sign the body with a time stamp that need not be a number."""
    return {**sign(SIGNING_SECRET, BODY, time.time()), STAMP: stamp}


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="no headers"),
        pytest.param({STAMP: NOW[STAMP]}, id="no signature"),
        pytest.param({SIGNATURE: NOW[SIGNATURE]}, id="no time stamp"),
        pytest.param({**NOW, SIGNATURE: ""}, id="empty signature"),
        pytest.param({**NOW, SIGNATURE: NOW[SIGNATURE].replace("v0=", "v1=")}, id="another version"),
        pytest.param({**NOW, SIGNATURE: NOW[SIGNATURE][:-1]}, id="cut"),
        pytest.param({**NOW, SIGNATURE: "v0=ä"}, id="no ASCII"),
        pytest.param(sign("another secret", BODY), id="another secret"),
        pytest.param(sign("", BODY), id="no secret"),
        pytest.param(sign(SIGNING_SECRET, BODY + b" "), id="altered body"),
        pytest.param(sign(SIGNING_SECRET, BODY, time.time() - 360), id="six minutes old"),
        pytest.param(sign(SIGNING_SECRET, BODY, time.time() + 3_600), id="an hour ahead"),
        pytest.param(stamped("soon"), id="time stamp is a word"),
        pytest.param(stamped("1e9"), id="time stamp is no whole number"),
        pytest.param(stamped("-1"), id="time stamp is negative"),
        pytest.param(stamped("9" * 5000), id="time stamp is endless"),
    ],
)
async def test_what_slack_did_not_sign_is_refused_and_counted(bot: Bot, headers: dict[str, str]) -> None:
    """A wrong signature or time is 401 without any effect."""
    reply = await bot.post(BODY, headers=headers, signed=False)
    assert (reply.status, bot.rejected, bot.intake.events) == (401, 1, [])


@pytest.mark.parametrize("seconds", [pytest.param(-290, id="late"), pytest.param(290, id="early")])
async def test_clocks_may_be_a_little_apart(bot: Bot, seconds: int) -> None:
    """Five minutes either way are let through."""
    reply = await bot.post(BODY, headers=sign(SIGNING_SECRET, BODY, time.time() + seconds), signed=False)
    assert (reply.status, bot.rejected, len(bot.intake.events)) == (200, 0, 1)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        pytest.param(b"{", JSON, id="half a JSON"),
        pytest.param(b"", JSON, id="nothing"),
        pytest.param(b'["event_callback"]', JSON, id="a list"),
        pytest.param(b'"text"', JSON, id="a text"),
        pytest.param(b"null", JSON, id="null"),
        pytest.param(b"[" * 100_000, JSON, id="too deep"),
        pytest.param(b'{"type": "\xff"}', JSON, id="no UTF-8"),
        pytest.param(b"payload={", FORM, id="half a payload"),
        pytest.param(b"payload=%5B%5D", FORM, id="a list for payload"),
        pytest.param(b"x=1&payload=7", FORM, id="a number for payload"),
        pytest.param(b"command=%FF", FORM, id="a form of no UTF-8"),
    ],
)
async def test_a_signed_body_that_is_no_object_is_a_bad_request(bot: Bot, body: bytes, kind: str) -> None:
    """What cannot be a payload is 400, and the bot lives on."""
    assert (await bot.post(body, kind=kind)).status == 400
    assert (await bot.post(BODY)).status == 200


async def test_a_large_body_is_refused(bot: Bot) -> None:
    """Two megabytes are 413, and the bot lives on."""
    assert (await bot.post(b"x" * 2_000_000)).status == 413
    assert (await bot.post(BODY)).status == 200


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE"])
async def test_only_post_is_allowed(bot: Bot, method: str) -> None:
    """Other methods are 405."""
    assert (await bot.request(method)).status == 405


async def test_the_challenge_is_answered(bot: Bot) -> None:
    """Slack's check of the address gets its challenge back."""
    reply = await bot.event({"type": "url_verification", "token": "t", "challenge": "3eZbrw1aB"})
    assert (reply.status, reply.json) == (200, {"challenge": "3eZbrw1aB"})


async def test_an_unsigned_challenge_is_refused(bot: Bot) -> None:
    """Nothing is read before the signature."""
    body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
    assert (await bot.post(body, signed=False)).status == 401


@pytest.mark.parametrize(
    "payload",
    [
        pytest.param(
            {"type": "app_rate_limited", "team_id": "T0FAKE", "minute_rate_limited": 1}, id="app_rate_limited"
        ),
        pytest.param(envelope({"type": "app_mention", "user": "U1", "text": "hi"}), id="event nobody handles"),
        pytest.param(envelope(message(subtype="channel_topic")), id="subtype nobody handles"),
        pytest.param(envelope(message(subtype="a_new_one")), id="subtype nobody knows"),
        pytest.param({"type": "a_new_kind"}, id="kind nobody knows"),
        pytest.param({}, id="nothing in it"),
        pytest.param({"type": "event_callback"}, id="no event"),
        pytest.param({"type": "event_callback", "event": "message"}, id="event is a text"),
        pytest.param({"type": ["event_callback"], "event": {"type": {}}}, id="types are no texts"),
    ],
)
async def test_what_nobody_handles_is_acknowledged(bot: Bot, payload: dict[str, Any]) -> None:
    """Bolt's 404 never reaches Slack, which would count it as a failed delivery."""
    reply = await bot.event(payload)
    assert (reply.status, reply.text, bot.intake.events, bot.intake.asides) == (200, "", [], [])


@pytest.mark.parametrize("kind", ["view_submission", "view_closed", "shortcut", "message_action", "block_suggestion"])
async def test_interactions_nobody_handles_are_acknowledged(bot: Bot, kind: str) -> None:
    """So are views and shortcuts that another version of the app left behind."""
    payload = {**press(), "type": kind, "callback_id": "old", "view": {"callback_id": "old", "type": "modal"}}
    assert (await bot.form(payload)).status == 200
    assert bot.intake.events == []


async def test_a_check_of_the_certificate_is_acknowledged(bot: Bot) -> None:
    """Slack's `ssl_check` is a form without a payload."""
    assert (await bot.post(b"ssl_check=1&token=t", kind=FORM)).status == 200


async def test_a_payload_behind_other_fields_is_found(bot: Bot) -> None:
    """The order of a form's fields means nothing."""
    assert (await bot.post(b"x=1&" + form(press()), kind=f"{FORM}; charset=utf-8")).status == 200
    assert len(bot.intake.events) == 1


async def test_half_an_emoji_is_no_error(bot: Bot) -> None:
    """Half a surrogate pair, which may be left of a cut text, does not lose the message."""
    body = json.dumps(envelope(message("cut \ud83d"))).encode()
    assert (await bot.post(body)).status == 200
    assert len(bot.intake.events) == 1


@given(st.text())
def test_forms_are_decoded_as_they_were_encoded(text: str) -> None:
    """The C decoder reads whatever the encoder wrote."""
    encoded = text.encode("utf-8", "surrogatepass")
    assert unquoted(quote_plus(encoded).encode()) == encoded


@pytest.mark.parametrize("raw", [b"a=b==", b"=3D=", b"a_b", b"~.-"])
def test_forms_keep_what_is_not_encoded(raw: bytes) -> None:
    """Signs that other encoders leave as they are, stay."""
    assert unquoted(raw) == raw
