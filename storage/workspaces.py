"""Where on the web the workspaces are that the bot is connected to."""

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.database import Session
from storage.tables import TABLES

WORKSPACES = TABLES["workspaces"]

_HOME = select(WORKSPACES.c.home).where(WORKSPACES.c.platform == bindparam("platform_"))
_PUT = insert(WORKSPACES)
_PUT = _PUT.on_conflict_do_update(index_elements=["platform"], set_={"home": _PUT.excluded.home})


def put(db: Session, platform: str, home: str) -> None:
    """Remember a platform's address, with its last slash."""
    db.execute(_PUT, {"platform": platform, "home": home})


def home(db: Session, platform: str = "slack") -> str:
    """Return the address, empty while the bot was never connected."""
    return db.execute(_HOME, {"platform_": platform}).scalar() or ""
