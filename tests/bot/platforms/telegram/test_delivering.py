"""Letters as calls, over the wire."""

from typing import Any

import pytest

from bot.platforms.telegram import Telegram
from chat.errors import ChatMoved, Permanent, Temporary, Unknown
from chat.messages import Button, Message, Option, PollCard, vote_data
from chat.ports import Outgoing, Receipt
from tests.bot.platforms.telegram.conftest import make
from tests.support import telegram_failures as failing
from tests.support.telegram_failures import Failure
from tests.support.telegram_server import TelegramServer

PERSON, BASIC, GROUP, CHANNEL = "7123456789", "-4000111", "-1001234567890", "-1002222222222"
POLL = PollCard(
    poll="p1", question="Which?", options=(Option("A"), Option("B", id=1)), visibility="The team sees who chose what."
)
PNG = b"\x89PNG\r\n" + b"x" * 100


def letter(chat: str = GROUP, message: Message | None = None, **more: Any) -> Outgoing:
    """Return a letter; a post with a poll where nothing else is said."""
    return Outgoing(
        **{"letter": 1, "action": "post", "chat": chat, "message": message or Message(text="P", poll=POLL), **more}
    )


def note(**more: Any) -> Outgoing:
    """Return a letter with a text."""
    return letter(message=Message(text="Hello"), **more)


@pytest.fixture
def bot(polling_bot: Telegram, server: TelegramServer) -> Telegram:
    """Return a bot in a server where one chat is a channel."""
    server.chats.kinds[CHANNEL] = "channel"
    return polling_bot


@pytest.mark.parametrize("chat", [PERSON, BASIC, GROUP], ids=["private", "group", "supergroup"])
async def test_a_poll_is_native(server: TelegramServer, bot: Telegram, chat: str) -> None:
    """Where it may be, it is Telegram's own poll, not anonymous, and its id comes back."""
    receipt = await bot.deliver(letter(chat))
    (sent,) = server.called("sendPoll")
    assert (sent["chat_id"], sent["question"], sent["is_anonymous"]) == (int(chat), "Which?", False)
    assert [each["text"] for each in sent["options"]] == ["A", "B"]
    assert sent["description"] == "The team sees who chose what."
    (shown,) = server.chats.shown(chat)
    assert receipt == Receipt(message=str(shown["message_id"]), native=shown["poll"]["id"])


async def test_a_poll_in_a_channel_has_buttons(server: TelegramServer, bot: Telegram) -> None:
    """Channels take no such poll; the chat's kind is asked for once."""
    for _ in range(2):
        receipt = await bot.deliver(letter(CHANNEL))
        assert receipt.native is None
    rows = server.chats.shown(CHANNEL)[0]["reply_markup"]["inline_keyboard"]
    assert [row[0]["callback_data"] for row in rows] == [vote_data("p1", 0), vote_data("p1", 1)]
    assert (len(server.called("getChat")), server.called("sendPoll")) == (1, [])


@pytest.mark.parametrize(
    "description",
    [
        pytest.param("Bad Request: non-anonymous polls can't be sent to channel chats", id="a channel after all"),
        pytest.param("Bad Request: not enough rights to send polls to the chat", id="no right to polls"),
        pytest.param("Bad Request: poll options length must not exceed 100", id="other limits"),
    ],
)
async def test_a_refused_poll_has_buttons(server: TelegramServer, bot: Telegram, description: str) -> None:
    """Nothing was posted, so the card with buttons may be."""
    server.fail("sendPoll", failing.refusal(400, description))
    receipt = await bot.deliver(letter())
    (shown,) = server.chats.shown(GROUP)
    assert (receipt.native, receipt.message) == (None, str(shown["message_id"]))
    assert len(shown["reply_markup"]["inline_keyboard"]) == 2


async def test_a_poll_that_does_not_fit_has_buttons(server: TelegramServer, bot: Telegram) -> None:
    """A long option is shown whole on a card."""
    poll = PollCard(poll="p1", question="Which?", options=(Option("o" * 101), Option("b", id=1)))
    assert (await bot.deliver(letter(message=Message(text="P", poll=poll)))).native is None
    assert "o" * 101 in server.chats.shown(GROUP)[0]["text"]


async def test_a_tally_is_a_reply_without_buttons(server: TelegramServer, bot: Telegram) -> None:
    """Under a native poll stands what all networks voted, in the poll's topic."""
    poll = PollCard(poll="p1", question="Which?", options=(Option("A", 3), Option("B", id=1)), votable=False)
    await bot.deliver(letter(message=Message(text="T", poll=poll), reply_to="501", thread="40"))
    (sent,) = server.called("sendMessage")
    assert sent["reply_parameters"] == {"message_id": 501, "allow_sending_without_reply": True}
    assert (sent["message_thread_id"], "reply_markup" in sent) == (40, False)
    assert "100% · 3" in sent["text"]


