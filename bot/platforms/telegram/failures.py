"""What an error of the Bot API means for a letter, and for the connection."""

from collections.abc import Awaitable
from typing import TypeVar

from telegram.error import TelegramError

from bot.platforms.telegram.request import NotSent, Refused
from chat.errors import ChatMoved, DeliveryError, Permanent, Temporary, Unknown

T = TypeVar("T")

UNAUTHORIZED = (401, 404)
"""404 is what a malformed token gets."""
FORBIDDEN, CONFLICT, TOO_MANY = 403, 409, 429

UNREADABLE = (AttributeError, KeyError, LookupError, TypeError, ValueError)
"""What python-telegram-bot raises where an answer or update has another shape than it knows."""

TOKEN_SENTENCE = "Telegram refuses the bot's token: set TELEGRAM_BOT_TOKEN to the one that @BotFather shows."  # noqa: S105  # no token

HARMLESS = (
    "message is not modified",
    "message to edit not found",
    "message to delete not found",
    "message_id_invalid",
    "message with poll to stop not found",
    "poll has already been closed",
    "query is too old",
    "invite_hash",
)
GONE = ("chat not found", "user not found", "peer_id_invalid", "user is deactivated", "chat was deleted")
TOPIC_GONE = "The forum topic was deleted; nothing was posted elsewhere instead."
ASTRAY = "The forum topic was deleted, and Telegram put the message into another topic: please delete it there."
TOO_BIG = "Telegram gives bots no files larger than 20 MB."
MENDS = {
    "file is too big": TOO_BIG,
    "message thread not found": TOPIC_GONE,
    "topic_closed": "The forum topic is closed; open it again or let the bot manage topics.",
    "not enough rights": "The bot may not do this in the chat; make it an administrator or allow it there.",
    "have no rights": "The bot may not do this in the chat; make it an administrator or allow it there.",
    "chat_write_forbidden": "The bot may not write in the chat; allow it there.",
    "chat not found": "Telegram knows no such chat, or the bot is not in it.",
}
"""What the team can do about a refusal, by a part of Telegram's own words in small letters."""

PAUSES_S = {"token": (5.0, 300.0), "conflict": (5.0, 60.0), "other": (1.0, 30.0)}
"""First and longest pause between two attempts; it doubles in between."""


NEWER_FIELDS = ("description", "hide_results_until_closes")
"""Parameters of `sendPoll` that servers before Bot API 9.6 do not know: most pass over them, some may refuse."""


class PollRefused(Permanent):
    """Telegram takes no such native poll, or takes none in this chat."""


class FieldRefused(PollRefused):
    """The server does not know one of the poll's newer fields."""


class NoTextThere(Permanent):
    """The message is none of text, such as a native poll, so no text can stand in its place."""


async def answered(call: Awaitable[T], *, posting: bool) -> T | None:
    """Await a call; None where it was carried out and python-telegram-bot does not know the shape of its answer.

    Args:
        posting: a second call would show a second message; edits and stops may be repeated.

    Raises:
        DeliveryError: what went wrong, as it matters for a letter.
    """
    try:
        return await call
    except TelegramError as error:
        raise delivery_error(error, posting=posting) from error
    except UNREADABLE as error:
        if posting:
            raise Unknown("Telegram's answer cannot be read.") from error
        return None


def delivery_error(error: TelegramError, *, posting: bool) -> DeliveryError:
    """Tell what a failed call means for its letter.

    Args:
        posting: a second call would show a second message; edits and stops may be repeated.
    """
    if isinstance(error, Refused):
        return _refusal(error)
    if isinstance(error, NotSent) or not posting:
        return Temporary(str(error))
    return Unknown(str(error))


def _refusal(error: Refused) -> DeliveryError:
    if error.new_chat:
        return ChatMoved(str(error.new_chat))
    if error.code == TOO_MANY or error.retry_after:
        return Temporary(str(error), error.retry_after)
    if error.code in UNAUTHORIZED:
        return Temporary(TOKEN_SENTENCE)
    if error.code == CONFLICT:
        return Temporary(str(error))
    if error.code == FORBIDDEN:
        return Permanent(f"Telegram does not let the bot write there: {error.description}", unreachable=True)
    return _no(error.description)


def _no(description: str) -> Permanent:
    words = description.lower()
    mend = next((mend for part, mend in MENDS.items() if part in words), "")
    return _kind_of(words)(
        f"Telegram refused: {description}. {mend}".strip(),
        unreachable=any(part in words for part in GONE),
        harmless=any(part in words for part in HARMLESS),
    )


def _kind_of(words: str) -> type[Permanent]:
    if any(field in words for field in NEWER_FIELDS):
        return FieldRefused
    if "no text in the message" in words:
        return NoTextThere
    return PollRefused if "poll" in words else Permanent


def pause_s(error: Exception, attempt: int) -> float:
    """Return the seconds to wait before the connection is tried again.

    Args:
        attempt: failures in a row before this one, from 0.
    """
    code = error.code if isinstance(error, Refused) else None
    if isinstance(error, Refused) and error.retry_after:
        return error.retry_after
    kind = "token" if code in UNAUTHORIZED else "conflict" if code == CONFLICT else "other"
    first, longest = PAUSES_S[kind]
    return min(first * 2.0 ** min(attempt, 10), longest)


def sentence(error: Exception) -> str:
    """Say why the connection does not work and what mends it."""
    if not isinstance(error, TelegramError):
        return f"Receiving from Telegram failed, trying again: {type(error).__name__}: {error}"
    if not isinstance(error, Refused):
        return f"Not connected to Telegram, trying again: {error}"
    if error.code in UNAUTHORIZED:
        return TOKEN_SENTENCE
    if error.code == CONFLICT:
        return f"Another program receives this Telegram bot's updates, stop it: {error.description}"
    if error.code == TOO_MANY:
        return f"Telegram asks to call less often, waiting {error.retry_after or 0:g} s."
    return f"Telegram refuses to connect the bot: {error.description}"
