"""Who comes in to a brand's page, over HTTP, on each engine."""

import asyncio
from datetime import timedelta
from http.cookies import SimpleCookie

import pytest
from sqlalchemy import text

from chat.i18n import LANGUAGES, words
from tests.bot.pages.house import House, enter, house_of

SEEN = ("", "/api/sheet", "/api/rows?measure=active", "/api/scorecard.csv", "/api/rows.csv?measure=active")
"""What stands under a brand's page."""


async def seen(house: House, session: dict[str, str], brand: str = "acme") -> set[int]:
    """Return how all that there is to see of a brand answers."""
    async with house.client() as browser:
        browser.cookies.update(session)
        return {(await browser.get(f"/brands/{brand}{path}")).status_code for path in SEEN}


async def come_in(house: House, brand: str = "acme") -> dict[str, str]:
    """Come in by a new link; return the cookies."""
    async with house.client() as browser:
        answer = await enter(browser, await house.path(brand=brand))
        assert answer.status_code == 303
        return dict(answer.cookies)


async def test_a_link_opens_once(house: House) -> None:
    """Looking at it changes nothing; of two who press at once, on two replicas, one comes in; the other is told."""
    path = await house.path(period="30d")
    async with house.client() as preview:
        for _ in range(2):
            assert (await preview.head(path)).status_code == 200
            knocked = await preview.get(path)
            assert "set-cookie" not in knocked.headers
            assert "Hello Maria &lt;b&gt;!" in knocked.text
    async with house.client() as one, house.client(house.new_app()) as two:
        answers = await asyncio.gather(enter(one, path), enter(two, path))
        came_in, refused = sorted(answers, key=lambda answer: answer.status_code)
        assert (came_in.status_code, came_in.headers["location"]) == (303, "/brands/acme?period=30d")
        assert refused.status_code == 403
        assert words("en")("page-closed-text") in refused.text
        browser = one if came_in is answers[0] else two
        assert (await browser.get("/brands/acme")).status_code == 200
        again = await browser.get(path)  # the button is pressed once more in the chat
        assert (again.status_code, again.headers["location"]) == (303, "/brands/acme?period=30d")


@pytest.mark.parametrize(("is_secure", "name"), [(True, "__Secure-rapport"), (False, "rapport")])
async def test_the_cookie(migrated_url: str, is_secure: bool, name: str) -> None:
    """It is for this brand's page alone, no script reads it, and behind https it goes by nothing else."""
    async with house_of(migrated_url, is_secure=is_secure) as house, house.client() as browser:
        answer = await enter(browser, await house.path())
    (cookie,) = SimpleCookie(answer.headers["set-cookie"]).values()
    assert (cookie.key, cookie["path"], cookie["max-age"]) == (name, "/brands/acme", str(12 * 3600))
    assert (bool(cookie["httponly"]), cookie["samesite"], bool(cookie["secure"])) == (True, "lax", is_secure)


async def test_links_and_visits_end(house: House) -> None:
    """A link after fifteen minutes, a visit after twelve hours."""
    path = await house.path()
    house.clock.forward(timedelta(minutes=15) - timedelta(seconds=1))
    late = await house.path()
    async with house.client() as browser:
        assert (await enter(browser, path)).status_code == 303
        assert await seen(house, dict(browser.cookies)) == {200}
        house.clock.forward(timedelta(minutes=15))
        assert (await browser.get("/brands/acme")).status_code == 200
        async with house.client() as other:
            assert (await other.get(late)).status_code == 403
            assert (await enter(other, late)).status_code == 403
        house.clock.forward(timedelta(hours=12))
        assert await seen(house, dict(browser.cookies)) == {403}


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        pytest.param("/brands/zest?t={t}", {}, id="another brand"),
        pytest.param("/brands/none?t={t}", {}, id="no brand"),
        pytest.param("/brands/acme?t=guessed", {}, id="a guess"),
        pytest.param("/brands/acme?t=%00%ff", {}, id="no text"),
        pytest.param("/brands/acme?t=", {}, id="nothing"),
        pytest.param("/brands/acme?t={t}" + "x" * 5000, {}, id="too long"),
        pytest.param("/brands/acme?t={t}", {"Sec-Fetch-Site": "cross-site"}, id="another site's page"),
        pytest.param("/brands/acme?t={t}", {"Origin": "https://evil.example"}, id="another site's older browser"),
    ],
)
async def test_nobody_else_comes_in(served: House, path: str, headers: dict[str, str]) -> None:
    """What is no link of this brand's, and what another site's page sends, gets the page that says what to do."""
    token = (await served.path()).partition("t=")[2]
    async with served.client(language="pt-BR,en") as browser:
        answer = await enter(browser, path.format(t=token), **headers)
    assert (answer.status_code, "set-cookie" in answer.headers) == (403, False)
    assert words("pt")("page-closed-text") in answer.text


