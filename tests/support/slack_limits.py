"""What Slack refuses in blocks: a table of its documented limits, kept apart from the code that is to keep them."""

import json
from collections.abc import Iterator
from typing import Any

MOST_BLOCKS = 50
MOST_CHARACTERS = 13_200
TEXTS = {"header": 150, "section": 3_000, "button": 75, "context": 3_000}
ELEMENTS = {"actions": 25, "context": 10}


def block_problems(blocks: list[dict[str, Any]]) -> list[str]:
    """Return why Slack would refuse the blocks; none where it would take them."""
    problems = [problem for block in blocks for problem in _of_block(block)]
    if len(blocks) > MOST_BLOCKS:
        problems.append(f"{len(blocks)} blocks")
    if len(json.dumps(blocks, ensure_ascii=False, separators=(",", ":"))) > MOST_CHARACTERS:
        problems.append("msg_blocks_too_long")
    return problems


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    kind = block["type"]
    match kind:
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
            if len(each["value"]) > 2_000 or len(each["action_id"]) > 255:
                yield "button"
        else:
            yield from _of_text(each, TEXTS[kind])


def _of_text(text: dict[str, Any], most: int) -> Iterator[str]:
    if text["type"] != "plain_text":
        yield f"a text of type {text['type']}"
    if not 0 < len(text["text"].strip()) <= len(text["text"]) <= most:
        yield f"a text of {len(text['text'])} characters, not 1 to {most}"
