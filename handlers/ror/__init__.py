"""`/ror`: the scorecard, every figure of it opened, explained and as a table; privately, for those who may see it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from chat.address import Address
from chat.brands import Brand
from chat.events import Command, Press
from chat.i18n import Words, words
from chat.messages import Button, Document, Message
from chat.ports import Outcome
from handlers import page_link, presence, reporting
from handlers.reporting import explaining, tables
from handlers.reporting.behind import behind, whole
from handlers.ror import pages
from handlers.ror.looks import CSV, EXPLAIN, WORD, Look, asked, pressed
from handlers.ror.pages import Sheet
from handlers.routing import Context, Reading, Router
from insight import periods
from insight.behind import OPENS
from insight.weeks import Period
from storage.database import Session
from storage.outbox import Draft, Letter

router = Router()

TABLE = "ror-csv"
"""The kind of the letters that carry a table."""

Page = Callable[[Words], Message]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was read for one answer."""

    looks: list[Look]
    """By brand, the latest met first; several where it is not clear which one is meant."""
    page: Page | None = None
    """Writes the answer; None where a brand is asked for, or the answer is a file."""
    days: str = ""
    """The period by its first and last day."""


def _look(read: Reading, event: Command | Press) -> Look:
    if isinstance(event, Press):
        return pressed(event.data, read.brands)
    return asked(event.text if event.command == WORD else "", read.brands)


def _prepare(read: Reading, event: Command | Press) -> Facts:
    """Reckon what is asked for; who asks is looked at anew at each press."""
    look = _look(read, event)
    choices = reporting.brands_for(read, event, look.brand or None, "ror-not-for-you")
    looks = [look.of_brand(brand) for brand in choices]
    if len(looks) > 1:
        return Facts(looks)
    brand = read.brands[choices[0]]
    period = looks[0].days(brand, read.now)
    pinned = looks[0].at(period)
    if look.shown == CSV:
        return Facts([pinned])
    # An answer in the acknowledgement carries no picture, and has little time.
    written = page(read.db, brand, pinned, period, chart=not event.answerable, here=event.platform)
    return Facts([pinned], written, periods.spelled(period))


def page(db: Session, brand: Brand, look: Look, period: Period, *, chart: bool = False, here: str = "") -> Page:
    """Read what a look shows; return what writes it.

    Args:
        db: a reading session.
        brand: whose.
        look: what is wanted, pinned to the period.
        period: whole local days.
        chart: all figures come with their picture.
        here: the platform on which it is read.
    """
    platform = look.platform or None
    chart = chart and not look.shown
    report = reporting.report(db, brand, period.start, period.end, chart=chart, platform=platform)
    sheet = Sheet(look, brand, report, here)
    if look.shown == EXPLAIN:
        answers = explaining.gather(db, brand, period, platform)
        return lambda say: pages.explained_page(sheet, explaining.pages(report.card, brand, answers, say), say)
    if look.shown in OPENS:
        found = behind(db, brand, period, look.shown, look.page, platform)
        return lambda say: pages.figure_page(sheet, found, say)
    return lambda say: (pages.part_page if look.shown else pages.whole_page)(sheet, say)


@router.on(Command, WORD, prepare=_prepare)
@router.on(Command, f"start {WORD}", prepare=_prepare)
@router.on(Press, WORD, prepare=_prepare)
def on_ror(ctx: Context, event: Command | Press, facts: Facts) -> Outcome:
    """Answer with what was asked for, or ask of which brand."""
    presence.scene_of(ctx, event)
    first = facts.looks[0]
    say = ctx.words(first.brand, event.language)
    if len(facts.looks) > 1:
        buttons = tuple((Button(ctx.brands[each.brand].name, each.data),) for each in facts.looks)
        return ctx.answer(event, first.brand, Message(text=say("ror-which-brand"), buttons=buttons), aside=True)
    if facts.page is None:
        return _send_table(ctx, event, first, say)
    message = facts.page(say)
    if not first.shown:
        door = page_link.button(ctx, event, first.brand, say, period=facts.days, platform=first.platform)
        message = replace(message, buttons=(*message.buttons, *([door] if door else ())))
    return ctx.answer(event, first.brand, message, aside=True)


def _send_table(ctx: Context, event: Command | Press, look: Look, say: Words) -> Outcome:
    """Send the file to whoever asked, and to nobody else."""
    payload = {"look": look.data, "language": say.language}
    if event.private or event.person is None:
        here = Address(event.platform, event.chat)
        ctx.say(Draft(to=here, kind=TABLE, brand=look.brand, thread=event.thread, payload=payload))
        return Outcome("done", toast=say("ror-csv-here"))
    person = Address(event.platform, event.person)
    fallback = {"chat": event.chat, "thread": event.thread, "text": say("open-me-first"), "door": WORD}
    ctx.say(Draft(to=person, kind=TABLE, brand=look.brand, payload=payload | {"private": True, "fallback": fallback}))
    return Outcome("done", toast=say("ror-csv-directly"))


@router.draws(TABLE)
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Write the file as the figures are at the moment of sending."""
    look = pressed(letter.payload["look"], brands)
    brand = brands.get(look.brand)
    if brand is None:
        return None
    wanted = look.showing(look.of)
    return table(db, brand, wanted, look.days(brand, letter.created_at), words(letter.payload["language"]))


def table(db: Session, brand: Brand, look: Look, period: Period, say: Words) -> Message:
    """Write all figures, or what is behind one, as a message with a CSV file."""
    days = reporting.days(period.start, period.end, brand.zone.key, say)
    kind = f"-{look.platform}" * bool(look.platform) + f"-{look.shown}" * (look.shown in OPENS)
    file = Document(f"ror-{brand.key}-{period.start}-{period.end}{kind}.csv", table_of(db, brand, look, period, say))
    if look.shown in OPENS:
        text = say("ror-csv-rows", measure=reporting.title(look.shown, say), brand=brand.name, period=days)
        return Message(text=text, document=file)
    return Message(text=say("ror-csv-text", brand=brand.name, period=days), document=file)


def table_of(db: Session, brand: Brand, look: Look, period: Period, say: Words) -> bytes:
    """Return a CSV file of what is behind the figure that is shown, else of all figures."""
    platform = look.platform or None
    if look.shown in OPENS:
        return tables.rows(whole(db, brand, period, look.shown, platform), brand)
    card = reporting.report(db, brand, period.start, period.end, platform=platform).card
    return tables.figures(card, say)
