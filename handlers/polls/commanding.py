"""`/poll`, and the buttons of polls that the team presses."""

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Press
from chat.messages import Button, Message
from chat.polls import Spec
from chat.ports import Outcome
from handlers import presence
from handlers.polls.making import close, create
from handlers.polls.oneliner import split_words
from handlers.routing import Context, Router
from storage import poll_posts, polls
from storage.outbox import Draft

router = Router()


@router.on(Command, "poll")
def on_poll(ctx: Context, event: Command) -> Outcome:
    """Make the poll that a team member typed."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if not scene.may_manage:
        raise UserError("poll-not-for-you", scene.brand)
    if scene.role in {presence.PRIVATE, presence.ELSEWHERE} and len(presence.teams_of(ctx, event)) > 1:
        raise UserError("poll-which-team", scene.brand)
    typed = split_words(event.text)
    if not typed:
        raise UserError("poll-usage", scene.brand)
    poll = create(ctx, scene.brand, Spec(question=typed[0], options=tuple(typed[1:])))
    say = ctx.words(scene.brand, event.language)
    text = say("poll-on-its-way", question=poll.question, chats=len(poll_posts.of_poll(ctx.db, poll.id)))
    made = Message(text=text, buttons=((Button(say("poll-close-button"), f"close:{poll.id}"),),))
    if event.answerable or scene.role != presence.TEAM:
        return ctx.answer(event, scene.brand, made)
    ctx.say(
        Draft(to=Address(event.platform, event.chat), kind="note", brand=scene.brand, message=made, thread=event.thread)
    )
    return Outcome("done")


@router.on(Press, "close")
def on_close(ctx: Context, event: Press) -> Outcome:
    """Close the poll whose button a team member pressed."""
    scene = presence.scene_of(ctx, event)
    poll = polls.find(ctx.db, event.data.partition(":")[2])
    if scene is None or poll is None or poll.brand != scene.brand:
        raise UserError("poll-gone", scene.brand if scene else None)
    if not scene.may_manage:
        raise UserError("poll-not-for-you", scene.brand)
    say = ctx.words(scene.brand, event.language)
    closed = close(ctx, poll)
    return Outcome("done", toast=say("poll-closed-now" if closed else "poll-closed-before", question=poll.question))
