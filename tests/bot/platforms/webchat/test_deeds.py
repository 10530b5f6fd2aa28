"""What the page's people do becomes events, once each."""

import asyncio
from typing import Any

import pytest

from bot.platforms.webchat import inbound
from chat.events import Command, Deleted, Edited, Event, Joined, Left, Message, Press, Reaction, Vote
from chat.messages import Button
from chat.messages import Message as Answer
from chat.ports import Outcome
from storage import inbox
from tests.bot.platforms.webchat.playground import Playground, poll


def event_of(playground: Playground, kind: type[Event], **expected: object) -> None:
    """Check that exactly one event came, of this kind and with these fields."""
    (event,) = playground.intake.events
    assert type(event) is kind
    common: dict[str, object] = {"account": "webchat", "platform": "webchat", "chat": "club", "person": "mia"}
    common |= {"name": "Mia", "language": "en", "answerable": True, "private": False, "as_team": False}
    assert {name: getattr(event, name) for name in common | expected} == common | expected


async def test_a_message(playground: Playground) -> None:
    """A text is a message that stands in the chat before it is handed in."""
    answer = (await playground.do("message", text=" Hello \U0001f600 ", client="c-1")).json()
    assert answer == {"outcome": "done", "toast": None, "answer": None, "message": "1", "door": None}
    event_of(playground, Message, id="c-1", message="1", text="Hello \U0001f600", reply_to=None)
    (said,) = await playground.said()
    assert (said["id"], said["person"], said["name"], said["text"]) == ("1", "mia", "Mia", "Hello \U0001f600")
    assert said["at"].endswith("+00:00")


async def test_a_reply(playground: Playground) -> None:
    """A reply names the message that it answers, in the event and in the chat."""
    above = await playground.post(Answer(text="New recipes!"))
    await playground.do("message", text="Lovely", reply_to=above)
    event_of(playground, Message, reply_to=above)
    assert (await playground.said())[1]["reply_to"] == above


@pytest.mark.parametrize(
    ("text", "command", "rest"),
    [
        pytest.param("/ror", "ror", "", id="bare"),
        pytest.param('/Poll "Which?" "A" "B"', "poll", '"Which?" "A" "B"', id="with words"),
        pytest.param("/poll\nWhich?", "poll", "Which?", id="on two lines"),
    ],
)
async def test_a_command(playground: Playground, text: str, command: str, rest: str) -> None:
    """A text that begins with a slash is a command, and stands in no chat."""
    await playground.do("message", text=text)
    event_of(playground, Command, command=command, text=rest)
    assert await playground.said() == []


@pytest.mark.parametrize("text", ["/", "/ hm", "//", "a /ror"])
async def test_a_slash_alone_is_no_command(playground: Playground, text: str) -> None:
    """A slash without a word is said like anything else."""
    await playground.do("message", text=text)
    event_of(playground, Message, text=text)


async def test_a_vote(playground: Playground) -> None:
    """A poll's button is a vote that takes itself back."""
    card = await playground.post(poll())
    await playground.do("press", message=card, data="vote:p1:1")
    event_of(playground, Vote, poll="p1", options=(1,), toggle=True)


@pytest.mark.parametrize("data", ["close:p1", "vote:p1", "vote:p1:x", "old"])
async def test_a_press(playground: Playground, data: str) -> None:
    """Any other button is a press, of a private answer's button too."""
    await playground.do("press", data=data)
    event_of(playground, Press, data=data, message=None)


async def test_a_reaction_stands_under_its_message(playground: Playground) -> None:
    """A reaction comes, stands once for each person, survives an edit, and goes."""
    card = await playground.post(poll())
    await playground.meet("leo")
    for person in ("mia", "leo", "mia"):
        await playground.do("react", message=card, emoji="\U0001f44d", person=person)
    await playground.edit(card, poll(1, 0))
    assert (await playground.said())[0]["reactions"] == {"\U0001f44d": ["leo", "mia"]}
    playground.intake.events.clear()
    await playground.do("react", message=card, emoji="\U0001f44d", removed=True)
    event_of(playground, Reaction, target=card, emoji="\U0001f44d", removed=True)
    assert (await playground.said())[0]["reactions"] == {"\U0001f44d": ["leo"]}


async def test_an_edit(playground: Playground) -> None:
    """One's own message says something else, and that it was edited."""
    own = (await playground.do("message", text="Helo")).json()["message"]
    playground.intake.events.clear()
    await playground.do("edit", message=own, text="Hello")
    event_of(playground, Edited, message=own, text="Hello")
    (said,) = await playground.said()
    assert (said["text"], said["edited"]) == ("Hello", True)


