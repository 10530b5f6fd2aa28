"""Files, deletions and the Home tab: letters that are more than a message."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.platforms.slack.inbound import Translator
from chat.errors import DeliveryError, Permanent, Temporary, Unknown
from chat.messages import Button, Document, Message
from chat.ports import Outgoing, Receipt
from tests.support.slack_bot import Bot
from tests.support.slack_server import SlackServer, Trouble, broken, lost, rate_limited, refused

CSV = "name,option\n=1+1,Recipes\n".encode("utf-8-sig")
POST = Outgoing(
    letter=7,
    action="post",
    chat="C1",
    message=Message(text="All votes in “Which <next>?”", document=Document("poll.csv", CSV)),
    called_at=datetime(2023, 11, 14, 22, 13, 21, tzinfo=UTC),
)
NOTE = replace(POST, message=Message(text="Gone soon."))
EDIT = replace(NOTE, action="delete", target="1700000001.000100", message=Message(text="This poll was deleted."))
HOME = Outgoing(
    letter=8,
    action="home",
    chat="U0ANA",
    message=Message(title="Your polls", text="None yet", buttons=((Button("New poll", "make:new"),),)),
)


async def test_a_file_is_posted_with_its_words(bot: Bot, server: SlackServer) -> None:
    """Whole, under its name, with what is said about it."""
    assert await bot.platform.deliver(POST) == Receipt(message=None)
    (file,) = server.workspace.files.values()
    assert (file["name"], file["content"], file["channel"], file["thread_ts"]) == ("poll.csv", CSV, "C1", None)
    (message,) = server.workspace.messages["C1"]
    assert message["blocks"][0]["text"]["text"] == "All votes in “Which <next>?”"
    assert server.calls_of("chat.postMessage") == []


async def test_a_file_goes_into_its_thread_or_to_a_person(bot: Bot, server: SlackServer) -> None:
    """A person's id is no channel that files can be shared in."""
    await bot.platform.deliver(replace(POST, thread="1700000000.000001"))
    await bot.platform.deliver(replace(POST, chat="U0ANA"))
    files = list(server.workspace.files.values())
    assert [(file["channel"], file["thread_ts"]) for file in files] == [("C1", "1700000000.000001"), ("D0ANA", None)]


async def test_long_words_with_a_file_are_cut(bot: Bot, server: SlackServer) -> None:
    """They go in the address of the call, which has an end."""
    await bot.platform.deliver(replace(POST, message=replace(POST.message, text="سؤال 😀 " * 1_000)))
    assert len(server.workspace.messages["C1"]) == 1


@pytest.mark.parametrize("thread", [None, "1700000000.000001"])
async def test_a_file_whose_answer_was_lost_is_found(bot: Bot, server: SlackServer, thread: str | None) -> None:
    """Its message can have no metadata, so a block carries the letter's id."""
    server.plan("files.completeUploadExternal", lost())
    letter = replace(POST, thread=thread)
    with pytest.raises(Unknown):
        await bot.platform.deliver(letter)
    (message,) = server.workspace.messages["C1"]
    asked = replace(letter, message=Message(text=""))
    assert await bot.platform.find(asked) == Receipt(message=message["ts"])
    assert await bot.platform.find(replace(asked, letter=8)) is None


@pytest.mark.parametrize("method", ["files.getUploadURLExternal", "upload", "files.completeUploadExternal"])
async def test_a_file_that_was_not_shared_is_surely_absent(bot: Bot, server: SlackServer, method: str) -> None:
    """Until the last call nobody sees anything."""
    server.plan(method, broken(502))
    with pytest.raises(Unknown):
        await bot.platform.deliver(POST)
    assert await bot.platform.find(POST) is None


