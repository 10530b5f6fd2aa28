"""What one person is told in private: with the acknowledgement, by `response_url`, or in a modal."""

import asyncio
import logging
from collections.abc import Coroutine, Mapping
from typing import Any

import aiohttp

from bot.platforms.slack.fields import field_id
from bot.platforms.slack.interactions import Waiting
from bot.platforms.slack.modals import Modals
from bot.platforms.slack.render import payload
from bot.platforms.slack.text import clean, cut
from bot.platforms.slack.views import View, answer_view, form_view
from chat.forms import Form
from chat.i18n import words
from chat.messages import Message
from chat.ports import Outcome

log = logging.getLogger(__name__)

DROPPED_AFTER_S = 10
AT_CLOSE_S = 1
MOST_TOASTS = 100
"""Told at the same time; in a rush of votes the rest is dropped, so that the votes themselves are not held up."""

ERROR = 500

Body = dict[str, Any]


class Answers:
    """Tells people things; what cannot be told within 10 s is dropped."""

    def __init__(self, session: aiohttp.ClientSession, modals: Modals, language: str) -> None:
        self._session = session
        self._modals = modals
        self._words = words(language)
        self._telling: set[asyncio.Task[None]] = set()

    def give(self, waiting: Waiting, outcome: Outcome | None) -> Body | None:
        """Return what to acknowledge with, and begin to tell what cannot be told with it.

        Args:
            outcome: None where what the person did came to nothing.
        """
        if waiting.kind == "submission":
            return self._after_submission(waiting, outcome)
        if outcome and outcome.form:
            self._show(waiting, outcome.form)
            return None
        said = None if waiting.typing else self._said(outcome)
        if said is None:
            return None
        if waiting.kind == "command":
            return _ephemeral(*said)
        # A button under a message comes with an address; without one a mere toast is not worth a modal.
        has_way = waiting.url or waiting.modal or not waiting.chat or said[1].buttons
        if has_way and len(self._telling) < MOST_TOASTS:
            self._tell(waiting, *said)
        return None

    def give_later(self, waiting: Waiting, outcome: Outcome | None) -> None:
        """Tell what came of something whose acknowledgement was that it takes a moment."""
        if waiting.kind == "submission":
            self._start(self._replace(waiting, self._view_of(waiting, outcome)))
        elif outcome and outcome.form:
            self._show(waiting, outcome.form)
        elif not waiting.typing and (said := self._said(outcome)):
            self._tell(waiting, *said)

    def _view_of(self, waiting: Waiting, outcome: Outcome | None) -> View:
        """Return what takes the place of a modal that says that it takes a moment."""
        if outcome and outcome.form:
            return self._form(waiting, outcome.form)
        if outcome and outcome.errors:
            said = "", Message(text="\n".join(outcome.errors.values()))
        else:
            said = self._said(outcome) or ("", Message(text=self._words("slack-done")))
        return answer_view(said[1], waiting.chat, self._words, said[0])

    def moment(self, waiting: Waiting) -> Body | None:
        """Say that the result will take a while; return what to acknowledge with."""
        return self.give(waiting, Outcome("deferred"))

    def _said(self, outcome: Outcome | None) -> tuple[str, Message] | None:
        """Return what to say first and what to tell then; None where there is nothing to tell."""
        if outcome is None:
            return "", Message(text=self._words("slack-try-again"))
        if outcome.answer:
            toast = outcome.toast or ""
            return "" if toast in outcome.answer.text else toast, outcome.answer
        text = outcome.toast or (outcome.door and self._words("slack-direct-please"))
        if not text and outcome.kind == "deferred":
            text = self._words("takes-a-moment")
        return ("", Message(text=text)) if text else None

    def _after_submission(self, waiting: Waiting, outcome: Outcome | None) -> Body | None:
        if outcome and outcome.errors:
            return self._errors(waiting, outcome.errors)
        if outcome and outcome.form:
            return {"response_action": "update", "view": self._form(waiting, outcome.form)}
        said = self._said(outcome)
        if said is None:
            return None
        view = answer_view(said[1], waiting.chat, self._words, said[0])
        # What was typed is still there below a refusal, so that it can be mended.
        is_kept = outcome is None or outcome.kind == "refused"
        return {"response_action": "push" if is_kept else "update", "view": view}

    def _errors(self, waiting: Waiting, errors: Mapping[str, str]) -> Body:
        """Return the answer that leaves the form open; a sentence about no field stands at the first."""
        first = next(iter(waiting.blocks), "")
        shown: dict[str, str] = {}
        for name, sentence in errors.items():
            block = field_id(name) if field_id(name) in waiting.blocks else first
            shown[block] = cut(clean(f"{shown[block]} {sentence}" if block in shown else sentence), ERROR)
        return {"response_action": "errors", "errors": shown}

    def _form(self, waiting: Waiting, form: Form) -> View:
        return form_view(form, waiting.chat, self._words)

    def _show(self, waiting: Waiting, form: Form) -> None:
        self._start(self._open(waiting, self._form(waiting, form)))

    async def _open(self, waiting: Waiting, view: View) -> None:
        if not await self._modals.show(waiting, view) and not waiting.typing:
            await self._write(waiting, "", Message(text=self._words("slack-try-again")))

    async def _replace(self, waiting: Waiting, view: View) -> None:
        await self._modals.replace(waiting, view)

    def _tell(self, waiting: Waiting, lead: str, message: Message) -> None:
        self._start(self._write(waiting, lead, message) if waiting.url else self._pop_up(waiting, lead, message))

    async def _pop_up(self, waiting: Waiting, lead: str, message: Message) -> None:
        """Tell in a modal what there is no other place for, such as what a button in the App Home came to."""
        view = answer_view(message, waiting.chat, self._words, lead)
        if not (waiting.trigger and await self._modals.tell(waiting, view)):
            await self._write(waiting, lead, message)

    async def _write(self, waiting: Waiting, lead: str, message: Message) -> None:
        if waiting.url:
            await self._post(waiting.url, _ephemeral(lead, message))
        else:
            await self._modals.write(waiting.person, payload(message, lead=lead))

    async def _post(self, url: str, told: Body) -> None:
        timeout = aiohttp.ClientTimeout(total=DROPPED_AFTER_S)
        try:
            async with self._session.post(url, json=told, timeout=timeout) as response:
                if not response.ok:
                    log.info("Slack did not take an answer: HTTP %s", response.status)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            # The address is a secret of its own: whoever knows it may write there.
            log.info("an answer did not reach Slack: %s", type(error).__name__)

    def _start(self, telling: Coroutine[Any, Any, None]) -> None:
        if self._session.closed:
            telling.close()
            return
        task = asyncio.create_task(telling)
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def close(self) -> None:
        """Finish what is nearly told, and drop the rest."""
        if not self._telling:
            return
        await asyncio.wait(self._telling, timeout=AT_CLOSE_S)
        for task in self._telling:
            task.cancel()
        await asyncio.gather(*self._telling, return_exceptions=True)


def _ephemeral(lead: str, message: Message) -> Body:
    return {"response_type": "ephemeral", "replace_original": False, **payload(message, lead=lead)}
