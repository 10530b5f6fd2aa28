"""What a team does with its polls: look, list, download, change, close, reopen, copy, delete."""

import csv
import io

import pytest

from tests.conversations.place import Place
from tests.conversations.said import Said
from tests.conversations.seats import Seat, Wire
from tests.support.waiting import until

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def asked(wire: Wire, question: str, settings: str = "") -> tuple[Seat, Said]:
    """Let somebody of the team ask; return them and what they were told."""
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says(f'/poll "{question}" "Recipes" "Tours" {settings}')
    return mia, await mia.told("is on its way")


async def test_the_results_are_posted_to_the_team_when_a_poll_closes(place: Place, wire: Wire) -> None:
    """Who took part, with the buttons for what comes next."""
    mia, made = await asked(wire, "Results?")
    ana = await wire.seat("Ana")
    await ana.votes("Results?", "Tours")
    await wire.shows("Results?", {"Tours": 1})
    await mia.presses("Close the poll", made)
    await mia.told("is closed")
    await place.tick()
    results = await mia.told("Results for", "Results?", "people I know in your audience")
    assert {"Reopen", "Ask again", "Delete", "CSV", "Who hasn't voted"} <= set(results.buttons)


async def test_who_has_not_voted_is_listed_without_a_word_of_the_others(wire: Wire) -> None:
    """Ben is named, Ana who voted is not."""
    mia, made = await asked(wire, "Missing?", "confidential")
    anouk, benno = await wire.seat("Anouk"), await wire.seat("Benno")
    await benno.says("/me")  # in Slack a name is known of those only who have used the bot
    await benno.told("About you")
    await anouk.votes("Missing?", "Tours")
    await wire.shows("Missing?", {"Tours": 1})
    await mia.presses("Results", made)
    await mia.presses("Who hasn't voted", await mia.told("Results for"))
    listed = await mia.told("Not yet voted", f"Benno ({wire.name.title()})")
    assert "Anouk" not in listed.text


async def test_the_csv_arrives_whole(wire: Wire) -> None:
    """One row a vote, with who it was, as a file in the team's chat."""
    mia, made = await asked(wire, "File?")
    for name, option in (("Ana", "Tours"), ("=Ben()", "Recipes")):
        await (await wire.seat(name)).votes("File?", option)
    await wire.shows("File?", {"Tours": 1, "Recipes": 1})
    await mia.presses("Results", made)
    await mia.presses("CSV", await mia.told("Results for"))
    content = await wire.document(await mia.told("All votes on “File?”"))
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert {(row["name"], row["option"]) for row in rows} == {("Ana", "Tours"), ("'=Ben()", "Recipes")}


async def test_votes_stay_with_their_options_through_edits(place: Place, wire: Wire) -> None:
    """A question and an option that are worded anew keep what was chosen."""
    mia, made = await asked(wire, "Edit this?")
    ana = await wire.seat("Ana")
    await ana.votes("Edit this?", "Tours")
    await wire.shows("Edit this?", {"Tours": 1})
    await mia.presses("Change it", made)
    if wire.has_forms:
        form = await mia.told("Edit the poll")
        await mia.fills(form, **{"question": "Edited!", "option-1": "Guided tours"})
        await mia.told("Changed.")
    else:
        for what, text in (("Tours", "Guided tours"), ("Question", "Edited!")):
            await mia.presses(what, await change(mia, made))
            await mia.answers(await mia.told("What "), text=text)
            await mia.told("Changed.")
    await wire.shows("Edited!", {"Guided tours": 1})
    await ana.votes("Edited!", "Recipes")
    await wire.shows("Edited!", {"Recipes": 1})
    assert place.results(wire.brand, "Edited!")["voters"] == 1


async def change(mia: Seat, made: Said) -> Said:
    """Ask for the menu of what can be changed."""
    await mia.presses("Change it", made)
    return await mia.told("What would you like to change")


async def test_a_poll_is_reopened_and_goes_on(wire: Wire) -> None:
    """All votes are still there, and people vote again."""
    mia, made = await asked(wire, "Reopen?")
    ana, ben = await wire.seat("Ana"), await wire.seat("Ben")
    await ana.votes("Reopen?", "Tours")
    await wire.shows("Reopen?", {"Tours": 1})
    await mia.presses("Close the poll", made)
    await wire.shows("Reopen?", {"Tours": 1}, "Closed, 1 person voted")
    await mia.presses("Results", made)
    await mia.presses("Reopen", await mia.told("Results for"))
    await mia.told("is open again")
    await wire.shows("Reopen?", {"Tours": 1}, "1 person voted")
    await ben.votes("Reopen?", "Tours")
    await wire.shows("Reopen?", {"Tours": 2}, "2 people voted")


async def test_a_poll_is_asked_again_as_a_copy(place: Place, wire: Wire) -> None:
    """What is made of it begins at nothing."""
    mia, made = await asked(wire, "Again?", "limit 2 multi hidden")
    await mia.presses("Results", made)
    await mia.presses("Ask again", await mia.told("Results for"))
    if wire.has_forms:
        await mia.fills(await mia.told("New poll"))
    else:
        await mia.presses("Post now", await mia.told("This is how it will look", "Again?"))
    await mia.told("is on its way")
    first, second = [each for each in place.polls(wire.brand) if each.question == "Again?"]
    assert (first.rules, first.options) == (second.rules, second.options)
    assert first.rules.most == 2


async def test_a_deleted_poll_disappears(place: Place, wire: Wire) -> None:
    """After being asked whether one is sure."""
    mia, made = await asked(wire, "Delete?")
    await wire.card("Delete?")
    await mia.presses("Results", made)
    await mia.presses("Delete", await mia.told("Results for"))
    await mia.presses("Delete for good", await mia.told("This can't be undone."))
    await mia.told("is deleted")
    await until(lambda: wire.find_card("Delete?", wire.audience) is None)
    assert [each for each in place.polls(wire.brand) if each.question == "Delete?"] == []
