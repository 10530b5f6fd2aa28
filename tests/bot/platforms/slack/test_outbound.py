"""Letters as calls: what is sent, and what each answer of Slack's means."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chat.errors import DeliveryError, Permanent, Temporary, Unknown
from chat.messages import Message
from chat.ports import Action, Outgoing, Receipt
from tests.support.slack_bot import Bot, running
from tests.support.slack_server import SlackServer, Trouble, broken, lost, rate_limited, refused, slow, truncated

POST = Outgoing(letter=7, action="post", chat="C1", message=Message(text="Hello & <welcome>"))
EDIT = replace(POST, action="edit", target="1700000001.000100")
SOON_AFTER = datetime(2023, 11, 14, 22, 13, 22, tzinfo=UTC)
"""Two seconds after the fake Slack's first message."""

RESET = Trouble(how="reset")
JSON_TEXT, NO_JSON = Trouble(body='"hm"', executed=True), Trouble(body="{", executed=True)
PLAIN = Trouble(body="ok", content_type="text/plain", executed=True)


async def test_a_post_carries_its_letter_and_unfurls_nothing(bot: Bot, server: SlackServer) -> None:
    """The letter's id goes with the message, so that it can be found again."""
    receipt = await bot.platform.deliver(replace(POST, thread="1700000000.000001"))
    (call,) = server.calls_of("chat.postMessage")
    assert receipt == Receipt(message=server.workspace.messages["C1"][0]["ts"])
    assert call["metadata"] == {"event_type": "rapport_letter", "event_payload": {"letter": 7}}
    assert (call["channel"], call["thread_ts"], call["text"]) == (
        "C1",
        "1700000000.000001",
        "Hello &amp; &lt;welcome&gt;",
    )
    assert (call["unfurl_links"], call["unfurl_media"], call["mrkdwn"]) == (False, False, False)


async def test_a_reply_stands_in_the_thread_of_what_it_answers(bot: Bot, server: SlackServer) -> None:
    """Slack answers a message in its thread."""
    await bot.platform.deliver(replace(POST, reply_to="1700000000.000002"))
    assert server.calls_of("chat.postMessage")[0]["thread_ts"] == "1700000000.000002"


@pytest.mark.parametrize("action", ["edit", "stop"])
async def test_an_edit_replaces_the_message(bot: Bot, server: SlackServer, action: Action) -> None:
    """To stop a poll is to edit it."""
    posted = await bot.platform.deliver(POST)
    await bot.platform.deliver(replace(EDIT, action=action, target=posted.message, message=Message(text="Closed")))
    assert [each["text"] for each in server.workspace.messages["C1"]] == ["Closed"]


async def test_a_direct_message_goes_by_the_persons_id(bot: Bot, server: SlackServer) -> None:
    """Only an edit must know the channel behind it, and asks once."""
    letter = replace(POST, chat="U0ANA")
    posted = await bot.platform.deliver(letter)
    for _ in range(2):
        await bot.platform.deliver(replace(letter, action="edit", target=posted.message))
    assert await bot.platform.find(replace(letter, called_at=SOON_AFTER)) == posted
    assert len(server.calls_of("conversations.open")) == 1
    assert {call["channel"] for call in server.calls_of("chat.update")} == {"D0ANA"}


ANSWERS = [
    pytest.param(rate_limited(3), Temporary, Temporary, id="429"),
    pytest.param(refused("ratelimited"), Temporary, Temporary, id="ratelimited"),
    pytest.param(refused("rate_limited"), Temporary, Temporary, id="rate_limited"),
    pytest.param(refused("service_unavailable"), Temporary, Temporary, id="service_unavailable"),
    pytest.param(broken(404), Temporary, Temporary, id="a proxy's 404"),
    pytest.param(refused("internal_error"), Unknown, Temporary, id="internal_error"),
    pytest.param(refused("fatal_error"), Unknown, Temporary, id="fatal_error"),
    pytest.param(broken(500), Unknown, Temporary, id="500"),
    pytest.param(broken(503, executed=True), Unknown, Temporary, id="503"),
    pytest.param(broken(200, executed=True), Unknown, Temporary, id="200 with HTML"),
    pytest.param(PLAIN, Unknown, Temporary, id="200 with text"),
    pytest.param(JSON_TEXT, Unknown, Temporary, id="200 with no object"),
    pytest.param(NO_JSON, Unknown, Temporary, id="200 with half a JSON"),
    pytest.param(truncated(), Unknown, Temporary, id="truncated"),
    pytest.param(lost(), Unknown, Temporary, id="carried out, then reset"),
    pytest.param(RESET, Unknown, Temporary, id="reset"),
    pytest.param(refused("channel_not_found"), Permanent, Permanent, id="refused"),
]


