"""Twelve weeks of a brand that is made up, and four before them for the first to look back on.

The same seed on the same day makes the same story. All chances are chosen so that the
parts of the scorecard come out in its middle range and rise, with a dip where many are on holiday.
"""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from bot.demo import texts
from chat.brands import Brand
from chat.polls import NPS, Kind
from insight.weeks import day_start

WEEKS = 12
BEFORE = 4
HOLIDAYS = {10, 11}
"""Weeks in which fewer people have time."""

MONTH = 4
"""So many weeks lie between two polls that ask for a recommendation."""

SCORES = (1, 0, 0, 1, 1, 3, 4, 8, 14, 12, 10)
"""How often each score from 0 to 10 is given."""

TEAM = ("rosa", "tom")
AT_START = 118
KEEN, QUIET = 0.5, 0.1
MORNING = 7
DAY = timedelta(days=1)


@dataclass(slots=True, eq=False)
class Person:
    """One of the audience."""

    id: str
    name: str
    language: str
    chat: str
    keen: float
    """How likely they do something in a week."""
    joined: datetime
    left: datetime | None = None

    def is_there(self, at: datetime) -> bool:
        """Tell whether they are in the chat."""
        return self.joined < at and (self.left is None or at < self.left)


@dataclass(slots=True, eq=False)
class Said:
    """A message."""

    at: datetime
    chat: str
    person: str
    text: str
    above: "Said | None" = None
    line: str = ""
    """The id of its line, known once it is known whether the playground shows it."""
    reactions: dict[str, list[str]] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Asked:
    """A poll."""

    at: datetime
    closes: datetime
    id: str
    question: str
    options: tuple[str, ...]
    kind: Kind = "single"
    standing: dict[str, tuple[datetime, list[int]]] = field(default_factory=dict)
    """What stands at the end, by person."""

    @property
    def line(self) -> str:
        """The id of its line."""
        return f"poll:{self.id}"


@dataclass(slots=True, eq=False)
class Deed:
    """Anything else that somebody did."""

    kind: str
    at: datetime
    person: Person
    about: "Said | Asked | Deed | None" = None
    data: dict[str, object] = field(default_factory=dict)
    line: str = ""
    """The id of its line, known once all are in order."""


Post = Said | Asked


