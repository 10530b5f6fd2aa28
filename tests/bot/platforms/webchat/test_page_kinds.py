"""Polls of all kinds, private chats and files, in a real browser."""

import re
from dataclasses import replace
from typing import Any

from playwright.async_api import expect

from chat.events import Command, Event, Press, Vote
from chat.messages import Button, Document, Message
from chat.polls import NPS
from chat.ports import Outcome
from tests.bot.platforms.webchat.conftest import OpenPage
from tests.bot.platforms.webchat.playground import Playground, poll
from tests.bot.platforms.webchat.test_page import say
from tests.support.waiting import until


def kind(message: Message, **card: Any) -> Message:
    """Return a poll's message with its card changed."""
    assert message.poll is not None
    return replace(message, poll=replace(message.poll, **card))


async def test_a_scale_has_a_button_for_each_step(playground: Playground, open_page: OpenPage) -> None:
    """Each says what it is and how many chose it; a press votes for it."""
    votes = [0] * 9 + [3, 1]
    await playground.post(kind(poll(*votes, options=NPS), kind="nps", summary=("NPS 100",), hint="0 is not at all"))
    page = await open_page()
    card = page.get_by_role("group", name="Poll: Which content next?")
    await expect(card.get_by_role("button")).to_have_count(11)
    await expect(card).to_contain_text("NPS 100")
    await expect(card).to_contain_text("0 is not at all")
    await card.get_by_role("button", name="9 of 10, 3 votes").click()
    await until(lambda: playground.intake.events)
    assert [event.options for event in playground.intake.events if isinstance(event, Vote)] == [(9,)]


async def test_numbers_that_may_not_be_seen_are_not_there(playground: Playground, open_page: OpenPage) -> None:
    """Neither bars nor votes, until they may."""
    await playground.post(kind(poll(), counted=False, until="Closes on Friday"))
    page = await open_page()
    card = page.get_by_role("group", name="Poll: Which content next?")
    await expect(card).to_contain_text("Closes on Friday")
    await expect(card).not_to_contain_text(re.compile(r"%|\bvotes?\b"))
    await playground.edit("1", kind(poll(3, 1), closed=True))
    await expect(card).to_contain_text("75%")


async def test_a_door_leads_into_the_private_chat(playground: Playground, open_page: OpenPage) -> None:
    """The page goes there, says what the door is for, and waits for the answer; the way back is a button."""

    def outcome(event: Event) -> Outcome:
        return Outcome("done", door="why_p1") if isinstance(event, Press) else Outcome("done")

    playground.intake.outcome = outcome
    await playground.post(Message(text="A poll", buttons=((Button("Say why", "why:p1"),),)))
    page = await open_page()
    audience = page.get_by_role("region", name="Audience chat")
    await audience.get_by_role("button", name="Say why").click()
    await expect(audience.get_by_role("button", name="Private")).to_have_attribute("aria-pressed", "true")
    await expect(audience).to_contain_text("Only Mia and the bot")
    await playground.post(Message(text="Why so?", ask=True), chat="mia")
    await expect(audience.get_by_placeholder("Your answer")).to_be_focused()
    await say(page, "Message to Acme as Mia", "Because")
    await expect(audience.get_by_role("log")).to_contain_text("Because")
    await expect(audience.get_by_placeholder("Message as Mia")).to_be_focused()
    (start,) = [event for event in playground.intake.events if isinstance(event, Command)]
    assert (start.command, start.text, start.chat, start.private) == ("start", "why_p1", "mia", True)
    await audience.get_by_role("button", name="Chat", exact=True).click()
    await expect(audience.get_by_role("log")).to_contain_text("A poll")


async def test_what_comes_in_private_is_announced(playground: Playground, open_page: OpenPage) -> None:
    """A mark says so until it was looked at; another person has none."""
    page = await open_page()
    audience = page.get_by_role("region", name="Audience chat")
    await playground.post(Message(text="A reminder"), chat="mia")
    await audience.get_by_role("button", name="Private, new messages").click()
    await expect(audience.get_by_role("log")).to_contain_text("A reminder")
    await expect(audience.get_by_role("button", name="Private", exact=True)).to_be_visible()


async def test_a_question_waits_in_private(playground: Playground, open_page: OpenPage) -> None:
    """Whoever comes back to it is told that it waits, by keyboard too."""
    await playground.post(Message(text="Why so?", ask=True), chat="mia")
    page = await open_page()
    audience = page.get_by_role("region", name="Audience chat")
    await audience.get_by_role("button", name="Private").press("Enter")
    await expect(audience.get_by_placeholder("Your answer")).to_be_visible()
    await expect(audience.get_by_role("button", name="Private")).to_be_focused()
    await audience.get_by_role("button", name="Chat", exact=True).press("Enter")
    await expect(audience.get_by_placeholder("Message as Mia")).to_be_visible()


async def test_a_question_disturbs_nobody_else(playground: Playground, open_page: OpenPage) -> None:
    """A page that looks on keeps its box, and the keyboard stays where it is."""
    page = await open_page()
    box = page.get_by_role("textbox", name="Message to club as Mia")
    await box.press_sequentially("I was")
    await playground.post(Message(text="Which question?", ask=True), chat="team")
    await expect(page.get_by_role("log", name="Messages in team")).to_contain_text("Which question?")
    await expect(page.get_by_placeholder("Message as Maria")).to_be_visible()
    await expect(box).to_be_focused()


async def test_somebody_new_comes_into_the_brands_chat(playground: Playground, open_page: OpenPage) -> None:
    """From the private chat too, which has nobody to leave it; they have one of their own."""
    page = await open_page()
    audience = page.get_by_role("region", name="Audience chat")
    await audience.get_by_role("button", name="Private").click()
    await expect(audience.get_by_role("button", name="Leave")).to_be_hidden()
    await audience.get_by_role("button", name="Add person").click()
    await page.get_by_role("dialog", name="Add a person").get_by_label("Name").fill("Zoë")
    await page.keyboard.press("Enter")
    await expect(audience).to_contain_text("Only Zoë and the bot")
    assert [said["text"] for said in await playground.said()] == ["Zoë joined"]


async def test_a_file_is_saved_by_a_link(playground: Playground, open_page: OpenPage) -> None:
    """Under the message that it came with."""
    await playground.post(Message(text="All votes", document=Document("poll-p1.csv", b"a,b")), chat="team")
    page = await open_page()
    async with page.expect_download() as waited:
        await page.get_by_role("link", name="Save poll-p1.csv").click()
    assert (await waited.value).suggested_filename == "poll-p1.csv"


async def test_a_button_may_open_a_page(playground: Playground, open_page: OpenPage) -> None:
    """In a window of its own, which knows nothing of this one."""
    await playground.post(
        Message(text="It is there", buttons=((Button("Have a look", "look", "https://acme.example/"),),))
    )
    link = (await open_page()).get_by_role("link", name="Have a look")
    await expect(link).to_have_attribute("href", "https://acme.example/")
    await expect(link).to_have_attribute("rel", "noopener")
