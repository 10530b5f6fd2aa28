"""`/ask` opens a question anywhere; `/query` makes one of what somebody wrote."""

from typing import Any

import pytest

from chat.events import Command, Message
from chat.i18n import words
from chat.ports import Outcome
from handlers.replies.heard import Heard
from storage import corrections
from storage.corrections import CORRECTIONS, Correction
from tests.support.core import BOSS, GROUP, SQUARE, TEAM, Core
from tests.support.queries import all_episodes, answer, ask, press, shown


async def asks(core: Core, text: str = "I need help with my order", **fields: Any) -> Outcome:
    """Let somebody of the audience use the command."""
    return await core.happens(Command, command="ask", text=text, **fields)


async def logs(core: Core, **fields: Any) -> Outcome:
    """Let the boss make a question of a message."""
    return await core.happens(Command, command="query", **{"person": BOSS, "answerable": True, **fields})


def told(outcome: Outcome) -> str:
    """Return what was answered privately."""
    assert outcome.answer is not None, outcome
    return outcome.answer.text


def corrected(core: Core) -> list[Correction]:
    """Return all corrections."""
    rows = core.read(lambda db: list(db.execute(CORRECTIONS.select().order_by("id"))))
    return [Correction(*row[1:]) for row in rows]


async def test_in_slack_the_answer_comes_by_direct_message(acme: Core) -> None:
    """Nobody else sees the command, so nobody else sees the answer; the asker is told at once."""
    outcome = await asks(acme, answerable=True, name="Ana Lima")
    assert told(outcome) == words("en")("ask-taken-direct")
    (episode,) = all_episodes(acme)
    assert (episode.state, episode.chat, episode.reply_chat, episode.reply_to) == ("waiting", SQUARE, "U1", None)
    (line,) = acme.lines("message")
    assert (line.data["text"], line.data["query"], line.chat) == ("I need help with my order", True, SQUARE)
    (card,) = acme.letters("query-card")
    assert "I need help with my order" in shown(acme, card).text
    await acme.arrive_all()
    await answer(acme, episode)
    (reply,) = acme.letters("reply")
    assert (reply.chat, reply.reply_to) == ("U1", None)
    assert acme.lines("answer")[0].ref == line.id


async def test_in_telegram_the_answer_stands_below_the_command(acme: Core) -> None:
    """Which everybody there sees; who never opened the bot is told there, too."""
    await asks(acme, platform="telegram", person="5", message="m7", thread="topic", language="de")
    (episode,) = all_episodes(acme)
    assert (episode.reply_chat, episode.reply_thread, episode.reply_to) == (GROUP, "topic", "m7")
    (line,) = acme.lines("message")
    assert line.id == f"telegram:{GROUP}:m7"
    note = acme.letters("note")[-1]
    assert (note.chat, note.reply_to) == (GROUP, "m7")
    assert note.payload["message"]["text"] == words("de")("ask-taken-here")


async def test_in_private_too(acme: Core) -> None:
    """The answer comes into the same chat."""
    await asks(acme, platform="telegram", person="5", chat="5", private=True, message="m7")
    (episode,) = all_episodes(acme)
    assert (episode.reply_chat, episode.reply_to) == ("5", None)
    assert acme.letters("answer")[-1].payload["message"]["text"] == words("en")("ask-taken-here")


async def test_in_a_chat_that_is_none_of_ours(acme: Core) -> None:
    """In Slack a command can be given anywhere: it is as if it were asked in private."""
    outcome = await asks(acme, chat="C-elsewhere", answerable=True)
    assert told(outcome) == words("en")("ask-taken-direct")
    (episode,) = all_episodes(acme)
    assert (episode.brand, episode.reply_chat) == ("acme", "U1")


async def test_who_waits_already_goes_on_waiting(acme: Core) -> None:
    """It joins what they asked in this chat; later words that all can see bring the answer there."""
    await asks(acme, answerable=True)
    await asks(acme, "And it is broken", answerable=True)
    (episode,) = all_episodes(acme)
    assert episode.reply_chat == "U1"
    await acme.happens(Message, message="m1", text="Is anybody there?")
    (episode,) = all_episodes(acme)
    assert (episode.reply_chat, episode.reply_to) == (SQUARE, "m1")
    assert len(acme.lines("message")) == 3


