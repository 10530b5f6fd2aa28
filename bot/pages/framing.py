"""The pages' HTML: texts are escaped here, and nowhere else."""

from collections.abc import Mapping
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from starlette.responses import HTMLResponse

FOLDER = Path(__file__).parent / "frames"
UNKEPT = {"Cache-Control": "no-store"}


def framed(frame: str, status: int = 200, below: str = "", **texts: str) -> HTMLResponse:
    """Return a page that nobody keeps a copy of.

    Args:
        frame: the file in `frames`, without its ending, that goes on where `head` ends.
        status: HTTP's.
        below: HTML that stands below the text.
        texts: what stands in it.
    """
    escaped = {name: escape(text) for name, text in texts.items()}
    return HTMLResponse(_template(frame).substitute(escaped, below=below), status, UNKEPT)


def post_form(action: str, label: str, fields: Mapping[str, str]) -> str:
    """Return a form of one button."""
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(value)}">' for name, value in fields.items()
    )
    button = f'<button type="submit" class="strong">{escape(label)}</button>'
    return f'<form method="post" action="{escape(action)}">{hidden}{button}</form>'


@cache
def _template(frame: str) -> Template:
    return Template("".join((FOLDER / f"{each}.html").read_text(encoding="utf-8") for each in ("head", frame)))
