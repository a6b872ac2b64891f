"""How well a network tells classes apart: the classes it predicts, the share that is right, and which it confuses."""

import numpy as np

from nnlib import arguments
from nnlib.network import Network, checked_problem


def predict_classes(net, X):
    """The class that net predicts for each row of X, `(N, n_in)`: whole numbers, `(N,)`.

    With one output the class is 1 where it is above 1/2, else 0; with several it is the number of the largest, from 0.
    Raises ValueError if net is not a Network, or X does not have its number of inputs.

    >>> predict_classes(Network([1, 1], theta=[1.0, 0.0]), [[-2.0], [3.0]]).tolist()
    [0, 1]
    """
    arguments.instance("net", net, Network, "Build one with nn.Network([2, 1]).")
    return classes(net.predict(X))


def accuracy(net, X, Y):
    """The share of examples, 0 to 1, whose class net predicts. X is `(N, n_in)`, Y `(N, n_out)` holds 0 and 1 only.

    Classes are as in `predict_classes`; with several outputs each row of Y has a single 1.
    Raises ValueError if Y does not hold classes, or X and Y do not fit net.

    >>> accuracy(Network([1, 1], theta=[1.0, 0.0]), [[-2.0], [3.0], [4.0]], [[0.0], [1.0], [0.0]])
    0.6666666666666666
    """
    X, Y = _examples(net, X, Y)
    return float((predict_classes(net, X) == classes(Y)).mean())


def confusion_matrix(net, X, Y):
    """How many examples of each class net puts into which: `(K, K)`, a row for the true class, a column for net's.

    X is `(N, n_in)`, Y as for `accuracy`; one output has K = 2 classes, n_out outputs have K = n_out. Right answers are
    on the diagonal. Raises ValueError as `accuracy` does.

    >>> confusion_matrix(Network([1, 1], theta=[1.0, 0.0]), [[-2.0], [3.0], [4.0]], [[0.0], [1.0], [0.0]]).tolist()
    [[1, 1], [0, 1]]
    """
    X, Y = _examples(net, X, Y)
    counts = np.zeros((max(2, Y.shape[1]),) * 2, dtype=int)  # (K, K)
    np.add.at(counts, (classes(Y), predict_classes(net, X)), 1)
    return counts


def are_classes(Y):
    """Whether targets `(N, n_out)` are classes: 0 and 1 only, and a single 1 in each row where there are several."""
    return bool(((Y == 0) | (Y == 1)).all() and (Y.shape[1] == 1 or (Y.sum(axis=1) == 1).all()))


def classes(A):
    """The class of each row, `(N,)`: the largest output, or whether the only one is above a half."""
    return A.argmax(axis=1) if A.shape[1] > 1 else (A[:, 0] > 0.5).astype(int)


def _examples(net, X, Y):
    X, Y, _ = checked_problem(net, X, Y, "mse")  # the cost that takes any output and any target; it is not used
    if not are_classes(Y):
        raise ValueError(
            f"Y must hold classes, 0 and 1 with a single 1 in each row of several; got values from {Y.min():g} to "
            f"{Y.max():g}. Code the classes with nn.data.one_hot(labels)."
        )
    return X, Y
