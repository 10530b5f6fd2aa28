"""Until when, as somebody of the team says it: in words, or in the fields of a form."""

from datetime import datetime, timedelta
from typing import Any

from chat.brands import Brand
from chat.errors import UserError
from chat.events import Message
from chat.forms import Field
from chat.i18n import Words
from chat.ports import Outcome
from handlers import asking
from handlers.routing import Context
from insight.whens import read_moment
from storage.dialogs import Dialog

DATE, TIME = "date", "time"
LONGEST = 100
"""Characters that may name a moment."""


def fields(say: Words, brand: Brand, first: datetime) -> tuple[Field, Field]:
    """Return the fields for a day and a time, with a moment standing in them at first."""
    local = first.astimezone(brand.zone)
    return (
        Field(name=DATE, label=say("until-date"), kind="date", value=local.date().isoformat()),
        Field(name=TIME, label=say("until-time"), kind="time", value=f"{local:%H:%M}"),
    )


def filled(values: Any) -> str:  # noqa: ANN401  # a form's values
    """Return the words that a form's fields come to."""
    return f"{values.get(DATE) or ''} {values.get(TIME) or ''}".strip()


def read_until(text: str, brand: Brand, now: datetime, *, at: str, most: timedelta) -> datetime:
    """Read a moment ahead.

    Args:
        text: as somebody wrote it.
        brand: whose time it is.
        now: aware UTC.
        at: the time of a day that is named alone.
        most: so far ahead it may be.

    Raises:
        UserError: it is no moment, has passed, or is too far away.
    """
    found = (_moment(text, brand, now) or _moment(f"{text} {at}", brand, now)) if text.strip() else None
    if found is None:
        raise UserError("until-unreadable", brand.key)
    if found <= now:
        raise UserError("until-past", brand.key)
    if found > now + most:
        raise UserError("until-far", brand.key, most=most.days)
    return found


def explain(ctx: Context, event: Message, error: UserError, dialog: Dialog) -> Outcome:
    """Say why a moment will not do; `dialog` asks once more where another one may."""
    again = dialog if error.key.startswith("until-") else None
    return asking.explain(ctx, event, dialog.state["brand"], error, again)


def _moment(text: str, brand: Brand, now: datetime) -> datetime | None:
    try:
        return read_moment(text, now, brand.zone) if len(text) <= LONGEST else None
    except (ValueError, OverflowError):
        return None
