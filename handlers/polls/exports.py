"""The votes of a poll as a CSV file, whole, however many there are."""

from collections.abc import Iterable, Iterator, Mapping

from chat.address import Address
from chat.brands import Brand
from chat.errors import UserError
from chat.events import Press
from chat.i18n import words
from chat.messages import Document, Message
from chat.polls import SEVERAL
from chat.ports import Outcome
from chat.sheets import Cell, csv_file
from handlers.polls.cards import is_counted
from handlers.polls.managing import managed
from handlers.routing import Context, Router
from storage import people, polls, reasons, turnout, votes
from storage.database import Session
from storage.outbox import Draft, Letter
from storage.polls import Poll
from storage.turnout import Choice

router = Router()

WHO = ("name", "platform", "person", "chat", "time", "reason")
"""Columns of a vote that is not anonymous, after what was chosen; the same in every language, for programs to read."""


def csv_of(db: Session, poll: Poll, brand: Brand) -> bytes:
    """Return the poll's votes as CSV: a row a vote, of an anonymous poll a row an option.

    Times are those of the brand's zone, with their offset. UTF-8 with a byte order mark, lines end with CR LF.
    """
    return csv_file(_secret_rows(db, poll) if poll.rules.anonymous else _rows(db, poll, brand))


def _rows(db: Session, poll: Poll, brand: Brand) -> Iterator[Iterable[Cell]]:
    several = poll.rules.kind in SEVERAL
    # All there ever were: a vote for what was taken out is a vote, too.
    columns = poll.options if several else ["option"]
    yield ["question", *columns, *WHO]
    why = _why(db, poll)
    for choice in turnout.choices(db, poll):
        chosen = _chosen(poll, choice) if several else [", ".join(poll.options[each] for each in choice.options)]
        at = choice.at.astimezone(brand.zone).isoformat(timespec="seconds")
        who = [choice.name, choice.platform, choice.person, choice.chat, at]
        yield [poll.question, *chosen, *who, why.pop(choice.account, "")]
    # Of people who took their vote back; their reason they left.
    for reason in why.values():
        yield [poll.question, *[""] * (len(columns) + len(WHO) - 1), reason]


def _chosen(poll: Poll, choice: Choice) -> list[Cell]:
    """Return 1 or 0 for each option, of a ranked poll its place or nothing."""
    places = {option: place for place, option in enumerate(choice.options, 1)}
    if poll.rules.kind == "ranked":
        return [places.get(option, "") for option in range(len(poll.options))]
    return [int(option in places) for option in range(len(poll.options))]


def _why(db: Session, poll: Poll) -> dict[int | None, str]:
    return {account: text for account, text in _reasons(db, poll) if account is not None}


def _reasons(db: Session, poll: Poll) -> Iterator[tuple[int | None, str]]:
    after = ""
    while found := reasons.of_poll(db, poll.id, turnout.PORTION, after):
        yield from ((each.account, each.text) for each in found)
        after = found[-1].id


def _secret_rows(db: Session, poll: Poll) -> Iterator[Iterable[Cell]]:
    results = votes.results(db, poll)
    shown = is_counted(poll, results, private=True)
    counted = results.voters if results.counted is None else results.counted
    yield ["question", "option", "votes", "voters", "reason"]
    for option in poll.seen:
        numbers: list[Cell] = [results.votes[option], counted] if shown else ["", ""]
        yield [poll.question, poll.options[option], *numbers, ""]
    # In the order of their ids, which were drawn by lot.
    for _, reason in _reasons(db, poll) if shown else ():
        yield [poll.question, "", "", "", reason]


@router.on(Press, "csv")
def on_csv(ctx: Context, event: Press) -> Outcome:
    """Send the file into the team's chat, or into the private chat where it was asked for."""
    scene, poll = managed(ctx, event, event.data.partition(":")[2])
    here = Address(event.platform, event.chat) if event.private else people.team_chat(ctx.db, poll.brand)
    if here is None:
        raise UserError("csv-no-team", poll.brand)
    # No names of a confidential poll for those who run a chat and are none of the team.
    if poll.rules.visibility == "confidential" and not (scene.team or scene.may_manage):
        raise UserError("poll-not-for-you", poll.brand)
    language = ctx.words(poll.brand, event.language if event.private else None).language
    ctx.say(Draft(to=here, kind="poll-csv", brand=poll.brand, payload={"poll": poll.id, "language": language}))
    say = ctx.words(poll.brand, event.language, scene.account.language)
    return Outcome("done", toast=say("csv-here" if event.private else "csv-to-team"))


@router.draws("poll-csv")
def draw(db: Session, letter: Letter, brands: Mapping[str, Brand]) -> Message | None:
    """Write the file as the votes are at the moment of sending."""
    poll = polls.find(db, letter.payload["poll"])
    if poll is None or poll.deleted_at is not None or poll.brand not in brands:
        return None
    text = words(letter.payload["language"])("csv-text", question=poll.question)
    return Message(text=text, document=Document(f"poll-{poll.id}.csv", csv_of(db, poll, brands[poll.brand])))
