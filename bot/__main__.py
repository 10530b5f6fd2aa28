"""Where the command `rapport` begins."""

import gc
import os
import sys
from io import TextIOWrapper
from typing import cast


def main() -> None:
    """Run the command line; who stops it, or reads no further, sees no traceback."""
    try:
        # What is imported stays: to look through it again and again takes a fifth of a command's time.
        gc.set_threshold(100_000, 10, 100)
        from bot.cli import app

        for stream in (sys.stdout, sys.stderr):
            # A terminal that cannot show a sign gets a question mark for it.
            cast("TextIOWrapper", stream).reconfigure(errors="replace")
        try:
            app(prog_name="rapport")
        finally:
            sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # What is left in the buffer has nowhere to go, and Python would try at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)


if __name__ == "__main__":
    main()
