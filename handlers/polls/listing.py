"""`/polls`: what runs, what is planned and what there was."""

from collections.abc import Iterator
from dataclasses import dataclass

from chat.bidi import isolated
from chat.brands import Brand
from chat.events import Command, Press
from chat.i18n import Words
from chat.messages import Button, Message, shortened
from chat.ports import Outcome
from handlers import presence, reporting
from handlers.polls import plans as planning
from handlers.routing import Context, Reading, Router
from storage import people, plans, turnout
from storage.database import Session
from storage.plans import Plan
from storage.polls import Poll
from storage.votes import Results

router = Router()

PAGE = 8
QUESTION_CHARACTERS, LABEL_CHARACTERS = 120, 40
MOST_DIGITS = 6

Entry = Plan | tuple[Poll, Results]


@dataclass(frozen=True, slots=True)
class Board:
    """All polls of a brand: those that run, then the planned ones, then the past ones."""

    running: list[Entry]
    planned: list[Entry]
    past: list[Entry]
    chats: list[str]
    """Where the planned ones will be posted."""


Facts = dict[str, Board | None]
"""The polls by their brand; several brands, none read, where it is not clear which one is meant."""


def board_of(db: Session, brand: str) -> Board:
    """Read all polls of a brand."""
    found = turnout.counted(db, brand)
    return Board(
        running=[each for each in found if each[0].closed_at is None],
        planned=list(plans.of_brand(db, brand)),
        past=[each for each in found if each[0].closed_at is not None],
        chats=list(map(str, people.audiences(db, brand))),
    )


def _asked(event: Command | Press) -> tuple[int, str]:
    """Return the page and the brand that a press names."""
    _, page, brand = ([*event.data.split(":"), "", ""] if isinstance(event, Press) else ["", "", ""])[:3]
    return int(page) if page.isascii() and page.isdigit() and len(page) <= MOST_DIGITS else 0, brand


def _prepare(read: Reading, event: Command | Press) -> Facts:
    brands = reporting.brands_for(read, event, _asked(event)[1] or None, "polls-not-for-you")
    return {brand: board_of(read.db, brand) if len(brands) == 1 else None for brand in brands}


@router.on(Command, "polls", prepare=_prepare)
@router.on(Press, "polls", prepare=_prepare)
def on_polls(ctx: Context, event: Command | Press, facts: Facts) -> Outcome:
    """Answer with a page of the polls, or ask of which brand."""
    scene = presence.scene_of(ctx, event)
    key, board = next(iter(facts.items()))
    say = ctx.words(key, event.language, scene.account.language if scene else None)
    if board is None:
        return reporting.ask_brand(ctx, event, facts, "polls:0:", say("polls-which-brand"))
    return ctx.answer(event, key, page_of(board, ctx.brands[key], say, _asked(event)[0]))


def page_of(board: Board, brand: Brand, say: Words, page: int) -> Message:
    """Write one page of the polls.

    Args:
        board: all polls.
        brand: whose they are.
        say: in whose language.
        page: from 0 on; beyond the last one, that.
    """
    entries = [*board.running, *board.planned, *board.past]
    pages = max(1, -(-len(entries) // PAGE))
    page = min(page, pages - 1)
    start = page * PAGE
    shown = list(enumerate(entries[start : start + PAGE], start + 1))
    lines = list(_lines(board, shown, brand, say)) or [say("polls-none")]
    if pages > 1:
        lines += ["", say("polls-page", page=page + 1, pages=pages)]
    rows = [_row(number, entry, say) for number, entry in shown]
    return Message(
        title=say("polls-title", brand=brand.name),
        text="\n".join(lines),
        buttons=(*rows, *_turn(brand, page, pages, say), (Button(say("polls-new-button"), "make:new"),)),
    )


def _lines(board: Board, shown: list[tuple[int, Entry]], brand: Brand, say: Words) -> Iterator[str]:
    before = ""
    for number, entry in shown:
        at = number - 1
        runs, plans_ = len(board.running), len(board.planned)
        heading = "polls-running" if at < runs else "polls-planned" if at < runs + plans_ else "polls-past"
        if heading != before:
            yield from ["", say(heading)] if before else [say(heading)]
        before = heading
        yield f"{number}. {_line(entry, board.chats, brand, say)}"


def _line(entry: Entry, chats: list[str], brand: Brand, say: Words) -> str:
    if isinstance(entry, Plan):
        return say("polls-in", plan=planning.told(entry, say, brand.zone), chats=", ".join(chats) or "–")
    poll, results = entry
    question = isolated(shortened(poll.question, QUESTION_CHARACTERS))
    end = poll.closed_at or poll.closes_at
    key = "polls-closed" if poll.closed_at else "polls-until" if end else "polls-open"
    moment = say.moment(end.astimezone(brand.zone)) if end else ""
    return say(key, question=question, voters=results.voters, moment=moment)


def _row(number: int, entry: Entry, say: Words) -> tuple[Button, ...]:
    if isinstance(entry, Plan):
        return tuple(Button(f"{number}. {each.label}", each.data) for each in planning.buttons(entry, say))
    return (Button(f"{number}. {shortened(entry[0].question, LABEL_CHARACTERS)}", f"results:{entry[0].id}"),)


def _turn(brand: Brand, page: int, pages: int, say: Words) -> Iterator[tuple[Button, ...]]:
    steps = (("polls-back-button", page - 1), ("polls-on-button", page + 1))
    if row := tuple(Button(say(key), f"polls:{to}:{brand.key}") for key, to in steps if 0 <= to < pages):
        yield row
