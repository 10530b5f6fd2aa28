"""The results of a poll as the team sees them: on request, and once when it has closed."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from chat.bidi import isolated
from chat.brands import Brand
from chat.events import Press, Tick
from chat.i18n import Words, words
from chat.messages import Button, Message, shortened
from chat.ports import Outcome
from handlers.polls.cards import card, is_counted
from handlers.polls.managing import managed
from handlers.polls.pictures import poll_alt, poll_chart
from handlers.routing import Context, Due, Reading, Router
from insight import elections
from insight.elections import Rankings
from storage import audience, people, polls, reasons, turnout, votes
from storage.database import Session
from storage.outbox import Draft, Letter
from storage.polls import Poll
from storage.turnout import Part
from storage.votes import Results

router = Router()
TICK = "results"
POSTED_WITHIN = timedelta(days=1)
"""The results of a poll that closed longer ago are no news."""

REASONS = 5
REASON_CHARACTERS = 140
CHATS = 8
"""So many chats are told of, those with the most voters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What the results of a poll are told from."""

    poll: Poll
    results: Results
    rankings: Rankings
    parts: list[Part]
    reachable: int
    """People of the audience whom the bot can write to, or who are in a chat with it."""
    reasons: list[str]
    """Some of them, in no order."""
    more_reasons: int
    runs: int
    """How often its plan has run."""


def sheet_of(db: Session, poll: Poll) -> Sheet:
    """Read a poll's results."""
    results = votes.results(db, poll)
    shown = is_counted(poll, results, private=True)
    found = [each.text for each in reasons.of_poll(db, poll.id, REASONS)] if shown else []
    return Sheet(
        poll=poll,
        results=results,
        rankings=votes.rankings(db, poll) if poll.rules.kind == "ranked" else {},
        parts=turnout.parts(db, poll, people.audiences(db, poll.brand)),
        reachable=sum(audience.counts(db, poll.brand).values()),
        reasons=found,
        more_reasons=turnout.reasons_of(db, poll.id) - len(found) if found else 0,
        runs=len(polls.runs(db, poll.plan)) if poll.plan is not None else 0,
    )


def results_message(sheet: Sheet, brand: Brand, say: Words) -> Message:
    """Write the results with their picture."""
    poll = sheet.poll
    drawn = card(poll, sheet.results, say, votable=False, rankings=sheet.rankings, private=True, zone=brand.zone)
    assert drawn.poll is not None  # noqa: S101  # a card is of a poll
    lines = lines_of(sheet, say)
    return Message(
        title=say("results-title", brand=brand.name),
        text="\n".join([drawn.text, *lines]),
        poll=replace(drawn.poll, summary=(*drawn.poll.summary, *lines)),
        buttons=_buttons(sheet, say),
        chart=poll_chart(drawn.poll, brand.name, say) or None,
        chart_alt=poll_alt(drawn.poll, say),
    )


def lines_of(sheet: Sheet, say: Words) -> list[str]:
    """Say who took part, where, and why."""
    lines = [_participation(sheet, say), *_places(sheet.parts, say)]
    if not sheet.poll.rules.anonymous:
        lines += _by_platform(sheet, say)
    return [*filter(None, lines), *_reasons(sheet, say)]


def _participation(sheet: Sheet, say: Words) -> str:
    voters = sheet.results.voters
    # Somebody may have voted and left since.
    people_ = max(sheet.reachable, voters)
    if not people_:
        return ""
    return say("results-participation", voters=voters, people=people_, share=say.percent(voters / people_))


def _places(parts: list[Part], say: Words) -> list[str]:
    platforms, chats = Counter[str](), Counter[str]()
    for part in parts:
        platforms[_name_of(part.platform)] += part.voters
        chats[str(part.chat) if part.chat else say("results-elsewhere")] += part.voters
    lines = []
    if len(platforms) > 1:
        lines.append(say("results-platforms", counts=_counts(platforms, say)))
    if len(chats) > len(platforms) or (len(chats) > 1 and say("results-elsewhere") in chats):
        lines.append(say("results-chats", counts=_counts(chats, say)))
    return lines


def _counts(counts: Counter[str], say: Words) -> str:
    # Of equal ones chats come before what is no chat.
    ordered = sorted(counts.items(), key=lambda each: (-each[1], ":" not in each[0], each[0]))
    return ", ".join(f"{what} {say.number(count)}" for what, count in ordered[:CHATS])


def _name_of(platform: str) -> str:
    return platform.title()


def _by_platform(sheet: Sheet, say: Words) -> list[str]:
    """Say how each option stands on each platform (ranked: its first places), or what a scale comes to there."""
    poll = sheet.poll
    split: dict[int, Counter[str]] = {option: Counter() for option in poll.seen}
    for part in sheet.parts:
        chosen = part.options or []
        for option in {*(chosen[:1] if poll.rules.kind == "ranked" else chosen)} & split.keys():
            split[option][_name_of(part.platform)] += part.voters
    if len({part.platform for part in sheet.parts}) < 2:  # noqa: PLR2004  # nothing to compare
        return []
    if poll.rules.scale:
        return [_scores(poll, split, say)]
    return [f"{isolated(poll.options[option])}: {_counts(by, say)}" for option, by in split.items() if by]


