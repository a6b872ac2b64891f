"""The record of a training: what was measured epoch by epoch, and why it stopped."""

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from nnlib import passes
from nnlib.metrics import are_classes, classes

GROWTH = 10  # a cost that ends this many times as high as it began, and higher than ever, is called diverging


@dataclass(frozen=True, eq=False, repr=False)
class History:
    """What happened during a fit. Entry k of each array is measured on all examples after epoch k, and entry 0 before.

    An array is None where it does not apply: `accuracy` where targets are not classes or outputs not probabilities, the
    validation arrays without validation data. With batches, `gradient_norm` is the mean over the epoch's batches, each
    measured before its own step.
    """

    cost: np.ndarray  # (epochs + 1,)
    gradient_norm: np.ndarray  # (epochs + 1,), the norm of the gradient
    accuracy: np.ndarray | None  # (epochs + 1,), the share of examples in the right class
    validation: np.ndarray | None  # (epochs + 1,), the cost of the validation data
    validation_accuracy: np.ndarray | None  # (epochs + 1,)
    path: np.ndarray | None  # (steps + 1, P), theta after each step
    epoch: int  # the one whose parameters net has; the last, unless patience went back to an earlier one
    steps: int  # how many were taken and kept
    stopped: str  # a sentence: why training ended, and what is wrong with the network, if something is
    diverged: bool  # the cost overflowed, or ended ten times as high as at the start and higher than ever

    def __repr__(self):
        costs = f"cost {self.cost[0]:.3g} -> {self.cost[self.epoch]:.3g}"
        return f"History({self.steps} steps, {costs}, stopped: {self.stopped})"


class Measured(NamedTuple):
    """What is measured after an epoch, under the names of History's arrays. None: it does not apply."""

    cost: float
    gradient_norm: float
    accuracy: float | None
    validation: float | None
    validation_accuracy: float | None


class Record:
    """What was measured after each epoch, and the parameters that training may go back to.

    `theta` is net's after `epoch`; `lowest` is net's after `epoch_of_lowest`, when the cost had its lowest value: the
    cost of the validation data, if there are any.
    """

    def __init__(self, net, cost, data, validation):
        self.net, self.cost, self.measured, self.diverged = net, cost, [], False
        self.data = (*data, _labels(net, data[1]))  # (X, Y, class labels or None)
        self.validation = None if validation is None else (*validation, _labels(net, validation[1]))
        self.start = self.theta = self.lowest = net.theta.copy()  # (P,)
        self.epoch = self.epoch_of_lowest = self.steps = 0
        self.lowest_cost = math.inf
        with np.errstate(over="ignore"):
            # of the targets: the mse of the best constant prediction, see has_grown
            self.variance = float(np.var(data[1], axis=0).sum())

    def add(self, steps, gradient_norm, run=None):
        """Measure net after another epoch. If its cost is not finite, go back to the epoch before and return False."""
        cost, accuracy = measure(self.net, *self.data, self.cost, run)
        validation = (None, None) if self.validation is None else measure(self.net, *self.validation, self.cost)
        if not math.isfinite(cost + gradient_norm):
            if not self.measured:
                raise ValueError(
                    f"The cost and its slope must be finite at the start; got a cost of {cost:g}. "
                    f"Start from smaller parameters, or standardise X with nn.data.standardise(X)."
                )
            self.net.theta = self.theta
            self.diverged = True
            return False
        # len(self.measured), before this epoch is appended, is its number
        self.theta, self.epoch, self.steps = self.net.theta.copy(), len(self.measured), steps
        self.measured.append(Measured(cost, gradient_norm, accuracy, *validation))
        return True

    def measure_again(self):
        """Replace the last measurement, because a callback has changed net."""
        last = self.measured.pop()
        cost = self.net.cost(*self.data[:2], self.cost)
        if not math.isfinite(cost):  # add would go back to the epoch before, without a word about the callback
            raise ValueError(
                f"The cost must be finite after the callback; got {cost:g}. Let it leave smaller numbers in net.theta."
            )
        self.add(self.steps, last.gradient_norm)

    def note_lowest(self):
        """Remember the last epoch if its cost is the lowest so far."""
        watched = self.measured[-1].cost if self.validation is None else self.measured[-1].validation
        if watched < self.lowest_cost:
            self.lowest_cost, self.epoch_of_lowest, self.lowest = watched, self.epoch, self.theta

    def go_back_to_lowest(self):
        """Give net the parameters of the epoch with the lowest cost."""
        self.net.theta, self.epoch = self.lowest, self.epoch_of_lowest

    def is_growing(self):
        """Whether the cost ended too high, though finite. False if training went back to an earlier epoch."""
        costs = [measured.cost for measured in self.measured]
        return self.epoch == len(costs) - 1 and has_grown(costs, self.variance)

    def history(self, stopped, path):
        """The History of all that was measured."""
        columns = zip(Measured._fields, zip(*self.measured, strict=True), strict=True)  # a row per epoch, turned
        return History(
            **{name: None if values[0] is None else np.array(values) for name, values in columns},
            path=None if path is None else np.array(path[: self.steps + 1]),  # without those of an overflowed epoch
            epoch=self.epoch,
            steps=self.steps,
            stopped=stopped,
            diverged=self.diverged or self.is_growing(),
        )


def has_grown(costs, variance):
    """Whether the last cost is the highest of all, far above the first, and above the variance."""
    high = max(GROWTH * costs[0], variance)  # after a fit that ended at 1e-30, 1e-5 is no divergence
    return costs[-1] == max(costs) and costs[-1] > high


def measure(net, X, Y, labels, cost, run=None):
    """The mean cost over all examples, and the share in the right class if they have labels; run is X's Forward."""
    total, right = 0.0, 0
    runs = passes.forward_in_slices(net.W, net.b, net.activations, X) if run is None else [(slice(None), run)]
    for rows, part in runs:
        total += float(cost.per_example(part, Y[rows], net.activations[-1]).sum())
        if labels is not None:
            right += np.count_nonzero(classes(part.A[-1]) == labels[rows])
    return total / len(Y) + float(cost.penalty(net.W)), None if labels is None else right / len(Y)


def _labels(net, Y):
    """The class of each example, `(N,)`, or None if the targets are not classes or the outputs not probabilities."""
    return classes(Y) if net.activations[-1].range == (0, 1) and are_classes(Y) else None
