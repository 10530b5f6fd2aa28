"""Accounts that are one person's, and what they all want."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import Delete, Table, Update, bindparam, delete, exists, or_, select, update

from chat import codes
from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.tables import TABLES

CODES = TABLES["link_codes"]
WISHES = TABLES["wishes"]
NOTES = TABLES["made_notes"]
ADDITIONS = TABLES["additions"]
REASONS = TABLES["reasons"]

VALID = timedelta(minutes=15)

_PUT = CODES.insert()
_TAKE = delete(CODES).where(CODES.c.digest == bindparam("digest_")).returning(CODES.c.account, CODES.c.until)
_OPEN = select(CODES.c.account).where((CODES.c.digest == bindparam("digest_")) & (CODES.c.until >= bindparam("now_")))
_FORGET = delete(CODES).where(or_(CODES.c.account == bindparam("account_"), CODES.c.until < bindparam("now_")))
_theirs = or_(ACCOUNTS.c.id == bindparam("one_"), ACCOUNTS.c.one == bindparam("one_"))
_BY_ID = select(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("id_"))
_LINKED = select(ACCOUNTS).where(_theirs).order_by(ACCOUNTS.c.id)
# FOR UPDATE: where somebody links two pairs of accounts at once, the second link sees the first.
_EVERYWHERE = (
    select(ACCOUNTS)
    .where((ACCOUNTS.c.platform == bindparam("platform_")) & (ACCOUNTS.c.person == bindparam("person_")))
    .order_by(ACCOUNTS.c.brand)
    .with_for_update()
)
_HERE = (
    select(ACCOUNTS)
    .where((ACCOUNTS.c.platform == bindparam("platform_")) & (ACCOUNTS.c.person == bindparam("person_")))
    .order_by(ACCOUNTS.c.id)
)
_LINK = (
    update(ACCOUNTS)
    .where(or_(ACCOUNTS.c.id == bindparam("gone_"), ACCOUNTS.c.one == bindparam("gone_")))
    .values(one=bindparam("kept_"))
)
_SHARE = (
    update(ACCOUNTS)
    .where(or_(ACCOUNTS.c.id == bindparam("kept_"), ACCOUNTS.c.one == bindparam("kept_")))
    .values(quiet=bindparam("quiet_"), disturbed_at=bindparam("disturbed_"), speaks=bindparam("speaks_"))
)


def _twice(table: Table, *names: str) -> Delete:
    """Return what drops rows of the account that goes where the one that is kept has its own."""
    own = table.alias()
    same = [table.c[name] == own.c[name] for name in names]
    kept = exists().where(own.c.account == bindparam("kept_"), *same)
    return delete(table).where(table.c.account == bindparam("gone_"), kept)


def _move(table: Table) -> Update:
    return update(table).where(table.c.account == bindparam("gone_")).values(account=bindparam("kept_"))


_MOVES = (
    _twice(WISHES, "poll"),
    _twice(NOTES, "poll", "option"),
    *map(_move, (WISHES, NOTES, ADDITIONS, REASONS)),
)
_QUIET = (
    update(ACCOUNTS)
    .where(_theirs)
    .where(ACCOUNTS.c.quiet != bindparam("quiet_"))
    .values(quiet=bindparam("quiet_"))
    .returning(ACCOUNTS.c.id)
)

_SPEAK = (
    update(ACCOUNTS).where(ACCOUNTS.c.id.in_(bindparam("ids_", expanding=True))).values(speaks=bindparam("speaks_"))
)

_SPOKEN = select(ACCOUNTS.c.speaks).where(
    (ACCOUNTS.c.platform == bindparam("platform_"))
    & (ACCOUNTS.c.person == bindparam("person_"))
    & ACCOUNTS.c.speaks.is_not(None)
)


def put_code(db: Session, account: int, now: datetime) -> str:
    """Return a code that stands for an account for `VALID`; one that it had before is worth nothing any more."""
    code = codes.new_code()
    db.execute(_FORGET, {"account_": account, "now_": now})
    db.execute(_PUT, {"digest": _digest(code), "account": account, "until": now + VALID})
    return codes.written(code)


def brand_of_code(db: Session, code: str, now: datetime) -> str | None:
    """Return the brand of the account that a code stands for; None where it stands for none."""
    account = db.execute(_OPEN, {"digest_": _digest(codes.typed(code)), "now_": now}).scalar()
    found = db.execute(_BY_ID, {"id_": account}).one_or_none() if account is not None else None
    return Account(*found).brand if found else None


def take_code(db: Session, code: str, now: datetime) -> Account | None:
    """Return the account that a code stands for, which it does no more from now on; None where it stands for none."""
    row = db.execute(_TAKE, {"digest_": _digest(codes.typed(code))}).one_or_none()
    if row is None or row.until < now:
        return None
    found = db.execute(_BY_ID, {"id_": row.account}).one_or_none()
    return Account(*found) if found else None


def linked(db: Session, one: int) -> list[Account]:
    """Return all accounts of a person, whom the account `one` stands for, the oldest first."""
    return [Account(*row) for row in db.execute(_LINKED, {"one_": one})]


def everywhere(db: Session, platform: str, person: str) -> list[Account]:
    """Return this account as each brand knows it; nobody else changes it until the transaction ends."""
    return [Account(*row) for row in db.execute(_EVERYWHERE, {"platform_": platform, "person_": person})]


def whole(db: Session, platform: str, person: str) -> list[Account]:
    """Return every account of a human: as all brands know this one, and all that are linked with it anywhere."""
    found: dict[int, Account] = {}
    looked, to_look = set(), [(platform, person)]
    while to_look:
        here = to_look.pop()
        if here in looked:
            continue
        looked.add(here)
        for row in db.execute(_HERE, {"platform_": here[0], "person_": here[1]}).all():
            for each in linked(db, Account(*row).standing_for):
                found[each.id] = each
                to_look.append((each.platform, each.person))
    return [found[id_] for id_ in sorted(found)]


def link(db: Session, kept: int, gone: int) -> None:
    """Let the account `kept` stand for all that `gone` stood for; who wants quiet or a language on one wants it on all.

    Votes and ballots are merged by their own rooms.
    """
    accounts = linked(db, kept) + linked(db, gone)
    disturbed = max((each.disturbed_at for each in accounts if each.disturbed_at), default=None)
    db.execute(_LINK, {"gone_": gone, "kept_": kept})
    chosen = next((each.speaks for each in accounts if each.speaks), None)
    shared = {"quiet_": any(each.quiet for each in accounts), "disturbed_": disturbed, "speaks_": chosen}
    db.execute(_SHARE, {"kept_": kept, **shared})
    for statement in _MOVES:
        db.execute(statement, {"gone_": gone, "kept_": kept})


def set_quiet(db: Session, one: int, *, quiet: bool) -> bool:
    """Note whether a person wants no message that they did not ask for, on all their accounts; return what is news."""
    return bool(db.execute(_QUIET, {"one_": one, "quiet_": quiet}).all())


def set_speaks(db: Session, accounts: list[Account], language: str) -> None:
    """Note the language that a person chose, for all their accounts."""
    db.execute(_SPEAK, {"ids_": [each.id for each in accounts], "speaks_": language})


def spoken_by(db: Session, platform: str, person: str) -> str | None:
    """Return the language that a person chose; it is the same for all brands."""
    return db.execute(_SPOKEN, {"platform_": platform, "person_": person}).scalar()


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
