"""Costs: how wrong a prediction is, as one number, and where the error signal starts."""

import copy

import numpy as np

from nnlib import checks
from nnlib.activations import sigmoid, softmax


class Cost:
    """What every cost offers: a name, the cost of each example, and delta, its slope in the output layer's Z.

    `outputs` are the output activations that the cost fits (None: any), `targets` the range that Y must lie in;
    `from_sums` says that it is computed from Z alone, so that the output layer's activations are not needed.
    A cost plus a penalty, as in `nn.mse + nn.l2(0.01)`, is a cost again.
    """

    name: str
    outputs = None
    targets = (-np.inf, np.inf)
    penalties = ()
    from_sums = False

    def per_example(self, run, Y, output):
        """The cost of each example, summed over outputs: `(N,)`; `output` is the output layer's Activation."""
        raise NotImplementedError

    def delta(self, run, Y, output):
        """The derivative of each example's own cost with respect to `run.Z[-1]`: `(N, n_out)`, an array of its own."""
        raise NotImplementedError

    def penalty(self, W):
        """What the weights themselves cost: a number, or `(K,)` for K networks at once."""
        return sum(part.value(W) for part in self.penalties) if self.penalties else 0.0

    def check(self, output, Y):
        """ValueError where the output activation or the targets do not fit this cost."""
        if self.outputs is not None and output not in self.outputs:
            got = f"another activation named {output}" if output.name in map(str, self.outputs) else output
            raise ValueError(
                f"{self.name} needs an output layer with {' or '.join(map(str, self.outputs))}; got {got}. "
                f"Give the last layer activation {str(self.outputs[0])!r}, or use cost=nn.mse with {output}."
            )
        self._check_targets(Y, output)

    def _check_targets(self, Y, output=None):
        low, high = self.targets
        if Y.min() < low or Y.max() > high:
            raise ValueError(
                f"{self.name} needs targets Y between {low:g} and {high:g}; got {Y.min():g} to {Y.max():g}. "
                f"Code the classes as {low:g} and {high:g}."
            )

    def _same_shape(self, name, values, Y, output=None):
        if self.penalties:
            raise ValueError(
                f"{self.name} must be given weights, which predictions do not hold; got predictions. "
                f"Use net.cost(X, Y, cost=...)."
            )
        values, Y = checks.table(name, values), checks.table("Y", Y)
        if values.shape != Y.shape:
            raise ValueError(
                f"{name} and Y must have the same shape; got {values.shape} and {Y.shape}. Reshape one of them."
            )
        self._check_targets(Y, output)
        return values, Y

    def __add__(self, penalty):
        checks.instance("what is added to a cost", penalty, Penalty, "Add nn.l2(0.01) or nn.l1(0.01).")
        both = copy.copy(self)
        both.name, both.penalties = f"{self} + {penalty}", (*self.penalties, penalty)
        return both

    __radd__ = __add__

    def __repr__(self):
        return self.name


class MeanSquaredError(Cost):
    """The mean over examples of the squared error summed over outputs, without a half.

    Call it with predictions and targets, both `(N, n_out)`; ValueError where they are not, or do not match.

    >>> mse([[1.0], [3.0]], [[1.0], [1.0]])
    2.0
    """

    name = "mse"

    @np.errstate(all="ignore")
    def __call__(self, A, Y):
        A, Y = self._same_shape("A", A, Y)
        return float(_squares(A, Y).mean())

    def per_example(self, run, Y, output):
        return _squares(run.A[-1], Y)  # (N,)

    def delta(self, run, Y, output):
        slope = run.A[-1] - Y
        slope += slope  # sooner than 2 * slope
        return output.pull_back(slope, run.Z[-1], run.A[-1])  # (N, n_out)


