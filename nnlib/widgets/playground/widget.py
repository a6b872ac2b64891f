"""Playground: a small network in the plane, trained before the reader's eyes, and every setting of it within reach."""

import math

import numpy as np
import traitlets

import nnlib as nn
from nnlib import arguments, layout
from nnlib.activations import ELEMENTWISE
from nnlib.costs import COSTS
from nnlib.initialisation import STANDARD_DEVIATIONS
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.playground.chance import normal, rounded, shuffled, uniform
from nnlib.widgets.schema import LARGEST, Checked, Choice, Flag, List, Number, Record, Table, Whole
from nnlib.widgets.shared.networks import HIDDEN, for_playground

SHAPES = {"blobs": 0.2, "xor": 0.15, "rings": 0.08, "moons": 0.07, "spiral": 0.02}  # and the noise each starts with
DRAWN = 300  # examples of each shape
MOST_STEPS = 10_000  # of one run; from its end, or from anywhere before, another begins
MOST_OWN = 360  # points of the reader's that a link holds
MOST_EARLIER = 6  # runs that are kept of those that led to the present one
MOST_PARAMETERS = layout.count((2, *[HIDDEN.of.high] * HIDDEN.most, 1))
COORDINATE = Number(-1e6, 1e6)  # of a point of the reader's
SEEDS = 2**31 - 1
GOLDEN = 0x9E3779B1  # 2^32 / golden ratio: a hash constant, so that neighbouring epochs get unrelated seeds
OPTIMIZERS = {"sgd": nn.SGD, "momentum": lambda rate: nn.SGD(rate, momentum=0.9), "adam": nn.Adam}
PARAMETER = Whole(0, MOST_PARAMETERS - 1)
TWO_PARAMETERS = List(PARAMETER, 2, 2, distinct=True, words="two different places in theta", fix="Pass (0, 1).")


