"""Where somebody or some chat is: `platform:id`."""

from typing import NamedTuple, Self

CUSTOMER = "customer:"
"""What the pseudonym of a shop's customer begins with, whom nobody can write to."""


class Address(NamedTuple):
    """A chat or a person on one platform, written `slack:C024BE91L`."""

    platform: str
    id: str

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read `platform:id`.

        Raises:
            ValueError: one of the halves is missing.
        """
        platform, colon, native = text.partition(":")
        if not (platform and colon and native):
            msg = f"{text!r} is not written platform:id"
            raise ValueError(msg)
        return cls(platform, native)

    def __str__(self) -> str:
        return f"{self.platform}:{self.id}"
