"""`/me`: what people see and decide about themselves."""

from collections.abc import Callable, Mapping
from typing import Any

from chat.errors import UserError
from chat.events import Command, Event, Press
from chat.messages import Button, Message
from chat.ports import Outcome
from handlers.me import erasing, exporting, language, linking, quiet, seeing
from handlers.me.common import network, own_accounts, own_scene, own_words
from handlers.presence import Scene
from handlers.routing import Context, Reading, Router

router = Router()

SEEN: Mapping[str, tuple[Callable[[Reading, Event], Any], Callable[..., Outcome]]] = {
    "votes": (seeing.find_votes, seeing.tell_votes),
    "questions": (seeing.find_questions, seeing.tell_questions),
    "data": (seeing.find_data, seeing.tell_data),
}
"""What is shown by a word behind the command, or by a button: how it is read, and how it is told."""
DONE: Mapping[str, Callable[[Context, Event, Scene], Outcome]] = {
    "link": linking.give_code,
    "off": lambda ctx, event, scene: quiet.set_quiet(ctx, event, scene, quiet=True),
    "on": lambda ctx, event, scene: quiet.set_quiet(ctx, event, scene, quiet=False),
    "language": language.ask,
    "export": exporting.export,
    "erase": erasing.ask,
}
"""What is done by a word behind the command."""


def _prepare(read: Reading, event: Command) -> Any:  # noqa: ANN401  # what each word needs
    found = SEEN.get(event.text.strip().lower())
    return found[0](read, event) if found else None


@router.on(Command, "me", prepare=_prepare)
def on_me(ctx: Context, event: Command, facts: Any) -> Outcome:  # noqa: ANN401
    """Show what is kept and set, or do what was typed behind the command."""
    scene = own_scene(ctx, event)
    word, _, rest = event.text.strip().partition(" ")
    word, rest = word.lower(), rest.strip()
    if not word:
        return ctx.answer(event, scene.brand, _overview(ctx, event, scene))
    if word == "link" and rest:
        return linking.link(ctx, event, scene, rest)
    if word == "language" and rest:
        return language.choose(ctx, event, scene, rest)
    if word in SEEN and not rest:
        return SEEN[word][1](ctx, event, facts)
    if word in DONE and not rest:
        return DONE[word](ctx, event, scene)
    raise UserError("me-usage", scene.brand)


@router.on(Press, "me")
def on_button(ctx: Context, event: Press) -> Outcome:
    """Show what is kept and set."""
    scene = own_scene(ctx, event)
    return ctx.answer(event, scene.brand, _overview(ctx, event, scene))


def _overview(ctx: Context, event: Event, scene: Scene) -> Message:
    say, accounts = own_words(ctx, event, scene), own_accounts(ctx, event)
    others = sorted({network(ctx, say, each) for each in accounts} - {network(ctx, say, scene.account)})
    linked = say("me-linked", platforms=", ".join(others)) if others else say("me-not-linked")
    brands = sorted({ctx.brands[each.brand].name for each in accounts})
    known = [say("me-known-to", brands=", ".join(brands))] if len(brands) > 1 else []
    switch = Button(say("me-loud-button"), "loud") if scene.account.quiet else Button(say("me-quiet-button"), "quiet")
    buttons = (
        (Button(say("me-votes-button"), "me-votes"), Button(say("me-questions-button"), "me-questions")),
        (Button(say("me-data-button"), "me-data"), Button(say("me-export-button"), "me-export")),
        (Button(say("me-language-button"), "me-language"), switch),
        (Button(say("me-link-button"), "link"), Button(say("me-invite-button"), "invite")),
        (Button(say("me-erase-button"), "me-erase"),),
    )
    text = [linked, say("me-quiet" if scene.account.quiet else "me-loud"), *known]
    return Message(title=say("me-title"), text="\n".join(text), buttons=buttons)
