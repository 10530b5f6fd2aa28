"""Messages as Block Kit. Whatever a text holds, what comes out is within Slack's limits."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import orjson

from bot.platforms.slack.text import blank, clean, cut, escaped, pieces
from chat.messages import Button, Message, Option, PollCard
from chat.polls import SCALES

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

STAR = "★"

LINK = "link."
"""How the id of a button begins that only opens a page."""

ROOMS = (10_000, 8_000, 6_000, 4_500, 3_000, 2_000, 1_000, 500, 250, 100, 40, 12)
"""How wide one text may be, where it cannot be as wide as all: the first of these with which the message fits."""


def payload(message: Message, file: str | None = None, lead: str = "") -> dict[str, Any]:
    """Return the arguments that say the message.

    Args:
        file: the id of the uploaded picture that stands in the message.
        lead: said before it.
    """
    whole = "\n".join(text for text in (clean(lead), clean(message.text)) if not blank(text))
    text = whole if not blank(whole) else clean(message.title)
    shown = blocks(message, file, lead=lead)
    return {"text": escaped(cut(text, FALLBACK)) if not blank(text) else "…", "blocks": shown}


def blocks(
    message: Message, file: str | None = None, *, lead: str = "", most: int = BLOCKS, total: int = TOTAL_BYTES
) -> list[Block]:
    """Return the message's blocks, its texts shortened as far as is needed.

    Args:
        most: so many blocks are taken.
        total: so many bytes are, of all blocks as JSON.
    """
    for room in (total, *ROOMS):
        made = [*_sections(lead, room), *_blocks(message, file, room)]
        if len(made) <= most and len(orjson.dumps(made)) <= total:
            return made or [_section("…")]
    return [_section(cut(clean(lead or message.text), ROOMS[-6]))]


def _blocks(message: Message, file: str | None, room: int) -> Iterator[Block]:
    if not blank(message.title):
        yield {"type": "header", "text": plain_text(message.title, min(room, HEADER))}
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
    yield from _standing(poll, room)
    yield from _sections("\n".join(poll.summary), min(room, SECTION))
    yield from _notes((poll.hint,), room)
    if poll.votable and not poll.closed:
        votes = [Button(_label(poll, option), poll.data(option)) for option in poll.options]
        yield from _actions("vote", votes, room)
    yield from _notes((poll.voters_line, poll.until, poll.visibility), room)


def _standing(poll: PollCard, room: int) -> Iterator[Block]:
    """Draw the options, with bars where the audience may see how it stands."""
    if poll.kind in SCALES and not poll.counted:
        return  # the buttons say it all
    lines = [_line(poll, option, min(room, CONTEXT)) for option in poll.options]
    apart = poll.counted and poll.kind not in SCALES and len(lines) <= SEPARATE_OPTIONS
    for text in lines if apart else pieces("\n".join(lines), SECTION):
        yield _section(text)


def _line(poll: PollCard, option: Option, room: int) -> str:
    text = cut(clean(_label(poll, option)), room)
    if not poll.counted:
        return f"• {text}"
    # A text from right to left would turn a bar on its line around; numbers do not.
    gap = "  " if poll.kind in SCALES else "\n"
    return f"{text}{gap}{poll.figures(option)}"


def _label(poll: PollCard, option: Option) -> str:
    return f"{option.text} {STAR}" if poll.kind == "rating" else option.text


def _notes(texts: Iterable[str], room: int) -> Iterator[Block]:
    notes = [plain_text(text, min(room, CONTEXT)) for text in texts if not blank(text)]
    if notes:
        yield {"type": "context", "elements": notes}


def _sections(text: str, room: int) -> Iterator[Block]:
    for piece in pieces(cut(clean(text), room), SECTION):
        if not blank(piece):
            yield _section(piece)


def _section(text: str) -> Block:
    return {"type": "section", "text": plain_text(text, SECTION)}


def _actions(name: str, buttons: Sequence[Button], room: int) -> Iterator[Block]:
    for start in range(0, len(buttons), ROW):
        row = enumerate(buttons[start : start + ROW], start)
        yield {"type": "actions", "elements": [_button(f"{name}.{number}", button, room) for number, button in row]}


def _button(name: str, button: Button, room: int) -> Block:
    shown = {"type": "button", "text": plain_text(button.label, min(room, LABEL))}
    if button.url:
        # Slack tells of a press of it all the same; by its name it is known to be none.
        return shown | {"action_id": LINK + name, "url": button.url}
    return shown | {"action_id": name, "value": button.data}


def plain_text(text: str, limit: int) -> dict[str, Any]:
    """Return a text of at most so many characters, in which Slack looks neither for markdown nor for mentions."""
    shown = cut(clean(text), limit)
    return {"type": "plain_text", "text": "…" if blank(shown) else shown, "emoji": True}
