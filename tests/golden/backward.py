"""Golden backward passes: the shock method's differences, and what right and wrong rules take for the gradient."""

import numpy as np

import nnlib as nn
from nnlib.widgets import Backprop, Nudge
from nnlib.widgets.backprop import rules
from tests.golden import plain
from tests.golden.networks import drawn

NETS = (
    ([5, 2, 2, 5], ["sigmoid", "sigmoid", "sigmoid"], "mse"),
    ([2, 3, 2], ["tanh", "softmax"], "cross_entropy"),
    ([2, 4, 3, 1], ["relu", "tanh", "sigmoid"], "cross_entropy"),
    ([3, 2], ["identity"], "mse"),
    ([1, 6, 2], ["sigmoid", "softmax"], "mse"),
)
SIZES = (1.0, 1e-3)  # of h; smaller ones give digits of rounding, which no two programs share


def backward():
    """Nudges, rules and the paths they lead along, for networks of several depths."""
    rng = np.random.default_rng(11)
    nudges, found = [], []
    for sizes, activations, cost in NETS:
        theta = drawn(rng, sizes)
        X, Y = rng.normal(size=(2, sizes[0])).round(3), np.eye(sizes[-1])[rng.integers(sizes[-1], size=2)]
        given = {"sizes": sizes, "activations": activations, "theta": theta, "X": X, "Y": Y, "cost": cost}
        for h, way in zip(SIZES, rng.permutation(["central", "forward"]).tolist(), strict=True):
            nudges.append(nudge(Nudge(**given, h=h, way=way, pick=int(rng.integers(len(theta))))))
        for rule in rules.RULES:
            found.append(by_rule(Backprop(**given, rule=rule, learning_rate=0.3, steps=6)))
    blow = {"sizes": [1, 1], "activations": ["identity"], "theta": [1.0, 0.0], "X": [[1.0], [2.0]], "Y": [[0.0], [5.0]]}
    found.append(by_rule(Backprop(**blow, rule="backpropagation", learning_rate=1e30, steps=9)))
    return {"nudges": nudges, "rules": found, "checks": [check(*state) for state in flat()]}


def flat():
    """Networks whose slopes are near 0 or exactly 0, as (net, X, Y, cost): trained to rest, symmetric, exact."""
    flights = nn.data.flights()
    scaled = nn.data.standardise(flights.X)
    trained = nn.Network([1, 1])
    nn.fit(trained, scaled.X, flights.Y, cost="cross_entropy", optimizer=nn.SGD(2.0), epochs=1000)
    w, b = scaled.scaling.to_original(trained.W[0], trained.b[0])
    x = np.array([[-1.0], [0.5], [2.0]])
    steep = nn.Network([1, 1, 1], ["tanh", "identity"], theta=[0.5, 0.25, 10.0, 1.0])
    return (
        (trained, scaled.X, flights.Y, "cross_entropy"),
        (trained.at([w.item(), b.item()]), flights.X, flights.Y, "cross_entropy"),  # degrees: the cost bends more
        (nn.Network([2, 2, 1], theta=np.zeros(9)), [[2.0, 0.5]], [[0.5]], "mse"),
        (steep, x, steep.predict(x), "mse"),
    )


def check(net, X, Y, cost):
    return {
        "sizes": list(net.sizes),
        "activations": [f.name for f in net.activations],
        "cost": cost,
        "X": plain(X),
        "Y": plain(Y),
        "theta": plain(net.theta),
        "gradient": plain(net.backward(net.forward(X), Y, cost).theta),
        "agrees": nn.check_gradient(net, X, Y, cost=cost).agrees,
    }


def problem(widget):
    return {
        "sizes": list(widget.sizes),
        "activations": list(widget.activations),
        "cost": widget.cost,
        "X": plain(widget.X),
        "Y": plain(widget.Y),
        "theta": list(widget.theta),
    }


def nudge(widget):
    return problem(widget) | {
        "pick": widget.pick,
        "h": widget.h,
        "way": widget.way,
        "rise": widget.rise,
        "ripple": [plain(a) for a in widget.ripple[1:]],
        "shocks": plain(widget.shocks),
        "gradient": plain(widget.gradient),
        "passes": widget.passes,
    }


def by_rule(widget):
    costs, path = widget.learned()
    taken = rules.gradient(widget.net, widget.X, widget.Y, widget.cost, widget.rule)
    check = nn.check_gradient(widget.net, widget.X, widget.Y, cost=widget.cost, gradient=taken.theta)
    return problem(widget) | {
        "rule": widget.rule,
        "learning_rate": widget.learning_rate,
        "steps": widget.steps,
        "delta": [plain(d) for d in taken.delta],
        "gradient": plain(taken.theta),
        "costs": plain(costs),
        "end": plain(path[-1]),
        "agrees": bool(check.agrees),
    }
