"""Making a poll step by step, in a conversation that survives restarts."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Press
from chat.events import Message as TextMessage
from chat.i18n import Words
from chat.messages import Message
from chat.ports import Outcome
from handlers import presence
from handlers.polls.guided_answers import PRESSES, TEXTS
from handlers.polls.guided_steps import STEPS, Asking
from handlers.polls.telling import told
from handlers.polls.wanting import publish, wanted
from handlers.presence import Scene
from handlers.routing import Context, Router
from storage import dialogs
from storage.dialogs import Dialog
from storage.outbox import Draft

router = Router()

KIND = "compose"
FROM_EVERYWHERE = ("summary", "change")
"""Steps whose buttons stay good once the poll was shown."""


@dataclass(slots=True)
class Talk:
    """One conversation."""

    ctx: Context
    event: Event
    chat: str
    state: dict[str, Any]
    """`brand`, `raw` (as `wanting.wanted` takes it), `step`, `seen`, `token`, and where to answer."""

    @property
    def say(self) -> Words:
        """Return the texts in the person's language."""
        return self.ctx.words(self.state["brand"], self.event.language)

    def go(self, step: str, problem: str = "") -> Outcome:
        """Ask a step's question, after a sentence about what was wrong, if anything."""
        self.state |= {"step": step, "seen": self.state["seen"] or step == "summary"}
        self.keep()
        message = STEPS[step](self._asking())
        if message.ask and message.buttons and not self.state["alone"]:
            # With buttons no reply field opens by itself.
            message = replace(message, text=f"{message.text}\n\n{self.say('guide-reply')}")
        if opening := problem or self.state.pop("note", ""):
            message = replace(message, text=f"{opening}\n\n{message.text}")
        self.tell(message)
        return Outcome("done")

    def keep(self) -> None:
        """Wait for the next answer."""
        person = self.event.person or ""
        dialog = Dialog(KIND, {name: value for name, value in self.state.items() if name != "note"})
        dialogs.begin(self.ctx.db, self.event.platform, self.chat, person, dialog, self.ctx.now)

    def tell(self, message: Message) -> None:
        """Say something to the person, in the conversation's chat."""
        alone = self.state["alone"]
        draft = Draft(
            to=Address(self.event.platform, self.chat),
            kind="answer" if alone else "note",
            brand=self.state["brand"],
            message=message,
            thread=self.state["thread"],
            # In a group the bot may see replies only.
            reply_to=None if alone else self.state["reply"],
            payload=self._fallback() if alone and not self.event.private else None,
        )
        self.ctx.say(draft)

    def finish(self) -> Outcome:
        """Make the poll.

        Raises:
            UserError: something is wrong with it.
        """
        brand, creator = self.state["brand"], Address(self.event.platform, self.event.person or "")
        what = wanted(self.state["raw"], self.ctx.now, self.ctx.brands[brand])
        made = publish(self.ctx, brand, what, creator)
        self.tell(told(self.ctx, made, self.say))
        return self.end()

    def end(self) -> Outcome:
        """Ask no more."""
        dialogs.end(self.ctx.db, self.event.platform, self.chat, self.event.person or "", self.ctx.now)
        return Outcome("done")

    def _asking(self) -> Asking:
        brand = self.ctx.brands[self.state["brand"]]
        return Asking(
            raw=self.state["raw"],
            brand=brand,
            say=self.say,
            now=self.ctx.now,
            token=self.state["token"],
            seen=self.state["seen"],
        )

    def _fallback(self) -> dict[str, Any]:
        text = self.say("open-me-first")
        return {"fallback": {"chat": self.event.chat, "thread": self.event.thread, "text": text, "door": "poll"}}


