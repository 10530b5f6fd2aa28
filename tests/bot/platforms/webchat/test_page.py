"""The page in a real browser: what is said, shown, and done."""

from dataclasses import replace

from playwright.async_api import Page, expect

from chat.messages import Button, Message
from chat.ports import Outcome
from tests.bot.platforms.webchat.conftest import OpenPage
from tests.bot.platforms.webchat.pictures import PNG
from tests.bot.platforms.webchat.playground import CARD, Playground, poll

HOSTILE = '<img src=x onerror="window.harmed=1"><script>window.harmed=1</script>&amp;"\'`\u202e*_~'


async def say(page: Page, label: str, text: str) -> None:
    """Write into a chat's box, press Enter, and wait for the answer, which empties the box."""
    box = page.get_by_role("textbox", name=label)
    await box.fill(text)
    await box.press("Enter")
    await expect(box).to_have_value("")


async def test_what_is_said_is_seen_by_everybody(open_page: OpenPage) -> None:
    """A message appears in the page that sent it, as one's own, and in another page."""
    one, two = await open_page(), await open_page()
    await say(one, "Message to club as Mia", "Hello everybody")
    for page in (one, two):
        await expect(page.get_by_role("log", name="Messages in club").get_by_text("Hello everybody")).to_be_visible()


async def test_hostile_texts_are_only_texts(playground: Playground, open_page: OpenPage) -> None:
    """Markup in names, messages, polls, toasts and private answers is shown as it was written, and does nothing."""
    await playground.meet("eve", HOSTILE[:80])
    hostile = Message(title=HOSTILE, text=HOSTILE, buttons=((Button(HOSTILE, "x"),),))
    playground.intake.outcome = lambda _event: Outcome("done", toast=HOSTILE, answer=hostile)
    for chat in ("club", "team"):
        await playground.post(hostile, chat=chat)
        await playground.post(replace(poll(1, 2, options=(HOSTILE, "B")), text=HOSTILE), chat=chat)
    await playground.do("message", text=HOSTILE, person="eve")
    await playground.do("react", message="1", emoji="<b>x</b>", person="eve")
    page = await open_page()
    await page.get_by_label("You are").first.select_option("eve")
    await say(page, f"Message to club as {HOSTILE[:80]}", HOSTILE)
    await expect(page.get_by_role("article", name="Private answer")).to_contain_text("onerror")
    assert await page.evaluate("window.harmed") is None
    assert await page.locator("main img, main script, main b").count() == 0
    await expect(page.get_by_role("status").get_by_text(HOSTILE)).to_be_visible()


async def test_somebody_new_comes_in(playground: Playground, open_page: OpenPage) -> None:
    """A person is added by name, announced in every page, and spoken as at once; then leaves and comes back."""
    one, two = await open_page(), await open_page()
    audience = one.get_by_role("region", name="Audience chat")
    await audience.get_by_role("button", name="Add person").click()
    await one.get_by_role("dialog", name="Add a person").get_by_label("Name").fill("Zoë")
    await one.keyboard.press("Enter")
    await expect(two.get_by_text("Zoë joined the chat")).to_be_visible()
    await say(one, "Message to club as Zoë", "Hi")
    await expect(two.get_by_role("article", name="Zoë")).to_contain_text("Hi")
    await audience.get_by_role("button", name="Leave").click()
    await expect(two.get_by_text("Zoë left the chat")).to_be_visible()
    await expect(one.get_by_placeholder("Zoë has left")).to_be_disabled()
    await audience.get_by_role("button", name="Join again").click()
    await expect(one.get_by_role("textbox", name="Message to club as Zoë")).to_be_enabled()


async def test_a_private_answer_is_for_one_person(playground: Playground, open_page: OpenPage) -> None:
    """An answer to a command is shown to who gave it, says so, and is gone for others and when dismissed."""
    await playground.meet("ben", "Ben", team=True)
    button = ((Button("Close the poll", "close:p1"),),)
    playground.intake.outcome = lambda _event: Outcome("done", answer=Message(text="Index 71", buttons=button))
    page = await open_page()
    await say(page, "Message to team as Maria", "/ror")
    private = page.get_by_role("article", name="Private answer").first
    await expect(private).to_contain_text("Only Maria can see this")
    await expect(private).to_contain_text("Index 71")
    team = page.get_by_role("region", name="Team channel")
    await team.get_by_label("You are").select_option("ben")
    await expect(private).to_be_hidden()
    await team.get_by_label("You are").select_option("maria")
    await private.get_by_role("button", name="Close the poll").click()
    await expect(page.get_by_role("article", name="Private answer")).to_have_count(2)
    assert await playground.said("team") == []


async def test_commands_are_offered(open_page: OpenPage) -> None:
    """A command's button writes it into the box, an example where it needs words."""
    page = await open_page()
    await page.get_by_role("button", name="/poll:").click()
    box = page.get_by_role("textbox", name="Message to team as Maria")
    await expect(box).to_be_focused()
    await expect(box).to_have_value('/poll "Which content next?" "Recipes" "Behind the scenes" "Live Q&A"')


