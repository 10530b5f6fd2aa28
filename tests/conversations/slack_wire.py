"""Slack's wire: signed requests through Bolt, and what then stands in a workspace."""

import itertools
import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from tests.conversations.place import Place
from tests.conversations.said import Attached, Card, Json, Said, numbers_in
from tests.conversations.seats import Seat, Wire
from tests.support import slack_payloads
from tests.support.slack_payloads import form
from tests.support.slack_server import SIGNING_SECRET, sign
from tests.support.waiting import until

FORM, JSON = "application/x-www-form-urlencoded", "application/json"


class SlackWire(Wire):
    """A workspace with a team's channel and an audience's."""

    name = "slack"
    has_forms = True

    def __init__(self, place: Place, brand: str, team: str, audience: str) -> None:
        super().__init__(place, brand, team, audience)
        self.slack = place.slack
        self._acks: list[Json] = []
        self._numbers = itertools.count(1)
        self._last = 0

    def id_of(self, number: int) -> str:
        """Return a person's id."""
        return f"U{number:08}"

    def private(self, seat: Seat) -> str:
        """Return the direct message's channel."""
        return f"D{seat.person[1:]}"

    async def join(self, seat: Seat, chat: str) -> None:
        """Come into a channel; in the team's one they write, since it is by that that they are known."""
        if chat == self.team:
            await self.write(seat, chat, "Good morning")
        await self._tell(slack_payloads.membership(user=seat.person, channel=chat, event_ts=self._stamp()))

    async def greet(self, seat: Seat) -> None:
        """Do nothing: in Slack a bot may write to everybody."""

    async def write(
        self, seat: Seat, chat: str, text: str, *, below: str = "", file: Attached | None = None, **more: Any
    ) -> str:
        """Write, or use a slash command; Slack escapes three signs."""
        text = escape(text, quote=False)
        if not text.startswith("/"):
            stamp = self._stamp()
            more |= {"thread_ts": below} if below else {}
            if file:
                more |= {"subtype": "file_share", "files": [self.attach(file)]}
            await self._tell(slack_payloads.message(text, channel=chat, user=seat.person, ts=stamp, **more))
            return stamp
        name, _, rest = text.partition(" ")
        who = {"channel_id": chat, "user_id": seat.person, "user_name": seat.name, "response_url": self._url()}
        await self._do(slack_payloads.command(name, rest, **who))
        return ""

    def attach(self, file: Attached) -> Json:
        """Upload a file; return it as payloads tell of it."""
        return self.slack.workspace.keep(file.name, file.content, file.kind)

    async def edit(self, seat: Seat, chat: str, message: str, text: str) -> None:
        """Change what was written."""
        of_message = {"user": seat.person, "ts": message}
        await self._tell(slack_payloads.changed("before", text, **of_message) | {"channel": chat})

    async def react(self, seat: Seat, chat: str, message: str) -> None:
        """Put an emoji on a message."""
        item = {"type": "message", "channel": chat, "ts": message}
        await self._tell(slack_payloads.reaction(user=seat.person, item=item))

    async def press(self, seat: Seat, data: str, where: Said | Card) -> None:
        """Press a button of a message, of an ephemeral answer, or in a view."""
        view = where.form if isinstance(where, Said) else None
        if view is not None:
            await self._do(self._by(seat, slack_payloads.view_press(view, data)))
            return
        message = {"type": "message", "message_ts": where.message or self._stamp(), "channel_id": where.chat}
        channel = {"id": where.chat, "name": "channel"}
        body = slack_payloads.press(data, response_url=self._url(), container=message, channel=channel)
        await self._do(self._by(seat, body))

    async def fill(self, seat: Seat, form: Said, values: Mapping[str, Any]) -> None:
        """Send a modal, after telling of each change that it wants to hear at once."""
        view = form.form or {}
        given: dict[str, Any] = {}
        for name, value in values.items():
            given[name] = value
            block = next(each for each in view["blocks"] if each.get("block_id") == f"field.{name}")
            if block.get("dispatch_action"):
                before = view["hash"]
                await self._do(self._by(seat, slack_payloads.changed_field(view, **{"name": name, **given})))
                view = await self._updated(view["id"], before)
        body = self._by(seat, slack_payloads.submission(view, **given))
        answer = await self._do(body)
        self.slack.workspace.views.answer(view["id"], answer)

    async def chooses(self, seat: Seat, quoted: str) -> None:
        """Choose the bot from a message's menu, in the channel where they sit."""
        seat.forget()
        channel = {"id": seat.chat, "name": "channel"}
        body = slack_payloads.message_action(quoted, response_url=self._url(), channel=channel)
        await self._do(self._by(seat, body))

    async def opens_home(self, seat: Seat) -> None:
        """Look at the bot's own page."""
        seat.forget()
        await self._tell(slack_payloads.home_opened(user=seat.person, channel=self.private(seat)))

    def messages(self, chat: str) -> list[Said]:
        """Return the messages of a channel."""
        return [_said(each, chat) for each in self.slack.workspace.messages.get(chat, [])]

    def whispered(self, seat: Seat) -> list[Said]:
        """Return ephemeral answers and what is shown in views."""
        views = self.slack.workspace.views
        homes = [views.homes[seat.person]] if seat.person in views.homes else []
        shown = [
            Said(f"view:{each['id']}:{each['hash']}", *_view(each), form=each)
            for each in (*views.shown.values(), *homes)
        ]
        acks = [Said(f"ack:{number}", *_texts(each), chat=seat.chat) for number, each in enumerate(self._acks)]
        told = [Said(f"told:{number}", *_texts(each), chat=seat.chat) for number, each in enumerate(self.slack.told)]
        return [*acks, *told, *shown]

    async def document(self, said: Said) -> bytes:
        """Return what was uploaded."""
        return bytes(self.slack.workspace.files[said.file]["content"])

    def find_card(self, question: str, chat: str) -> Card | None:
        """Return the newest poll of this question."""
        for message in reversed(self.slack.workspace.messages.get(chat, [])):
            text, buttons = _read(message["blocks"])
            if question in text.splitlines()[:2]:
                return Card(text, numbers_in(text), buttons, chat, message["ts"])
        return None

    async def _updated(self, view: str, before: str) -> Json:
        shown = self.slack.workspace.views.shown
        await until(lambda: shown[view]["hash"] != before)
        return shown[view]

    def _by(self, seat: Seat, body: Json) -> Json:
        user = {"id": seat.person, "username": seat.name, "name": seat.name, "team_id": body["user"]["team_id"]}
        for action in body.get("actions", []):
            action["action_ts"] = self._stamp()
        return body | {"user": user}

    def _stamp(self) -> str:
        # Two messages never have the same one.
        self._last = max(self._last + 1, round(self.place.clock.now().timestamp() * 1_000_000))
        return f"{self._last // 1_000_000}.{self._last % 1_000_000:06}"

    def _url(self) -> str:
        return f"http://127.0.0.1:{self.slack.port}/respond/{next(self._numbers)}"

    async def _tell(self, event: Json) -> None:
        await self._post(json.dumps(slack_payloads.envelope(event)).encode(), JSON)

    async def _do(self, body: Json) -> Json:
        text = await self._post(form(body), FORM)
        answer: Json = json.loads(text) if text else {}
        if "blocks" in answer:
            self._acks.append(answer)
        return answer

    async def _post(self, raw: bytes, kind: str) -> str:
        signed = sign(SIGNING_SECRET, raw, self.place.clock.now().timestamp())
        status, text = await self.place.post("/slack/events", raw, {"Content-Type": kind, **signed})
        assert status == 200, text
        return text


