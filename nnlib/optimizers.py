"""Optimizers: the rule that turns a gradient into a step. What they remember stays outside their settings."""

from dataclasses import dataclass

import numpy as np

from nnlib import checks


@dataclass(frozen=True)
class SGD:
    """Gradient descent, with a heavy ball's momentum (Polyak, 1964).

    velocity = momentum * velocity - learning_rate * gradient; theta += velocity.
    ValueError unless learning_rate > 0 and 0 <= momentum < 1.

    >>> stepper = SGD(learning_rate=0.5).start(np.zeros(2))
    >>> theta = np.array([1.0, 1.0])
    >>> stepper.step(theta, np.array([1.0, -2.0]))
    >>> theta.tolist()
    [0.5, 2.0]
    """

    learning_rate: float
    momentum: float = 0.0

    def __post_init__(self):
        checks.number("learning_rate", self.learning_rate, 0, above=True)
        checks.number("momentum", self.momentum, 0, 1)

    def start(self, theta):
        """A stepper for parameters of theta's shape, at rest."""
        return SGDStepper(self, np.zeros_like(theta))


class SGDStepper:
    """One run of SGD: the settings, and the velocity that the steps so far have left."""

    def __init__(self, settings, velocity):
        self.settings = settings
        self.velocity = velocity  # (P,)

    def step(self, theta, gradient):
        """Move theta, `(P,)`, in place by one step against gradient, `(P,)`."""
        self.velocity *= self.settings.momentum
        self.velocity -= self.settings.learning_rate * gradient
        theta += self.velocity
