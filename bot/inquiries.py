"""Questions that handlers have for the platforms before they run."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import TypeVar

from chat.address import Address
from chat.ports import Findings, Inquiry, Platform

T = TypeVar("T")
log = logging.getLogger(__name__)

INQUIRY_S = 1.2
"""A platform that takes longer is not waited for: a form has to open within 3 s of its button."""


async def inquire(platforms: Mapping[str, Platform], inquiry: Inquiry) -> Findings:
    """Ask the platforms; who does not answer in time counts as reachable, and as no administrator."""

    async def reach(chat: Address) -> str | None:
        platform = platforms.get(chat.platform)
        return await _within(platform.reach(chat.id), None) if platform else None

    words = await asyncio.gather(*map(reach, inquiry.reach))
    unreachable = {chat: word for chat, word in zip(inquiry.reach, words, strict=True) if word is not None}
    admin = False
    if inquiry.admin is not None:
        chat, person = inquiry.admin
        platform = platforms.get(chat.platform)
        admin = await _within(platform.is_admin(chat.id, person), default=False) if platform else False
    link = None
    if inquiry.link is not None:
        chat, message = inquiry.link
        platform = platforms.get(chat.platform)
        link = await _within(platform.permalink(chat.id, message), None) if platform else None
    return Findings(unreachable, admin, link)


async def _within(asked: Awaitable[T], default: T) -> T:
    """Await an answer; what goes wrong with the asking must not keep an event from being handled."""
    try:
        async with asyncio.timeout(INQUIRY_S):
            return await asked
    except Exception as error:  # noqa: BLE001  # whatever it is
        log.warning("a platform did not answer a question: %s", type(error).__name__)
        return default