def _said(message: Json, chat: str) -> Said:
    text, buttons = _texts(message)
    file = next((each["id"] for each in message.get("files", [])), "")
    shown = [each["slack_file"]["id"] for each in message.get("blocks") or [] if each["type"] == "image"]
    file, below = file or next(iter(shown), ""), message.get("thread_ts") or ""
    name = f"{message['ts']}:{hash(text)}"
    return Said(name, text, buttons, chat=chat, message=message["ts"], file=file, below=below)


def _texts(message: Json) -> tuple[str, dict[str, str]]:
    shown, buttons = _read(message.get("blocks") or [])
    return shown or message.get("text", ""), buttons


def _view(view: Json) -> tuple[str, dict[str, str]]:
    shown, buttons = _read(view["blocks"])
    return f"{view.get('title', {}).get('text', '')}\n{shown}", buttons


def _read(blocks: list[Json]) -> tuple[str, dict[str, str]]:
    """Return all texts of blocks, and the buttons' values by their labels."""
    elements = [each for block in blocks for each in block.get("elements", [])]
    buttons = {each["text"]["text"]: each.get("value", "") for each in elements if each["type"] == "button"}
    return "\n".join(_lines(blocks)), buttons


def _lines(blocks: list[Json]) -> Iterator[str]:
    for block in blocks:
        if "text" in block:
            yield block["text"]["text"]
        yield from (each["text"] for each in block.get("elements", []) if each["type"] == "plain_text")
        if "label" in block:
            yield block["label"]["text"]
