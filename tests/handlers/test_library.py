"""Saved answers: kept with `/answer` or a press, offered for what is alike, put in with one tap."""

from typing import Any

import pytest

from chat.events import Command, Filled, Message
from storage import saved_answers
from storage.saved_answers import SavedAnswer
from tests.handlers.test_queries import all_episodes, ask, press, refresh, shown
from tests.support.core import BOSS, SQUARE, TEAM, Core
from tests.support.queries import preview, send_button


def kept(core: Core) -> list[SavedAnswer]:
    """Return what the brand keeps."""
    found: list[SavedAnswer] = core.read(lambda db: saved_answers.of_brand(db, "acme"))
    return found


async def answer(core: Core, text: str = "", **fields: Any) -> str:
    """Let the boss write /answer in the team's chat; return what is said to it."""
    given = {"person": BOSS, "name": "Ben Boss", "chat": TEAM, "answerable": True, **fields}
    outcome = await core.happens(Command, command="answer", text=text, **given)
    return outcome.answer.text if outcome.answer else outcome.toast or ""


async def replied(core: Core, words: str = "At nine.") -> int:
    """Let somebody ask and the boss answer; return the episode."""
    episode = await ask(core)
    await core.happens(
        Filled, form=f"query-reply:{episode.id}", values={"text": words}, person=BOSS, name="Ben Boss", chat=TEAM
    )
    await refresh(core)
    return episode.id


def labels(core: Core) -> list[str]:
    """Return the labels on the newest card."""
    return [each.label for row in shown(core, core.letters("query-card")[-1]).buttons for each in row]


async def test_a_good_answer_is_saved_after_answering(acme: Core) -> None:
    """With the question that it answered; once, by the command or the card's button."""
    assert "no answer to save" in await answer(acme, "save")
    episode = await replied(acme)
    assert "Save answer" in labels(acme)
    assert "Saved as number" in await answer(acme, "save")
    (saved,) = kept(acme)
    assert (saved.question, saved.text, saved.automatic) == ("When do you open?", "At nine.", False)
    assert "already" in (await press(acme, f"query-save:{episode}")).toast
    assert len(kept(acme)) == 1


async def test_the_button_saves_the_last_human_answer(acme: Core) -> None:
    """Whoever of the team gave it; of what nobody answered nothing can be saved."""
    episode = await ask(acme)
    assert (await press(acme, f"query-save:{episode.id}")).kind == "refused"
    await acme.happens(Message, message="m2", text="At ten!", person=BOSS, reply_to="m1")
    assert "Saved" in (await press(acme, f"query-save:{episode.id}")).toast
    assert kept(acme)[0].text == "At ten!"


async def test_answers_are_written_listed_switched_and_dropped(acme: Core) -> None:
    """All by one command, which explains itself."""
    assert "Nothing is saved yet" in await answer(acme)
    await answer(acme, "save Do you ship to Spain? | Yes, in five days.")
    number = kept(acme)[0].id
    assert "“Do you ship to Spain?” → Yes, in five days. · not used yet" in await answer(acme, "list")
    assert "by itself" in await answer(acme, f"auto {number} on")
    assert kept(acme)[0].automatic
    assert "automatic" in await answer(acme)
    assert (await press(acme, f"answer-auto:{number}:off")).kind == "done"
    assert not kept(acme)[0].automatic
    assert "Dropped" in await answer(acme, f"delete #{number}")
    assert kept(acme) == []


@pytest.mark.parametrize(
    "text", ["save words", "save | x", "auto", "auto 1", "delete", "wat", "auto x on", "delete 99"]
)
async def test_what_cannot_be_done_is_said(acme: Core, text: str) -> None:
    """With what to write instead."""
    assert "/answer" in await answer(acme, text)


async def test_words_in_reply_to_a_card_answer_its_question_next_time(acme: Core) -> None:
    """Where the platform has replies, the question need not be typed; without words it is the answer given there."""
    await replied(acme)
    card = f"post-{acme.letters('query-card')[0].id}"
    await answer(acme, "save Nine to five.", reply_to=card)
    await answer(acme, "save", reply_to=card)
    assert {(each.question, each.text) for each in kept(acme)} == {
        ("When do you open?", "Nine to five."),
        ("When do you open?", "At nine."),
    }


async def test_the_library_is_the_teams(acme: Core) -> None:
    """Others are refused with a sentence."""
    assert "team" in await answer(acme, person="U9", chat=SQUARE)
    assert (await press(acme, "answer-auto:1:on", person="U9", chat=SQUARE)).kind == "refused"
    assert (await press(acme, "query-use:1:1", person="U9", chat=SQUARE)).kind == "refused"


async def test_the_three_nearest_are_offered(acme: Core) -> None:
    """On the card, best first, as long as somebody waits; a dropped one goes."""
    for number, place in enumerate(("Spain", "Italy", "France", "Peru")):
        await answer(acme, f"save Do you ship to {place}? | Yes, {place} takes {number} days.")
    await ask(acme, "Do you ship to Italy and Spain?")
    offered = [each for each in labels(acme) if each.startswith("💡")]
    assert len(offered) == 3
    assert "Italy" in offered[0] + offered[1]
    first = all_episodes(acme)[0].suggested or []
    await answer(acme, f"delete {first[0]}")
    assert len([each for each in labels(acme) if each.startswith("💡")]) == 2
    await press(acme, f"query-resolve:{all_episodes(acme)[0].id}")
    assert not [each for each in labels(acme) if each.startswith("💡")]


async def test_what_asks_nothing_or_has_nothing_alike_gets_no_offer(acme: Core) -> None:
    """A card without suggestions is as it was."""
    await answer(acme, "save Do you ship to Spain? | Yes.")
    assert (await ask(acme, "Quartett Xylophon?")).suggested is None


async def test_one_tap_puts_it_into_the_form(acme: Core) -> None:
    """The team may change it before sending; sent, it counts as used."""
    await answer(acme, "save Do you ship to Spain? | Yes, in five days.")
    episode = await ask(acme, "do you ship shoes to spain?")
    number = kept(acme)[0].id
    form = (await press(acme, f"query-use:{episode.id}:{number}", formable=True)).form
    assert form.fields[0].value == "Yes, in five days."
    values = {"text": "Yes, in five days, shoes too."}
    await acme.happens(Filled, form=form.data, values=values, person=BOSS, name="Ben Boss", chat=TEAM)
    await refresh(acme)
    (letter,) = acme.letters("reply")
    assert shown(acme, letter).text == "Yes, in five days, shoes too.\n\n— Ben"
    assert kept(acme)[0].uses == 1


async def test_one_tap_shows_a_draft_where_there_are_no_forms(acme: Core) -> None:
    """It goes out with Send only, once, signed by whoever sends it."""
    await answer(acme, "save Do you ship to Spain? | Yes, in five days.")
    episode = await ask(acme, "do you ship shoes to spain?")
    await press(acme, f"query-use:{episode.id}:{kept(acme)[0].id}")
    assert "Yes, in five days.\n\n— Ben" in preview(acme).text
    assert acme.letters("reply") == []
    await press(acme, send_button(acme))
    await refresh(acme)
    assert all_episodes(acme)[0].state == "answered"
    assert kept(acme)[0].uses == 1
    assert acme.lines("answer")[0].data["automatic"] is False


async def test_a_dropped_answer_cannot_be_used(acme: Core) -> None:
    """The button of an old card says so."""
    episode = await ask(acme)
    refused = await press(acme, f"query-use:{episode.id}:77")
    assert (refused.kind, "/answer list" in refused.toast) == ("refused", True)
