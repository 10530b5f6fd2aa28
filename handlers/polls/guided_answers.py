"""What an answer changes in the poll that is being made, and what is asked next."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chat.brands import Brand
from chat.errors import UserError
from chat.polls import OPTIONS, SCALES
from handlers.polls import making
from handlers.polls.guided_steps import CHANGES, PERIODS
from handlers.polls.making_form import adding_of, extras_of
from handlers.polls.wanting import begins, ends, wanted
from handlers.polls.wording import EXTRAS, KINDS, SHOWN, VISIBILITIES, lines_of

State = dict[str, Any]

_NEXT = {"question": "options", "options": "kind", "kind": "visibility", "most": "visibility", "visibility": "close"}


def _next(state: State, step: str) -> str:
    """Return the step after this one; after a change, the poll is shown again."""
    return "summary" if state["seen"] else _NEXT.get(step, "summary")


def _write_question(state: State, text: str, _now: datetime, brand: Brand) -> str:
    question = making.tidy(text)
    if not making.can_be_seen(question):
        raise UserError("make-no-question", brand.key)
    making.check_texts(brand.key, question, [])
    state["raw"]["question"] = question
    return _next(state, "question")


def _write_options(state: State, text: str, _now: datetime, brand: Brand) -> str:
    raw = state["raw"]
    before = list(raw.get("options") or ())
    options = before + lines_of(text)
    if len(options) > OPTIONS[-1]:
        raise UserError("guide-too-many", brand.key, most=OPTIONS[-1])
    making.check_texts(brand.key, raw["question"], options)
    raw["options"] = options
    if (raw.get("most") or 0) > len(options):
        raw["most"] = None
    # Who writes them all at once is done; who writes one by one says so.
    is_whole = not before and len(options) >= OPTIONS.start
    return _next(state, "options") if is_whole or len(options) == OPTIONS[-1] else "options"


def _write_close(state: State, text: str, now: datetime, brand: Brand) -> str:
    raw = _without(state["raw"], "for", "until")
    wanted(raw | ends(text), now, brand)
    state["raw"] = raw | ends(text)
    return _next(state, "close")


def _write_later(state: State, text: str, now: datetime, brand: Brand) -> str:
    raw = _without(state["raw"], "at", "every")
    wanted(raw | begins(text, now, brand), now, brand)
    state["raw"] = raw | begins(text, now, brand)
    return "summary"


def _press_options(state: State, value: str) -> str | None:
    if value in SCALES:
        state["raw"] |= {"kind": value, "options": []}
        return _next(state, "kind")
    if value != "done":
        return None
    if len(state["raw"].get("options") or ()) < OPTIONS.start:
        raise UserError("guide-too-few", state["brand"])
    return _next(state, "options")


def _press_kind(state: State, value: str) -> str | None:
    if value not in KINDS:
        return None
    raw = state["raw"]
    raw |= {"kind": value, "most": None}
    if value in SCALES:
        raw |= {"options": [], "adding": "nobody"}
    elif not raw.get("options"):
        return "options"
    if value == "multi" and len(raw["options"]) > OPTIONS.start:
        return "most"
    return _next(state, "kind")


def _press_most(state: State, value: str) -> str | None:
    if value != "any" and not (value.isascii() and value.isdigit()):
        return None
    state["raw"]["most"] = None if value == "any" else int(value)
    return _next(state, "most")


def _press_visibility(state: State, value: str) -> str | None:
    if value not in VISIBILITIES:
        return None
    state["raw"]["visibility"] = value
    if value == "anonymous":  # an added option would tell on who votes for it
        state["raw"]["adding"] = "nobody"
    return _next(state, "visibility")


def _press_shown(state: State, value: str) -> str | None:
    if value not in SHOWN:
        return None
    state["raw"]["shown"] = value
    return "summary"


def _press_extras(state: State, value: str) -> str | None:
    raw = state["raw"]
    if value == "done":
        if raw.get("remind") and not (raw.get("for") or raw.get("until")):
            raise UserError("poll-remind-no-end", state["brand"])
        return "summary"
    if value not in EXTRAS:
        return None
    if value in {"adding", "approve"} and raw.get("visibility") == "anonymous":
        raise UserError("poll-secret-no-adding", state["brand"])
    on = set(extras_of(raw)) ^ {value}
    if value == "adding" and value not in on:
        on.discard("approve")
    raw["adding"] = adding_of(sorted(on))
    raw |= {name: name in on for name in ("why", "milestones", "remind")}
    return "extras"


def _press_close(state: State, value: str) -> str | None:
    if value not in PERIODS:
        return None
    raw = _without(state["raw"], "for", "until")
    state["raw"] = raw | ({"remind": False} if value == "never" else {"for": value})
    return _next(state, "close")


def _press_later(state: State, value: str) -> str | None:
    if value != "now":
        return None
    state["raw"] = _without(state["raw"], "at", "every")
    return "summary"


def _press_change(state: State, value: str) -> str | None:
    if value == "back":
        return "summary"
    if value not in CHANGES:
        return None
    raw = state["raw"]
    if value == "options":
        raw["options"] = []
        if raw.get("kind") in SCALES:
            raw["kind"] = "single"
    return value


def _press_summary(_state: State, value: str) -> str | None:
    return value if value in {"later", "change"} else None


def _without(raw: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in raw.items() if name not in names}


TEXTS: Mapping[str, Callable[[State, str, datetime, Brand], str]] = {
    "question": _write_question,
    "options": _write_options,
    "close": _write_close,
    "later": _write_later,
}
"""Takes a written answer and returns the next step; raises UserError where it will not do."""

PRESSES: Mapping[str, Callable[[State, str], str | None]] = {
    "options": _press_options,
    "kind": _press_kind,
    "most": _press_most,
    "visibility": _press_visibility,
    "shown": _press_shown,
    "extras": _press_extras,
    "close": _press_close,
    "later": _press_later,
    "change": _press_change,
    "summary": _press_summary,
}
"""Takes a pressed answer and returns the next step; None where it is none."""
