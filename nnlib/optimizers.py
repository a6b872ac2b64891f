"""Optimizers: the rule that turns a gradient into a step.

An optimizer is any object with `step(theta, gradient, epoch)`, which moves theta, `(P,)`, in place. Write your own:

>>> class SignDescent:
...     def step(self, theta, gradient, epoch):
...         theta -= 0.01 * np.sign(gradient)

and pass `optimizer=SignDescent()` to `nn.fit`. If it also has `start(theta)`, fit calls that first and trains with the
result. The optimizers of this file use it to give each training a memory of its own.
"""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from nnlib import validation


class Optimizer:
    """What SGD and Adam share: a learning rate that may depend on the epoch, and a start without memory."""

    learning_rate: float | Callable

    def start(self, theta):
        """A copy with the same settings that remembers no steps, for a new run on theta."""
        return replace(self)

    def rate(self, epoch):
        """The learning rate at an epoch. Within an epoch of several batches, the epoch is a fraction."""
        if not callable(self.learning_rate):
            return float(self.learning_rate)
        return validation.number("the learning rate that the schedule returns", self.learning_rate(epoch), 0)

    def _check_rate(self):
        if not callable(self.learning_rate):
            validation.number("learning_rate", self.learning_rate, 0, above=True)


@dataclass(eq=False)
class SGD(Optimizer):
    """Gradient descent, with momentum (Polyak, 1964) or Nesterov's momentum (1983) if you like.

    velocity = momentum * velocity - learning_rate * gradient; theta += velocity. With `nesterov`, theta instead moves
    by momentum * velocity - learning_rate * gradient, with the new velocity: it looks one step ahead.
    learning_rate is a number above 0 or a schedule, a function of the epoch. ValueError for settings that do not fit.

    >>> theta = np.array([1.0, 1.0])
    >>> SGD(learning_rate=0.5).step(theta, np.array([1.0, -2.0]))
    >>> theta.tolist()
    [0.5, 2.0]
    """

    learning_rate: float | Callable
    momentum: float = 0.0
    nesterov: bool = False
    velocity: np.ndarray | float = field(default=0.0, init=False, repr=False)  # the memory, (P,)

    def __post_init__(self):
        self._check_rate()
        validation.number("momentum", self.momentum, 0, 1)
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
    """Steps measured in each parameter's own units (Kingma and Ba, 2015): mean gradient over root mean square.

    beta1 and beta2 say how slowly the two running means forget; epsilon keeps the quotient finite. Both means start at
    zero, and are corrected for that. ValueError for settings that do not fit.

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
    square: np.ndarray | float = field(default=0.0, init=False, repr=False)  # of their squares, (P,)

    def __post_init__(self):
        self._check_rate()
        validation.number("beta1", self.beta1, 0, 1)
        validation.number("beta2", self.beta2, 0, 1)
        validation.number("epsilon", self.epsilon, 0, above=True)

    def step(self, theta, gradient, epoch=0.0):
        """Move theta, `(P,)`, in place by one step against gradient, `(P,)`."""
        self.steps += 1
        self.mean = self.beta1 * self.mean + (1 - self.beta1) * gradient
        self.square = self.beta2 * self.square + (1 - self.beta2) * gradient**2
        mean, square = self.mean / (1 - self.beta1**self.steps), self.square / (1 - self.beta2**self.steps)
        theta -= self.rate(epoch) * mean / (np.sqrt(square) + self.epsilon)


OPTIMIZERS = {"sgd": SGD(learning_rate=0.5), "adam": Adam()}