def test_without_a_classifier() -> None:
    """The line tells what is known: that it is a question, and nothing of its mood."""
    heard = Heard(None, asked=True)
    assert (heard.asks, heard.thanks, heard.verdict, heard.beside) == (True, False, {"query": True}, None)


@pytest.mark.parametrize(
    ("text", "fields", "key"),
    [
        ("", {}, "ask-usage"),
        ("Hello?", {"person": BOSS, "chat": TEAM}, "ask-for-audience"),
        ("Hello?", {"person": BOSS}, "ask-for-audience"),
        ("Hello?", {"platform": "telegram", "chat": "-55", "answerable": False}, "chat-unknown"),
    ],
    ids=["no words", "the team's chat", "the team", "a stranger's group"],
)
async def test_what_is_no_question(acme: Core, text: str, fields: dict[str, Any], key: str) -> None:
    """Whoever gives the command otherwise is told how it is meant."""
    outcome = await asks(acme, text, **{"answerable": True} | fields)
    assert (outcome.kind, outcome.toast) == ("refused", words("en")(key))
    assert all_episodes(acme) == []


async def test_the_team_makes_a_question_of_a_message(acme: Core) -> None:
    """Its author waits, its line tells so, and the correction is kept; once."""
    await acme.happens(Message, message="m1", text="My parcel never came", name="Ana Lima", language="de")
    assert all_episodes(acme) == []
    outcome = await logs(acme, reply_to="m1")
    assert told(outcome) == words("en")("query-logged")
    (episode,) = all_episodes(acme)
    assert (episode.state, episode.reply_chat, episode.reply_to, episode.language) == ("waiting", SQUARE, "m1", "de")
    assert episode.opened_at == acme.lines("message")[0].at
    assert acme.lines("message")[0].data["query"] is True
    (correction,) = corrected(acme)
    assert (correction.what, correction.was, correction.became) == ("query", "False", "True")
    assert told(await logs(acme, message="m1", quoted="My parcel never came")) == words("en")("query-logged-before")
    assert len(corrected(acme)) == len(all_episodes(acme)) == 1
    now = acme.clock.now()
    week = (now.replace(hour=0), now.replace(hour=23))
    assert acme.read(lambda db: corrections.disagreement(db, "acme", *week)) == (1, 1)


async def test_a_dismissed_one_waits_again(acme: Core) -> None:
    """And what was written after an answer waits for one of its own."""
    episode = await ask(acme)
    await press(acme, f"query-not:{episode.id}")
    await logs(acme, reply_to="m1")
    assert [each.state for each in all_episodes(acme)] == ["waiting"]
    await acme.arrive_all()
    await answer(acme, episode)
    message = acme.letters("reply")[-1].message
    await acme.happens(Message, message="m9", text="Still broken", reply_to=message)
    assert [each.state for each in all_episodes(acme)] == ["answered"]
    await logs(acme, reply_to="m9")
    assert [each.state for each in all_episodes(acme)] == ["answered", "waiting"]


async def test_it_joins_what_its_author_waits_for(acme: Core) -> None:
    """One card for one person in one chat."""
    await ask(acme)
    await acme.happens(Message, message="m9", text="Please hurry")
    await logs(acme, reply_to="m9")
    assert len(all_episodes(acme)) == 1
    assert [line.data["query"] for line in acme.lines("message")] == [True, True]


@pytest.mark.parametrize(
    ("fields", "key"),
    [
        ({"reply_to": "m1", "person": "U2"}, "query-not-for-you"),
        ({"reply_to": "m2"}, "query-of-team"),
        ({"reply_to": "m99"}, "query-unknown"),
        ({}, "query-unknown"),
    ],
    ids=["not of the team", "the team's own", "unknown", "none"],
)
async def test_what_the_team_cannot_log(acme: Core, fields: dict[str, Any], key: str) -> None:
    """Each has its sentence."""
    await acme.happens(Message, message="m1", text="My parcel never came")
    await acme.happens(Message, message="m2", text="We are here", person=BOSS)
    outcome = await logs(acme, **fields)
    assert (outcome.kind, outcome.toast) == ("refused", words("en")(key))
    assert all_episodes(acme) == []
