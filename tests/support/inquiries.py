"""What the platforms answer when handlers ask before they run."""

from dataclasses import dataclass, field

from chat.address import Address
from chat.inquiries import Findings, Inquiry


@dataclass
class Answers:
    """Answers as told, and remembers what was asked."""

    unreachable: dict[Address, str] = field(default_factory=dict)
    admins: set[tuple[Address, str]] = field(default_factory=set)
    invite: str | None = None
    """The link that is made."""
    opens: str | None = None
    members: int | None = None
    wait_s: float | None = None
    asked: list[Inquiry] = field(default_factory=list)

    async def __call__(self, inquiry: Inquiry) -> Findings:
        """Return what is so of what is asked."""
        self.asked.append(inquiry)
        found = {chat: why for chat, why in self.unreachable.items() if chat in inquiry.reach}
        link = f"https://chat.example/{inquiry.link[0].id}/{inquiry.link[1]}" if inquiry.link else None
        return Findings(
            found,
            admin=inquiry.admin in self.admins,
            invite=self.invite if inquiry.invite else None,
            opens=self.opens if inquiry.opens else None,
            members=self.members if inquiry.count else None,
            wait_s=self.wait_s,
            link=link,
        )