async def test_a_deletion(playground: Playground) -> None:
    """One's own deleted message says nothing any more, to nobody, and deleting it again changes nothing."""
    own = (await playground.do("message", text="Secret")).json()["message"]
    playground.intake.events.clear()
    for _ in range(2):
        assert (await playground.do("delete", message=own, client="c-2")).status_code == 200
    assert {type(event) for event in playground.intake.events} == {Deleted}
    (said,) = await playground.said()
    assert (said["text"], said["deleted"]) == ("", True)


async def test_somebody_new_joins(playground: Playground) -> None:
    """A new person gets an id that tells who it is, is announced, and can speak at once."""
    answer = (await playground.do("join", name="Zoë Ñandú", person=None, client="c-3")).json()
    assert answer["person"].startswith("zoe-nandu-")
    event_of(playground, Joined, person=answer["person"], name="Zoë Ñandú")
    (said,) = await playground.said()
    assert (said["notice"], said["name"]) == ("joined", "Zoë Ñandú")
    assert (await playground.do("message", person=answer["person"], text="Hi")).status_code == 200


async def test_joining_twice_is_joining_once(playground: Playground) -> None:
    """The same join sent again makes nobody else and announces nothing else."""
    first, second = [(await playground.do("join", name="李", person=None, client="c-4")).json() for _ in range(2)]
    assert first["person"] == second["person"]
    assert len(await playground.said()) == 1
    assert [each["name"] for each in (await playground.state())["brands"][0]["people"]].count("李") == 1


async def test_somebody_leaves_and_comes_back(playground: Playground) -> None:
    """Leaving and coming back are announced and handed in."""
    await playground.do("leave")
    await playground.do("join")
    assert [type(event) for event in playground.intake.events] == [Left, Joined]
    assert [said["notice"] for said in await playground.said()] == ["left", "joined"]


async def test_a_message_sent_twice_is_one(playground: Playground) -> None:
    """The page may send the same message again: it stands once, and both events have one id."""
    answers = [(await playground.do("message", text="Hello", client="c-5")).json() for _ in range(2)]
    assert answers[0]["message"] == answers[1]["message"]
    assert len(await playground.said()) == 1
    assert [event.id for event in playground.intake.events] == ["c-5", "c-5"]


async def test_a_late_repeat_does_not_undo_a_later_edit(playground: Playground) -> None:
    """An edit that was accepted, sent again after a later one, leaves the later one standing."""
    own = (await playground.do("message", text="one")).json()["message"]
    await playground.do("edit", message=own, text="two", client="c-6")
    now = playground.intake.events[-1].at
    await playground.writer.write(lambda db: inbox.accept(db, "webchat", "c-6", now))
    await playground.do("edit", message=own, text="three")
    await playground.do("edit", message=own, text="two", client="c-6")
    assert [said["text"] for said in await playground.said()] == ["three"]


async def test_what_came_of_it_is_told(playground: Playground) -> None:
    """Toast and private answer come back with the deed."""
    button = ((Button("Close", "close:p1"),),)
    private = Answer(title="Acme", text="71", buttons=button)
    playground.intake.outcome = lambda _event: Outcome("refused", toast="Not for you", answer=private)
    told = (await playground.do("message", text="/ror")).json()
    answer = {"text": "71", "title": "Acme", "buttons": [[{"label": "Close", "data": "close:p1", "url": ""}]]}
    plain = {"poll": None, "picture_alt": "", "ask": False}
    assert told == {
        "outcome": "refused", "toast": "Not for you", "message": None, "answer": answer | plain, "door": None,
    }  # fmt: skip


async def test_orders_grow_over_a_restart(playground: Playground) -> None:
    """Of two votes the later has the larger order, in one process and in the next."""
    for _ in range(2):
        await playground.do("press", data="vote:p1:0")
    await playground.restart()
    await playground.do("press", data="vote:p1:0")
    orders = [event.order for event in playground.intake.events]
    assert orders == sorted(set(orders))


@pytest.mark.parametrize("trouble", ["busy", "unavailable"])
async def test_no_room_is_told_with_when_to_ask_again(playground: Playground, trouble: str) -> None:
    """What is not durable is not acknowledged; the same again succeeds and stands once."""
    setattr(playground.intake, trouble, 1)
    answer = await playground.do("message", text="Hello", client="c-7")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "1")
    assert (await playground.do("message", text="Hello", client="c-7")).status_code == 200
    assert len(await playground.said()) == 1


