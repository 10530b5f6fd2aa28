"""Slack's markup of what people wrote, read."""

import re

_MARKUP = re.compile(r"<([^<>]*)>")
_SIGNS = {"@": "@", "#": "#", "!": "@"}


def plain(text: str) -> str:
    """Return what the person saw: mentions and links as words, entities as their signs."""
    if "<" in text:
        text = _MARKUP.sub(_shown, text)
    if "&" in text:
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return text


def _shown(markup: re.Match[str]) -> str:
    target, _, label = markup[1].partition("|")
    sign = _SIGNS.get(target[:1])
    if sign is None:
        return label or target.removeprefix("mailto:").removeprefix("tel:")
    if target.startswith(("!date", "!subteam")):
        return label or f"@{target.partition('^')[2]}"
    return sign + (label.removeprefix(sign) or target[1:])
