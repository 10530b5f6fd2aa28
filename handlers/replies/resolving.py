"""How a query is closed by a person: by one of the team, or by whoever asked it."""

from collections.abc import Sequence

from chat.events import Press
from chat.lines import Line
from handlers.presence import line_of_event
from handlers.routing import Context
from storage import asked, episodes, ledger
from storage.episodes import ANSWERED, RESOLVED, TOLD, WAITING, Episode
from storage.people import Account

TO_RESOLVE = (WAITING, TOLD, ANSWERED)
"""The states of a query that the team can resolve."""


def resolve(ctx: Context, event: Press, episode: Episode, closer: Account, *, team: bool, among: Sequence[str]) -> bool:
    """Close a query, and write the line that says who did; return False where it stood in no state of `among`."""
    values = {"state": RESOLVED, "closed_at": ctx.now, "closer": closer.id, "snoozed_until": None}
    if not episodes.change_if(ctx.db, episode.id, among, **values):
        return False
    query = asked.latest_query(ctx.db, episode.id)
    if query is not None:
        line = Line(
            id=line_of_event(event),
            brand=episode.brand,
            platform=event.platform,
            chat=event.chat or closer.person,
            person=closer.person,
            team=team,
            kind="resolve",
            at=ctx.now,
            ref=query,
        )
        ledger.put(ctx.db, line)
    return True
