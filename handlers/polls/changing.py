"""Changing a poll while people vote in it: what is asked and until when, opening it again, and taking it back."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import Enum, auto
from typing import Literal

from chat.address import Address
from chat.errors import UserError
from chat.polls import MOST_OPTIONS, OPTIONS
from handlers.polls import replacing, secret
from handlers.polls.making import (
    LONGEST_OPEN,
    alike,
    can_be_seen,
    check_texts,
    remind_at,
    team_line,
    tidy,
)
from handlers.routing import Context
from storage import additions, ledger, people, poll_posts, polls, votes
from storage.polls import Poll

OPTIONS_EVER = 60
"""So many options may come and go: an anonymous ballot has room for no more (`storage.sealing`)."""


class Keep(Enum):
    """Nothing is to be changed here."""

    KEEP = auto()


KEEP = Keep.KEEP
Until = datetime | None | Literal[Keep.KEEP]


def revise(  # noqa: PLR0913  # what can be changed of a poll
    ctx: Context,
    poll: Poll,
    *,
    question: str | None = None,
    renamed: Mapping[int, str] | None = None,
    added: Sequence[str] = (),
    removed: Collection[int] = (),
    closes_at: Until = KEEP,
) -> bool:
    """Change an open poll; the votes stay with their options, and its messages follow.

    Args:
        question: the new question; None: as it is.
        renamed: new texts by option.
        added: texts of new options; one that was taken out comes back with its votes.
        removed: options that are not to be seen any more; their votes wait.
        closes_at: when it closes, aware UTC; None: not by itself.

    Returns:
        Whether anything is different now.

    Raises:
        UserError: the poll is not open, or cannot be so.
    """
    before = to_change(ctx, poll)
    after = before if question is None else replace(before, question=tidy(question))
    if renamed or added or removed:
        after = _with_options(after, renamed or {}, added, removed)
    if closes_at is not KEEP and closes_at != before.closes_at:
        after = _until(ctx, after, closes_at)
    if after == before:
        return False
    check_face(after)
    if polls.change(ctx.db, before, after):
        replacing.replace_natives(ctx, after)
    _allow_shown(ctx, after)
    ctx.said = True
    return True


def reopen(ctx: Context, poll: Poll, closes_at: datetime | None = None) -> bool:
    """Open a closed poll again; its votes go on.

    Args:
        closes_at: when it closes again, aware UTC; None: not by itself.

    Returns:
        Whether it was closed.

    Raises:
        UserError: it is anonymous, or `closes_at` is no good moment.
    """
    if poll.rules.anonymous:
        raise UserError("poll-secret-no-reopen", poll.brand)
    check_end(ctx, poll.brand, closes_at)
    remind = None if poll.reminded else remind_at(ctx, poll.brand, poll.rules, closes_at)
    if not polls.reopen(ctx.db, poll.id, closes_at, remind):
        return False
    votes.unite(ctx.db, poll, ctx.slot)
    replacing.replace_natives(ctx, polls.find(ctx.db, poll.id) or poll)
    ctx.said = True
    return True


def delete(ctx: Context, poll: Poll) -> bool:
    """Take a poll back for everybody's eyes; return False where that was done before."""
    before = polls.to_change(ctx.db, poll.id)
    if before is None or not polls.delete(ctx.db, poll.id, ctx.now):
        return False
    if before.rules.anonymous:
        secret.fold(ctx, before)
    where = _first_chat(ctx, before)
    if where is not None:
        ledger.put(ctx.db, team_line(before, where, "delete", f"delete:{before.line}", ctx.now, ref=before.line))
    replacing.take_back_all(ctx, before)
    ctx.said = True
    return True


def to_change(ctx: Context, poll: Poll) -> Poll:
    """Return the poll as it is now; nobody else changes it until the transaction ends.

    Raises:
        UserError: it is not open.
    """
    found = polls.to_change(ctx.db, poll.id)
    if found is None:
        raise UserError("poll-gone", poll.brand)
    check_open(found)
    return found


def check_open(poll: Poll) -> None:
    """Check that a poll can be changed.

    Raises:
        UserError: it is not open.
    """
    if poll.deleted_at is not None:
        raise UserError("poll-gone", poll.brand)
    if poll.closed_at is not None:
        raise UserError("poll-closed-no-change", poll.brand)


def same_option(poll: Poll, text: str, among: Collection[int]) -> int | None:
    """Return the option of this text, as people read it."""
    wanted = alike(text)
    return next((option for option in among if alike(poll.options[option]) == wanted), None)


def check_face(poll: Poll) -> None:
    """Check what people would see.

    Raises:
        UserError: something cannot be read, or there are too few or too many options.
    """
    texts = shown_texts(poll)
    if not all(map(can_be_seen, (poll.question, *texts))):
        raise UserError("poll-text-empty", poll.brand)
    check_texts(poll.brand, poll.question, texts)
    if len(texts) < OPTIONS.start:
        raise UserError("poll-options-few", poll.brand)
    if len(texts) > MOST_OPTIONS or len(poll.options) > OPTIONS_EVER:
        raise UserError("poll-options-full", poll.brand, most=MOST_OPTIONS)


def end_ahead(ctx: Context, poll: Poll) -> datetime | None:
    """Return the end that has not come yet, aware UTC: who opens a poll again takes back no more than its close."""
    return poll.closes_at if poll.closes_at is not None and poll.closes_at > ctx.now else None


def check_end(ctx: Context, brand: str, closes_at: datetime | None) -> None:
    """Check a new end.

    Raises:
        UserError: it has passed, or is too far away.
    """
    if closes_at is not None and closes_at <= ctx.now:
        raise UserError("poll-end-past", brand)
    if closes_at is not None and closes_at > ctx.now + LONGEST_OPEN:
        raise UserError("poll-end-far", brand, most=LONGEST_OPEN.days)


def shown_texts(poll: Poll) -> list[str]:
    """Return the options that are to be seen."""
    return [poll.options[option] for option in poll.seen]


def _with_options(poll: Poll, renamed: Mapping[int, str], added: Sequence[str], removed: Collection[int]) -> Poll:
    if poll.rules.scale:
        raise UserError("poll-fixed-options", poll.brand)
    if not {*renamed, *removed} <= set(poll.seen):
        raise UserError("button-old", poll.brand)
    options, hidden = list(poll.options), [*poll.hidden, *removed]
    for option, text in renamed.items():
        options[option] = tidy(text)
    # What is taken out and added in one go is the same option, perhaps spelled anew.
    for text in map(tidy, added):
        back = same_option(poll, text, hidden)
        if back is None:
            options.append(text)
        else:
            options[back] = text
            hidden.remove(back)
    return replace(poll, options=options, hidden=sorted(hidden))


def _until(ctx: Context, poll: Poll, closes_at: datetime | None) -> Poll:
    check_end(ctx, poll.brand, closes_at)
    # Who was reminded once is not reminded again.
    remind = poll.remind_at if poll.reminded else remind_at(ctx, poll.brand, poll.rules, closes_at)
    return replace(poll, closes_at=closes_at, remind_at=remind)


def _allow_shown(ctx: Context, poll: Poll) -> None:
    """Let the team's adding of an option that a voter proposed be its permission."""
    for option in additions.pending(ctx.db, poll.id) & set(poll.seen):
        additions.settle(ctx.db, poll.id, option)


def _first_chat(ctx: Context, poll: Poll) -> Address | None:
    posts = poll_posts.of_poll(ctx.db, poll.id)
    return Address(posts[0].platform, posts[0].chat) if posts else people.team_chat(ctx.db, poll.brand)
