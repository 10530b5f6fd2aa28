"""Looking up a post whose answer was lost, and pictures, whose failure must not lose the text."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.platforms.slack import outbound
from chat.errors import Temporary, Unknown
from chat.messages import Message
from chat.ports import Outgoing, Receipt
from tests.support.slack_bot import Bot
from tests.support.slack_server import SlackServer, Trouble, broken, lost, rate_limited, refused, slow, truncated

CALLED_AT = datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC)
"""A second after the fake Slack's clock begins."""

POST = Outgoing(letter=7, action="post", chat="C1", message=Message(text="Which next?"), called_at=CALLED_AT)
PNG = b"\x89PNG\r\n\x1a\nchart"
DIGEST = replace(
    POST, message=Message(title="Week 46", text="All is well.", picture=PNG, chart_alt="Twelve weeks, rising")
)


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Do not wait for pictures."""
    monkeypatch.setattr(outbound, "PICTURE_WAITS_S", (0, 0))
    monkeypatch.setattr(outbound, "UPLOAD_WITHIN_S", 0.2)


@pytest.mark.parametrize("trouble", [pytest.param(lost(), id="reset"), pytest.param(truncated(), id="truncated")])
async def test_a_post_that_was_carried_out_is_found(bot: Bot, server: SlackServer, trouble: Trouble) -> None:
    """Its letter's id is in the channel's history, so it is not posted twice."""
    server.plan("chat.postMessage", trouble)
    with pytest.raises(Unknown):
        await bot.platform.deliver(POST)
    (message,) = server.workspace.messages["C1"]
    assert await bot.platform.find(POST) == Receipt(message=message["ts"])


async def test_a_post_that_was_not_carried_out_is_surely_absent(bot: Bot, server: SlackServer) -> None:
    """The page is complete, and it is not there."""
    server.plan("chat.postMessage", broken(502))
    with pytest.raises(Unknown):
        await bot.platform.deliver(POST)
    assert await bot.platform.find(POST) is None
    (asked,) = server.calls_of("conversations.history")
    assert asked == {"channel": "C1", "limit": "15", "include_all_metadata": "1", "oldest": "1699999701.000000"}


async def test_a_post_in_a_thread_is_looked_up_there(bot: Bot, server: SlackServer) -> None:
    """A thread's replies are not in the channel's history."""
    root = await bot.platform.deliver(replace(POST, letter=1))
    reply = replace(POST, thread=root.message)
    posted = await bot.platform.deliver(reply)
    assert await bot.platform.find(reply) == posted
    assert await bot.platform.find(replace(reply, letter=8)) is None


async def test_another_bots_letter_of_the_same_number_is_not_ours(bot: Bot, server: SlackServer) -> None:
    """A second Rapport in the workspace counts its letters, too."""
    await bot.platform.deliver(POST)
    server.workspace.messages["C1"][0].update(bot_id="B0OTHER", user="U0OTHER")
    assert await bot.platform.find(POST) is None


async def test_a_busy_channel_leaves_it_unknown(bot: Bot, server: SlackServer) -> None:
    """More than one page was written since."""
    for letter in range(100, 116):
        await bot.platform.deliver(replace(POST, letter=letter))
    with pytest.raises(Unknown):
        await bot.platform.find(replace(POST, letter=100))
    assert await bot.platform.find(replace(POST, letter=115)) is not None


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        pytest.param(rate_limited(30), Temporary, id="429"),
        pytest.param(broken(500), Temporary, id="500"),
        pytest.param(Trouble(body='{"ok": true}'), Temporary, id="no messages"),
        pytest.param(refused("not_in_channel"), Unknown, id="not in the channel"),
        pytest.param(refused("missing_scope", needed="channels:history"), Unknown, id="no scope"),
    ],
)
async def test_what_cannot_be_looked_up_is_not_called_absent(
    bot: Bot, server: SlackServer, trouble: Trouble, error: type[Exception]
) -> None:
    """Only a complete page tells that a post is absent."""
    server.plan("conversations.history", trouble)
    with pytest.raises(error):
        await bot.platform.find(POST)


async def test_without_the_time_of_the_call_it_is_unknown(bot: Bot) -> None:
    """Nothing says how far back to look."""
    with pytest.raises(Unknown):
        await bot.platform.find(replace(POST, called_at=None))


def image(call: dict[str, Any]) -> dict[str, Any] | None:
    """Return the image block of a call."""
    return next((block for block in call["blocks"] if block["type"] == "image"), None)


async def test_a_picture_stands_in_the_digest(bot: Bot, server: SlackServer) -> None:
    """It is uploaded first and shown in the message, with its words."""
    await bot.platform.deliver(DIGEST)
    (call,) = server.calls_of("chat.postMessage")
    assert image(call) == {"type": "image", "slack_file": {"id": "F00001"}, "alt_text": "Twelve weeks, rising"}
    file = server.workspace.files["F00001"]
    assert (file["content"], file["length"], file["channel"]) == (PNG, len(PNG), None)


@pytest.mark.usefixtures("quick")
@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
@pytest.mark.parametrize(
    "trouble",
    [
        pytest.param(broken(500), id="500"),
        pytest.param(refused("missing_scope", needed="files:write"), id="refused"),
        pytest.param(lost(), id="lost"),
        pytest.param(rate_limited(60), id="429"),
        pytest.param(slow(1), id="slow"),
        pytest.param(Trouble(body="[]"), id="no object"),
    ],
)
async def test_a_picture_that_fails_does_not_lose_the_digest(
    bot: Bot, server: SlackServer, method: str, trouble: Trouble
) -> None:
    """The text goes out once, without it."""
    server.plan(method, trouble)
    assert (await bot.platform.deliver(DIGEST)).message
    (call,) = server.calls_of("chat.postMessage")
    assert call["text"] == "All is well."


@pytest.mark.usefixtures("quick")
async def test_a_picture_that_slack_is_still_taking_in_is_waited_for(bot: Bot, server: SlackServer) -> None:
    """The refused call posted nothing, so it is made again."""
    server.workspace.files_unready = 1
    await bot.platform.deliver(DIGEST)
    (message,) = server.workspace.messages["C1"]
    assert image(message)


@pytest.mark.usefixtures("quick")
async def test_a_picture_that_slack_never_shows_hangs_in_the_thread(bot: Bot, server: SlackServer) -> None:
    """The digest is posted once, and its picture below it."""
    server.workspace.files_unready = 9
    receipt = await bot.platform.deliver(DIGEST)
    message, _picture = server.workspace.messages["C1"]
    assert image(message) is None
    hung = server.workspace.files["F00002"]
    assert (hung["content"], hung["channel"], hung["thread_ts"]) == (PNG, "C1", receipt.message)


@pytest.mark.usefixtures("quick")
async def test_a_digest_whose_answer_was_lost_is_not_posted_again(bot: Bot, server: SlackServer) -> None:
    """Not even without its picture."""
    server.plan("chat.postMessage", lost())
    with pytest.raises(Unknown):
        await bot.platform.deliver(DIGEST)
    assert len(server.workspace.messages["C1"]) == 1


async def test_an_edited_digest_keeps_a_picture(bot: Bot, server: SlackServer) -> None:
    """An edit replaces all blocks, so the picture is uploaded anew."""
    posted = await bot.platform.deliver(DIGEST)
    await bot.platform.deliver(replace(DIGEST, action="edit", target=posted.message))
    assert image(server.calls_of("chat.update")[0]) is not None
