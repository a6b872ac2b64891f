"""Golden backward passes: the shock method's differences, and what right and wrong rules take for the gradient."""

import numpy as np

from nnlib.widgets import Backprop, Nudge, rules
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
    return {"nudges": nudges, "rules": found}


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
    check = rules.check(widget.net, widget.X, widget.Y, widget.cost, taken.theta)
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
