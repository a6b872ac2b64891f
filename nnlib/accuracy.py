"""Accuracy: how many examples are put in the right class, where targets are classes."""

from nnlib.network import problem


def accuracy(net, X, Y):
    """The share of examples, 0 to 1, whose class net predicts. X is `(N, n_in)`, Y `(N, n_out)` holds 0 and 1 only.

    With one output the class is whether it is above 1/2; with several, which is the largest, and each row of Y has a
    single 1. ValueError where Y holds no classes, or arguments do not fit.

    >>> from nnlib import Network
    >>> accuracy(Network([1, 1], theta=[1.0, 0.0]), [[-2.0], [3.0], [4.0]], [[0.0], [1.0], [0.0]])
    0.6666666666666666
    """
    X, Y, _ = problem(net, X, Y, "mse")  # the cost that takes any output and any target; it is not used
    if not are_classes(Y):
        raise ValueError(
            f"Y must hold classes, 0 and 1 with a single 1 in each row of several; got values from {Y.min():g} to "
            f"{Y.max():g}. Code the classes with nn.data.one_hot(labels, classes)."
        )
    return float((classes(net.predict(X)) == classes(Y)).mean())


def are_classes(Y):
    """Whether targets `(N, n_out)` are classes: 0 and 1 only, and a single 1 in each row where there are several."""
    return bool(((Y == 0) | (Y == 1)).all() and (Y.shape[1] == 1 or (Y.sum(axis=1) == 1).all()))


def classes(A):
    """The class of each row, `(N,)`: the largest output, or whether the only one is above a half."""
    return A.argmax(axis=1) if A.shape[1] > 1 else A[:, 0] > 0.5
