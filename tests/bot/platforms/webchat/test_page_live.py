"""The page with all of the bot behind it: polls, votes, and coming back after a break."""

import re

from playwright.async_api import Browser, Page, expect

from chat.events import Message as Said
from chat.messages import Message
from tests.bot.platforms.webchat.conftest import OpenPage, page_opener
from tests.bot.platforms.webchat.playground import Playground, poll
from tests.bot.platforms.webchat.test_page import say
from tests.support.serving import serve

POLL = '/poll "Which content next?" "Recipes" "Behind the scenes"'


async def width_of_bar(page: Page, option: str) -> float:
    """Return how much of an option's row its bar fills, 0..1, once it stands still."""
    button = page.get_by_role("button", name=re.compile(option))
    bar = button.locator(".fill")
    await bar.evaluate("bar => Promise.all(bar.getAnimations().map((each) => each.finished))")
    return float(await bar.evaluate("bar => bar.getBoundingClientRect().width / bar.parentElement.clientWidth"))


async def test_a_vote_moves_the_bar_in_another_page(live_playground: Playground, open_live_page: OpenPage) -> None:
    """A poll made in the team's channel is voted in, changed and taken back; another page's bars follow."""
    await live_playground.meet("leo", "Leo")
    one, two = await open_live_page(), await open_live_page()
    await say(one, "Message to team as Maria", POLL)
    recipes = one.get_by_role("button", name=re.compile("Recipes"))
    await one.get_by_label("You are").first.select_option("leo")
    await recipes.click()
    await expect(recipes).to_have_attribute("aria-pressed", "true")
    seen = two.get_by_role("button", name=re.compile("Recipes"))
    await expect(seen).to_contain_text("1 vote")
    await expect(seen).to_contain_text("100%")
    assert await width_of_bar(two, "Recipes") > 0.99
    await one.get_by_role("button", name=re.compile("Behind the scenes")).click()
    await expect(recipes).to_have_attribute("aria-pressed", "false")
    await expect(seen).to_contain_text("0 votes")
    assert await width_of_bar(two, "Recipes") < 0.01
    await one.get_by_role("button", name=re.compile("Behind the scenes")).click()
    await expect(two.get_by_role("button", name=re.compile("Behind the scenes"))).to_contain_text("0 votes")


async def test_ones_own_vote_is_marked_for_each_person(live_playground: Playground, open_live_page: OpenPage) -> None:
    """Whoever one speaks as sees their own vote, after a reload too."""
    await live_playground.meet("leo", "Leo")
    page = await open_live_page()
    await say(page, "Message to team as Maria", POLL)
    who = page.get_by_label("You are").first
    for person, option in (("mia", "Recipes"), ("leo", "Behind the scenes")):
        await who.select_option(person)
        await page.get_by_role("button", name=re.compile(option)).click()
        await expect(page.get_by_role("button", name=re.compile(option), pressed=True)).to_be_visible()
    await page.reload()
    await expect(page.get_by_role("button", name=re.compile("Behind the scenes"), pressed=True)).to_be_visible()
    await who.select_option("mia")
    await expect(page.get_by_role("button", name=re.compile("Recipes"), pressed=True)).to_be_visible()


async def test_a_vote_by_keyboard_only(live_playground: Playground, open_live_page: OpenPage) -> None:
    """Who has no mouse reaches the poll by Tab, votes by Enter, and stays where they are as the bars move."""
    page = await open_live_page()
    await say(page, "Message to team as Maria", POLL)
    option = page.get_by_role("button", name=re.compile("Behind the scenes"))
    await option.wait_for()
    await page.locator("body").press("Tab")
    for _ in range(40):
        if await option.evaluate("button => button === document.activeElement"):
            break
        await page.keyboard.press("Tab")
    await expect(option).to_be_focused()
    assert await option.evaluate("button => getComputedStyle(button).outlineStyle") == "solid"
    await page.keyboard.press("Enter")
    await expect(option).to_contain_text("1 vote")
    await expect(option).to_have_attribute("aria-pressed", "true")
    await expect(option).to_be_focused()


async def test_a_refusal_is_told(live_playground: Playground, open_live_page: OpenPage) -> None:
    """Somebody of the audience who asks for the scorecard is told politely that it is not theirs."""
    page = await open_live_page()
    await say(page, "Message to club as Mia", "/ror")
    await expect(page.locator(".toast.refused")).to_be_visible()


async def test_a_closed_poll_says_so(playground: Playground, open_page: OpenPage) -> None:
    """A poll that closes while one looks at it can no longer be voted in."""
    card = await playground.post(poll(2, 1))
    page = await open_page()
    group = page.get_by_role("group", name="Poll: Which content next?")
    await expect(group.get_by_role("button", name=re.compile("Recipes"))).to_have_attribute("aria-disabled", "false")
    await playground.edit(card, poll(2, 1, closed=True))
    await expect(group).to_contain_text("Poll, closed")
    await group.get_by_role("button", name=re.compile("Recipes")).click(force=True)
    await say(page, "Message to club as Mia", "Too late")  # deeds are sent in order
    assert [type(event) for event in playground.intake.events] == [Said]


async def test_a_page_catches_up_after_a_restart(playground: Playground, browser: Browser) -> None:
    """A page that stays open while the bot is away says so, comes back by itself, and shows what happened meanwhile."""
    card = await playground.post(poll(1, 1))
    async with serve(playground.app) as port:
        page = await page_opener(browser, port)()
        await playground.webchat.stop_intake()
    await expect(page.get_by_text("Reconnecting")).to_be_visible()
    await playground.restart()
    await playground.edit(card, poll(3, 1))
    await playground.post(Message(text="While you were away"))
    async with serve(playground.app, port):
        await expect(page.get_by_text("While you were away")).to_be_visible()
        await expect(page.get_by_role("button", name=re.compile("Recipes"))).to_contain_text("75%")
        await expect(page.get_by_text("Live", exact=True)).to_be_visible()
        await playground.webchat.stop_intake()


async def test_what_is_said_while_the_bot_is_away_arrives_once(playground: Playground, open_page: OpenPage) -> None:
    """The page tries again politely, with the same id, until its message is durable."""
    page = await open_page()
    playground.intake.busy = 1
    playground.intake.unavailable = 1
    await say(page, "Message to club as Mia", "Patience")
    assert [said["text"] for said in await playground.said()] == ["Patience"]
    assert len({event.id for event in playground.intake.events}) == 1
