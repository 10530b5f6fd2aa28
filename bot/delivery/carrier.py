"""Carries one letter: draws it, calls the platform, and records what came of it."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, TypeVar, get_args

from bot.delivery.files import Files
from bot.delivery.policy import (
    CALL_S,
    DOUBT,
    DRAW_S,
    LOOK_UP_AFTER_S,
    OUTAGE,
    RECORD_PAUSES_S,
    gives_up,
    look_up_pause_s,
    pause_s,
)
from chat.brands import Brand
from chat.errors import DeliveryError, Permanent, Temporary, Unavailable, Unknown
from chat.messages import Message
from chat.ports import Action, Clock, Outgoing, Platform, Receipt
from handlers import letters, reporting
from handlers.routing import Context, Router
from storage import lanes, outbox
from storage.database import Database, Session
from storage.outbox import Letter
from storage.writer import Writer

T = TypeVar("T")
log = logging.getLogger(__name__)

NOTHING = Message(text="")
ACTIONS: Mapping[str, Action] = {action: action for action in get_args(Action)}


class Carrier:
    """Carries letters that were claimed.

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
        observe: Callable[[str, str], None],
    ) -> None:
        self._platforms = platforms
        self._files = Files(platforms)
        self._features = features
        self._writer = writer
        self._database = database
        self._brands = brands
        self._clock = clock
        self._owner = owner
        self._observe = observe

    async def carry(self, letter: Letter) -> None:
        """Send a letter, or look up what became of it, and give its lane back."""
        try:
            await (self._look_up(letter) if letter.state == "unknown" else self._send(letter))
        except Exception:  # its lane must not take others with it
            log.exception(
                "what became of a letter (%s) was not recorded; its lane is free when the lease ends", letter.kind
            )

    async def close(self) -> None:
        """Let go of files that are still on their way."""
        await self._files.close()

    async def _send(self, letter: Letter) -> None:
        try:
            message = await self._drawn(letter)
        except Temporary as error:
            await self._again(letter, str(error), OUTAGE, error.retry_after)
            return
        except Exception:  # nothing was called yet, so trying again is safe
            log.exception("a letter (%s) could not be drawn", letter.kind)
            await self._again(letter, "it could not be drawn", timedelta(0))
            return
        if message is None:
            await self._refused(letter, Permanent("there is nothing to say any more", harmless=True), NOTHING)
            return
        try:
            receipt = await _answer(self._platforms[letter.platform].deliver(_outgoing(letter, message)), Unknown)
        except DeliveryError as error:
            self._observe(letter.platform, _outcome(error))
            await self._failed(letter, message, error)
        else:
            self._observe(letter.platform, "sent")
            await self._arrived(letter, receipt, message)

    async def _drawn(self, letter: Letter) -> Message | None:
        def draw(db: Session) -> Message | None:
            return letters.draw(self._features, db, letter, self._brands)

        async with asyncio.timeout(DRAW_S):
            message = await asyncio.to_thread(self._database.read, draw)
            if message is not None and message.chart is not None:
                message = replace(message, picture=await _picture(message.chart))
            if message is not None:
                message = await self._files.put_in(message, letter.id)
        # A process that slept meanwhile has no lane any more.
        if letter.called_at is not None and self._clock.now() - letter.called_at > timedelta(seconds=DRAW_S):
            raise TimeoutError
        return message

    async def _failed(self, letter: Letter, message: Message, error: DeliveryError) -> None:
        if isinstance(error, Permanent):
            await self._refused(letter, error, message)
        elif isinstance(error, Temporary):
            await self._again(letter, str(error), OUTAGE, error.retry_after)
        elif letter.action == "post":
            log.warning("whether a letter (%s) arrived is looked up: %s", _named(letter), error)
            await self._record(letter, _settle(letter, "unknown"), after_s=LOOK_UP_AFTER_S)
        else:
            await self._again(letter, str(error), DOUBT)

    async def _look_up(self, letter: Letter) -> None:
        waited = self._clock.now() - (letter.called_at or letter.created_at)
        try:
            receipt = await _answer(self._platforms[letter.platform].find(_outgoing(letter, NOTHING)), Temporary)
        except Temporary as error:
            if waited < DOUBT:
                log.info("a letter (%s) cannot be looked up yet: %s", _named(letter), error)
                await self._record(letter, _nothing, after_s=look_up_pause_s(waited, error.retry_after))
            else:
                await self._lost(letter, error)
        except DeliveryError as error:
            await self._lost(letter, error)
        else:
            if receipt is None:
                await self._again(letter, "the platform did not carry it out", DOUBT)
            else:
                # What it shows is what was drawn then, which nobody knows any more.
                await self._arrived(letter, receipt, NOTHING)

    async def _arrived(self, letter: Letter, receipt: Receipt, message: Message) -> None:
        await self._record(
            letter,
            lambda ctx: letters.arrived(self._features, ctx, letter, receipt, message),
            # An edit whose feature failed would be put again at once, for ever.
            plain=_settle(letter, "sent" if letter.action == "post" else "failed", message=receipt.message),
            delivered=True,
        )

    async def _again(self, letter: Letter, why: str, patience: timedelta, retry_after: float | None = None) -> None:
        if gives_up(letter, self._clock.now(), patience):
            await self._refused(letter, Permanent(why), NOTHING)
            return
        wait = pause_s(letter.attempts, retry_after)
        log.info("a letter (%s) is tried again in %.0f s: %s", _named(letter), wait, why)
        await self._record(letter, _settle(letter, "queued", error=why), after_s=wait)

    async def _refused(self, letter: Letter, error: Permanent, message: Message) -> None:
        tell = log.info if error.harmless else log.warning
        tell("a letter (%s) was refused: %s", _named(letter), error)
        await self._record(
            letter,
            lambda ctx: letters.refused(self._features, ctx, letter, error, message),
            plain=_settle(letter, "failed", error=str(error)),
        )

    async def _lost(self, letter: Letter, error: DeliveryError) -> None:
        log.warning("whether a letter (%s) arrived cannot be found out: %s", _named(letter), error)
        await self._record(
            letter, lambda ctx: letters.lost(ctx, letter, error), plain=_settle(letter, "unknown", error=str(error))
        )

    async def _record(
        self,
        letter: Letter,
        job: Callable[[Context], object],
        *,
        plain: Callable[[Context], object] | None = None,
        after_s: float = 0.0,
        delivered: bool = False,
    ) -> None:
        """Do a job in the transaction that gives the lane back.

        Args:
            plain: done instead where the job fails; without it, nothing is recorded then.
            after_s: seconds that the lane stays closed, at least.
            delivered: also where another process has taken the lane over, since what was said stays said.
        """
        now = self._clock.now()
        pace = self._platforms[letter.platform].pace(letter.chat)

        def record(job: Callable[[Context], object], db: Session) -> None:
            if lanes.release(db, letter.to, self._owner, lanes.Rest(now, pace, after_s)) or delivered:
                job(Context(db, now, self._brands, self._database.slot))

        def rescue(db: Session, error: Exception) -> None:
            log.error("what came of a letter (%s) could not be used", letter.kind, exc_info=error)
            record(plain or _nothing, db)

        for pause in RECORD_PAUSES_S:
            try:
                await self._writer.write(partial(record, job), rescue=rescue if plain else None)
            except Unavailable as error:
                if self._writer.died.done():
                    raise
                log.warning("what came of a letter (%s) could not be recorded yet: %s", letter.kind, error)
                await asyncio.sleep(pause)
            else:
                return
        raise Unavailable


