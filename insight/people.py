"""Who is one person, and who is of the team."""

from collections.abc import Iterable, Sequence
from typing import Self

from chat.address import Address
from chat.lines import Line


class People:
    """The persons behind the accounts of one brand.

    Args:
        links: accounts that are one person's.
        team: accounts that were seen to be of the team.
    """

    def __init__(self, links: Iterable[tuple[Address, Address]], team: Iterable[Address]) -> None:
        self._one: dict[Address, Address] = {}
        for one, other in links:
            self._link(one, other)
        self._team = {self.person(account) for account in team}

    @classmethod
    def seen_in(cls, lines: Sequence[Line]) -> Self:
        """Tell who is who from all lines there are, of any date: a link holds from the beginning, the team for good."""
        links = (
            (Address(line.platform, line.person), Address(line.data["to"]["platform"], line.data["to"]["person"]))
            for line in lines
            if line.kind == "link" and line.person is not None
        )
        return cls(links, _seen_in_team(lines))

    def person(self, account: Address) -> Address:
        """Give the one account that stands for all of the person's."""
        while (above := self._one.get(account, account)) != account:
            # Halves the way for whoever asks next; a chain of links may be long.
            self._one[account] = self._one.get(above, above)
            account = above
        return account

    def is_team(self, person: Address) -> bool:
        """Say whether any account of the person was ever seen to be of the team."""
        return person in self._team

    def _link(self, one: Address, other: Address) -> None:
        # The least account stands for all, so that the order of the links tells nobody apart.
        low, high = sorted((self.person(one), self.person(other)))
        self._one[high] = low


def _seen_in_team(lines: Iterable[Line]) -> set[Address]:
    return {Address(line.platform, line.person) for line in lines if line.team and line.person is not None}
