"""A poll as a file or a command line describes it."""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from typing import Any, get_args

from chat.polls import Kind, Shown, Visibility

CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(Kind),
    "visibility": get_args(Visibility),
    "results": get_args(Shown),
}
FLAGS = ("adding", "approve", "why", "milestones", "remind")
TEXTS = ("brand", "question", "at", "every", "for", "until")
KEYS = (*TEXTS, "options", "most", *CHOICES, *FLAGS)


def read(given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plain values that `wanting.wanted` makes a poll of.

    Args:
        given: by the names in `KEYS`; what is None or not there is not said.

    Raises:
        ValueError: a name or a value is not known; the sentence names it and what is right.
    """
    said = {key: value for key, value in given.items() if value is not None}
    for key, value in said.items():
        _check(key, value)
    raw: dict[str, Any] = {
        key: said[key] for key in ("kind", "visibility", "most", "why", "milestones", "remind") if key in said
    }
    raw |= {key: " ".join(str(said[key]).split()) for key in TEXTS if key in said and key != "brand"}
    raw["options"] = [" ".join(each.split()) for each in said.get("options", ())]
    raw["shown"] = said.get("results", "live")
    raw["adding"] = "approved" if said.get("approve") else "anybody" if said.get("adding") else "nobody"
    return raw


def _check(key: str, value: object) -> None:
    if key not in KEYS:
        near = get_close_matches(key, KEYS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"there are {', '.join(KEYS)}."
        raise ValueError(f"The key {key!r} is not known: {hint}")
    if key in CHOICES and value not in CHOICES[key]:
        near = get_close_matches(str(value), CHOICES[key], n=1)
        hint = f"did you mean {near[0]}?" if near else f"write one of {', '.join(CHOICES[key])}."
        raise ValueError(f"{key} has {value!r}, which is not known: {hint}")
    fits, what = _FORMS.get(key, (_is_anything, ""))
    if not fits(value):
        raise ValueError(f"{key} must be {what}, not {value!r}.")


def _is_anything(_value: object) -> bool:
    return True


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_flag(value: object) -> bool:
    return isinstance(value, bool)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_list(value: object) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_text, value))


_FORMS: Mapping[str, tuple[Callable[[object], bool], str]] = {
    # TOML's own dates and times are read as they are written.
    **dict.fromkeys(("brand", "question", "every", "for"), (_is_text, "a text in quotes")),
    **dict.fromkeys(FLAGS, (_is_flag, "true or false")),
    "most": (_is_number, "a number"),
    "options": (_is_list, 'a list of texts, such as ["Recipes", "Live Q&A"]'),
}