class Story:
    """All that happened before today.

    Args:
        brand: whose.
        today: a local day of the brand's.
        seed: of all chances.
    """

    def __init__(self, brand: Brand, today: date, seed: int) -> None:
        self.zone = brand.zone
        self.seed = seed
        self.end = day_start(today, brand.zone)
        self._chance = random.Random(seed)
        self._chats = [chat.id for chat in brand.audiences]
        self._names = iter(_names(self._chance))
        self.people: list[Person] = []
        self.said: list[Said] = []
        self.asked: list[Asked] = []
        self.deeds: list[Deed] = []
        monday = today - timedelta(days=today.weekday(), weeks=WEEKS + BEFORE)
        for _each in range(AT_START):
            self._join(monday - timedelta(days=self._chance.randrange(1, 200)), None)
        for week in range(WEEKS + BEFORE + 1):
            self._live(week, monday + timedelta(weeks=week))
        self.said = sorted((said for said in self.said if said.at < self.end), key=lambda said: said.at)
        self.deeds = sorted((deed for deed in self.deeds if deed.at < self.end), key=lambda deed: deed.at)

    def _live(self, week: int, monday: date) -> None:
        """Let a week go by."""
        mood = (0.58 + 0.027 * week) * (0.72 if week in HOLIDAYS else 1) * self._chance.uniform(0.94, 1.06)
        self._come_and_go(week, monday)
        posts = list(self._post(week, monday))
        asked = self._ask(week, monday + DAY)
        for person in self.people:
            if self._happens(person.keen * mood):
                self._take_part(person, monday, posts, asked)

    def _come_and_go(self, week: int, monday: date) -> None:
        quiet = week in HOLIDAYS
        for _each in range(self._chance.choice((2, 3, 3, 4)) - quiet + week // 8):
            # They come more and more through those who have much to do with the brand.
            friend = self._chance.choice(self._keen()) if self._happens(0.04 * week - 0.06) else None
            self._join(monday + DAY * self._chance.randrange(7), friend)
        for _each in range(self._chance.choice((1, 1, 2, 2)) + quiet):
            person = self._chance.choice([each for each in self.people if each.left is None and each.keen < KEEN])
            at = self._moment(monday + DAY * self._chance.randrange(7), 9, 22)
            if person.is_there(at):
                person.left = at
                self.deeds.append(Deed("leave", at, person))
        if week % 3 == 0:
            person = self._chance.choice([each for each in self.people if each.left is None and each.keen < QUIET])
            self.deeds.append(Deed("block", self._moment(monday + DAY * 3, 9, 22), person))

    def _keen(self) -> list[Person]:
        return [person for person in self.people if person.left is None and person.keen > KEEN]

    def _join(self, day: date, friend: Person | None) -> None:
        id_, name, language = next(self._names)
        keen = self._chance.choices((0.8, 0.3, 0.05), (8, 36, 56))[0] * self._chance.uniform(0.8, 1.15)
        chat = self._chance.choices(self._chats, (3, 2))[0]
        person = Person(id_, name, language, chat, keen, self._moment(day, 8, 22))
        if person.joined < self.end:
            self.people.append(person)
            self.deeds.append(Deed("join", person.joined, person, data={"referrer": friend.id if friend else None}))

    def _post(self, week: int, monday: date) -> Iterator[Said]:
        for number, (weekday, hour) in enumerate(((0, 10), (2, 12), (4, 16))):
            at = self._moment(monday + weekday * DAY, hour, hour + 1)
            text = texts.POSTS[(week * 3 + number) % len(texts.POSTS)]
            self.said.append(Said(at, self._chats[(week + number) % 2], TEAM[number % 2], text))
            yield self.said[-1]

    def _ask(self, week: int, tuesday: date) -> Asked | None:
        scores = week % MONTH == 0
        question, options = (texts.RECOMMEND, NPS) if scores else texts.QUESTIONS[week % len(texts.QUESTIONS)]
        closes = datetime.combine(tuesday + 2 * DAY, time(20), self.zone).astimezone(UTC)
        if closes >= self.end:
            return None
        id_ = "".join(self._chance.choices("23456789abcdefghjkmnpqrstvwxyz", k=8))
        self.asked.append(
            Asked(self._moment(tuesday, 11, 12), closes, id_, question, options, "nps" if scores else "single")
        )
        return self.asked[-1]

    def _take_part(self, person: Person, monday: date, posts: list[Said], asked: Asked | None) -> None:
        for post in (post for post in posts if post.at < self.end):
            if post.chat == person.chat and self._happens(0.48):
                self._react(person, post)
            if post.chat == person.chat and self._happens(0.19):
                self._reply(person, post)
        if asked and self._happens(0.62):
            self._vote(person, asked)
        if self._happens(0.22):
            at = self._moment(monday + DAY * self._chance.randrange(7), 8, 22)
            remark = self._chance.choice(texts.REMARKS[person.language])
            if person.is_there(at):
                self._say(Said(at, person.chat, person.id, remark), person.language)

    def _react(self, person: Person, post: Said) -> None:
        at = self._after(post.at)
        if person.is_there(at) and at < self.end:
            emoji = self._chance.choice(texts.EMOJI)
            post.reactions.setdefault(emoji, []).append(person.id)
            self.deeds.append(Deed("reaction", at, person, post, {"emoji": emoji}))

    def _reply(self, person: Person, post: Said) -> None:
        at = self._after(post.at)
        if person.is_there(at):
            reply = self._chance.choice(texts.REPLIES[person.language])
            self._say(Said(at, post.chat, person.id, reply, post), person.language)

    def _say(self, said: Said, language: str) -> None:
        """Add what one of the audience said, to which the team mostly replies."""
        self.said.append(said)
        if self._happens(0.6):
            thanks = self._chance.choice(texts.THANKS[language])
            at = said.at + timedelta(minutes=self._chance.uniform(4, 90))
            self.said.append(Said(at, said.chat, self._chance.choice(TEAM), thanks, said))

    def _vote(self, person: Person, asked: Asked) -> None:
        at = self._after(asked.at)
        weights = SCORES if asked.kind == "nps" else (5, 3, 2, 1)[: len(asked.options)]
        choice = self._chance.choices(range(len(asked.options)), weights)[0]
        moods = [[choice]]
        if self._happens(0.1):
            moods.append([(choice + 1) % len(asked.options)])
        elif self._happens(0.04):
            moods.append([])
        for chosen in moods:
            if person.is_there(at) and at < asked.closes:
                options = [asked.options[each] for each in chosen]
                self.deeds.append(Deed("vote", at, person, asked, {"options": options}))
                if asked.kind == "nps" and chosen:
                    self.deeds.append(Deed("nps", at, person, None, {"score": chosen[0]}))
                asked.standing[person.id] = at, chosen
            at += timedelta(minutes=self._chance.uniform(1, 60))

    def _happens(self, chance: float) -> bool:
        return self._chance.random() < chance

    def _moment(self, day: date, first: int, last: int) -> datetime:
        minute = self._chance.randrange(first * 60, last * 60)
        second = self._chance.randrange(60)
        return datetime.combine(day, time(minute // 60, minute % 60, second), self.zone).astimezone(UTC)

    def _after(self, moment: datetime) -> datetime:
        """Give a later moment, mostly the same day, and not at night."""
        local = (moment + timedelta(minutes=2 + self._chance.expovariate(1 / 300))).astimezone(self.zone)
        if local.hour < MORNING:
            local += timedelta(hours=MORNING)
        return local.astimezone(UTC)


def _names(chance: random.Random) -> Iterator[tuple[str, str, str]]:
    """Give (id, name, language) of one person after the other."""
    everybody = [
        (f"{name} {initial}.", language)
        for language, names in texts.NAMES.items()
        for name in names
        for initial in texts.INITIALS
    ]
    chance.shuffle(everybody)
    for name, language in everybody:
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
        yield plain.lower().replace(" ", "-").strip("."), name, language