async def test_replies_edits_deletions_and_reactions(playground: Playground, open_page: OpenPage) -> None:
    """What can be done with a message is behind one button, and everybody sees what was done."""
    await playground.meet("leo", "Leo")
    await playground.do("message", text="First", person="leo")
    await playground.do("message", text="Secnd")
    one, two = await open_page(), await open_page()
    await one.get_by_label("You are").first.select_option("mia")

    async def choose(message: str, deed: str) -> None:
        article = one.locator("article").filter(has_text=message).last
        await article.get_by_role("button", name="What to do with this message").click()
        await article.get_by_role("button", name=deed).click()

    await choose("Secnd", "Edit")
    await say(one, "Message to club as Mia", "Second")
    await expect(two.get_by_role("article").filter(has_text="Second")).to_contain_text("edited")
    await choose("First", "Reply")
    await say(one, "Message to club as Mia", "To the first")
    await expect(two.get_by_role("article").filter(has_text="To the first")).to_contain_text("LeoFirst")
    await choose("First", "React with heart")
    await expect(two.get_by_role("button", name="❤️ 1: Mia")).to_be_visible()
    await one.get_by_role("button", name="❤️ 1: Mia").click()
    await expect(two.get_by_role("button", name="❤️ 1: Mia")).to_have_count(0)
    await choose("Second", "Delete")
    await expect(two.get_by_text("This message was deleted.")).to_be_visible()


async def test_a_digest_has_its_picture(playground: Playground, open_page: OpenPage) -> None:
    """A chart is shown with its description, under its title; long details below it are folded."""
    digest = Message(title="Week 47", text="Index 71", chart={"a": 1}, chart_alt="Twelve weeks", picture=PNG)
    head = await playground.post(digest, chat="team")
    details = Message(title="In detail", text="\n".join(f"Line {number}." for number in range(40)))
    await playground.post(details, chat="team", reply_to=head)
    page = await open_page()
    await expect(page.get_by_text("Line 11.")).to_be_visible()
    await expect(page.get_by_text("Line 12.")).to_be_hidden()
    await page.get_by_text("Show all").click()
    await expect(page.get_by_text("Line 39.")).to_be_visible()
    picture = page.get_by_role("img", name="Twelve weeks")
    await expect(picture).to_be_visible()
    assert await picture.evaluate("image => image.complete && image.naturalWidth") == 1
    await expect(page.get_by_role("heading", name="Week 47")).to_be_visible()


async def test_the_scorecard_follows_what_happens(playground: Playground, open_page: OpenPage) -> None:
    """The manager's view is reckoned anew by itself after a change, and at once by its button."""
    page = await open_page()
    index = page.get_by_role("region", name="Index")
    await expect(index).to_contain_text("71 of 100")
    await expect(index).to_contain_text("Rapport’s own")
    playground.card = CARD | {"index": 80.6}
    await playground.post(Message(text="Something happened"))
    await expect(index).to_contain_text("81 of 100")
    playground.card = CARD | {"index": None}
    await page.get_by_role("button", name="Refresh").click()
    await expect(index).to_contain_text("Too few parts have a score yet to tell.")
    playground.card = RuntimeError("no")
    await page.get_by_role("button", name="Refresh").click()
    await expect(page.get_by_text("The scorecard could not be reckoned")).to_be_visible()


async def test_figures_are_written_for_people(playground: Playground, open_page: OpenPage) -> None:
    """A measure has its value, interval, n, what it was and whether that changed; one that has none says why."""
    rate = {"value": 0.41, "n": 120, "low": 0.33, "high": 0.5, "previous": 0.3, "change": "clear", "score": 100}
    none = {"value": None, "n": 0, "low": None, "high": None, "previous": None, "change": "unknown", "score": None}
    wait = none | {"value": 7200.0, "n": 8, "previous": 90.0, "p90": 100_800.0, "waiting": 2}
    wait |= {"business_median": 2400.0, "business_p90": 9000.0}
    parts = {"engagement": {"score": 82.4, "measures": {"active": rate}}}
    parts |= {"recommendations": {"score": None, "measures": {"nps": none}}}
    watches = {"care": {"score": None, "measures": {"first_response": wait}}}
    playground.card = CARD | {"parts": parts, "watches": watches}
    page = await open_page()
    row = page.get_by_role("row")
    active = row.filter(has_text="Active people")
    await expect(active).to_have_text("Active people33% to 50% · n 12041%30%▲ clear")
    await expect(row.filter(has_text="Net promoter score")).to_contain_text("Nobody has given a score yet.–")
    business = "in business hours 40 min, nine in ten within 2 h 30 min"
    waited = f"First responsenine in ten within 1 day 4 h · {business} · 2 still waiting · n 82 h2 minunknown"
    await expect(row.filter(has_text="First response")).to_have_text(waited)
    await expect(page.get_by_role("region", name="Engagement")).to_contain_text("82 of 100")


async def test_a_brand_without_chats_here_says_what_to_do(open_page: OpenPage) -> None:
    """Another brand is chosen at the top; where it has no webchat chats, the page says how to give it some."""
    page = await open_page()
    async with page.expect_navigation():
        await page.get_by_label("Brand").select_option("norte")
    await expect(page.get_by_role("heading", name="Norte")).to_be_visible()
    await expect(page.get_by_text("This brand has no audience chat here.")).to_be_visible()


async def test_a_change_of_something_old_does_not_come_up_again(playground: Playground, open_page: OpenPage) -> None:
    """A message that is older than all that the page was told is not shown at the end when it changes."""
    old = await playground.post(Message(text="very old"))
    for number in range(50):
        await playground.post(Message(text=f"message {number}"))
    page = await open_page()
    await playground.edit(old, Message(text="changed"))
    await playground.post(Message(text="the last"))
    log = page.get_by_role("log", name="Messages in club")
    await expect(log.get_by_text("the last")).to_be_visible()
    await expect(log.get_by_text("changed")).to_have_count(0)
    await expect(log.get_by_text("message 0", exact=True)).to_have_count(1)
