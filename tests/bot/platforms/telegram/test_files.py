"""Files that people send in Telegram, and answers with files, in topics, and to one person."""

import logging
from typing import Any

import pytest

from bot.platforms.telegram import Telegram
from chat.errors import Permanent, Temporary
from chat.events import Edited, File, Message
from chat.messages import Document, Enclosure
from chat.messages import Message as Said
from chat.ports import Outgoing
from tests.bot.platforms.telegram.test_translating import one
from tests.support import telegram_failures as failing
from tests.support.telegram_payloads import BOT, SUPERGROUP, message, private, user
from tests.support.telegram_server import TOKEN, TelegramServer

GROUP, FORUM = "-1001234567890", "-1001999999999"


def sized(**more: Any) -> dict[str, Any]:
    """Return what all files have."""
    return {"file_id": "f", "file_unique_id": "u", "file_size": 9, **more}


STICKER = {"width": 1, "height": 1, "type": "regular"}


@pytest.mark.parametrize(
    ("content", "file"),
    [
        pytest.param(
            {"photo": [sized(file_id="s", width=9, height=9), sized(width=90, height=90)]},
            File("f", "photo.jpg", picture=True, size=9),
            id="photo",
        ),
        pytest.param({"document": sized(file_name="a.pdf")}, File("f", "a.pdf", size=9), id="document"),
        pytest.param(
            {"document": sized(file_name="a.png", mime_type="image/png")},
            File("f", "a.png", picture=True, size=9),
            id="picture as a document",
        ),
        pytest.param({"video": sized(width=1, height=1, duration=1)}, File("f", "video.mp4", size=9), id="video"),
        pytest.param({"voice": sized(duration=1)}, File("f", "voice.ogg", size=9), id="voice"),
        pytest.param({"audio": sized(duration=1, file_name="a.mp3")}, File("f", "a.mp3", size=9), id="audio"),
        pytest.param(
            {"sticker": sized(is_animated=False, is_video=False, **STICKER)},
            File("f", "sticker.webp", picture=True, size=9),
            id="sticker",
        ),
        pytest.param(
            {"sticker": sized(is_animated=False, is_video=True, **STICKER)},
            File("f", "sticker.webm", size=9),
            id="moving",
        ),
        pytest.param(
            {"animation": sized(width=1, height=1, duration=1), "document": sized(file_name="a.mp4")},
            File("f", "animation.mp4", size=9),
            id="animation",
        ),
    ],
)
def test_a_message_tells_of_its_file(content: dict[str, Any], file: File) -> None:
    """Whatever kind it is of; the caption is the text."""
    read = one(message=message(None, caption="Look", **content))
    assert (type(read), read.text, read.files) == (Message, "Look", (file,))


def test_an_edited_caption_is_an_edit() -> None:
    """As an edited text is."""
    read = one(edited_message=message(None, caption="Looks", document=sized(), edit_date=1_794_000_100))
    assert (type(read), read.text) == (Edited, "Looks")


@pytest.mark.parametrize(
    ("more", "to_bot"),
    [
        pytest.param({}, False, id="talk in a group"),
        pytest.param({"reply_to_message": message("Hi", sender=user(5))}, False, id="a reply to somebody"),
        pytest.param({"reply_to_message": message("Your answer?", sender=BOT)}, True, id="a reply to the bot"),
        pytest.param({"chat": private(user())}, True, id="in private"),
    ],
)
def test_only_what_is_said_to_the_bot_answers_it(more: dict[str, Any], to_bot: bool) -> None:
    """In a group that is a reply to one of its messages."""
    assert one(message=message("Yes", **more)).to_bot is to_bot


async def test_a_file_is_fetched(server: TelegramServer, polling_bot: Telegram) -> None:
    """From the file address of the configured server."""
    server.chats.files["f1"] = b"PDF"
    assert await polling_bot.fetch("f1") == b"PDF"


