"""What a Slack message passes on: another message, by Share or by its address."""

import re

from bot.platforms.slack.payloads import Payload, maybe_in
from chat.events import Origin

_ADDRESS = re.compile(r"https://[^/]+/archives/([A-Z0-9]+)/p(\d+)(\d{6})(?:\?.*)?")


def origin_in(message: Payload) -> Origin | None:
    """Return the first message that this one passes on; what its person says to it is their own."""
    for each in message.get("attachments") or ():
        if not (each.get("is_share") or each.get("is_msg_unfurl")):
            continue
        chat, ts = maybe_in(each, "channel_id"), maybe_in(each, "ts")
        if chat and ts:
            return Origin(chat, ts)
        if told := _ADDRESS.fullmatch(maybe_in(each, "from_url") or ""):
            return Origin(told[1], f"{told[2]}.{told[3]}")
    return None
