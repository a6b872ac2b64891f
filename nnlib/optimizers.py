"""Optimizers: the rule that turns a gradient into a step. What they remember stays outside their settings."""

import copy
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from nnlib import checks


class Optimizer:
    """What every optimizer offers: settings that do not change, and `start(theta)`, a stepper with a memory."""

    learning_rate: float | Callable

    def rate(self, epoch):
        """The learning rate at an epoch, which may be a fraction. ValueError for a schedule's odd answer."""
        if not callable(self.learning_rate):
            return self.learning_rate
        return checks.number("what learning_rate answers", self.learning_rate(epoch), 0)

    def start(self, theta):
        """A Stepper for parameters of theta's shape and dtype, at rest. ValueError for a theta of no floats."""
        raise NotImplementedError

    def _check(self, **numbers):
        """Keep the learning rate and other numbers as floats."""
        if not callable(self.learning_rate):
            numbers["learning_rate"] = checks.number("learning_rate", self.learning_rate, 0, above=True)
        else:
            mend = "Pass a schedule, such as nn.Cosine(0.1, epochs=50), or a number."
            checks.function("learning_rate", self.learning_rate, "epoch", mend=mend)
        checks.keep(self, **numbers)


def _floats(theta):
    """theta, where it is an array of floats that can be moved in place."""
    if isinstance(theta, np.ndarray) and theta.dtype.kind == "f" and theta.flags.writeable:
        return theta
    raise ValueError(
        f"theta must be an array of floats, which a step moves in place; got {checks.told(theta)}. Pass net.theta."
    )


class Stepper:
    """One run of an optimizer: its settings, and a memory of the steps so far.

    It treats all parameters alike, because `fit` may hand them over in another order than theta's.
    """

    def __init__(self, settings, theta):
        self.settings, self.shape = settings, _floats(theta).shape

    @np.errstate(all="ignore")
    def step(self, theta, gradient, epoch=0.0):
        """Move theta, `(P,)`, in place by one step against gradient, `(P,)`. ValueError where they do not fit."""
        if _floats(theta).shape != self.shape:
            raise ValueError(f"theta must have shape {self.shape}, as at start; got {theta.shape}. Start anew with it.")
        if not isinstance(gradient, np.ndarray) or gradient.dtype.kind not in "biuf":
            gradient = checks.array("gradient", gradient)
        if gradient.shape != self.shape:
            raise ValueError(f"gradient must have theta's shape, {self.shape}; got {gradient.shape}. Pass grad.theta.")
        self.move(theta, gradient * self.scale(epoch), epoch)

    def copy(self):
        """The same run with a memory of its own, to come back to."""
        twin = copy.copy(self)
        for name, value in vars(self).items():
            if isinstance(value, np.ndarray):
                setattr(twin, name, value.copy())
        return twin

    def scale(self, epoch):
        """What the gradient is multiplied by before `move`; the backward pass can do so where numbers are few."""
        return 1.0

    def move(self, theta, scaled, epoch):
        """Move theta in place, given the gradient times scale."""
        raise NotImplementedError


@dataclass(frozen=True)
class SGD(Optimizer):
    """Gradient descent, with a heavy ball's momentum (Polyak, 1964) or Nesterov's, which looks ahead (1983).

    velocity = momentum * velocity - learning_rate * gradient; theta += velocity. With `nesterov`, theta moves by
    momentum * velocity - learning_rate * gradient instead, with the new velocity.
    learning_rate is a number above 0 or a schedule. ValueError for settings that do not fit.

    >>> stepper = SGD(learning_rate=0.5).start(np.zeros(2))
    >>> theta = np.array([1.0, 1.0])
    >>> stepper.step(theta, np.array([1.0, -2.0]))
    >>> theta.tolist()
    [0.5, 2.0]
    """

    learning_rate: float | Callable
    momentum: float = 0.0
    nesterov: bool = False

    def __post_init__(self):
        self._check(momentum=checks.number("momentum", self.momentum, 0, 1))
        checks.instance("nesterov", self.nesterov, bool, "Pass nesterov=True or leave it out.")
        if self.nesterov and not self.momentum:
            raise ValueError("nesterov needs momentum to look ahead with; got momentum 0. Pass momentum=0.9.")

    def start(self, theta):
        return SGDStepper(self, theta)


class SGDStepper(Stepper):
    """A run of SGD; its memory is the velocity that the steps so far have left, where there is momentum."""

    def __init__(self, settings, theta):
        super().__init__(settings, theta)
        self.velocity = np.zeros_like(theta) if settings.momentum else None  # (P,)

    def scale(self, epoch):
        return self.settings.rate(epoch)

    def move(self, theta, scaled, epoch):
        momentum, velocity = self.settings.momentum, self.velocity
        if momentum:
            velocity *= momentum
            velocity -= scaled
        if self.settings.nesterov:
            theta += momentum * velocity - scaled
        elif momentum:
            theta += velocity
        else:
            theta -= scaled


@dataclass(frozen=True)
class Adam(Optimizer):
    """Steps measured in each parameter's own units (Kingma and Ba, 2015): mean gradient over root mean square.

    beta1 and beta2 say how slowly the two running means forget, epsilon keeps the quotient finite; both means start at
    zero and are corrected for it. ValueError for settings that do not fit.

    >>> stepper = Adam(learning_rate=0.1).start(np.zeros(2))
    >>> theta = np.zeros(2)
    >>> stepper.step(theta, np.array([100.0, -0.01]))
    >>> theta.round(6).tolist()
    [-0.1, 0.1]
    """

    learning_rate: float | Callable = 0.001
    beta1: float = 0.9
    beta2: float = 0.999
    epsilon: float = 1e-8

    def __post_init__(self):
        self._check(
            beta1=checks.number("beta1", self.beta1, 0, 1),
            beta2=checks.number("beta2", self.beta2, 0, 1),
            epsilon=checks.number("epsilon", self.epsilon, 0, above=True),
        )

    def start(self, theta):
        return AdamStepper(self, theta)


class AdamStepper(Stepper):
    """A run of Adam; its memory is both running means, and how many steps they hold."""

    def __init__(self, settings, theta):
        super().__init__(settings, theta)
        self.epsilon = max(settings.epsilon, np.finfo(theta.dtype).tiny)  # in float32 a smaller one would be 0
        self.steps, self.mean, self.square = 0, np.zeros_like(theta), np.zeros_like(theta)  # (P,) each

    def move(self, theta, scaled, epoch):
        beta1, beta2 = self.settings.beta1, self.settings.beta2
        self.steps += 1
        self.mean += (1 - beta1) * (scaled - self.mean)
        self.square += (1 - beta2) * (scaled * scaled - self.square)
        mean, square = self.mean / (1 - beta1**self.steps), self.square / (1 - beta2**self.steps)
        theta -= self.settings.rate(epoch) * mean / (np.sqrt(square) + self.epsilon)
