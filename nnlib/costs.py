"""Costs: how wrong a prediction is, as one number, and the slope where backpropagation starts.

A cost gets `run`, the Forward that `net.forward(X)` returned: `run.Z` and `run.A` are the lists of all layers' sums and
activations (see `nnlib/passes.py`), so `run.A[-1]` holds the predictions, `(N, n_out)`.
"""

import copy

import numpy as np

from nnlib import arguments
from nnlib.activations import sigmoid, softmax
from nnlib.penalties import Penalty


class Cost:
    """What every cost has: a name, the cost of each example, and delta, where backpropagation starts.

    `output_activations` are the output layer's activation functions that the cost works with (None: any), and Y must
    lie within `target_range`. A cost plus a penalty, as in `nn.mse + nn.l2(0.01)`, is a cost again.
    """

    name: str
    words: str  # what figures call it
    output_activations = None
    target_range = (-np.inf, np.inf)
    penalties = ()

    def per_example(self, run, Y, output_activation):
        """The cost of each example, summed over outputs: `(N,)`, or `(K, N)` for K networks. Y is `(N, n_out)`."""
        raise NotImplementedError

    def delta(self, run, Y, output_activation):
        """Row i is the derivative of example i's own cost with respect to `run.Z[-1][i]`, `(N, n_out)`.

        Nothing is divided by N yet.
        """
        raise NotImplementedError

    def mean(self, run, Y, output_activation, W):
        """The mean cost over examples, plus the penalties on W."""
        return self.per_example(run, Y, output_activation).mean(axis=-1) + self.penalty(W)

    def penalty(self, W):
        """What the weights themselves cost: 0 without a penalty."""
        return sum(penalty.value(W) for penalty in self.penalties)

    def check(self, output_activation, Y):
        """Raises ValueError if this cost does not work with the output activation, or Y is outside `target_range`."""
        wanted = self.output_activations
        if wanted is not None and output_activation not in wanted:
            raise ValueError(
                f"{self.name} needs an output layer with {' or '.join(map(str, wanted))}; got {output_activation}. "
                f"Give the last layer activation {str(wanted[0])!r}, or use cost=nn.mse with {output_activation}."
            )
        low, high = self.target_range
        if Y.min() < low or Y.max() > high:
            raise ValueError(
                f"{self.name} needs targets Y between {low:g} and {high:g}; got {Y.min():g} to {Y.max():g}. "
                f"Code the classes as {low:g} and {high:g}."
            )

    def _checked_pair(self, name, values, Y):
        """Check that predictions (or sums) and targets fit each other, and return both as arrays."""
        if self.penalties:
            raise ValueError(f"{self.name} needs the weights too; got predictions. Use net.cost(X, Y, cost=...).")
        values, Y = arguments.table(name, values), arguments.table("Y", Y)
        if values.shape != Y.shape:
            raise ValueError(f"{name} and Y must have the same shape; got {values.shape} and {Y.shape}. Reshape one.")
        return values, Y

    def __add__(self, penalty):
        arguments.instance("what is added to a cost", penalty, Penalty, "Add nn.l2(0.01) or nn.l1(0.01).")
        combined = copy.copy(self)
        combined.name = f"{self} + {penalty}"
        combined.words = f"{self.words} + {penalty}"
        combined.penalties = (*self.penalties, penalty)
        return combined

    __radd__ = __add__  # so that l2 + mse works too

    def __repr__(self):
        return self.name


class MeanSquaredError(Cost):
    """The mean over examples of the squared error summed over outputs, without a half.

    Call it with predictions and targets, both `(N, n_out)`. Raises ValueError if their shapes differ.

    >>> mse([[1.0], [3.0]], [[1.0], [1.0]])
    2.0
    """

    name = "mse"
    words = "mean squared error"

    @np.errstate(all="ignore")
    def __call__(self, A, Y):
        A, Y = self._checked_pair("A", A, Y)
        return float(_squares(A, Y).mean())

    def per_example(self, run, Y, output_activation):
        return _squares(run.A[-1], Y)  # (N,)

    def delta(self, run, Y, output_activation):
        dC_dA = 2 * (run.A[-1] - Y)  # (N, n_out)
        return output_activation.pull_back(dC_dA, run.Z[-1], run.A[-1])  # (N, n_out)