async def test_a_visit_is_of_one_person_and_brand(house: House) -> None:
    """It opens no other brand; whoever is of the team no more, or whose brand is gone, sees nothing from then on."""
    session, other = await come_in(house), await come_in(house, "zest")
    assert await seen(house, session) == await seen(house, other, "zest") == {200}
    assert await seen(house, session, "zest") == await seen(house, other) == {403}
    await house.change(text("UPDATE accounts SET team = :no WHERE brand = 'acme'"), no=False)
    assert await seen(house, session) == {403}
    assert await house.path() == "?"
    del house.brands["zest"]
    assert await seen(house, other, "zest") == {403}


async def test_leaving_ends_the_visit(house: House) -> None:
    """For good, wherever the cookie was copied to; no other site's page can do it."""
    session = await come_in(house)
    async with house.client() as browser:
        browser.cookies.update(session)
        assert (await browser.get("/brands/acme/leave")).status_code == 405
        assert (await browser.post("/brands/acme/leave", headers={"Sec-Fetch-Site": "cross-site"})).status_code == 403
        assert await seen(house, session) == {200}
        left = await browser.post("/brands/acme/leave")
    assert (left.status_code, "Max-Age=0" in left.headers["set-cookie"]) == (200, True)
    assert await seen(house, session) == {403}


async def test_every_answer_keeps_to_itself(served: House) -> None:
    """Nothing is kept, framed, guessed or told elsewhere, and only the page's own files run."""
    session = await come_in(served)
    async with served.client() as browser:
        browser.cookies.update(session)
        answers = [await browser.get(f"/brands/acme{path}") for path in SEEN]
        answers += [await browser.get("/brands/none"), await browser.get(await served.path())]
        script = await browser.get("/brands/-/static/page.js")
    assert {answer.headers["cache-control"] for answer in answers} == {"no-store"}
    for answer in (*answers, script):
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert (answer.headers["referrer-policy"], answer.headers["x-frame-options"]) == ("no-referrer", "DENY")
        assert answer.headers["x-content-type-options"] == "nosniff"


async def test_who_gets_a_link(served: House) -> None:
    """The team, where there is an address that they can reach; a database row is no link."""
    assert (await served.link()).startswith("https://bot.example/brands/acme?t=")
    assert await served.link("Mia") == await served.link("nobody") == ""
    for public in ("", "http://127.0.0.1:8080", "http://localhost"):
        assert await served.link(public=public) == ""
    token = (await served.link()).partition("t=")[2]
    kept = await served.writer.write(lambda db: db.execute(text("SELECT * FROM passes")).all())
    assert len(kept) == 2
    assert token not in str(kept)


@pytest.mark.parametrize("language", LANGUAGES)
async def test_strangers_are_told_in_their_language(served: House, language: str) -> None:
    """The page that is closed speaks the browser's language."""
    async with served.client(language=f"{language};q=0.9, fr") as browser:
        page = (await browser.get("/brands/acme")).text
    assert f'<html lang="{language}">' in page
    assert words(language)("page-closed") in page
