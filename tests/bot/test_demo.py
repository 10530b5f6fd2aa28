"""The demo: its story is likely, and the whole of it really runs."""

import json
import os
import re
import signal
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from urllib.request import urlopen

import pytest

from bot.demo.place import settings_of
from bot.demo.stage import fill, lines
from bot.demo.story import WEEKS, Story
from chat.brands import Brand
from chat.lines import Line, dump, parse
from handlers import reporting
from insight.scorecard import Scorecard
from storage import ledger, polls, schema, votes, webchat
from storage.database import Database
from tests.support.command import COMMAND, Folder

TODAY = date(2026, 11, 25)
NOW = datetime(2026, 11, 25, 10, tzinfo=UTC)


@pytest.fixture(scope="module")
def brand() -> Brand:
    """Give the brand that is made up."""
    return settings_of({}, None).brands["crumbleigh"]


@pytest.fixture(scope="module", params=[1, 2, 7])
def database(
    request: pytest.FixtureRequest, brand: Brand, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Database]:
    """Give a database that is filled with a story."""
    made = Database(f"sqlite:///{tmp_path_factory.mktemp('demo') / 'demo.db'}")
    schema.migrate(made)
    written: list[int] = []
    fill(made, brand, Story(brand, TODAY, request.param), NOW, written.append)
    assert sum(written) > 700
    with closing(made):
        yield made


def cards(database: Database, brand: Brand) -> list[Scorecard]:
    """Give the scorecards of the twelve weeks, oldest first."""
    end = TODAY - timedelta(days=TODAY.weekday())
    starts = [end - timedelta(weeks=back) for back in range(WEEKS, 0, -1)]
    return [
        database.read(partial(reporting.report, brand=brand, start=day, end=day + timedelta(weeks=1))).card
        for day in starts
    ]


def test_every_week_has_an_index_and_they_rise(database: Database, brand: Brand) -> None:
    """Figures lie in the middle range, and the last weeks are better than the first."""
    indexes = [card.index for card in cards(database, brand)]
    known = [index for index in indexes if index is not None]
    assert len(known) == WEEKS
    assert all(5 < index < 95 for index in known)
    assert sum(known[-4:]) > sum(known[:4]) + 20


def test_people_buy_again_and_pass_posts_on(database: Database, brand: Brand) -> None:
    """Loyalty and sharing have their numbers in the last weeks, and money comes in."""
    last = cards(database, brand)[-4:]
    measures = [{**card.parts["loyalty"].measures, **card.parts["sharing"].measures} for card in last]
    for name in ("repeat_buyers", "amplification", "clicks_per_share"):
        assert any(each[name].value for each in measures), name
    assert all(card.revenue.get("EUR") for card in last)


def test_the_latest_messages_stand_in_the_chats(database: Database, brand: Brand) -> None:
    """Each is its line of the ledger, so that a reply to it counts as one; the poll of last week is closed."""
    told = {line.id: line for line in database.read(lambda db: list(ledger.lines(db, brand.key, texts=True)))}
    for chat in brand.audiences:
        said = database.read(partial(webchat.latest, chat=chat.id, limit=100))
        spoken = [each for each in said if each.person is not None]
        assert len(spoken) > 10
        for each in spoken:
            line = told[f"webchat:{chat.id}:{each.id}"]
            assert (line.data["text"], line.person, line.at) == (each.content["text"], each.person, each.at)
    latest = database.read(lambda db: polls.of_brand(db, brand.key))[0]
    assert latest.state == "closed"
    assert database.read(lambda db: votes.results(db, latest)).voters > 5


def test_one_seed_is_one_story(brand: Brand) -> None:
    """The same on the same day, and another for another seed."""

    def told(seed: int) -> list[Line]:
        story = Story(brand, TODAY, seed)
        for number, said in enumerate(story.said):
            said.line = str(number)
        return list(lines(brand, story))

    first = told(1)
    assert first == told(1)
    assert first != told(2)
    assert all(parse(json.dumps(dump(line))) == line for line in first)
    assert max(line.at for line in first) < datetime(2026, 11, 25, tzinfo=UTC)
    assert 120 <= len({line.person for line in first if not line.team}) <= 200


def test_a_real_bot_is_left_alone() -> None:
    """Whatever configures one, the demo takes its own database and chats."""
    environ = {"RAPPORT_DATABASE__URL": "sqlite:///rapport.db", "RAPPORT_WEB__PORT": "9999", "SLACK_BOT_TOKEN": "xoxb"}
    settings = settings_of(environ, None)
    assert (settings.database.url, settings.web.port) == ("sqlite:///rapport-demo.db", 9999)
    assert settings.platforms == {"webchat"}
    assert settings.secrets.slack_bot_token is None


def test_it_shows_everything_once(tmp_path: Path) -> None:
    """Poll, votes, digest and scorecard; then it ends, with nothing on standard error."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = Folder(tmp_path).rapport("demo", "--once", "--port", str(taken.getsockname()[1]))
    assert (done.code, done.err) == (0, "")
    assert re.search(r"Recipes +▰+▱* +\d+\n", done.out)
    assert "  55 people voted\n" in done.out
    assert "Crumbleigh Bakery: week " in done.out
    assert "Return on Relationship: Crumbleigh Bakery" in done.out
    assert len(re.findall(r"^Index \d+", done.out, re.MULTILINE)) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == [".env", "rapport-demo.db"]


def test_it_serves_the_playground_until_it_is_stopped(tmp_path: Path) -> None:
    """At the address that it prints, where poll and digest stand; a second demo does not disturb it."""
    env, pipe = dict(os.environ), subprocess.PIPE
    command = [*COMMAND, "demo", "--port", "0"]
    with subprocess.Popen(command, cwd=tmp_path, env=env, stdout=pipe, stderr=pipe, text=True) as demo:
        assert demo.stdout is not None
        assert demo.stderr is not None
        address = next(line.split()[-1] for line in demo.stdout if line.startswith("The playground: "))
        assert Folder(tmp_path).rapport("demo", "--once", "--port", "0").code == 0
        with urlopen(f"{address}/api/state", timeout=10) as answer:  # noqa: S310  # loopback
            state = answer.read().decode()
        assert "/play/picture/" in state
        assert "55 people voted" in state
        demo.send_signal(signal.SIGINT)
        assert demo.wait(20) == 0
        assert demo.stderr.read() == ""
