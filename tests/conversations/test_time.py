"""What happens by itself: planned polls, ends, reminders."""

from datetime import timedelta

import pytest

from tests.conversations.place import Place
from tests.conversations.seats import Wire

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_planned_poll_is_posted_in_time_and_closes_in_time(place: Place, wire: Wire) -> None:
    """Not before; the list of polls names its next run; at its end it closes on the platform, without a click."""
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says('/poll "Planned?" "Recipes" "Tours" in 2h for 1d')
    await mia.told("is planned for")
    await place.tick()
    assert wire.find_card("Planned?", wire.audience) is None
    await mia.says("/polls")
    await mia.told("Planned", "Planned?", wire.audience)
    place.clock.forward(hours=2, seconds=1)
    await place.tick()
    ana = await wire.seat("Ana")
    await ana.votes("Planned?", "Tours")
    await wire.shows("Planned?", {"Tours": 1}, "1 person voted")
    place.clock.forward(days=1)
    await place.tick()
    await wire.shows("Planned?", {"Tours": 1}, "Closed, 1 person voted")


async def test_a_deleted_plan_posts_nothing_more(place: Place, wire: Wire) -> None:
    """Not at its time, nor at any later one."""
    mia = await wire.seat("Mia", chat=wire.team)
    await mia.says('/poll "Never?" "Recipes" "Tours" every day 9:00')
    planned = await mia.told("goes out every day at 09:00")
    await mia.presses("Delete the plan", planned)
    await mia.told("is off the plan")
    for _day in range(2):
        place.clock.forward(days=1)
        await place.tick()
    await mia.says("/polls")
    await mia.told("Polls: ")
    assert wire.find_card("Never?", wire.audience) is None
    assert [each for each in place.polls(wire.brand) if each.question == "Never?"] == []


async def test_only_who_has_not_voted_is_reminded(place: Place, wire: Wire) -> None:
    """In private and by day, without a word of what others chose."""
    mia = await wire.seat("Mia", chat=wire.team)
    ana, ben = await wire.seat("Ana"), await wire.seat("Ben")
    for each in (ana, ben):
        await wire.greet(each)  # in Telegram a bot may write to those only who wrote to it
    await mia.says('/poll "Remind?" "Recipes" "Tours" hidden remind for 3d')
    await mia.told("is on its way")
    await ana.votes("Remind?", "Tours")
    await wire.shows("Remind?", None, "1 person voted")
    ana.forget()
    ben.forget()
    due = place.poll(wire.brand, "Remind?").remind_at
    assert due is not None
    place.clock.forward(seconds=(due - place.clock.now() + timedelta(seconds=1)).total_seconds())
    await place.tick()
    reminder = await ben.told("would love to hear from you", "Remind?")
    await ben.presses("Tours", reminder)
    await ben.told("Your vote for “Tours” counts.")
    await wire.shows("Remind?", None, "2 people voted")
    assert not [each for each in wire.messages(wire.private(ana)) if "would love" in each.text]
