"""The messages that warn of deadlines: one for each episode and each who is warned."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update
from sqlalchemy.dialects.postgresql import insert

from chat.address import Address
from storage.database import Session
from storage.episodes import EPISODES, WAITING, Episode, of_these
from storage.tables import TABLES

ALERTS = TABLES["alerts"]

WARNING, OVERDUE, OVER = "warning", "overdue", "over"

_THIS = (
    (ALERTS.c.episode == bindparam("episode_"))
    & (ALERTS.c.platform == bindparam("platform_"))
    & (ALERTS.c.chat == bindparam("chat_"))
)
_PUT = insert(ALERTS).on_conflict_do_nothing().returning(ALERTS.c.episode)
_FIND = select(ALERTS).where(_THIS)
_OF_EPISODE = select(ALERTS).where(ALERTS.c.episode == bindparam("episode_")).order_by(ALERTS.c.platform, ALERTS.c.chat)
_POSTED = update(ALERTS).where(_THIS).values(message=bindparam("message_"))
_DROP = ALERTS.delete().where(_THIS)
_SET_STAGE = update(ALERTS).where(ALERTS.c.episode == bindparam("episode_")).values(stage=bindparam("stage_"))
_SETTLED = (
    select(EPISODES)
    .where((EPISODES.c.state != WAITING) & of_these(EPISODES.c.brand))
    .where(
        EPISODES.c.id.in_(
            # The word itself, so that the planner sees the index.
            select(ALERTS.c.episode).where(ALERTS.c.stage != bindparam("over_", OVER, literal_execute=True))
        )
    )
    .order_by(EPISODES.c.id)
    .limit(100)
)
_MOVE_CHAT = (
    update(ALERTS)
    .where((ALERTS.c.platform == bindparam("platform_")) & (ALERTS.c.chat == bindparam("old_")))
    # There its number is another message's, which an edit would change.
    .values(chat=bindparam("new_"), message=None)
)


@dataclass(frozen=True, slots=True)
class Alert:
    """One such message."""

    episode: int
    platform: str
    chat: str
    message: str | None
    """Where it stands; None while it is on its way."""
    stage: str

    @property
    def to(self) -> Address:
        """Return the chat or person that it went to."""
        return Address(self.platform, self.chat)


def put(db: Session, episode: int, to: Address, stage: str) -> bool:
    """Note that an alert goes out; return False where one went there already."""
    row = {"episode": episode, "platform": to.platform, "chat": to.id, "message": None, "stage": stage}
    return db.execute(_PUT, row).one_or_none() is not None


def find(db: Session, episode: int, to: Address) -> Alert | None:
    """Return the alert of an episode that went there."""
    row = db.execute(_FIND, {"episode_": episode, "platform_": to.platform, "chat_": to.id}).one_or_none()
    return Alert(*row) if row else None


def of_episode(db: Session, episode: int) -> list[Alert]:
    """Return an episode's alerts."""
    return [Alert(*row) for row in db.execute(_OF_EPISODE, {"episode_": episode})]


def posted(db: Session, episode: int, to: Address, message: str | None) -> None:
    """Note where an alert stands."""
    db.execute(_POSTED, {"episode_": episode, "platform_": to.platform, "chat_": to.id, "message_": message})


def drop(db: Session, episode: int, to: Address) -> None:
    """Forget an alert that could not be brought."""
    db.execute(_DROP, {"episode_": episode, "platform_": to.platform, "chat_": to.id})


def set_stage(db: Session, episode: int, stage: str) -> None:
    """Note what an episode's alerts show from now on."""
    db.execute(_SET_STAGE, {"episode_": episode, "stage_": stage})


def settled(db: Session, brands: Iterable[str]) -> list[Episode]:
    """Return episodes of these brands where nobody waits any more and an alert does not say so yet."""
    return [Episode(*row) for row in db.execute(_SETTLED, {"brands_": list(brands)})]


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the alerts in a migrated chat its new id."""
    db.execute(_MOVE_CHAT, {"platform_": platform, "old_": old, "new_": new})
