"""Chats and people as an operator writes them."""

import re
from typing import Annotated

from pydantic import PlainValidator

from bot.settings.problems import unknown
from chat.address import Address

PLATFORMS = ("slack", "telegram", "webchat")


def _address(value: object) -> Address:
    try:
        address = Address.parse(str(value))
    except ValueError:
        raise ValueError(f'has {value!r}, which is not platform:id: write it such as "slack:C024BE91L".') from None
    if address.platform not in PLATFORMS:
        raise ValueError(f"has {value!r} on an unknown platform: {unknown(address.platform, PLATFORMS)}")
    # Both platforms tell of a chat by its id alone, so a name would never be recognised.
    if re.search(r"\s", address.id) or address.id.startswith(("#", "@")):
        raise ValueError(f"has {value!r}, which is a name: write the id behind it.")
    if address.platform == "telegram" and not re.fullmatch(r"-?\d+", address.id):
        raise ValueError(f'has {value!r}, which is no Telegram id: write a number, such as "telegram:-1001234567890".')
    return address


Chat = Annotated[Address, PlainValidator(_address)]
"""A chat or a person, written "platform:id"."""
