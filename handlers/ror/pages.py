"""The pages of a scorecard: all of it, one part, one figure with what is behind it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from chat.bidi import isolated
from chat.brands import Brand
from chat.i18n import Words
from chat.messages import Button, Message, shortened, units
from handlers import reporting
from handlers.reporting import MARKS, Report
from handlers.reporting.behind import Behind, Row
from handlers.ror.looks import CSV, EXPLAIN, Look
from insight.behind import REVENUE
from insight.periods import CHIPS
from insight.rules import GROUPS, PARTS, WATCHES
from insight.scorecard import Measure, Part, Scorecard

NAME_CHARACTERS = 130
"""Longer than a platform's names: who erases themselves is found here by their whole name."""
TEXT_CHARACTERS = (110, 70, 50)
"""So much of what was said is shown, the first with which a page of rows has room on every platform."""
ROOM = 3_800
"""UTF-16 units of a page's text, a little less than Telegram takes."""
IN_A_ROW = 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """What the pages of one look are written from."""

    look: Look
    """Pinned to its days."""
    brand: Brand
    report: Report
    here: str = ""
    """The platform on which it is read: an address without a host is one of its own."""

    @property
    def card(self) -> Scorecard:
        """The scorecard."""
        return self.report.card

    @property
    def groups(self) -> dict[str, Part]:
        """Parts and watches by name, in the order in which they are shown."""
        return {**self.card.parts, **self.card.watches}

    def measure(self, name: str) -> Measure:
        """Return one measure."""
        return self.groups[group_of(name)].measures[name]

    def to(self, shown: str = "", page: int = 0, *, period: str = "", of: str = "") -> str:
        """Return the data of a button that leads to another page, of the same days unless told otherwise."""
        return replace(self.look, shown=shown, page=page, of=of, period=period or self.look.period).data


def group_of(measure: str) -> str:
    """Return the part or watch of a measure; revenue is shown with loyalty."""
    return next((group for group, names in GROUPS.items() if measure in names), "loyalty")


def whole_page(sheet: Sheet, say: Words) -> Message:
    """Write all figures."""
    text = reporting.as_text(sheet.card, say) + reporting.beside_text(sheet.report, say)
    lines = [*_days(sheet, say), "", text]
    return replace(
        _message(sheet, say, lines, [*_chips(sheet, say), *_groups(sheet, say), *_more(sheet, say)]),
        chart=reporting.chart_of(sheet.report, sheet.brand, say.language),
        chart_alt=say("chart-alt", brand=sheet.brand.name),
    )


def part_page(sheet: Sheet, say: Words) -> Message:
    """Write the figures of a part or watch in full."""
    name = sheet.look.shown
    part = sheet.groups[name]
    lines = [*_days(sheet, say), "", say("ror-part", part=say("part-" + name), score=reporting.score(part.score, say))]
    for measure, figures in part.measures.items():
        lines += ["", *figure_lines(measure, figures, say), *reporting.more_lines(figures.more, say)]
    if name == "followers":
        lines.append(reporting.beside_text(sheet.report, say))
    opens = [Button(reporting.title(each, say), sheet.to(each)) for each in part.measures]
    if name == "loyalty":
        lines += ["", *reporting.revenue_lines(sheet.card, say)]
        opens.append(Button(reporting.title(REVENUE, say), sheet.to(REVENUE)))
    back = (Button(say("ror-all"), sheet.to()),)
    return _message(sheet, say, lines, [*_rows(opens, 2), back, *_chips(sheet, say)])


def figure_page(sheet: Sheet, found: Behind, say: Words) -> Message:
    """Write one figure, its definition, and a page of what is behind it."""
    name = found.measure
    lines = [*_days(sheet, say), "", *_told(sheet, name, say), "", behind_line(found, say)]
    after = ["", say("ror-only-that-they-voted")] if found.total and name == "poll_participation" else []
    lines += [*_fitting(sheet, found, ROOM - units("\n".join([*lines, *after])), say), *after]
    links = [Button(f"{number} ↗", "", row.link) for number, row in _numbered(found) if _leads(row, sheet.here)]
    group = group_of(name)
    back = (Button(say("part-" + group), sheet.to(group)), Button(say("ror-all"), sheet.to()))
    table = (Button(say("ror-csv-button"), sheet.to(CSV, of=name)),)
    return _message(sheet, say, lines, [*_rows(links, 5), *_turns(sheet, found, say), back, table])


def explained_page(sheet: Sheet, texts: Sequence[str], say: Words) -> Message:
    """Write a page of how it is reckoned."""
    page = min(sheet.look.page, len(texts) - 1)
    which = say("explain-page", page=page + 1, pages=len(texts))
    lines = [f"{reporting.period_of(sheet.card, say)} · {which}", *_days(sheet, say)[1:], "", texts[page]]
    back = (Button(say("ror-all"), sheet.to()),)
    written = _message(sheet, say, lines, [turns(sheet, EXPLAIN, page, len(texts), say), back])
    return replace(written, title=say("explain-title", brand=sheet.brand.name))


