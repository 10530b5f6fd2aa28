"""What an anonymous poll's ballots are sealed by.

Each poll has a random key of its own, which stands in the database only sealed by a key that is not in it: neither the
database nor its backups alone open anything. AES-256-GCM, HMAC-SHA256.
"""

import hmac
import secrets
import struct
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.polls import Poll
from storage.votes import ORDER_HOLDS

KEY_BYTES = 32
NONCE_BYTES = 12
BALLOT_BYTES = 128
_HEAD = struct.Struct(">IqqHB")
MOST_CHOSEN = (BALLOT_BYTES - _HEAD.size) // 2
"""Options that there is room for: all that can be seen at a time, and as many again that were taken out."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ballot:
    """What lies in one ballot."""

    options: tuple[int, ...]
    """Ids of what was chosen, of a ranked poll the best first; none = taken back."""
    source: int
    """Stands for the platform that it came by (`source_of`)."""
    order: int
    """By the platform's own reckoning."""
    at: datetime
    """Aware UTC."""
    turns: int = 0
    """How often the person came to take part, or ceased to."""

    def is_newer(self, source: int, order: int, at: datetime) -> bool:
        """Tell whether this was chosen after a vote of this order and time."""
        # With linked accounts, orders of two platforms meet, which mean nothing to each other.
        if source == self.source and abs(at - self.at) < ORDER_HOLDS:
            return order < self.order
        return at < self.at

    def packed(self) -> bytes:
        """Return it as bytes of one length, whatever was chosen.

        Raises:
            ValueError: more is chosen than there is room for.
        """
        if len(self.options) > MOST_CHOSEN:
            raise ValueError("too much for one ballot")
        at = (self.at - _EPOCH) // _MICROSECOND
        head = _HEAD.pack(self.source, self.order, at, self.turns, len(self.options))
        return (head + struct.pack(f">{len(self.options)}H", *self.options)).ljust(BALLOT_BYTES, b"\0")

    @classmethod
    def unpacked(cls, raw: bytes) -> Self:
        """Return the ballot that `packed` made the bytes from."""
        source, order, at, turns, _ = _HEAD.unpack_from(raw)
        return cls(options=chosen_in(raw), source=source, order=order, at=_EPOCH + at * _MICROSECOND, turns=turns)


def source_of(platform: str) -> int:
    """Return a number that stands for a platform."""
    return zlib.crc32(platform.encode())


def chosen_in(raw: bytes) -> tuple[int, ...]:
    """Return what is chosen in a packed ballot, which is all that a count needs to know."""
    return struct.unpack_from(f">{raw[_HEAD.size - 1]}H", raw, _HEAD.size)


class Seal:
    """Seals and hashes for one poll.

    Args:
        poll: the poll's id: what is sealed for another poll does not open.
        key: the poll's own key, 32 bytes.
    """

    def __init__(self, poll: str, key: bytes) -> None:
        self._poll = poll.encode()
        self._key = key
        self._cipher = AESGCM(hmac.digest(key, b"seal", "sha256"))

    def voter(self, account: int) -> bytes:
        """Return what stands for an account."""
        return hmac.digest(self._key, b"voter:%d" % account, "sha256")

    def close(self, plain: bytes, place: bytes) -> bytes:
        """Seal what opens in its own place only."""
        return _close(self._cipher, plain, self._poll + b":" + place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """Return what `close` sealed.

        Raises:
            InvalidTag: it was not sealed by this key, or not for this place.
        """
        return _open(self._cipher, sealed, self._poll + b":" + place)


def new_key(ballot_key: bytes, brand: str) -> bytes:
    """Return a new poll's own key, sealed."""
    return _close(AESGCM(ballot_key), secrets.token_bytes(KEY_BYTES), _about(brand))


def seal_of(poll: Poll, ballot_key: bytes) -> Seal | None:
    """Return a poll's seal; None where it has none any more, or its key was sealed by another secret."""
    try:
        return Seal(poll.id, _open(AESGCM(ballot_key), poll.key or b"", _about(poll.brand)))
    except (InvalidTag, ValueError):
        return None


def _about(brand: str) -> bytes:
    return b"poll key:" + brand.encode()


def _close(cipher: AESGCM, plain: bytes, about: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + cipher.encrypt(nonce, plain, about)


def _open(cipher: AESGCM, sealed: bytes, about: bytes) -> bytes:
    return cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], about)
