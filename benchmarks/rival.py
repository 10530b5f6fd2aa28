"""A process that serves one of the bots to compare with: `python -m benchmarks.rival KIND PORT API_URL [DATABASE]`."""

import sys

import uvicorn
import uvloop

from benchmarks.naive import naive_slack, naive_telegram
from benchmarks.noop import noop_bolt, noop_ptb

KINDS = {
    "noop-bolt": noop_bolt,
    "noop-ptb": noop_ptb,
    "naive-slack": naive_slack,
    "naive-telegram": naive_telegram,
}


async def serve(kind: str, port: int, api_url: str, database: str) -> None:
    """Serve a rival as `rapport run` serves Rapport: uvloop, httptools, no access log."""
    app = await KINDS[kind](api_url, database)
    config = uvicorn.Config(app, host="127.0.0.1", port=port, http="httptools", log_config=None, access_log=False)
    await uvicorn.Server(config).serve()


if __name__ == "__main__":
    kind, port, api_url, *database = sys.argv[1:]
    uvloop.run(serve(kind, int(port), api_url, database[0] if database else ""))