def _outgoing(letter: Letter, message: Message) -> Outgoing:
    return Outgoing(
        letter=letter.id,
        action=ACTIONS[letter.action],
        chat=letter.chat,
        message=message,
        thread=letter.thread,
        reply_to=letter.reply_to,
        target=letter.target,
        called_at=letter.called_at,
    )


def _named(letter: Letter) -> str:
    """Return how a log names a letter: not by its chat, which may be a person's."""
    return f"{letter.kind} {letter.id}, {letter.platform}"


def _settle(letter: Letter, state: str, **more: str | None) -> Callable[[Context], object]:
    return lambda ctx: outbox.settle(ctx.db, letter.id, state, **more)


def _nothing(_ctx: Context) -> None:
    pass


async def _picture(chart: Mapping[str, Any]) -> bytes | None:
    """Draw a chart; no picture is worth its message, so what fails is only logged."""
    try:
        return await asyncio.to_thread(reporting.picture, chart)
    except Exception:
        log.exception("a chart could not be drawn")
        return None


async def _answer(call: Awaitable[T], late: type[Temporary | Unknown]) -> T:
    """Await a call.

    Args:
        late: what it means that there is no answer in time.
    """
    try:
        async with asyncio.timeout(CALL_S):
            return await call
    except TimeoutError as error:
        raise late("the platform did not answer in time") from error
    except DeliveryError:
        raise
    except Exception as error:  # nobody knows whether the call went out
        log.exception("a platform failed in a way it should not")
        raise Unknown(type(error).__name__) from error


def _outcome(error: DeliveryError) -> str:
    """Return the error's name in the metrics, whatever a platform made of it."""
    kinds = (Permanent, Temporary, Unknown)
    return next((kind.__name__.lower() for kind in kinds if isinstance(error, kind)), "unknown")
