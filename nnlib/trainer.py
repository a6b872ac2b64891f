"""One training under way: it measures, steps, keeps the last finite parameters, and writes down what it found."""

import math
import sys
from typing import NamedTuple

import numpy as np

from nnlib.accuracy import are_classes, classes
from nnlib.history import History
from nnlib.passes import Forward, backward, forward, mean_cost

LENGTHS = 32  # batches of an epoch, at most, whose gradient's length is taken; of all, that would be dear


class Measured(NamedTuple):
    """What is kept of the examples of one measurement, or of several together."""

    A: np.ndarray  # (n, n_out), of the output layer
    Z: np.ndarray | None  # (n, n_out), where the cost is computed from it
    index: np.ndarray | None  # (n,): which rows of X; None: all
    penalty: float
    norm: float | None  # the gradient's length, where it was taken


class Means(NamedTuple):
    """The mean cost and gradient's length of what was measured, and the share of right predictions."""

    cost: float
    norm: float
    right: float | None


class Trainer:
    """The state of one fit. `batches()` draws an epoch's batches; None: all examples in each step.

    An epoch of batches runs without a check at each step; one check is made at its end. Only where something was not
    finite, the epoch is run again from its start with a check at each step, to find the step that must be taken back.
    """

    def __init__(self, net, X, Y, cost, optimizer, batches, most, keep_path):
        self.net, self.X, self.Y, self.cost = net, X, Y, cost
        self.optimizer, self.draw, self.most = optimizer, batches, sys.maxsize if most is None else most
        self.W, self.b, self.output = net.W, net.b, net.activations[-1]  # W and b are views: they follow theta
        meaningful = self.output.name in ("sigmoid", "softmax") and are_classes(Y)
        self.labels = classes(Y) if meaningful else None  # (N,)
        self.stepper, self.gradient = optimizer.start(net.theta), None
        self.before, self.place = net.theta.copy(), 0.0  # theta before the last step, and that step's epoch
        self.batches = None if batches is None else batches()  # of the epoch that comes next
        self.steps, self.diverged, self.means = 0, "", None
        self.costs, self.norms, self.accuracies, self.validations, self.validation_accuracies = [], [], [], [], []
        self.path = [net.theta.copy()] if keep_path else None

    def epoch(self, epoch):
        """Train for one epoch, or only measure where epoch is 0. False where it diverged."""
        if self.draw is not None and epoch > 0:
            self.through_batches(epoch)
        else:
            if epoch > 0:
                self.step(epoch - 1)
            self.check(self.measure(None if self.draw is None else self.batches[0]))
        return not self.diverged

    def through_batches(self, epoch):
        """Measure and step, batch by batch."""
        if epoch > 1:
            self.batches = self.draw()
        count = min(len(self.batches), self.most - self.steps)
        places = [epoch - 1 + i / len(self.batches) for i in range(count)]
        theta, stepper = self.net.theta.copy(), self.stepper.copy()
        before, place = self.before.copy(), self.place
        try:
            self.means = self.mean(_together(self.run(places)))
        except BaseException:  # an interrupt, or a schedule's odd answer: no step of this epoch has been checked yet
            if not np.isfinite(self.net.theta).all():
                np.copyto(self.net.theta, theta)
            raise
        if self.is_finite():
            return
        np.copyto(self.net.theta, theta)
        self.stepper, self.before, self.place = stepper, before, place
        self.forget(count)
        measured = self.run(places, checked=True)
        if not self.diverged:
            self.means = self.mean(_together(measured))

    def run(self, places, *, checked=False):
        """A step at each place, with its batch: all that was Measured; checked, until something is not finite."""
        measured, every = [], 1 if checked else math.ceil(len(places) / LENGTHS)
        for i, place in enumerate(places):
            scale = None if i % every == 0 else self.stepper.scale(place)
            measured.append(self.measure(self.batches[i], scale))
            if checked and not self.check(measured[-1]):
                break
            self.step(place, scaled=scale is not None, keep=checked or place == places[-1])
        return measured

    def measure(self, index=None, scale=None):
        """The forward and the backward pass of the examples in index, or of all: what was Measured.

        With a scale the gradient is multiplied by it on the way, where that costs nothing, and its length is not taken.
        """
        W, activations, Y = self.W, self.net.activations, _rows(self.Y, index)
        run = forward(W, self.b, activations, _rows(self.X, index))
        self.gradient = backward(W, activations, run, Y, self.cost, self.gradient, 1.0 if scale is None else scale)
        Z = run.Z[-1] if self.cost.from_sums else None
        norm = _length(self.gradient.theta) if scale is None else None
        return Measured(run.A[-1], Z, index, self.cost.penalty(W), norm)

    def step(self, place, *, scaled=False, keep=True):
        """A step against the gradient measured last; `keep` what theta was, so that it can be taken back."""
        if keep:
            np.copyto(self.before, self.net.theta)
        go = self.stepper.move if scaled else self.stepper.step
        go(self.net.theta, self.gradient.theta, place)
        self.steps, self.place = self.steps + 1, place
        if self.path is not None:
            self.path.append(self.net.theta.copy())

    def forget(self, steps):
        """Strike the last steps from the record."""
        self.steps -= steps
        if self.path is not None:
            del self.path[len(self.path) - steps :]

    def mean(self, measured):
        """The Means over what was Measured."""
        A, Z, index, penalty, norm = measured
        each = self.cost.per_example(Forward([Z], [A]), _rows(self.Y, index), self.output)  # (n,)
        cost = float(each.sum(dtype=np.float64)) / len(each) + penalty
        if self.labels is None:
            return Means(cost, norm, None)
        return Means(cost, norm, np.count_nonzero(classes(A) == _rows(self.labels, index)) / len(each))

    def is_finite(self):
        """Whether the means and the parameters are."""
        return math.isfinite(self.means.cost + self.means.norm + _length(self.net.theta))

    def check(self, measured):
        """Take the means, and where something is not finite the last step back. Whether all was finite."""
        self.means = self.mean(measured)
        if self.is_finite():
            return True
        if self.steps == 0:
            raise ValueError(
                f"The cost and its slope must be finite at the start; got a cost of {self.means.cost:g}. "
                f"Start from smaller parameters, or standardise X with nn.data.standardise(X)."
            )
        np.copyto(self.net.theta, self.before)
        rate = self.optimizer.rate(self.place)
        self.diverged = (
            f"diverged at step {self.steps}: the learning rate {rate:.3g} is too high for this slope; "
            f"the last finite parameters are kept; try {rate / 2:.3g} or less"
        )
        self.forget(1)
        return False

    def record(self, judged):
        """Write down the epoch's means, and what the validation data cost: a float, None where there are none."""
        self.costs.append(self.means.cost)
        self.norms.append(self.means.norm)
        self.accuracies.append(self.means.right)
        if judged is None:
            return None
        X, Y = judged
        run = forward(self.W, self.b, self.net.activations, X)
        value = float(mean_cost(self.W, self.net.activations, run, Y, self.cost))
        if not self.validations and not math.isfinite(value):
            raise ValueError(
                f"The validation cost must be finite at the start; got {value:g}. "
                f"Bring the validation data to the training data's scale with scaling.apply(X)."
            )
        self.validations.append(value)
        if self.labels is not None and are_classes(Y):
            self.validation_accuracies.append(float((classes(run.A[-1]) == classes(Y)).mean()))
        return value

    def end(self):
        """With batches the last step has not been measured yet: do so, with one batch. Whether it was finite."""
        return self.draw is None or bool(self.diverged) or self.steps == 0 or self.check(self.measure(self.batches[0]))

    def history(self, stopped):
        """The History, and why training stopped, unless it diverged."""
        return History(
            cost=np.array(self.costs),
            gradient_norm=np.array(self.norms),
            accuracy=None if self.labels is None else np.array(self.accuracies),
            validation=np.array(self.validations) if self.validations else None,
            validation_accuracy=np.array(self.validation_accuracies) if self.validation_accuracies else None,
            path=None if self.path is None else np.array(self.path),
            steps=self.steps,
            stopped=self.diverged or stopped,
            diverged=bool(self.diverged),
        )


def _rows(table, index):
    """The rows of an array that index names, and all where it is None."""
    return table if index is None else table.take(index, axis=0)


def _together(parts):
    """Several Measured as one: arrays one below the other, numbers as means over examples."""
    A, Z, index, penalty, norm = zip(*parts, strict=True)
    N = np.array([len(part) for part in index])
    taken = [i for i, length in enumerate(norm) if length is not None]
    return Measured(
        np.concatenate(A),
        None if Z[0] is None else np.concatenate(Z),
        np.concatenate(index),
        float(np.average(penalty, weights=N)),
        float(np.average([norm[i] for i in taken], weights=N[taken])),
    )


def _length(vector):
    """The Euclidean length, a float; where the squares leave the floats, by a slower way that does not need them."""
    square = float(vector.dot(vector))
    return math.sqrt(square) if 0 < square < math.inf else float(np.hypot.reduce(vector))
