"""What becomes of waiting episodes when a group gets another id."""

from sqlalchemy import bindparam, case, literal_column, select, update

from storage.database import Session
from storage.episodes import EPISODES, LOST, OPEN, WAITING
from storage.people import CHATS

_THERE = EPISODES.c.platform == bindparam("platform_")
_THERE_TOO = EPISODES.alias("there_too")
_WAITS_THERE_TOO = (
    select(_THERE_TOO.c.id)
    .where((_THERE_TOO.c.account == EPISODES.c.account) & (_THERE_TOO.c.platform == EPISODES.c.platform))
    .where((_THERE_TOO.c.chat == bindparam("new_")) & (_THERE_TOO.c.brand == EPISODES.c.brand))
    .where(_THERE_TOO.c.state == literal_column("'waiting'"))
    .exists()
)
_MOVE_CHAT = [
    # Whoever asked in both has two episodes; the older keeps its chat, and is answered in the new one all the same.
    update(EPISODES)
    .where(_THERE & (EPISODES.c.chat == bindparam("old_")) & ((EPISODES.c.state != WAITING) | ~_WAITS_THERE_TOO))
    .values(chat=bindparam("new_")),
    # In the new chat a message of the same number is another one.
    update(EPISODES)
    .where(_THERE & (EPISODES.c.reply_chat == bindparam("old_")))
    .values(reply_chat=bindparam("new_"), reply_to=None),
]
_LOSE_CARDS = (
    update(EPISODES)
    .where(EPISODES.c.card.is_not(None))
    .where(
        EPISODES.c.brand.in_(
            select(CHATS.c.brand).where(
                (CHATS.c.platform == bindparam("platform_"))
                & (CHATS.c.chat == bindparam("old_"))
                & (CHATS.c.role == "team")
            )
        )
    )
    .values(card=case((EPISODES.c.state.in_(OPEN), LOST)), revision=EPISODES.c.revision + 1)
)


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the episodes of a migrated chat its new id; where it is a team's, cards that still wait are lost."""
    db.execute(_LOSE_CARDS, {"platform_": platform, "old_": old})
    for statement in _MOVE_CHAT:
        db.execute(statement, {"platform_": platform, "old_": old, "new_": new})
