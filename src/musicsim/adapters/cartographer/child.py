"""The process that makes maps: `python -m musicsim.adapters.cartographer.child TASK FOLDER`.

Arrays come and go as files in the folder. It ends with whoever began it: then its standard input ends, and nobody else
is left to remove the folder.
"""

import os
import shutil
import sys
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt

from musicsim.domain.rules.clustering import clustered
from musicsim.domain.rules.faithfulness import faithfulness
from musicsim.domain.rules.layout import laid_out
from musicsim.domain.rules.placing import placed

Arrays = Mapping[str, npt.NDArray[np.generic]]
Array = npt.NDArray[np.float32]

_POLITE = 19  # the lowest priority: whoever listens to music goes first


def _lay_out(vectors: Array, patience: Array, begin: Array | None = None) -> Arrays:
    points = laid_out(vectors, begin, float(patience[0]))
    faithful = faithfulness(vectors, points)
    return {"points": points, "faithfulness": np.array([faithful.trustworthiness, faithful.continuity])}


def _place(known: Array, points: Array, newcomers: Array) -> Arrays:
    return {"points": placed(known, points, newcomers)}


def _cluster(vectors: Array, count: Array) -> Arrays:
    found = clustered(vectors, int(count[0]))
    return {"labels": found.labels, "centres": found.centres}


_TASKS: Mapping[str, Callable[..., Arrays]] = {"lay_out": _lay_out, "place": _place, "cluster": _cluster}


def main(task: str, folder: Path) -> None:
    """Do it, and leave what came of it under `out`."""
    os.nice(_POLITE)
    threading.Thread(target=_end_with_parent, args=[folder], daemon=True).start()
    given = {file.stem: np.load(file) for file in (folder / "in").iterdir()}
    for name, array in _TASKS[task](**given).items():
        np.save(folder / "out" / f"{name}.npy", array)


def _end_with_parent(folder: Path) -> None:
    while os.read(sys.stdin.fileno(), 1024):  # not by way of `sys.stdin`, whose lock would be held at the end
        pass
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
