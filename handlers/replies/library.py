"""`/answer`: good answers are kept, listed, let go out by themselves, and dropped."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from chat.address import Address
from chat.errors import UserError
from chat.events import Command, Event, Press
from chat.i18n import Words
from chat.messages import Button, Message, shortened
from chat.ports import Outcome
from handlers import asking, presence
from handlers.presence import TEAM, Scene
from handlers.replies.answering import LONGEST
from handlers.replies.working import after, number_in, working
from handlers.routing import Context, Reading, Router
from storage import asked, episodes, people, replies, saved_answers
from storage.episodes import Episode
from storage.replies import SENT
from storage.saved_answers import MOST, SavedAnswer

router = Router()

SHOWN, LISTED = 8, 40
"""So many answers stand in the overview, with buttons, and in the list."""
QUESTION, TEXT = 100, 80
"""Characters of a question and of an answer in a list."""
LONGEST_QUESTION = 500
SWITCHES = {"on": True, "off": False}


def _language(read: Reading, event: Command) -> str | None:
    """Return the language of what was typed to be kept."""
    question, bar, _text = event.text.partition("|")
    if not bar or read.means.classifier is None:
        return None
    words = question.strip().partition(" ")[2]
    return read.means.classifier.classify([words], [event.language])[0].language


@router.on(Command, "answer", prepare=_language)
def on_answer(ctx: Context, event: Command, language: str | None) -> Outcome:
    """Do what was typed behind it; where nothing was, show what can be, and what is kept."""
    scene = presence.scene_of(ctx, event)
    if scene is None:
        raise UserError("chat-unknown")
    if not scene.may_manage:
        raise UserError("query-not-for-you", scene.brand)
    word, _, rest = event.text.strip().partition(" ")
    match word.lower():
        case "":
            message = _overview(ctx, event, scene)
        case "list":
            message = _list(ctx, event, scene)
        case "save":
            message = _saved(ctx, event, scene, _to_save(ctx, event, scene, rest.strip(), language))
        case "auto" if (typed := rest.lower().split()) and len(typed) == 2 and typed[1] in SWITCHES:  # noqa: PLR2004
            message = Message(text=_switch(ctx, event, scene, _named(ctx, scene, typed[0]), on=SWITCHES[typed[1]]))
        case "delete" if rest.strip():
            message = _delete(ctx, event, scene, rest)
        case _:
            raise UserError("answer-usage", scene.brand)
    return asking.respond(ctx, event, scene.brand, message, here=scene.role == TEAM)


@router.on(Press, "query-save")
def on_save(ctx: Context, event: Press) -> Outcome:
    """Keep the last answer that somebody of the team gave to a query."""
    scene, episode = working(ctx, event, after(event.data))
    saved = _saved(ctx, event, scene, _last_of(ctx, scene, episode))
    return Outcome("done", toast=saved.text)


@router.on(Press, "answer-auto")
def on_auto(ctx: Context, event: Press) -> Outcome:
    """Let an answer go out by itself, or not any more."""
    scene = presence.scene_of(ctx, event)
    if scene is None or not scene.may_manage:
        raise UserError("query-not-for-you", scene.brand if scene else None)
    number, _, switch = after(event.data).partition(":")
    if switch not in SWITCHES:
        raise UserError("button-old", scene.brand)
    return Outcome("done", toast=_switch(ctx, event, scene, _named(ctx, scene, number), on=SWITCHES[switch]))


def _to_save(ctx: Context, event: Command, scene: Scene, typed: str, language: str | None) -> SavedAnswer:
    """Return what shall be kept: what was typed, or what was answered to the card replied to, or by the person last."""
    question, bar, text = (each.strip() for each in typed.partition("|"))
    if bar and question and text:
        return _kept(scene, question, text, language or ctx.brands[scene.brand].language, ctx.now)
    card = _card(ctx, event, scene)
    if card is not None and typed and not bar:
        return _of(ctx, scene, card, typed)
    if typed:
        raise UserError("answer-usage", scene.brand)
    if card is not None:
        return _last_of(ctx, scene, card)
    reply = saved_answers.last_sent(ctx.db, scene.brand, scene.account.standing_for)
    episode = episodes.find(ctx.db, reply.episode) if reply else None
    if reply is None or episode is None:
        raise UserError("answer-nothing-yet", scene.brand)
    return _of(ctx, scene, episode, reply.text)


def _card(ctx: Context, event: Command, scene: Scene) -> Episode | None:
    if event.reply_to is None or people.team_chat(ctx.db, scene.brand) != Address(event.platform, event.chat):
        return None
    return episodes.of_card(ctx.db, scene.brand, event.reply_to)


def _last_of(ctx: Context, scene: Scene, episode: Episode) -> SavedAnswer:
    answers = [each for each in replies.of_episode(ctx.db, episode.id) if each.state == SENT and not each.is_automatic]
    if not answers:
        raise UserError("answer-nothing-yet", scene.brand)
    return _of(ctx, scene, episode, answers[-1].text)


def _question(ctx: Context, scene: Scene, episode: Episode) -> str:
    texts = [each.text for each in asked.messages(ctx.db, episode.id) if each.query and each.text]
    if not texts:
        raise UserError("answer-no-question", scene.brand)
    return " ".join(texts)


def _of(ctx: Context, scene: Scene, episode: Episode, text: str) -> SavedAnswer:
    """Return an answer to what somebody asked, in whose own words it is kept."""
    kept = _kept(scene, _question(ctx, scene, episode), text, episode.language, ctx.now)
    return replace(kept, episode=episode.id)


def _kept(scene: Scene, question: str, text: str, language: str, now: datetime) -> SavedAnswer:
    if not text.strip():
        raise UserError("answer-only-files", scene.brand)
    if len(text) > LONGEST:
        raise UserError("query-reply-long", scene.brand, most=LONGEST)
    return SavedAnswer(
        brand=scene.brand,
        question=shortened(question, LONGEST_QUESTION),
        text=text,
        language=language,
        account=scene.account.id,
        saved_at=now,
    )


def _saved(ctx: Context, event: Event, scene: Scene, answer: SavedAnswer) -> Message:
    """Keep an answer, once; say by which number it is known."""
    say = ctx.words(scene.brand, event.language)
    before = saved_answers.same(ctx.db, scene.brand, answer.question, answer.text)
    if before is not None:
        return Message(text=say("answer-saved-already", number=str(before.id)))
    if saved_answers.count(ctx.db, scene.brand) >= MOST:
        raise UserError("answer-too-many", scene.brand, most=MOST)
    number = saved_answers.put(ctx.db, answer)
    return Message(text=say("answer-saved", number=str(number)), buttons=((_toggle(number, say, is_on=False),),))


def _named(ctx: Context, scene: Scene, typed: str) -> SavedAnswer:
    number = number_in(typed.strip().removeprefix("#"))
    found = saved_answers.find(ctx.db, scene.brand, number) if number is not None else None
    if found is None:
        raise UserError("answer-gone", scene.brand)
    return found


def _switch(ctx: Context, event: Event, scene: Scene, answer: SavedAnswer, *, on: bool) -> str:
    saved_answers.set_automatic(ctx.db, answer.id, automatic=on)
    say = ctx.words(scene.brand, event.language)
    return say("answer-auto-on" if on else "answer-auto-off", number=str(answer.id))


def _delete(ctx: Context, event: Event, scene: Scene, typed: str) -> Message:
    answer = _named(ctx, scene, typed)
    saved_answers.drop(ctx.db, answer.id)
    say = ctx.words(scene.brand, event.language)
    return Message(text=say("answer-deleted", question=shortened(answer.question or answer.text, QUESTION)))


def _overview(ctx: Context, event: Event, scene: Scene) -> Message:
    """Say what can be done, and show the answers that are used most, each with its switch."""
    say, kept = ctx.words(scene.brand, event.language), saved_answers.of_brand(ctx.db, scene.brand)
    first = kept[:SHOWN]
    lines = [say("answer-help"), "", *_lines(first, len(kept), say)]
    buttons = tuple((_toggle(each.id, say, is_on=each.automatic),) for each in first)
    return Message(title=say("answer-title"), text="\n".join(lines), buttons=buttons)


def _list(ctx: Context, event: Event, scene: Scene) -> Message:
    say, kept = ctx.words(scene.brand, event.language), saved_answers.of_brand(ctx.db, scene.brand)
    return Message(title=say("answer-title"), text="\n".join(_lines(kept[:LISTED], len(kept), say)))


def _lines(shown: list[SavedAnswer], total: int, say: Words) -> Iterator[str]:
    if not shown:
        yield say("answer-none")
    for each in shown:
        entry = {"question": shortened(each.question or "…", QUESTION), "text": shortened(each.text, TEXT)}
        line = say("answer-entry", number=str(each.id), **entry)
        yield " · ".join(
            [line, *([say("answer-is-auto")] if each.automatic else []), say("answer-uses", uses=each.uses)]
        )
    if total > len(shown):
        yield say("answer-more", more=total - len(shown))


def _toggle(number: int, say: Words, *, is_on: bool) -> Button:
    label = say("answer-stop-button" if is_on else "answer-auto-button", number=str(number))
    return Button(label, f"answer-auto:{number}:{'off' if is_on else 'on'}")
