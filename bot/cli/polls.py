"""`rapport poll`: ask, list, count and close."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, Desk, RefusedError, desk, print_json

if TYPE_CHECKING:
    from storage.plans import Plan
    from storage.polls import Poll

PollId = Annotated[str, typer.Argument(metavar="ID", help="The poll's id, as `poll list` shows it.")]
PollBrand = Annotated[str | None, typer.Option("--brand", metavar="KEY", help="The brand's key in the settings.")]
Question = Annotated[str | None, typer.Option("--question", metavar="TEXT", help="What to ask.")]
Options = Annotated[list[str] | None, typer.Option("--option", metavar="TEXT", help="A choice; give 2 to 10.")]
Kind = Annotated[
    str | None, typer.Option("--kind", metavar="KIND", help="single (the default), multi, ranked, rating or nps.")
]
Most = Annotated[int | None, typer.Option("--most", metavar="N", help="With --kind multi: so many may be chosen.")]
Visibility = Annotated[
    str | None,
    typer.Option(
        "--visibility",
        metavar="WHO",
        help="Who can see who chose what: open (everybody, the default), confidential (the team) or anonymous.",
    ),
]
Results = Annotated[
    str | None,
    typer.Option(
        "--results", metavar="WHEN", help="When people see how it stands: live (the default), voted or closed."
    ),
]
Adding = Annotated[bool, typer.Option("--adding", help="Voters may add options.")]
Approve = Annotated[bool, typer.Option("--approve", help="Options that voters add wait for the team's yes.")]
Why = Annotated[bool, typer.Option("--why", help="Ask voters for a reason.")]
Milestones = Annotated[bool, typer.Option("--milestones", help="Tell the team at 10, 50, 100, ... voters.")]
Remind = Annotated[bool, typer.Option("--remind", help="Remind those who have not voted, once.")]
At = Annotated[str | None, typer.Option("--at", metavar="TEXT", help='Post it then: "tomorrow 9:00".')]
Every = Annotated[
    str | None, typer.Option("--every", metavar="TEXT", help='Post it again and again: "Monday 09:00 Europe/Riga".')
]
For = Annotated[str | None, typer.Option("--for", metavar="TEXT", help="How long it is open: 2d.")]
SpecFile = Annotated[
    Path | None,
    typer.Option(
        "--file", metavar="FILE", help="Read all this from a TOML file instead, by the same names; options = [...]."
    ),
]
Until = Annotated[str | None, typer.Option("--until", metavar="TEXT", help='When it closes: "Friday 18:00".')]


def create(
    brand: PollBrand = None,
    question: Question = None,
    option: Options = None,
    kind: Kind = None,
    most: Most = None,
    visibility: Visibility = None,
    results: Results = None,
    adding: Adding = False,
    approve: Approve = False,
    why: Why = False,
    milestones: Milestones = False,
    remind: Remind = False,
    at: At = None,
    every: Every = None,
    for_: For = None,
    until: Until = None,
    file: SpecFile = None,
    json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Ask all of a brand's audience chats, now, later or again and again."""
    typed = {"question": question, "options": option, "kind": kind, "most": most, "visibility": visibility}
    typed |= {"results": results, "adding": adding, "approve": approve, "why": why, "milestones": milestones}
    typed |= {"remind": remind, "at": at, "every": every, "for": for_, "until": until}
    given = {name: value for name, value in typed.items() if value is not None and value is not False and value != []}
    if file is not None:
        if given:
            raise RefusedError(f"Give either --file or --{_option(next(iter(given)))}, not both.")
        given = _content(file)
    _make(given | ({"brand": brand} if brand else {}), json=json, config=config)


def list_(brand: BrandKey, json: AsJson = False, config: ConfigFile = None) -> None:
    """List a brand's polls, the newest first."""
    from handlers import polls

    with desk(config) as it:
        owner = it.brand(brand)
        found = it.database.read(lambda db: polls.listed(db, owner.key))
    if json:
        print_json(found)
        return
    for poll in found:
        typer.echo(f"{poll['id']}  {poll['state']:6}  {poll['voters']:>6}  {poll['question']}")
    if not found:
        typer.echo(f"{owner.name} has no polls yet.")


def results(id: PollId, json: AsJson = False, config: ConfigFile = None) -> None:  # noqa: A002  # the issue's name
    """Count a poll's votes."""
    from chat.messages import bar

    with desk(config) as it:
        counted = counted_of(it, find(it, id))
    if json:
        print_json(counted)
        return
    votes = sum(each["votes"] for each in counted["options"]) or 1
    width = max(len(each["text"]) for each in counted["options"])
    typer.echo(counted["question"])
    for each in counted["options"]:
        typer.echo(f"  {each['text']:{width}}  {bar(each['votes'] / votes)}  {each['votes']}")
    typer.echo(f"{counted['voters']} voted; the poll is {counted['state']}.")


def close(id: PollId, config: ConfigFile = None) -> None:  # noqa: A002  # the issue's name
    """Close a poll; later votes are refused."""
    from handlers import polls

    with desk(config) as it:
        poll = find(it, id)
        closed = it.write(lambda ctx: polls.close(ctx, poll))
        typer.echo(f"Poll {poll.id} is closed." if closed else f"Poll {poll.id} was closed already.")
        if closed:
            it.note_queue()


def find(it: Desk, poll: str) -> "Poll":
    """Return the poll of this id.

    Raises:
        RefusedError: there is none, or it was deleted.
    """
    from storage import polls

    found = it.database.read(lambda db: polls.find(db, poll))
    if found is None or found.deleted_at is not None:
        raise RefusedError(f"There is no poll {poll!r}: `rapport poll list` shows those there are.")
    return found


def counted_of(it: Desk, poll: "Poll") -> dict[str, Any]:
    """Return the poll's results as JSON."""
    from handlers import polls

    return it.database.read(lambda db: polls.results_json(db, poll))


def show(it: Desk, made: "Poll | Plan", *, json: bool) -> None:
    """Print what was made."""
    from storage.plans import Plan

    if isinstance(made, Plan):
        zone = it.brand(made.brand).zone
        next_at = made.next_at.astimezone(zone).isoformat() if made.next_at else None
        plan = f"Plan {made.id} is made: {made.spec.question} (next {next_at})"
        print_json({"plan": made.id, "next": next_at}) if json else typer.echo(plan)
    elif json:
        print_json(counted_of(it, made))
    else:
        typer.echo(f"Poll {made.id} is on its way: {made.question}")
    it.note_queue()


def _make(given: Mapping[str, Any], *, json: bool, config: Path | None) -> None:
    from chat.errors import UserError
    from handlers.polls import specfile
    from handlers.polls.wanting import publish, wanted

    try:
        raw = specfile.read(given)
    except ValueError as error:
        raise RefusedError(str(error)) from None
    if not given.get("brand"):
        raise RefusedError("Say which brand asks: --brand KEY.")
    with desk(config) as it:
        owner = it.brand(str(given["brand"]))
        try:
            what = wanted(raw, it.now, owner)
            made = it.write(lambda ctx: publish(ctx, owner.key, what, None))
        except UserError as error:
            if error.key != "poll-usage":
                raise
            raise RefusedError("A poll needs a --question and 2 to 10 times --option, none of them empty.") from None
        show(it, made, json=json)


def _content(file: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RefusedError(f"I can't read {file}: {error.strerror}.") from None
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RefusedError(f"{file} is no TOML: {error}.") from None


def _option(name: str) -> str:
    return "option" if name == "options" else name
