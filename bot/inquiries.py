"""Questions that handlers have for the platforms before they run."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import TypeVar

from chat.address import Address
from chat.errors import Temporary
from chat.inquiries import Findings, Inquiry
from chat.ports import Platform

T = TypeVar("T")
D = TypeVar("D")
log = logging.getLogger(__name__)

INQUIRY_S = 1.2
"""A platform that takes longer is not waited for: a form has to open within 3 s of its button."""


async def inquire(platforms: Mapping[str, Platform], inquiry: Inquiry) -> Findings:
    """Ask the platforms; who does not answer in time counts as reachable, and as no administrator."""
    ask = _Asking(platforms)
    words = await asyncio.gather(*map(ask.reach, inquiry.reach))
    members, wait_s = await _within(ask.count(inquiry.count), (None, None))
    return Findings(
        unreachable={chat: word for chat, word in zip(inquiry.reach, words, strict=True) if word is not None},
        admin=await ask.of(inquiry.admin, lambda platform, chat, person: platform.is_admin(chat, person)) or False,
        invite=await ask.of(inquiry.invite, lambda platform, chat, name: platform.invite(chat, name)),
        opens=ask.opens(inquiry.opens),
        members=members,
        wait_s=wait_s,
        link=await ask.of(inquiry.link, lambda platform, chat, message: platform.permalink(chat, message)),
    )


class _Asking:
    def __init__(self, platforms: Mapping[str, Platform]) -> None:
        self._platforms = platforms

    async def reach(self, chat: Address) -> str | None:
        platform = self._platforms.get(chat.platform)
        return await _within(platform.reach(chat.id), None) if platform else None

    async def of(
        self, about: tuple[Address, str] | None, question: Callable[[Platform, str, str], Awaitable[T]]
    ) -> T | None:
        platform = self._platforms.get(about[0].platform) if about else None
        return await _within(question(platform, about[0].id, about[1]), None) if platform and about else None

    def opens(self, link: tuple[str, str] | None) -> str | None:
        platform = self._platforms.get(link[0]) if link else None
        return platform.start_link(link[1]) if platform and link else None

    async def count(self, chat: Address | None) -> tuple[int | None, float | None]:
        platform = self._platforms.get(chat.platform) if chat else None
        try:
            return await platform.count(chat.id) if platform and chat else None, None
        except Temporary as error:
            return None, error.retry_after


async def _within(asked: Awaitable[T], default: D) -> T | D:
    """Await an answer; what goes wrong with the asking must not keep an event from being handled."""
    try:
        async with asyncio.timeout(INQUIRY_S):
            return await asked
    except Exception as error:  # noqa: BLE001  # whatever it is
        log.warning("a platform did not answer a question: %s", type(error).__name__)
        return default
