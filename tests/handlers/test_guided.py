"""A poll made step by step, where there are no forms."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from chat.i18n import LANGUAGES, words
from storage import plans
from tests.support.core import Core, core
from tests.support.guided import ALONE, Maker, made, to_summary


@pytest.fixture
async def solo(sqlite_url: str) -> AsyncIterator[Core]:
    """Open a core that knows one brand, on SQLite."""
    async with core(sqlite_url) as opened:
        yield opened


async def test_a_poll_from_its_question_to_its_post(acme: Core) -> None:
    """Question, options, way to answer, who sees what, end; then it is shown, and one press posts it."""
    maker = Maker(acme)
    await maker.begin()
    assert (maker.asked().text.startswith("What would you like to ask?"), maker.asked().ask) == (True, True)
    await maker.write("Which next?", "Recipes", "Live Q&A", "Tours")
    assert "• Recipes\n• Live Q&A\n• Tours" in maker.asked().text
    await maker.press("options:done", "kind:multi", "most:2", "visibility:confidential", "close:3d")
    summary = maker.asked()
    assert summary.title == "This is how it will look. Shall I post it?"
    assert summary.poll is not None
    assert (summary.poll.question, summary.poll.votable, made(acme)) == ("Which next?", False, [])
    await maker.press("summary:post")
    (poll,) = made(acme)
    assert (poll.question, poll.options) == ("Which next?", ["Recipes", "Live Q&A", "Tours"])
    assert (poll.rules.kind, poll.rules.most, poll.rules.visibility) == ("multi", 2, "confidential")
    assert (poll.creator, poll.closes_at is not None) == ("telegram:77", True)
    assert maker.asked().text.startswith("“Which next?” is on its way to 3 chats.")
    assert maker.dialog() is None


async def test_it_survives_a_restart(migrated_url: str) -> None:
    """What was said so far is in the database, and so are the buttons' meanings."""
    async with core(migrated_url) as bot:
        maker = Maker(bot)
        await maker.begin()
        await maker.write("Which next?", "Recipes\nLive Q&A")
        kind = maker.button("kind:single")
    async with core(migrated_url) as bot:
        maker = Maker(bot)
        await maker.press_button(kind)
        await maker.press("visibility:open")
    async with core(migrated_url) as bot:
        maker = Maker(bot)
        await maker.write("Friday 18:00")
        await maker.press("summary:post")
        (poll,) = made(bot)
        assert (poll.question, poll.options) == ("Which next?", ["Recipes", "Live Q&A"])
        assert poll.closes_at is not None


@pytest.mark.parametrize("language", LANGUAGES)
async def test_it_speaks_the_persons_language(solo: Core, language: str) -> None:
    """Every step has its texts."""
    maker = Maker(solo, **ALONE | {"language": language})
    await to_summary(maker)
    assert maker.asked().title == words(language)("guide-summary")
    for what in ("question", "options", "kind", "visibility", "shown", "extras", "close"):
        await maker.press("summary:change", f"change:{what}")
        assert maker.asked().text
        await to_summary(maker)
    await maker.press("summary:later")
    await maker.write("tomorrow 9:00")
    assert "9:00" in maker.asked().title or "09:00" in maker.asked().title


@pytest.mark.parametrize("kind", ["rating", "nps"])
async def test_a_scale_needs_no_options(solo: Core, kind: str) -> None:
    """One press in the place of options."""
    maker = Maker(solo)
    await maker.begin()
    await maker.write("How was it?")
    await maker.press(f"options:{kind}", "visibility:anonymous", "close:1d", "summary:post")
    (poll,) = made(solo)
    assert (poll.rules.kind, poll.rules.visibility) == (kind, "anonymous")


async def test_all_can_be_changed_before_it_is_posted(solo: Core) -> None:
    """Each change leads back to the poll as it will look."""
    maker = Maker(solo)
    await to_summary(maker)
    await maker.press("summary:change", "change:question")
    await maker.write("What now?")
    await maker.press("summary:change", "change:options")
    await maker.write("A", "B", "C")
    await maker.press("options:done", "summary:change", "change:kind", "kind:multi", "most:any")
    await maker.press("summary:change", "change:shown", "shown:closed", "summary:change", "change:close", "close:1w")
    await maker.press("summary:change", "change:extras", "extras:why", "extras:adding", "extras:approve")
    assert "✓" in maker.button("extras:approve").label
    await maker.press("extras:remind", "extras:milestones", "extras:adding", "extras:done", "summary:post")
    (poll,) = made(solo)
    assert (poll.question, poll.options) == ("What now?", ["A", "B", "C"])
    assert poll.rules.as_json() == {"kind": "multi", "shown": "closed", "why": True, "milestones": True, "remind": True}


