"""How weights are written: the same bytes from the same arrays, whichever Python writes them."""

import io
import zipfile
from pathlib import Path
from typing import Any

import numpy as np


def save(path: Path, **arrays: Any) -> None:  # what numpy takes for an array
    """Write arrays as `numpy.load` reads them; `numpy.savez` leaves the archive's headers to Python's version."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, array in arrays.items():
            member = io.BytesIO()
            np.save(member, np.asanyarray(array))
            archive.writestr(zipfile.ZipInfo(f"{name}.npy"), member.getvalue())
