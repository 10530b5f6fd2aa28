"""No secret reaches the log, whoever logs it and however."""

import io
import json
import logging
import sys
import threading
from collections.abc import Iterator
from typing import Any

import aiohttp
import httpx
import pytest
import structlog

from bot import log

SLACK = "xoxb-123-456-AbCdEf"
TELEGRAM = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_012345"
NAMED = 'of "my" own\\making/'
SECRETS = (SLACK, "xapp-1-A1-2-abc", TELEGRAM, NAMED, "hunter2", "T1/B2/xyz", "tick-et")


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Say yes."""
        return True


@pytest.fixture(autouse=True)
def _logging_as_before() -> Iterator[None]:
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook)
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers[:], (sys.excepthook, threading.excepthook) = handlers, hooks
    root.setLevel(level)
    structlog.reset_defaults()


@pytest.fixture
def stream() -> io.StringIO:
    """Where a log for machines goes; only `NAMED` was announced as a secret."""
    stream = io.StringIO()
    log.configure([NAMED, ""], stream)
    return stream


def lines(stream: io.StringIO) -> list[dict[str, Any]]:
    """Parse what was logged, and see that no secret is in it."""
    text = stream.getvalue()
    assert [secret for secret in SECRETS if secret in text or json.dumps(secret)[1:-1] in text] == []
    return [json.loads(line) for line in text.splitlines()]


def fail(secret: str) -> None:
    """Raise as a library does that quotes what it was given."""
    try:
        int(secret)
    except ValueError as error:
        raise RuntimeError(f"no answer from https://api.telegram.org/bot{secret}/getMe") from error


@pytest.mark.parametrize(
    ("text", "left"),
    [
        pytest.param(f"token {SLACK}.", "token ***.", id="Slack bot token"),
        pytest.param("xoxe.xoxp-1-abc", "***", id="Slack rotated token"),
        pytest.param("token=xapp-1-A1-2-abc&x=1", "token=***&x=1", id="Slack app token"),
        pytest.param(f"({TELEGRAM})", "(***)", id="Telegram token"),
        pytest.param(f"/bot{TELEGRAM.replace(':', '%3A')}/getMe", "/bot***/getMe", id="encoded Telegram token"),
        pytest.param("http://h/bot42:abc/getMe", "http://h/bot***/getMe", id="short Telegram token in an address"),
        pytest.param("https://hooks.slack.com/T1/B2/xyz failed", "https://hooks.slack.com/*** failed", id="hook"),
        pytest.param("wss://h/link/?ticket=tick-et&app_id=1", "wss://h/link/?ticket=***&app_id=1", id="Socket Mode"),
        pytest.param("postgresql+psycopg://u:hunter2@h/d", "postgresql+psycopg://u:***@h/d", id="database"),
        pytest.param("postgresql://u:p@ss/hunter2@h/d", "postgresql://u:***@h/d", id="password with signs"),
        pytest.param("postgresql:///d?user=u&password=hunter2", "postgresql:///d?user=u&password=***", id="query"),
        pytest.param("https://me:hunter2@proxy:8080/", "https://me:***@proxy:8080/", id="proxy"),
        pytest.param(f"it is {NAMED}!", "it is ***!", id="named"),
        pytest.param("of+%22my%22", "of+%22my%22", id="other text"),
        pytest.param("https://h/?s=of%20%22my%22%20own%5Cmaking%2F", "https://h/?s=***", id="named, encoded"),
        pytest.param("http://127.0.0.1:8080/play at 10:15:00", "http://127.0.0.1:8080/play at 10:15:00", id="innocent"),
        pytest.param("telegram:-1001234567890 voted", "telegram:-1001234567890 voted", id="chat"),
    ],
)
def test_a_text_is_scrubbed(text: str, left: str) -> None:
    """Each kind of secret goes, and the words around it stay."""
    assert log.Scrubber([NAMED]).text(text) == left


def test_an_event_is_scrubbed_at_every_depth(stream: io.StringIO) -> None:
    """Keys, lists and objects inside an event hide nothing."""
    structlog.get_logger("bot.test").info(
        "posted",
        n=1,
        url=httpx.URL(f"https://h/bot{TELEGRAM}/x"),
        deep={SLACK: [(NAMED, None)]},
        error=ValueError(SLACK),
    )
    [line] = lines(stream)
    assert (line["event"], line["logger"], line["level"], line["n"]) == ("posted", "bot.test", "info", 1)
    assert (line["url"], line["deep"], line["error"]) == (
        ("https://h/bot***/x", {"***": [["***", None]]}, "ValueError('***')")
    )


def test_a_traceback_is_scrubbed(stream: io.StringIO) -> None:
    """An exception keeps its place and its cause, without the token in its words."""
    try:
        fail(TELEGRAM)
    except RuntimeError:
        structlog.get_logger().exception("call failed")
        logging.getLogger("telegram.ext").exception("call failed")
    ours, theirs = lines(stream)
    for line in (ours, theirs):
        assert "ValueError: invalid literal for int() with base 10: '***'" in line["exception"]
        assert "RuntimeError: no answer from https://api.telegram.org/bot***/getMe" in line["exception"]


def test_a_record_of_the_standard_library_is_scrubbed(stream: io.StringIO) -> None:
    """The arguments of a record are scrubbed with its message, and the stack too."""
    logging.getLogger("slack_sdk").warning("sent %s to %r", SLACK, {"url": f"wss://h/?ticket=tick-et&t={NAMED}"})
    logging.getLogger("slack_sdk").warning("where", stack_info=True)
    sent, where = lines(stream)
    assert (sent["event"], sent["logger"], sent["level"]) == (
        ("sent *** to {'url': 'wss://h/?ticket=***&t=***'}", "slack_sdk", "warning")
    )
    assert "test_a_record_of_the_standard_library_is_scrubbed" in where["stack"]


def test_what_httpx_says_is_scrubbed(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """A real request of python-telegram-bot's transport logs its address without the token."""
    monkeypatch.setattr(logging.getLogger("httpx"), "level", logging.INFO)
    transport = httpx.MockTransport(lambda _: httpx.Response(200))
    with httpx.Client(transport=transport) as client:
        client.post(f"https://api.telegram.org/bot{TELEGRAM}/getMe")
    [line] = lines(stream)
    assert "https://api.telegram.org/bot***/getMe" in line["event"]