def _scores(poll: Poll, split: dict[int, Counter[str]], say: Words) -> str:
    platforms = sorted({platform for by in split.values() for platform in by})
    told = []
    for platform in platforms:
        scores = {int(poll.options[option]): by[platform] for option, by in split.items()}
        is_mean = poll.rules.kind == "rating"
        figure = elections.mean(scores) if is_mean else elections.nps(scores).score
        told.append(f"{platform} {say.number(figure, 1 if is_mean else 0)}")
    return f"{say(f'compare-{poll.rules.kind}')}: {', '.join(told)}"


def _reasons(sheet: Sheet, say: Words) -> list[str]:
    if not sheet.reasons:
        return []
    told = [say("quoted", text=isolated(shortened(text, REASON_CHARACTERS))) for text in sheet.reasons]
    more = [say("results-more-reasons", more=sheet.more_reasons)] if sheet.more_reasons else []
    return [say("results-reasons"), *told, *more]


def _buttons(sheet: Sheet, say: Words) -> tuple[tuple[Button, ...], ...]:
    poll, is_open = sheet.poll, sheet.poll.closed_at is None
    wanted = (
        (
            ("close", "poll-close-button", is_open),
            ("edit", "results-edit-button", is_open),
            ("reopen", "results-reopen-button", not is_open and not poll.rules.anonymous),
            ("clone", "results-clone-button", True),
            ("delete", "results-delete-button", True),
        ),
        (
            ("csv", "results-csv-button", True),
            ("missing", "results-missing-button", not poll.rules.anonymous),
            ("compare", "results-compare-button", sheet.runs > 1),
        ),
    )
    return tuple(tuple(Button(say(key), f"{word}:{poll.id}") for word, key, has in row if has) for row in wanted)


def _prepare(read: Reading, event: Press) -> Sheet | None:
    poll = polls.find(read.db, event.data.split(":")[1])
    return sheet_of(read.db, poll) if poll else None


@router.on(Press, "results", prepare=_prepare)
def on_results(ctx: Context, event: Press, sheet: Sheet | None) -> Outcome:
    """Show the results to who asks, or post them into the team's chat."""
    _, wanted, where = [*event.data.split(":"), ""][:3]
    scene, poll = managed(ctx, event, wanted)
    say = ctx.words(poll.brand, event.language, scene.account.language)
    team = people.team_chat(ctx.db, poll.brand)
    if where == "post" and team is not None:
        ctx.say(Draft(to=team, kind="poll-results", brand=poll.brand, payload={"poll": poll.id}))
        return Outcome("done", toast=say("results-posted"))
    message = results_message(sheet or sheet_of(ctx.db, poll), ctx.brands[poll.brand], say)
    if event.answerable:  # where no picture can be shown
        post = ((Button(say("results-post-button"), f"results:{poll.id}:post"),),) if team else ()
        message = replace(message, chart=None, chart_alt="", buttons=(*message.buttons, *post))
    return ctx.answer(event, poll.brand, message)


@router.draws("poll-results")
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Draw the results as they are at the moment of sending."""
    poll = polls.find(db, letter.payload["poll"])
    if poll is None or poll.deleted_at is not None or poll.brand not in brands:
        return None
    brand = brands[poll.brand]
    return results_message(sheet_of(db, poll), brand, words(brand.language))


@router.watching
def watch(db: Session, now: datetime, brands: Mapping[str, Brand]) -> Iterable[Due]:
    """Look for polls that have closed and whose results the team has not seen."""
    closed = [
        (poll, brand, at)
        for poll, brand, at in turnout.closed_since(db, now - POSTED_WITHIN)
        if brand in brands and brands[brand].team
    ]
    told = turnout.written(db, [_key(poll, at) for poll, _, at in closed])
    return [
        Due(tick=TICK, brand=brand, subject=poll, at=at) for poll, brand, at in closed if _key(poll, at) not in told
    ]


@router.on(Tick, TICK)
def on_closed(ctx: Context, event: Tick) -> None:
    """Post the results into the team's chat, once for each time that the poll closed."""
    poll = polls.find(ctx.db, event.subject)
    team = people.team_chat(ctx.db, event.brand)
    if poll is None or poll.closed_at is None or poll.deleted_at is not None or team is None:
        return
    key = _key(poll.id, poll.closed_at)
    ctx.say(Draft(to=team, kind="poll-results", brand=poll.brand, key=key, payload={"poll": poll.id}))


def _key(poll: str, closed_at: datetime) -> str:
    return f"results:{poll}@{closed_at.isoformat()}"
