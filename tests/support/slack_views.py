"""Modals and Home tabs as Slack keeps them: triggers good for once, versions, stacks, and what it refuses in a view."""

from collections.abc import Mapping
from typing import Any

from tests.support.slack_limits import view_problems

Payload = Mapping[str, Any]

MOST_STACKED = 3


class RefusedError(Exception):
    """Slack says no; the argument is its word for why."""


class Views:
    """What people have open. `shown` is by view id, `homes` by person, both as Slack would send them."""

    def __init__(self) -> None:
        self.shown: dict[str, dict[str, Any]] = {}
        self.homes: dict[str, dict[str, Any]] = {}
        self.stack: list[str] = []
        """Ids of the modals of the one person who opens any, the topmost last."""
        self._used: set[str] = set()
        self._versions = 0

    @property
    def top(self) -> dict[str, Any]:
        """The modal that is seen."""
        return self.shown[self.stack[-1]]

    def open(self, payload: Payload) -> dict[str, Any]:
        """Open a modal; it replaces those that were open."""
        self._use(payload["trigger_id"])
        self.stack = []
        return self._put(f"V{len(self.shown) + 1:05}", payload["view"])

    def push(self, payload: Payload) -> dict[str, Any]:
        """Put a modal upon the one that is open."""
        self._use(payload["trigger_id"])
        if not self.stack:
            raise RefusedError("not_found")
        if len(self.stack) >= MOST_STACKED:
            raise RefusedError("push_limit_reached")
        return self._put(f"V{len(self.shown) + 1:05}", payload["view"])

    def update(self, payload: Payload) -> dict[str, Any]:
        """Show something else in a modal, if it is still of the version that is named."""
        now = self.shown.get(payload["view_id"])
        if now is None:
            raise RefusedError("not_found")
        if payload.get("hash") not in {None, now["hash"]}:
            raise RefusedError("hash_conflict")
        return self._put(payload["view_id"], payload["view"])

    def publish(self, payload: Payload) -> dict[str, Any]:
        """Show a person's Home tab."""
        self._check(payload["view"], "home")
        self.homes[payload["user_id"]] = self._kept(f"VHOME{payload['user_id']}", payload["view"])
        return {"view": self.homes[payload["user_id"]]}

    def answer(self, view: str, response: Payload) -> None:
        """Do what the acknowledgement of a submission says."""
        match response.get("response_action"):
            case None:
                self.stack.remove(view)
            case "update":
                self._put(view, response["view"])
            case "push":
                self._put(f"V{len(self.shown) + 1:05}", response["view"])
            case "errors":
                asked = {each["block_id"] for each in self.shown[view]["blocks"] if each["type"] == "input"}
                assert response["errors"]
                assert set(response["errors"]) <= asked
            case unknown:
                raise AssertionError(unknown)

    def _use(self, trigger: str) -> None:
        if not trigger or trigger.startswith("expired"):
            raise RefusedError("expired_trigger_id" if trigger else "invalid_arguments")
        if trigger in self._used:
            raise RefusedError("exchanged_trigger_id")
        self._used.add(trigger)

    @staticmethod
    def _check(view: dict[str, Any], kind: str) -> None:
        if view["type"] != kind or view_problems(view):
            raise RefusedError("invalid_arguments")

    def _put(self, view: str, given: dict[str, Any]) -> dict[str, Any]:
        self._check(given, "modal")
        self.shown[view] = self._kept(view, given)
        if view not in self.stack:
            self.stack.append(view)
        return {"view": self.shown[view]}

    def _kept(self, view: str, given: dict[str, Any]) -> dict[str, Any]:
        self._versions += 1
        return {"private_metadata": "", "callback_id": "", **given, "id": view, "hash": f"1712.{self._versions}"}