def figure_lines(name: str, figures: Measure, say: Words) -> list[str]:
    """Write a measure: value, interval and n, the value before and what to make of the change, what it means."""
    value, low, high = (reporting.value_text(name, it, say) for it in (figures.value, figures.low, figures.high))
    if figures.low is not None:
        value = say("ror-interval", value=value, low=low, high=high)
    first = say("ror-value", name=reporting.title(name, say), value=value)
    before = reporting.value_text(name, figures.previous, say)
    change = f"{MARKS[figures.change]} {say('ror-change-' + figures.change)}".strip()
    second = say("ror-before", before=before, change=change, n=say.number(figures.n))
    return [first, second, reporting.definition(name, say)]


def behind_line(found: Behind, say: Words) -> str:
    """Say how much is behind a figure, and which page of it this is."""
    if not found.total:
        return say("ror-behind-nothing")
    return say("ror-behind", count=found.total, number=say.number(found.total), page=found.page + 1, pages=found.pages)


def _fitting(sheet: Sheet, found: Behind, room: int, say: Words) -> list[str]:
    """Write the rows, with as much of what was said as there is room for."""
    written = ([row_line(at, row, sheet.brand, most, say) for at, row in _numbered(found)] for most in TEXT_CHARACTERS)
    lines = next(written)
    while units("\n".join(lines)) > room and (shorter := next(written, None)) is not None:
        lines = shorter
    return lines


def row_line(number: int, row: Row, brand: Brand, most: int, say: Words) -> str:
    """Write one row: when, who, what it adds, and so many characters at most of what was said."""
    who = shortened(row.name, NAME_CHARACTERS) or row.person or say("ror-somebody")
    when = say.when(row.at.astimezone(brand.zone)) if row.at else ""
    state = say("ror-state-" + row.state) if row.state else ""
    text = f"“{shortened(row.text, most)}”" if row.text else ""
    told = (when, isolated(who), row.platform.capitalize(), state, row.detail, isolated(text))
    return f"{number}. {' · '.join(each for each in told if each)}"


def _leads(row: Row, here: str) -> bool:
    return row.link.startswith("https:") or (bool(row.link) and row.platform == here)


def _numbered(found: Behind) -> Iterator[tuple[int, Row]]:
    return enumerate(found.rows, found.first)


def _told(sheet: Sheet, name: str, say: Words) -> list[str]:
    if name == REVENUE:
        return [*reporting.revenue_lines(sheet.card, say), reporting.definition(name, say)]
    figures = sheet.measure(name)
    return [*figure_lines(name, figures, say), *reporting.more_lines(figures.more, say)]


def _days(sheet: Sheet, say: Words) -> list[str]:
    only = [say("ror-only", platform=sheet.look.platform.capitalize())] if sheet.look.platform else []
    return [reporting.period_of(sheet.card, say), *only]


def _message(sheet: Sheet, say: Words, lines: Sequence[str], buttons: Iterable[tuple[Button, ...]]) -> Message:
    title = say("ror-title", brand=sheet.brand.name)
    return Message(title=title, text="\n".join(lines), buttons=tuple(row for row in buttons if row))


def _chips(sheet: Sheet, say: Words) -> list[tuple[Button, ...]]:
    """Offer other periods; these are reckoned from the day on which they are pressed."""
    labels = {each: say(f"ror-chip-{each}") for each in CHIPS}
    return [tuple(Button(label, sheet.to(_kept(sheet), period=chip)) for chip, label in labels.items())]


def _kept(sheet: Sheet) -> str:
    return sheet.look.shown if sheet.look.shown in GROUPS else ""


def _groups(sheet: Sheet, say: Words) -> list[tuple[Button, ...]]:
    buttons = [Button(say("part-" + name), sheet.to(name)) for name in (*PARTS, *WATCHES)]
    return _rows(buttons, IN_A_ROW)


def _more(sheet: Sheet, say: Words) -> list[tuple[Button, ...]]:
    return [(Button(say("ror-explain-button"), sheet.to(EXPLAIN)), Button(say("ror-csv-button"), sheet.to(CSV)))]


def _turns(sheet: Sheet, found: Behind, say: Words) -> list[tuple[Button, ...]]:
    return [turns(sheet, found.measure, found.page, found.pages, say)]


def turns(sheet: Sheet, shown: str, page: int, pages: int, say: Words) -> tuple[Button, ...]:
    """Return the buttons that turn pages."""
    back = [Button(say("ror-back"), sheet.to(shown, page - 1))] if page else []
    return (*back, *([Button(say("ror-next"), sheet.to(shown, page + 1))] if page + 1 < pages else []))


def _rows(buttons: Sequence[Button], wide: int) -> list[tuple[Button, ...]]:
    return [tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide)]
