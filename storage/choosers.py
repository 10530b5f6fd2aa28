"""Who chose what, in polls that are not anonymous."""

from collections.abc import Iterator

from sqlalchemy import bindparam, func, select

from storage.database import Session
from storage.people import ACCOUNTS
from storage.polls import Poll
from storage.votes import VOTES

_CHOSE = (
    select(VOTES.c.options, func.coalesce(func.nullif(ACCOUNTS.c.name, ""), ACCOUNTS.c.person).label("name"))
    .join(ACCOUNTS, ACCOUNTS.c.id == VOTES.c.account)
    .where(VOTES.c.poll == bindparam("poll_"))
    .order_by(VOTES.c.account)
)


def names(db: Session, poll: Poll, most: int) -> dict[int, list[str]]:
    """Return the names of at most so many people for each option to be seen; of a ranked poll for first places.

    Reads as many votes as it takes to find them: for a reading session.
    """
    found: dict[int, list[str]] = {option: [] for option in poll.seen}
    for option, name in _chosen(db, poll):
        if len(found[option]) < most:
            found[option].append(name)
            if all(len(each) == most for each in found.values()):
                break
    return found


def _chosen(db: Session, poll: Poll) -> Iterator[tuple[int, str]]:
    seen = {*poll.seen}
    for options, name in db.execute(_CHOSE, {"poll_": poll.id}).yield_per(1_000):
        visible = [option for option in options if option in seen]
        for option in visible[:1] if poll.rules.kind == "ranked" else visible:
            yield option, name
