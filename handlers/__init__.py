"""What the bot does, one feature a module; this is their table of contents."""

from handlers import digests, help, letters, members, polls, replies, ror, starting  # noqa: A004  # the feature is called help
from handlers.routing import Router

COMMANDS = ("poll", "polls", "content", "made", "ror", "add", "me", "stop", "help")
"""What people can type, in the order the platforms list it."""

SLACK_COMMANDS = ("poll", "polls", "content", "made", "ror", "me")
"""Slack keeps /help for itself; there is a button for what the others do."""

router = Router.of(
    polls.router,
    replies.router,
    members.router,
    ror.router,
    digests.router,
    letters.router,
    starting.router,
    help.router,
)
