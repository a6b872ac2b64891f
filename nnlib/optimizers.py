"""Optimizers: the rule that turns a gradient into a step.

An optimizer is any object with `step(theta, gradient, epoch)`, which moves theta, `(P,)`, in place. Write your own:

>>> class SignDescent:
...     def step(self, theta, gradient, epoch):
...         theta -= 0.01 * np.sign(gradient)

and pass `optimizer=SignDescent()` to `nn.fit`. If it also has `start(theta)`, fit calls that first and trains with the
result. The optimizers of this file use it to give each training a state of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from nnlib import arguments


class Optimizer:
    """What SGD and Adam share: a learning rate that may depend on the epoch, and a start with a fresh state."""

    learning_rate: float | Callable

    def start(self, theta):
        """A copy with the same settings and a fresh state (its fields with init=False), for a new training.

        theta is there for optimizers that need its shape; these do not.
        """
        return replace(self)

    def rate(self, epoch):
        """The learning rate at an epoch. Within an epoch of several batches, the epoch is a fraction."""
        if not callable(self.learning_rate):
            return float(self.learning_rate)
        return arguments.number("the learning rate that the schedule returns", self.learning_rate(epoch), 0)

    def _check_rate(self):
        if not callable(self.learning_rate):
            arguments.number("learning_rate", self.learning_rate, 0, above=True)


@dataclass(eq=False)  # == of arrays would be an array, and not true or false
class SGD(Optimizer):
    """Gradient descent, with momentum (Polyak, 1964) or Nesterov's momentum (1983) if you like.

    velocity = momentum * velocity - learning_rate * gradient; theta += velocity. With `nesterov`, theta is the place to
    which the momentum is about to carry it, so that the gradient is taken there. Then theta moves by
    momentum * velocity - learning_rate * gradient, with the new velocity (lesson 13).

    learning_rate is a number above 0 or a schedule, a function of the epoch.
    Raises ValueError if the learning rate is not above 0, the momentum is not in [0, 1), or nesterov has no momentum.

    >>> theta = np.array([1.0, 1.0])
    >>> SGD(learning_rate=0.5).step(theta, np.array([1.0, -2.0]))
    >>> theta.tolist()
    [0.5, 2.0]
    """

    learning_rate: float | Callable
    momentum: float = 0.0
    nesterov: bool = False
    velocity: np.ndarray | float = field(default=0.0, init=False, repr=False)  # the state, (P,)

    def __post_init__(self):
        self._check_rate()
        arguments.number("momentum", self.momentum, 0, 1)
        if self.nesterov and not self.momentum:
            raise ValueError("nesterov needs momentum to look ahead with; got momentum 0. Pass momentum=0.9.")

    def step(self, theta, gradient, epoch=0.0):
        """Move theta, `(P,)`, in place by one step against gradient, `(P,)`."""
        move = -self.rate(epoch) * gradient
        if self.momentum:
            self.velocity = self.momentum * self.velocity + move
            move = self.momentum * self.velocity + move if self.nesterov else self.velocity
        theta += move


@dataclass(eq=False)
class Adam(Optimizer):
    """Adam divides a running mean of each slope by the root of a running mean of its square (Kingma and Ba, 2015).

    So every parameter gets steps of its own size. beta1 and beta2 are the decay rates of the two means, and epsilon
    keeps the quotient finite. Both means start at zero, which biases them; `step` corrects that.
    Raises ValueError if the learning rate or epsilon is not above 0, or beta1 or beta2 is not in [0, 1).

    The first step is learning_rate long in each parameter, however large or small its slope:

    >>> theta = np.zeros(2)
    >>> Adam(learning_rate=0.1).step(theta, np.array([100.0, -0.01]))
    >>> theta.round(6).tolist()
    [-0.1, 0.1]
    """

    learning_rate: float | Callable = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8
    steps: int = field(default=0, init=False, repr=False)
    mean: np.ndarray | float = field(default=0.0, init=False, repr=False)  # of the gradients, (P,)
    mean_square: np.ndarray | float = field(default=0.0, init=False, repr=False)  # of their squares, (P,)

    def __post_init__(self):
        self._check_rate()
        arguments.number("beta1", self.beta1, 0, 1)
        arguments.number("beta2", self.beta2, 0, 1)
        arguments.number("epsilon", self.epsilon, 0, above=True)

    def step(self, theta, gradient, epoch=0.0):
        """Move theta, `(P,)`, in place by one step against gradient, `(P,)`."""
        self.steps += 1
        self.mean = self.beta1 * self.mean + (1 - self.beta1) * gradient
        self.mean_square = self.beta2 * self.mean_square + (1 - self.beta2) * gradient**2
        # The slopes so far are in the mean with weights that sum to 1 - beta1**steps; dividing makes them sum to 1.
        mean_hat = self.mean / (1 - self.beta1**self.steps)
        square_hat = self.mean_square / (1 - self.beta2**self.steps)
        theta -= self.rate(epoch) * mean_hat / (np.sqrt(square_hat) + self.epsilon)


OPTIMIZERS = {"sgd": SGD(learning_rate=0.5), "adam": Adam()}  # safe to share: a training starts with a copy
