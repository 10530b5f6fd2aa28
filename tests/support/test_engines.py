"""The databases and the browser that tests are given."""

import sqlite3

import psycopg
from playwright.async_api import Browser


def test_a_database_is_empty_and_takes_tables(database_url: str) -> None:
    """Each engine gives an empty database of its own."""
    if database_url.startswith("sqlite:///"):
        with sqlite3.connect(database_url.removeprefix("sqlite:///")) as file:
            assert file.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        file.close()
        return
    with psycopg.connect(database_url.replace("+psycopg", "")) as connection:
        query = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
        assert connection.execute(query).fetchone() == (0,)


async def test_a_browser_shows_a_page(browser: Browser) -> None:
    """Chromium renders a page and runs its script."""
    page = await browser.new_page()
    await page.set_content("<h1>Rapport</h1>")
    assert await page.get_by_role("heading").inner_text() == "Rapport"
