"""What whoever made a poll hears of it."""

from chat.i18n import Words
from chat.messages import Button, Message
from handlers.polls import plans
from handlers.polls.reaching import REACHED, Reach
from handlers.routing import Context
from storage import poll_posts
from storage.plans import Plan
from storage.polls import Poll


def told(ctx: Context, made: Poll | Plan, say: Words, reach: Reach = REACHED) -> Message:
    """Say that the poll is on its way, or when it will be, and which chats it cannot reach."""
    zone = ctx.brands[made.brand].zone
    if isinstance(made, Plan):
        text, buttons = plans.told(made, say, zone), plans.buttons(made, say)
    else:
        text, buttons = _posted(ctx, made, say)
    note = reach.note(say)
    return Message(text=f"{text}\n\n{note}" if note else text, buttons=(buttons,))


def _posted(ctx: Context, poll: Poll, say: Words) -> tuple[str, tuple[Button, ...]]:
    text = say("poll-on-its-way", question=poll.question, chats=len(poll_posts.of_poll(ctx.db, poll.id)))
    words = (("poll-close-button", "close"), ("make-edit-button", "edit"), ("make-results-button", "results"))
    return text, tuple(Button(say(key), f"{word}:{poll.id}") for key, word in words)
