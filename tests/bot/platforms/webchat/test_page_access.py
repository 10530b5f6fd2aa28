"""The page for everybody: by keyboard, by screen reader, narrow, dark, and still."""

import re
from itertools import pairwise
from typing import Literal

import pytest
from playwright.async_api import Page, expect

from chat.messages import Message
from tests.bot.platforms.webchat.conftest import OpenPage
from tests.bot.platforms.webchat.playground import Playground, poll

PHONE = {"width": 390, "height": 844}
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenfabrik" * 3


async def overflow(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(await page.evaluate("document.documentElement.scrollWidth - innerWidth"))


async def test_everything_has_its_role_and_name(playground: Playground, open_page: OpenPage) -> None:
    """A screen reader finds the chats, the boxes, the poll, the scorecard and what happens, each by its name."""
    await playground.post(poll(2, 1))
    page = await open_page()
    expected: list[tuple[Literal["heading", "region", "log", "textbox", "group"], str]] = [
        ("heading", "Acme"),
        ("region", "Audience chat"),
        ("region", "Team channel"),
        ("region", "Manager's view"),
        ("log", "Messages in club"),
        ("log", "Messages in team"),
        ("textbox", "Message to club as Mia"),
        ("textbox", "Message to team as Maria"),
        ("group", "Poll: Which content next?"),
        ("heading", "Which content next?"),
        ("heading", "Return on Relationship"),
    ]
    for role, name in expected:
        await expect(page.get_by_role(role, name=name)).to_be_visible()
    await expect(page.get_by_role("button", name="Recipes 2 votes 67%")).to_be_visible()
    await expect(page.get_by_role("status").first).to_have_text("Live")
    log = page.get_by_role("log", name="Messages in club")
    assert await log.get_attribute("aria-live") == "polite"
    assert await page.get_by_role("tab").count() == 0


async def test_every_control_has_a_name(playground: Playground, open_page: OpenPage) -> None:
    """No button, box or choice is silent."""
    await playground.post(poll(2, 1))
    await playground.do("message", text="Mine")
    page = await open_page()
    controls = page.locator("button:visible, select:visible, textarea:visible, input:visible, a:visible")
    for control in await controls.all():
        snapshot = await control.aria_snapshot()
        assert re.search(r'\w+ "[^"]+"', snapshot), snapshot


async def test_languages_and_directions_are_told(playground: Playground, open_page: OpenPage) -> None:
    """The page is English, the bot's words are in the brand's language, people's words find their own direction."""
    await playground.post(Message(text="Hello"))
    await playground.do("message", text="שלום")
    page = await open_page()
    assert await page.locator("html").get_attribute("lang") == "en"
    log = page.get_by_role("log", name="Messages in club")
    assert await log.locator("[lang=en]").filter(has_text="Hello").count() == 1
    hebrew = log.get_by_text("שלום")
    assert await hebrew.get_attribute("dir") == "auto"
    assert await hebrew.evaluate("text => getComputedStyle(text).direction") == "rtl"


async def test_a_phone_shows_one_column_at_a_time(playground: Playground, open_page: OpenPage) -> None:
    """On a phone there are tabs, by touch and by arrow keys, and nothing is wider than the window."""
    await playground.post(poll(2, 1, options=(LONG, "B " * 200)))
    await playground.do("message", text=LONG)
    await playground.post(Message(title=LONG, text=LONG), chat="team")
    page = await open_page(viewport=PHONE, has_touch=True)
    tabs = page.get_by_role("tablist", name="Views").get_by_role("tab")
    await expect(tabs).to_have_text(["Audience", "Team", "Manager"])
    assert await overflow(page) <= 0
    await expect(page.get_by_role("tabpanel")).to_have_count(1)
    await tabs.nth(1).click()
    await expect(page.get_by_role("log", name="Messages in team")).to_be_visible()
    await expect(page.get_by_role("log", name="Messages in club")).to_be_hidden()
    box = await page.get_by_role("textbox", name="Message to team as Maria").bounding_box()
    assert box is not None
    assert box["height"] >= 30
    assert await overflow(page) <= 0
    await tabs.nth(1).press("ArrowRight")
    await expect(tabs.nth(2)).to_be_focused()
    await expect(tabs.nth(2)).to_have_attribute("aria-selected", "true")
    await expect(page.get_by_role("heading", name="Return on Relationship")).to_be_visible()
    assert await overflow(page) <= 0


@pytest.mark.parametrize("width", [320, 768, 1024, 1280, 1920])
async def test_no_width_scrolls_sideways(playground: Playground, open_page: OpenPage, width: int) -> None:
    """The page fits its window, and its columns do not overlap."""
    await playground.post(poll(2, 1))
    page = await open_page(viewport={"width": width, "height": 800})
    assert await overflow(page) <= 0
    boxes = [await column.bounding_box() for column in await page.locator(".column:visible").all()]
    edges = [(box["x"], box["x"] + box["width"]) for box in boxes if box]
    assert len(edges) == (3 if width >= 1024 else 1)
    assert all(left[1] <= right[0] for left, right in pairwise(edges))
    assert edges[-1][1] <= width


@pytest.mark.parametrize(
    ("scheme", "ground"), [("light", "rgb(241, 239, 233)"), ("dark", "rgb(16, 18, 17)")], ids=["light", "dark"]
)
async def test_light_and_dark(open_page: OpenPage, scheme: str, ground: str) -> None:
    """The page follows the machine's wish for light or dark."""
    page = await open_page(color_scheme=scheme)
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == ground


async def test_nothing_moves_where_that_is_not_wanted(playground: Playground, open_page: OpenPage) -> None:
    """Bars jump instead of moving for those who asked for less motion."""
    await playground.post(poll(2, 1))
    page = await open_page(reduced_motion="reduce")
    bar = page.get_by_role("button", name=re.compile("Recipes")).locator(".fill")
    assert await bar.evaluate("bar => getComputedStyle(bar).transitionDuration") == "0s"


async def test_what_can_be_done_closes_by_escape(playground: Playground, open_page: OpenPage) -> None:
    """A message's deeds open by Enter and close by Escape, and the keyboard is where it was."""
    await playground.do("message", text="Mine")
    page = await open_page()
    more = page.get_by_role("button", name="What to do with this message")
    await more.press("Enter")
    await expect(page.get_by_role("button", name="Reply")).to_be_visible()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Escape")
    await expect(page.get_by_role("button", name="Reply")).to_be_hidden()
    await expect(more).to_be_focused()


async def test_a_new_line_is_not_sent(playground: Playground, open_page: OpenPage) -> None:
    """Shift and Enter begin a new line; Enter sends both."""
    page = await open_page()
    box = page.get_by_role("textbox", name="Message to club as Mia")
    await box.press_sequentially("one")
    await box.press("Shift+Enter")
    await box.press_sequentially("two")
    await box.press("Enter")
    await expect(box).to_have_value("")
    assert [said["text"] for said in await playground.said()] == ["one\ntwo"]
