"""What the bot does, one feature a module; this is their table of contents."""

from handlers import digests, help, letters, members, polls, replies, ror  # noqa: A004  # the feature is called help
from handlers.routing import Router

COMMANDS = ("poll", "ror", "help")
"""What people can type, in the order the platforms list it."""

SLACK_COMMANDS = ("poll", "ror")
"""Slack keeps /help for itself."""

router = Router.of(
    polls.router, replies.router, members.router, ror.router, digests.router, letters.router, help.router
)
