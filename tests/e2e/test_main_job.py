"""One poll over Slack, Telegram and webchat, one tally, `/ror` and the digest, by real processes."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.support import slack_payloads, telegram_payloads
from tests.support.slack_payloads import CHANNEL, TEAM_CHANNEL, command, press
from tests.support.telegram_payloads import SUPERGROUP, user
from tests.support.town import Json, Town, town
from tests.support.waiting import until

ASK = '"Which content next?" "Recipes" "Behind the scenes" “Live Q&amp;A”'

GROUP = str(SUPERGROUP["id"])


@pytest.fixture
def engine() -> str:
    """Return the database that a test runs on where it names none."""
    return "sqlite"


@pytest.fixture
async def place(tmp_path: Path, engine: str, request: pytest.FixtureRequest) -> AsyncIterator[Town]:
    """Return a town with a migrated database."""
    async with town(tmp_path, request.getfixturevalue(f"{engine}_url")) as built:
        yield built


def results(place: Town, poll: str) -> Json:
    """Return the poll's results as the command prints them."""
    read: Json = json.loads(place.here("poll", "results", poll, "--json"))
    return read


def only_poll(place: Town) -> Json:
    """Return the one poll there is."""
    (poll,) = json.loads(place.here("poll", "list", "--brand", "acme", "--json"))
    return dict(poll)


def posted_in_slack(place: Town) -> list[Json]:
    """Return the messages of the audience's channel."""
    return place.slack.workspace.messages.get(CHANNEL, [])


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_one_poll_runs_over_three_networks(place: Town) -> None:
    """It is posted everywhere at once; all votes count in one tally, which every chat shows; a late one is refused."""
    async with place.running():
        status, answer = await place.from_slack(command("/poll", ASK))
        assert (status, json.loads(answer)["response_type"]) == (200, "ephemeral")
        await until(lambda: posted_in_slack(place) and place.telegram.called("sendPoll"), 10)
        poll = only_poll(place)["id"]
        (native,) = [each for each in place.telegram.chats.shown(GROUP) if "poll" in each]

        assert (await place.from_slack(press(f"vote:{poll}:0")))[0] == 200
        await place.telegram.vote(native["poll"]["id"], 1, voter=user(77))
        here = {"brand": "acme", "chat": "square"}
        _, joined = await place.from_webchat("join", {**here, "name": "Wanda", "client": "c1"})
        vote = {**here, "person": json.loads(joined)["person"], "data": f"vote:{poll}:1", "client": "c2"}
        assert (await place.from_webchat("press", vote))[0] == 200
        assert results(place, poll) == {
            "id": poll,
            "question": "Which content next?",
            "state": "open",
            "voters": 3,
            "options": [
                {"text": "Recipes", "votes": 1},
                {"text": "Behind the scenes", "votes": 2},
                {"text": "Live Q&A", "votes": 0},
            ],
        }
        await until(lambda: "3 people voted" in json.dumps(posted_in_slack(place)), 10)
        await until(lambda: "3 people voted" in json.dumps(place.telegram.chats.shown(GROUP)), 10)

        await place.rapport("poll", "close", poll)
        await until(lambda: place.telegram.called("stopPoll"), 10)
        await until(lambda: "Closed, 3 people voted" in json.dumps(posted_in_slack(place)), 10)
        late = press(f"vote:{poll}:2", user={"id": "U0LATE", "name": "late"}, response_url=place.slack.response_url)
        assert (await place.from_slack(late))[0] == 200
        await until(lambda: place.slack.told)
        assert results(place, poll)["voters"] == 3


async def test_ror_is_private_and_only_for_the_team(place: Town) -> None:
    """In Slack it is the acknowledgement's body; in Telegram a direct message; others are told politely."""
    async with place.running():
        await place.tell_slack(slack_payloads.message("Good morning"))
        _, answer = await place.from_slack(command("/ror"))
        assert json.loads(answer)["response_type"] == "ephemeral"
        assert "Return on Relationship" in answer
        _, refusal = await place.from_slack(command("/ror", channel_id=CHANNEL, user_id="U0FAN"))
        assert "team" in refusal
        assert "Return on Relationship" not in refusal
        manager = user(4242, "Mia")
        await place.telegram.say(message=telegram_payloads.command("/ror", sender=manager))
        await until(lambda: place.telegram.called("sendMessage") or place.telegram.called("sendPhoto"), 10)
        sent = place.telegram.called("sendPhoto") + place.telegram.called("sendMessage")
        assert {str(each["chat_id"]) for each in sent} == {"4242"}


async def test_a_digest_goes_out_once(place: Town) -> None:
    """Written by a command, delivered by the running bot with its details below; then it says where it stands."""
    async with place.running():
        for _ in range(2):
            await place.rapport("digest", "--brand", "acme", "--week", "2026-W46", "--post")
        said = place.slack.workspace.messages
        await until(lambda: len(said.get(TEAM_CHANNEL, [])) == 2, 15)
        again = place.here("digest", "--brand", "acme", "--week", "2026-W46", "--post")
        head, below = said[TEAM_CHANNEL]
        assert (below["thread_ts"], "thread_ts" in head) == (head["ts"], False)
        assert all(line in again for line in f"{head['text']}\n{below['text']}".splitlines())


async def test_check_finds_a_chat_that_cannot_be_reached(place: Town) -> None:
    """It exits 2 with one sentence that names the key; when all is well it exits 0."""
    assert "All is well" in await place.rapport("check")
    config = place.folder / "config.toml"
    config.write_text(config.read_text(encoding="utf-8").replace(CHANNEL, "CLEFT"), encoding="utf-8")
    await place.rapport("check", code=2)
