"""The ledger: the event lines of ROR.md, as they came in from chats and imports."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import bindparam, or_, select, update
from sqlalchemy.dialects.postgresql import insert

from chat.lines import Line
from storage.database import Session, changed, counted
from storage.marks import mark
from storage.tables import TABLES

LEDGER = TABLES["ledger"]
TEXTS = TABLES["texts"]
IMPORTS = TABLES["imports"]

IMPORTED_AS = "import"
"""The source whose lines keep their ids as they are; any other source's stand before its lines' ids."""

_PUT = counted(insert(LEDGER).on_conflict_do_nothing().inline())
_PUT_SAID = insert(LEDGER).on_conflict_do_nothing().returning(LEDGER.c.id)
# What an import that never ended left behind belongs to the one that comes after it.
_UNFINISHED = select(IMPORTS.c.id).where(IMPORTS.c.completed_at.is_(None))
_ADOPT = insert(LEDGER)
_ADOPT = _ADOPT.on_conflict_do_update(
    index_elements=["brand", "line"],
    set_={
        name: _ADOPT.excluded[name]
        for name in ("platform", "chat", "person", "team", "kind", "at", "ref", "data", "heard", "import_id")
    },
    where=LEDGER.c.import_id.in_(_UNFINISHED),
)
_THESE = (LEDGER.c.brand == bindparam("brand_")) & LEDGER.c.line.in_(bindparam("lines_", expanding=True))
_IMPORTED = select(LEDGER.c.id, LEDGER.c.line).where(_THESE & (LEDGER.c.import_id == bindparam("import_")))
_PUT_TEXT = insert(TEXTS).on_conflict_do_nothing()
_SET_TEXT = insert(TEXTS)
_SET_TEXT = _SET_TEXT.on_conflict_do_update(
    index_elements=["ledger", "version"], set_={"text": _SET_TEXT.excluded.text, "at": _SET_TEXT.excluded.at}
)
_JUDGED = select(LEDGER.c.id, LEDGER.c.at, LEDGER.c.data, LEDGER.c.heard).where(
    (LEDGER.c.brand == bindparam("brand_")) & (LEDGER.c.line == bindparam("line_"))
)
_JUDGE = (
    update(LEDGER).where(LEDGER.c.id == bindparam("id_")).values(data=bindparam("data_"), heard=bindparam("heard_"))
)
_OF_LINE = select(LEDGER.c.id).where((LEDGER.c.brand == bindparam("brand_")) & (LEDGER.c.line == bindparam("line_")))
COUNTED = or_(
    LEDGER.c.import_id.is_(None),
    LEDGER.c.import_id.in_(select(IMPORTS.c.id).where(IMPORTS.c.completed_at.is_not(None))),
)
"""Lines of imports that never ended are left out of all figures."""
COLUMNS = tuple(
    LEDGER.c[name] for name in ("line", "brand", "platform", "chat", "person", "team", "kind", "at", "ref", "data")
)
"""What a line is made of (`line_of`)."""
_LINES = select(*COLUMNS).where((LEDGER.c.brand == bindparam("brand_")) & COUNTED).order_by(LEDGER.c.at, LEDGER.c.id)
_THESE_LINES = select(*COLUMNS).where(_THESE & COUNTED)
_LATEST_TEXT = (
    select(TEXTS.c.version, TEXTS.c.text)
    .where(TEXTS.c.ledger == bindparam("ledger_"))
    .order_by(TEXTS.c.version.desc())
    .limit(1)
)
LAST_WORDING = (
    select(TEXTS.c.text).where(TEXTS.c.ledger == LEDGER.c.id).order_by(TEXTS.c.version.desc()).limit(1)
).scalar_subquery()
_LINES_WITH_TEXTS = _LINES.add_columns(LAST_WORDING.label("text"))
_MOVE_CHAT = (
    update(LEDGER)
    .where((LEDGER.c.platform == bindparam("platform_")) & (LEDGER.c.chat == bindparam("old_")))
    .values(chat=bindparam("new_"))
)


@dataclass(frozen=True, slots=True)
class Judged:
    """What is known of a message beside its words."""

    at: datetime
    data: dict[str, Any]
    """What its line tells."""
    heard: dict[str, Any]
    """What else was heard in it."""


def line_id(platform: str, chat: str, message: str) -> str:
    """Return the id of the line of a message in a chat."""
    return f"{platform}:{chat}:{message}"


def row_of(line: Line, import_id: int | None = None, heard: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return a line as the ledger keeps it, without its text."""
    data = {key: value for key, value in line.data.items() if key != "text"}
    return {
        "brand": line.brand,
        "line": line.id,
        "platform": line.platform,
        "chat": line.chat,
        "person": line.person,
        "team": line.team,
        "kind": line.kind,
        "at": line.at,
        "ref": line.ref,
        "data": data or None,
        "heard": heard,
        "import_id": import_id,
    }


def put(db: Session, line: Line, heard: dict[str, Any] | None = None) -> bool:
    """Add a line; return False where the brand has one of this id already.

    `heard` is what the classifier heard in it beside what the line tells.
    """
    row = row_of(line, None, heard)
    mark(db, [row])
    if "text" not in line.data:
        return changed(db.execute(_PUT, row)) == 1
    ledger = db.execute(_PUT_SAID, row).scalar()
    if ledger is not None:
        db.execute(_PUT_TEXT, {"ledger": ledger, "version": 0, "text": line.data["text"], "at": line.at})
    return ledger is not None


def put_plain(db: Session, lines_: list[Line]) -> None:
    """Add lines that carry no text; those that are there already stay as they are."""
    if lines_:
        rows = [row_of(line) for line in lines_]
        mark(db, rows)
        db.execute(_PUT, rows)


