"""From letters to what stands in the playground's chats."""

from bot.platforms.webchat.board import Board
from chat.errors import Permanent, Temporary, Unavailable
from chat.ports import Outgoing, Receipt
from storage import webchat
from storage.webchat import Saying


class Outbound:
    """Posts and edits; a letter posted twice is one message."""

    def __init__(self, board: Board) -> None:
        self._board = board

    async def deliver(self, outgoing: Outgoing) -> Receipt:
        """Make the call; see `chat.ports.Platform`."""
        if outgoing.action in {"home", "revoke"}:
            raise Permanent("the playground has no home page of the bot and no links into chats", harmless=True)
        try:
            if outgoing.chat not in self._board.places and not await self._board.is_private(outgoing.chat):
                raise Permanent("the playground has no such chat", unreachable=True)
            return await self._carry_out(outgoing)
        except Unavailable as error:
            raise Temporary("the database did not take it") from error

    async def find(self, outgoing: Outgoing) -> Receipt | None:
        """Look up a post; see `chat.ports.Platform`."""
        message = await self._board.read(webchat.of_letter, outgoing.letter)
        return None if message is None else Receipt(message=str(message))

    async def fetch(self, file: str) -> bytes:
        """Return the file of a message; see `chat.ports.Platform`."""
        row = _row(file)
        found = await self._board.read(webchat.enclosed, row) if row is not None else None
        if found is None:
            raise Permanent("there is no such file")
        return found

    async def _carry_out(self, outgoing: Outgoing) -> Receipt:
        match outgoing.action:
            case "post":
                return await self._post(outgoing)
            case "delete":
                return await self._delete(outgoing)
            case _:
                return await self._edit(outgoing)

    async def _delete(self, outgoing: Outgoing) -> Receipt:
        if (row := _row(outgoing.target)) is not None:
            await self._board.write(webchat.delete, row)
        return Receipt(message=outgoing.target)

    async def _post(self, outgoing: Outgoing) -> Receipt:
        document = outgoing.message.document
        saying = Saying(
            chat=outgoing.chat,
            content=outgoing.message.as_json(),
            reply_to=_row(outgoing.reply_to),
            letter=outgoing.letter,
            picture=outgoing.message.picture,
            document=document.content if document else None,
            document_name=document.name if document else None,
        )
        return Receipt(message=str(await self._board.write(webchat.put, saying, self._board.clock.now())))

    async def _edit(self, outgoing: Outgoing) -> Receipt:
        """Change a message; `stop` does so too, since no poll here is the platform's own."""
        row, message = _row(outgoing.target), outgoing.message
        if row is None or not await self._board.write(webchat.change, row, message.as_json(), picture=message.picture):
            raise Permanent("there is no such message", harmless=True)
        return Receipt(message=outgoing.target)


def _row(message: str | None) -> int | None:
    return int(message) if message and message.isascii() and message.isdigit() else None
