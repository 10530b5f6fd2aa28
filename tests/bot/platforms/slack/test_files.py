"""Files that people send in Slack: what payloads tell of them, and how their content is had."""

from typing import Any

import pytest

from bot.platforms.slack import files
from bot.platforms.slack.fields import read_values
from bot.platforms.slack.inbound import Translator
from bot.platforms.slack.manifest import SCOPES
from chat.errors import Permanent, Temporary
from chat.events import Command, File, Message
from chat.forms import Field, Form
from chat.messages import Document, Enclosure
from chat.messages import Message as Said
from chat.ports import Outcome, Outgoing
from tests.support.slack_bot import Bot, running
from tests.support.slack_payloads import TS, envelope, message, message_action, press
from tests.support.slack_server import SlackServer, Trouble, broken, rate_limited
from tests.support.waiting import until

CAKE = {"id": "F1", "name": "cake.png", "mimetype": "image/png", "size": 12}
FILES = Field(name="files", label="F", kind="files", needed=False, most=5)
BARE = {"id": "F2", "file_access": "check_file_info"}
"""What is told of a file in a channel that is shared with another workspace."""


def test_a_message_tells_of_its_files(translator: Translator) -> None:
    """By their ids, with what is known of each."""
    event = translator.read(envelope(message("", subtype="file_share", files=[CAKE, BARE])))
    assert isinstance(event, Message)
    assert event.files == (File("F1", "cake.png", picture=True, size=12), File("F2", "file"))


def test_a_form_tells_of_its_files() -> None:
    """As objects with a file's fields."""
    given = {"field.files": {"field.files": {"type": "file_input", "files": [CAKE]}}}
    assert read_values(given) == {"files": [{"id": "F1", "name": "cake.png", "picture": True, "size": 12}]}
    assert read_values({"field.files": {"field.files": {"type": "file_input"}}}) == {"files": []}


def test_a_message_is_logged_as_a_query_from_its_menu(translator: Translator) -> None:
    """Which is no slash command; the event names the message."""
    event = translator.read(message_action("Why?", callback_id="query"))
    assert isinstance(event, Command)
    assert (event.command, event.message, event.quoted, event.formable) == ("query", TS, "Why?", True)


async def test_a_file_is_fetched_as_the_bot(server: SlackServer, bot: Bot) -> None:
    """With the bot's token, from the host of the API."""
    told = server.workspace.keep("a.pdf", b"PDF")
    assert await bot.platform.fetch(told["id"]) == b"PDF"


@pytest.mark.parametrize(
    ("more", "word"),
    [
        pytest.param({"mode": "tombstone"}, "deleted", id="deleted"),
        pytest.param({"mode": "hidden_by_limit"}, "plan", id="beyond the plan"),
        pytest.param({"mode": "external"}, "another place", id="elsewhere"),
        pytest.param({"size": 20_000_001}, "20 MB", id="too large"),
    ],
)
async def test_what_is_not_to_be_had_says_why(server: SlackServer, bot: Bot, more: dict[str, Any], word: str) -> None:
    """Nothing is downloaded."""
    told = server.workspace.keep("a.pdf", b"PDF", **more)
    with pytest.raises(Permanent, match=word):
        await bot.platform.fetch(told["id"])
    assert server.downloads == []


@pytest.mark.parametrize(
    "address",
    [
        "https://evil.example/a.pdf",
        "https://slack.com.evil.example/a.pdf",
        "https://evilslack.com/a.pdf",
        "http://files.slack.com/a.pdf",
        "https://files.slack.com:444/a.pdf",
        "http://127.0.0.1:1/a.pdf",
        "http://[",
        "",
    ],
)
async def test_the_token_goes_to_no_other_host(server: SlackServer, bot: Bot, address: str) -> None:
    """Whatever address a file is said to have."""
    told = server.workspace.keep("a.pdf", b"PDF", url_private_download=address, url_private=address)
    with pytest.raises(Permanent, match="none of its own"):
        await bot.platform.fetch(told["id"])


def test_slack_s_own_hosts_are_trusted(bot: Bot) -> None:
    """By HTTPS."""
    assert bot.platform._files._is_trusted("https://files.slack.com/files-pri/T1-F1/download/a.pdf")


