"""`/poll`: a poll typed in one line is made at once, and without one the bot helps to make it."""

from chat.address import Address
from chat.errors import UserError
from chat.events import Command
from chat.inquiries import Findings
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import presence
from handlers.polls import reaching
from handlers.polls.composing import compose, quoted_spec
from handlers.polls.oneliner import read
from handlers.polls.telling import told
from handlers.polls.wanting import publish
from handlers.polls.wording import new_data
from handlers.presence import Scene
from handlers.routing import Context, Router
from storage.outbox import Draft

router = Router()


@router.on(Command, "poll", inquire=reaching.asking(lambda _event: True))
def on_poll(ctx: Context, event: Command, findings: Findings) -> Outcome:
    """Make the poll that somebody typed, or help them to make one."""
    scene = _scene_of(ctx, event, findings)
    teams = presence.teams_of(ctx, event) if scene.role in {presence.PRIVATE, presence.ELSEWHERE} else []
    if len(teams) > 1:
        return _ask_which(ctx, event, scene, teams)
    if not event.text.strip():
        return compose(ctx, event, scene, quoted_spec(event), findings=findings)
    what = read(event.text, ctx.now, ctx.brands[scene.brand])
    say = ctx.words(scene.brand, event.language)
    reach = reaching.reach_of(ctx, scene.brand, findings, say)
    if what.at is None and what.rule is None:  # until a later run the bot may be let in
        reach.check(scene.brand)
    made = publish(ctx, scene.brand, what, Address(event.platform, scene.account.person))
    message = told(ctx, made, say, reach)
    if event.answerable or scene.role != presence.TEAM:
        return ctx.answer(event, scene.brand, message)
    here = Address(event.platform, event.chat)
    ctx.say(Draft(to=here, kind="note", brand=scene.brand, message=message, thread=event.thread))
    return Outcome("done")


def _scene_of(ctx: Context, event: Command, findings: Findings) -> Scene:
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if not reaching.may_make(ctx, event, scene, findings):
        raise UserError("poll-not-for-you", scene.brand)
    return scene


def _ask_which(ctx: Context, event: Command, scene: Scene, teams: list[str]) -> Outcome:
    """Ask for which brand somebody of several teams makes a poll; one that was typed goes to nobody by guess."""
    if event.text.strip():
        raise UserError("poll-which-team", scene.brand)
    say = ctx.words(scene.brand, event.language)
    buttons = tuple((Button(ctx.brands[key].name, new_data(key)),) for key in sorted(teams))
    return ctx.answer(event, scene.brand, Message(text=say("make-which-brand"), buttons=buttons))
