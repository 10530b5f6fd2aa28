"""What local Bot API servers before 10.0 leave out and python-telegram-bot insists on, though nobody here reads it."""

from inspect import signature
from typing import Any

from telegram import ChatMemberAdministrator, ChatMemberBanned, ChatMemberRestricted

RIGHTS = {
    name: False
    for kind in (ChatMemberAdministrator, ChatMemberBanned, ChatMemberRestricted)
    for name in signature(kind).parameters
    if name.startswith(("can_", "is_", "until_"))
}
"""Whatever some kind of chat member must have, as "no" and "never"."""


def completed(json: Any) -> Any:  # noqa: ANN401  # JSON
    """Return a copy of the JSON in which nothing is missing in polls, votes and members."""
    if isinstance(json, list):
        return [completed(each) for each in json]
    if not isinstance(json, dict):
        return json
    return {**_missing(json), **{key: completed(value) for key, value in json.items()}}


def _missing(json: dict[str, Any]) -> dict[str, Any]:
    keys = json.keys()
    if keys >= {"question", "options"}:
        return {"allows_revoting": True, "members_only": False}
    if keys >= {"text", "voter_count"}:
        return {"persistent_id": ""}
    if keys >= {"poll_id", "option_ids"}:
        return {"option_persistent_ids": []}
    return RIGHTS if keys >= {"status", "user"} else {}
