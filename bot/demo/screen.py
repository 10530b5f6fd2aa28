"""What the demo prints: plain text, with frames, colours and moving bars where somebody watches a terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.live import Live
from rich.panel import Panel
from rich.progress import Progress
from rich.text import Text

from chat.i18n import words
from chat.messages import Message, bar

REDRAW_S = 0.1
WIDTH = 92


class Screen:
    """Where people look."""

    def __init__(self) -> None:
        self._console = Console(highlight=False)
        self._watched = self._console.is_terminal

    def line(self, text: str = "", style: str = "") -> None:
        """Print a line."""
        self._console.print(Text(text, style), soft_wrap=True)

    def message(self, heading: str, message: Message) -> None:
        """Print a message as the chat shows it."""
        text = f"{message.title}\n{message.text}" if message.title else message.text
        if self._watched:
            width = min(WIDTH, self._console.width)
            self._console.print(Panel(Text(text), title=Text(heading), title_align="left", width=width))
        else:
            self.line(f"== {heading} ==\n{text}\n")

    @contextmanager
    def progress(self, what: str, total: int) -> Iterator[Callable[[int], object]]:
        """Show how far something is, to whoever watches."""
        with Progress(console=self._console, disable=not self._watched) as progress:
            task = progress.add_task(what, total=total)
            yield lambda more: progress.advance(task, more)

    @contextmanager
    def tally(self, count: Callable[[], dict[str, Any]]) -> Iterator[None]:
        """Show a poll's tally while its votes come in, and how it stands at the end."""
        if self._watched:
            with Live(get_renderable=lambda: _tally(count()), console=self._console, refresh_per_second=1 / REDRAW_S):
                yield
        else:
            yield
            self.line(_tally(count()).plain)


def _tally(counted: dict[str, Any]) -> Text:
    votes = sum(each["votes"] for each in counted["options"]) or 1
    width = max(len(each["text"]) for each in counted["options"])
    rows = [f"  {each['text']:{width}}  {bar(each['votes'] / votes)}  {each['votes']}" for each in counted["options"]]
    return Text("\n".join([counted["question"], *rows, "  " + words("en")("poll-voters", voters=counted["voters"])]))