def add_version(db: Session, brand: str, line: str, text: str, at: datetime) -> bool:
    """Keep a message's new text beside its old ones; return False where it is the same or there is no such message."""
    ledger = db.execute(_OF_LINE, {"brand_": brand, "line_": line}).scalar()
    latest = db.execute(_LATEST_TEXT, {"ledger_": ledger}).one_or_none()
    if latest is None or latest.text == text:
        return False
    db.execute(_PUT_TEXT, {"ledger": ledger, "version": latest.version + 1, "text": text, "at": at})
    return True


def judged(db: Session, brand: str, line: str) -> Judged | None:
    """Return what is known of a message; None where there is no such line."""
    row = db.execute(_JUDGED, {"brand_": brand, "line_": line}).one_or_none()
    return Judged(row.at, row.data or {}, row.heard or {}) if row else None


def judge(db: Session, brand: str, line: str, data: Mapping[str, Any], heard: Mapping[str, Any] | None = None) -> None:
    """Let a message's line tell this of it; what is not given stays."""
    row = db.execute(_JUDGED, {"brand_": brand, "line_": line}).one_or_none()
    if row is not None:
        judged_ = {"data_": {**(row.data or {}), **data}, "heard_": {**(row.heard or {}), **(heard or {})}}
        db.execute(_JUDGE, {"id_": row.id, **judged_})


def set_referrer(db: Session, brand: str, line: str, referrer: str | None) -> None:
    """Let a join tell who brought the person, as it turned out later."""
    row = db.execute(_JUDGED, {"brand_": brand, "line_": line}).one_or_none()
    if row is not None:
        db.execute(_JUDGE, {"id_": row.id, "data_": {**(row.data or {}), "referrer": referrer}, "heard_": row.heard})


def has(db: Session, brand: str, line: str) -> bool:
    """Tell whether the brand has a line of this id."""
    return db.execute(_OF_LINE, {"brand_": brand, "line_": line}).scalar() is not None


def lines(db: Session, brand: str, *, texts: bool = False) -> Iterator[Line]:
    """Yield the brand's lines in order of time; those of unfinished imports are left out.

    Args:
        db: a reading session.
        brand: the brand's key.
        texts: with the messages' texts, as they read after their last edit.
    """
    for row in db.execute(_LINES_WITH_TEXTS if texts else _LINES, {"brand_": brand}).yield_per(2_000):
        yield line_of(row, {"text": row.text} if texts and row.text is not None else {})


def among(db: Session, brand: str, ids: Iterable[str]) -> dict[str, Line]:
    """Return those of these lines that the brand has and that count, by id, without texts."""
    return {row.line: line_of(row) for row in db.execute(_THESE_LINES, {"brand_": brand, "lines_": list(ids)})}


def line_of(row: Any, more: Mapping[str, str] = MappingProxyType({})) -> Line:  # noqa: ANN401  # a row of COLUMNS
    """Return the line of a row of `COLUMNS`."""
    return Line(
        id=row.line,
        brand=row.brand,
        platform=row.platform,
        chat=row.chat,
        person=row.person,
        team=row.team,
        kind=row.kind,
        at=row.at,
        ref=row.ref,
        data={**(row.data or {}), **more},
    )


def move_chat(db: Session, platform: str, old: str, new: str) -> None:
    """Give the lines of a migrated chat its new id."""
    db.execute(_MOVE_CHAT, {"platform_": platform, "old_": old, "new_": new})


def begin_import(db: Session, source: str, sha256: str, now: datetime) -> tuple[int, bool]:
    """Return the import row of this file, made where it is new, and whether it was completed before."""
    asked = select(IMPORTS.c.id, IMPORTS.c.completed_at).where(
        (IMPORTS.c.source == source) & (IMPORTS.c.sha256 == sha256)
    )
    db.execute(insert(IMPORTS).on_conflict_do_nothing(), {"source": source, "sha256": sha256, "started_at": now})
    row = db.execute(asked).one()
    return row.id, row.completed_at is not None


def complete_import(db: Session, import_id: int, now: datetime) -> None:
    """Let the lines of an import count from now on."""
    db.execute(update(IMPORTS).where(IMPORTS.c.id == import_id).values(completed_at=now))


def find_import(db: Session, source: str, sha256: str) -> bool:
    """Tell whether this file was imported to its end."""
    completed = select(IMPORTS.c.completed_at).where((IMPORTS.c.source == source) & (IMPORTS.c.sha256 == sha256))
    return db.execute(completed).scalar() is not None


def put_many(
    db: Session, portion: Iterable[Line], import_id: int, heard: Mapping[str, dict[str, Any]] | None = None
) -> int:
    """Add a portion of lines under an import; return how many were new.

    `heard` is what the classifier heard, by line; who gives none has listened to none.
    """
    batch, beside = list(portion), heard or {}
    rows = [row_of(line, import_id, beside.get(line.id)) for line in batch]
    mark(db, rows)
    added = changed(db.execute(counted(_ADOPT), rows))
    said = [line for line in batch if line.data.get("text") is not None]
    for brand in {line.brand for line in said}:
        _set_texts(db, brand, {line.id: line for line in said if line.brand == brand}, import_id)
    return added


def _set_texts(db: Session, brand: str, said: dict[str, Line], import_id: int) -> None:
    """Store what lines of this import say; what was there before it keeps its own words, or has lost them for good."""
    asked = {"brand_": brand, "lines_": list(said), "import_": import_id}
    rows = [
        {"ledger": row.id, "version": 0, "text": said[row.line].data["text"], "at": said[row.line].at}
        for row in db.execute(_IMPORTED, asked)
    ]
    if rows:
        db.execute(_SET_TEXT, rows)