@pytest.mark.parametrize(
    ("trouble", "error"),
    [
        pytest.param(rate_limited(3), Temporary, id="429"),
        pytest.param(refused("not_in_channel"), Permanent, id="refused"),
        pytest.param(refused("missing_scope", needed="files:write"), Permanent, id="no scope"),
    ],
)
async def test_a_file_that_is_refused_has_its_outcome(
    bot: Bot, server: SlackServer, trouble: Trouble, error: type[DeliveryError]
) -> None:
    """As a post has."""
    server.plan("files.completeUploadExternal", trouble)
    with pytest.raises(error):
        await bot.platform.deliver(POST)


async def test_a_message_is_deleted(bot: Bot, server: SlackServer) -> None:
    """In a channel and with a person."""
    for chat in ("C1", "U0ANA"):
        posted = await bot.platform.deliver(replace(NOTE, chat=chat))
        await bot.platform.deliver(replace(EDIT, chat=chat, target=posted.message))
    assert server.workspace.messages == {"C1": [], "D0ANA": []}


@pytest.mark.parametrize("target", [None, "1.2"])
async def test_what_is_gone_already_is_no_trouble(bot: Bot, server: SlackServer, target: str | None) -> None:
    """Somebody may have deleted it before."""
    with pytest.raises(Permanent) as error:
        await bot.platform.deliver(replace(EDIT, target=target))
    assert error.value.harmless


@pytest.mark.parametrize("word", ["cant_delete_message", "compliance_exports_prevent_deletion"])
async def test_what_cannot_be_deleted_says_so(bot: Bot, server: SlackServer, word: str) -> None:
    """The message stays, with the words that take its place."""
    posted = await bot.platform.deliver(NOTE)
    server.plan("chat.delete", refused(word))
    await bot.platform.deliver(replace(EDIT, target=posted.message))
    assert [each["text"] for each in server.workspace.messages["C1"]] == ["This poll was deleted."]


@pytest.mark.parametrize("trouble", [rate_limited(2), broken(500), lost(), refused("internal_error")])
async def test_deletions_and_pages_may_be_tried_again(bot: Bot, server: SlackServer, trouble: Trouble) -> None:
    """Done twice they are as done once."""
    for method, letter in (("chat.delete", EDIT), ("views.publish", HOME)):
        server.plan(method, trouble)
        with pytest.raises(Temporary):
            await bot.platform.deliver(letter)


async def test_the_home_tab_is_published(bot: Bot, server: SlackServer) -> None:
    """To one person, with buttons."""
    assert await bot.platform.deliver(HOME) == Receipt(message=None)
    page = server.workspace.views.homes["U0ANA"]
    assert [block["type"] for block in page["blocks"]] == ["header", "section", "actions"]
    assert page["blocks"][2]["elements"][0]["value"] == "make:new"


async def test_a_home_tab_has_more_room_than_a_message(bot: Bot, server: SlackServer) -> None:
    """A hundred blocks, and far longer texts."""
    rows = tuple((Button(f"Poll {number}", f"results:{number}"),) for number in range(90))
    await bot.platform.deliver(replace(HOME, message=replace(HOME.message, text="A poll.\n" * 2_000, buttons=rows)))
    page = server.workspace.views.homes["U0ANA"]
    assert sum(block["type"] == "actions" for block in page["blocks"]) == 90
    assert "…" not in str(page["blocks"])


async def test_an_app_without_a_home_tab_is_told_how_to_get_one(bot: Bot, server: SlackServer) -> None:
    """Older installations have none."""
    server.plan("views.publish", refused("not_enabled"))
    with pytest.raises(Permanent, match="slack-manifest"):
        await bot.platform.deliver(HOME)


async def test_the_file_that_the_bot_shared_is_no_message_to_it(
    bot: Bot, server: SlackServer, translator: Translator
) -> None:
    """Slack tells of it as of any."""
    await bot.platform.deliver(POST)
    (message,) = server.workspace.messages["C1"]
    event = {**message, "subtype": "file_share", "channel": "C1", "event_ts": message["ts"]}
    assert translator.read({"type": "event_callback", "event": event, "event_id": "Ev1"}) is None
