"""What Slack refuses in blocks: a table of its documented limits, kept apart from the code that is to keep them."""

import json
import re
from collections.abc import Iterator
from typing import Any

MOST_BLOCKS = 50
MOST_CHARACTERS = 13_200
VIEW_BLOCKS = 100
VIEW_BYTES = 250_000
TEXTS = {"header": 150, "section": 3_000, "button": 75, "context": 3_000}
ELEMENTS = {"actions": 25, "context": 10}
CHOICES = {"static_select": 100, "multi_static_select": 100, "checkboxes": 10}
MOMENTS = {"initial_date": r"\d{4}-(0\d|1[0-2])-[0-3]\d", "initial_time": r"([01]\d|2[0-3]):[0-5]\d"}
INPUTS = {"plain_text_input", "datepicker", "timepicker", "file_input", *CHOICES}


def block_problems(blocks: list[dict[str, Any]]) -> list[str]:
    """Return why Slack would refuse the blocks; none where it would take them."""
    problems = [problem for block in blocks for problem in _of_block(block)]
    if len(blocks) > MOST_BLOCKS:
        problems.append(f"{len(blocks)} blocks")
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MOST_CHARACTERS:
        problems.append("msg_blocks_too_long")
    return problems


def view_problems(view: dict[str, Any]) -> list[str]:
    """Return why Slack would refuse a view; none where it would take it."""
    problems = [problem for block in view["blocks"] for problem in _of_block(block, in_view=True)]
    problems += [f"{name}: {each}" for name in ("title", "submit", "close") for each in _of_name(view.get(name))]
    ids = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    checks = {
        "blocks": 0 < len(view["blocks"]) <= VIEW_BLOCKS,
        "view_too_large": len(json.dumps(view, ensure_ascii=False).encode()) <= VIEW_BYTES,
        "block_id twice": len(set(ids)) == len(ids),
        "private_metadata": len(view.get("private_metadata", "")) <= 3_000,
        "callback_id": len(view.get("callback_id", "")) <= 255,
        "title": view["type"] == "home" or "title" in view,
        "submit": view["type"] == "home" or "submit" in view or not any(b["type"] == "input" for b in view["blocks"]),
    }
    return problems + [name for name, fine in checks.items() if not fine]


def _of_name(text: dict[str, Any] | None) -> Iterator[str]:
    if text is not None:
        yield from _of_text(text, 24)


def _of_input(block: dict[str, Any]) -> Iterator[str]:
    yield from _of_text(block["label"], 2_000)
    if "hint" in block:
        yield from _of_text(block["hint"], 2_000)
    element = block["element"]
    if element["type"] not in INPUTS or not 0 < len(element["action_id"]) <= 255 or len(block["block_id"]) > 255:
        yield f"input {element['type']}"
    yield from _of_choices(element)
    if not 0 < element.get("max_files", 10) <= 10 or (element["type"] == "file_input" and "initial_value" in element):
        yield "max_files"
    for name, shape in MOMENTS.items():
        if name in element and not re.fullmatch(shape, element[name]):
            yield name
    given = element.get("initial_value")
    if not 0 < element.get("max_length", 1) <= 3_000 or len(given or "x") > element.get("max_length", 3_000):
        yield "max_length"


def _of_choices(element: dict[str, Any]) -> Iterator[str]:
    options = element.get("options", [])
    if element["type"] in CHOICES and not 0 < len(options) <= CHOICES[element["type"]]:
        yield f"{len(options)} options"
    for option in options:
        yield from _of_text(option["text"], 75)
        if not 0 < len(option["value"]) <= 150:
            yield "an option's value"
    for initial in [element.get("initial_option"), *element.get("initial_options", [])]:
        if initial is not None and initial not in options:
            yield "an initial option that is none"


def _of_block(block: dict[str, Any], *, in_view: bool = False) -> Iterator[str]:
    kind = block["type"]
    match kind:
        case "input" if in_view:
            yield from _of_input(block)
        case "divider":
            pass
        case "header" | "section":
            yield from _of_text(block["text"], TEXTS[kind])
        case "image":
            alt = block["alt_text"]
            if not 0 < len(alt) <= 2_000 or not block["slack_file"]["id"]:
                yield "image"
        case "context" | "actions":
            yield from _of_elements(kind, block["elements"])
        case _:
            yield f"unknown block {kind}"


def _of_elements(kind: str, elements: list[dict[str, Any]]) -> Iterator[str]:
    if not 0 < len(elements) <= ELEMENTS[kind]:
        yield f"{len(elements)} elements in {kind}"
    ids = [each.get("action_id") for each in elements if each["type"] == "button"]
    if len(set(ids)) < len(ids):
        yield "action_id twice"
    for each in elements:
        if each["type"] == "button":
            yield from _of_text(each["text"], TEXTS["button"])
            if max(len(each.get("value", "")), len(each.get("url", ""))) > 2_000 or len(each["action_id"]) > 255:
                yield "button"
        else:
            yield from _of_text(each, TEXTS[kind])


def _of_text(text: dict[str, Any], most: int) -> Iterator[str]:
    if text["type"] != "plain_text":
        yield f"a text of type {text['type']}"
    if not 0 < len(text["text"].strip()) <= len(text["text"]) <= most:
        yield f"a text of {len(text['text'])} characters, not 1 to {most}"
