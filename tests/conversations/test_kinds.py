"""Every kind of poll from its question to the final numbers, on every wire."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pytest

from tests.conversations.place import Place
from tests.conversations.seats import Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")


@dataclass(frozen=True, slots=True)
class Story:
    """What is asked how, what two people press, and what comes of it."""

    line: str
    """Behind the question."""
    options: Sequence[str]
    ana: Sequence[str]
    ben: Sequence[str]
    numbers: Mapping[str, int]
    """When both have voted."""
    changed: Sequence[str]
    """What Ana presses then."""
    after: Mapping[str, int]
    taken_back: Sequence[str]
    """What Ben presses to have nothing chosen."""
    last: Mapping[str, int]
    summary: str = ""
    """Stands on the card at the end."""


STORIES = {
    "single": Story(
        '"Recipes" "Tours" "Music"', ("Recipes", "Tours", "Music"),
        ("Recipes",), ("Tours",), {"Recipes": 1, "Tours": 1},
        ("Tours",), {"Tours": 2}, ("Tours",), {"Tours": 1},
    ),
    "multi": Story(
        '"Recipes" "Tours" "Music" limit 2', ("Recipes", "Tours", "Music"),
        ("Recipes", "Music"), ("Tours",), {"Recipes": 1, "Tours": 1, "Music": 1},
        ("Music", "Tours"), {"Recipes": 1, "Tours": 2}, ("Tours",), {"Recipes": 1, "Tours": 1},
    ),
    "ranked": Story(
        '"Recipes" "Tours" "Music" ranked', ("Recipes", "Tours", "Music"),
        ("Recipes", "Tours"), ("Tours", "Music"), {"Recipes": 1, "Tours": 1},
        ("Recipes", "Recipes"), {"Tours": 2}, ("Tours", "Music"), {"Tours": 1}, "Winner of the run-off: Tours",
    ),
    "rating": Story(
        "rating", ("1", "2", "3", "4", "5"),
        ("5",), ("2",), {"5": 1, "2": 1},
        ("4",), {"4": 1, "2": 1}, ("2",), {"4": 1}, "Average: 4",
    ),
    "nps": Story(
        "nps", tuple(map(str, range(11))),
        ("10",), ("6",), {"10": 1, "6": 1},
        ("9",), {"9": 1, "6": 1}, ("6",), {"9": 1}, "NPS 100",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", STORIES)
async def test_a_poll_runs_from_its_question_to_the_final_numbers(place: Place, wire: Wire, kind: str) -> None:
    """Typed in the team's chat, voted in, changed, taken back, closed; a late vote is refused with a sentence."""
    story, question = STORIES[kind], f"Which {kind} on {wire.name}?"
    mia, ana, ben = await wire.seat("Mia", chat=wire.team), await wire.seat("Ana"), await wire.seat("Ben")
    await mia.says(f'/poll "{question}" {story.line}')
    made = await mia.told("is on its way")
    card = await wire.card(question)
    assert "Everybody can see who chose what." in card.text
    if card.native is None:
        assert all(any(option in label for label in card.buttons) for option in story.options)

    await ana.votes(question, *story.ana)
    await ben.votes(question, *story.ben)
    await wire.shows(question, story.numbers, "2 people voted")
    await ana.votes(question, *story.changed)
    await wire.shows(question, story.after, "2 people voted")
    await ben.votes(question, *story.taken_back)
    await wire.shows(question, story.last, "1 person voted")

    await mia.presses("Close the poll", made)
    await mia.told("is closed")
    await wire.shows(question, story.last, "Closed, 1 person voted", story.summary)
    ben.forget()
    await wire.vote(ben, card, story.options[0])
    if card.native is None:  # a native poll takes none, and answers nothing
        await ben.told("your vote came too late")
    await place.tick()
    await mia.told("Results for", question)

    results = place.results(wire.brand, question)
    assert (results["state"], results["voters"]) == ("closed", 1)
    assert {each["text"]: each["votes"] for each in results["options"] if each["votes"]} == story.last


@pytest.mark.parametrize("kind", STORIES)
async def test_every_kind_may_be_anonymous_and_hidden(place: Place, wire: Wire, kind: str) -> None:
    """Nobody's choice is known, and no number before the close."""
    story, question = STORIES[kind], f"Secretly {kind} on {wire.name}?"
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says(f'/poll "{question}" {story.line} anonymous hidden')
    made = await mia.told("is on its way")
    for number in range(5):
        person = await wire.seat(f"Voter {number}")
        await person.votes(question, *(story.ana if number < 3 else story.ben))
    await place.tick()
    card = await wire.shows(question, None, "5 people voted", "Nobody can see who chose what.")
    assert {data.split(":")[0] for data in card.buttons.values()} == {"secret", "share"}
    await mia.presses("Close the poll", made)
    await mia.told("is closed")
    ana, ben = (each[:1] if kind == "ranked" else each for each in (story.ana, story.ben))
    numbers = {option: 3 * (option in ana) + 2 * (option in ben) for option in story.options}
    await wire.shows(question, numbers, "Closed, 5 people voted")
