"""What the story's people buy and pass on, more and more of both."""

import random
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from bot.demo.story import KEEN, Deed, Person, Post

AT_FIRST, MORE = 0.3, 0.7
"""Shares of a post in the first week, and how many more in the last."""

CLICKS = (0, 0, 1, 1, 2, 3)
"""So many follow a share."""

CUSTOMERS = 0.3
"""So many of the people buy."""

PAUSE = timedelta(days=24)
"""Between two purchases of those who have much to do with the brand."""

PRICES = ("3.20", "4.80", "7.50", "12.00", "18.90")


def shares(chance: random.Random, posts: Sequence[Post], people: Sequence[Person], end: datetime) -> Iterator[Deed]:
    """Give shares of posts, and clicks on them."""
    first = min(post.at for post in posts)
    for post in posts:
        wish = AT_FIRST + MORE * ((post.at - first) / (end - first))
        for _each in range(int(wish) + (chance.random() < wish % 1)):
            at = post.at + timedelta(minutes=chance.uniform(2, 600))
            person = chance.choice([each for each in people if each.keen > KEEN])
            if at < end and person.is_there(at):
                share = Deed("share", at, person, post)
                yield share
                yield from _clicks(chance, share, end)


def _clicks(chance: random.Random, share: Deed, end: datetime) -> Iterator[Deed]:
    for _each in range(chance.choice(CLICKS)):
        at = share.at + timedelta(minutes=chance.uniform(1, 2_000))
        if at < end:
            yield Deed("click", at, share.person, share)


def purchases(chance: random.Random, people: Sequence[Person], start: datetime, end: datetime) -> Iterator[Deed]:
    """Give what people buy; the keener, the more often."""
    for person in people:
        if chance.random() >= CUSTOMERS:
            continue
        pause = PAUSE * (1 if person.keen > KEEN else 3)
        at = max(start, person.joined) + pause * chance.uniform(0.1, 1)
        while at < end:
            if person.is_there(at):
                yield Deed("purchase", at, person, data={"amount": chance.choice(PRICES), "currency": "EUR"})
            at += pause * chance.uniform(0.6, 1.6)
