"""What errors mean for letters and for the connection."""

import pytest
from telegram.error import NetworkError, TelegramError

from bot.platforms.telegram.failures import delivery_error, pause_s, sentence
from bot.platforms.telegram.request import Lost, NotSent, Refused
from chat.errors import ChatMoved, Permanent, Temporary, Unknown


def refused(code: int, description: str = "", retry_after: float | None = None, new_chat: int | None = None) -> Refused:
    """Return a refusal."""
    return Refused(code, description, retry_after, new_chat)


@pytest.mark.parametrize(
    ("error", "kind", "if_edit"),
    [
        pytest.param(NotSent("x"), Temporary, Temporary, id="not reached"),
        pytest.param(Lost("x"), Unknown, Temporary, id="answer lost"),
        pytest.param(NetworkError("x"), Unknown, Temporary, id="anything else of the library's"),
        pytest.param(refused(429), Temporary, Temporary, id="429"),
        pytest.param(refused(401), Temporary, Temporary, id="401"),
        pytest.param(refused(409), Temporary, Temporary, id="409"),
        pytest.param(refused(403), Permanent, Permanent, id="403"),
        pytest.param(refused(413), Permanent, Permanent, id="413"),
        pytest.param(refused(400, new_chat=-1001), ChatMoved, ChatMoved, id="moved"),
    ],
)
def test_what_a_failed_call_means(error: TelegramError, kind: type[Exception], if_edit: type[Exception]) -> None:
    """A lost answer is unknown for a post, and no harm for an edit."""
    assert type(delivery_error(error, posting=True)) is kind
    assert type(delivery_error(error, posting=False)) is if_edit


def test_the_wait_is_exact() -> None:
    """The seconds are those that Telegram said."""
    error = delivery_error(refused(429, "Too Many Requests", retry_after=37), posting=True)
    assert isinstance(error, Temporary)
    assert error.retry_after == 37


@pytest.mark.parametrize(
    ("code", "description", "unreachable", "harmless"),
    [
        pytest.param(403, "Forbidden: bot was blocked by the user", True, False, id="blocked"),
        pytest.param(403, "Forbidden: user is deactivated", True, False, id="deactivated"),
        pytest.param(403, "Forbidden: bot was kicked from the supergroup chat", True, False, id="kicked"),
        pytest.param(403, "Forbidden: bot is not a member of the channel chat", True, False, id="not a member"),
        pytest.param(400, "Bad Request: chat not found", True, False, id="no chat"),
        pytest.param(400, "Bad Request: PEER_ID_INVALID", True, False, id="no peer"),
        pytest.param(
            400, "Bad Request: message is not modified: specified new message", False, True, id="not modified"
        ),
        pytest.param(400, "Bad Request: message to edit not found", False, True, id="deleted"),
        pytest.param(400, "Bad Request: MESSAGE_ID_INVALID", False, True, id="invalid id"),
        pytest.param(400, "Bad Request: query is too old and response timeout expired", False, True, id="too old"),
        pytest.param(400, "Bad Request: poll has already been closed", False, True, id="closed"),
        pytest.param(400, "Bad Request: message with poll to stop not found", False, True, id="no poll"),
        pytest.param(400, "Bad Request: message thread not found", False, False, id="topic deleted"),
        pytest.param(
            400, "Bad Request: not enough rights to send text messages to the chat", False, False, id="no right"
        ),
        pytest.param(400, "Bad Request: BUTTON_DATA_INVALID", False, False, id="another"),
    ],
)
def test_what_will_never_be_delivered(code: int, description: str, unreachable: bool, harmless: bool) -> None:
    """The sentence holds Telegram's reason."""
    error = delivery_error(refused(code, description), posting=True)
    assert isinstance(error, Permanent)
    assert (error.unreachable, error.harmless) == (unreachable, harmless)
    assert description in str(error)


@pytest.mark.parametrize(
    ("error", "pauses"),
    [
        pytest.param(Lost("x"), [1, 2, 4, 8, 16, 30, 30], id="lost"),
        pytest.param(ValueError("x"), [1, 2], id="unexpected"),
        pytest.param(refused(401), [5, 10, 20, 40, 80, 160, 300], id="401"),
        pytest.param(refused(409), [5, 10, 20, 40, 60], id="409"),
        pytest.param(refused(429, retry_after=7.5), [7.5, 7.5], id="429"),
    ],
)
def test_pauses_grow(error: Exception, pauses: list[float]) -> None:
    """Each kind of trouble has its own pace, and Telegram's word is exact."""
    assert [pause_s(error, attempt) for attempt in range(len(pauses))] == pauses
    assert pause_s(error, 10_000) == pauses[-1] or len(pauses) < 5


@pytest.mark.parametrize(
    ("error", "word"),
    [
        pytest.param(refused(401), "TELEGRAM_BOT_TOKEN", id="401"),
        pytest.param(refused(409, "Conflict"), "Another program", id="409"),
        pytest.param(refused(429, retry_after=5), "5 s", id="429"),
        pytest.param(refused(400, "bad webhook"), "bad webhook", id="400"),
        pytest.param(NotSent("no way"), "no way", id="not reached"),
        pytest.param(KeyError("x"), "KeyError", id="unexpected"),
    ],
)
def test_sentences(error: Exception, word: str) -> None:
    """Each trouble is named with what mends it."""
    assert word in sentence(error)