async def test_what_takes_long_is_asked_for_again(playground: Playground, monkeypatch: pytest.MonkeyPatch) -> None:
    """An event that is not durable in time is not cancelled, and not acknowledged."""
    monkeypatch.setattr(inbound, "ANSWER_WITHIN_S", 0.01)
    playground.intake.slow = True
    assert (await playground.do("message", text="Hello", client="c-8")).status_code == 503
    playground.intake.release()
    await asyncio.sleep(0)
    assert (await playground.do("message", text="Hello", client="c-8")).json()["outcome"] == "done"


async def test_nothing_is_taken_in_while_it_closes(playground: Playground) -> None:
    """After `stop_intake` the page is asked to come back."""
    await playground.webchat.stop_intake()
    assert (await playground.do("message", text="Hello")).status_code == 503
    assert playground.webchat.health().ok is False


LONG = "x" * 4_001
WRONG: list[Any] = [None, 1, True, [], {}, "", "  ", "no\0nul"]


@pytest.mark.parametrize(
    ("deed", "fields"),
    [
        *[pytest.param("message", {"text": value}, id=f"text {value!r}") for value in WRONG],
        *[pytest.param("message", {"text": "a", "chat": value}, id=f"chat {value!r}") for value in WRONG],
        *[pytest.param("message", {"text": "a", "person": value}, id=f"person {value!r}") for value in WRONG],
        *[pytest.param("message", {"text": "a", "client": value}, id=f"client {value!r}") for value in WRONG],
        pytest.param("message", {"text": LONG}, id="a long text"),
        pytest.param("message", {"text": "a", "client": "c" * 129}, id="a long client"),
        pytest.param("message", {"text": "a", "chat": "nowhere"}, id="an unknown chat"),
        pytest.param("message", {"text": "a", "chat": "C1"}, id="a chat of Slack"),
        pytest.param("message", {"text": "a", "person": "nobody"}, id="an unknown person"),
        pytest.param("message", {"text": "a", "reply_to": "999"}, id="a reply to nothing"),
        pytest.param("message", {"text": "a", "reply_to": 1}, id="a reply to a number"),
        pytest.param("press", {"data": "x" * 65}, id="long data"),
        pytest.param("press", {"data": "é" * 33}, id="data of many bytes"),
        pytest.param("press", {"data": "a", "message": "999"}, id="a press in nothing"),
        pytest.param("press", {"data": "a", "message": "9" * 40}, id="a press in a large number"),
        pytest.param("press", {"data": "a", "message": "1.5"}, id="a press in a fraction"),
        pytest.param("press", {"data": "a", "message": "-1"}, id="a press below nothing"),
        pytest.param("press", {"data": "a", "message": "٣"}, id="a press in another script's digit"),
        pytest.param("react", {"message": "1", "emoji": "x" * 33}, id="a long emoji"),
        pytest.param("react", {"message": "1", "emoji": "x", "removed": "yes"}, id="removed by a word"),
        pytest.param("react", {"emoji": "x"}, id="a reaction to nothing"),
        pytest.param("edit", {"message": "1", "text": "mine"}, id="an edit of the bot's message"),
        pytest.param("delete", {"message": "1"}, id="a deletion of the bot's message"),
        pytest.param("delete", {"message": "2"}, id="a deletion of the team's message"),
        pytest.param("edit", {"message": "3", "text": "a"}, id="an edit of a deleted message"),
        pytest.param("react", {"message": "3", "emoji": "x"}, id="a reaction to a deleted message"),
        pytest.param("join", {"person": None}, id="somebody without a name"),
        pytest.param("join", {"person": None, "name": "n" * 81}, id="a long name"),
        pytest.param("leave", {"person": "nobody"}, id="somebody unknown leaves"),
    ],
)
async def test_what_is_wrong_is_refused_with_a_sentence(
    playground: Playground, deed: str, fields: dict[str, Any]
) -> None:
    """Whatever is missing, wrong, unknown or somebody else's is 400 and no event."""
    await playground.post(Answer(text="the bot's"))
    await playground.do("message", text="the team's", chat="team", person="maria")
    gone = (await playground.do("message", text="gone")).json()["message"]
    await playground.do("delete", message=gone)
    playground.intake.events.clear()
    answer = await playground.do(deed, **fields)
    assert answer.status_code == 400
    assert answer.json()["error"].endswith(".")
    assert playground.intake.events == []
