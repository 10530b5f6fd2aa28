"""`rapport classify` and `rapport train`: what messages mean, and the weights that tell it."""

import json
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.cli.common import RefusedError

if TYPE_CHECKING:
    from chat.ports import Judgement

AT_ONCE = 64
"""Texts that are judged together; at a terminal each is judged as it is written."""


def classify() -> None:
    """Tell the language, feeling and intent of texts: one a line on standard input, a line of JSON for each."""
    from insight.listening import classifier

    judge, lines = classifier(), _lines()
    size = 1 if sys.stdin.isatty() else AT_ONCE
    while texts := list(islice(lines, size)):
        for judgement in judge.classify(texts, [None] * len(texts)):
            typer.echo(json.dumps(_shown(judgement)))


def train(
    data: Annotated[Path, typer.Option("--data", metavar="DIR", help="Labelled texts: docs/model-card.md.")],
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where the weights go; default: into Rapport itself.")
    ] = None,
) -> None:
    """Make the classifier's weights from labelled texts, byte for byte the same ones from the same texts."""
    from insight.listening import training
    from insight.listening.builtin import WEIGHTS

    try:
        training.train(data, out or WEIGHTS, typer.echo)
    except (OSError, ValueError) as error:
        raise RefusedError(f"{data} cannot be learnt from: {error}") from None
    typer.echo(f"The weights are in {out or WEIGHTS}.")


def _lines() -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer):
        text = line.removesuffix(b"\n").removesuffix(b"\r").decode("utf-8", "replace")
        yield text if number else text.removeprefix("\ufeff")


def _shown(judgement: "Judgement") -> dict[str, Any]:
    return {
        "language": judgement.language,
        "sentiment": judgement.sentiment,
        "confidence": judgement.confidence,
        "query": judgement.query,
        "recommends": judgement.recommends,
        "thanks": judgement.thanks,
    }
