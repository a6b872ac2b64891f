"""Preparing examples: labels as one-hot rows, and parts kept back for validation and for the test."""

from typing import NamedTuple

import numpy as np

from nnlib.arguments import array, generator, listed, number, same_rows, table, whole

MOST = 10**8  # numbers in one table: more would not fit into memory


def one_hot(labels, classes=None):
    """Labels, one for each example, `(N,)` or `(N, 1)`, as rows of zeros with a single 1: `(N, K)`, float64.

    Labels are whole numbers from 0 to K - 1, or names. classes is K, or the list of the K names in the order of their
    columns. Without it K is the largest number + 1, or the names are put into alphabetical order, as by np.unique.
    Raises ValueError if labels are anything else, or there are fewer than two classes.

    >>> one_hot([2, 0], 3).tolist()
    [[0.0, 0.0, 1.0], [1.0, 0.0, 0.0]]
    >>> one_hot(["dog", "cat", "dog"]).tolist()
    [[0.0, 1.0], [1.0, 0.0], [0.0, 1.0]]
    """
    names = _text(labels)
    if names is not None:
        labels, classes = _numbered(names, classes)
    labels = array("labels", labels)  # (N,) or (N, 1)
    if labels.size and (labels.ndim == 1 or labels.shape[1:] == (1,)):
        labels = labels.ravel()
    else:
        raise ValueError(
            f"labels must be one-dimensional, (N,), a label for each example; got shape {labels.shape}. "
            f"Pass one label for each, np.ravel(labels) if there is one in each row."
        )
    if classes is None:
        classes = max(2, int(min(labels.max(), MOST)) + 1)
    classes = whole("classes", classes, 2, MOST // max(1, labels.size))
    wrong = np.flatnonzero((labels != np.floor(labels)) | (labels < 0) | (labels >= classes))
    if wrong.size:
        raise ValueError(
            f"labels must be whole numbers from 0 to {classes - 1} for {classes} classes; "
            f"got {labels[wrong[0]]:g} at index {wrong[0]}. Number the classes from 0, or raise classes."
        )
    Y = np.zeros((len(labels), classes))
    Y[np.arange(len(labels)), labels.astype(int)] = 1
    return Y  # (N, classes)


def _text(labels):
    """Labels as an array of text, or None where they are anything else."""
    try:
        found = np.asarray(labels)
    except Exception:  # whatever NumPy raises for a ragged list, or an odd object
        return None
    if found.dtype.kind == "O" and all(isinstance(label, str) for label in found.flat):  # such as a table's column
        found = found.astype(str)
    return found if found.dtype.kind == "U" and found.ndim and found.size else None


def _numbered(names, classes):
    """Names of classes as numbers from 0, of the same shape, and how many classes there are."""
    found = np.unique(names)
    if chosen := listed(classes):
        found = np.array([str(name) for name in chosen])
        missing = np.setdiff1d(names, found)
        if missing.size or len(np.unique(found)) < len(found):
            got = f"the label {str(missing[0])!r} too" if missing.size else "one of them twice"
            raise ValueError(f"classes must list the name of every class once; got {got}. Correct the list.")
    elif classes is not None and whole("classes", classes, 2) != len(found):
        raise ValueError(
            f"classes must be as many as labels has names, or list them; got {classes} for {len(found)} names. "
            f"Pass classes=[...] with every name."
        )
    order = np.argsort(found)
    return order[np.searchsorted(found, names, sorter=order)], max(2, len(found))


class Split(NamedTuple):
    """Examples to train with and examples kept for the test, as copies; row i of an X belongs to row i of its Y."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


class ThreeWaySplit(NamedTuple):
    """Examples to train with, to choose settings with (validation), and for the test, as copies."""

    X_train: np.ndarray
    Y_train: np.ndarray
    X_validation: np.ndarray
    Y_validation: np.ndarray
    X_test: np.ndarray
    Y_test: np.ndarray


def split(X, Y, *, test=0.25, validation=None, rng):
    """The rows of X, `(N, n_in)`, and Y, `(N, n_out)` or `(N,)`, in a random order, and in parts.

    `round(test * N)` rows are kept for the test and, with a validation share, `round(validation * N)` for validation: a
    Split or a ThreeWaySplit. `permutation(N)` of rng, a generator or a seed, gives the order: the test's rows first,
    then those for validation. Raises ValueError if X and Y do not match, a share is not between 0 and 1, or one
    of the parts would be empty.

    >>> parts = split([[1], [2], [3], [4]], [[1], [2], [3], [4]], rng=0)
    >>> parts.X_train.ravel().tolist(), parts.Y_test.ravel().tolist()
    ([1.0, 2.0, 4.0], [3.0])
    >>> [len(part) for part in split(np.ones((10, 2)), np.ones(10), test=0.2, validation=0.3, rng=0)]
    [5, 5, 3, 3, 2, 2]
    """
    X, Y = table("X", X), array("Y", Y)
    Y = table("Y", Y.reshape(-1, 1) if Y.ndim == 1 else Y)
    same_rows(X, Y)
    shares = {"test": test} if validation is None else {"test": test, "validation": validation}
    counts = {name: round(number(name, share, 0, 1, above=True) * len(X)) for name, share in shares.items()}
    if min(counts.values()) == 0 or sum(counts.values()) >= len(X):
        raise ValueError(
            f"{' and '.join(shares)} must leave at least one row for each part; got "
            f"{' and '.join(f'{share:g}' for share in shares.values())} of {len(X)} rows. "
            f"Pass more examples, or other shares."
        )
    order = generator(rng).permutation(len(X))
    last, *middle = np.split(order, np.cumsum(list(counts.values())))  # the test's rows, validation's, the rest
    parts = [part for rows in (*reversed(middle), last) for part in (X[rows], Y[rows])]
    return Split(*parts) if validation is None else ThreeWaySplit(*parts)