class CrossEntropy(Cost):
    """How surprised the prediction is by the target, as a mean over examples (natural logarithms).

    After a sigmoid, each output is a yes or no of its own: -[y log a + (1 - y) log(1 - a)], summed over outputs. After
    a softmax, the outputs share one certainty: -Σ y log a, with targets that sum to 1 in each row.

    Call it with Z, the sums before the activation, and targets, both `(N, n_out)`. It takes Z and not A because A is
    rounded: a = 1 - 1e-20 is stored as 1.0, and log(1 - a) is lost. ValueError where shapes differ or Y does not fit.

    >>> round(cross_entropy([[0.0]], [[1.0]]), 4), cross_entropy([[-10000.0]], [[1.0]])
    (0.6931, 10000.0)
    >>> round(cross_entropy([[0.0, 0.0]], [[1.0, 0.0]], output="softmax"), 4)
    0.6931
    """

    name = "cross_entropy"
    outputs = (sigmoid, softmax)
    targets = (0.0, 1.0)
    from_sums = True

    @np.errstate(all="ignore")
    def __call__(self, Z, Y, output="sigmoid"):
        output = checks.named("output", getattr(output, "name", output), {f.name: f for f in self.outputs})
        Z, Y = self._same_shape("Z", Z, Y, output)
        return float((_surprise if output == softmax else _entropies)(Z, Y).mean())

    def per_example(self, run, Y, output):
        return (_surprise if output == softmax else _entropies)(run.Z[-1], Y)  # (N,)

    def delta(self, run, Y, output):
        return run.A[-1] - Y  # (N, n_out): the slope of sigmoid or softmax cancels against the logarithm's

    def _check_targets(self, Y, output=None):
        super()._check_targets(Y)
        if output == softmax and (wrong := np.abs(Y.sum(axis=-1) - 1) > 1e-4).any():
            row = int(np.argmax(wrong))
            raise ValueError(
                f"{self.name} needs targets Y that sum to 1 in each row after a softmax; "
                f"got {Y[row].sum():g} in row {row}. Code the classes with nn.data.one_hot(labels, classes)."
            )


class Penalty:
    """What large weights cost, added to any cost: `strength` times the sum of |W| (l1) or of W² (l2). Biases are free.

    >>> from nnlib import Network
    >>> Network([1, 1], "identity", theta=[3.0, 1.0]).cost([[0.0]], [[1.0]], cost=mse + l2(0.5))
    4.5
    """

    def __init__(self, name, strength, size, slope):
        self.name, self.strength = name, checks.number("strength", strength, 0)
        self._size, self._slope = size, slope

    def value(self, W):
        """The penalty of one network's weights, a number, or `(K,)` for K networks at once."""
        return self.strength * sum(self._size(W_l).sum(axis=(-2, -1)) for W_l in W)

    def slope(self, W_l):
        """Its derivative in one layer's weights, of their shape."""
        return self.strength * self._slope(W_l)

    def __add__(self, cost):
        if isinstance(cost, Cost):
            return cost + self
        raise ValueError(
            f"A penalty must be added to a cost; got {self} + {checks.told(cost)}. Write nn.mse + nn.{self}."
        )

    __radd__ = __add__

    def __repr__(self):
        return f"{self.name}({self.strength:g})"


def l1(strength):
    """The penalty strength · Σ|W|, which pushes each weight towards zero, a small one as hard as a large one.

    A step goes past zero where it is near, so weights end not at zero but about it, within learning rate · strength.
    ValueError for a strength below 0.
    """
    return Penalty("l1", strength, np.abs, np.sign)


def l2(strength):
    """The penalty strength · ΣW², without a half, which shrinks every weight. ValueError for a strength below 0."""
    return Penalty("l2", strength, np.square, lambda W: 2 * W)


def _squares(A, Y):
    return _over_outputs((A - Y) ** 2)  # (..., N)


def _entropies(Z, Y):
    # log(1 + e^z) - z y, rearranged so that exp never sees a positive number
    return _over_outputs(np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z))))  # (..., N)


def _surprise(Z, Y):
    # log Σ e^z - Σ z y, with the largest z taken from all: then nothing overflows, and the largest e^z is 1;
    # 1 + rest would round a small rest away, so the rest is summed alone, and log1p keeps its digits
    Z = np.asfortranarray(Z)  # one unit after the other, not one example: maxima and sums are found sooner so
    Z = Z - Z.max(axis=-1, keepdims=True)
    e = np.exp(Z)
    largest = e == 1
    rest = (e - largest).sum(axis=-1) + (np.count_nonzero(largest, axis=-1) - 1)
    return np.log1p(rest) - np.vecdot(Z, Y)  # (..., N)


def _over_outputs(values):
    # of one output, a view of it: to sum single numbers takes longer than to compute them
    return values[..., 0] if values.shape[-1] == 1 else values.sum(axis=-1)


mse = MeanSquaredError()
cross_entropy = CrossEntropy()

COSTS = {cost.name: cost for cost in (mse, cross_entropy)}