class Playground(Widget):
    """Train a network of one to three hidden layers on points of the plane, and take hold of anything in it.

    Given X `(N, 2)` and Y `(N,)` or `(N, 1)` of 0 and 1, those are the points; else `dataset` names one of nnlib.data,
    of which the first `examples` are taken, with `noise` that `data_seed` draws. Every third example is held back for
    testing. `hidden` is the units of each hidden layer, `activation` theirs; the output is a sigmoid. `optimizer` is
    "sgd", "momentum" (0.9) or "adam"; `batch` examples make a step, 0 for all. Training begins at `start`, which is all
    of theta, or, where that is empty, at weights that `init` and `seed` draw; `steps` were taken since, and `before`
    earlier. `earlier` holds the runs that were left on the way here: for each how many `steps` it had taken, and what
    was other in it than in the run after it, `start` and `own` as flat lists. `inside` opens the part with single
    weights and the map of the cost. Every trait is synced. Raises ValueError if a value is not as described.

    `Playground(X, Y, net=net)` begins at the parameters of a network of two inputs, hidden layers of one activation and
    a sigmoid. They are copied, so net stays as it is; the widget's own `net` is the network after the steps taken.

    >>> p = Playground(dataset="moons", hidden=(4,), steps=10, learning_rate=0.5)
    >>> p
    Playground(moons, 2-4-1, tanh, cross_entropy, sgd, learning_rate=0.5, steps=10)
    >>> p.net, p.X.shape, p.X_test.shape
    (Network([2, 4, 1], ['tanh', 'sigmoid']), (200, 2), (100, 2))
    """

    shapes = Checked(Table(columns=2), fixed=True)  # the data sets without noise, 300 rows each, in SHAPES' order
    own = Checked(Table(columns=3, least=0, of=COORDINATE))  # points of the reader's: x1, x2, class
    dataset = Checked(Choice((*SHAPES, "own")), "moons")
    noise = Checked(Number(0, 1, below=True), SHAPES["moons"])
    examples = Checked(Whole(6, DRAWN), DRAWN)
    data_seed = Checked(Whole(0, SEEDS), 1)
    hidden = Checked(HIDDEN, (4, 4))
    activation = Checked(Choice(tuple(ELEMENTWISE)), "tanh")
    cost = Checked(Choice(tuple(COSTS)), "cross_entropy")
    optimizer = Checked(Choice(tuple(OPTIMIZERS)), "sgd")
    learning_rate = Checked(Number(0, above=True), 0.3)
    batch = Checked(Whole(0, DRAWN), 0)
    l1 = Checked(Number(0, 1e4), 0.0)
    l2 = Checked(Number(0, 1e4), 0.0)
    init = Checked(Choice(tuple(STANDARD_DEVIATIONS)), "xavier")
    seed = Checked(Whole(0, SEEDS), 1)
    start = Checked(Table(columns=1, least=0, most=MOST_PARAMETERS, of=Number(-LARGEST, LARGEST)))
    before = Checked(Whole(0, SEEDS), 0)
    steps = Checked(Whole(0, MOST_STEPS), 0, view=True)
    pace = Checked(Whole(0, 200), 0, view=True)  # steps a frame; 0: as many as look well
    picked = Checked(PARAMETER, 0, view=True)  # the place in theta that is edited
    axes = Checked(TWO_PARAMETERS, (0, 1), view=True)  # the places in theta that the cost's map spans
    inside = Checked(Flag(), False, view=True)
    earlier_run = Record(
        {
            "steps": Whole(1, MOST_STEPS),
            "own": List(COORDINATE, 0, 3 * MOST_OWN),
            "start": List(start.kind.of, 0, MOST_PARAMETERS),
            "dataset": dataset.kind,
            "cost": cost.kind,
            "optimizer": optimizer.kind,
            "learning_rate": learning_rate.kind,
            "batch": batch.kind,
            "l1": l1.kind,
            "l2": l2.kind,
            "before": before.kind,
        },
        needs=("steps",),
        words="a dict with steps, and what was other in that run",
        fix="Leave the rest out.",
    )
    earlier = Checked(
        List(
            earlier_run,
            0,
            MOST_EARLIER,
            words=f"{MOST_EARLIER} runs or fewer, a dict for each",
            fix="Pass () for none.",
        ),
        (),
        view=True,
    )

    def __init__(self, X=None, Y=None, *, net=None, **traits):
        if isinstance(X, nn.Network) and net is None and Y is None:
            X, net = None, X
        if net is not None:
            of = for_playground(net)
            if twice := sorted(of.keys() & traits.keys()):
                raise ValueError(
                    f"{twice[0]} must be left out beside net, which has its own; got both. Pass one of the two."
                )
            traits |= of
        if (X is None) != (Y is None):
            raise ValueError("X and Y must come together, or neither; got one of them. Pass both.")
        if X is not None:
            X, Y = arguments.table("X", X, 2), np.reshape(arguments.array("Y", Y), (-1, 1))
            arguments.same_rows(X, Y)
            traits = {"dataset": "own", "own": np.column_stack([X, Y]), **traits}
        if traits.get("dataset") in list(SHAPES):
            traits = {"noise": SHAPES[traits["dataset"]], **traits}
        super().__init__(shapes=_shapes(), **traits)

    @traitlets.default("about")
    def _about(self):
        return (
            "A small network is trained on points of the plane: press Play, and see every unit's own picture of the "
            "plane change; data, network and training are yours to set."
        )

    @traitlets.validate("start", "hidden", "picked", "axes", "earlier", "before")
    def _fit_theta(self, proposal):
        """Places in theta that this network has, and starts with a number for each."""
        name, value = proposal["trait"].name, proposal["value"]
        names = ("start", "hidden", "picked", "axes", "earlier", "before")
        of = {other: getattr(self, other) for other in names} | {name: value}
        P = layout.count([2, *of["hidden"], 1])
        if len(of["start"]) not in (0, P):
            raise Disagreement(
                f"start must have {P} rows for hidden={of['hidden']}, or none; got {len(of['start'])}. "
                f"Pass start=np.zeros((0, 1)) for a start that the seed draws."
            )
        after, data = of["before"], {"dataset": self.dataset, "own": self.own}
        for run in reversed(of["earlier"]):
            before, start, data = run.get("before", after), run.get("start", ()), data | run
            points = run.get("own", ())
            if len(points) % 3 or not {0.0, 1.0}.issuperset(points[2::3]):
                raise Disagreement(
                    f"earlier must be runs on x1, x2, class and so on, a class 0 or 1; got {arguments.short(points)}. "
                    f"Pass those as own."
                )
            if data["dataset"] == "own" and not len(data["own"]):
                raise Disagreement(
                    f"earlier must be runs on some points; got one on no points of its own. Pass own in {run}."
                )
            if len(start) not in (0, P) or not 0 <= after - before <= run["steps"]:
                raise Disagreement(
                    f"earlier must be runs of this network, {P} weights and biases, each left at a step that it had "
                    f"taken; got {len(start)} numbers, left at step {after - before} of {run['steps']}. "
                    f"Pass earlier=() to forget them."
                )
            after = before
        if max(of["picked"], *of["axes"]) >= P:
            raise Disagreement(
                f"picked and axes must be places in theta, 0 to {P - 1} for hidden={of['hidden']}; "
                f"got {of['picked']} and {of['axes']}. Pass smaller ones."
            )
        return value

    @traitlets.validate("own", "dataset")
    def _fit_data(self, proposal):
        """Points of the reader's with classes, and some of them where they are what is trained on."""
        name, value = proposal["trait"].name, proposal["value"]
        own, dataset = value if name == "own" else self.own, value if name == "dataset" else self.dataset
        if len(own) and not np.isin(own[:, 2], (0, 1)).all():
            raise Disagreement(
                f"own must have classes 0 and 1 in its last column; got {own[:, 2].max():g}. Code them so."
            )
        if dataset == "own" and not len(own):
            raise Disagreement(
                "own must hold points where dataset is 'own'; got none. Pass X and Y, or name a data set."
            )
        return value

    @property
    def sizes(self):
        """The network's layer sizes: two inputs, the hidden layers, one output."""
        return (2, *self.hidden, 1)

    def _examples(self):
        """All examples, `(N, 3)`: x1, x2 and class, noise added."""
        if self.dataset == "own":
            return self.own
        first = DRAWN * list(SHAPES).index(self.dataset)
        draw = normal(uniform(self.data_seed))
        rows = self.shapes[first : first + self.examples].tolist()
        return np.array([(*(rounded(x + self.noise * draw(), 3) for x in row), i % 2) for i, row in enumerate(rows)])

    def _part(self, test):
        rows = self._examples()
        found = rows[(np.arange(len(rows)) % 3 == 2) == test]
        return found[:, :2].copy(), found[:, 2:].copy()

    @property
    def X(self):
        """The examples trained with, `(N, 2)`."""
        return self._part(False)[0]

    @property
    def Y(self):
        """Their classes, `(N, 1)`."""
        return self._part(False)[1]

    @property
    def X_test(self):
        """The examples held back: every third, `(N // 3, 2)`."""
        return self._part(True)[0]

    @property
    def Y_test(self):
        """Their classes, `(N // 3, 1)`."""
        return self._part(True)[1]

    @property
    def priced(self):
        """nnlib's cost with its penalties."""
        cost = COSTS[self.cost]
        for strength, penalty in ((self.l1, nn.l1), (self.l2, nn.l2)):
            cost = cost + penalty(strength) if strength else cost
        return cost

    def _first(self):
        """Where this run of training begins: a flat theta."""
        if len(self.start):
            return self.start.ravel()
        draw, theta = normal(uniform(self.seed)), np.zeros(layout.count(self.sizes))
        for W in layout.views(theta, self.sizes)[0]:
            std = STANDARD_DEVIATIONS[self.init](*W.shape[::-1])
            W[:] = [[rounded(std * draw(), 4) for _ in row] for row in W]
        return theta

    @property
    def net(self):
        """nnlib's network after the steps taken so far, trained here once more."""
        net = nn.Network(self.sizes, [self.activation] * len(self.hidden) + ["sigmoid"], theta=self._first())
        X, Y = self.X, self.Y
        rule, cost = OPTIMIZERS[self.optimizer](self.learning_rate), self.priced
        size = min(self.batch, len(X)) or len(X)
        if size == len(X):
            nn.fit(net, X, Y, cost=cost, optimizer=rule, epochs=self.steps)
            return net
        stepper, an_epoch = rule.start(net.theta), math.ceil(len(X) / size)
        for step in range(self.before, self.before + self.steps):
            epoch, place = divmod(step, an_epoch)
            if place == 0 or step == self.before:
                order = shuffled(len(X), uniform(self.seed ^ (epoch * GOLDEN)))
            rows, kept = order[place * size : (place + 1) * size], net.theta.copy()
            stepper.step(net.theta, net.backward(net.forward(X[rows]), Y[rows], cost).theta, 0)
            if not np.isfinite(net.theta).all():
                net.theta = kept
                break
        return net

    @property
    def theta(self):
        """All weights and biases after the steps taken so far."""
        return self.net.theta

    def measured(self):
        """Cost and accuracy with the examples trained on, then with those held back: four numbers."""
        net = self.net
        return tuple(
            found
            for X, Y in (self._part(False), self._part(True))
            for found in (
                (net.cost(X, Y, cost=self.priced), nn.accuracy(net, X, Y)) if len(X) else (math.nan, math.nan)
            )
        )

    def __repr__(self):
        return (
            f"Playground({self.dataset}, {'-'.join(map(str, self.sizes))}, {self.activation}, {self.cost}, "
            f"{self.optimizer}, learning_rate={self.learning_rate:g}, steps={self.steps})"
        )


def _shapes():
    """The five data sets without noise, `(5 * 300, 2)`."""
    rng = np.random.default_rng(12)
    return np.concatenate([getattr(nn.data, name)(DRAWN, 0, rng=rng).X for name in SHAPES])
