"""Messages in a group for one person alone, and that nobody else sees them where the server does not know such."""

from typing import Any

import pytest

from bot.platforms.telegram import Telegram
from bot.platforms.telegram.inbound import translate
from bot.platforms.telegram.source import Me
from chat.errors import Permanent
from chat.messages import Button, Message
from chat.ports import Outgoing
from tests.bot.platforms.telegram.conftest import NOW
from tests.support import telegram_payloads
from tests.support.telegram_server import TelegramServer

GROUP, PERSON = "-1001234567890", "7123456789"
SECRET_FIGURES = Message(title="Return", text="on 7", buttons=((Button("All", "ror:acme"),),), only_for=PERSON)


def letter() -> Outgoing:
    """Return a letter for one person's eyes."""
    return Outgoing(letter=1, action="post", chat=GROUP, thread="40", message=SECRET_FIGURES)


async def test_one_person_alone_is_shown_it(server: TelegramServer, polling_bot: Telegram) -> None:
    """The server is asked once whether it takes such; nothing stands in the group."""
    server.chats.takes_asides = True
    for _ in range(2):
        assert (await polling_bot.deliver(letter())).message is None
    [(chat, sent), _] = server.chats.asides
    assert (chat, sent["receiver_user_id"], sent["message_thread_id"]) == (GROUP, int(PERSON), 40)
    assert (sent["text"], server.chats.shown(GROUP)) == ("Return\n\non 7", [])
    assert len(server.called("deleteEphemeralMessage")) == 1


async def test_an_older_server_is_not_sent_it(server: TelegramServer, polling_bot: Telegram) -> None:
    """It would show it to all."""
    with pytest.raises(Permanent):
        await polling_bot.deliver(letter())
    assert server.called("sendMessage") == []


async def test_what_everybody_saw_is_deleted(server: TelegramServer, polling_bot: Telegram) -> None:
    """Where a server only seemed to take it, the message goes at once, and none is sent again."""
    server.chats.takes_asides = True
    await polling_bot.deliver(letter())
    server.chats.takes_asides = False
    for _ in range(2):
        with pytest.raises(Permanent):
            await polling_bot.deliver(letter())
    assert (len(server.called("sendMessage")), len(server.called("deleteMessage"))) == (2, 1)
    assert server.chats.shown(GROUP) == []


@pytest.mark.parametrize(
    ("chat", "expected"),
    [(telegram_payloads.SUPERGROUP, True), (telegram_payloads.private(telegram_payloads.user()), False)],
)
def test_where_it_can_be_tried(chat: dict[str, Any], expected: bool) -> None:
    """In groups; not in private, where there is no need."""
    update = {"update_id": 1, "message": telegram_payloads.command("/ror", chat=chat)}
    (event,) = translate(update, Me("1"), NOW)
    assert event.aside is expected
