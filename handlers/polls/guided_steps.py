"""What the bot asks at each step of making a poll by conversation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from chat.brands import Brand
from chat.errors import UserError
from chat.i18n import Words
from chat.messages import Button, Message
from chat.polls import OPTIONS, SCALES
from handlers.polls import plans
from handlers.polls.making_form import extras_of, preview
from handlers.polls.wanting import wanted
from handlers.polls.wording import EXTRAS, KINDS, SHOWN, VISIBILITIES

PERIODS = ("never", "1d", "3d", "1w")
CHANGES = ("question", "options", "kind", "visibility", "shown", "extras", "close")

Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a step is asked with."""

    raw: Mapping[str, Any]
    brand: Brand
    say: Words
    now: datetime
    token: str
    """Stands in all buttons, so that old ones and those of others are known."""
    seen: bool
    """The poll was shown already, so that this is a change."""

    def column(self, step: str, what: str, values: Sequence[str]) -> Buttons:
        """Return a button under the other for each value."""
        return tuple((self.button(step, value, f"{what}{value}"),) for value in values)

    def row(self, step: str, what: str, values: Sequence[str]) -> tuple[Button, ...]:
        """Return a button beside the other for each value."""
        return tuple(self.button(step, value, f"{what}{value}") for value in values)

    def button(self, step: str, value: str, key: str) -> Button:
        """Return a button with a text of this key."""
        return self.plain_button(step, value, self.say(key))

    def plain_button(self, step: str, value: str, label: str) -> Button:
        """Return a button with this label."""
        return Button(label, f"make:{step}:{value}:{self.token}")


def _question(asking: Asking) -> Message:
    return Message(text=asking.say("guide-question"), ask=True)


def _options(asking: Asking) -> Message:
    options = asking.raw.get("options") or ()
    if not options:
        scales = (asking.row("options", "make-kind-", tuple(SCALES)),)
        return Message(text=asking.say("guide-options"), ask=True, buttons=scales)
    so_far = "\n".join(f"• {each}" for each in options)
    done = ((asking.button("options", "done", "guide-done"),),)
    return Message(text=asking.say("guide-options-more", options=so_far), ask=True, buttons=done)


def _kind(asking: Asking) -> Message:
    kinds = KINDS if asking.seen else KINDS[:3]
    return Message(text=asking.say("guide-kind"), buttons=asking.column("kind", "make-kind-", kinds))


def _most(asking: Asking) -> Message:
    numbers = range(OPTIONS.start, len(asking.raw.get("options") or ()))
    offered = tuple(asking.plain_button("most", str(number), str(number)) for number in numbers)
    anything = (asking.button("most", "any", "make-most-any"),)
    return Message(text=asking.say("guide-most"), buttons=(anything, *(offered[at : at + 4] for at in (0, 4))))


def _visibility(asking: Asking) -> Message:
    buttons = asking.column("visibility", "make-visibility-", VISIBILITIES)
    return Message(text=asking.say("guide-visibility"), buttons=buttons)


def _shown(asking: Asking) -> Message:
    return Message(text=asking.say("guide-shown"), buttons=asking.column("shown", "make-shown-", SHOWN))


def _extras(asking: Asking) -> Message:
    offered = EXTRAS if asking.raw.get("kind") not in SCALES else EXTRAS[2:]
    on = extras_of(asking.raw)
    labels = {each: f"{'✓ ' if each in on else ''}{asking.say(f'make-extra-{each}')}" for each in offered}
    buttons = tuple((asking.plain_button("extras", each, label),) for each, label in labels.items())
    done = (asking.button("extras", "done", "guide-done"),)
    return Message(text=asking.say("guide-extras"), buttons=(*buttons, done))


def _close(asking: Asking) -> Message:
    row = asking.row("close", "guide-close-", PERIODS)
    return Message(text=asking.say("guide-close"), ask=True, buttons=(row[:2], row[2:]))


def _later(asking: Asking) -> Message:
    now = ((asking.button("later", "now", "guide-now"),),)
    return Message(text=asking.say("guide-later"), ask=True, buttons=now)


def _change(asking: Asking) -> Message:
    buttons = asking.row("change", "guide-change-", CHANGES)
    back = asking.button("change", "back", "guide-back")
    rows = (buttons[:2], buttons[2:4], buttons[4:6], (buttons[6], back))
    return Message(text=asking.say("guide-change"), buttons=rows)


def _summary(asking: Asking) -> Message:
    is_planned = bool(asking.raw.get("at") or asking.raw.get("every"))
    post = asking.button("summary", "post", "make-submit-plan" if is_planned else "make-submit")
    later = asking.button("summary", "later", "guide-later-button")
    rest = (
        asking.button("summary", "change", "guide-change-button"),
        asking.button("summary", "cancel", "guide-cancel"),
    )
    card = preview(asking.brand, asking.raw, asking.now)
    return replace(card, title=_when(asking), buttons=((post, later), rest))


def _when(asking: Asking) -> str:
    try:
        what = wanted(asking.raw, asking.now, asking.brand)
    except UserError as error:  # a time that has passed since it was written, and the like
        return asking.say(error.key, **error.args_of_text)
    if what.rule is not None:
        return asking.say("guide-summary-rule", rule=plans.said(what.rule, asking.say))
    if what.at is not None:
        moment = asking.say.moment(what.at.astimezone(asking.brand.zone))
        return asking.say("guide-summary-at", time=moment, zone=asking.brand.zone.key)
    return asking.say("guide-summary")


STEPS: Mapping[str, Callable[[Asking], Message]] = {
    "question": _question,
    "options": _options,
    "kind": _kind,
    "most": _most,
    "visibility": _visibility,
    "shown": _shown,
    "extras": _extras,
    "close": _close,
    "later": _later,
    "change": _change,
    "summary": _summary,
}
