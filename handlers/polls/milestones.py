"""The team hears when many people have voted: not of each vote, and of each milestone once."""

from collections.abc import Mapping
from datetime import datetime

from chat.brands import Brand
from chat.events import Tick
from chat.messages import Button, Message
from handlers.routing import Context, Due, Router
from storage import people, polls, turnout, votes
from storage.database import Session
from storage.outbox import Draft
from storage.polls import Poll

router = Router()
TICK = "milestone"
MILESTONES = tuple(first * 10**zeros // 10 for zeros in range(6) for first in (100, 250, 500))
"""10, 25, 50, 100, 250 and so on, voters."""


def reached(voters: int) -> int | None:
    """Return the highest milestone that so many voters have passed."""
    return max((each for each in MILESTONES if each <= voters), default=None)


@router.watching
def watch(db: Session, _now: datetime, brands: Mapping[str, Brand]) -> list[Due]:
    """Look for polls whose highest milestone the team has not heard of."""
    crowds = [
        (poll, brand, at, milestone)
        for poll, brand, at, voters in turnout.crowds(db)
        if (milestone := reached(voters)) and brand in brands and brands[brand].team
    ]
    told = turnout.written(db, [key for poll, _, _, milestone in crowds for key in _keys(poll, milestone)])
    return [
        Due(tick=TICK, brand=brand, subject=f"{poll}:{milestone}", at=at)
        for poll, brand, at, milestone in crowds
        if told.isdisjoint(_keys(poll, milestone))
    ]


@router.on(Tick, TICK)
def on_milestone(ctx: Context, event: Tick) -> None:
    """Tell the team of the highest milestone of a poll that is still open."""
    poll = polls.find(ctx.db, event.subject.partition(":")[0])
    team = people.team_chat(ctx.db, event.brand)
    if poll is None or poll.closed_at is not None or team is None:
        return
    milestone = reached(votes.results(ctx.db, poll).voters)
    # Where votes were taken back, a lower one than the team has heard of is no news.
    if milestone is None or turnout.written(ctx.db, _keys(poll.id, milestone)):
        return
    message = _message(ctx, poll, milestone)
    ctx.say(Draft(to=team, kind="note", brand=poll.brand, key=_key(poll.id, milestone), message=message))


def _message(ctx: Context, poll: Poll, milestone: int) -> Message:
    say = ctx.words(poll.brand)
    button = Button(say("results-button"), f"results:{poll.id}")
    return Message(text=say("milestone", question=poll.question, voters=milestone), buttons=((button,),))


def _keys(poll: str, milestone: int) -> list[str]:
    """Return the keys of the notes of this milestone and of all higher ones."""
    return [_key(poll, each) for each in MILESTONES if each >= milestone]


def _key(poll: str, milestone: int) -> str:
    return f"milestone:{poll}:{milestone}"
