"""Backprop, for the tests of pages."""

import math

import numpy as np

from nnlib.widgets import Backprop
from nnlib.widgets.backprop.rules import RULES
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/backprop"
MOVED = {"rule": "forget_slope", "steps": 7, "step": 1, "pick": 2}


def rebuilt(traits):
    sizes = traits["sizes"]
    tables = {name: np.reshape(traits[name], (-1, n)) for name, n in (("X", sizes[0]), ("Y", sizes[-1]))}
    return Backprop(**{**traits, **tables})


def told(widget):
    """The cost in every sentence; the picked slope and the cost after the update once their steps are made."""
    cost, *more = expected(widget)[0]
    slope = r" (?:The|By this rule the) slope of .* is " + NUMBER + "[.;]" if more else ""
    after = f"; the update makes it {NUMBER}" if len(more) > 1 else ""
    return rf"he cost is {NUMBER}{after}\.{slope}", [cost, *more[1:], *more[:1]]


def expected(widget):
    """The cost; from the step that finds them on, the picked slope and the cost after the update."""
    with np.errstate(all="ignore"):
        net, slopes = widget.present, widget.rule_gradient.theta
        theta = net.theta - widget.learning_rate * slopes
        after = net.at(theta).cost(widget.X, widget.Y, cost=widget.cost) if np.isfinite(theta).all() else math.inf
    before = net.cost(widget.X, widget.Y, cost=widget.cost)
    after = after if math.isfinite(after) else math.inf
    layers = len(widget.sizes) - 1
    return [before, slopes[widget.pick].item(), after][: 1 + (widget.step > layers) + (widget.step > layers + 1)], 1e-12


def from_table(rows):
    [picked] = [row for row in rows if row[-1] == "yes"]
    found = [rows[0][1], picked[4], rows[0][2].replace("Infinity", "inf")]
    return [float(number) for number in found if number != "–"]


def states(chance, traits):
    """As long as the path is one that arithmetic can follow."""
    while True:
        size = 10 ** chance.uniform(-1, 0.5)
        state = {
            "theta": [chance.gauss(0, size) for _ in traits["theta"]],
            "learning_rate": 10 ** chance.uniform(-3, 1),
            "rule": chance.choice(RULES),
            "steps": chance.randint(0, 100),
            "step": chance.randint(0, len(traits["sizes"]) + 1),
            "pick": chance.randrange(len(traits["theta"])),
            "input": chance.randrange(traits["sizes"][0]),
            "output": chance.randrange(traits["sizes"][-1]),
        }
        if not chaotic({**traits, **state}):
            yield state


def chaotic(traits):
    """Whether a start that differs in its last digits ends elsewhere, or where errors overflow."""
    try:
        with np.errstate(over="raise"):
            _ = rebuilt(traits).rule_gradient
    except FloatingPointError:
        return True
    here, _ = expected(rebuilt(traits))
    near, _ = expected(rebuilt({**traits, "theta": [value * (1 + 1e-14) for value in traits["theta"]]}))
    pairs = zip(near, here, strict=True)
    return not all(math.isclose(f, w, rel_tol=1e-11, abs_tol=1e-14) for f, w in pairs)
