"""A brand's page in a real browser."""

import asyncio
import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, expect
from sqlalchemy import text

from chat.i18n import words
from tests.bot.pages.house import HOSTILE, PATIENCE_MS, House

PHONE = {"width": 360, "height": 740}


async def kept(page: Page, name: str) -> list[list[str]]:
    """Press the CSV link in the part of the page that has this role; return the file's rows."""
    async with page.expect_download() as downloading:
        await page.locator(name).get_by_role("link", name="CSV file").click()
    path = await (await downloading.value).path()
    content = await asyncio.to_thread(Path(path).read_text, encoding="utf-8-sig")
    return list(csv.reader(io.StringIO(content)))


async def test_a_figure_opens_by_keyboard(served: House, browser: Browser) -> None:
    """With its definition and its rows, page by page; Escape leads back; hostile texts are only texts; both as CSV."""
    page = await served.page(browser)
    await expect(page.get_by_role("heading", name="Acme", exact=True)).to_be_visible()
    await expect(page.get_by_role("img", name="week by week")).to_be_visible()
    figure = page.get_by_role("button", name="Replies per post")
    await figure.focus()
    await page.keyboard.press("Enter")
    opened = page.get_by_role("dialog", name="Replies per post and 100 people")
    await expect(opened).to_contain_text(words("en")("definition-conversation"))
    await expect(opened.get_by_role("listitem").filter(has_text="Mia").first).to_contain_text("I love it")
    await expect(opened).to_contain_text(HOSTILE)
    rows = await kept(page, "dialog")
    assert len(rows) == 1 + 7
    await page.keyboard.press("Escape")
    await expect(opened).to_be_hidden()
    await expect(figure).to_be_focused()
    await page.get_by_role("button", name="30 days").click()
    await expect(page.get_by_role("button", name="30 days")).to_have_attribute("aria-pressed", "true")
    await figure.click()
    await expect(opened.get_by_role("status")).to_have_text("1 to 10 of 26")
    await opened.get_by_role("button", name="Next").press("Enter")
    await expect(opened.get_by_role("status")).to_have_text("11 to 20 of 26")
    await page.keyboard.press("Escape")
    table = await kept(page, ".controls")
    assert next(row for row in table if row[1] == "members")[0] == "followers"
    assert await page.evaluate("window.harmed") is None
    assert page.url.endswith("/brands/acme?period=30d")


async def test_what_is_chosen_is_shown(served: House, browser: Browser) -> None:
    """What stands beside the figures; a week, days from and to, one platform; an impossible time is refused."""
    page = await served.page(browser)
    await expect(page.get_by_text("2 newcomers came; for 2 it is not known who told them.")).to_be_visible()
    await page.get_by_role("combobox", name="On").select_option("telegram")
    await expect(page.get_by_role("button", name="Members: 2.")).to_be_visible()
    await page.get_by_text("Other", exact=True).click()
    await page.get_by_label("A week").fill("2026-W46")
    await expect(page.get_by_text("9 November to 15 November")).to_be_visible()
    await page.get_by_text("Other", exact=True).click()
    await page.get_by_label("From", exact=True).fill("2026-11-02")
    await page.get_by_label("To", exact=True).fill("2026-11-20")
    await page.get_by_role("button", name="Show", exact=True).click()
    await expect(page.get_by_text("2 November to 20 November")).to_be_visible()
    await page.goto(f"http://localhost:{served.port}/brands/acme?period=soon")
    await expect(page.get_by_role("status")).to_contain_text("no period")


async def test_a_link_that_was_used_and_a_visit_that_ended(served: House, browser: Browser) -> None:
    """Both say what to do; leaving asks for a new link, and what is open is told in a sentence."""
    page = await served.page(browser)
    used = await served.path()
    other = await browser.new_page()
    other.set_default_timeout(PATIENCE_MS)
    await other.goto(f"http://localhost:{served.port}{used}")
    await other.get_by_role("button", name="Open the page").click()
    await expect(other.get_by_role("heading", name="Return on Relationship")).to_be_visible()
    await page.get_by_role("button", name="Leave").click()
    await expect(page.get_by_role("heading", name="You have left")).to_be_visible()
    await page.goto(f"http://localhost:{served.port}{used}")
    await expect(page.get_by_text("Write /ror to me")).to_be_visible()
    served.clock.forward(timedelta(hours=13))
    await other.get_by_role("button", name="Refresh").click()
    await expect(other.get_by_role("status")).to_contain_text("Write /ror to me")


@pytest.mark.parametrize(
    ("language", "scheme", "ground"), [("de", "dark", "rgb(16, 18, 17)"), ("es", "light", "rgb(241, 239, 233)")]
)
async def test_on_a_phone_in_ones_own_language(
    served: House, browser: Browser, language: str, scheme: str, ground: str
) -> None:
    """Light or dark, nothing is wider than the window, and all is in the language of who looks."""
    say = words(language)
    await served.change(text("UPDATE accounts SET speaks = :to"), to=language)
    page = await served.page(browser, viewport=PHONE, has_touch=True, color_scheme=scheme)
    assert await page.evaluate("getComputedStyle(document.body).backgroundColor") == ground
    await expect(page.locator(f"html[lang={language}]")).to_have_count(1)
    await expect(page.get_by_role("region", name=say("part-followers"))).to_be_visible()
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    await page.get_by_role("button", name=say("measure-members")).click()
    await expect(page.get_by_role("dialog")).to_contain_text(say("definition-members"))
    assert await page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


async def test_an_empty_brand(served: House, browser: Browser) -> None:
    """It says that there is nothing yet, and its hostile name does nothing."""
    page = await served.page(browser, "zest")
    await expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    await expect(page.get_by_text(words("es")("page-none")).first).to_be_visible()
    assert await page.evaluate("window.harmed") is None
