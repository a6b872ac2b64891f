"""Training: measure the slope, take a step, repeat, and say why it stopped."""

from dataclasses import dataclass

import numpy as np

from nnlib import checks
from nnlib.costs import mse
from nnlib.network import problem
from nnlib.optimizers import SGD
from nnlib.passes import cost_and_gradient

DEFAULT = SGD(learning_rate=0.5)  # frozen, so that sharing it between calls is safe


@dataclass(frozen=True, eq=False, repr=False)
class History:
    """What happened during a fit.

    `cost` and `gradient_norm` are `(steps + 1,)`, the start included; `path` is `(steps + 1, P)` or None;
    `stopped` says why training ended; `diverged` tells whether that was because numbers grew past all bounds.
    """

    cost: np.ndarray
    gradient_norm: np.ndarray
    path: np.ndarray | None
    stopped: str
    diverged: bool

    @property
    def steps(self):
        """How many steps were taken and kept."""
        return len(self.cost) - 1

    def __repr__(self):
        return f"History({self.steps} steps, cost {self.cost[0]:.3g} -> {self.cost[-1]:.3g}, stopped: {self.stopped})"


def fit(net, X, Y, *, cost=mse, optimizer=DEFAULT, epochs=200, stop_below=None, keep_path=False):
    """Train net in place by full-batch gradient descent and return the History.

    X is `(N, n_in)`, Y is `(N, n_out)`; an epoch is one step with all examples. Training ends after `epochs` steps, or
    as soon as the cost is below `stop_below`, or when it diverges: then net keeps the last parameters whose cost and
    slope were finite. ValueError for arguments that do not fit, or where the cost is not finite at the start.

    >>> from nnlib import Network
    >>> net = Network([1, 1], "identity")
    >>> fit(net, [[0.0], [1.0]], [[1.0], [3.0]], epochs=500, stop_below=1e-6)
    History(30 steps, cost 5 -> 7.92e-07, stopped: the cost fell below 1e-06 at step 30)
    """
    X, Y, cost = problem(net, X, Y, cost)
    epochs = checks.whole("epochs", epochs, 0)
    if stop_below is not None:
        stop_below = checks.number("stop_below", stop_below)
    checks.instance("optimizer", optimizer, SGD, "Pass optimizer=nn.SGD(0.5).")

    theta = net.theta  # (P,), the storage itself: steps happen in place
    stepper = optimizer.start(theta)
    gradient = None  # step 0 measures the start, before any step is taken
    costs, norms, path = [], [], []
    stopped, diverged = f"all {epochs} epochs done", False
    with np.errstate(all="ignore"):  # an overflow is told in words, below
        for step in range(epochs + 1):
            before = theta.copy()
            if step > 0:
                stepper.step(theta, gradient)
            value, gradient = cost_and_gradient(net, X, Y, cost)
            if not (np.isfinite(value) and np.isfinite(gradient).all() and np.isfinite(theta).all()):
                theta[:] = before
                stopped, diverged = _divergence(step, value, optimizer.learning_rate), True
                break
            costs.append(value)
            norms.append(np.hypot.reduce(gradient))  # hypot, because a sum of squares would overflow too early
            if keep_path:
                path.append(theta.copy())
            if stop_below is not None and value < stop_below:
                stopped = f"the cost fell below {stop_below:g} at step {step}"
                break
    return History(np.array(costs), np.array(norms), np.array(path) if keep_path else None, stopped, diverged)


def _divergence(step, value, rate):
    if step == 0:
        raise ValueError(
            f"The cost and its slope must be finite at the start; got a cost of {value:g}. "
            f"Start from smaller parameters, or standardise X with nn.data.standardise(X)."
        )
    return (
        f"diverged at step {step}: the learning rate {rate:.3g} is too high for this slope; "
        f"the last finite parameters are kept; try {rate / 2:.3g} or less"
    )
