"""Messages that were not listened to yet: what came before there was a classifier, or while it was away."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, select, text, update

from storage.database import Session
from storage.ledger import LAST_WORDING, LEDGER
from storage.tables.ledger import UNHEARD

_WAITING = select(LEDGER.c.id, LEDGER.c.brand).where(text(UNHEARD)).order_by(LEDGER.c.id).limit(1)
_PORTION = (
    select(LEDGER.c.id, LEDGER.c.data, LAST_WORDING.label("text"))
    .where(text(UNHEARD))
    .order_by(LEDGER.c.id)
    .limit(bindparam("limit_"))
)
_HEARD = (
    update(LEDGER)
    .where((LEDGER.c.id == bindparam("id_")) & LEDGER.c.heard.is_(None))
    .values(data=bindparam("data_"), heard=bindparam("heard_"))
)


@dataclass(frozen=True, slots=True)
class Unheard:
    """A message that was not listened to yet."""

    ledger: int
    data: dict[str, Any]
    text: str
    """Empty where its words are no longer kept."""


def first(db: Session) -> tuple[int, str] | None:
    """Return (row, brand) of the first message that waits, None where none does."""
    row = db.execute(_WAITING).one_or_none()
    return (row.id, row.brand) if row else None


def portion(db: Session, limit: int) -> list[Unheard]:
    """Return the first messages that wait."""
    rows = db.execute(_PORTION, {"limit_": limit})
    return [Unheard(row.id, row.data or {}, row.text or "") for row in rows]


def hear(db: Session, found: Iterable[tuple[Unheard, dict[str, Any], dict[str, Any]]]) -> None:
    """Let messages' lines tell (verdict, what was heard beside), unless they were listened to meanwhile."""
    rows = [
        {"id_": each.ledger, "data_": {**each.data, **verdict} or None, "heard_": beside}
        for each, verdict, beside in found
    ]
    if rows:
        db.connection().execute(_HEARD, rows)
