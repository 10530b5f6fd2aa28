"""From one raw update to what the core was offered of it."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import orjson

from bot.platforms.telegram.inbound import translate
from bot.platforms.telegram.source import Me
from chat.errors import Busy
from chat.events import Event
from chat.ports import Clock, Intake, Outcome

ERROR_CHARACTERS = 500

Pending = asyncio.Future[Outcome] | asyncio.Future[None]


@dataclass(frozen=True, slots=True)
class Offered:
    """What of one update waits to become durable."""

    update: int | None
    """The update's id; None where it has none that can be used."""
    query: str | None
    """Id of the callback query that wants an answer."""
    pending: list[Pending] = field(default_factory=list)

    async def settle(self, within_s: float | None = None) -> bool:
        """Wait, and tell whether all of it is durable; what is not settled in time goes on by itself."""
        if not self.pending:
            return True
        done, late = await asyncio.wait(self.pending, timeout=within_s)
        for future in late:
            future.add_done_callback(_hear)
        heard = [_hear(future) for future in done]
        return not late and all(heard)

    @property
    def toast(self) -> str | None:
        """The sentence for the person who pressed, once settled."""
        return next((outcome.toast for outcome in self._outcomes() if outcome.toast), None)

    @property
    def door(self) -> str:
        """The start parameter of the private chat in which the rest is said, once settled; perhaps empty."""
        return next((outcome.door for outcome in self._outcomes() if outcome.door), "")

    def _outcomes(self) -> list[Outcome]:
        return [outcome for future in self.pending if (outcome := future.result())]


class Reader:
    """Reads updates and offers what is in them; one that cannot be read is set aside.

    Args:
        me: the bot's own account, as far as it is known at the moment.
    """

    def __init__(self, intake: Intake, me: Callable[[], Me], clock: Clock) -> None:
        self._intake = intake
        self._me = me
        self._clock = clock

    def offer(self, update: dict[str, Any], raw: bytes | None = None) -> Offered:
        """Offer what is in the update, in the order of the calls.

        Args:
            raw: the bytes that came; None where they came among others.

        Raises:
            Busy: too many events wait; offer the same update again later.
        """
        me = self._me()
        offered = Offered(_id_of(update), _query_of(update))
        try:
            events = translate(update, me, self._clock.now())
        except Exception as error:  # noqa: BLE001  # whatever a strange update raises, it is kept and others go on
            raw = raw or orjson.dumps(update)
            offered.pending.append(self._set_aside(me, offered.update, raw, error))
            return offered
        self._offer_all(events, offered)
        return offered

    async def room(self) -> None:
        """Wait until offers are taken again."""
        await self._intake.room()

    def _offer_all(self, events: list[Event], offered: Offered) -> None:
        try:
            offered.pending.extend(asyncio.ensure_future(self._intake.offer(event)) for event in events)
        except Busy:
            # What was taken already will be a repeat.
            for future in offered.pending:
                future.add_done_callback(_hear)
            raise

    def _set_aside(self, me: Me, update: int | None, raw: bytes, error: Exception) -> "asyncio.Future[None]":
        id_ = str(update) if update is not None else f"sha256:{hashlib.sha256(raw).hexdigest()}"
        words = f"{type(error).__name__}: {error}"[:ERROR_CHARACTERS]
        return asyncio.ensure_future(self._intake.set_aside(me.account, id_, raw, words))


def _hear(future: Pending) -> bool:
    """Tell whether the future brought a result; its error counts as heard."""
    return not future.cancelled() and future.exception() is None


def _id_of(update: dict[str, Any]) -> int | None:
    id_ = update.get("update_id")
    return id_ if isinstance(id_, int) and not isinstance(id_, bool) else None


def _query_of(update: dict[str, Any]) -> str | None:
    query = update.get("callback_query")
    id_ = query.get("id") if isinstance(query, dict) else None
    return id_ if isinstance(id_, str) else None
