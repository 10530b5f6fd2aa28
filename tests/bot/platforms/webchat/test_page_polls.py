"""Polls from making them to saving their votes, on the page with all of the bot behind it."""

import re

from playwright.async_api import Page, expect

from tests.bot.platforms.webchat.conftest import OpenPage
from tests.bot.platforms.webchat.playground import Playground
from tests.bot.platforms.webchat.test_page import say

TEAM = "Message to team as Maria"


async def test_a_poll_is_made_step_by_step(live_playground: Playground, open_live_page: OpenPage) -> None:
    """The bot asks in the team's chat, by words and buttons, and the box says when it waits for an answer."""
    page = await open_live_page()
    team = page.get_by_role("region", name="Team channel")
    await say(page, TEAM, "/poll")
    await expect(team.get_by_placeholder("Your answer")).to_be_focused()
    await say(page, TEAM, "Which content next?")
    await expect(team.get_by_role("log")).to_contain_text("And the options?")
    await say(page, TEAM, "Recipes\nBehind the scenes")
    for label in ("One choice", "Everybody", "I close it myself", "Post now"):
        await team.get_by_role("button", name=label).click()
    card = page.get_by_role("region", name="Audience chat").get_by_role("group", name="Poll: Which content next?")
    await expect(card.get_by_role("button")).to_have_text([re.compile("Recipes"), re.compile("Behind the scenes")])
    await expect(team.get_by_placeholder("Message as Maria")).to_be_visible()


async def test_options_are_put_in_order(live_playground: Playground, open_live_page: OpenPage) -> None:
    """Each press gives the next place, which the option shows; the run-off is told below."""
    page = await open_live_page()
    await say(page, TEAM, '/poll "Which first?" "Recipes" "Behind the scenes" "Live Q&A" ranked')
    card = page.get_by_role("group", name="Poll: Which first?")
    await card.get_by_role("button", name="Live Q&A").click()
    await expect(card.get_by_role("button", name="1 Live Q&A", pressed=True)).to_be_visible()
    await card.get_by_role("button", name="Recipes").click()
    await expect(card.get_by_role("button", name="2 Recipes", pressed=True)).to_be_visible()
    await expect(card.get_by_role("button", name="Behind the scenes")).to_have_attribute("aria-pressed", "false")
    await expect(card.locator(".summary")).to_contain_text("Live Q&A")


async def test_nobody_sees_what_was_chosen_in_an_anonymous_poll(
    live_playground: Playground, open_live_page: OpenPage
) -> None:
    """Not even whoever chose it: nothing is marked, and a sentence says that the vote counts."""
    page = await open_live_page()
    await say(page, TEAM, '/poll "Are we fair?" "Yes" "No" anonymous')
    card = page.get_by_role("group", name="Poll: Are we fair?")
    await card.get_by_role("button", name="Yes").click()
    await expect(page.locator(".toast").first).to_be_visible()
    await expect(card).to_contain_text("1 person voted")
    await expect(card.get_by_role("button", pressed=True)).to_have_count(0)


async def test_why_is_asked_in_private(live_playground: Playground, open_live_page: OpenPage) -> None:
    """The button under a poll leads into the private chat, where the next message is the answer."""
    page = await open_live_page()
    audience = page.get_by_role("region", name="Audience chat")
    await say(page, TEAM, '/poll "Which content next?" "Recipes" "Behind the scenes" why')
    await audience.get_by_role("button", name="Recipes").click()
    await audience.get_by_role("button", name=re.compile("why", re.IGNORECASE)).click()
    await expect(audience.get_by_placeholder("Your answer")).to_be_focused()
    await say(page, "Message to Acme as Mia", "I like to cook")
    await expect(audience.get_by_placeholder("Message as Mia")).to_be_visible()
    await expect(audience.get_by_role("log", name="Private messages with Acme")).to_contain_text("I like to cook")


async def test_an_option_is_added_in_private(live_playground: Playground, open_live_page: OpenPage) -> None:
    """Its name is asked for there, and a button there votes for it; the card in the chat has both."""
    page = await open_live_page()
    audience = page.get_by_role("region", name="Audience chat")
    await say(page, TEAM, '/poll "Which content next?" "Recipes" "Behind the scenes" add')
    await audience.get_by_role("button", name="Add an option").click()
    await expect(audience.get_by_placeholder("Your answer")).to_be_focused()
    await say(page, "Message to Acme as Mia", "Live Q&A")
    await audience.get_by_role("button", name="Vote for “Live Q&A”").click()
    await audience.get_by_role("button", name="Chat", exact=True).click()
    await expect(audience.get_by_role("button", name="Live Q&A", pressed=True)).to_contain_text("1 vote")


async def test_results_are_posted_with_their_chart(live_playground: Playground, open_live_page: OpenPage) -> None:
    """The team sees who took part, and a picture that is told in words too."""
    page = await open_live_page()
    team = page.get_by_role("region", name="Team channel")
    await say(page, TEAM, '/poll "Which content next?" "Recipes" "Behind the scenes"')
    await page.get_by_role("button", name="Recipes").click()
    await expect(page.get_by_role("button", name="Recipes", pressed=True)).to_be_visible()
    await say(page, TEAM, "/polls")
    await _press(page, "Results")
    await _press(page, "Post results")
    await expect(team.get_by_role("img", name=re.compile("Recipes 100%"))).to_be_visible()
    await expect(team.get_by_role("article").last).to_contain_text("1 of the 1 people")


async def test_all_votes_are_saved(live_playground: Playground, open_live_page: OpenPage) -> None:
    """The team gets them as a file in its chat, from the list of its polls."""
    page = await open_live_page()
    await say(page, TEAM, '/poll "Which content next?" "Recipes" "Behind the scenes"')
    await page.get_by_role("button", name="Recipes").click()
    await say(page, TEAM, "/polls")
    await _press(page, "Results")
    await _press(page, "CSV")
    async with page.expect_download() as waited:
        await page.get_by_role("link", name=re.compile(r"^Save .*\.csv$")).click()
    assert b"Recipes" in (await (await waited.value).path()).read_bytes()


async def _press(page: Page, label: str) -> None:
    team = page.get_by_role("region", name="Team channel")
    await team.get_by_role("button", name=re.compile(label)).last.click()
