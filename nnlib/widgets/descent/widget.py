"""Descent: one neuron's data and fit beside its cost over (w, b), and the path that gradient descent takes there."""

import contextlib

import numpy as np
import traitlets

import nnlib as nn
from nnlib import arguments
from nnlib.costs import COSTS
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import LARGEST, Checked, Choice, Flag, List, Number, Row, Table, Text, Whole, as_column
from nnlib.widgets.shared.networks import NEURON

FAR = 5  # times as large or as small as the usual ranges: then others are better
MOST_STEPS = 200  # as far as the path is drawn
PLACE = List(Number(-LARGEST, LARGEST), 2, 2)  # (w, b)
RANGE = List(Number(), 2, 2, rising=True, words="two numbers, the lower one first", fix="Pass (-5, 5), for example.")
ANGLES = Row(
    (Number(), Number(0.12, 1.5)),
    words="(azimuth, elevation) in radians, the elevation from 0.12 to 1.5",
    fix="Pass (-0.65, 0.62), as at first.",
)
RACER = Row(
    (Choice(("plain", "momentum", "nesterov", "adam")), Number(0, above=True), Number(0, 1, below=True)),
    words="(rule, learning rate, momentum), the rule plain, momentum, nesterov or adam",
    fix="Pass ('momentum', 0.03, 0.95), for example; plain and adam take no notice of the momentum.",
)
RACE = List(
    RACER, 0, 4, words="up to 4 of (rule, learning rate, momentum)", fix="Pass [('adam', 0.1, 0)], for example."
)
DRAWN_STEP = Row(
    (Number(), Number(), Whole(1, MOST_STEPS)),
    empty=True,
    words=f"(w, b, k) or (), k from 1 to {MOST_STEPS}",
    fix="Pass the end of step k.",
)


@np.errstate(all="ignore")
def fitting(X, Y, traits):
    """Ranges of w and b for data: the usual ones, or where the data are far from those, ranges of the data's own size.

    A standardised input is at home in the usual ranges, so others are those, stretched by its spread and moved by its
    mean. A linear neuron's have the best fit in the middle, and its targets' spread as their unit. The start is inside,
    and so is where its first steps lead.
    """
    start = PLACE.check("start", traits.get("start", Descent.start.default_value))
    mean, spread = X.mean(), X.std() or 1.0
    linear = traits.get("activation", Descent.activation.default_value) in ("identity", nn.identity)
    if linear:
        unit = Y.std() or 1.0
        w = ((X - mean) * (Y - Y.mean())).mean() / spread**2
        middle = np.array([w, Y.mean() - w * mean])
        half = 2 * unit * np.array([1 / spread, 1 + abs(mean) / spread])
    else:
        middle = np.zeros(2)
        half = np.array([6 / spread, 5 + 6 * abs(mean) / spread])
    usual = np.array([Descent.w_range.default_value, Descent.b_range.default_value])  # (2, 2): a row for w, one for b
    inside = [((usual[:, 0] < at) & (at < usual[:, 1])).all() for at in (middle, start)]
    alike = (np.abs(np.log(half / (usual[:, 1] - usual[:, 0]) * 2)) < np.log(FAR)).all()
    if all(inside) and alike:
        return tuple(usual[0].tolist()), tuple(usual[1].tolist())
    ends = np.array([middle - half, middle + half, start - 0.2 * half, start + 0.2 * half])  # (4, 2)
    if linear:  # where the descent first arrives: the best weight for the bias that it starts with
        floor = (X * (Y - start[1])).mean() / ((X**2).mean() or 1.0)
        ends = np.vstack([ends, [[floor - 0.2 * half[0], start[1]], [floor + 0.2 * half[0], start[1]]]])
    low, high = ends.min(axis=0), ends.max(axis=0)
    step = 10.0 ** (np.floor(np.log10(high - low)) - 1)  # ends in round numbers
    low, high = np.floor(low / step) * step, np.ceil(high / step) * step
    return tuple(
        RANGE.check(name, (float(f"{a:.6g}"), float(f"{b:.6g}"))) for name, a, b in zip("wb", low, high, strict=True)
    )


