"""The manager's inbox in a real browser, and files that people send."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page, expect

from chat.events import Event, Message, Press
from chat.ports import Outcome
from tests.bot.platforms.webchat.conftest import OpenPage
from tests.bot.platforms.webchat.pictures import PNG
from tests.bot.platforms.webchat.playground import Playground

HOSTILE = '<img src=x onerror="window.harmed=1">'


def entry(number: int, **more: Any) -> dict[str, Any]:
    """Return a query as the inbox tells it."""
    known = {"id": number, "person": "mia", "name": "Mia", "platform": "Telegram", "text": "When do you open?"}
    state = {"waiting_s": 7_200, "sentiment": -1, "overdue": True, "urgent": False, "automatic": False}
    none = dict.fromkeys(("due_at", "claimed_by", "snoozed_until", "promise"))
    return known | state | none | more


async def inbox_of(page: Page) -> Any:  # noqa: ANN401  # a locator
    """Open the inbox; return it."""
    view = page.get_by_role("region", name="Manager's view")
    await view.get_by_role("button", name="Inbox").click()
    return view.get_by_role("region", name="Inbox")


async def test_the_inbox_says_who_waits(playground: Playground, open_page: OpenPage) -> None:
    """Longest first, with what matters; hostile texts are only texts; nobody is said to wait where nobody does."""
    playground.waiting = [entry(1, claimed_by="Ben"), entry(2, name=HOSTILE, text=HOSTILE, overdue=False)]
    page = await open_page()
    inbox = await inbox_of(page)
    await expect(inbox.get_by_role("status")).to_have_text("2 queries")
    first, second = await inbox.get_by_role("listitem").all()
    for told in ("Mia", "Telegram", "waits 2 h", "When do you open?", "unhappy", "overdue", "Ben is on it"):
        await expect(first).to_contain_text(told)
    await expect(second).to_contain_text(HOSTILE)
    assert await page.evaluate("window.harmed") is None
    playground.waiting = []
    await page.get_by_role("button", name="Snoozed").click()
    await expect(inbox.get_by_role("status")).to_have_text("Nothing is put off.")
    assert playground.asked[-1] == ("snoozed", "", "maria")


async def test_a_query_is_worked_on_from_the_inbox(playground: Playground, open_page: OpenPage) -> None:
    """Its buttons are pressed in the team's chat, as whoever one is there; searching asks with the words."""

    def claim(_event: Event) -> Outcome:
        playground.waiting = [entry(7, claimed_by="Maria")]
        return Outcome("done")

    playground.waiting = [entry(7)]
    playground.intake.outcome = claim
    page = await open_page()
    inbox = await inbox_of(page)
    await inbox.get_by_role("button", name="Claim: Mia").click()
    await expect(inbox.get_by_role("button", name="Take over: Mia")).to_be_focused()
    pressed = [event for event in playground.intake.events if isinstance(event, Press)]
    assert [(event.data, event.chat, event.person) for event in pressed] == [("query-claim:7", "team", "maria")]
    async with page.expect_response("**/api/inbox*search=open*"):
        await page.get_by_role("searchbox", name="Search the inbox").fill("open")


async def test_a_file_is_sent_from_the_page(playground: Playground, open_page: OpenPage, tmp_path: Path) -> None:
    """Picked, named above the box, sent with Enter, and seen; without words, too."""
    picture = tmp_path / "cat.png"
    picture.write_bytes(PNG)
    page = await open_page()
    audience = page.get_by_role("region", name="Audience chat")
    await audience.locator("input[type=file]").set_input_files(picture)
    await expect(audience.get_by_text("With cat.png")).to_be_visible()
    await audience.get_by_role("button", name="Send", exact=True).click()
    await expect(audience.get_by_role("img", name="cat.png")).to_be_visible()
    await expect(audience.get_by_text("With cat.png")).to_be_hidden()
    (event,) = [event for event in playground.intake.events if isinstance(event, Message)]
    assert (event.text, [file.name for file in event.files]) == ("", ["cat.png"])
