"""Brings letters to their chats: claim, draw, call, record, and again.

Each chat is a lane of its own, so that a slow or refusing chat holds back nobody else. A letter is *calling* before
the platform is called; what the call's answer was is recorded after it. A post whose answer was lost is looked up, and
never simply sent again.
"""

import asyncio
import contextlib
import logging
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

from chat.brands import Brand
from chat.errors import DeliveryError, Permanent, Temporary, Unavailable, Unknown
from chat.messages import Message
from chat.ports import Action, Clock, Outgoing, Platform, Receipt
from handlers import letters, polls, reporting
from handlers.routing import Context, Router
from storage import outbox
from storage.database import Database, Session
from storage.outbox import Letter, Sending
from storage.writer import Writer

T = TypeVar("T")
log = logging.getLogger(__name__)

CALLS_AT_ONCE = 32
CALL_S = 12.0
"""A call that takes longer is given up, well before its lane's lease ends."""
PEEK_S = 1.0
REFRESH_S = 1.0
LONGEST_PAUSE_S = 300.0
PATIENCE = timedelta(hours=24)
"""A letter that cannot be delivered for so long has failed."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A letter, and what it says now."""

    letter: Letter
    message: Message

    def outgoing(self) -> Outgoing:
        """Return the call to make."""
        letter = self.letter
        action: Action = "edit" if letter.action == "edit" else "stop" if letter.action == "stop" else "post"
        return Outgoing(
            letter=letter.id,
            action=action,
            chat=letter.chat,
            message=self.message,
            thread=letter.thread,
            reply_to=letter.reply_to,
            target=letter.target,
            called_at=letter.called_at,
        )


def pause_s(attempts: int, retry_after: float | None) -> float:
    """Return the seconds to wait before the next attempt: what the platform said, else 2, 4, 8 ... 300, with jitter."""
    if retry_after is not None:
        return retry_after
    return min(2.0**attempts, LONGEST_PAUSE_S) * random.uniform(0.8, 1.2)  # noqa: S311  # jitter, no secret


