"""Which chats of an export are imported, for which brand, and who is of its team there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from chat.address import Address
from chat.brands import Brand
from chat.lines import Line
from handlers.imports.entries import Chat, Entry, Export, Place, Unusable
from storage import imported
from storage.database import Session

AUDIENCE, TEAM = "audience", "team"
MOST_NAMES = 20


@dataclass(frozen=True, slots=True)
class Wish:
    """What the operator said."""

    brand: str | None = None
    chats: tuple[str, ...] = ()
    """Ids or names of the chats to take."""
    without: frozenset[str] = frozenset()
    """People and bots to leave out."""
    bot: str | None = None
    """Rapport's own bot, where it can be told."""


@dataclass(slots=True)
class Plan:
    """What is to be imported."""

    places: dict[str, Place] = field(default_factory=dict)
    """By the chats' ids in the export."""
    team: list[Entry] = field(default_factory=list)
    """Lines that say who is of the team."""
    left_out: list[str] = field(default_factory=list)
    """Names of the chats that are no brand's."""

    @property
    def key(self) -> str:
        """Return what tells this plan from another of the same file."""
        parts = (f"{place.id}>{place.brand}-{','.join(sorted(place.without))}" for place in self.places.values())
        return " ".join(sorted(parts))


@dataclass(frozen=True, slots=True)
class _Chats:
    """The chats of all brands on one platform, by the ids that an export may have for them."""

    roles: dict[str, tuple[str, str]]
    """(brand, role)."""
    today: dict[str, str]
    """The present ids of chats that moved."""
    before: dict[str, str]
    """The former ids of chats that moved."""


def plan(db: Session, export: Export, brands: Mapping[str, Brand], wish: Wish) -> Plan:
    """Choose the chats and find out who is of the team.

    Raises:
        Unusable: nothing can be chosen, or not what was wished for.
    """
    known = _chats(db, export.platform, brands.values())
    chosen = _chosen(export.chats, known, wish)
    made = Plan()
    teams = {brand: _team(db, export, brands[brand], known, made) - wish.without for brand in set(chosen.values())}
    for chat in export.chats:
        brand = chosen.get(chat.id)
        if brand is not None:
            made.places[chat.id] = Place(
                id=chat.id,
                chat=known.today.get(chat.id, chat.id),
                before=known.before.get(chat.id),
                brand=brand,
                zone=brands[brand].zone,
                team=frozenset(teams[brand]),
                voices=_voices(brand, known, chosen, wish),
                without=wish.without,
                polls=imported.polls_in(db, export.platform, known.today.get(chat.id, chat.id)),
            )
        elif not chat.private and known.roles.get(chat.id, ("", ""))[1] != TEAM:
            made.left_out.append(chat.name)
    return made


def _chats(db: Session, platform: str, brands: Iterable[Brand]) -> _Chats:
    roles: dict[str, tuple[str, str]] = {}
    for brand in brands:
        told = [(at, AUDIENCE) for at in brand.audiences] + ([(brand.team, TEAM)] if brand.team else [])
        roles |= {at.id: (brand.key, role) for at, role in told if at.platform == platform}
    found = _Chats(roles, {}, {})
    for row in imported.chats(db, platform):
        if row.chat != row.configured and row.configured in roles:
            roles.setdefault(row.chat, roles[row.configured])
            found.today[row.configured] = row.chat
            found.before[row.chat] = row.configured
    return found


def _chosen(chats: list[Chat], known: _Chats, wish: Wish) -> dict[str, str]:
    """Return the brands of the chats to import, by the chats' ids."""
    audiences = {id_: brand for id_, (brand, role) in known.roles.items() if role == AUDIENCE}
    wanted = _wished(chats, wish) if wish.chats else _configured(chats, audiences, wish)
    chosen: dict[str, str] = {}
    for chat in wanted:
        brand, role = known.roles.get(chat.id, (wish.brand, AUDIENCE))
        if chat.private or role == TEAM:
            what = "a conversation of people" if chat.private else "the team's own chat"
            raise Unusable(f"{chat.name} is {what}, which is no audience: leave it out.")
        if brand is None:
            raise Unusable(f"{chat.name} is no brand's: say whose it is with --brand.")
        if wish.brand not in {None, brand}:
            raise Unusable(f"{chat.name} is a chat of the brand {brand}: leave --brand out, or say that.")
        chosen[chat.id] = brand
    return chosen


def _configured(chats: list[Chat], audiences: Mapping[str, str], wish: Wish) -> list[Chat]:
    found = [chat for chat in chats if wish.brand in {None, audiences.get(chat.id)} and chat.id in audiences]
    if found:
        return found
    public = [chat for chat in chats if not chat.private]
    if wish.brand and len(public) == 1:
        return public
    if not public:
        raise Unusable("This export has no group or channel: conversations of two are nobody's audience.")
    if wish.brand:
        raise Unusable(f"None of these is a chat of {wish.brand}, so say which to take with --chat: {_named(public)}.")
    raise Unusable(
        "None of this export's chats is in a brand's audiences. Add it there, or say whose it is with "
        f"--brand and --chat: {_named(public)}."
    )


def _voices(brand: str, known: _Chats, chosen: Mapping[str, str], wish: Wish) -> frozenset[str]:
    audiences = {id_ for id_, role in known.roles.items() if role == (brand, AUDIENCE)}
    own = {id_ for id_, of in chosen.items() if of == brand}
    return frozenset(audiences | own | ({wish.bot} if wish.bot else set()))


def _wished(chats: list[Chat], wish: Wish) -> list[Chat]:
    found: list[Chat] = []
    for name in wish.chats:
        fitting = [chat for chat in chats if name in _names_of(chat)]
        if len(fitting) != 1:
            few = "This export has no chat" if not fitting else "This export has several chats named"
            raise Unusable(f"{few} {name!r}; it has {_named(chat for chat in chats if not chat.private)}.")
        found += fitting
    return found


def _names_of(chat: Chat) -> set[str]:
    return {chat.id, chat.number or chat.id, chat.name, f"#{chat.name}"}


def _named(chats: Iterable[Chat]) -> str:
    names = [f"{chat.name} ({chat.id})" for chat in chats]
    return ", ".join(names[:MOST_NAMES]) + (f" and {len(names) - MOST_NAMES} more" if len(names) > MOST_NAMES else "")


def _team(db: Session, export: Export, brand: Brand, known: _Chats, made: Plan) -> set[str]:
    """Return who speaks for the brand: managers, known members of the team, who was seen in its chat, its chats."""
    team = imported.team(db, brand.key, export.platform)
    team |= {manager.id for manager in brand.managers if manager.platform == export.platform}
    for chat in export.chats:
        if known.roles.get(chat.id) == (brand.key, TEAM):
            seen = export.people(chat.id)
            made.team += [_join(brand.key, Address(export.platform, who), chat, at) for who, at in seen.items()]
            team |= seen.keys()
    return team | {id_ for id_, (of, _role) in known.roles.items() if of == brand.key}


def _join(brand: str, at: Address, chat: Chat, seen_at: datetime) -> Entry:
    """Say that somebody is of the team, as the live bot does (`presence.join_team`)."""
    line = Line(
        id=f"team:{at}",
        brand=brand,
        platform=at.platform,
        chat=chat.id,
        person=at.id,
        team=True,
        kind="join",
        at=seen_at,
        data={"referrer": None},
    )
    return Entry(chat.name, line)
