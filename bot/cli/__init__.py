"""The command line. What a command needs is imported inside it, so that help comes at once."""

import typer

from bot.cli import (
    content,
    erasing,
    history,
    inbox,
    listening,
    poll_changes,
    polls,
    reports,
    rollup,
    running,
    scorecard,
)
from bot.cli.common import Commands

app = typer.Typer(
    cls=Commands,
    help="Rapport, a chat bot for brand accounts on Slack, Telegram and webchat.",
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,  # rich would more than double the time that help takes
    pretty_exceptions_enable=False,
)
app.command()(running.demo)
app.command()(running.run)
app.command()(running.check)
app.command()(running.migrate)
app.command("slack-manifest")(running.slack_manifest)

_poll = typer.Typer(help="Ask the audience.", no_args_is_help=True, rich_markup_mode=None)
_poll.command()(polls.create)
_poll.command("list")(polls.list_)
_poll.command()(polls.results)
_poll.command()(polls.close)
_poll.command()(poll_changes.plans)
_poll.command()(poll_changes.unplan)
_poll.command()(poll_changes.reopen)
_poll.command()(poll_changes.delete)
_poll.command()(poll_changes.clone)
_poll.command()(poll_changes.edit)
_poll.command()(poll_changes.votes)
app.add_typer(_poll, name="poll")

app.command()(scorecard.ror)
app.command()(reports.digest)
app.command()(rollup.rollup)
app.command()(content.content)
app.command()(listening.classify)
app.command()(listening.train)
app.command()(inbox.inbox)
app.command("import")(history.import_)
app.command()(erasing.erase)

_export = typer.Typer(help="Take history out.", no_args_is_help=True, rich_markup_mode=None)
_export.command()(history.events)
app.add_typer(_export, name="export")
