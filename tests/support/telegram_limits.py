"""What the fake Bot API server refuses, in Telegram's own words."""

import re
import unicodedata
from typing import Any

from tests.support.telegram_failures import Failure, refusal
from tests.support.telegram_payloads import BOT, Json

TEXT, CAPTION, TOAST, QUESTION, OPTION, DESCRIPTION = 4096, 1024, 200, 300, 100, 1024
OPTIONS = range(1, 13)
ROW, BUTTONS, DATA_BYTES = 8, 100, 64
OWN_LINK = re.compile(rf"https://t\.me/{BOT['username']}\?start=[A-Za-z0-9_-]{{1,64}}")


class RefusedError(Exception):
    """The server says no."""

    def __init__(self, failure: Failure) -> None:
        super().__init__(failure.body)
        self.failure = failure


def bad(description: str, **parameters: Any) -> RefusedError:
    """Return a refusal of 400."""
    return RefusedError(refusal(400, f"Bad Request: {description}", **parameters))


def units(text: str) -> int:
    """Count UTF-16 units, as Telegram does."""
    return len(text.encode("utf-16-le")) // 2


def is_seen(text: str) -> bool:
    """Tell whether there is a visible sign."""
    return any(unicodedata.category(sign)[0] in "LNPS" for sign in text)


def check_text(params: Json) -> None:
    """Refuse a text that is empty, too long, or whose entities lie outside."""
    if not is_seen(params["text"]):
        raise bad("message text is empty")
    if units(params["text"]) > TEXT:
        raise bad("message is too long")
    _check_entities(params["text"], params.get("entities") or [])


def check_caption(params: Json) -> None:
    """Refuse a caption that is too long, or whose entities lie outside."""
    caption = params.get("caption", "")
    if units(caption) > CAPTION:
        raise bad("message caption is too long")
    _check_entities(caption, params.get("caption_entities") or [])


def check_keyboard(markup: Json | None, kind: str, *, editing: bool = False) -> None:
    """Refuse buttons that Telegram does not take, and a reply field where there can be none."""
    if markup and "force_reply" in markup:
        if kind == "channel" or editing:
            raise bad("inline keyboard expected")
        if not 0 < units(markup.get("input_field_placeholder", "x")) <= 64:
            raise bad("input field placeholder length must not exceed 64")
    rows = (markup or {}).get("inline_keyboard", [])
    if sum(map(len, rows)) > BUTTONS or any(len(row) > ROW for row in rows):
        raise bad("REPLY_MARKUP_TOO_LONG")
    for button in (each for row in rows for each in row):
        _check_button(button)


def check_poll(params: Json, kind: str) -> None:
    """Refuse a native poll that Telegram does not take."""
    if kind == "channel" and params.get("is_anonymous") is False:
        raise bad("non-anonymous polls can't be sent to channel chats")
    texts = [each["text"] for each in params["options"]]
    if not is_seen(params["question"]):
        raise bad("poll question must be non-empty")
    if units(params["question"]) > QUESTION:
        raise bad(f"poll question length must not exceed {QUESTION}")
    if len(texts) not in OPTIONS:
        raise bad("poll can't have so many options")
    if not all(map(is_seen, texts)):
        raise bad("poll options must be non-empty")
    if max(map(units, texts)) > OPTION:
        raise bad(f"poll options length must not exceed {OPTION}")
    if units(params.get("description", "")) > DESCRIPTION:
        raise bad("poll description is too long")


def check_callback_answer(params: Json) -> None:
    """Refuse a toast that is too long, and links to other places than the bot."""
    if units(params.get("text", "")) > TOAST:
        raise bad("MESSAGE_TOO_LONG")
    if "url" in params and not OWN_LINK.fullmatch(params["url"]):
        raise bad("URL_INVALID")


def _check_entities(text: str, entities: list[Json]) -> None:
    for each in entities:
        start, end = each["offset"], each["offset"] + each["length"]
        if not 0 <= start < end <= units(text):
            raise bad("ENTITY_BOUNDS_INVALID")
        try:
            text.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le")
        except UnicodeDecodeError:
            raise bad("ENTITY_BOUNDS_INVALID") from None


def _check_button(button: Json) -> None:
    if not is_seen(button["text"]):
        raise bad("text buttons are unallowed in the inline keyboard")
    if "url" in button and not button["url"].startswith(("https://", "http://", "tg://")):
        raise bad("BUTTON_URL_INVALID")
    if "url" not in button and not 1 <= len(button["callback_data"].encode()) <= DATA_BYTES:
        raise bad("BUTTON_DATA_INVALID")
