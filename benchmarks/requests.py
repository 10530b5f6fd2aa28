"""Votes as the platforms send them: whole HTTP requests, built and signed before anything is measured.

Each vote has a number. Even ones are by people whom the bot meets for the first time, odd ones by 200 regulars who vote
again and again.
"""

import hashlib
import hmac
import itertools
import json
import time
from collections.abc import Iterable
from urllib.parse import urlencode

from bot.platforms.slack.render import payload
from chat.messages import Message, Option, PollCard, vote_data
from tests.support.slack_payloads import CHANNEL
from tests.support.slack_payloads import press as slack_press
from tests.support.slack_server import SIGNING_SECRET
from tests.support.telegram_payloads import CHANNEL as TELEGRAM_CHANNEL
from tests.support.telegram_payloads import press as telegram_press

QUESTION = "Which content would you like to see next week?"
OPTIONS = ("Recipes for two", "Behind the scenes", "Live questions and answers", "Interviews with makers")
WEBHOOK_SECRET = "bench-webhook-secret"
REGULARS = 200
TELEGRAM_BASE = 5_000_000_000

NAME = "marketing-and-friends"
VOTER, TRIGGER, STAMP = "U0VOTER0000", "8000000000001", "1700000000.000000"
UPDATE, QUERY, TELEGRAM_VOTER = 999_111_999, "8881112223334445556", 7_123_456_789


_numbers = itertools.count(1)


def numbers(count: int) -> list[int]:
    """Return so many numbers that no vote of this run has had yet."""
    return list(itertools.islice(_numbers, count))


def voter_of(number: int) -> int:
    """Return who casts the vote of this number."""
    return number // 2 % REGULARS if number % 2 else REGULARS + number


def option_of(number: int) -> int:
    """Return the option that the vote of this number is for; a regular seldom chooses the same twice."""
    return number // 3 % len(OPTIONS)


def slack_votes(votes: Iterable[int], poll: str, response_url: str) -> list[bytes]:
    """Return presses of a poll's buttons in Slack, signed now; Slack's own are about 3.9 kB.

    Args:
        response_url: where the voter is answered; empty: nowhere.
    """
    bodies = [_slack_body(poll, option, response_url) for option in range(len(OPTIONS))]
    stamp = str(int(time.time()))
    return [_slack_request(_slack_vote(bodies[option_of(number)], number, stamp), stamp) for number in votes]


def _slack_vote(body: bytes, number: int, stamp: str) -> bytes:
    body = body.replace(VOTER.encode(), b"U%010d" % voter_of(number))
    body = body.replace(TRIGGER.encode(), b"8%012d" % number)
    return body.replace(STAMP.encode(), f"{stamp}.{number % 1_000_000:06}".encode())


def _slack_body(poll: str, option: int, response_url: str) -> bytes:
    card = PollCard(
        poll=poll,
        question=QUESTION,
        options=tuple(Option(text, 100 + i, i) for i, text in enumerate(OPTIONS)),
        voters=406,
        voters_line="406 people voted",
        visibility="The team sees who chose what.",
    )
    body = slack_press(
        vote_data(poll, option),
        response_url=response_url,
        trigger_id=f"{TRIGGER}.7000000000002.0a1b2c3d4e5f60718293a4b5c6d7e8f9",
    )
    person = {"id": VOTER, "username": NAME, "name": NAME, "team_id": body["team"]["id"]}
    body["message"].update(payload(Message(text=QUESTION, poll=card)))
    body["channel"] = {"id": CHANNEL, "name": "audience-of-the-brand"}
    body["actions"][0]["action_ts"] = STAMP
    return urlencode({"payload": json.dumps(body | {"user": person}, separators=(",", ":"))}).encode()


def _slack_request(body: bytes, stamp: str) -> bytes:
    digest = hmac.new(SIGNING_SECRET.encode(), b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    head = (
        "POST /slack/events HTTP/1.1\r\nHost: bot.example.org\r\n"
        "User-Agent: Slackbot 1.0 (+https://api.slack.com/robots)\r\nAccept-Encoding: gzip,deflate\r\n"
        f"Accept: application/json,*/*\r\nX-Slack-Signature: v0={digest}\r\nX-Slack-Request-Timestamp: {stamp}\r\n"
        f"Content-Length: {len(body)}\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n"
    )
    return head.encode() + body


def telegram_presses(votes: Iterable[int], poll: str) -> list[bytes]:
    """Return presses of a poll's buttons in Telegram; its own are about 0.9 kB."""
    keyboard = [[{"text": text, "callback_data": vote_data(poll, i)}] for i, text in enumerate(OPTIONS)]
    bodies = []
    for option in range(len(OPTIONS)):
        press = telegram_press(vote_data(poll, option), id=QUERY)
        press["message"].update(chat=TELEGRAM_CHANNEL, text=QUESTION, reply_markup={"inline_keyboard": keyboard})
        bodies.append(_telegram_body({"callback_query": press}))
    return _telegram_requests(votes, bodies)


def telegram_answers(votes: Iterable[int], native: str) -> list[bytes]:
    """Return votes in a native Telegram poll."""
    voter = {"id": TELEGRAM_VOTER, "is_bot": False, "first_name": "Ana", "language_code": "es"}
    answers = [
        {"poll_id": native, "user": voter, "option_ids": [i], "option_persistent_ids": [str(i)]}
        for i in range(len(OPTIONS))
    ]
    return _telegram_requests(votes, [_telegram_body({"poll_answer": each}) for each in answers])


def _telegram_body(content: dict[str, object]) -> bytes:
    return json.dumps({"update_id": UPDATE, **content}, separators=(",", ":")).encode()


def _telegram_requests(votes: Iterable[int], bodies: list[bytes]) -> list[bytes]:
    heads = [_telegram_head(len(body)) for body in bodies]
    return [heads[option_of(each)] + _telegram_vote(bodies[option_of(each)], each) for each in votes]


def _telegram_vote(body: bytes, number: int) -> bytes:
    body = body.replace(b"%d" % UPDATE, b"%d" % (100_000_000 + number))
    body = body.replace(QUERY.encode(), b"%019d" % number)
    return body.replace(b"%d" % TELEGRAM_VOTER, telegram_voter(number).encode())


def telegram_voter(number: int) -> str:
    """Return the Telegram id of who casts the vote of this number."""
    return str(TELEGRAM_BASE + voter_of(number))


def _telegram_head(length: int) -> bytes:
    head = (
        "POST /telegram HTTP/1.1\r\nHost: bot.example.org\r\nContent-Type: application/json\r\n"
        f"X-Telegram-Bot-Api-Secret-Token: {WEBHOOK_SECRET}\r\nContent-Length: {length}\r\n"
        "Connection: keep-alive\r\nAccept-Encoding: gzip, deflate\r\n\r\n"
    )
    return head.encode()


def webchat_voter(number: int) -> str:
    """Return the playground's id of who casts the vote of this number."""
    return f"voter-{voter_of(number):08}"


def webchat_presses(votes: Iterable[int], poll: str, brand: str, chat: str) -> list[bytes]:
    """Return presses of a poll's buttons in the playground."""
    head = "POST /play/api/press HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
    made = []
    for each in votes:
        pressed = {"brand": brand, "chat": chat, "person": webchat_voter(each), "client": f"vote-{each}"}
        body = json.dumps(pressed | {"data": vote_data(poll, option_of(each))})
        made.append(f"{head}Content-Length: {len(body)}\r\n\r\n{body}".encode())
    return made