async def test_a_text_has_bold_parts_and_no_preview(server: TelegramServer, bot: Telegram) -> None:
    """Nothing is parsed, and an address grows no picture."""
    message = Message(title="Digest", text="<b>https://acme.example & co", buttons=((Button("Close", "close:p1"),),))
    receipt = await bot.deliver(letter(PERSON, message))
    (sent,) = server.called("sendMessage")
    assert sent["text"] == "Digest\n\n<b>https://acme.example & co"
    assert sent["entities"] == [{"type": "bold", "offset": 0, "length": 6}]
    assert (sent["link_preview_options"], "parse_mode" in sent) == ({"is_disabled": True}, False)
    assert receipt == Receipt(message="501")


async def test_a_picture_carries_a_short_text(server: TelegramServer, bot: Telegram) -> None:
    """The chart goes out as a photo with the text for its caption."""
    message = Message(title="Digest", text="All well", picture=PNG, chart_alt="A line that rises")
    assert (await bot.deliver(letter(message=message))).message == "501"
    call = next(each for each in server.calls if each.method == "sendPhoto")
    assert (call.files, call.params["caption"]) == ({"photo": PNG}, "Digest\n\nAll well")
    assert call.params["caption_entities"] == [{"type": "bold", "offset": 0, "length": 6}]


async def test_a_long_text_is_followed_by_its_picture(server: TelegramServer, bot: Telegram) -> None:
    """The text is the letter; the chart answers it, with its description."""
    message = Message(text="x" * 1025, picture=PNG, chart_alt="A line that rises")
    assert (await bot.deliver(letter(message=message))).message == "501"
    (photo,) = server.called("sendPhoto")
    assert (photo["caption"], photo["reply_parameters"]["message_id"]) == ("A line that rises", 501)


async def test_a_lost_picture_does_not_repeat_the_text(server: TelegramServer, bot: Telegram) -> None:
    """The letter was sent with its text, so it is never sent again."""
    server.fail("sendPhoto", failing.flood(9))
    message = Message(text="x" * 1025, picture=PNG)
    assert (await bot.deliver(letter(message=message))).message == "501"


async def test_an_edit_shows_the_new_tally(server: TelegramServer, bot: Telegram) -> None:
    """Text and buttons are replaced; a closed poll loses its buttons."""
    target = (await bot.deliver(letter(CHANNEL))).message
    voted = PollCard(poll="p1", question="Which?", options=(Option("A", 1), Option("B", id=1)))
    edit = letter(CHANNEL, Message(text="P", poll=voted), action="edit", target=target)
    assert await bot.deliver(edit) == Receipt(message=target)
    assert "100% · 1" in server.chats.shown(CHANNEL)[0]["text"]
    closed = PollCard(poll="p1", question="Which?", options=voted.options, closed=True)
    await bot.deliver(letter(CHANNEL, Message(text="P", poll=closed), action="edit", target=target))
    assert "reply_markup" not in server.chats.shown(CHANNEL)[0]


async def test_an_edit_of_what_looks_so_or_is_gone_is_harmless(server: TelegramServer, bot: Telegram) -> None:
    """Such an edit is over."""
    target = (await bot.deliver(note())).message
    for where in (target, "404"):
        with pytest.raises(Permanent) as caught:
            await bot.deliver(note(action="edit", target=where))
        assert caught.value.harmless


async def test_a_native_poll_is_stopped_once(server: TelegramServer, bot: Telegram) -> None:
    """Stopping it again is harmless."""
    target = (await bot.deliver(letter())).message
    assert await bot.deliver(letter(action="stop", target=target)) == Receipt(message=target)
    assert server.chats.polls(GROUP)[0]["is_closed"]
    with pytest.raises(Permanent) as caught:
        await bot.deliver(letter(action="stop", target=target))
    assert caught.value.harmless


LOST = [
    pytest.param(failing.RESET_AFTER_EXECUTING, id="reset after executing"),
    pytest.param(failing.RESET, id="reset before"),
    pytest.param(failing.TRUNCATED, id="truncated"),
    pytest.param(failing.html(502, executed=True), id="HTML"),
    pytest.param(failing.html(200, executed=True), id="HTML with 200"),
    pytest.param(failing.refusal(500, "Internal Server Error"), id="500"),
    pytest.param(failing.refusal(502, "Bad Gateway"), id="502"),
]
POLL_ONLY = [
    pytest.param(failing.result(True), id="true"),
    pytest.param(failing.result({"message_id": 1}), id="another shape"),
    pytest.param(failing.result([1]), id="a list"),
    pytest.param(failing.result(None), id="null"),
    pytest.param(failing.result({"message_id": 1, "date": 1, "chat": {"id": 1, "type": "group"}}), id="no poll in it"),
]


@pytest.mark.parametrize("failure", [*LOST, *POLL_ONLY])
async def test_a_poll_whose_answer_is_lost_is_unknown(server: TelegramServer, bot: Telegram, failure: Failure) -> None:
    """It is asked for once, and never a second poll stands there."""
    server.fail("sendPoll", failure)
    with pytest.raises(Unknown):
        await bot.deliver(letter())
    assert len(server.called("sendPoll")) == 1
    assert server.called("sendMessage") == []


