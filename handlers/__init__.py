"""What the bot does, one feature a module; this is their table of contents."""

from handlers import (
    content,
    digests,
    followers,
    help,  # noqa: A004  # the feature is called help
    letters,
    made,
    me,
    members,
    orders,
    polls,
    referrals,
    replies,
    ror,
    sharing,
    starting,
    whose,
)
from handlers.routing import Router

COMMANDS = ("poll", "polls", "inbox", "content", "made", "answer", "ror", "ask", "add", "invite", "me", "stop", "help")
"""What people can type, in the order the platforms list it."""

AUDIENCE_COMMANDS = ("ask", "add", "invite", "me", "stop", "help")
"""Those of them that are for everybody."""

SLACK_COMMANDS = ("poll", "polls", "inbox", "content", "made", "answer", "ror", "ask", "me")
"""Slack keeps /help and /invite for itself; there is a button for what the others do."""

_features = Router.of(
    polls.router,
    replies.router,
    members.router,
    referrals.router,
    followers.router,
    ror.router,
    content.router,
    digests.router,
    letters.router,
    me.router,
    made.router,
    orders.router,
    sharing.router,
    starting.router,
    help.router,
)
router = whose.before(_features)