async def test_what_aiohttp_raises_is_scrubbed(stream: io.StringIO) -> None:
    """A real connection error of Slack's transport is logged without the token in its address."""
    async with aiohttp.ClientSession() as session:
        try:
            await session.get(f"http://127.0.0.1:1/bot{TELEGRAM}/getMe?token={SLACK}")
        except aiohttp.ClientError:
            logging.getLogger("slack_sdk").exception("cannot reach %s", SLACK)
    assert lines(stream)


def test_a_record_that_cannot_be_written_shows_nothing(stream: io.StringIO, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong format string does not bring the arguments to light."""
    ours = [handler for handler in logging.getLogger().handlers if isinstance(handler, log.ScrubbedHandler)]
    # pytest's own handlers raise here, which the log of a running bot must not.
    monkeypatch.setattr(logging.getLogger(), "handlers", ours)
    logging.getLogger("slack_sdk").warning("%d", SLACK)
    assert SLACK not in stream.getvalue()
    assert "a log record of slack_sdk" in stream.getvalue()


def test_what_nobody_caught_is_scrubbed(stream: io.StringIO) -> None:
    """The last words of the program and of its threads go through the log."""
    thread = threading.Thread(target=fail, args=(TELEGRAM,))
    thread.start()
    thread.join()
    try:
        fail(SLACK)
    except RuntimeError:
        sys.excepthook(*sys.exc_info())
    assert [line["event"] for line in lines(stream)] == ["uncaught exception"] * 2


def test_a_terminal_gets_readable_lines() -> None:
    """On a terminal there is no JSON, and no secret either."""
    terminal = Terminal()
    log.configure([], terminal)
    try:
        fail(TELEGRAM)
    except RuntimeError:
        structlog.get_logger("bot.test").exception("call failed", token=SLACK)
    text = terminal.getvalue()
    assert "call failed" in text
    assert "RuntimeError: no answer from https://api.telegram.org/bot***/getMe" in text
    assert not any(secret in text or text.startswith("{") for secret in SECRETS)


def test_configuring_again_replaces(stream: io.StringIO) -> None:
    """A second configuration takes over: each record is written once."""
    later = io.StringIO()
    log.configure([], later)
    logging.getLogger("x").warning("once")
    assert stream.getvalue() == ""
    assert [line["event"] for line in lines(later)] == ["once"]


def test_libraries_do_not_chatter(stream: io.StringIO) -> None:
    """A line for each call and each tick would bury what matters."""
    for name in log.QUIET:
        logging.getLogger(name).info("chatter")
    assert lines(stream) == []


def test_context_is_carried(stream: io.StringIO) -> None:
    """What is bound for an event stands in every line of it, the libraries' too."""
    with structlog.contextvars.bound_contextvars(brand="acme"):
        logging.getLogger("telegram").warning("slow")
    assert lines(stream)[0]["brand"] == "acme"
