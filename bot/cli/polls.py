"""`rapport poll`: ask, list, count and close."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, Desk, RefusedError, desk, print_json

if TYPE_CHECKING:
    from storage.polls import Poll

PollId = Annotated[str, typer.Argument(metavar="ID", help="The poll's id, as `poll list` shows it.")]


def create(
    brand: BrandKey,
    question: Annotated[str, typer.Option("--question", metavar="TEXT", help="What to ask.")],
    option: Annotated[list[str], typer.Option("--option", metavar="TEXT", help="A choice; give 2 to 10.")],
    json: AsJson = False,
    config: ConfigFile = None,
) -> None:
    """Ask all of a brand's audience chats at once."""
    from chat.errors import UserError
    from chat.polls import Spec
    from handlers import polls

    asked, choices = _plain(question), [_plain(each) for each in option]
    with desk(config) as it:
        owner = it.brand(brand)
        try:
            poll = it.write(lambda ctx: polls.create(ctx, owner.key, Spec(question=asked, options=tuple(choices))))
        except UserError as error:
            if error.key != "poll-usage":
                raise
            raise RefusedError("A poll needs a --question and 2 to 10 times --option, none of them empty.") from None
        if json:
            print_json(_counted(it, poll))
        else:
            typer.echo(f"Poll {poll.id} is on its way: {poll.question}")
        it.note_queue()


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
        counted = _counted(it, _poll(it, id))
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
        poll = _poll(it, id)
        closed = it.write(lambda ctx: polls.close(ctx, poll))
        typer.echo(f"Poll {poll.id} is closed." if closed else f"Poll {poll.id} was closed already.")
        if closed:
            it.note_queue()


def _plain(text: str) -> str:
    return " ".join(text.split())


def _poll(it: Desk, poll: str) -> "Poll":
    from storage import polls

    found = it.database.read(lambda db: polls.find(db, poll))
    if found is None:
        raise RefusedError(f"There is no poll {poll!r}: `rapport poll list` shows those there are.")
    return found


def _counted(it: Desk, poll: "Poll") -> dict[str, Any]:
    from handlers import polls

    return it.database.read(lambda db: polls.results_json(db, poll))