@pytest.mark.parametrize("failure", LOST)
async def test_a_lost_edit_may_be_repeated(server: TelegramServer, bot: Telegram, failure: Failure) -> None:
    """It is temporary, since twice is once; so is a stop."""
    target = (await bot.deliver(letter())).message
    for method, action in (("editMessageText", "edit"), ("stopPoll", "stop")):
        server.fail(method, failure)
        with pytest.raises(Temporary):
            await bot.deliver(letter(action=action, target=target))


async def test_a_text_answered_with_true_was_sent(server: TelegramServer, bot: Telegram) -> None:
    """It has no id that can be used."""
    server.fail("sendMessage", failing.result(True))
    assert await bot.deliver(note()) == Receipt(message=None)


async def test_an_edit_answered_strangely_was_made(server: TelegramServer, bot: Telegram) -> None:
    """An answer of "ok" is enough."""
    server.fail("editMessageText", failing.result({"odd": 1}))
    assert await bot.deliver(note(action="edit", target="501")) == Receipt(message="501")


async def test_a_slow_answer_is_waited_for_but_not_for_ever(
    server: TelegramServer, bot: Telegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the time limit a post is unknown."""
    monkeypatch.setattr("bot.platforms.telegram.request.CALL_TIMEOUT_S", 0.1)
    server.fail("sendMessage", failing.slow(30))
    with pytest.raises(Unknown):
        await bot.deliver(note())


async def test_nobody_there_is_surely_not_sent() -> None:
    """A refused connection may be tried again without doubt."""
    bot = make("http://127.0.0.1:9")
    await bot._request.initialize()
    with pytest.raises(Temporary):
        await bot.deliver(letter(PERSON))
    await bot.close()


async def test_a_closed_platform_sends_nothing(bot: Telegram) -> None:
    """After the end a letter is surely not sent."""
    await bot.close()
    with pytest.raises(Temporary):
        await bot.deliver(note())


async def test_a_flood_holds_back_one_chat(server: TelegramServer, bot: Telegram) -> None:
    """The wait is exact, and other chats go on."""
    server.fail("sendPoll", failing.flood(37), chat=GROUP)
    with pytest.raises(Temporary) as caught:
        await bot.deliver(letter(GROUP))
    assert caught.value.retry_after == 37
    assert (await bot.deliver(letter(BASIC))).native


async def test_a_blocked_bot_is_unreachable(server: TelegramServer, bot: Telegram) -> None:
    """A 403 of Telegram's is final."""
    server.chats.blocked.add(PERSON)
    with pytest.raises(Permanent) as caught:
        await bot.deliver(letter(PERSON, Message(text="x")))
    assert caught.value.unreachable


async def test_a_proxys_403_blames_nobody(server: TelegramServer, bot: Telegram) -> None:
    """What is no JSON of Telegram's says nothing about the person."""
    server.fail("sendMessage", failing.html(403))
    with pytest.raises(Temporary):
        await bot.deliver(note())


async def test_a_migrated_group_is_named(server: TelegramServer, bot: Telegram) -> None:
    """The new id comes with the error."""
    server.chats.moved[BASIC] = int(GROUP)
    with pytest.raises(ChatMoved) as caught:
        await bot.deliver(letter(BASIC))
    assert caught.value.new_chat == GROUP


async def test_a_deleted_topic_is_not_replaced_by_the_main_chat(server: TelegramServer, bot: Telegram) -> None:
    """The letter fails with a sentence; nobody else reads it."""
    server.fail("sendMessage", failing.refusal(400, "Bad Request: message thread not found"))
    with pytest.raises(Permanent, match="topic was deleted"):
        await bot.deliver(note(thread="40"))
    assert len(server.called("sendMessage")) == 1


@pytest.mark.parametrize(
    "more", [{"chat": "C0SLACK"}, {"reply_to": "1.2"}, {"thread": "x"}], ids=["chat", "reply", "topic"]
)
async def test_ids_of_other_networks_are_refused(bot: Telegram, more: dict[str, str]) -> None:
    """No call is made with them."""
    with pytest.raises(Permanent):
        await bot.deliver(note(**more))


async def test_an_older_server_posts_polls_too(server: TelegramServer, bot: Telegram) -> None:
    """A local server before Bot API 10.0 leaves out what nobody here reads."""
    poll = {
        "id": "77", "question": "Which?", "options": [{"text": "A", "voter_count": 0}], "total_voter_count": 0,
        "is_closed": False, "is_anonymous": False, "type": "regular", "allows_multiple_answers": False,
    }  # fmt: skip
    message = {"message_id": 5, "date": 1, "chat": {"id": 1, "type": "group"}, "poll": poll}
    server.fail("sendPoll", failing.result(message))
    assert await bot.deliver(letter()) == Receipt(message="5", native="77")
