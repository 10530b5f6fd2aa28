"""Rollups of the ledger: read by every scorecard, folded by the clock and by `rapport rollup`."""

from handlers.rollups.folding import Progress, fold, rebuild
from handlers.rollups.reading import counted, members

__all__ = ["Progress", "counted", "fold", "members", "rebuild"]
