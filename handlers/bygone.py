"""What people did before they were erased, and what comes only now: it must not bring them back."""

from collections.abc import Sequence
from datetime import timedelta

from chat.events import Event
from handlers.routing import Context
from storage import erasing

LATE = timedelta(seconds=2)
"""What comes sooner was done after all that its person did before: no chat app is so far behind itself."""


def among(ctx: Context, events: Sequence[Event]) -> set[int]:
    """Return the `id()` of each event that its person did before they were erased."""
    late = [event for event in events if event.person and ctx.now - event.at > LATE]
    if not late:
        return set()
    happened = {id(event): (event.platform, event.person or "", event.at) for event in late}
    over = erasing.bygone(ctx.db, ctx.means.ballot_key, happened.values())
    return {number for number, each in happened.items() if each in over}
