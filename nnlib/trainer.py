"""One training under way: it measures, steps, keeps the last finite parameters, and writes down what it found."""

import math

import numpy as np

from nnlib.accuracy import are_classes, classes
from nnlib.history import History
from nnlib.passes import cost_and_gradient, forward, mean_cost


class Trainer:
    """The state of one fit. `batches()` draws an epoch's batches; None: all examples in each step."""

    def __init__(self, net, X, Y, cost, optimizer, batches, most, keep_path):
        self.net, self.X, self.Y, self.cost = net, X, Y, cost
        self.optimizer, self.batches, self.most = optimizer, batches, most
        self.W, self.b = net.W, net.b  # views: they follow theta
        meaningful = net.activations[-1].name in ("sigmoid", "softmax") and are_classes(Y)
        self.labels = classes(Y) if meaningful else None  # (N,)
        self.stepper = optimizer.start(net.theta)
        self.before, self.gradient = net.theta.copy(), None  # theta before the last step, and the last gradient
        self.steps, self.stopped, self.diverged = 0, "", False
        self.seen = []  # of this epoch, batch by batch: how many examples, cost, gradient's length, prediction, index
        self.costs, self.norms, self.accuracies, self.validations, self.validation_accuracies = [], [], [], [], []
        self.path = [net.theta.copy()] if keep_path else None

    def epoch(self, epoch):
        """Train for one epoch, or only measure where epoch is 0. False where it diverged."""
        if self.batches is None:
            if epoch > 0:
                self.step(epoch - 1)
            return self.measure()
        batches = self.batches()
        for i, index in enumerate(batches):
            if not self.measure(index):
                return False
            if epoch == 0 or self.steps >= self.most:
                break
            self.step(epoch - 1 + i / len(batches))
        return True

    def measure(self, index=None):
        """Cost and gradient of the examples in index, or of all, to be recorded. False where one is not finite."""
        X, Y = _rows(self.X, index), _rows(self.Y, index)
        activations, theta = self.net.activations, self.net.theta
        run, value, self.gradient = cost_and_gradient(self.W, self.b, activations, X, Y, self.cost, self.gradient)
        norm = _length(self.gradient.theta)
        if not math.isfinite(value + norm + _length(theta)):
            self.back_out(value)
            return False
        self.seen.append((len(X), value, norm, run.A[-1], index))
        return True

    def step(self, epoch):
        """One step against the gradient measured last; epoch may be a fraction."""
        np.copyto(self.before, self.net.theta)
        self.stepper.step(self.net.theta, self.gradient.theta, epoch)
        self.steps += 1
        if self.path is not None:
            self.path.append(self.net.theta.copy())

    def back_out(self, value):
        """Take the last step back, and say what happened in words."""
        if self.steps == 0:
            raise ValueError(
                f"The cost and its slope must be finite at the start; got a cost of {value:g}. "
                f"Start from smaller parameters, or standardise X with nn.data.standardise(X)."
            )
        np.copyto(self.net.theta, self.before)
        if self.path is not None:
            self.path.pop()
        rate = self.optimizer.rate(len(self.costs) - 1)
        self.stopped = (
            f"diverged at step {self.steps}: the learning rate {rate:.3g} is too high for this slope; "
            f"the last finite parameters are kept; try {rate / 2:.3g} or less"
        )
        self.steps, self.diverged = self.steps - 1, True

    def record(self, judged):
        """Close the epoch: write down its means and what the validation data cost; answer the cost to be watched."""
        N, cost, norm, A, index = zip(*self.seen, strict=True)
        self.seen = []
        self.costs.append(_mean(cost, N))
        self.norms.append(_mean(norm, N))
        if self.labels is not None:
            labels = _rows(self.labels, None if index[0] is None else np.concatenate(index))
            self.accuracies.append(float((classes(np.concatenate(A)) == labels).mean()))
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
            self.measure(self.batches()[0])
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


def _mean(values, weights):
    """The weighted mean; of one value it is that very value."""
    return values[0] if len(values) == 1 else float(np.average(values, weights=weights))


def _length(vector):
    """The Euclidean length, a float; where the squares leave the floats, by a slower way that does not need them."""
    square = float(vector @ vector)
    return math.sqrt(square) if 0 < square < math.inf else float(np.hypot.reduce(vector))
