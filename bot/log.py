"""One log for Rapport and its libraries, on standard error, from which every secret is scrubbed.

JSON lines for machines, colours for a terminal. The libraries' own records (httpx and slack_sdk log addresses with
tokens in them) and uncaught exceptions pass through the same scrubber.
"""

import logging
import re
import sys
import threading
from collections.abc import Iterable
from types import TracebackType
from typing import TextIO, cast
from urllib.parse import quote

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

HIDDEN = "***"

QUIET = ("alembic.runtime", "apscheduler", "httpcore", "httpx", "uvicorn.access")
"""Libraries that tell of every single call; only their warnings are kept."""

SHAPES = (
    (re.compile(r"xox[a-z](?:\.xox[a-z])?-[\w-]+|xapp-[\w-]+"), HIDDEN),
    (re.compile(r"\d{6,}(?::|%3[Aa])[\w-]{30,}"), HIDDEN),
    (re.compile(r"whsec_[\w+/=-]+"), HIDDEN),
    (re.compile(r"(?<=/bot)\d+(?::|%3[Aa])[\w-]+"), HIDDEN),
    (re.compile(r"(hooks\.slack\.com/)[^\s\"'<>\\)]+"), rf"\1{HIDDEN}"),
    # The address of a Socket Mode connection carries a ticket, one of a database its password.
    (re.compile(r"([?&](?:ticket|password)=)[^\s&\"'<>]+"), rf"\1{HIDDEN}"),
    (re.compile(r"(\w://[^\s/:@]*:)[^\s/]+@"), rf"\1{HIDDEN}@"),
    (re.compile(r"(postgres\w*(?:\+\w+)?://[^\s:@]*:)[^\s]+@"), rf"\1{HIDDEN}@"),
)
"""What secrets look like, for those that nobody named, and what is left of them."""


class Scrubber:
    """A structlog processor that takes secrets out of all values of an event, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        # In an address a secret is percent-encoded, in the repr of a string its backslashes are doubled.
        forms = {form for secret in secrets if secret for form in (secret, quote(secret, safe=""), repr(secret)[1:-1])}
        longest_first = sorted(forms, key=len, reverse=True)
        self._named = re.compile("|".join(map(re.escape, longest_first))) if forms else None

    def __call__(self, logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
        """Scrub an event whose exception has been formatted already."""
        return {key: self._value(value) for key, value in event.items()}

    def text(self, text: str) -> str:
        """Scrub a text."""
        if self._named:
            text = self._named.sub(HIDDEN, text)
        for shape, left in SHAPES:
            text = shape.sub(left, text)
        return text

    def _value(self, value: object) -> object:
        if value is None or isinstance(value, bool | int | float):
            return value
        if isinstance(value, dict):
            return {self.text(str(key)): self._value(inner) for key, inner in value.items()}
        if type(value) in {list, tuple, set, frozenset}:
            return [self._value(inner) for inner in cast("Iterable[object]", value)]
        # Left to the renderer, an object would become text after the scrubbing.
        return self.text(repr(value) if isinstance(value, BaseException) else str(value))


class ScrubbedHandler(logging.StreamHandler[TextIO]):
    """Writes what its formatter made, and never the raw record where that failed."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's own name
        """Say where the unwritable record came from; the standard library would print its arguments."""
        if not self.stream.closed:
            self.stream.write(f"a log record of {record.name}, line {record.lineno}, could not be written\n")


def configure(secrets: Iterable[str], stream: TextIO | None = None) -> None:
    """Send all logs to one place; calling it again replaces what was configured before.

    Args:
        secrets: what must never appear, in clear; the shapes of tokens are known beside it.
        stream: None: standard error.
    """
    stream = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    handler = ScrubbedHandler(stream)
    handler.setFormatter(_formatter(shared, Scrubber(secrets), for_terminal=stream.isatty()))
    _install(handler)
    _log_uncaught()


def _formatter(
    shared: list[Processor], scrubber: Scrubber, *, for_terminal: bool
) -> structlog.stdlib.ProcessorFormatter:
    # The pretty tracebacks of rich would show local variables, and break a token over two lines.
    console = structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            scrubber,
            console if for_terminal else structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
    )


def _install(handler: ScrubbedHandler) -> None:
    root = logging.getLogger()
    for earlier in [each for each in root.handlers if isinstance(each, ScrubbedHandler)]:
        root.removeHandler(earlier)
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _log_uncaught() -> None:
    """Log what nobody caught, because Python itself would print it as it is."""
    log = logging.getLogger("rapport")

    def excepthook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            log.critical("uncaught exception", exc_info=(kind, error, trace))

    def thread_excepthook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            excepthook(args.exc_type, args.exc_value, args.exc_traceback)

    sys.excepthook = excepthook
    threading.excepthook = thread_excepthook
