"""Native ids: numbers to Telegram, texts to everybody else."""

from chat.errors import Permanent

SUPERGROUPS_BELOW = -1_000_000_000_000
"""Ids below are those of supergroups and channels; basic groups' are above, people's are positive."""


def chat_of(chat: str) -> int | str:
    """Return the chat in Telegram's form, a number or `@name`.

    Raises:
        Permanent: it is none, so that no call can be made.
    """
    return chat if chat.startswith("@") else number_of(chat)


def number_of(id: str | None) -> int:  # noqa: A002  # what it is
    """Return a native id as Telegram's number.

    Raises:
        Permanent: it is none, so that no call can be made.
    """
    try:
        return int(id or "")
    except ValueError:
        raise Permanent(f"{id!r} is no id of Telegram's.") from None
