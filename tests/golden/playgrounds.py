"""Golden playgrounds: trainings in the plane as nnlib.fit takes them, slices of their cost, and what seeds draw."""

import numpy as np

import nnlib as nn
from nnlib import diagnosis, history, layout
from nnlib.widgets import Playground
from nnlib.widgets.playground.chance import normal, shuffled, uniform
from tests.golden import plain

STEPS = 50
KEPT = (0, 1, 2, 25, STEPS)
GROWTHS = (  # costs of a training, and the variance of its targets
    ([0.7, 0.5, 0.2], 0.25),
    ([0.7, 2.0, 7.1], 0.25),
    ([0.7, 2.0, 7.0], 0.25),
    ([0.7, 9.0, 8.0], 0.25),
    ([1e-30, 1e-5], 0.25),
    ([1e-30, 1e-5, 0.26], 0.25),
    ([0.7], 0.25),
)


def playgrounds():
    """Runs with every optimizer, activation, cost, start and penalty; data of every shape."""
    runs = [
        run(dataset="moons", optimizer="sgd", learning_rate=0.5),
        run(dataset="xor", optimizer="momentum", learning_rate=0.1, activation="relu", init="he", hidden=(4,)),
        run(dataset="rings", optimizer="adam", learning_rate=0.03, hidden=(6, 6, 6), cost="mse", l2=0.001),
        run(dataset="spiral", optimizer="adam", learning_rate=0.02, activation="sigmoid", l1=0.0005, l2=0.0005),
        run(dataset="blobs", optimizer="sgd", learning_rate=0.2, activation="identity", init="zeros", hidden=(1,)),
        run(dataset="moons", optimizer="sgd", learning_rate=0.1, batch=16),
        run(dataset="moons", optimizer="adam", learning_rate=0.01, batch=7, before=13),
    ]
    return {
        "runs": runs,
        "slices": [sliced((0, 5)), sliced((3, 33)), sliced((35, 36))],
        "chance": [chance()],
        "dead": [dead(name, down) for name in ("relu", "sigmoid", "tanh", "identity") for down in (0, 3, 4000)],
        "grown": [{"costs": costs, "variance": v, "grown": history.has_grown(costs, v)} for costs, v in GROWTHS],
    }


def run(**settings):
    start = Playground(examples=60, seed=4, data_seed=9, steps=0, **settings)
    X, Y = start.X, start.Y
    if start.batch:
        path, costs = [], []
        for step in KEPT:
            start.steps = step
            path.append(start.theta)
            costs.append(start.measured())
    else:
        net = start.net
        history = nn.fit(net, X, Y, cost=start.priced, optimizer=rule(start), epochs=STEPS, keep_path=True)
        path = [history.path[step] for step in KEPT]
        costs = []
        for theta in path:
            net = start.net.at(theta)
            test = start.X_test, start.Y_test
            costs.append(
                (
                    net.cost(X, Y, cost=start.priced),
                    nn.accuracy(net, X, Y),
                    net.cost(*test, cost=start.priced),
                    nn.accuracy(net, *test),
                )
            )
    return {
        "dataset": start.dataset,
        "noise": start.noise,
        "sizes": list(start.sizes),
        "activation": start.activation,
        "cost": start.cost,
        "optimizer": start.optimizer,
        "learning_rate": start.learning_rate,
        "batch": start.batch,
        "before": start.before,
        "l1": start.l1,
        "l2": start.l2,
        "init": start.init,
        "seed": start.seed,
        "data_seed": start.data_seed,
        "shape": plain(start.shapes[300 * ["blobs", "xor", "rings", "moons", "spiral"].index(start.dataset) :][:60]),
        "X": plain(X),
        "Y": plain(Y),
        "kept": list(KEPT),
        "path": plain(path),
        "measured": plain(costs),
    }


def dead(activation, down):
    """A network of seven hidden units whose biases are so far down, and those of them that are dead."""
    rng = np.random.default_rng(31)
    net = nn.Network([2, 3, 4, 1], [activation] * 2 + ["sigmoid"], theta=rng.normal(size=30).round(2))
    X = rng.uniform(-1, 1, size=(8, 2)).round(2)
    net.b[0][1:] -= down
    net.b[1][::2] -= down
    return {
        "sizes": list(net.sizes),
        "activation": activation,
        "theta": plain(net.theta),
        "X": plain(X),
        "dead": [list(unit) for unit in diagnosis.dead_units(net, X)],
    }


def rule(widget):
    rate = widget.learning_rate
    return {"sgd": nn.SGD(rate), "momentum": nn.SGD(rate, momentum=0.9), "adam": nn.Adam(rate)}[widget.optimizer]


def sliced(axes):
    widget = Playground(dataset="moons", examples=30, seed=2)
    net = widget.net
    assert layout.count(net.sizes) == 37
    found = nn.cost_surface(
        net, widget.X, widget.Y, cost="cross_entropy", axes=axes, ranges=[[-3.0, 4.0], [-2.0, 5.0]], n=8
    )
    return {
        "axes": list(axes),
        "theta": plain(net.theta),
        "X": plain(widget.X),
        "Y": plain(widget.Y),
        "C": plain(found[2]),
    }


def chance():
    draw, bell = uniform(7), normal(uniform(-3))
    return {
        "uniform": [draw() for _ in range(6)],
        "normal": [bell() for _ in range(6)],
        "shuffled": shuffled(9, uniform(5)),
    }