class Delivery:
    """Drains the outbox.

    Args:
        platforms: by name.
        features: draw letters and hear of their delivery.
        writer: records.
        database: is read.
        brands: by key.
        clock: the time.
        owner: this process's name on the lanes it claims.
        observe: is told (platform, outcome) of each call.
    """

    def __init__(  # noqa: PLR0913  # each is one thing delivery needs
        self,
        platforms: Mapping[str, Platform],
        features: Router,
        writer: Writer,
        database: Database,
        brands: Mapping[str, Brand],
        clock: Clock,
        *,
        owner: str,
        observe: Callable[[str, str], None] = lambda _platform, _outcome: None,
    ) -> None:
        self._platforms = platforms
        self._features = features
        self._writer = writer
        self._database = database
        self._brands = brands
        self._clock = clock
        self._owner = owner
        self._observe = observe
        self._woken = asyncio.Event()
        self._calls: set[asyncio.Task[None]] = set()
        self._refreshed = datetime.min.replace(tzinfo=clock.now().tzinfo)
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin."""
        self._loop = asyncio.create_task(self._run(), name="delivery")

    async def stop(self) -> None:
        """Begin no more calls, and let those under way end."""
        if self._loop is not None:
            self._loop.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._loop
        if self._calls:
            await asyncio.wait(self._calls)

    def wake(self) -> None:
        """Say that there are new letters."""
        self._woken.set()

    async def _run(self) -> None:
        while True:
            try:
                await self._round()
            except Exception:  # the database may be away for a while; delivery goes on when it is back
                log.exception("a round of delivery failed")
                await asyncio.sleep(PEEK_S)

    async def _round(self) -> None:
        self._woken.clear()
        await self._refresh_polls()
        found = await self._claim()
        for letter in found:
            call = asyncio.create_task(self._carry(letter))
            self._calls.add(call)
            call.add_done_callback(self._calls.discard)
            call.add_done_callback(lambda _done: self._woken.set())
        if not found:
            await self._wait()

    async def _refresh_polls(self) -> None:
        now = self._clock.now()
        if (now - self._refreshed).total_seconds() < REFRESH_S:
            return
        self._refreshed = now
        if await self._read(polls.has_stale):
            await self._writer.write(lambda db: polls.refresh(db, self._brands, now))

    async def _claim(self) -> list[Letter]:
        room = CALLS_AT_ONCE - len(self._calls)
        now = self._clock.now()
        due = await self._read(lambda db: outbox.next_due(db, list(self._platforms), now))
        if room <= 0 or due is None or due > now:
            return []
        claimed: list[Letter] = []
        for name, platform in self._platforms.items():
            limits = Sending(name, platform.account, platform.limits.overall_per_s)
            room_left = room - len(claimed)
            take = partial(outbox.claim, limits=limits, owner=self._owner, now=now, limit=room_left)
            claimed += await self._writer.write(take)
        return claimed

    async def _wait(self) -> None:
        now = self._clock.now()
        due = await self._read(lambda db: outbox.next_due(db, list(self._platforms), now))
        seconds = PEEK_S if due is None else min(PEEK_S, max(0.05, (due - now).total_seconds()))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._woken.wait()

    async def _carry(self, letter: Letter) -> None:
        try:
            parcel = await self._pack(letter)
        except Exception:  # nothing was called yet, so trying again is safe
            log.exception("a letter (%s) could not be drawn", letter.kind)
            again = partial(self._put_back, letter)
            await self._record(letter, again, after_s=pause_s(letter.attempts + 1, None))
            return
        try:
            await (self._look_up(parcel) if letter.state == "unknown" else self._send(parcel))
        except Unavailable:
            log.exception("what became of a letter could not be recorded; it is found out when its lease ends")

    @staticmethod
    def _put_back(letter: Letter, ctx: Context) -> None:
        outbox.settle(ctx.db, letter.id, letter.state)

    async def _pack(self, letter: Letter) -> Parcel:
        message = await self._read(lambda db: letters.draw(self._features, db, letter, self._brands))
        if message is None:
            return Parcel(letter, Message(text=""))
        if message.chart is not None:
            chart = message.chart
            message = replace(message, picture=await asyncio.to_thread(reporting.picture, chart))
        return Parcel(letter, message)

    async def _send(self, parcel: Parcel) -> None:
        letter = parcel.letter
        platform = self._platforms[letter.platform]
        try:
            if not parcel.message.text:
                raise Permanent("there is nothing to say any more", harmless=True)
            receipt = await self._call(platform, parcel)
        except DeliveryError as error:
            self._observe(letter.platform, type(error).__name__.lower())
            await self._failed(parcel, error)
        else:
            self._observe(letter.platform, "sent")
            await self._record(
                letter, lambda ctx: letters.arrived(self._features, ctx, letter, receipt, parcel.message)
            )

    async def _call(self, platform: Platform, parcel: Parcel) -> Receipt:
        try:
            async with asyncio.timeout(CALL_S):
                return await platform.deliver(parcel.outgoing())
        except TimeoutError as error:
            raise Unknown("the platform did not answer in time") from error
        except DeliveryError:
            raise
        except Exception as error:  # nobody knows whether the call went out
            log.exception("a platform failed in a way it should not")
            raise Unknown(type(error).__name__) from error

    async def _failed(self, parcel: Parcel, error: DeliveryError) -> None:
        letter, now = parcel.letter, self._clock.now()
        if isinstance(error, Permanent):
            log.warning("a letter (%s) to %s was refused: %s", letter.kind, letter.to, error)
            await self._record(letter, lambda ctx: letters.refused(self._features, ctx, letter, error, parcel.message))
        elif isinstance(error, Unknown) and letter.action == "post":
            await self._record(letter, lambda ctx: outbox.settle(ctx.db, letter.id, "unknown"), after_s=2.0)
        elif now - letter.created_at > PATIENCE:
            gave_up = Permanent("it could not be delivered for a day")
            await self._record(
                letter, lambda ctx: letters.refused(self._features, ctx, letter, gave_up, parcel.message)
            )
        else:
            wait = pause_s(letter.attempts + 1, error.retry_after if isinstance(error, Temporary) else None)
            log.info("a letter (%s) to %s is tried again in %.0f s: %s", letter.kind, letter.to, wait, error)
            await self._record(
                letter, lambda ctx: outbox.settle(ctx.db, letter.id, "queued", error=str(error)), after_s=wait
            )

    async def _look_up(self, parcel: Parcel) -> None:
        letter = parcel.letter
        try:
            async with asyncio.timeout(CALL_S):
                receipt = await self._platforms[letter.platform].find(parcel.outgoing())
        except Temporary as error:
            if letter.called_at is not None and self._clock.now() - letter.called_at < PATIENCE:
                await self._record(letter, lambda _ctx: None, after_s=pause_s(3, error.retry_after))
                return
            await self._record(letter, lambda ctx: letters.lost(ctx, letter))
        except (TimeoutError, DeliveryError):
            await self._record(letter, lambda ctx: letters.lost(ctx, letter))
        else:
            if receipt is None:
                await self._record(letter, lambda ctx: outbox.settle(ctx.db, letter.id, "queued"))
            else:
                await self._record(
                    letter, lambda ctx: letters.arrived(self._features, ctx, letter, receipt, parcel.message)
                )

    async def _record(self, letter: Letter, job: Callable[[Context], object], after_s: float = 0.0) -> None:
        now = self._clock.now()
        interval = max(after_s, self._platforms[letter.platform].limits.chat_interval_s)
        not_before = now + timedelta(seconds=interval)

        def record(db: Session) -> None:
            job(Context(db, now, self._brands, self._database.slot))
            outbox.release(db, letter.to, self._owner, not_before)

        await self._writer.write(record)

    async def _read(self, ask: Callable[[Session], T]) -> T:
        return await asyncio.to_thread(self._database.read, ask)
