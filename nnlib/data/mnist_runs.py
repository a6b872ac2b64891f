"""What `python -m nnlib.train_mnist --write` found, so that a lesson can quote it without training for minutes."""

import os  # not pathlib, which would take longer to import than all of this folder
from typing import NamedTuple

FILE = os.path.join(os.path.dirname(__file__), "mnist_runs.json")


class MnistRun(NamedTuple):
    """One training: its seed, how many of the `tested` images were read rightly, the mean cost of one, the seconds."""

    seed: int
    right: int
    tested: int
    cost: float
    seconds: float


def mnist_runs():
    """The MnistRuns that are written down, one for each seed.

    >>> [run.tested for run in mnist_runs()]
    [10000, 10000, 10000]
    """
    import json  # here, because `import nnlib` loads NumPy and nothing else

    with open(FILE, encoding="utf-8") as file:
        record = json.load(file)
    return [MnistRun(tested=record["tested"], **run) for run in record["runs"]]
