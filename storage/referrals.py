"""Who told whom: personal codes, how people came, and what came of each member's invitations."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, case, delete, func, or_, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from storage.database import Session
from storage.people import ACCOUNTS, Account
from storage.tables import TABLES

CODES = TABLES["referral_codes"]
REFERRALS = TABLES["referrals"]

MOST_NAMED = 6
PORTION = 50

_ONE = func.coalesce(ACCOUNTS.c.one, ACCOUNTS.c.id)
_THEIRS = or_(ACCOUNTS.c.id == bindparam("one_"), ACCOUNTS.c.one == bindparam("one_"))
_PUT_CODE = insert(CODES).on_conflict_do_nothing()
_CODE = select(CODES).where(CODES.c.account == bindparam("account_"))
_BY_CODE = select(CODES).where(CODES.c.code == bindparam("code_"))
_BY_LINK = select(CODES).where(CODES.c.link == bindparam("link_"))
_SET_LINK = (
    update(CODES)
    .where(CODES.c.code == bindparam("code_"))
    .values(link=bindparam("link_"), link_chat=bindparam("chat_"))
)
_SET_NAMED = update(CODES).where(CODES.c.account == bindparam("account_")).values(named=bindparam("named_"))
_LOSE_LINK = (
    update(CODES)
    .where(CODES.c.link_chat == bindparam("chat_"))
    .where(CODES.c.account.in_(select(ACCOUNTS.c.id).where(ACCOUNTS.c.platform == bindparam("platform_"))))
    .values(link=None, link_chat=None)
)
_NAMED = (
    select(CODES.c.code, ACCOUNTS.c.name, _ONE.label("one"))
    .join(ACCOUNTS, ACCOUNTS.c.id == CODES.c.account)
    .where((CODES.c.brand == bindparam("brand_")) & CODES.c.named & (ACCOUNTS.c.platform == bindparam("platform_")))
    .where(~ACCOUNTS.c.team & ~ACCOUNTS.c.away & (ACCOUNTS.c.name != "") & (bindparam("one_") != _ONE))
    .order_by(ACCOUNTS.c.seen_at.desc(), ACCOUNTS.c.id)
    .limit(MOST_NAMED)
)
_OF_PERSON = (
    select(REFERRALS).join(ACCOUNTS, ACCOUNTS.c.id == REFERRALS.c.account).where(_THEIRS).order_by(REFERRALS.c.account)
)
_OF_ACCOUNT = select(REFERRALS).where(REFERRALS.c.account == bindparam("account_"))
_PUT = insert(REFERRALS)
_PUT = _PUT.on_conflict_do_update(
    index_elements=["account"],
    set_={column.name: _PUT.excluded[column.name] for column in REFERRALS.c if column.name != "account"},
)
_SET_LEFT = update(REFERRALS).where(REFERRALS.c.account == bindparam("account_")).values(inside=False)
_TO_ASK = select(REFERRALS).where(REFERRALS.c.ask_at <= bindparam("now_")).order_by(REFERRALS.c.ask_at).limit(PORTION)
BY_PEOPLE = tuple_(REFERRALS.c.referrer_platform, REFERRALS.c.referrer_person).in_(bindparam("people_", expanding=True))
"""Joined through one of these accounts."""
_CAME = (
    select(_ONE.label("one"), func.max(case((REFERRALS.c.inside, 1), else_=0)).label("inside"))
    .join(ACCOUNTS, ACCOUNTS.c.id == REFERRALS.c.account)
    .where((REFERRALS.c.brand == bindparam("brand_")) & REFERRALS.c.line.is_not(None) & BY_PEOPLE)
    .group_by(_ONE)
)
_OTHERS = (
    select(REFERRALS.c.brand, REFERRALS.c.joined_at, REFERRALS.c.how)
    .where(BY_PEOPLE & REFERRALS.c.line.is_not(None))
    .order_by(REFERRALS.c.joined_at)
)
_IDS: Any = bindparam("ids_", expanding=True)
_OWN = select(REFERRALS).where(REFERRALS.c.account.in_(_IDS)).order_by(REFERRALS.c.account)
_OWN_CODES = select(CODES).where(CODES.c.account.in_(_IDS)).order_by(CODES.c.code)
_FORGET = (
    delete(CODES).where(CODES.c.account.in_(_IDS)),
    delete(REFERRALS).where(REFERRALS.c.account.in_(_IDS)),
)
_FORGET_REFERRER = update(REFERRALS).where(BY_PEOPLE).values(referrer_platform=None, referrer_person=None)


@dataclass(frozen=True, slots=True)
class Code:
    """A member's personal code."""

    code: str
    brand: str
    account: int
    named: bool
    link: str | None
    link_chat: str | None
    made_at: datetime


