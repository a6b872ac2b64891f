"""Descent: one neuron's data and fit beside its cost over (w, b), and the path that gradient descent takes there."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib import checks
from nnlib.costs import COSTS
from nnlib.widgets.base import (
    STATIC,
    Checked,
    Disagreement,
    Table,
    Widget,
    interval,
    number,
    numbers,
    one_of,
    text,
    whole,
)

MOST_STEPS = 200  # as far as the path is drawn
KIND = ("identity", "sigmoid")  # linear, logistic


def drawn_step(name, value):
    """A check for a drawn step: (), or its end (w, b) and its number k."""
    if isinstance(value, (list, tuple)) and not value:
        return ()
    if not isinstance(value, (list, tuple)) or len(value) != 3:
        raise ValueError(f"{name} must be (w, b, k) or (); got {checks.told(value)}. Pass the end of step k.")
    w, b, k = value
    return (*numbers(2, 2)(name, (w, b)), checks.whole(f"{name}[2]", k, 1, MOST_STEPS))


def turned(name, value):
    """A check for the way the surface is turned: two angles."""
    azimuth, elevation = numbers(2, 2)(name, value)
    if not 0.12 <= elevation <= 1.5:
        wanted = f"{name} must be (azimuth, elevation) in radians, the elevation from 0.12 to 1.5"
        raise ValueError(f"{wanted}; got {checks.told(value)}. Pass (-0.65, 0.62), as at first.")
    return azimuth, elevation


class Descent(Widget):
    """Drag the marble, the weight, the bias or the learning rate; the fit, the cost's map and the path follow.

    X and Y are `(N,)` or `(N, 1)`; activation and cost are names of nnlib's; `start` is the marble's first (w, b);
    `steps` is how many steps it has rolled since, 0 to 200; `w_range` and `b_range` are what the map shows;
    `view` is "map", "surface" (3-D), "fog" (only the slope underfoot is seen) or "both" (both costs of a logistic
    neuron); `turn` is how the surface is turned, its azimuth and elevation in radians; `guess` is (w, b, k), where the
    reader draws the end of step k before it is taken, or (). Every trait is synced: what the reader drags, the next
    cell can read. ValueError for values that do not fit.

    >>> d = Descent([0.0, 1.0], [1.0, 3.0], activation="identity", cost="mse", learning_rate=0.25, steps=1)
    >>> d
    Descent(2 examples, identity, mse, start=(0.0, 0.0), learning_rate=0.25, momentum=0.0, steps=1)
    >>> d.theta
    (0.75, 1.0)
    """

    _esm = STATIC / "descent.js"
    _surface3d = traitlets.Unicode().tag(sync=True)  # three.js and the 3-D view, imported when it is first opened

    X = Table(columns=1)
    Y = Table(columns=1)
    activation = Checked(one_of(KIND), "sigmoid")
    cost = Checked(one_of(COSTS), "cross_entropy")
    start = Checked(numbers(2, 2), (0.0, 0.0))
    learning_rate = Checked(number(0, above=True), 0.1)
    momentum = Checked(number(0, 1), 0.0)
    steps = Checked(whole(0, MOST_STEPS), 0)
    w_range = Checked(interval, (-6.0, 4.0))
    b_range = Checked(interval, (-5.0, 5.0))
    inputs = Checked(text, "x")
    target = Checked(text, "y")
    view = Checked(one_of(("map", "surface", "fog", "both")), "map")
    turn = Checked(turned, (-0.65, 0.62))
    guess = Checked(drawn_step, ())

    @traitlets.default("_surface3d")
    def _program(self):
        return (STATIC / "surface3d.js").read_text(encoding="utf8")

    def __init__(self, X, Y, **traits):
        super().__init__(X=X, Y=Y, **traits)

    @traitlets.default("about")
    def _about(self):
        return (
            f"A neuron is fitted to {self.target} against {self.inputs} by gradient descent; drag the marble on the "
            "map of its cost."
        )

    @traitlets.validate("X", "Y", "activation", "cost")
    def _agree(self, proposal):
        """Data, activation and cost that fit each other: nnlib's own door judges.

        Several are changed together inside `with descent.hold_trait_notifications():`.
        """
        name, value = proposal["trait"].name, proposal["value"]
        of = {"X": self.X, "Y": self.Y, "activation": self.activation, "cost": self.cost, name: value}
        try:
            nn.Network([1, 1], of["activation"]).cost(of["X"], of["Y"], cost=of["cost"])
        except ValueError as error:
            raise Disagreement(str(error)) from None
        return value

    @property
    def net(self):
        """The neuron at the start: theta is (w, b)."""
        return nn.Network([1, 1], self.activation, theta=self.start)

    def run(self):
        """nnlib's History of this very path, from the start through the steps rolled so far."""
        rule = nn.SGD(self.learning_rate, momentum=self.momentum)
        return nn.fit(self.net, self.X, self.Y, cost=self.cost, optimizer=rule, epochs=self.steps, keep_path=True)

    @property
    def theta(self):
        """Where the marble lies: (w, b) after the steps rolled so far."""
        return tuple(self.run().path[-1].tolist())

    @property
    def guessed(self):
        """How many times as long the drawn step is as the real one, and by how many degrees it points beside it."""
        if not self.guess or self.guess[2] > self.steps:
            return None
        path = self.run().path
        k = self.guess[2]
        if k >= len(path):
            return None
        real, own = path[k] - path[k - 1], np.array(self.guess[:2]) - path[k - 1]
        apart = np.arctan2(abs(real[0] * own[1] - real[1] * own[0]), real @ own)
        return (np.hypot(*own) / np.hypot(*real)).item(), np.degrees(apart).item()

    def __repr__(self):
        return (
            f"Descent({len(self.X)} examples, {self.activation}, {self.cost}, start={self.start}, "
            f"learning_rate={self.learning_rate:g}, momentum={self.momentum}, steps={self.steps})"
        )
