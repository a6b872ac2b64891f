"""Learning-rate schedules: functions of the epoch, to be passed as an optimizer's learning_rate."""

import math
from dataclasses import dataclass

from nnlib import arguments


@dataclass(frozen=True)
class StepDecay:
    """`rate`, multiplied by `factor` after each `every` epochs.

    Raises ValueError if `rate` is not above 0, `every` is not a whole number from 1, or `factor` is not in (0, 1).

    >>> falling = StepDecay(0.4, every=10)
    >>> falling(0), falling(9.9), falling(10), falling(25)
    (0.4, 0.4, 0.2, 0.1)
    """

    rate: float
    every: int
    factor: float = 0.5

    def __post_init__(self):
        arguments.number("rate", self.rate, 0, above=True)
        arguments.whole("every", self.every, 1)
        arguments.number("factor", self.factor, 0, 1, above=True)

    def __call__(self, epoch):
        return self.rate * self.factor ** (arguments.number("epoch", epoch, 0) // self.every)


@dataclass(frozen=True)
class Cosine:
    """From `rate` down to `final` over `epochs` along half a cosine (Loshchilov and Hutter, 2017), then `final`.

    Raises ValueError if `rate` is not above 0, `epochs` is not a whole number from 1, or `final` is not in [0, rate).

    >>> [round(Cosine(0.4, epochs=10)(epoch), 4) for epoch in (0, 5, 10, 11)]
    [0.4, 0.2, 0.0, 0.0]
    """

    rate: float
    epochs: int
    final: float = 0.0

    def __post_init__(self):
        arguments.number("rate", self.rate, 0, above=True)
        arguments.whole("epochs", self.epochs, 1)
        arguments.number("final", self.final, 0, self.rate)

    def __call__(self, epoch):
        done = min(arguments.number("epoch", epoch, 0) / self.epochs, 1.0)
        return self.final + (self.rate - self.final) * (1 + math.cos(math.pi * done)) / 2
