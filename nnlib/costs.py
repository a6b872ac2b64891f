"""Costs: how wrong a prediction is, as one number, and where the error signal starts."""

import numpy as np

from nnlib import checks


class Cost:
    """What every cost offers: a name, the cost of each example, and delta, its slope in the output layer's Z.

    `outputs` names the output activations that the cost fits (None: any), `targets` the range that Y must lie in.
    """

    name: str
    outputs = None
    targets = (-np.inf, np.inf)

    def per_example(self, run, Y):
        """The cost of each example, summed over outputs: `(N,)`."""
        raise NotImplementedError

    def delta(self, run, Y, output):
        """The derivative of each example's own cost with respect to `run.Z[-1]`: `(N, n_out)`."""
        raise NotImplementedError

    def check(self, output, Y):
        """ValueError where the output activation or the targets do not fit this cost."""
        if self.outputs is not None and output.name not in self.outputs:
            raise ValueError(
                f"{self.name} needs an output layer with {' or '.join(self.outputs)}; got {output.name}. "
                f"Give the last layer activation {self.outputs[0]!r}, or use cost=nn.mse with {output.name}."
            )
        self._check_targets(Y)

    def _check_targets(self, Y):
        low, high = self.targets
        if Y.min() < low or Y.max() > high:
            raise ValueError(
                f"{self.name} needs targets Y between {low:g} and {high:g}; got {Y.min():g} to {Y.max():g}. "
                f"Code the classes as {low:g} and {high:g}."
            )

    def _same_shape(self, name, values, Y):
        values, Y = checks.table(name, values), checks.table("Y", Y)
        if values.shape != Y.shape:
            raise ValueError(
                f"{name} and Y must have the same shape; got {values.shape} and {Y.shape}. Reshape one of them."
            )
        self._check_targets(Y)
        return values, Y

    def __repr__(self):
        return self.name


class MeanSquaredError(Cost):
    """The mean over examples of the squared error summed over outputs, without a half.

    Call it with predictions and targets, both `(N, n_out)`; ValueError where they are not, or do not match.

    >>> mse([[1.0], [3.0]], [[1.0], [1.0]])
    2.0
    """

    name = "mse"

    def __call__(self, A, Y):
        A, Y = self._same_shape("A", A, Y)
        return float(_squares(A, Y).mean())

    def per_example(self, run, Y):
        return _squares(run.A[-1], Y)  # (N,)

    def delta(self, run, Y, output):
        return 2 * (run.A[-1] - Y) * output.df(run.Z[-1], run.A[-1])  # (N, n_out)


class CrossEntropy(Cost):
    """The mean over examples of -[y log a + (1 - y) log(1 - a)], a = sigmoid(z), summed over outputs.

    Call it with Z, the sums before the sigmoid, and targets, both `(N, n_out)`. It takes Z and not A because A is
    rounded: a = 1 - 1e-20 is stored as 1.0, and log(1 - a) is lost. ValueError where shapes differ or Y leaves [0, 1].

    >>> round(cross_entropy([[0.0]], [[1.0]]), 4), cross_entropy([[-10000.0]], [[1.0]])
    (0.6931, 10000.0)
    """

    name = "cross_entropy"
    outputs = ("sigmoid",)
    targets = (0.0, 1.0)

    def __call__(self, Z, Y):
        Z, Y = self._same_shape("Z", Z, Y)
        return float(_entropies(Z, Y).mean())

    def per_example(self, run, Y):
        return _entropies(run.Z[-1], Y)  # (N,)

    def delta(self, run, Y, output):
        return run.A[-1] - Y  # (N, n_out): the sigmoid's slope cancels against the logarithm's


def _squares(A, Y):
    return ((A - Y) ** 2).sum(axis=-1)  # (..., N)


def _entropies(Z, Y):
    # log(1 + e^z) - z y, rearranged so that exp never sees a positive number
    return (np.maximum(Z, 0) - Z * Y + np.log1p(np.exp(-np.abs(Z)))).sum(axis=-1)  # (..., N)


mse = MeanSquaredError()
cross_entropy = CrossEntropy()

COSTS = {cost.name: cost for cost in (mse, cross_entropy)}
