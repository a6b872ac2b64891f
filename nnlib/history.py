"""What a training leaves behind: its costs epoch by epoch, and why it stopped."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False, repr=False)
class History:
    """What happened during a fit. Arrays are `(epochs + 1,)`, the start included.

    With all examples in each step, an epoch is one step, and entry k is measured after k steps. With batches, entry 0
    is the first batch's before any step, and entry k the mean over the batches of epoch k, each before its own step.
    Where patience ended training, net is of an earlier epoch, as `stopped` says; the arrays go on to the last.

    `cost`, and `gradient_norm`, the length of the gradient (where an epoch has many batches, of 32 of them at most,
    evenly spread); `accuracy`, the share of examples put in the right class, or None where targets are no classes or
    outputs no probabilities; `validation` and `validation_accuracy`, the same of the validation data after each epoch,
    or None; `path`, `(steps + 1, P)`, theta after each step, or None; `steps` taken and kept; `stopped` says why
    training ended; `diverged` tells whether that was because numbers grew past all bounds.
    """

    cost: np.ndarray
    gradient_norm: np.ndarray
    accuracy: np.ndarray | None
    validation: np.ndarray | None
    validation_accuracy: np.ndarray | None
    path: np.ndarray | None
    steps: int
    stopped: str
    diverged: bool

    def __repr__(self):
        return f"History({self.steps} steps, cost {self.cost[0]:.3g} -> {self.cost[-1]:.3g}, stopped: {self.stopped})"
