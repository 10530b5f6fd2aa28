"""`rapport poll`: what is to come, and what can still be changed."""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.cli.common import AsJson, BrandKey, ConfigFile, Desk, RefusedError, desk, note, print_json
from bot.cli.polls import PollId, Until, find, show

if TYPE_CHECKING:
    from storage.polls import Poll


def plans(brand: BrandKey, json: AsJson = False, config: ConfigFile = None) -> None:
    """List the polls that a brand will post, the next first."""
    from storage import plans as stored

    with desk(config) as it:
        owner = it.brand(brand)
        found = it.database.read(lambda db: stored.of_brand(db, owner.key))
    rows = [
        {
            "plan": each.id,
            "question": each.spec.question,
            "rule": each.rule,
            "next": each.next_at.astimezone(owner.zone).isoformat() if each.next_at else None,
        }
        for each in found
    ]
    if json:
        print_json(rows)
        return
    for row in rows:
        typer.echo(f"{row['plan']}  {row['next']}  {row['rule'] or 'once'}  {row['question']}")
    if not rows:
        typer.echo(f"{owner.name} has nothing planned.")


def unplan(
    id: Annotated[int, typer.Argument(metavar="ID", help="The plan's id, as `poll plans` shows it.")],  # noqa: A002
    config: ConfigFile = None,
) -> None:
    """Delete a plan, so that it posts nothing more."""
    from handlers.polls import plans as planning
    from storage import plans as stored

    with desk(config) as it:
        plan = it.database.read(lambda db: stored.find(db, id))
        if plan is None:
            raise RefusedError(f"There is no plan {id}: `rapport poll plans` shows those there are.")
        gone = it.write(lambda ctx: planning.delete(ctx, plan))
        typer.echo(f"Plan {id} is deleted." if gone else f"Plan {id} was deleted already.")


def reopen(id: PollId, until: Until = None, config: ConfigFile = None) -> None:  # noqa: A002  # the issue's name
    """Open a closed poll again; an anonymous one can only be cloned."""
    from handlers.polls import changing

    with desk(config) as it:
        poll = find(it, id)
        end = _moment(it, poll, until) if until else None
        opened = it.write(lambda ctx: changing.reopen(ctx, poll, end or changing.end_ahead(ctx, poll)))
        typer.echo(f"Poll {poll.id} is open again." if opened else f"Poll {poll.id} was open already.")
        if opened:
            it.note_queue()


def delete(id: PollId, config: ConfigFile = None) -> None:  # noqa: A002  # the issue's name
    """Take a poll back out of all chats."""
    from handlers.polls import changing

    with desk(config) as it:
        poll = find(it, id)
        it.write(lambda ctx: changing.delete(ctx, poll))
        typer.echo(f"Poll {poll.id} is deleted.")
        it.note_queue()


def clone(id: PollId, json: AsJson = False, config: ConfigFile = None) -> None:  # noqa: A002  # the issue's name
    """Ask the same again, now, in a poll of its own."""
    from handlers import polls
    from handlers.polls.wanting import spec_of

    with desk(config) as it:
        poll = find(it, id)
        owner = it.brand(poll.brand)
        made = it.write(lambda ctx: polls.create(ctx, owner.key, spec_of(poll)))
        show(it, made, json=json)


def edit(
    id: PollId,  # noqa: A002  # the issue's name
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help="The new question.")] = None,
    option: Annotated[
        list[str] | None, typer.Option("--option", metavar="OLD=NEW", help="Give an option a new text.")
    ] = None,
    add: Annotated[list[str] | None, typer.Option("--add", metavar="TEXT", help="Add an option.")] = None,
    remove: Annotated[
        list[str] | None, typer.Option("--remove", metavar="TEXT", help="Take an option out; its votes wait.")
    ] = None,
    until: Until = None,
    config: ConfigFile = None,
) -> None:
    """Change a running poll; votes follow their option."""
    from handlers.polls import changing

    with desk(config) as it:
        poll = find(it, id)
        renamed = dict(_renaming(poll, each) for each in option or ())
        removed = [_option_of(poll, each) for each in remove or ()]
        end = _moment(it, poll, until) if until else changing.KEEP
        changed = it.write(
            lambda ctx: changing.revise(
                ctx, poll, question=question, renamed=renamed, added=add or (), removed=removed, closes_at=end
            )
        )
        typer.echo(f"Poll {poll.id} is changed." if changed else f"Poll {poll.id} is so already.")
        if changed:
            it.note_queue()


def votes(
    id: PollId,  # noqa: A002  # the issue's name
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to FILE instead.")] = None,
    config: ConfigFile = None,
) -> None:
    """Write a poll's votes as CSV."""
    from handlers.polls.exports import csv_of

    with desk(config) as it:
        poll = find(it, id)
        owner = it.brand(poll.brand)
        content = it.database.read(lambda db: csv_of(db, poll, owner))
    if out is None:
        sys.stdout.buffer.write(content)
        return
    try:
        out.write_bytes(content)
    except OSError as error:
        raise RefusedError(f"I can't write {out}: {error.strerror}.") from None
    note(f"The votes are in {out}.")


def _renaming(poll: "Poll", text: str) -> tuple[int, str]:
    # Options may hold signs of equality themselves.
    for at, sign in enumerate(text):
        if sign == "=" and (option := _same(poll, text[:at])) is not None:
            return option, text[at + 1 :]
    old = text.partition("=")[0]
    raise RefusedError(f"The poll has no option {old!r}: write --option OLD=NEW with one of {_options(poll)}.")


def _option_of(poll: "Poll", text: str) -> int:
    found = _same(poll, text)
    if found is None:
        raise RefusedError(f"The poll has no option {text!r}: it has {_options(poll)}.")
    return found


def _same(poll: "Poll", text: str) -> int | None:
    from handlers.polls import changing

    return changing.same_option(poll, text.strip(), poll.seen)


def _options(poll: "Poll") -> str:
    return ", ".join(repr(poll.options[each]) for each in poll.seen)


def _moment(it: Desk, poll: "Poll", text: str) -> datetime:
    from insight.whens import read_moment

    try:
        return read_moment(text, it.now, it.brand(poll.brand).zone)
    except (ValueError, OverflowError):
        raise RefusedError(f'I can\'t read {text!r} as a moment: write it such as "tomorrow 9:00".') from None
