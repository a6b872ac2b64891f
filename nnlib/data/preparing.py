"""Preparing examples: labels as one-hot rows, and a part held back for testing."""

from typing import NamedTuple

import numpy as np

from nnlib import checks


def one_hot(labels, classes):
    """Labels, `(N,)` whole numbers from 0 to classes - 1, as rows of zeros with one 1: `(N, classes)`, float64.

    ValueError for any other labels, or fewer than two classes.

    >>> one_hot([2, 0], 3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    """
    labels = checks.array("labels", labels)  # (N,)
    classes = checks.whole("classes", classes, 2, checks.MOST_NUMBERS // max(1, labels.size))
    if labels.ndim != 1 or not labels.size:
        raise ValueError(
            f"labels must be one-dimensional, (N,), a label for each example; got shape {labels.shape}. "
            f"Use labels.ravel() if there is one in each row."
        )
    wrong = np.flatnonzero((labels != np.floor(labels)) | (labels < 0) | (labels >= classes))
    if wrong.size:
        raise ValueError(
            f"labels must be whole numbers from 0 to {classes - 1} for {classes} classes; "
            f"got {labels[wrong[0]]:g} at index {wrong[0]}. Number the classes from 0, or raise classes."
        )
    Y = np.zeros((len(labels), classes))
    Y[np.arange(len(labels)), labels.astype(int)] = 1
    return Y  # (N, classes)


class Split(NamedTuple):
    """Examples to train with and examples held back, as copies; row i of an X belongs to row i of its Y."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


def split(X, Y, *, test=0.25, rng):
    """The rows of X, `(N, n_in)`, and Y, `(N, n_out)`, in a random order, `round(test * N)` of them held back: a Split.

    `rng.permutation(N)` gives the order, and its first rows are the test's. ValueError where X and Y do not match, test
    is not between 0 and 1, or one of the parts would be empty.

    >>> parts = split([[1], [2], [3], [4]], [[1], [2], [3], [4]], rng=np.random.default_rng(0))
    >>> parts.X_train.ravel().tolist(), parts.Y_test.ravel().tolist()
    ([1.0, 2.0, 4.0], [3.0])
    """
    X, Y = checks.table("X", X), checks.table("Y", Y)
    checks.same_rows(X, Y)
    held = round(checks.number("test", test, 0, 1, above=True) * len(X))
    if not 0 < held < len(X):
        raise ValueError(
            f"test must leave at least one row for each part; got {test} of {len(X)} rows, which holds back {held}. "
            f"Pass more examples, or a fraction nearer to a half."
        )
    checks.generator(rng)
    order = rng.permutation(len(X))
    return Split(X[order[held:]], Y[order[held:]], X[order[:held]], Y[order[:held]])
