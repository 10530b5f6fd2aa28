"""Questions that handlers have for the platforms before they run."""

import asyncio
import logging
from collections.abc import Awaitable, Mapping
from typing import TypeVar

from chat.address import Address
from chat.errors import Temporary
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

    async def count(chat: Address) -> tuple[int | None, float | None]:
        platform = platforms.get(chat.platform)
        try:
            return await platform.count(chat.id) if platform else None, None
        except Temporary as error:
            return None, error.retry_after

    words = await asyncio.gather(*map(reach, inquiry.reach))
    unreachable = {chat: word for chat, word in zip(inquiry.reach, words, strict=True) if word is not None}
    admin = False
    if inquiry.admin is not None:
        chat, person = inquiry.admin
        platform = platforms.get(chat.platform)
        admin = await _within(platform.is_admin(chat.id, person), default=False) if platform else False
    invite = members = wait_s = opens = None
    if inquiry.invite is not None:
        chat, name = inquiry.invite
        platform = platforms.get(chat.platform)
        invite = await _within(platform.invite(chat.id, name), None) if platform else None
    if inquiry.opens is not None:
        platform = platforms.get(inquiry.opens[0])
        opens = platform.start_link(inquiry.opens[1]) if platform else None
    if inquiry.count is not None:
        members, wait_s = await _within(count(inquiry.count), (None, None))
    return Findings(unreachable, admin, invite, opens, members, wait_s, link=await _link(platforms, inquiry))


async def _link(platforms: Mapping[str, Platform], inquiry: Inquiry) -> str | None:
    if inquiry.link is None:
        return None
    chat, message = inquiry.link
    platform = platforms.get(chat.platform)
    return await _within(platform.permalink(chat.id, message), None) if platform else None


async def _within(asked: Awaitable[T], default: T) -> T:
    """Await an answer; what goes wrong with the asking must not keep an event from being handled."""
    try:
        async with asyncio.timeout(INQUIRY_S):
            return await asked
    except Exception as error:  # noqa: BLE001  # whatever it is
        log.warning("a platform did not answer a question: %s", type(error).__name__)
        return default