@dataclass(frozen=True, slots=True)
class Referral:
    """How somebody came to a brand (`storage.tables.referrals`)."""

    account: int
    brand: str
    line: str | None = None
    joined_at: datetime | None = None
    inside: bool = False
    referrer_platform: str | None = None
    referrer_person: str | None = None
    how: str | None = None
    told_at: datetime | None = None
    ask_at: datetime | None = None
    asked_at: datetime | None = None

    @property
    def referrer(self) -> Address | None:
        """Return who told them, where that is known."""
        if self.referrer_platform is None or self.referrer_person is None:
            return None
        return Address(self.referrer_platform, self.referrer_person)


def code_of(db: Session, account: int) -> Code | None:
    """Return the code of an account."""
    return _code(db.execute(_CODE, {"account_": account}).one_or_none())


def find_code(db: Session, code: str) -> Code | None:
    """Return what a code stands for."""
    return _code(db.execute(_BY_CODE, {"code_": code}).one_or_none())


def find_link(db: Session, link: str) -> Code | None:
    """Return whose invite link this is."""
    return _code(db.execute(_BY_LINK, {"link_": link}).one_or_none())


def put_code(db: Session, code: str, account: Account, now: datetime) -> Code:
    """Give an account its code; one that it has already stays."""
    row = {"code": code, "brand": account.brand, "account": account.id, "named": False, "made_at": now}
    db.execute(_PUT_CODE, row)
    found = code_of(db, account.id)
    if found is None:
        msg = "the code belongs to somebody else"  # one in 10^12
        raise LookupError(msg)
    return found


def set_link(db: Session, code: str, link: str, chat: str) -> None:
    """Remember the invite link into a chat that was made for a code."""
    db.execute(_SET_LINK, {"code_": code, "link_": link, "chat_": chat})


def links_of(db: Session, ids: list[int]) -> list[Code]:
    """Return the codes of these accounts for which an invite link was made."""
    rows = db.execute(_OWN_CODES, {"ids_": ids})
    return [code for code in map(_code, rows) if code and code.link and code.link_chat]


def set_named(db: Session, account: int, *, named: bool) -> None:
    """Note whether newcomers may see the member's name."""
    db.execute(_SET_NAMED, {"account_": account, "named_": named})


def named(db: Session, brand: str, platform: str, besides: int) -> list[tuple[str, str]]:
    """Return (code, name) of members who let newcomers of their platform see their name, but one's own."""
    found = db.execute(_NAMED, {"brand_": brand, "platform_": platform, "one_": besides})
    return [(row.code, row.name) for row in found]


def of_account(db: Session, account: int) -> Referral | None:
    """Return how an account came."""
    row = db.execute(_OF_ACCOUNT, {"account_": account}).one_or_none()
    return Referral(*row) if row else None


def of_person(db: Session, one: int) -> list[Referral]:
    """Return how each account came of the person whom the account `one` stands for."""
    return [Referral(*row) for row in db.execute(_OF_PERSON, {"one_": one})]


def put(db: Session, referral: Referral) -> None:
    """Write how an account came, in place of what was known."""
    db.execute(_PUT, {column.name: getattr(referral, column.name) for column in REFERRALS.c})


def set_left(db: Session, account: int) -> None:
    """Note that somebody left."""
    db.execute(_SET_LEFT, {"account_": account})


def to_ask(db: Session, now: datetime) -> list[Referral]:
    """Return some of those who shall be asked who told them, the longest due first."""
    return [Referral(*row) for row in db.execute(_TO_ASK, {"now_": now})]


def came(db: Session, brand: str, people: Iterable[Address]) -> tuple[int, int]:
    """Return how many people joined through one of these accounts, and how many of them are still inside."""
    rows = db.execute(_CAME, {"brand_": brand, "people_": [tuple(each) for each in people]}).all()
    return len(rows), sum(bool(row.inside) for row in rows)


def export(db: Session, ids: list[int], people: list[tuple[str, str]]) -> dict[str, Any]:
    """Return what is kept of a person's coming and of those whom they brought, of whom only that somebody came."""
    return {
        "referrals": [dict(row) for row in db.execute(_OWN, {"ids_": ids}).mappings()],
        "referral_codes": [dict(row) for row in db.execute(_OWN_CODES, {"ids_": ids}).mappings()],
        "brought": [dict(row) for row in db.execute(_OTHERS, {"people_": people}).mappings()],
    }


def forget(db: Session, ids: list[int], people: list[tuple[str, str]]) -> None:
    """Forget how somebody came, their code, and that others came through them."""
    for statement in _FORGET:
        db.execute(statement, {"ids_": ids})
    db.execute(_FORGET_REFERRER, {"people_": people})


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give up invite links into a chat that moved: they lead nowhere any more."""
    del new
    db.execute(_LOSE_LINK, {"platform_": platform, "chat_": old})


def _code(row: Any) -> Code | None:  # noqa: ANN401  # a row of the table
    return Code(*row) if row else None
