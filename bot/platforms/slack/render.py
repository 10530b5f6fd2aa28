"""Messages as Block Kit. Whatever a text holds, what comes out is within Slack's limits."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson

from bot.platforms.slack.text import blank, clean, cut, escaped, pieces
from chat.messages import Button, Message, PollCard, bar

Block = dict[str, Any]

BLOCKS = 50
HEADER = 150
SECTION = 3_000
CONTEXT = 300
LABEL = 75
ROW = 25
ALT = 2_000
FALLBACK = 3_900
"""Characters of the top-level text; `chat.update` refuses more than 4,000."""

TOTAL_BYTES = 12_000
"""Of all blocks as JSON. Slack documents no limit, but answers `msg_blocks_too_long` from about 13,200 characters on
(github.com/slackapi/bolt-js/issues/2509)."""

SEPARATE_OPTIONS = 20
"""So many options of a poll have a section each; more of them share sections."""

ROOMS = (TOTAL_BYTES, 10_000, 8_000, 6_000, 4_500, 3_000, 2_000, 1_000, 500, 250, 100, 40, 12)
"""How wide one text may be: the first of these with which the whole message fits."""


def payload(message: Message, file: str | None = None) -> dict[str, Any]:
    """Return the arguments that say the message.

    Args:
        file: the id of the uploaded picture that stands in the message.
    """
    whole = clean(message.text)
    text = whole if not blank(whole) else clean(message.title)
    return {"text": escaped(cut(text, FALLBACK)) if not blank(text) else "…", "blocks": blocks(message, file)}


def blocks(message: Message, file: str | None = None) -> list[Block]:
    """Return the message's blocks, its texts shortened as far as is needed."""
    for room in ROOMS:
        made = list(_blocks(message, file, room))
        if len(made) <= BLOCKS and len(orjson.dumps(made)) <= TOTAL_BYTES:
            return made or [_section("…")]
    return [_section(cut(clean(message.text), ROOMS[-6]))]


def _blocks(message: Message, file: str | None, room: int) -> Iterator[Block]:
    if not blank(message.title):
        yield {"type": "header", "text": _plain(message.title, min(room, HEADER))}
    if message.poll:
        yield from _poll(message.poll, room)
    else:
        yield from _sections(message.text, room)
    if file:
        alt = cut(clean(message.chart_alt or message.title), min(room, ALT))
        yield {"type": "image", "slack_file": {"id": file}, "alt_text": "…" if blank(alt) else alt}
    for number, row in enumerate(message.buttons):
        yield from _actions(f"press{number}", row, room)


def _poll(poll: PollCard, room: int) -> Iterator[Block]:
    yield from _sections(poll.question, min(room, SECTION))
    lines = [
        f"{cut(clean(option.text), min(room, CONTEXT))}\n{bar(share)} {share:.0%} · {option.votes}"
        for option in poll.options
        for share in (poll.share(option),)
    ]
    for text in lines if len(lines) <= SEPARATE_OPTIONS else pieces("\n".join(lines), SECTION):
        yield _section(text)
    if poll.votable and not poll.closed:
        votes = [Button(option.text, poll.data(option)) for option in poll.options]
        yield from _actions("vote", votes, room)
    notes = [_plain(text, min(room, CONTEXT)) for text in (poll.voters_line, poll.visibility) if not blank(text)]
    if notes:
        yield {"type": "context", "elements": notes}


def _sections(text: str, room: int) -> Iterator[Block]:
    for piece in pieces(cut(clean(text), room), SECTION):
        if not blank(piece):
            yield _section(piece)


def _section(text: str) -> Block:
    return {"type": "section", "text": _plain(text, SECTION)}


def _actions(name: str, buttons: Sequence[Button], room: int) -> Iterator[Block]:
    for start in range(0, len(buttons), ROW):
        elements = [
            {
                "type": "button",
                "action_id": f"{name}.{number}",
                "text": _plain(button.label, min(room, LABEL)),
                "value": button.data,
            }
            for number, button in enumerate(buttons[start : start + ROW], start)
        ]
        yield {"type": "actions", "elements": elements}


def _plain(text: str, limit: int) -> dict[str, Any]:
    # In `plain_text` Slack looks neither for markdown nor for mentions, so nothing is escaped there.
    shown = cut(clean(text), limit)
    return {"type": "plain_text", "text": "…" if blank(shown) else shown, "emoji": True}