class CrossEntropy(Cost):
    """Minus the logarithm of the probability that the network gives to the right answer, as a mean over examples.

    With sigmoid outputs, each output answers a yes-or-no question of its own, and the cost of an example is
    -[y log a + (1 - y) log(1 - a)], summed over the outputs. With a softmax, the outputs are the probabilities of the
    classes, and the cost is -Σ y log a; the targets in each row must sum to 1. Logarithms are natural.

    Call it with Z, the sums before the activation, and targets, both `(N, n_out)`. It takes Z and not A because A is
    rounded: a = 1 - 1e-20 is stored as 1.0, and log(1 - a) is lost. Raises ValueError if the shapes of Z and Y differ,
    or a target is not between 0 and 1.

    >>> round(cross_entropy([[0.0]], [[1.0]]), 4), cross_entropy([[-10000.0]], [[1.0]])
    (0.6931, 10000.0)
    >>> round(cross_entropy([[0.0, 0.0]], [[1.0, 0.0]], output="softmax"), 4)
    0.6931
    """

    name = "cross_entropy"
    words = "cross-entropy"
    output_activations = (sigmoid, softmax)
    target_range = (0.0, 1.0)

    @np.errstate(all="ignore")
    def __call__(self, Z, Y, output="sigmoid"):
        output_activation = arguments.named("output", str(output), {f.name: f for f in self.output_activations})
        Z, Y = self._checked_pair("Z", Z, Y)
        self.check(output_activation, Y)
        return float(_cross_entropy(Z, Y, output_activation).mean())

    def per_example(self, run, Y, output_activation):
        return _cross_entropy(run.Z[-1], Y, output_activation)  # (N,)

    def delta(self, run, Y, output_activation):
        return run.A[-1] - Y  # (N, n_out): the slope of sigmoid or softmax cancels against the logarithm's

    def check(self, output_activation, Y):
        super().check(output_activation, Y)
        wrong = np.abs(Y.sum(axis=-1) - 1) > 1e-4
        if output_activation == softmax and wrong.any():
            row = int(np.argmax(wrong))
            raise ValueError(
                f"{self.name} needs targets Y that sum to 1 in each row after a softmax; "
                f"got {Y[row].sum():g} in row {row}. Code the classes with nn.data.one_hot(labels, classes)."
            )


def _squares(A, Y):
    return ((A - Y) ** 2).sum(axis=-1)  # (..., N)


def _cross_entropy(Z, Y, output_activation):
    """The cross-entropy of each example, `(..., N)`, rearranged so that exp cannot overflow."""
    if output_activation == softmax:
        # -Σ y log(e^z / Σ e^z) = log Σ e^z - Σ z y, because Σ y = 1. For the same reason, subtracting the largest z
        # from all of them changes nothing.
        Z = Z - Z.max(axis=-1, keepdims=True)
        return _log_of_sum(np.exp(Z)) - (Z * Y).sum(axis=-1)
    # With a = 1 / (1 + e^-z), the cost is log(1 + e^z) - z y, and log(1 + e^z) = max(z, 0) + log(1 + e^-|z|).
    return (np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z)))).sum(axis=-1)


def _log_of_sum(e):  # overwrites e
    # The largest e is exactly 1, so log Σ e = log(1 + rest). Adding a rest of 1e-20 to 1 would round it away; log1p
    # takes the rest alone and keeps it.
    largest = e.argmax(axis=-1)[..., np.newaxis]
    np.put_along_axis(e, largest, 0, axis=-1)
    return np.log1p(e.sum(axis=-1))


mse = MeanSquaredError()
cross_entropy = CrossEntropy()

COSTS = {cost.name: cost for cost in (mse, cross_entropy)}