def begin(ctx: Context, event: Event, scene: Scene, raw: Mapping[str, Any], note: str = "") -> Outcome:
    """Begin: here where the team is among itself, else in the person's private chat."""
    if event.person is None:  # an anonymous administrator cannot be known again
        raise UserError("poll-usage", scene.brand)
    here = scene.role in {presence.TEAM, presence.PRIVATE}
    if not here and event.answerable:
        return Outcome("done", door="poll")
    state = {
        "brand": scene.brand,
        "raw": dict(raw),
        "seen": False,
        "token": _owner(event) + secrets.token_hex(2),
        "thread": event.thread if here else None,
        "reply": event.message if isinstance(event, Command) and here else None,
        "alone": event.private or not here,
        "note": note,
    }
    talk = Talk(ctx, event, event.chat if here else event.person, state)
    if not raw.get("question"):
        return talk.go("question")
    return talk.go("summary" if raw.get("options") or raw.get("kind") else "options")


def resumed(ctx: Context, event: Event) -> Outcome | None:
    """Ask again what the person was asked in this chat; None where nothing was."""
    talk = _find(ctx, event)
    return talk.go(talk.state["step"]) if talk else None


def pressed(ctx: Context, event: Press) -> Outcome:
    """Take a pressed button for the answer.

    Raises:
        UserError: it is somebody else's button, or an old one, or asks for what cannot be done.
    """
    _, step, value, token = (event.data.split(":") + [""] * 4)[:4]
    found = presence.brand_of(ctx, event)
    brand = found[0] if found else None
    if token[:-4] != _owner(event):
        raise UserError("guide-not-yours", brand)
    talk = _find(ctx, event)
    if talk is None or talk.state["token"] != token:
        raise UserError("guide-over", brand)
    if step != talk.state["step"] and not (talk.state["seen"] and step in FROM_EVERYWHERE):
        raise UserError("guide-earlier", brand)
    if step == "summary" and value in {"post", "cancel"}:
        return talk.finish() if value == "post" else _cancel(talk)
    following = PRESSES[step](talk.state, value) if step in PRESSES else None
    if following is None:
        raise UserError("guide-earlier", brand)
    return talk.go(following)


@router.answering(KIND)
def on_answer(ctx: Context, event: TextMessage, state: dict[str, Any]) -> Outcome:
    """Take what the person wrote for the answer."""
    if state["brand"] not in ctx.brands:
        return Outcome("done")
    talk = Talk(ctx, event, event.chat, state)
    if not state["alone"]:
        state["reply"] = event.message
    take = TEXTS.get(state["step"])
    if take is None:
        if state["alone"]:
            return talk.go(state["step"])
        talk.keep()  # in a group they may speak to others
        return Outcome("done")
    try:
        return talk.go(take(state, event.text, ctx.now, ctx.brands[state["brand"]]))
    except UserError as error:
        return talk.go(state["step"], problem=talk.say(error.key, **error.args_of_text))


@router.on(Command, "cancel")
def on_cancel(ctx: Context, event: Command) -> Outcome:
    """Ask no more, whatever the person was asked."""
    asked = dialogs.end(ctx.db, event.platform, event.chat, event.person or "", ctx.now)
    found = presence.brand_of(ctx, event)
    if found is None:
        return Outcome("done")
    text = ctx.words(found[0], event.language)("guide-cancelled" if asked else "guide-nothing")
    return ctx.answer(event, found[0], Message(text=text))


def _cancel(talk: Talk) -> Outcome:
    talk.tell(Message(text=talk.say("guide-cancelled")))
    return talk.end()


def _find(ctx: Context, event: Event) -> Talk | None:
    dialog = dialogs.find(ctx.db, event.platform, event.chat, event.person or "", ctx.now)
    if dialog is None or dialog.kind != KIND or dialog.state["brand"] not in ctx.brands:
        return None
    return Talk(ctx, event, event.chat, dialog.state)


def _owner(event: Event) -> str:
    """Return a short sign of who made a button's question."""
    return hashlib.sha256(f"{event.platform}:{event.person}".encode()).hexdigest()[:6]
