"""What listening costs a message, and how soon a query's card is in the team's chat."""

import asyncio
import json
import sys
from collections.abc import Iterable
from math import inf
from statistics import median
from time import perf_counter

from benchmarks import rapport
from benchmarks.load import load
from benchmarks.pace import Noted
from benchmarks.rapport import Rapport
from benchmarks.report import Goal, table
from benchmarks.requests import WEBHOOK_SECRET, numbers
from benchmarks.stage import ENGINES, Stage
from benchmarks.target import Plan, Target, measure, show
from insight import listening
from tests.support import slack_server
from tests.support.slack_payloads import TEAM_CHANNEL
from tests.support.telegram_payloads import SUPERGROUP

DEAF = (sys.executable, "-m", "benchmarks.deaf")
COST = 0.05
CARD_S = 2.0
PER_S = 100
SECONDS = 20
ASKS = 100
"""One message in so many asks something; Slack takes one message a second in a channel."""
SETTLES_S = 10
PEOPLE = 5_000
TEXTS = (
    "the new roast is lovely, had two cups already",
    "gestern im Park gewesen, herrliches Wetter",
    "hoy toca quedarse en casa con una manta",
    "adorei a live de ontem, a receita ficou ótima",
    "see you all on friday then",
    "bin erst nächste woche wieder da",
    "jajaja qué risa con lo del horno",
    "bom dia pra todo mundo do grupo",
)
QUESTION = "Hello, my order {marker} still hasn't arrived, can you tell me where it is?"


async def listen(stage: Stage, bots: dict[str, Rapport], plan: Plan) -> list[Goal]:
    """Measure both."""
    return [*await _cost(stage, bots, plan), *[await _cards(stage, engine, bot) for engine, bot in bots.items()]]


async def _cost(stage: Stage, bots: dict[str, Rapport], plan: Plan) -> list[Goal]:
    """Measure messages one after the other, with ears and without."""
    classifier = listening.classifier()
    targets, found = [], []
    for engine, bot in bots.items():
        deaf = await rapport.start(stage, engine, "deaf", command=DEAF)
        pair = [
            Target(f"{ENGINES[engine]}, {name}", each.process, messages, 2_000)
            for name, each in (("deaf", deaf), ("listening", bot))
        ]
        await measure(pair, plan, connections=1)
        targets += pair
        alone, heard = (each.p50_ms() for each in pair)
        found.append(
            Goal(f"listening beside a message's path, {ENGINES[engine]}", heard / alone - 1, COST, least=False)
        )
        await deaf.process.stop()
    show("Messages, one after the other", targets)
    listening.warm()
    classifier.classify(TEXTS, [None] * len(TEXTS))
    began = perf_counter()
    for number in range(1_000):
        classifier.classify([TEXTS[number % len(TEXTS)]], [None])
    print(f"\n  The classifier alone: {perf_counter() - began:.3f} ms a text.")
    return found


async def _cards(stage: Stage, engine: str, bot: Rapport) -> Goal:
    """Write 100 messages a second, and see when the cards of those that ask something are there."""
    calls: Noted[slack_server.Call] = Noted()
    stage.slack.calls = calls
    asked: dict[str, float] = {}
    began = perf_counter()
    for second in range(SECONDS):
        for tenth in range(10):
            batch = numbers(PER_S // 10)
            marker = f"B{engine[0]}{second:03}" if tenth == 0 else ""
            if marker:
                asked[marker] = perf_counter()
            await load(bot.process.port, messages(batch, marker), 0.1, connections=4)
            await asyncio.sleep(max(0.0, began + second + (tenth + 1) / 10 - perf_counter()))
    await asyncio.sleep(SETTLES_S)
    seen = {marker: _card_at(calls, marker) for marker in asked}
    waits = sorted(at - asked[marker] for marker, at in seen.items() if at is not None)
    missing = sum(at is None for at in seen.values())
    rows = [
        ("cards", str(len(waits))),
        ("missing", str(missing)),
        ("median", f"{median(waits or [inf]):.2f} s"),
        ("slowest", f"{max(waits, default=inf):.2f} s"),
    ]
    table(f"A query's card at {PER_S} messages a second, {ENGINES[engine]}", ("", ""), rows)
    worst = inf if missing else max(waits)
    return Goal(f"a query's card, the slowest, {ENGINES[engine]}", worst, CARD_S, "s", least=False)


def _card_at(calls: "Noted[slack_server.Call]", marker: str) -> float | None:
    for call, at in zip(calls, calls.at, strict=True):
        is_post = call.method == "chat.postMessage" and call.payload.get("channel") == TEAM_CHANNEL
        if is_post and marker in json.dumps(call.payload):
            return at
    return None


def messages(given: Iterable[int], marker: str = "") -> list[bytes]:
    """Return messages in the group, each of another text; the first one asks something where a marker is given."""
    made = []
    for place, number in enumerate(given):
        asks = bool(marker) and place == 0
        text = QUESTION.format(marker=marker) if asks else f"{TEXTS[number % len(TEXTS)]} {number}"
        made.append(_request(number, text))
    return made


def _request(number: int, text: str) -> bytes:
    sender = {"id": 6_000_000_000 + number % PEOPLE, "is_bot": False, "first_name": "Ana", "language_code": "en"}
    said = {"message_id": number, "date": 1_800_000_000, "chat": SUPERGROUP, "from": sender, "text": text}
    body = json.dumps({"update_id": 200_000_000 + number, "message": said}).encode()
    head = (
        "POST /telegram HTTP/1.1\r\nHost: bot.example.org\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {WEBHOOK_SECRET}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body
