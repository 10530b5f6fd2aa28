"""Accounts of people, and the chats they are met in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, exists, select, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from chat.brands import Brand
from storage.database import Session
from storage.tables import TABLES

# PostgreSQL's INSERT ... ON CONFLICT compiles to the same words for SQLite.
ACCOUNTS = TABLES["accounts"]
CHATS = TABLES["chats"]
STRAYS = TABLES["strays"]

SEEN_EVERY = timedelta(seconds=60)
"""How exactly it is kept when somebody was last seen: writing it at each event would double the work."""

_THIS_ACCOUNT = (
    (ACCOUNTS.c.brand == bindparam("brand_"))
    & (ACCOUNTS.c.platform == bindparam("platform_"))
    & (ACCOUNTS.c.person == bindparam("person_"))
)
_FIND = select(ACCOUNTS).where(_THIS_ACCOUNT)
_OF_ID = select(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("id_"))
_ADD = insert(ACCOUNTS).on_conflict_do_nothing().inline()
_SIGN = update(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("id_")).values(signature=bindparam("signature_"))
_TOUCH = (
    update(ACCOUNTS)
    .where(ACCOUNTS.c.id == bindparam("id_"))
    .values(
        name=bindparam("name_"), language=bindparam("language_"), seen_at=bindparam("now_"), reachable=True, away=False
    )
)
_SET_TEAM = update(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("id_")).values(team=True)
_SET_OPENED = (
    update(ACCOUNTS)
    .where((ACCOUNTS.c.platform == bindparam("platform_")) & (ACCOUNTS.c.person == bindparam("person_")))
    .values(opened=True)
)
_SET_AWAY = update(ACCOUNTS).where(ACCOUNTS.c.id == bindparam("id_")).values(away=True)
_SET_REACHABLE = (
    update(ACCOUNTS)
    .where((ACCOUNTS.c.platform == bindparam("platform_")) & (ACCOUNTS.c.person == bindparam("person_")))
    .where(ACCOUNTS.c.reachable != bindparam("reachable_"))
    .values(reachable=bindparam("reachable_"))
    .returning(ACCOUNTS.c.brand, ACCOUNTS.c.team)
)
_BRANDS_OF_PERSON = (
    select(ACCOUNTS.c.brand, ACCOUNTS.c.team)
    .where((ACCOUNTS.c.platform == bindparam("platform_")) & (ACCOUNTS.c.person == bindparam("person_")))
    .order_by(ACCOUNTS.c.seen_at.desc(), ACCOUNTS.c.id.desc())
)
_CHAT = select(CHATS.c.brand, CHATS.c.role).where(
    (CHATS.c.platform == bindparam("platform_")) & (CHATS.c.chat == bindparam("chat_"))
)
_CHATS_OF_BRAND = (
    select(CHATS.c.platform, CHATS.c.chat).where(
        (CHATS.c.brand == bindparam("brand_")) & (CHATS.c.role == bindparam("role_"))
    )
).order_by(CHATS.c.platform, CHATS.c.chat)
_PUT_CHAT = insert(CHATS).on_conflict_do_update(
    index_elements=["platform", "configured"],
    set_={"brand": insert(CHATS).excluded.brand, "role": insert(CHATS).excluded.role},
)
_NOTE_STRAY = insert(STRAYS).on_conflict_do_nothing()
_KNOWN = exists().where((CHATS.c.platform == STRAYS.c.platform) & (CHATS.c.chat == STRAYS.c.chat))
_STRAYS = select(STRAYS.c.platform, STRAYS.c.chat).where(~_KNOWN).order_by(STRAYS.c.platform, STRAYS.c.chat)
_MOVE_CHAT = (
    update(CHATS)
    .where((CHATS.c.platform == bindparam("platform_")) & (CHATS.c.chat == bindparam("old_")))
    .values(chat=bindparam("new_"))
)


@dataclass(frozen=True, slots=True)
class Account:
    """One person's account on one platform, as one brand knows it."""

    id: int
    brand: str
    platform: str
    person: str
    name: str
    language: str | None
    team: bool
    manager: bool
    reachable: bool
    opened: bool
    away: bool
    quiet: bool
    disturbed_at: datetime | None
    speaks: str | None
    signature: str | None
    one: int | None
    seen_at: datetime

    @property
    def standing_for(self) -> int:
        """Return the id of the account that stands for this one and all linked with it."""
        return self.one or self.id

    @property
    def can_be_written_to(self) -> bool:
        """Tell whether the platform lets the bot write to the person: in Telegram they have to write to it first."""
        return self.reachable and (self.opened or self.platform != "telegram")


@dataclass(frozen=True, slots=True)
class Newcomer:
    """A person as an event names them."""

    at: Address
    name: str = ""
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """What a chat is to us."""

    brand: str
    role: str
    """`team` or `audience`."""


def find(db: Session, brand: str, at: Address) -> Account | None:
    """Return the account, or None where the brand has not met it."""
    row = db.execute(_FIND, {"brand_": brand, "platform_": at.platform, "person_": at.id}).one_or_none()
    return Account(*row) if row else None


def of_id(db: Session, account: int) -> Account | None:
    """Return the account of this id."""
    row = db.execute(_OF_ID, {"id_": account}).one_or_none()
    return Account(*row) if row else None


