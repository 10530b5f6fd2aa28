"""Addresses at which a message can be looked at in its chat."""

from collections.abc import Iterable

from storage import ledger, slices, workspaces
from storage.database import Session

_SUPERGROUP = "-100"


def of(db: Session, brand: str, lines: Iterable[str]) -> dict[str, str]:
    """Return the addresses of messages by the ids of their lines; of some there is none, as of imported ones.

    Slack's need the workspace's own address, which is known once the bot was connected.
    """
    home = workspaces.home(db)
    found = slices.of_ids(db, brand, lines)
    return {line.id: link for line in found if (link := _link(line.id, line.platform, line.chat, home))}


def _link(line: str, platform: str, chat: str, home: str) -> str:
    # What is not logged in a chat has an id of another form.
    begins = ledger.line_id(platform, chat, "")
    message = line.removeprefix(begins) if line.startswith(begins) else ""
    if not message:
        return ""
    match platform:
        case "slack" if home:
            return f"{home}archives/{chat}/p{message.replace('.', '')}"
        case "telegram" if chat.startswith(_SUPERGROUP):
            return f"https://t.me/c/{chat.removeprefix(_SUPERGROUP)}/{message}"
        case "webchat":
            return f"/play#message-{message}"
        case _:
            return ""
