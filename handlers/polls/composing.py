"""Making a poll without knowing how to type one: by a form where the platform has them, else step by step."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Filled, Press
from chat.inquiries import Findings
from chat.polls import QUESTION_CHARACTERS, Spec
from chat.ports import Outcome
from handlers import presence
from handlers.polls import guided, making_form, reaching
from handlers.polls.managing import managed
from handlers.polls.reaching import Reach
from handlers.polls.telling import told
from handlers.polls.wanting import publish, raw_of, spec_of, wanted
from handlers.presence import Scene
from handlers.routing import Context, Router
from storage import people

router = Router()

NEW = "new"
NOTHING_FOUND = Findings()


def compose(
    ctx: Context, event: Event, scene: Scene, spec: Spec | None = None, *, findings: Findings = NOTHING_FOUND
) -> Outcome:
    """Show the form, or begin the conversation, in which a poll is made.

    Args:
        ctx: the context.
        event: what the person did, who may make polls.
        scene: where.
        spec: what stands in it at first.
        findings: what the platforms said of the chats.

    Raises:
        UserError: nobody could see the poll.
    """
    say = ctx.words(scene.brand, event.language)
    reach = reaching.reach_of(ctx, scene.brand, findings, say)
    reach.check(scene.brand)
    raw = raw_of(spec) if spec else {}
    if event.formable:
        return Outcome("done", form=making_form.form(ctx.brands[scene.brand], raw, say, ctx.now, reach.note(say)))
    return guided.begin(ctx, event, scene, raw, reach.note(say))


def quoted_spec(event: Command) -> Spec | None:
    """Return the poll that asks what the message says on which it was chosen."""
    question = " ".join(event.quoted.split())[:QUESTION_CHARACTERS]
    return Spec(question=question) if question else None


def _is_new(event: Event) -> bool:
    return isinstance(event, Press) and event.data.split(":")[1:2] == [NEW]


@router.on(Press, "make", inquire=reaching.asking(_is_new))
def on_make(ctx: Context, event: Press, findings: Findings) -> Outcome:
    """Begin to make a poll, or go on with it."""
    if not _is_new(event):
        return guided.pressed(ctx, event)
    scene = _scene_of(ctx, event, event.data.partition(":")[2].partition(":")[2])
    if not reaching.may_make(ctx, event, scene, findings):
        raise UserError("poll-not-for-you", scene.brand)
    return compose(ctx, event, scene, findings=findings)


@router.on(Press, "clone", inquire=reaching.asking(lambda _event: True))
def on_clone(ctx: Context, event: Press, findings: Findings) -> Outcome:
    """Begin to make a poll that is as another one."""
    scene, poll = managed(ctx, event, event.data.partition(":")[2])
    return compose(ctx, event, scene, spec_of(poll), findings=findings)


def _scene_of(ctx: Context, event: Event, brand: str) -> Scene:
    """Return where it happened; where that is no brand's chat, the brand may be named by what was pressed or filled."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if brand in {"", scene.brand} or scene.role not in {presence.PRIVATE, presence.ELSEWHERE}:
        return scene
    account = people.find(ctx.db, brand, Address(event.platform, scene.account.person))
    if account is None or brand not in ctx.brands:
        raise UserError("poll-not-for-you", scene.brand)
    return replace(scene, brand=brand, account=account)


@router.on(Filled, "make", inquire=reaching.asking(lambda _event: True))
def on_filled(ctx: Context, event: Filled, findings: Findings) -> Outcome:
    """Show the form as it is by now, or make the poll."""
    scene = _scene_of(ctx, event, event.form.partition(":")[2])
    # The form was shown to nobody else: whoever is of the team may send it from wherever they opened it.
    if not (scene.team or scene.may_manage):
        raise UserError("poll-not-for-you", scene.brand)
    say = ctx.words(scene.brand, event.language)
    reach = reaching.reach_of(ctx, scene.brand, findings, say)
    raw = making_form.read(event.values)
    if not event.done:
        return Outcome("done", form=making_form.form(ctx.brands[scene.brand], raw, say, ctx.now, reach.note(say)))
    return _finish(ctx, event, scene, raw, reach)


def _finish(ctx: Context, event: Filled, scene: Scene, raw: Mapping[str, Any], reach: Reach) -> Outcome:
    say = ctx.words(scene.brand, event.language)
    if errors := making_form.missing(raw, say):
        return Outcome("refused", errors=errors)
    try:
        creator = Address(event.platform, scene.account.person)
        made = publish(ctx, scene.brand, wanted(raw, ctx.now, ctx.brands[scene.brand]), creator)
    except UserError as error:
        return Outcome("refused", errors={making_form.place_of(error, raw): say(error.key, **error.args_of_text)})
    return ctx.answer(event, scene.brand, told(ctx, made, say, reach))


@router.on(Command, "start poll")
def on_start(ctx: Context, event: Command) -> Outcome:
    """Go on in the private chat with what was begun elsewhere, or begin."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if (outcome := guided.resumed(ctx, event)) is not None:
        return outcome
    if not scene.may_manage:
        raise UserError("poll-not-for-you", scene.brand)
    return compose(ctx, event, scene)


router = Router.of(router, guided.router)