class Descent(Widget):
    """Drag the marble, the weight, the bias or the learning rate; the fit, the cost's map and the path follow.

    X and Y are `(N,)` or `(N, 1)`; activation and cost are names of nnlib's; `start` is the marble's first (w, b);
    `steps` is how many steps it has rolled since, 0 to 200; `w_range` and `b_range` are what the map shows: where they
    are not given, they follow the data with which the widget is made;
    `view` is "map", "surface" (3-D), "fog" (only the slope underfoot is seen) or "both" (both costs of a logistic
    neuron); `turn` is how the surface is turned, its azimuth and elevation in radians; `guess` is (w, b, k), where the
    reader draws the end of step k before it is taken, or (); `race` lists up to four other optimizers, such as
    ("nesterov", 0.02, 0.95), which start with the marble and take as many steps; `simple` shows the landscape, Play and
    the learning rate, and nothing else. Every trait is synced: what the reader drags, the next cell can read.
    ValueError for values that do not fit.

    >>> d = Descent([0.0, 1.0], [1.0, 3.0], activation="identity", cost="mse", learning_rate=0.25, steps=1)
    >>> d
    Descent(2 examples, identity, mse, start=(0.0, 0.0), learning_rate=0.25, momentum=0.0, steps=1)
    >>> d.theta
    (0.75, 1.0)
    """

    X = Checked(Table(columns=1))
    Y = Checked(Table(columns=1))
    activation = Checked(Choice(NEURON), "sigmoid")
    cost = Checked(Choice(tuple(COSTS)), "cross_entropy")
    start = Checked(PLACE, (0.0, 0.0))
    learning_rate = Checked(Number(0, above=True), 0.1)
    momentum = Checked(Number(0, 1, below=True), 0.0)
    steps = Checked(Whole(0, MOST_STEPS), 0, view=True)
    w_range = Checked(RANGE, (-6.0, 4.0), view=True, fixed=True)
    b_range = Checked(RANGE, (-5.0, 5.0), view=True, fixed=True)
    inputs = Checked(Text(), "x", fixed=True)
    target = Checked(Text(), "y", fixed=True)
    view = Checked(Choice(("map", "surface", "fog", "both")), "map", view=True)
    turn = Checked(ANGLES, (-0.65, 0.62), view=True)
    guess = Checked(DRAWN_STEP, (), view=True)
    race = Checked(RACE, (), view=True)
    simple = Checked(Flag(), False, view=True, fixed=True)

    def __init__(self, X, Y, **traits):
        with contextlib.suppress(ValueError):  # of data or a start that the traits refuse, below
            columns = (arguments.table(name, as_column(name, table), 1) for name, table in (("X", X), ("Y", Y)))
            found = fitting(*columns, traits)
            traits = {"w_range": found[0], "b_range": found[1], **traits}
        super().__init__(X=X, Y=Y, **traits)

    @traitlets.default("about")
    def _about(self):
        return (
            f"A neuron is fitted to {self.target} against {self.inputs} by gradient descent; drag the marble on the "
            "map of its cost."
        )

    @traitlets.validate("X", "Y", "activation", "cost", "start")
    def _agree(self, proposal):
        """Data, activation and cost that fit each other, as nnlib's own checks have it, and a start on the surface.

        Several are changed together inside `with descent.hold_trait_notifications():`.
        """
        name, value = proposal["trait"].name, proposal["value"]
        of = {"X": self.X, "Y": self.Y, "activation": self.activation, "cost": self.cost, "start": self.start}
        of[name] = value
        try:
            cost = nn.Network([1, 1], of["activation"], theta=of["start"]).cost(of["X"], of["Y"], cost=of["cost"])
        except ValueError as error:
            raise Disagreement(str(error)) from None
        if not np.isfinite(cost):
            wanted = f"{name} must keep the cost at the start finite; got {arguments.short(value)}"
            raise Disagreement(f"{wanted}. Pass smaller numbers.")
        return value

    @property
    def net(self):
        """The neuron at the start: theta is (w, b)."""
        return nn.Network([1, 1], self.activation, theta=self.start)

    def run(self):
        """nnlib's History of this very path, from the start through the steps rolled so far."""
        rule = nn.SGD(self.learning_rate, momentum=self.momentum)
        return nn.fit(self.net, self.X, self.Y, cost=self.cost, optimizer=rule, epochs=self.steps, keep_path=True)

    def runs(self):
        """nnlib's History of each optimizer in the race, from the marble's start through as many steps."""
        found = []
        for rule, rate, momentum in self.race:
            ball = momentum if rule != "plain" else 0
            optimizer = (
                nn.Adam(rate) if rule == "adam" else nn.SGD(rate, ball, nesterov=rule == "nesterov" and ball > 0)
            )
            how = {"cost": self.cost, "optimizer": optimizer, "epochs": self.steps, "keep_path": True}
            found.append(nn.fit(self.net, self.X, self.Y, **how))
        return found

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
