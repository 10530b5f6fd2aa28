"""A link as a QR code, for phones to read."""

import io

import segno

SCALE = 8
"""Pixels of a module: what a phone reads from another's screen at arm's length."""
BORDER = 4


def draw(link: str) -> bytes:
    """Return the QR code of a link, PNG, black on white whatever is behind it."""
    picture = io.BytesIO()
    segno.make(link, error="m", micro=False).save(picture, kind="png", scale=SCALE, border=BORDER, light="white")
    return picture.getvalue()
