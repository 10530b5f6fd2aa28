"""Who may see what, and when, on every wire."""

import pytest

from tests.conversations.place import Place
from tests.conversations.said import numbers_in
from tests.conversations.seats import Seat, Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def asked(wire: Wire, question: str, settings: str) -> Seat:
    """Let somebody of the team ask; return them."""
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says(f'/poll "{question}" "Recipes" "Tours" {settings}')
    await mia.told("is on its way")
    return mia


async def forged(seat: Seat, word: str, poll: str) -> None:
    """Send a press of a button that nobody was shown."""
    seat.forget()
    card = await seat.wire.card("Seen?")
    await seat.wire.press(seat, f"{word}:{poll}", card)


async def test_in_an_open_poll_everybody_may_ask_who_chose_what(wire: Wire) -> None:
    """The card says so, and its button lists the names."""
    await asked(wire, "Open?", "")
    ana, ben = await wire.seat("Ana"), await wire.seat("Ben")
    await ana.votes("Open?", "Tours")
    card = await wire.shows("Open?", {"Tours": 1}, "Everybody can see who chose what.")
    await ben.presses("Who chose what?", card)
    await ben.told("Recipes (0): –", "Tours (1): Ana")


async def test_in_a_confidential_poll_only_the_team_may_know(place: Place, wire: Wire) -> None:
    """The card says so and has no such button; whoever sends its press all the same is refused."""
    mia = await asked(wire, "Seen?", "confidential")
    ana, ben = await wire.seat("Ana"), await wire.seat("Ben")
    await ana.votes("Seen?", "Tours")
    card = await wire.shows("Seen?", {"Tours": 1}, "Only the team can see who chose what.")
    assert not any("Who" in label for label in card.buttons)
    poll = place.poll(wire.brand, "Seen?").id
    await forged(ben, "who", poll)
    await ben.told("Only the team can see who chose what in this poll.")
    await mia.says("/polls")
    listed = await mia.told("Polls: ")
    await mia.presses("Seen?", listed)
    results = await mia.told("Results for")
    mia.forget()
    await wire.press(mia, f"who:{poll}", results)
    await mia.told("Tours (1): Ana")


async def test_an_anonymous_poll_shows_no_numbers_of_few_and_nobody_s_choice(place: Place, wire: Wire) -> None:
    """Numbers come in steps of five people, one step late; nobody may ask who chose, who has not, or reopen it."""
    mia = await asked(wire, "Secret?", "anonymous")
    poll = place.poll(wire.brand, "Secret?").id
    people = [await wire.seat(f"Voter {number}") for number in range(10)]
    for person in people[:5]:
        await person.votes("Secret?", "Tours")
    await people[4].told("Your vote for “Tours” counts.")
    await place.tick()
    card = await wire.shows("Secret?", None, "Nobody can see who chose what.", "5 people voted")
    assert all(data.startswith("secret:") for label, data in card.buttons.items() if label in {"Recipes", "Tours"})
    for person in people[5:]:
        await person.votes("Secret?", "Recipes")
    await place.tick()
    await wire.shows("Secret?", {"Tours": 5}, "10 people voted")

    await mia.says("/polls")
    await mia.presses("Secret?", await mia.told("Polls: "))
    results = await mia.told("Results for")
    for word, refusal in (("who", "nobody can see who chose what"), ("missing", "nobody can see who has voted")):
        mia.forget()
        await wire.press(mia, f"{word}:{poll}", results)
        await mia.told(refusal)
    await mia.presses("Close the poll", results)
    await mia.told("is closed")
    await wire.shows("Secret?", {"Tours": 5, "Recipes": 5}, "Closed, 10 people voted")
    mia.forget()
    await wire.press(mia, f"reopen:{poll}", results)
    await mia.told("can't be opened again")


async def test_a_hidden_poll_shows_no_numbers_before_it_closes(place: Place, wire: Wire) -> None:
    """The audience sees that people voted; the numbers come with the close."""
    mia = await asked(wire, "Hidden?", "hidden")
    ana = await wire.seat("Ana")
    await ana.votes("Hidden?", "Tours")
    await wire.shows("Hidden?", None, "1 person voted", "How it stands is shown when the poll closes.")
    await mia.says("/polls")
    await mia.presses("Hidden?", await mia.told("Polls: "))
    results = await mia.told("Results for")
    assert "Tours: 1" in results.text or numbers_in(results.text) == {"Recipes": 0, "Tours": 1}
    await mia.presses("Close the poll", results)
    await wire.shows("Hidden?", {"Tours": 1}, "Closed, 1 person voted")


async def test_after_their_own_vote_each_person_sees_how_it_stands(wire: Wire) -> None:
    """The card shows no numbers; who votes is told them."""
    await asked(wire, "After?", "after")
    ana, ben = await wire.seat("Ana"), await wire.seat("Ben")
    await ana.votes("After?", "Tours")
    await ben.votes("After?", "Tours")
    card = await wire.shows("After?", None, "2 people voted", "You see how it stands once you have voted.")
    if card.native is None:  # Telegram's own poll shows its bars to those who have voted
        told = await ben.told("Your vote for “Tours” counts.")
        assert "Tours: 2" in told.text or numbers_in(told.text) == {"Recipes": 0, "Tours": 2}