def meet(db: Session, brand: str, who: Newcomer, now: datetime, *, team: bool = False) -> tuple[Account, bool]:
    """Return the account, made where it is new, and whether it only now became one of the team.

    A name or language that is not given leaves the known one.
    """
    found = find(db, brand, who.at)
    if found is None:
        meet_new(db, brand, [who], now)
        found = find(db, brand, who.at)
        if found is None:
            msg = f"the account {who.at} vanished"
            raise LookupError(msg)
    elif now - found.seen_at > SEEN_EVERY or (who.name and who.name != found.name) or not found.reachable or found.away:
        language = who.language or found.language
        touched = {"name_": who.name or found.name, "language_": language, "now_": max(now, found.seen_at)}
        db.execute(_TOUCH, {"id_": found.id} | touched)
    newly = team and not found.team
    if newly:
        db.execute(_SET_TEAM, {"id_": found.id})
    return found, newly


def meet_new(db: Session, brand: str, comers: list[Newcomer], now: datetime) -> None:
    """Make accounts for people whom the brand has not met; those whom somebody else met meanwhile stay as they are."""
    plain = {"brand": brand, "team": False, "manager": False, "reachable": True, "seen_at": now}
    rows = [
        {"platform": each.at.platform, "person": each.at.id, "name": each.name, "language": each.language, **plain}
        for each in sorted(comers, key=lambda comer: comer.at)
    ]
    db.execute(_ADD, rows)


def sign(db: Session, account: int, signature: str) -> None:
    """Note the name that one of the team signs answers with."""
    db.execute(_SIGN, {"id_": account, "signature_": signature})


def set_opened(db: Session, at: Address) -> None:
    """Note that the person wrote to the bot in private, which is one bot for all brands."""
    db.execute(_SET_OPENED, {"platform_": at.platform, "person_": at.id})


def set_away(db: Session, account: int) -> None:
    """Note that the person left; whatever they do next brings them back."""
    db.execute(_SET_AWAY, {"id_": account})


def is_manager(db: Session, brand: str, at: Address) -> bool:
    """Tell whether the account is one of the brand's managers."""
    account = find(db, brand, at)
    return account is not None and account.manager


def brands_of(db: Session, at: Address) -> list[tuple[str, bool]]:
    """Return (brand, whether of its team) for each brand that met this person, the latest met first."""
    return [
        (brand, team) for brand, team in db.execute(_BRANDS_OF_PERSON, {"platform_": at.platform, "person_": at.id})
    ]


def set_reachable(db: Session, at: Address, *, reachable: bool) -> list[tuple[str, bool]]:
    """Note that a person can (not) be written to; return (brand, whether of its team) where that is news."""
    asked = {"platform_": at.platform, "person_": at.id, "reachable_": reachable}
    return [(brand, team) for brand, team in db.execute(_SET_REACHABLE, asked)]


def place_of(db: Session, at: Address) -> Place | None:
    """Return the brand and role of a chat, or None where it is not configured."""
    row = db.execute(_CHAT, {"platform_": at.platform, "chat_": at.id}).one_or_none()
    return Place(*row) if row else None


def audiences(db: Session, brand: str) -> list[Address]:
    """Return the brand's audience chats, by the ids they have today."""
    return [Address(*row) for row in db.execute(_CHATS_OF_BRAND, {"brand_": brand, "role_": "audience"})]


def team_chat(db: Session, brand: str) -> Address | None:
    """Return the chat of the brand's team, by the id it has today."""
    row = db.execute(_CHATS_OF_BRAND, {"brand_": brand, "role_": "team"}).first()
    return Address(*row) if row else None


def note_stray(db: Session, at: Address, now: datetime) -> None:
    """Remember that a chat was heard which is no brand's."""
    db.execute(_NOTE_STRAY, {"platform": at.platform, "chat": at.id, "heard_at": now})


def strays(db: Session) -> list[Address]:
    """Return the chats that were heard and are still no brand's."""
    return [Address(*row) for row in db.execute(_STRAYS)]


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give a configured chat its new id; where that is configured too, only it stays."""
    if place_of(db, Address(platform, new)) is None:
        db.execute(_MOVE_CHAT, {"platform_": platform, "old_": old, "new_": new})
    else:
        db.execute(CHATS.delete().where((CHATS.c.platform == platform) & (CHATS.c.chat == old)))


def configure(db: Session, brands: Iterable[Brand], now: datetime) -> list[tuple[Brand, Address]]:
    """Bring chats and managers in line with the configuration; return the managers who are new to the team."""
    wanted: list[dict[str, Any]] = []
    newcomers: list[tuple[Brand, Address]] = []
    db.execute(update(ACCOUNTS).where(ACCOUNTS.c.manager).values(manager=False))
    for brand in brands:
        chats = [(chat, "audience") for chat in brand.audiences] + ([(brand.team, "team")] if brand.team else [])
        wanted += [
            {"platform": at.platform, "configured": at.id, "chat": at.id, "brand": brand.key, "role": role}
            for at, role in chats
        ]
        for manager in brand.managers:
            account, newly = meet(db, brand.key, Newcomer(manager), now, team=True)
            db.execute(update(ACCOUNTS).where(ACCOUNTS.c.id == account.id).values(manager=True))
            if newly:
                newcomers.append((brand, manager))
    keep = {(chat["platform"], chat["configured"]) for chat in wanted}
    for platform, configured, chat in db.execute(select(CHATS.c.platform, CHATS.c.configured, CHATS.c.chat)).all():
        # A chat that moved may be configured by its old id and by its new one.
        if (platform, configured) not in keep or (chat != configured and (platform, chat) in keep):
            db.execute(CHATS.delete().where((CHATS.c.platform == platform) & (CHATS.c.configured == configured)))
    if wanted:
        db.execute(_PUT_CHAT, wanted)
    return newcomers
