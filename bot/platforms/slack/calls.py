"""Calls of Slack's Web API, and what became of them."""

from collections.abc import Awaitable, Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackRequestError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from chat.errors import DeliveryError, Permanent, Temporary, Unknown

Answer = Mapping[str, Any]

WAIT = {"rate_limited", "ratelimited", "message_limit_exceeded"}
BUSY = {"service_unavailable", "request_timeout", "team_added_to_org"}
MAYBE = {"fatal_error", "internal_error"}
"""Slack says of these that some of the call may have been carried out."""

SENTENCES = {
    "account_inactive": "The Slack app was removed from the workspace: install it again and set SLACK_BOT_TOKEN.",
    "cannot_dm_bot": "Slack does not let a bot write to a bot.",
    "cant_delete_message": "Slack lets the bot delete only its own messages.",
    "cant_update_message": "Slack lets the bot edit only its own messages.",
    "channel_is_limited_access": "Only some people may post in this channel: ask its owner to let the app post.",
    "channel_not_found": "Slack knows no such chat, or the app may not see it: invite it there with /invite.",
    "edit_window_closed": "Slack no longer lets this message be edited.",
    "file_deleted": "The file was deleted in Slack.",
    "file_not_found": "Slack knows no such file, or the app may not see it.",
    "invalid_auth": "Slack does not accept the token: set SLACK_BOT_TOKEN anew.",
    "is_archived": "The Slack channel is archived.",
    "is_inactive": "The Slack channel is frozen.",
    "message_not_found": "The message no longer exists.",
    "messages_tab_disabled": "The Slack app takes no direct messages: install it again with `rapport slack-manifest`.",
    "not_enabled": "The Slack app has no Home tab: install it again with `rapport slack-manifest`.",
    "not_authed": "No Slack token was sent: set SLACK_BOT_TOKEN.",
    "not_in_channel": "The app is not in this Slack channel: invite it there with /invite.",
    "restricted_action": "The workspace does not let the app post there.",
    "thread_not_found": "The Slack thread no longer exists.",
    "token_expired": "The Slack token has expired: set SLACK_BOT_TOKEN anew.",
    "token_revoked": "The Slack token was revoked: install the app again and set SLACK_BOT_TOKEN.",
    "user_disabled": "This person's Slack account is deactivated.",
    "user_not_found": "Slack knows no such person.",
    "user_not_visible": "The Slack app may not see this person.",
}
UNREACHABLE = {
    "cannot_dm_bot", "channel_is_limited_access", "channel_not_found", "is_archived", "is_inactive", "not_in_channel",
    "restricted_action", "user_disabled", "user_not_found", "user_not_visible",
}  # fmt: skip
HARMLESS = {"message_not_found", "cant_update_message", "edit_window_closed"}
SHUT_OUT = {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
"""With these nothing works any more."""

UNREADABLE = (AttributeError, SlackRequestError, TypeError, ValueError)
"""What slack_sdk stumbles with over an answer that is no JSON object."""


class Refused(Permanent):
    """Slack understood the call and will not carry it out."""

    def __init__(self, word: str, sentence: str) -> None:
        super().__init__(sentence, unreachable=word in UNREACHABLE, harmless=word in HARMLESS)
        self.word = word


async def ask(call: Awaitable[AsyncSlackResponse], lost: type[Temporary | Unknown] = Temporary) -> Answer:
    """Make a call.

    Args:
        lost: what it means that the answer was lost: `Unknown` where the call must not be made twice.

    Raises:
        Temporary: it was surely not carried out.
        Unknown: it may have been.
        Permanent: it never will be.
    """
    try:
        response = await call
    except SlackApiError as error:
        raise refusal(error.response, lost) from None
    except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
        raise Temporary(f"There is no connection to Slack ({type(error).__name__}).") from None
    except (aiohttp.ClientError, OSError, *UNREADABLE) as error:
        raise lost(f"Slack's answer was lost ({type(error).__name__}).") from None
    return response.data if isinstance(response.data, dict) else {}


def refusal(response: Any, lost: type[Temporary | Unknown]) -> DeliveryError:  # noqa: ANN401  # slack_sdk's or aiohttp's
    """Return the error that stands for an answer other than ok."""
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0))
    data = getattr(response, "data", None)
    word = str(data.get("error", "")) if isinstance(data, dict) else ""
    if status == 429 or word in WAIT:  # noqa: PLR2004  # Too Many Requests
        return Temporary("Slack asks to wait.", _retry_after(response.headers))
    if word in BUSY or (not word and 400 <= status < 500):  # noqa: PLR2004  # refused before it was carried out
        return Temporary(f"Slack cannot take it now ({word or status}).")
    if not word or word in MAYBE or status >= 500:  # noqa: PLR2004  # the server broke down
        return lost(f"Slack's answer was lost ({word or status}).")
    if word == "missing_scope":
        needed = data.get("needed", "") if isinstance(data, dict) else ""
        return Refused(word, f"The Slack app lacks the scope {needed}: install it again with `rapport slack-manifest`.")
    return Refused(word, SENTENCES.get(word, f"Slack refused it: {word}."))


def _retry_after(headers: Any) -> float | None:  # noqa: ANN401  # slack_sdk's or aiohttp's
    try:
        return max(0.0, float(headers["Retry-After"]))
    except (KeyError, TypeError, ValueError):
        return None
