"""Letters that are more than a text: native polls of all kinds, files, questions to one person, deletions."""

import logging
from typing import Any

import pytest

from bot.platforms.telegram import Telegram
from chat.errors import Permanent, Temporary
from chat.messages import Button, Document, Message, Option, PollCard
from chat.ports import Outgoing, Receipt
from tests.bot.platforms.telegram.conftest import make, opened
from tests.support import telegram_failures as failing
from tests.support.intake import RecordingIntake
from tests.support.telegram_server import Call, TelegramServer

PERSON, GROUP, CHANNEL = "7123456789", "-1001234567890", "-1002222222222"
WHY = ((Button("Why?", "why:p1"),),)
CSV = Document("Umfrage “é”.csv", b"option,votes\r\nA,3\r\n")


def letter(message: Message, chat: str = GROUP, **more: Any) -> Outgoing:
    """Return a letter that posts the message."""
    return Outgoing(**{"letter": 1, "action": "post", "chat": chat, "message": message, **more})


def poll(**more: Any) -> Message:
    """Return a poll's message with a button of its own."""
    options = (Option("A"), Option("B", id=1))
    card = PollCard(**{"poll": "p1", "question": "<b>Which?</b> *x*", "options": options, **more})
    return Message(text="P", poll=card, buttons=WHY)


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        pytest.param({}, {}, id="single"),
        pytest.param({"kind": "multi"}, {"allows_multiple_answers": True}, id="multi"),
        pytest.param({"counted": False, "hidden": True}, {"hide_results_until_closes": True}, id="hidden"),
        pytest.param({"until": "Until 18:00"}, {"description": "Until 18:00"}, id="until"),
    ],
)
async def test_what_a_native_poll_is_told(
    server: TelegramServer, polling_bot: Telegram, more: dict[str, Any], expected: dict[str, Any]
) -> None:
    """Nothing is parsed, and the message's own buttons stand under it."""
    assert (await polling_bot.deliver(letter(poll(**more), thread="40"))).native
    (sent,) = server.called("sendPoll")
    buttons = {"inline_keyboard": [[{"text": "Why?", "callback_data": "why:p1"}]]}
    assert sent == {
        "chat_id": int(GROUP), "message_thread_id": 40, "question": "<b>Which?</b> *x*", "is_anonymous": False,
        "options": [{"text": "A"}, {"text": "B"}], "reply_markup": buttons, **expected,
    }  # fmt: skip


@pytest.mark.parametrize(
    "more",
    [
        pytest.param({"native": False}, id="it may not be"),
        pytest.param({"kind": "multi", "most": 1}, id="a limit"),
        pytest.param({"kind": "ranked"}, id="ranked"),
        pytest.param({"kind": "rating"}, id="rating"),
        pytest.param({"kind": "nps"}, id="nps"),
        pytest.param({"secret": True}, id="anonymous"),
    ],
)
async def test_what_a_native_poll_cannot_carry_is_a_card(
    server: TelegramServer, polling_bot: Telegram, more: dict[str, Any]
) -> None:
    """It has buttons to vote with."""
    assert (await polling_bot.deliver(letter(poll(**more)))).native is None
    assert server.called("sendPoll") == []


async def test_an_old_server_would_show_what_is_hidden(server: TelegramServer, intake: RecordingIntake) -> None:
    """It passes over fields it does not know, so such a poll is a card there."""
    del server.me["can_manage_bots"]
    async with opened(make(server.url), intake) as bot:
        assert (await bot.deliver(letter(poll(hidden=True, counted=False)))).native is None
        assert (await bot.deliver(letter(poll()))).native


