"""How a person who is erased leaves the polls: open ones count without them, closed ones keep their tallies."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, exists, or_, select, update

from storage import ballots, votes
from storage.ballots import PARTICIPATIONS, Urn
from storage.database import Session
from storage.polls import POLLS, Poll
from storage.reasons import REASONS, secret_id
from storage.tables import TABLES
from storage.votes import VOTES, Cast

ADDITIONS = TABLES["additions"]
WISHES = TABLES["wishes"]
NOTES = TABLES["made_notes"]
PLANS = TABLES["poll_plans"]

GONE = "–"
"""What stands for an option that nobody has seen yet."""

_ACCOUNTS: Any = bindparam("accounts_", expanding=True)
_TOUCHED = or_(
    exists().where((VOTES.c.poll == POLLS.c.id) & VOTES.c.account.in_(_ACCOUNTS)),
    exists().where((PARTICIPATIONS.c.poll == POLLS.c.id) & PARTICIPATIONS.c.account.in_(_ACCOUNTS)),
    exists().where((ADDITIONS.c.poll == POLLS.c.id) & ADDITIONS.c.account.in_(_ACCOUNTS) & ADDITIONS.c.pending),
    POLLS.c.key.is_not(None),
)
# Whoever votes holds their poll before they read who they are: while these are held, nobody votes as who they were.
_POLLS = (
    select(POLLS)
    .where(POLLS.c.brand.in_(bindparam("brands_", expanding=True)) & _TOUCHED)
    .order_by(POLLS.c.id)
    .with_for_update()
)
_HERE = VOTES.c.poll == bindparam("poll_")
_CHOSEN = select(VOTES).where(_HERE & VOTES.c.account.in_(_ACCOUNTS)).order_by(VOTES.c.account)
_DROP = delete(VOTES).where(_HERE & VOTES.c.account.in_(_ACCOUNTS))
_LEAVE = delete(PARTICIPATIONS).where(
    (PARTICIPATIONS.c.poll == bindparam("poll_")) & PARTICIPATIONS.c.account.in_(_ACCOUNTS)
)
_PENDING = select(ADDITIONS.c.option).where(
    (ADDITIONS.c.poll == bindparam("poll_")) & ADDITIONS.c.account.in_(_ACCOUNTS) & ADDITIONS.c.pending
)
_REWORD = update(POLLS).where(POLLS.c.id == bindparam("poll_")).values(options=bindparam("options_"))
_FORGET_REASON = delete(REASONS).where(REASONS.c.id.in_(bindparam("reasons_", expanding=True)))
_FORGET = [delete(table).where(table.c.account.in_(_ACCOUNTS)) for table in (REASONS, ADDITIONS, WISHES, NOTES)]
_DISOWN = [
    update(table).where(table.c.creator.in_(bindparam("makers_", expanding=True))).values(creator=None)
    for table in (POLLS, PLANS)
]


def withdraw(
    db: Session, ballot_key: bytes, brands: Sequence[str], accounts: list[int], slot: int, now: datetime
) -> None:
    """Take all votes of these accounts back where the poll is open, and let no row join them to any poll."""
    for poll in [Poll.of(row) for row in db.execute(_POLLS, {"brands_": list(brands), "accounts_": accounts})]:
        if poll.rules.anonymous:
            _tear(db, poll, ballot_key, accounts, slot)
        elif poll.state == "open":
            _retract(db, poll, accounts, slot, now)
        here = {"poll_": poll.id, "accounts_": accounts}
        db.execute(_DROP, here)
        db.execute(_LEAVE, here)
        _drop_pending(db, poll, accounts)
    for statement in _FORGET:
        db.execute(statement, {"accounts_": accounts})


def disown(db: Session, makers: list[str]) -> None:
    """Let polls and plans that somebody made (`platform:id`) be nobody's."""
    for statement in _DISOWN:
        db.execute(statement, {"makers_": makers})


def _retract(db: Session, poll: Poll, accounts: list[int], slot: int, now: datetime) -> None:
    common: dict[str, Any] = {"poll": poll.id, "after": [], "at": now, "ranked": poll.rules.kind == "ranked"}
    stood = db.execute(_CHOSEN, {"poll_": poll.id, "accounts_": accounts}).all()
    casts = [
        Cast(account=row.account, before=row.options, order=row.source_order, version=row.version + 1, **common)
        for row in stood
        if row.options
    ]
    if casts:
        votes.record(db, casts, slot)


def _tear(db: Session, poll: Poll, ballot_key: bytes, accounts: list[int], slot: int) -> None:
    """Take ballots and reasons out of an anonymous poll; without the secret nobody can tell which ones are theirs."""
    urn = Urn.of(poll, ballot_key)
    if urn is None:
        return
    stood = urn.find(db, accounts)
    casts = [
        ballots.Cast(account, "", ballot, replace(ballot, options=())) for account, ballot in sorted(stood.items())
    ]
    if casts:
        ballots.record(db, poll, urn, casts, slot)
    for account in stood:
        urn.tear(db, account)
    db.execute(_FORGET_REASON, {"reasons_": [secret_id(urn.seal, account) for account in accounts]})


def _drop_pending(db: Session, poll: Poll, accounts: list[int]) -> None:
    """Forget what options say that they added and that the team had not yet let anybody see."""
    pending = set(db.execute(_PENDING, {"poll_": poll.id, "accounts_": accounts}).scalars())
    if pending:
        options = [GONE if place in pending else text for place, text in enumerate(poll.options)]
        db.execute(_REWORD, {"poll_": poll.id, "options_": options})
