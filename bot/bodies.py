"""What requests bring."""

from starlette.requests import Request


async def body_of(request: Request, most: int) -> bytes | None:
    """Return a request's body; None where it has more bytes than `most`, of which the rest is not read.

    Raises:
        ClientDisconnect: it ended too soon.
    """
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return bytes(body)