@pytest.mark.parametrize(("trouble", "of_post", "of_edit"), ANSWERS)
async def test_each_answer_has_its_meaning(
    bot: Bot, server: SlackServer, trouble: Trouble, of_post: type[DeliveryError], of_edit: type[DeliveryError]
) -> None:
    """A post whose answer was lost is unknown; an edit may be made again. Neither is repeated blindly."""
    server.plan("chat.postMessage", trouble)
    server.plan("chat.update", trouble)
    with pytest.raises(DeliveryError) as posted:
        await bot.platform.deliver(POST)
    with pytest.raises(DeliveryError) as edited:
        await bot.platform.deliver(EDIT)
    assert isinstance(posted.value, of_post)
    assert isinstance(edited.value, of_edit)
    assert [call.method for call in server.calls[1:]] == ["chat.postMessage", "chat.update"]


async def test_slack_says_how_long_to_wait(bot: Bot, server: SlackServer) -> None:
    """`Retry-After` goes with the error."""
    server.plan("chat.postMessage", rate_limited(3), refused("ratelimited"))
    waits = []
    for _ in range(2):
        with pytest.raises(Temporary) as error:
            await bot.platform.deliver(POST)
        waits.append(error.value.retry_after)
    assert waits == [3.0, None]


async def test_a_slow_answer_is_lost(bot: Bot, server: SlackServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """The post may have been carried out."""
    monkeypatch.setattr("bot.platforms.slack.platform.CALL_WITHIN_S", 0.1)
    async with running(server, "http") as hasty:
        server.plan("chat.postMessage", slow(0.3))
        with pytest.raises(Unknown):
            await hasty.platform.deliver(POST)


async def test_where_there_is_no_connection_nothing_was_sent(bot: Bot, server: SlackServer) -> None:
    """A refused connection may be tried again, even with a post."""
    await server.vanish()
    with pytest.raises(Temporary, match="no connection"):
        await bot.platform.deliver(POST)
    await server.listen()
    assert (await bot.platform.deliver(POST)).message


@pytest.mark.parametrize(
    ("word", "unreachable", "harmless"),
    [
        pytest.param("channel_not_found", True, False, id="channel_not_found"),
        pytest.param("not_in_channel", True, False, id="not_in_channel"),
        pytest.param("is_archived", True, False, id="is_archived"),
        pytest.param("user_disabled", True, False, id="user_disabled"),
        pytest.param("message_not_found", False, True, id="message_not_found"),
        pytest.param("edit_window_closed", False, True, id="edit_window_closed"),
        pytest.param("msg_blocks_too_long", False, False, id="msg_blocks_too_long"),
        pytest.param("a_new_word", False, False, id="unknown word"),
    ],
)
async def test_refusals_say_what_is_lost(
    bot: Bot, server: SlackServer, word: str, unreachable: bool, harmless: bool
) -> None:
    """A chat that cannot be written to is unreachable; an edit of what is gone does no harm."""
    server.plan("chat.update", refused(word))
    with pytest.raises(Permanent) as error:
        await bot.platform.deliver(EDIT)
    assert (error.value.unreachable, error.value.harmless) == (unreachable, harmless)
    assert str(error.value).endswith(".")


async def test_a_missing_scope_is_named(bot: Bot, server: SlackServer) -> None:
    """The operator hears which one, and what mends it."""
    server.plan("chat.postMessage", refused("missing_scope", needed="chat:write", provided="commands"))
    with pytest.raises(Permanent, match=r"lacks the scope chat:write.*slack-manifest"):
        await bot.platform.deliver(POST)


@pytest.mark.parametrize("word", ["invalid_auth", "account_inactive", "token_revoked"])
async def test_a_token_that_is_refused_shows_in_the_health(bot: Bot, server: SlackServer, word: str) -> None:
    """Until a call succeeds again."""
    server.plan("chat.postMessage", refused(word))
    with pytest.raises(Permanent, match="SLACK_BOT_TOKEN"):
        await bot.platform.deliver(POST)
    assert not bot.platform.health().ok
    assert "SLACK_BOT_TOKEN" in bot.platform.health().word
    await bot.platform.deliver(POST)
    assert bot.platform.health().ok


async def test_an_edit_of_nothing_is_harmless(bot: Bot) -> None:
    """A letter whose post never got an id has nothing to edit."""
    with pytest.raises(Permanent) as error:
        await bot.platform.deliver(replace(EDIT, target=None))
    assert error.value.harmless
