"""A data set: its numbers, the names of its columns, and where it comes from."""

import importlib
from typing import NamedTuple

import numpy as np


class Dataset(NamedTuple):
    """Examples as rows: X is `(N, n_in)`, Y is `(N, n_out)`; the columns' names, what Y is, its source and licence.

    Where Y is one-hot, `target` is a tuple: a name for each of its columns.
    """

    X: np.ndarray
    Y: np.ndarray
    inputs: tuple
    target: str | tuple
    source: str
    licence: str


def from_scikit_learn(loader):
    """What the function of this name in sklearn.datasets gives; an ImportError that says what to install without it."""
    try:
        datasets = importlib.import_module("sklearn.datasets")
    except ImportError as error:
        raise ImportError(
            "This data set comes with scikit-learn, which is not installed. pip install scikit-learn."
        ) from error
    return getattr(datasets, loader)()
