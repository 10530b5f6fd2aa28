"""What the page is told when it asks."""

import pytest

from chat.lines import Line
from chat.messages import Message
from storage import ledger, polls
from storage.database import Session
from tests.bot.platforms.webchat.playground import NOW, Playground


def left(db: Session) -> None:
    """Write down that Mia left the club."""
    line = Line(
        id="l1", brand="acme", platform="webchat", chat="club", person="mia", team=False, kind="leave", at=NOW, data={}
    )
    ledger.put(db, line)


async def test_how_everything_stands(playground: Playground) -> None:
    """The page learns of brands, their webchat chats and people, and each chat's latest messages."""
    await playground.post(Message(text="Hello"))
    state = await playground.state()
    acme, norte = state["brands"]
    assert (acme["key"], acme["name"], acme["language"]) == ("acme", "Acme", "en")
    assert (acme["team"], acme["audiences"]) == ("team", ["club"])
    assert (norte["team"], norte["audiences"], norte["people"]) == (None, [], [])
    assert [said["text"] for said in state["messages"]["club"]] == ["Hello"]
    assert state["messages"]["team"] == []
    assert state["change"] == 1


async def test_who_is_there(playground: Playground) -> None:
    """Each person has a name, and whether they are inside, of the team, a manager."""
    await playground.writer.write(left)
    people = {each.pop("id"): each for each in (await playground.state())["brands"][0]["people"]}
    assert people["mia"] == {"name": "Mia", "inside": False, "team": False, "manager": False}
    assert people["maria"] == {"name": "Maria", "inside": True, "team": True, "manager": True}


async def test_only_the_latest_messages_are_told(playground: Playground) -> None:
    """A long chat is told from its end, oldest first."""
    for number in range(55):
        await playground.post(Message(text=str(number)))
    texts = [said["text"] for said in await playground.said()]
    assert texts == [str(number) for number in range(5, 55)]


async def test_ones_own_votes(live_playground: Playground) -> None:
    """The page can ask what a person chose, and learns of nobody else's choices."""
    await live_playground.meet("leo")
    await live_playground.do("message", chat="team", person="maria", text='/poll "Which?" "A" "B"')
    (poll,) = live_playground.database.read(lambda db: polls.of_brand(db, "acme"))
    for person, option in (("mia", 1), ("leo", 0)):
        await live_playground.do("press", person=person, data=f"vote:{poll.id}:{option}")
    async with live_playground.client() as client:
        assert (await client.get("/play/api/votes?brand=acme&person=mia")).json() == {"votes": {poll.id: [1]}}
        assert (await client.get("/play/api/votes?brand=acme&person=nobody")).json() == {"votes": {}}
        assert (await client.get("/play/api/votes?brand=norte&person=mia")).json() == {"votes": {}}
        assert (await client.get("/play/api/votes?brand=no")).status_code == 400


async def test_the_scorecard(playground: Playground) -> None:
    """Any of the brands' scorecards, in the brand's own language, of whatever period; else a sentence says why not."""
    async with playground.client() as client:
        card = (await client.get("/play/api/sheet?brand=norte&period=2026-W46")).json()
        assert (card["lang"], card["start"], card["last"]) == ("es", "2026-11-09", "2026-11-15")
        for query, status in (("brand=no", 403), ("", 403), ("brand=acme&period=soon", 400)):
            answer = await client.get(f"/play/api/sheet?{query}")
            assert answer.status_code == status
            assert answer.json()["error"].endswith(".")


@pytest.mark.parametrize(
    "path", ["/play/", "/play/../play/x", "/play/static/", "/play/static/../platform.py", "/playx"]
)
async def test_what_is_not_there_is_404(playground: Playground, path: str) -> None:
    """Nothing but the page's own files is served."""
    async with playground.client() as client:
        assert (await client.get(path)).status_code == 404