async def test_a_redirection_is_not_followed(server: SlackServer, bot: Bot) -> None:
    """It would take the token along."""
    told = server.workspace.keep("a.pdf", b"PDF")
    server.plan("download", Trouble(status=302, headers={"Location": "https://evil.example/"}))
    with pytest.raises(Permanent, match="install it again"):
        await bot.platform.fetch(told["id"])


async def test_without_the_scope_the_sentence_names_it() -> None:
    """Installed again, the app has it."""
    async with SlackServer(scopes=set(SCOPES) - {"files:read"}) as server, running(server, "http") as bot:
        told = server.workspace.keep("a.pdf", b"PDF")
        with pytest.raises(Permanent, match="files:read"):
            await bot.platform.fetch(told["id"])


@pytest.mark.parametrize("method", ["files.info", "download"])
async def test_what_may_come_later_is_temporary(server: SlackServer, bot: Bot, method: str) -> None:
    """With the pause that Slack asks for."""
    told = server.workspace.keep("a.pdf", b"PDF")
    server.plan(method, rate_limited(7), broken(503))
    with pytest.raises(Temporary) as error:
        await bot.platform.fetch(told["id"])
    assert error.value.retry_after == 7
    with pytest.raises(Temporary):
        await bot.platform.fetch(told["id"])
    assert await bot.platform.fetch(told["id"]) == b"PDF"


async def test_more_than_it_said_is_not_read(server: SlackServer, bot: Bot, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file may be larger than Slack tells."""
    monkeypatch.setattr(files, "MOST_BYTES", 1_000)
    told = server.workspace.keep("a.pdf", bytes(2_000), size=10)
    with pytest.raises(Permanent, match="larger"):
        await bot.platform.fetch(told["id"])


def reply(**more: Any) -> Outgoing:
    """Return an answer to a question in a channel."""
    said = Said(text="Here it is", enclosure=Enclosure("telegram", "x", "a.pdf"), **more)
    return Outgoing(letter=1, action="post", chat="C1", message=said, reply_to=TS)


async def test_words_with_a_file_can_be_edited(server: SlackServer, bot: Bot) -> None:
    """They stand in a message of their own, the file below it in the same thread."""
    receipt = await bot.platform.deliver(reply(document=Document("a.pdf", b"PDF")))
    words, file = server.workspace.messages["C1"]
    assert (words["ts"], words["thread_ts"], file["thread_ts"]) == (receipt.message, TS, TS)
    assert server.workspace.files[file["files"][0]["id"]]["content"] == b"PDF"


async def test_a_file_that_fails_is_named(server: SlackServer, bot: Bot) -> None:
    """The words arrived all the same."""
    server.plan("files.getUploadURLExternal", broken())
    await bot.platform.deliver(reply(document=Document("a.pdf", b"PDF")))
    (words,) = server.workspace.messages["C1"]
    assert "📎 a.pdf" in words["text"]
    server.plan("files.getUploadURLExternal", broken())
    await bot.platform.deliver(reply(picture=b"PNG"))
    assert "📎 a.pdf" in server.workspace.messages["C1"][-1]["text"]


async def test_a_deactivated_person_cannot_be_written_to(server: SlackServer, bot: Bot) -> None:
    """The sentence says so, and that they are unreachable."""
    server.workspace.deactivated.add("D1")
    with pytest.raises(Permanent, match="deactivated") as error:
        await bot.platform.deliver(Outgoing(letter=1, action="post", chat="D1", message=Said(text="Hi")))
    assert error.value.unreachable


async def test_without_the_scope_a_form_asks_for_no_files() -> None:
    """An app that is not installed again yet can answer all the same."""
    form = Form(data="x", title="Answer", fields=(Field(name="text", label="T"), FILES), submit="Send")
    async with SlackServer(scopes=set(SCOPES) - {"files:read"}) as server, running(server, "http") as bot:
        bot.intake.outcome = lambda _event: Outcome("done", form=form)
        await bot.form(press("query-reply:1"))
        await until(lambda: server.workspace.views.stack)
        assert [each["block_id"] for each in server.workspace.views.top["blocks"]] == ["field.text"]
