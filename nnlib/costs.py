"""Costs: how wrong a prediction is, as one number, and the slope where backpropagation starts."""

import copy

import numpy as np

from nnlib import validation
from nnlib.activations import sigmoid, softmax
from nnlib.penalties import Penalty


class Cost:
    """What every cost has: a name, the cost of each example, and delta, its slope in the output layer's Z.

    `outputs` are the output activations that the cost works with (None: any), and Y must lie within `targets`.
    A cost plus a penalty, as in `nn.mse + nn.l2(0.01)`, is a cost again.
    """

    name: str
    outputs = None
    targets = (-np.inf, np.inf)
    penalties = ()

    def per_example(self, run, Y, output):
        """The cost of each example, summed over outputs, `(N,)`, after `run`, the Forward of their forward pass.

        `output` is the output layer's Activation.
        """
        raise NotImplementedError

    def delta(self, run, Y, output):
        """The slope of each example's own cost in `run.Z[-1]`, `(N, n_out)`."""
        raise NotImplementedError

    def mean(self, run, Y, output, W):
        """The mean cost over examples, plus the penalties on W."""
        return self.per_example(run, Y, output).mean(axis=-1) + self.penalty(W)

    def penalty(self, W):
        """What the weights themselves cost: 0 without a penalty."""
        return sum(penalty.value(W) for penalty in self.penalties)

    def check(self, output, Y):
        """ValueError if the output activation or the targets do not fit this cost."""
        if self.outputs is not None and output not in self.outputs:
            raise ValueError(
                f"{self.name} needs an output layer with {' or '.join(map(str, self.outputs))}; got {output}. "
                f"Give the last layer activation {str(self.outputs[0])!r}, or use cost=nn.mse with {output}."
            )
        low, high = self.targets
        if Y.min() < low or Y.max() > high:
            raise ValueError(
                f"{self.name} needs targets Y between {low:g} and {high:g}; got {Y.min():g} to {Y.max():g}. "
                f"Code the classes as {low:g} and {high:g}."
            )

    def _pair(self, name, values, Y):
        """Predictions (or sums) and targets as checked arrays of one shape, for a call of the cost itself."""
        if self.penalties:
            raise ValueError(f"{self.name} needs the weights too; got predictions. Use net.cost(X, Y, cost=...).")
        values, Y = validation.table(name, values), validation.table("Y", Y)
        if values.shape != Y.shape:
            raise ValueError(f"{name} and Y must have the same shape; got {values.shape} and {Y.shape}. Reshape one.")
        return values, Y

    def __add__(self, penalty):
        validation.instance("what is added to a cost", penalty, Penalty, "Add nn.l2(0.01) or nn.l1(0.01).")
        both = copy.copy(self)
        both.name, both.penalties = f"{self} + {penalty}", (*self.penalties, penalty)
        return both

    __radd__ = __add__

    def __repr__(self):
        return self.name


class MeanSquaredError(Cost):
    """The mean over examples of the squared error summed over outputs, without a half.

    Call it with predictions and targets, both `(N, n_out)`. ValueError if they do not match.

    >>> mse([[1.0], [3.0]], [[1.0], [1.0]])
    2.0
    """

    name = "mse"

    @np.errstate(all="ignore")
    def __call__(self, A, Y):
        return float(_squares(*self._pair("A", A, Y)).mean())

    def per_example(self, run, Y, output):
        return _squares(run.A[-1], Y)  # (N,)

    def delta(self, run, Y, output):
        return output.pull_back(2 * (run.A[-1] - Y), run.Z[-1], run.A[-1])  # (N, n_out)


class CrossEntropy(Cost):
    """How surprised the prediction is by the target, as a mean over examples (natural logarithms).

    After a sigmoid, each output answers its own yes-or-no question: -[y log a + (1 - y) log(1 - a)], summed over
    outputs. After a softmax, the outputs share one certainty: -Σ y log a, with targets that sum to 1 in each row.

    Call it with Z, the sums before the activation, and targets, both `(N, n_out)`. It takes Z and not A because A is
    rounded: a = 1 - 1e-20 is stored as 1.0, and log(1 - a) is lost. ValueError if they do not match.

    >>> round(cross_entropy([[0.0]], [[1.0]]), 4), cross_entropy([[-10000.0]], [[1.0]])
    (0.6931, 10000.0)
    >>> round(cross_entropy([[0.0, 0.0]], [[1.0, 0.0]], output="softmax"), 4)
    0.6931
    """

    name = "cross_entropy"
    outputs = (sigmoid, softmax)
    targets = (0.0, 1.0)

    @np.errstate(all="ignore")
    def __call__(self, Z, Y, output="sigmoid"):
        output = validation.named("output", str(output), {f.name: f for f in self.outputs})
        Z, Y = self._pair("Z", Z, Y)
        self.check(output, Y)
        return float(_surprise(Z, Y, output).mean())

    def per_example(self, run, Y, output):
        return _surprise(run.Z[-1], Y, output)  # (N,)

    def delta(self, run, Y, output):
        return run.A[-1] - Y  # (N, n_out): the slope of sigmoid or softmax cancels against the logarithm's

    def check(self, output, Y):
        super().check(output, Y)
        if output == softmax and (wrong := np.abs(Y.sum(axis=-1) - 1) > 1e-4).any():
            row = int(np.argmax(wrong))
            raise ValueError(
                f"{self.name} needs targets Y that sum to 1 in each row after a softmax; "
                f"got {Y[row].sum():g} in row {row}. Code the classes with nn.data.one_hot(labels, classes)."
            )


def _squares(A, Y):
    return ((A - Y) ** 2).sum(axis=-1)  # (..., N)


def _surprise(Z, Y, output):
    """The cross-entropy of each example, `(..., N)`, rearranged so that exp never sees a positive number."""
    if output == softmax:  # log Σ e^z - Σ z y; subtracting the largest z from all changes nothing, because Σ y = 1
        Z = Z - Z.max(axis=-1, keepdims=True)
        return _log_of_sum(np.exp(Z)) - (Z * Y).sum(axis=-1)
    return (np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z)))).sum(axis=-1)  # log(1 + e^z) - z y


def _log_of_sum(e):
    # 1 + rest would round a small rest away, so the largest, which is 1, is left out of the sum, and log1p adds it
    largest = e.argmax(axis=-1)[..., np.newaxis]
    np.put_along_axis(e, largest, 0, axis=-1)
    return np.log1p(e.sum(axis=-1))


mse = MeanSquaredError()
cross_entropy = CrossEntropy()

COSTS = {cost.name: cost for cost in (mse, cross_entropy)}
