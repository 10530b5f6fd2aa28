"""Polls that will be posted later; their runs are polls of their own."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Self

from sqlalchemy import bindparam, select, update

from chat.polls import Spec
from storage.database import Session
from storage.tables import TABLES

PLANS = TABLES["poll_plans"]

_THIS = PLANS.c.id == bindparam("plan_")
_STANDS = PLANS.c.deleted_at.is_(None) & PLANS.c.next_at.is_not(None)
_PUT = PLANS.insert().returning(PLANS.c.id)
_FIND = select(PLANS).where(_THIS)
_TO_CHANGE = _FIND.with_for_update()
_OF_BRAND = select(PLANS).where(_STANDS & (PLANS.c.brand == bindparam("brand_"))).order_by(PLANS.c.next_at, PLANS.c.id)
_DUE = select(PLANS).where(_STANDS & (PLANS.c.next_at <= bindparam("now_"))).order_by(PLANS.c.next_at, PLANS.c.id)
_SET_NEXT = update(PLANS).where(_THIS).values(next_at=bindparam("next_"))
_DELETE = (
    update(PLANS)
    .where(_THIS & PLANS.c.deleted_at.is_(None))
    .values(deleted_at=bindparam("now_"), next_at=None)
    .returning(PLANS.c.id)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A poll that is posted later, once or again and again."""

    id: int
    brand: str
    spec: Spec
    rule: str | None
    """How it recurs, as `insight.recurring.Rule.read` reads it; None: once."""
    creator: str | None
    created_at: datetime
    next_at: datetime | None
    """None: no run is to come."""
    deleted_at: datetime | None = None

    @classmethod
    def of(cls, row: Any) -> Self:  # noqa: ANN401  # SQLAlchemy's row
        """Return the plan of a row of its table."""
        fields = dict(row._mapping)  # noqa: SLF001  # public in spite of its name
        return cls(**fields | {"spec": Spec.from_json(fields["spec"])})


def add(db: Session, brand: str, spec: Spec, *, rule: str | None, creator: str | None, **times: datetime) -> Plan:
    """Store a new plan; `times` are `created_at` and `next_at`."""
    fields: dict[str, Any] = {"brand": brand, "rule": rule, "creator": creator, **times}
    return Plan(id=db.execute(_PUT, fields | {"spec": spec.as_json()}).scalar_one(), spec=spec, **fields)


def find(db: Session, plan: int) -> Plan | None:
    """Return the plan of this id, deleted or not."""
    return _one(db, _FIND, plan)


def to_change(db: Session, plan: int) -> Plan | None:
    """Return the plan, which nobody else changes until the transaction ends."""
    return _one(db, _TO_CHANGE, plan)


def of_brand(db: Session, brand: str) -> list[Plan]:
    """Return the brand's plans that have a run to come, the next first."""
    return [Plan.of(row) for row in db.execute(_OF_BRAND, {"brand_": brand})]


def due(db: Session, now: datetime) -> list[Plan]:
    """Return the plans whose time has come."""
    return [Plan.of(row) for row in db.execute(_DUE, {"now_": now})]


def set_next(db: Session, plan: int, next_at: datetime | None) -> None:
    """Note when the next run is; None: there is none."""
    db.execute(_SET_NEXT, {"plan_": plan, "next_": next_at})


def delete(db: Session, plan: int, now: datetime) -> bool:
    """Delete the plan; return False where it was deleted before."""
    return db.execute(_DELETE, {"plan_": plan, "now_": now}).one_or_none() is not None


def _one(db: Session, statement: Any, plan: int) -> Plan | None:  # noqa: ANN401  # SQLAlchemy's Select of many columns
    row = db.execute(statement, {"plan_": plan}).one_or_none()
    return Plan.of(row) if row else None
