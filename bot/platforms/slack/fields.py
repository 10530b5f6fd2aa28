"""Fields of a form as input blocks, and what was given in them.

Slack keeps what somebody typed when a view is updated only where the ids of block and element stay: both are made of
the field's name.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from datetime import date, time
from typing import Any

from bot.platforms.slack.files import file_of
from bot.platforms.slack.render import Block, plain_text
from bot.platforms.slack.text import clean, cut
from chat.forms import Choice, Field

LABEL = 2_000
INPUT = 3_000
OPTION = 75
SELECT = 100
CHECKBOXES = 10
FILES = 10

PREFIX = "field."

Given = str | list[str] | list[dict[str, Any]]

VALUES = ("value", "selected_option", "selected_options", "selected_date", "selected_time", "files")


def field_id(name: str) -> str:
    """Return the id of a field's block and element."""
    return PREFIX + name


def input_block(field: Field) -> Block | None:
    """Return the block that asks for a field; None where there is nothing to choose from."""
    if field.kind in {"choice", "flags"} and not field.choices:
        return None
    block: Block = {
        "type": "input",
        "block_id": field_id(field.name),
        "label": plain_text(field.label, LABEL),
        "element": {"action_id": field_id(field.name), **ELEMENTS[field.kind](field)},
        "optional": not field.needed,
        "dispatch_action": field.live,
    }
    return block | ({"hint": plain_text(field.hint, LABEL)} if field.hint else {})


def _text(field: Field) -> Block:
    most = min(field.most or INPUT, INPUT)
    element: Block = {"type": "plain_text_input", "multiline": field.kind == "lines", "max_length": most}
    if field.live:
        element["dispatch_action_config"] = {"trigger_actions_on": ["on_character_entered"]}
    given = cut(clean(_one(field)), most)
    return element | ({"initial_value": given} if given else {})


def _choice(field: Field) -> Block:
    options = _options(field.choices[:SELECT])
    initial = next((each for each in options if each["value"] == _one(field)), None)
    return {"type": "static_select", "options": options} | ({"initial_option": initial} if initial else {})


def _flags(field: Field) -> Block:
    options = _options(field.choices[:SELECT])
    given = field.value if isinstance(field.value, tuple) else (field.value,)
    initial = [each for each in options if each["value"] in given]
    kind = "checkboxes" if len(options) <= CHECKBOXES else "multi_static_select"
    return {"type": kind, "options": options} | ({"initial_options": initial} if initial else {})


def _date(field: Field) -> Block:
    return {"type": "datepicker"} | _initial("initial_date", lambda text: date.fromisoformat(text).isoformat(), field)


def _time(field: Field) -> Block:
    return {"type": "timepicker"} | _initial("initial_time", lambda text: f"{time.fromisoformat(text):%H:%M}", field)


def _files(field: Field) -> Block:
    return {"type": "file_input", "max_files": min(field.most or FILES, FILES)}


def _initial(name: str, read: Callable[[str], str], field: Field) -> Block:
    """Return what stands in a picker at first; over anything but a moment Slack would refuse the whole form."""
    try:
        return {name: read(_one(field))}
    except ValueError:
        return {}


ELEMENTS: Mapping[str, Callable[[Field], Block]] = {
    "text": _text,
    "lines": _text,
    "choice": _choice,
    "flags": _flags,
    "date": _date,
    "time": _time,
    "files": _files,
}


def _one(field: Field) -> str:
    return field.value if isinstance(field.value, str) else ""


def _options(choices: Sequence[Choice]) -> list[Block]:
    return [{"text": plain_text(each.label, OPTION), "value": each.value} for each in choices]


def read_values(state: Mapping[str, Mapping[str, Any]]) -> dict[str, Given]:
    """Return what stands in the fields, by their names."""
    return {
        block.removeprefix(PREFIX): _given(next(iter(elements.values())))
        for block, elements in state.items()
        if block.startswith(PREFIX)
    }


def _given(element: Mapping[str, Any]) -> Given:
    if element["type"] == "file_input":
        return [asdict(file_of(each)) for each in element.get("files") or ()]
    value = next((element[name] for name in VALUES if element.get(name)), None)
    if isinstance(value, list) or element["type"] in {"checkboxes", "multi_static_select"}:
        return [str(each["value"]) for each in value or ()]
    return str(value["value"] if isinstance(value, dict) else value or "")
