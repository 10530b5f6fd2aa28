"""What the team says to an option that a voter would like to add."""

from dataclasses import replace

from chat.address import Address
from chat.bidi import isolated
from chat.errors import UserError
from chat.events import Press
from chat.i18n import Words, language_of, words
from chat.messages import Button, Message, vote_data
from chat.ports import Outcome
from handlers.polls import changing
from handlers.polls.managing import managed
from handlers.routing import Context, Router
from storage import additions, people, polls
from storage.outbox import Draft
from storage.people import Account
from storage.polls import Poll

router = Router()


def ask_team(ctx: Context, poll: Poll, option: int, account: Account, near: int | None) -> None:
    """Ask the team whether an option may stay.

    Raises:
        UserError: there is nobody to ask.
    """
    team = people.team_chat(ctx.db, poll.brand)
    asked = [team] if team else list(ctx.brands[poll.brand].managers)
    if not asked:
        raise UserError("poll-no-adding", poll.brand)
    for chat in asked:
        note = _question(ctx, poll, option, account, near)
        ctx.say(Draft(to=chat, kind="note", brand=poll.brand, message=note, key=f"added:{poll.id}:{option}:{chat}"))


def _question(ctx: Context, poll: Poll, option: int, account: Account, near: int | None) -> Message:
    say, about = ctx.words(poll.brand), f"{poll.id}:{option}"
    decide = (Button(say("poll-allow"), f"allow:{about}"), Button(say("poll-decline"), f"decline:{about}"))
    same = () if near is None else (Button(say("poll-merge", option=poll.options[near]), f"merge:{about}:{near}"),)
    name = account.name or say("poll-somebody")
    names = {"name": name, "option": poll.options[option], "question": poll.question}
    text = say("poll-proposal", **{key: isolated(each) for key, each in names.items()})
    return Message(text=text, buttons=(decide, same) if same else (decide,))


@router.on(Press, "allow")
def on_allow(ctx: Context, event: Press) -> Outcome:
    """Let an option be seen."""
    poll, option, _into = _decided(ctx, event)
    changing.check_open(poll)
    after = replace(poll, hidden=[each for each in poll.hidden if each != option])
    changing.check_face(after)  # since it was proposed, the team may have added some itself
    polls.change(ctx.db, poll, after)
    return _done(ctx, event, poll, option, "allowed", vote_for=option)


@router.on(Press, "decline")
def on_decline(ctx: Context, event: Press) -> Outcome:
    """Leave an option hidden."""
    poll, option, _into = _decided(ctx, event)
    return _done(ctx, event, poll, option, "declined", vote_for=None)


@router.on(Press, "merge")
def on_merge(ctx: Context, event: Press) -> Outcome:
    """Leave an option hidden, since another one says the same."""
    poll, option, into = _decided(ctx, event)
    if into not in poll.seen:
        raise UserError("button-old", poll.brand)
    return _done(ctx, event, poll, option, "merged", vote_for=into)


def vote_button(poll: Poll, option: int, say: Words) -> tuple[Button, ...]:
    """Return a row with the button that votes for an option."""
    return (Button(say("poll-vote-for", option=poll.options[option]), vote_data(poll.id, option)),)


def _decided(ctx: Context, event: Press) -> tuple[Poll, int, int]:
    """Return the poll, the option that is decided about, and which one says the same.

    Raises:
        UserError: somebody decided before, or may not.
    """
    _word, poll_id, *numbers = event.data.split(":")
    _scene, found = managed(ctx, event, poll_id)
    option, into = (int(each) if each.isascii() and each.isdigit() else -1 for each in (*numbers, "", "")[:2])
    poll = polls.to_change(ctx.db, found.id) or found
    if not additions.settle(ctx.db, poll.id, option):
        raise UserError("poll-decided", poll.brand)
    return poll, option, into


def _done(ctx: Context, event: Press, poll: Poll, option: int, how: str, *, vote_for: int | None) -> Outcome:
    """Tell the team, in place of the question, and who proposed the option."""
    ctx.said = True
    _tell_adder(ctx, poll, option, how, vote_for)
    text = ctx.words(poll.brand)(f"decided-{how}", **_names(poll, option, vote_for))
    if event.message is not None:
        here = Address(event.platform, event.chat)
        decided = Message(text=text)
        ctx.say(Draft(to=here, kind="note", brand=poll.brand, action="edit", target=event.message, message=decided))
    return Outcome("done", toast=text)


def _tell_adder(ctx: Context, poll: Poll, option: int, how: str, vote_for: int | None) -> None:
    """Answer whoever proposed the option, where they can be written to."""
    account = additions.adder(ctx.db, poll.id, option)
    if account is None or not account.can_be_written_to:
        return
    # Not by `ctx.words`, which speaks as whoever decided wants to be spoken to.
    say = words(language_of(account.speaks, account.language, ctx.brands[poll.brand].language))
    text = say(f"decided-told-{how}", question=isolated(poll.question), **_names(poll, option, vote_for))
    buttons = () if vote_for is None or poll.closed_at else (vote_button(poll, vote_for, say),)
    person = Address(account.platform, account.person)
    told = Message(text=text, buttons=buttons)
    ctx.say(Draft(to=person, kind="answer", brand=poll.brand, message=told, key=f"decided:{poll.id}:{option}"))


def _names(poll: Poll, option: int, other: int | None) -> dict[str, str]:
    """Return what the sentences about a decision name."""
    names = {"option": poll.options[option], "other": poll.options[option if other is None else other]}
    return {key: isolated(text) for key, text in names.items()}
