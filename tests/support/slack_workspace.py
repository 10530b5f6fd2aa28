"""A workspace as Slack's Web API shows it: channels with their messages, files, and what a token may do."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from tests.support.slack_limits import block_problems
from tests.support.slack_views import RefusedError, Views

Payload = Mapping[str, Any]

TEAM, APP, BOT, BOT_USER = "T0FAKE", "A0FAKE", "B0FAKE", "U0FAKEBOT"

HISTORY = {"C": "channels:history", "G": "groups:history", "D": "im:history"}
SCOPES = {
    "chat.delete": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.info": "channels:read",
    "conversations.open": "im:write",
    "files.completeUploadExternal": "files:write",
    "files.getUploadURLExternal": "files:write",
    "files.info": "files:read",
}


class Workspace:
    """Answers the methods that a bot calls, and remembers what they did."""

    def __init__(self, url: str, scopes: set[str] | None = None) -> None:
        self.url = url
        self.scopes = scopes
        """What the bot token may do; None: everything."""
        self.messages: dict[str, list[dict[str, Any]]] = {}
        self.files: dict[str, dict[str, Any]] = {}
        self.deactivated: set[str] = set()
        """Direct messages with people who were deactivated."""
        self.files_unready = 0
        """So many messages with a file are refused, since Slack has not taken it in yet."""
        self.counts: dict[str, int] = {}
        """How many people are in a channel, where it is not two."""
        self.views = Views()
        self._ticks = 1_700_000_000_000_000

    def stamp(self) -> str:
        """Return the next message's time stamp."""
        self._ticks += 1_000_100
        return f"{self._ticks // 1_000_000}.{self._ticks % 1_000_000:06}"

    def call(self, method: str, payload: Payload) -> dict[str, Any]:
        """Carry a method out."""
        act = METHODS.get(method) or VIEWS.get(method)
        if act is None:
            return {"ok": False, "error": "unknown_method"}
        needed = HISTORY.get(str(payload.get("channel"))[:1]) if "conversations." in method else None
        needed = SCOPES.get(method, "files:read" if "'file_input'" in str(payload.get("view")) else needed)
        if needed and self.scopes is not None and needed not in self.scopes:
            return {"ok": False, "error": "missing_scope", "needed": needed, "provided": ",".join(self.scopes)}
        try:
            return {"ok": True, **(act(self.views, payload) if method in VIEWS else act(self, payload))}
        except RefusedError as refused:
            return {"ok": False, "error": str(refused)}

    def auth_test(self, payload: Payload) -> dict[str, Any]:
        """Tell who the bot is."""
        return {
            "url": "https://fake.slack.com/", "team": "Fake", "user": "rapport", "team_id": TEAM, "user_id": BOT_USER,
            "bot_id": BOT, "is_enterprise_install": False,
        }  # fmt: skip

    def post(self, payload: Payload) -> dict[str, Any]:
        """Post a message."""
        self._check(payload)
        if payload["channel"] in self.deactivated:
            raise RefusedError("user_disabled")
        channel = self._direct(payload["channel"])
        message = {
            "type": "message", "ts": self.stamp(), "bot_id": BOT, "app_id": APP, "user": BOT_USER, "team": TEAM,
            **{name: payload[name] for name in ("text", "blocks", "thread_ts", "metadata") if name in payload},
        }  # fmt: skip
        self.messages.setdefault(channel, []).append(message)
        return {"channel": channel, "ts": message["ts"], "message": message}

    def update(self, payload: Payload) -> dict[str, Any]:
        """Edit a message."""
        self._check(payload)
        for message in self.messages.get(payload["channel"], []):
            if message["ts"] == payload["ts"]:
                message.update(text=payload["text"], blocks=payload.get("blocks", []))
                return {"channel": payload["channel"], "ts": message["ts"], "text": message["text"], "message": message}
        raise RefusedError("message_not_found")

    def delete(self, payload: Payload) -> dict[str, Any]:
        """Delete one of the bot's own messages."""
        said = self.messages.get(payload["channel"], [])
        message = next((each for each in said if each["ts"] == payload["ts"]), None)
        if message is None:
            raise RefusedError("message_not_found")
        if message["bot_id"] != BOT:
            raise RefusedError("cant_delete_message")
        said.remove(message)
        return {"channel": payload["channel"], "ts": message["ts"]}

    def _check(self, payload: Payload) -> None:
        if not payload.get("text"):
            raise RefusedError("no_text")
        blocks = payload.get("blocks") or []
        if block_problems(blocks):
            raise RefusedError("invalid_blocks")
        if any(block["type"] == "image" for block in blocks):
            self.files_unready -= 1
            if self.files_unready >= 0:
                raise RefusedError("invalid_blocks")

    def info(self, payload: Payload) -> dict[str, Any]:
        """Tell about a channel; the bot is not in `CLEFT`, cannot see `CGONE`, and `COLD` is archived."""
        if payload["channel"] == "CGONE":
            raise RefusedError("channel_not_found")
        is_member, is_archived = payload["channel"] != "CLEFT", payload["channel"] == "COLD"
        told = {"id": payload["channel"], "is_member": is_member, "is_archived": is_archived}
        is_counted = payload.get("include_num_members") in {True, "1", "true"}
        return {"channel": told | ({"num_members": self.counts.get(payload["channel"], 2)} if is_counted else {})}

    def open_direct(self, payload: Payload) -> dict[str, Any]:
        """Open a direct message."""
        return {"channel": {"id": self._direct(payload["users"])}}

    @staticmethod
    def _direct(chat: str) -> str:
        return f"D{chat[1:]}" if chat.startswith("U") else chat

    def history(self, payload: Payload) -> dict[str, Any]:
        """Show a channel's messages, newest first, those in threads left out."""
        said = [each for each in self.messages.get(payload["channel"], []) if each.get("thread_ts") is None]
        return self._page(said[::-1], payload)

    def replies(self, payload: Payload) -> dict[str, Any]:
        """Show a thread, oldest first."""
        said = self.messages.get(payload["channel"], [])
        return self._page([each for each in said if payload["ts"] in {each["ts"], each.get("thread_ts")}], payload)

    @staticmethod
    def _page(said: list[dict[str, Any]], payload: Payload) -> dict[str, Any]:
        hidden = () if payload.get("include_all_metadata") in {True, "1", "true"} else ("metadata",)
        since = [each for each in said if float(each["ts"]) > float(payload.get("oldest") or 0)]
        limit = int(payload.get("limit") or 100)
        shown = [{name: value for name, value in each.items() if name not in hidden} for each in since[:limit]]
        return {"messages": shown, "has_more": len(since) > limit}

    def upload_url(self, payload: Payload) -> dict[str, Any]:
        """Tell where to upload a file to."""
        file = f"F{len(self.files) + 1:05}"
        self.files[file] = {"name": payload["filename"], "length": int(payload["length"])}
        return {"upload_url": f"{self.url}/upload/{file}", "file_id": file}

    def keep(self, name: str, content: bytes, mimetype: str = "application/pdf", **more: Any) -> dict[str, Any]:
        """Keep a file that somebody uploads; return it as payloads tell of it."""
        file = f"F{len(self.files) + 1:05}"
        private = f"{self.url}/files-pri/{file}"
        told = {
            "id": file, "name": name, "title": name, "mimetype": mimetype, "mode": "hosted", "size": len(content),
            "url_private": private, "url_private_download": private, **more,
        }  # fmt: skip
        self.files[file] = {**told, "content": content}
        return told

    def file_info(self, payload: Payload) -> dict[str, Any]:
        """Tell about a file."""
        found = self.files.get(payload["file"])
        if found is None:
            raise RefusedError("file_not_found")
        return {"file": {name: value for name, value in found.items() if name != "content"}}

    def complete(self, payload: Payload) -> dict[str, Any]:
        """Finish uploads, and share them in a message where that is asked for."""
        files = json.loads(payload["files"])
        for each in files:
            self.files[each["id"]].update(channel=payload.get("channel_id"), thread_ts=payload.get("thread_ts"))
        if payload.get("channel_id"):
            self._share(files, payload)
        return {"files": files}

    def _share(self, files: list[dict[str, Any]], payload: Payload) -> None:
        blocks = json.loads(payload.get("blocks") or "[]")
        if block_problems(blocks):
            raise RefusedError("invalid_blocks")
        thread = {"thread_ts": payload["thread_ts"]} if payload.get("thread_ts") else {}
        message = {
            "type": "message", "ts": self.stamp(), "bot_id": BOT, "app_id": APP, "user": BOT_USER, "team": TEAM,
            "text": payload.get("initial_comment", ""), "files": files, "blocks": blocks, **thread,
        }  # fmt: skip
        self.messages.setdefault(payload["channel_id"], []).append(message)


VIEWS: dict[str, Callable[[Any, Payload], dict[str, Any]]] = {
    "views.open": Views.open,
    "views.publish": Views.publish,
    "views.push": Views.push,
    "views.update": Views.update,
}
METHODS: dict[str, Callable[[Any, Payload], dict[str, Any]]] = {
    "auth.test": Workspace.auth_test,
    "chat.delete": Workspace.delete,
    "chat.postMessage": Workspace.post,
    "chat.update": Workspace.update,
    "conversations.history": Workspace.history,
    "conversations.info": Workspace.info,
    "conversations.open": Workspace.open_direct,
    "conversations.replies": Workspace.replies,
    "files.completeUploadExternal": Workspace.complete,
    "files.getUploadURLExternal": Workspace.upload_url,
    "files.info": Workspace.file_info,
}
