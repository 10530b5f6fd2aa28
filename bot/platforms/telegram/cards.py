"""How a poll looks in Telegram: its text in blocks, its vote buttons in rows, and whether Telegram's own poll fits."""

from bot.platforms.telegram.text import TEXT_UNITS, Block, cut, is_visible, shown
from chat.messages import Button, Option, PollCard, units

QUESTION_UNITS = 300
NATIVE_OPTIONS = range(2, 13)
NATIVE_OPTION_UNITS = 100
DESCRIPTION_UNITS = 1024

CARD_QUESTION_UNITS = 1000
CARD_OPTION_UNITS = 200
CARD_SUMMARY_UNITS = 1000
CARD_NOTES_UNITS = 300
BAR_UNITS = 32
"""What stands beside an option's text: line ends, ten cells, share and votes."""

SCALES = {"rating": 5, "nps": 6}
"""Kinds whose options are mere numbers: so many buttons stand in one row."""


def blocks(card: PollCard) -> list[Block]:
    """Return the card's paragraphs and which are bold: every option is in them, however many and long they are."""
    question = cut(card.question, CARD_QUESTION_UNITS)
    hint = cut(card.hint, CARD_NOTES_UNITS)
    summary = cut("\n".join(card.summary), CARD_SUMMARY_UNITS)
    notes = "\n".join(
        cut(line, CARD_NOTES_UNITS) for line in (card.voters_line, card.until, card.visibility) if is_visible(line)
    )
    taken = sum(units(each) + 2 for each in (question, hint, summary, notes))
    options = _options(card, TEXT_UNITS - taken)
    return [(question, True), (hint, False), (options, False), (summary, False), (notes, False)]


def vote_rows(card: PollCard) -> list[list[Button]]:
    """Return the buttons to vote with: a scale's side by side, others each in a row of its own."""
    buttons = [Button(option.text, card.data(option)) for option in card.options] if is_open(card) else []
    width = SCALES.get(card.kind, 1)
    return [buttons[i : i + width] for i in range(0, len(buttons), width)]


def is_open(card: PollCard) -> bool:
    """Tell whether people vote in the card."""
    return card.votable and not card.closed


def fits_native(card: PollCard) -> bool:
    """Tell whether Telegram's own poll can carry the poll whole, and people shall vote in it."""
    texts = [option.text for option in card.options]
    return (
        is_open(card)
        and _may_be_native(card)
        and len(texts) in NATIVE_OPTIONS
        and units(card.question) <= QUESTION_UNITS
        and max(map(units, texts)) <= NATIVE_OPTION_UNITS
        and all(map(is_visible, [card.question, *texts]))
    )


def description(card: PollCard) -> str | None:
    """Return what stands above the options of the native poll; how to vote in it Telegram says itself."""
    lines = "\n".join(line for line in (card.until, card.visibility) if is_visible(line))
    return cut(lines, DESCRIPTION_UNITS) or None


def _may_be_native(card: PollCard) -> bool:
    """Tell whether the poll is of a kind that Telegram has: open, and without a limit of choices."""
    return card.native and not card.secret and card.most is None and card.kind in {"single", "multi"}


def _options(card: PollCard, room: int) -> str:
    """Draw the options into so many units; an uncounted scale is seen in its buttons."""
    if not card.options or (card.kind in SCALES and not card.counted):
        return ""
    most = min(CARD_OPTION_UNITS, room // len(card.options) - BAR_UNITS)
    return "\n".join(_line(card, option, most) for option in card.options)


def _line(card: PollCard, option: Option, most: int) -> str:
    text = shown(option.text, most)
    if not card.counted:
        return f"• {text}"
    gap = " " if card.kind in SCALES else "\n"
    return f"{text}{gap}{card.figures(option)}"
