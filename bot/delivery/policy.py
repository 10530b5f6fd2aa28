"""How often, how long and how late: what delivery decides without doing anything."""

import random
from datetime import datetime, timedelta

from storage.outbox import Letter

DRAW_S = 6.0
CALL_S = 12.0
"""What takes longer is given up: together they end before the lane's lease, and with it the right to call, does."""

LONGEST_PAUSE_S = 300.0
LONGEST_WAIT = timedelta(days=1)
"""No platform is believed that asks to wait longer."""

TRIES = 10
"""So many calls are made at least, however old the letter is: the bot itself may have been away."""

OUTAGE = timedelta(days=1)
"""How long a letter waits for a platform that surely does not take it yet."""

DOUBT = timedelta(hours=1)
"""How long it is tried, or looked up, where what went wrong is not known."""

LOOK_UP_AFTER_S = 5.0
"""A call whose answer was lost may still be under way: it is not looked up sooner."""


RECORD_PAUSES_S = (1.0, 2.0, 4.0, 8.0)
"""Pauses between attempts to record a call: only this process knows what came of it."""


def pause_s(attempts: int, retry_after: float | None = None) -> float:
    """Return the seconds to wait before the next attempt: what the platform said, else 2, 4, 8 ... 300, with jitter.

    Args:
        attempts: how many there were, from 1.
        retry_after: seconds the platform asked for.
    """
    if retry_after is not None and retry_after >= 0:
        return min(retry_after, LONGEST_WAIT.total_seconds())
    return min(2.0 ** min(attempts, 10), LONGEST_PAUSE_S) * random.uniform(0.8, 1.2)  # noqa: S311  # jitter, no secret


def look_up_pause_s(waited: timedelta, retry_after: float | None = None) -> float:
    """Return the seconds to wait before a call is looked up again: as long as it was waited for, 300 at most."""
    if retry_after is not None and retry_after >= 0:
        return min(retry_after, LONGEST_WAIT.total_seconds())
    return min(max(waited.total_seconds(), LOOK_UP_AFTER_S), LONGEST_PAUSE_S)


def gives_up(letter: Letter, now: datetime, patience: timedelta) -> bool:
    """Tell whether a letter has been tried often and long enough."""
    return letter.attempts >= TRIES and now - letter.created_at > patience