async def test_a_server_that_refuses_a_newer_field_is_asked_without_it(
    server: TelegramServer, polling_bot: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """The poll stays native, and the log says so."""
    server.fail("sendPoll", failing.refusal(400, "Bad Request: unknown field description"))
    with caplog.at_level(logging.INFO):
        assert (await polling_bot.deliver(letter(poll(visibility="Everybody")))).native
    assert ["description" in each for each in server.called("sendPoll")] == [True, False]
    assert "goes without its newer fields" in caplog.text


async def test_a_server_that_refuses_to_hide_results_gets_a_card(server: TelegramServer, polling_bot: Telegram) -> None:
    """Never a poll that shows them."""
    server.fail("sendPoll", failing.refusal(400, "Bad Request: unknown field hide_results_until_closes"))
    assert (await polling_bot.deliver(letter(poll(hidden=True)))).native is None
    assert len(server.called("sendPoll")) == 1


async def test_a_stopped_poll_has_no_buttons(server: TelegramServer, polling_bot: Telegram) -> None:
    """Its own go with the vote."""
    target = (await polling_bot.deliver(letter(poll()))).message
    await polling_bot.deliver(letter(poll(closed=True), action="stop", target=target))
    assert server.called("stopPoll") == [{"chat_id": int(GROUP), "message_id": int(str(target))}]
    assert "reply_markup" not in server.chats.shown(GROUP)[0]


def sent_file(server: TelegramServer, method: str) -> Call:
    """Return the only upload by this method."""
    (call,) = (each for each in server.calls if each.method == method)
    return call


async def test_a_document_carries_a_short_text(server: TelegramServer, polling_bot: Telegram) -> None:
    """Its name arrives as it was given, and not a byte is lost."""
    message = Message(title="Results", text="All votes", document=CSV, buttons=WHY)
    receipt = await polling_bot.deliver(letter(message, PERSON))
    call = sent_file(server, "sendDocument")
    assert (call.names, call.files) == ({"document": "Umfrage “é”.csv"}, {"document": CSV.content})
    assert (call.params["caption"], receipt) == ("Results\n\nAll votes", Receipt(message="501"))
    assert call.params["caption_entities"] == [{"type": "bold", "offset": 0, "length": 7}]


async def test_a_long_text_is_followed_by_its_document(server: TelegramServer, polling_bot: Telegram) -> None:
    """The text is the letter, the file answers it."""
    assert (await polling_bot.deliver(letter(Message(text="x" * 1025, document=CSV)))).message == "501"
    params = sent_file(server, "sendDocument").params
    assert ("caption" in params, params["reply_parameters"]["message_id"]) == (False, 501)


async def test_picture_and_document_go_one_after_the_other(server: TelegramServer, polling_bot: Telegram) -> None:
    """Both answer the text."""
    await polling_bot.deliver(letter(Message(text="x", document=CSV, picture=b"\x89PNG", chart_alt="Bars")))
    assert [("photo" in each, "document" in each) for each in server.chats.shown(GROUP)] == [
        (False, False), (True, False), (False, True),
    ]  # fmt: skip


async def test_a_document_that_is_held_back_is_tried_again(server: TelegramServer, polling_bot: Telegram) -> None:
    """A flood refuses the whole letter, so that it goes out whole later."""
    server.fail("sendDocument", failing.flood(4))
    with pytest.raises(Temporary) as caught:
        await polling_bot.deliver(letter(Message(text="x", document=CSV)))
    assert caught.value.retry_after == 4


async def test_a_strange_file_name_harms_no_request(server: TelegramServer, polling_bot: Telegram) -> None:
    """What would break its header is replaced."""
    await polling_bot.deliver(letter(Message(text="x", document=Document('a"b\\c\r\nd/e.csv', b"x"))))
    assert sent_file(server, "sendDocument").names == {"document": "a_b_c__d_e.csv"}


async def test_a_question_in_a_group_opens_the_persons_reply_field(
    server: TelegramServer, polling_bot: Telegram
) -> None:
    """It answers their message; a private chat needs none of that."""
    for chat in (GROUP, PERSON):
        await polling_bot.deliver(letter(Message(text="Which option?", ask=True), chat, reply_to="51"))
    group, private = server.called("sendMessage")
    assert group["reply_markup"] == {
        "force_reply": True, "selective": True, "input_field_placeholder": "Which option?",
    }  # fmt: skip
    assert (group["reply_parameters"]["message_id"], "reply_markup" in private) == (51, False)


async def posted(bot: Telegram, message: Message, chat: str = GROUP) -> Outgoing:
    """Post a message, and return the letter that deletes it."""
    target = (await bot.deliver(letter(message, chat))).message
    return letter(Message(text="This poll was deleted.", buttons=WHY), chat, action="delete", target=target)


async def test_a_message_is_deleted_once(server: TelegramServer, polling_bot: Telegram) -> None:
    """Deleting it again is harmless."""
    deletion = await posted(polling_bot, Message(text="Hello"))
    assert await polling_bot.deliver(deletion) == Receipt(message=deletion.target)
    assert server.chats.shown(GROUP) == []
    with pytest.raises(Permanent) as caught:
        await polling_bot.deliver(deletion)
    assert caught.value.harmless


async def test_what_may_not_be_deleted_is_emptied(server: TelegramServer, polling_bot: Telegram) -> None:
    """After 48 hours the message says what became of it, without buttons; twice is harmless."""
    deletion = await posted(polling_bot, poll(native=False))
    server.chats.undeletable.add((GROUP, int(str(deletion.target))))
    assert await polling_bot.deliver(deletion) == Receipt(message=deletion.target)
    (shown,) = server.chats.shown(GROUP)
    assert (shown["text"], "reply_markup" in shown) == ("This poll was deleted.", False)
    with pytest.raises(Permanent) as caught:
        await polling_bot.deliver(deletion)
    assert caught.value.harmless


async def test_a_native_poll_that_may_not_be_deleted_is_closed(server: TelegramServer, polling_bot: Telegram) -> None:
    """No text can stand in its place; closed already is harmless."""
    deletion = await posted(polling_bot, poll())
    server.chats.undeletable.add((GROUP, int(str(deletion.target))))
    assert await polling_bot.deliver(deletion) == Receipt(message=deletion.target)
    assert server.chats.polls(GROUP)[0]["is_closed"]
    with pytest.raises(Permanent) as caught:
        await polling_bot.deliver(deletion)
    assert caught.value.harmless


@pytest.mark.parametrize(
    ("failure", "method"),
    [(failing.flood(9), "deleteMessage"), (failing.html(502), "deleteMessage"), (failing.flood(9), "editMessageText")],
    ids=["flood", "lost", "flood at the edit"],
)
async def test_a_deletion_may_be_repeated(
    server: TelegramServer, polling_bot: Telegram, failure: failing.Failure, method: str
) -> None:
    """What went wrong on the way is tried again."""
    deletion = await posted(polling_bot, Message(text="Hello"))
    server.chats.undeletable.add((GROUP, int(str(deletion.target))))
    server.fail(method, failure)
    with pytest.raises(Temporary):
        await polling_bot.deliver(deletion)


async def test_where_the_bot_was_thrown_out_nothing_can_be_deleted(
    server: TelegramServer, polling_bot: Telegram
) -> None:
    """The chat is unreachable, and no edit is tried."""
    deletion = await posted(polling_bot, Message(text="Hello"), PERSON)
    server.chats.blocked.add(PERSON)
    with pytest.raises(Permanent) as caught:
        await polling_bot.deliver(deletion)
    assert (caught.value.unreachable, server.called("editMessageText")) == (True, [])


async def test_there_is_no_home_page(polling_bot: Telegram) -> None:
    """Asking for one is harmless."""
    with pytest.raises(Permanent) as caught:
        await polling_bot.deliver(letter(Message(text="Home"), PERSON, action="home"))
    assert caught.value.harmless
