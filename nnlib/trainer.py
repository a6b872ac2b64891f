"""One training under way: it measures, steps, keeps the last finite parameters, and writes down what it found."""

import copy
import math
from typing import NamedTuple

import numpy as np

from nnlib.accuracy import are_classes, classes
from nnlib.history import History
from nnlib.passes import Forward, backward, forward, mean_cost

LENGTHS = 32  # batches of an epoch, at most, whose gradient's length is taken; of all, that would be dear


class Seen(NamedTuple):
    """What is kept of one measurement, or of several together."""

    Z: np.ndarray  # (n, n_out), of the output layer
    A: np.ndarray  # (n, n_out)
    index: np.ndarray | None  # (n,): which rows of X; None: all
    penalty: float
    norm: float | None  # the gradient's length, where it was taken


class Trainer:
    """The state of one fit. `batches()` draws an epoch's batches; None: all examples in each step.

    An epoch of batches is run boldly: whether all was finite is asked when it ends. Only where it was not, the epoch
    is run again from its start and with care, to find the step that led astray; so nobody else pays for the question.
    """

    def __init__(self, net, X, Y, cost, optimizer, batches, most, keep_path):
        self.net, self.X, self.Y, self.cost = net, X, Y, cost
        self.optimizer, self.batches, self.most = optimizer, batches, most
        self.W, self.b, self.output = net.W, net.b, net.activations[-1]  # W and b are views: they follow theta
        meaningful = self.output.name in ("sigmoid", "softmax") and are_classes(Y)
        self.labels = classes(Y) if meaningful else None  # (N,)
        self.stepper = optimizer.start(net.theta)
        self.before = net.theta.copy()  # theta before the last step
        self.gradient, self.scaled = None, False  # the last gradient, and whether the stepper's scale is in it
        self.steps, self.stopped, self.diverged = 0, "", False
        self.means = None  # of the last epoch: cost, gradient's length, share of right predictions
        self.costs, self.norms, self.accuracies, self.validations, self.validation_accuracies = [], [], [], [], []
        self.path = [net.theta.copy()] if keep_path else None

    def epoch(self, epoch):
        """Train for one epoch, or only measure where epoch is 0. False where it diverged."""
        if self.batches is None or epoch == 0:
            if epoch > 0:
                self.step(epoch - 1)
            return self.finite(self.measure(None if self.batches is None else self.batches()[0])) or self.back_out()
        batches = self.batches()
        places = [epoch - 1 + i / len(batches) for i in range(min(len(batches), self.most - self.steps))]
        begun = self.net.theta.copy(), copy.deepcopy(self.stepper), self.before.copy()
        if self.finite(_together(self.run(batches, places))):
            return True
        self.net.theta, self.stepper, self.before = begun
        self.forget(len(places))
        seen = self.run(batches, places, careful=True)
        if not self.diverged:
            self.finite(_together(seen))  # for the means over the whole epoch
        return not self.diverged

    def run(self, batches, places, *, careful=False):
        """Measure and step, batch by batch, and answer all that was Seen; with care, only while it is finite."""
        seen, every = [], 1 if careful else math.ceil(len(places) / LENGTHS)
        for i, (index, place) in enumerate(zip(batches, places, strict=False)):
            seen.append(self.measure(index, None if i % every == 0 else self.stepper.scale(place)))
            if careful and not self.finite(seen[-1]):
                self.back_out()
                break
            self.step(place, remember=careful or place == places[-1])
        return seen

    def measure(self, index=None, scale=None):
        """The forward and the backward pass of the examples in index, or of all: what was Seen.

        With a scale the gradient is multiplied by it on the way, where that costs nothing, and its length is not taken.
        """
        W, activations, Y = self.W, self.net.activations, _rows(self.Y, index)
        run = forward(W, self.b, activations, _rows(self.X, index))
        self.scaled = scale is not None
        self.gradient = backward(W, activations, run, Y, self.cost, self.gradient, scale if self.scaled else 1.0)
        norm = None if self.scaled else _length(self.gradient.theta)
        return Seen(run.Z[-1], run.A[-1], index, self.cost.penalty(W), norm)

    def step(self, epoch, *, remember=True):
        """One step against the gradient measured last; epoch may be a fraction."""
        if remember:
            np.copyto(self.before, self.net.theta)
        go = self.stepper.move if self.scaled else self.stepper.step
        go(self.net.theta, self.gradient.theta, epoch)
        self.steps += 1
        if self.path is not None:
            self.path.append(self.net.theta.copy())

    def forget(self, steps):
        """Strike the last steps from the record."""
        self.steps -= steps
        if self.path is not None:
            del self.path[len(self.path) - steps :]

    def finite(self, seen):
        """Whether cost, gradient and parameters are finite. The means over what was Seen are kept."""
        Z, A, index, penalty, norm = seen
        each = self.cost.per_example(Forward([Z], [A]), _rows(self.Y, index), self.output)  # (n,)
        cost, right = float(each.sum()) / len(each) + penalty, None
        if self.labels is not None:
            right = np.count_nonzero(classes(A) == _rows(self.labels, index)) / len(each)
        self.means = cost, norm, right
        return math.isfinite(cost + norm + _length(self.net.theta))

    def back_out(self):
        """Take the last step back, and say what happened in words. False, for training ends here."""
        if self.steps == 0:
            raise ValueError(
                f"The cost and its slope must be finite at the start; got a cost of {self.means[0]:g}. "
                f"Start from smaller parameters, or standardise X with nn.data.standardise(X)."
            )
        np.copyto(self.net.theta, self.before)
        self.forget(1)
        rate = self.optimizer.rate(len(self.costs) - 1)
        self.stopped = (
            f"diverged at step {self.steps + 1}: the learning rate {rate:.3g} is too high for this slope; "
            f"the last finite parameters are kept; try {rate / 2:.3g} or less"
        )
        self.diverged = True
        return False

    def record(self, judged):
        """Close the epoch: write down its means and what the validation data cost; answer the cost to be watched."""
        cost, norm, right = self.means
        self.costs.append(cost)
        self.norms.append(norm)
        self.accuracies.append(right)
        if judged is None:
            return self.costs[-1]
        X, Y = judged
        run = forward(self.W, self.b, self.net.activations, X)
        self.validations.append(float(mean_cost(self.W, self.net.activations, run, Y, self.cost)))
        if self.labels is not None and are_classes(Y):
            self.validation_accuracies.append(float((classes(run.A[-1]) == classes(Y)).mean()))
        return self.validations[-1]

    def history(self, stopped):
        """The History. With batches the last step was not measured yet: it is now, on one batch."""
        if self.batches is not None and not self.diverged and self.steps:
            self.finite(self.measure(self.batches()[0])) or self.back_out()
        return History(
            cost=np.array(self.costs),
            gradient_norm=np.array(self.norms),
            accuracy=None if self.labels is None else np.array(self.accuracies),
            validation=np.array(self.validations) if self.validations else None,
            validation_accuracy=np.array(self.validation_accuracies) if self.validation_accuracies else None,
            path=None if self.path is None else np.array(self.path),
            steps=self.steps,
            stopped=self.stopped or stopped,
            diverged=self.diverged,
        )


def _rows(table, index):
    """The rows of an array that index names, and all where it is None."""
    return table if index is None else table.take(index, axis=0)


def _together(parts):
    """Several Seen as one: arrays one below the other, numbers as means over examples."""
    Z, A, index, penalty, norm = zip(*parts, strict=True)
    N = np.array([len(part) for part in index])
    taken = [i for i, length in enumerate(norm) if length is not None]
    return Seen(
        np.concatenate(Z),
        np.concatenate(A),
        np.concatenate(index),
        float(np.average(penalty, weights=N)),
        float(np.average([norm[i] for i in taken], weights=N[taken])),
    )


def _length(vector):
    """The Euclidean length, a float; where the squares leave the floats, by a slower way that does not need them."""
    square = float(vector.dot(vector))
    return math.sqrt(square) if 0 < square < math.inf else float(np.hypot.reduce(vector))
