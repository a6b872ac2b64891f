"""One training under way: it measures, steps, keeps the last finite parameters, and writes down what it found."""

import math
from itertools import chain
from typing import NamedTuple

import numpy as np

from nnlib import layout
from nnlib.accuracy import are_classes, classes
from nnlib.history import History
from nnlib.passes import Forward, backward, empty_gradient, forward, mean_cost

LENGTHS = 32  # batches of an epoch, at most, whose gradient's length is taken; of all, that would be dear
SMALLEST = float(np.finfo(np.float32).tiny)  # below it a float32 loses digits
LARGE_BATCH = 16  # examples from which on products are faster with W in column-major order


class Means(NamedTuple):
    """The mean cost and gradient's length of what was measured, and the share of right predictions."""

    cost: float
    norm: float
    right: float | None


class Trainer:
    """The state of one fit. With a batch size, each step uses so many examples, drawn by rng; with None, all.

    An epoch of batches runs without a check at each step; one check is made at its end. Only where something was not
    finite, the epoch is run again from its start with a check at each step, to find the step that must be taken back.
    Until its end, its parameters are a copy of the network's, in the order in which its products are fastest.
    """

    def __init__(self, net, X, Y, cost, optimizer, batch_size, rng, most, keep_path):
        self.net, self.X, self.Y, self.cost = net, X, Y, cost
        self.optimizer, self.rng, self.most = optimizer, rng, most
        self.batch_size, self.output = batch_size, net.activations[-1]
        column_major = batch_size is not None and batch_size >= LARGE_BATCH
        self.theta = net.theta if batch_size is None else layout.empty(net.sizes, net.theta.dtype)  # (P,)
        self.W, self.b = layout.views(self.theta, net.sizes, column_major=column_major)
        self.copy_from_net()
        meaningful = self.output.name in ("sigmoid", "softmax") and are_classes(Y)
        self.labels = classes(Y) if meaningful else None  # (N,)
        self.gradient = empty_gradient(net.sizes, net.theta.dtype, column_major=column_major)
        self.stepper = optimizer.start(self.theta)
        self.before, self.place = self.theta.copy(), 0.0  # theta before the last step, and that step's epoch
        self.index, self.targets = self.drawn()  # (N,) and (N, n_out): of the epoch that comes next
        self.steps, self.diverged, self.means = 0, "", None
        self.costs, self.norms, self.accuracies, self.validations, self.validation_accuracies = [], [], [], [], []
        self.path = [layout.flat(self.W, self.b)] if keep_path else None

    def drawn(self):
        """The order of all examples in an epoch, None for as they are, and their targets, copied in this order.

        The inputs, often far larger, are copied batch by batch: each is then still near when it is used.
        """
        if self.batch_size is None:
            return None, self.Y
        index = self.rng.permutation(len(self.Y))
        return index, self.Y.take(index, axis=0)

    def batch(self, i):
        """The rows of X and the targets of an epoch's i-th batch."""
        if self.batch_size is None:
            return self.index, self.targets
        rows = slice(i * self.batch_size, (i + 1) * self.batch_size)
        return self.index[rows], self.targets[rows]

    def copy_from_net(self):
        """Copy the network's parameters, which a callback may have changed, into the epoch's own."""
        for part, found in zip(chain(self.W, self.b), chain(self.net.W, self.net.b), strict=True):
            part[...] = found

    def copy_to_net(self):
        """Copy the epoch's parameters into the network."""
        self.net.theta[:] = layout.flat(self.W, self.b)

    def epoch(self, epoch):
        """Train for one epoch, or only measure where epoch is 0. False where it diverged."""
        if self.batch_size is not None and epoch > 0:
            self.through_batches(epoch)
        else:
            if epoch > 0:
                self.step(epoch - 1)
            self.measure_first()
        return not self.diverged

    def measure_first(self):
        """Measure and check all examples or, with batches, the first."""
        batch = self.batch(0)
        self.accepts(self.measure(*batch), *batch)

    def measure_moved(self):
        """Measure again, after a callback has changed the network's parameters."""
        self.copy_from_net()
        if not self.finds_finite(*self.batch(0)):
            raise ValueError(
                f"The cost and its slope must be finite after the callback; got a cost of {self.means.cost:g}. "
                f"Let it leave smaller parameters in net.theta."
            )

    def through_batches(self, epoch):
        """Measure and step, batch by batch."""
        if epoch > 1:
            self.index, self.targets = self.drawn()
        count = math.ceil(len(self.Y) / self.batch_size)
        places = [epoch - 1 + i / count for i in range(min(count, self.most - self.steps))]
        self.copy_from_net()
        stepper, before, place = self.stepper.copy(), self.before.copy(), self.place
        try:
            self.run(places)
            if not self.is_finite():
                self.copy_from_net()
                self.stepper, self.before, self.place = stepper, before, place
                self.forget(len(places))
                self.run(places, checked=True)
                if not (self.diverged or self.is_finite()):
                    self.measure_first()  # the last step, after which no batch was measured
        finally:  # an interrupt, or a schedule's odd answer, may come after a step that nothing has checked
            if np.isfinite(self.theta).all():
                self.copy_to_net()

    def run(self, places, *, checked=False):
        """A step at each place, with its batch, and the means over all; checked, until something is not finite."""
        measured, last, every = [], len(places) - 1, 1 if checked else math.ceil(len(places) / LENGTHS)
        for i, place in enumerate(places):
            index, Y = self.batch(i)
            scale = None if (last - i) % every == 0 else self.stepper.scale(place)
            measured.append(self.measure(index, Y, scale))
            if checked and not self.accepts(measured[-1], index, Y):
                return
            if scale is None:
                self.step(place, keep=checked or i == last)
            else:
                self.stepper.move(self.theta, self.gradient.theta, place)
                self.count()
        together = _together(measured)
        n = len(together[0])
        self.means = self.mean(together, self.index[:n], self.targets[:n])

    def measure(self, index, Y, scale=None):
        """The forward and the backward pass of the rows of X in index, None for all, and their targets.

        What is kept of it, for `mean`: the output's activations, its sums where the cost is computed from them, the
        penalty, and the gradient's length. With a scale the gradient is multiplied by it on the way, where that costs
        nothing, and its length is not taken.
        """
        run = forward(self.W, self.b, self.net.activations, self.X if index is None else self.X.take(index, axis=0))
        backward(self.W, self.net.activations, run, Y, self.cost, self.gradient, scale)
        Z = run.Z[-1] if self.cost.from_sums else None
        norm = _length(self.gradient.theta) if scale is None else None
        return run.A[-1], Z, self.cost.penalty(self.W), norm

    def step(self, place, *, keep=True):
        """A step against the gradient measured last; `keep` what theta was, so that the step can be taken back."""
        if keep:
            np.copyto(self.before, self.theta)
            self.place = place
        slopes = self.gradient.theta
        slopes *= self.stepper.scale(place)
        self.stepper.move(self.theta, slopes, place)
        self.count()

    def count(self):
        """Write down that a step was made, and where it led."""
        self.steps += 1
        if self.path is not None:
            self.path.append(layout.flat(self.W, self.b))

    def forget(self, steps):
        """Strike the last steps from the record."""
        self.steps -= steps
        if self.path is not None:
            del self.path[len(self.path) - steps :]

    def mean(self, measured, index, Y):
        """The Means over what was measured of the rows of X in index, with targets Y."""
        A, Z, penalty, norm = measured
        each = self.cost.per_example(Forward([Z], [A]), Y, self.output)  # (n,)
        cost = float(each.sum(dtype=np.float64)) / len(each) + penalty
        if self.labels is None:
            return Means(cost, norm, None)
        labels = self.labels if index is None else self.labels[index]
        return Means(cost, norm, np.count_nonzero(classes(A) == labels) / len(each))

    def is_finite(self):
        """Whether the means and the parameters are."""
        return math.isfinite(self.means.cost + self.means.norm + _length(self.theta))

    def finds_finite(self, index, Y):
        """Measure, and take the means. Whether all was finite."""
        self.means = self.mean(self.measure(index, Y), index, Y)
        return self.is_finite()

    def accepts(self, measured, index, Y):
        """Take the means, and where something is not finite the last step back. Whether all was finite."""
        self.means = self.mean(measured, index, Y)
        if self.is_finite():
            return True
        if self.steps == 0:
            raise ValueError(
                f"The cost and its slope must be finite at the start; got a cost of {self.means.cost:g}. "
                f"Start from smaller parameters, or standardise X with nn.data.standardise(X)."
            )
        np.copyto(self.theta, self.before)
        rate = self.optimizer.rate(self.place)
        why, then = f"the learning rate {rate:.3g} is too high for this slope", f"try {rate / 2:.3g} or less"
        if not self.finds_finite(index, Y):
            why, then = "its batch had no finite cost before it either", f"look for huge numbers in X and Y, or {then}"
        self.diverged = f"diverged at step {self.steps}: {why}; the last finite parameters are kept; {then}"
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
        """With batches the last step has not been measured yet: do so, with one batch."""
        if self.batch_size is not None and not self.diverged and self.steps > 0:
            self.copy_from_net()
            self.measure_first()
            self.copy_to_net()

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


def _together(parts):
    """What was measured of several batches as one: arrays one below the other, numbers as means over examples."""
    A, Z, penalty, norm = zip(*parts, strict=True)
    N = np.array([len(a) for a in A])
    taken = [i for i, length in enumerate(norm) if length is not None]
    return (
        np.concatenate(A),
        None if Z[0] is None else np.concatenate(Z),
        float(np.average(penalty, weights=N)),
        float(np.average([norm[i] for i in taken], weights=N[taken])),
    )


def _length(vector):
    """The Euclidean length, a float; where the squares leave the floats, by a slower way that does not need them."""
    square = float(vector.dot(vector))
    return math.sqrt(square) if SMALLEST < square < math.inf else float(np.hypot.reduce(vector))