async def test_from_a_scale_to_options_and_back(solo: Core) -> None:
    """A scale drops the options, and whoever leaves it is asked for new ones."""
    maker = Maker(solo)
    await to_summary(maker)
    await maker.press("summary:change", "change:kind", "kind:rating")
    assert maker.asked().poll is not None
    await maker.press("summary:change", "change:kind", "kind:ranked")
    await maker.write("A\nB")
    await maker.press("summary:post")
    assert (made(solo)[0].options, made(solo)[0].rules.kind) == (["A", "B"], "ranked")


@pytest.mark.parametrize(
    ("text", "title", "planned"),
    [
        ("tomorrow 9:00", "I'll post it at", 1),
        ("every Monday 9:00", "I'll post it every Monday at 09:00", 1),
    ],
)
async def test_it_can_be_posted_later(solo: Core, text: str, title: str, planned: int) -> None:
    """At a moment, or again and again."""
    maker = Maker(solo)
    await to_summary(maker)
    await maker.press("summary:later")
    await maker.write(text)
    assert title in maker.asked().title
    await maker.press("summary:post")
    assert made(solo) == []
    assert len(solo.read(lambda db: plans.of_brand(db, "acme"))) == planned


async def test_a_time_that_passed_meanwhile_is_told(solo: Core) -> None:
    """Whoever comes back too late sees why, and can change it."""
    maker = Maker(solo)
    await to_summary(maker)
    await maker.press("summary:later")
    await maker.write("2026-11-04 18:00")
    solo.clock.forward(timedelta(hours=8))
    await maker.press("summary:change", "change:back")
    assert maker.asked().title == "“2026-11-04 18:00” has passed already. Please choose a later time."
    assert (await maker.press("summary:post")).kind == "refused"
    await maker.press("summary:later", "later:now", "summary:post")
    assert len(made(solo)) == 1


async def test_fewer_options_need_a_smaller_limit(solo: Core) -> None:
    """A limit that no longer fits is dropped."""
    maker = Maker(solo)
    await maker.begin()
    await maker.write("Q?", "A\nB\nC\nD")
    await maker.press("kind:multi", "most:3", "visibility:open", "close:never", "summary:change", "change:options")
    await maker.write("A\nB")
    await maker.press("summary:post")
    assert (made(solo)[0].options, made(solo)[0].rules.most) == (["A", "B"], None)


async def test_later_can_be_taken_back(solo: Core) -> None:
    """Now after all."""
    maker = Maker(solo)
    await to_summary(maker)
    await maker.press("summary:later")
    await maker.write("tomorrow 9:00")
    await maker.press("summary:later", "later:now", "summary:post")
    assert len(made(solo)) == 1


@pytest.mark.parametrize(
    ("before", "wrong", "key"),
    [
        ((), "\u200b", "make-no-question"),
        ((), "x" * 301, "poll-question-long"),
        (("Q?",), "A\na", "poll-option-twice"),
        (("Q?",), "A\n" + "b" * 101, "poll-option-long"),
        (("Q?",), "\n".join(map(str, range(11))), "guide-too-many"),
        (("Q?", "A\nB", "kind:single", "visibility:open"), "sometime", "poll-moment-unclear"),
        (("Q?", "A\nB", "kind:single", "visibility:open"), "2020-01-01 9:00", "poll-until-past"),
        (
            ("Q?", "A\nB", "kind:single", "visibility:open", "close:never", "summary:later"),
            "soon",
            "poll-moment-unclear",
        ),
    ],
)
async def test_a_wrong_answer_is_explained_and_asked_again(
    solo: Core, before: tuple[str, ...], wrong: str, key: str
) -> None:
    """The same step, with a sentence first; nothing that was said is lost."""
    maker = Maker(solo)
    await maker.begin()
    for each in before:
        await (
            maker.press(each)
            if each.partition(":")[0] in {"kind", "visibility", "close", "summary"}
            else maker.write(each)
        )
    step = maker.dialog()
    await maker.write(wrong)
    sentence = words("en")(key, most={"poll-question-long": 300, "poll-option-long": 100}.get(key, 10), time=wrong)
    assert maker.asked().text.startswith(sentence)
    after = maker.dialog()
    assert after is not None
    assert after == step


async def test_one_option_is_not_enough(solo: Core) -> None:
    """Done needs two."""
    maker = Maker(solo)
    await maker.begin()
    await maker.write("Q?", "A")
    assert (await maker.press("options:done")).toast == words("en")("guide-too-few")


async def test_ten_options_are_all(solo: Core) -> None:
    """The tenth leads on."""
    maker = Maker(solo)
    await maker.begin()
    await maker.write("Q?", *map(str, range(10)))
    assert maker.button("kind:single").label == "One choice"