async def test_what_is_not_to_be_had_says_why(
    server: TelegramServer, polling_bot: Telegram, caplog: pytest.LogCaptureFixture
) -> None:
    """Too large, unknown, gone, or on a server's own disk; never with the address, which has the token in it."""
    caplog.set_level(logging.DEBUG)
    server.chats.files.update(big=bytes(20_000_001), gone=b"", local=b"")
    server.fail("file", failing.refusal(404, "Not Found"))
    words = {"big": "20 MB", "no": "wrong file_id", "gone": "404"}
    for file, word in words.items():
        with pytest.raises(Permanent, match=word) as error:
            await polling_bot.fetch(file)
        assert TOKEN not in repr(error.value)
    server.fail("getFile", failing.result({"file_id": "local", "file_path": "/var/lib/local"}))
    with pytest.raises(Permanent, match="server does not give"):
        await polling_bot.fetch("local")
    assert not [each for each in caplog.records if each.name.startswith("bot") and TOKEN in each.getMessage()]


async def test_what_may_come_later_is_temporary(server: TelegramServer, polling_bot: Telegram) -> None:
    """With the pause that Telegram asks for."""
    server.chats.files["f1"] = b"PDF"
    server.fail("getFile", failing.flood(7))
    with pytest.raises(Temporary) as error:
        await polling_bot.fetch("f1")
    assert error.value.retry_after == 7
    server.fail("file", failing.html(502))
    with pytest.raises(Temporary, match="502"):
        await polling_bot.fetch("f1")


def letter(said: Said, chat: str = GROUP, **more: Any) -> Outgoing:
    """Return a letter that posts something."""
    return Outgoing(**{"letter": 1, "action": "post", "chat": chat, "message": said, **more})


async def test_an_edit_of_words_with_a_file_is_one_of_its_caption(
    server: TelegramServer, polling_bot: Telegram
) -> None:
    """The file stays."""
    receipt = await polling_bot.deliver(letter(Said(text="At nin.", document=Document("a.pdf", b"PDF"))))
    await polling_bot.deliver(letter(Said(text="At nine."), action="edit", target=receipt.message))
    (shown,) = server.chats.shown(GROUP)
    assert (shown["caption"], shown["document"]["file_name"]) == ("At nine.", "a.pdf")


async def test_a_file_without_words_has_no_caption(server: TelegramServer, polling_bot: Telegram) -> None:
    """Not even dots."""
    await polling_bot.deliver(letter(Said(text="", document=Document("a.pdf", b"PDF"))))
    assert "caption" not in server.called("sendDocument")[0]


async def test_an_odd_picture_goes_as_a_file(server: TelegramServer, polling_bot: Telegram) -> None:
    """Telegram takes no picture that is very long or large."""
    picture = Said(text="Look", picture=b"PNG", enclosure=Enclosure("slack", "F1", "long.odd", picture=True))
    await polling_bot.deliver(letter(picture))
    (shown,) = server.chats.shown(GROUP)
    assert (shown["caption"], shown["document"]["file_name"]) == ("Look", "long.odd")


async def test_nothing_is_posted_outside_a_deleted_topic(server: TelegramServer, polling_bot: Telegram) -> None:
    """Whether Telegram says that it is gone, or drops the message into the main chat."""
    server.chats.topics[FORUM] = {7}
    assert (await polling_bot.deliver(letter(Said(text="Hi"), FORUM, thread="7"))).message
    for _ in range(2):
        with pytest.raises(Permanent, match="nothing was posted elsewhere"):
            await polling_bot.deliver(letter(Said(text="Hello"), FORUM, thread="8"))
        assert [each["text"] for each in server.chats.shown(FORUM)] == ["Hi"]
        server.chats.astray.add(FORUM)
    server.fail("deleteMessage", failing.refusal(400, "Bad Request: message can't be deleted"))
    with pytest.raises(Permanent, match="please delete it"):
        await polling_bot.deliver(letter(Said(text="Hello"), FORUM, thread="8"))


async def test_a_question_names_whom_it_is_put_to(server: TelegramServer, polling_bot: Telegram) -> None:
    """So that their reply field opens, and no other's; in private there is but one."""
    asked = Said(text="Your answer?", ask=True, asked="4242", asked_name="Ana 🇪🇸 Núñez")
    await polling_bot.deliver(letter(asked))
    await polling_bot.deliver(letter(asked, "4242"))
    group, alone = server.called("sendMessage")
    assert group["text"] == "Ana 🇪🇸 Núñez\nYour answer?"
    (mention,) = group["entities"]
    assert (mention["type"], mention["offset"], mention["length"]) == ("text_mention", 0, 14)
    assert mention["user"]["id"] == 4242
    assert group["reply_markup"]["selective"]
    assert alone["text"] == "Your answer?"
    assert SUPERGROUP["id"] == int(GROUP)
