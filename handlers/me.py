"""`/me`: what people decide about themselves: linking accounts, and peace from messages they did not ask for."""

import secrets

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Press
from chat.i18n import Words
from chat.lines import Line
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers import presence
from handlers.presence import Scene, line_of_event
from handlers.routing import Context, Router
from storage import ballots, ledger, links, people, votes
from storage.people import Account, Newcomer

router = Router()

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
HALF = 4
"""A code is written in two halves of so many letters."""


@router.on(Command, "me")
def on_me(ctx: Context, event: Command) -> Outcome:
    """Show what is set, or do what was typed behind it."""
    scene = _scene(ctx, event)
    word, _, rest = event.text.strip().partition(" ")
    match word.lower():
        case "":
            return ctx.answer(event, scene.brand, _shown(ctx, event, scene))
        case "link" if rest.strip():
            return _link(ctx, event, scene, rest)
        case "link":
            return _give_code(ctx, event, scene)
        case "off":
            return _set_quiet(ctx, event, scene, quiet=True)
        case "on":
            return _set_quiet(ctx, event, scene, quiet=False)
        case _:
            raise UserError("me-usage", scene.brand)


@router.on(Press, "me")
def on_me_button(ctx: Context, event: Press) -> Outcome:
    """Show what is set."""
    scene = _scene(ctx, event)
    return ctx.answer(event, scene.brand, _shown(ctx, event, scene))


@router.on(Press, "link")
def on_link(ctx: Context, event: Press) -> Outcome:
    """Give a code for linking."""
    return _give_code(ctx, event, _scene(ctx, event))


@router.on(Command, "stop")
@router.on(Press, "quiet")
def on_quiet(ctx: Context, event: Command | Press) -> Outcome:
    """Send nothing any more that the person did not ask for, on none of their accounts."""
    return _set_quiet(ctx, event, _scene(ctx, event), quiet=True)


@router.on(Press, "loud")
def on_loud(ctx: Context, event: Press) -> Outcome:
    """Remind the person again."""
    return _set_quiet(ctx, event, _scene(ctx, event), quiet=False)


def _scene(ctx: Context, event: Event) -> Scene:
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    return scene


def _shown(ctx: Context, event: Event, scene: Scene) -> Message:
    say = _words(ctx, event, scene)
    accounts = links.linked(ctx.db, scene.account.standing_for)
    others = [each.platform.capitalize() for each in accounts if each.id != scene.account.id]
    linked = say("me-linked", platforms=", ".join(others)) if others else say("me-not-linked")
    switch = Button(say("me-loud-button"), "loud") if scene.account.quiet else Button(say("me-quiet-button"), "quiet")
    text = [linked, say("me-quiet" if scene.account.quiet else "me-loud")]
    buttons = ((Button(say("me-link-button"), "link"),), (switch,))
    return Message(title=say("me-title"), text="\n".join(text), buttons=buttons)


def _give_code(ctx: Context, event: Event, scene: Scene) -> Outcome:
    code = "".join(secrets.choice(LETTERS) for _ in range(2 * HALF))
    links.put_code(ctx.db, scene.account.id, code, ctx.now)
    minutes = int(links.VALID.total_seconds() // 60)
    say = _words(ctx, event, scene)
    text = say("me-code", command=f"/me link {code[:HALF]}-{code[HALF:]}", minutes=minutes)
    return ctx.answer(event, scene.brand, Message(text=text))


def _link(ctx: Context, event: Event, scene: Scene, typed: str) -> Outcome:
    code = "".join(sign for sign in typed.upper() if sign.isalnum())
    found = links.take_code(ctx.db, code, ctx.now)
    if found is None:
        raise UserError("me-code-wrong", scene.brand)
    here = Address(event.platform, scene.account.person)
    if found.platform == here.platform and found.person == here.id:
        raise UserError("me-code-same", scene.brand)
    if found.brand not in ctx.brands:
        raise UserError("me-code-wrong", scene.brand)
    people.meet(ctx.db, found.brand, Newcomer(here, event.name, event.language), ctx.now)
    mine = {each.brand: each for each in links.everywhere(ctx.db, here.platform, here.id)}
    for other in links.everywhere(ctx.db, found.platform, found.person):
        if other.brand in mine:
            _join(ctx, event, other, mine[other.brand])
    say = _words(ctx, event, scene)
    return ctx.answer(event, scene.brand, Message(text=say("me-linked-now", platform=found.platform.capitalize())))


def _join(ctx: Context, event: Event, first: Account, second: Account) -> None:
    """Make one person of two accounts of a brand; the older one stands for both."""
    kept, gone = sorted((first.standing_for, second.standing_for))
    if kept == gone:
        return
    votes.merge_accounts(ctx.db, first.brand, kept, gone, ctx.slot)
    ballots.merge_accounts(ctx.db, ctx.means.ballot_key, first.brand, kept, gone, ctx.slot)
    links.link(ctx.db, kept, gone)
    line = Line(
        id=f"link:{second.platform}:{second.person}:{first.platform}:{first.person}",
        brand=first.brand,
        platform=second.platform,
        chat=event.chat or second.person,
        person=second.person,
        team=second.team,
        kind="link",
        at=ctx.now,
        data={"to": {"platform": first.platform, "person": first.person}},
    )
    ledger.put(ctx.db, line)


def _set_quiet(ctx: Context, event: Event, scene: Scene, *, quiet: bool) -> Outcome:
    for account in links.everywhere(ctx.db, event.platform, scene.account.person):
        if links.set_quiet(ctx.db, account.standing_for, quiet=quiet) and quiet and not account.team:
            ledger.put(ctx.db, _opt_out(ctx, event, account))
    text = _words(ctx, event, scene)("me-quiet-now" if quiet else "me-loud-now")
    if isinstance(event, Press):
        return Outcome("done", toast=text)
    return ctx.answer(event, scene.brand, Message(text=text))


def _opt_out(ctx: Context, event: Event, account: Account) -> Line:
    """Return the line of an opt-out, which ROR.md writes as a block."""
    return Line(
        id=f"{line_of_event(event)}.quiet",
        brand=account.brand,
        platform=account.platform,
        chat=event.chat or account.person,
        person=account.person,
        team=False,
        kind="block",
        at=ctx.now,
    )


def _words(ctx: Context, event: Event, scene: Scene) -> Words:
    return ctx.words(scene.brand, event.language, scene.account.language)
