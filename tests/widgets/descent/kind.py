"""Descent, for the tests of pages."""

import math

import numpy as np

from nnlib.widgets import Descent
from tests.widgets.numbers import NUMBER

PAGE = "book/05-gradient-descent"
MOVED = {"start": [1.25, -0.5], "learning_rate": 0.3, "momentum": 0.5, "steps": 7, "turn": [1.5, 0.25]}
SENTENCE = rf"\(w, b\) = \({NUMBER}, {NUMBER}\): the cost is {NUMBER}, .* is \({NUMBER}, {NUMBER}\)\."


LEAPT = r"the marble has leapt away: its steps are too long for this valley, and the cost is more than 100 times"


def rebuilt(traits):
    X, Y = (np.asarray(traits[key], dtype=float) for key in "XY")
    return Descent(X, Y, **{key: value for key, value in traits.items() if key not in "XY"})


def expected(widget):
    run = widget.run()
    net = widget.net.at(run.path[-1])
    slope = net.backward(net.forward(widget.X), widget.Y, cost=widget.cost).theta
    return [*run.path[-1].tolist(), run.cost[-1].item(), *slope.tolist()], 1e-12


def told(widget):
    """Where the cost has grown a hundredfold, words in place of numbers that explode."""
    run = widget.run()
    return (LEAPT, []) if run.cost[-1] > 100 * run.cost[0] else (SENTENCE, expected(widget)[0])


def printed(widget):
    """What the copied code prints: where the marble is, and then each optimizer of the race."""
    runs = [widget.run(), *widget.runs()]
    return [number for run in runs for number in (*run.path[-1].tolist(), run.cost[-1].item())]


def from_table(rows):
    return [float(cell) for cell in rows[-1][1:]]


def states(chance, traits):
    """As long as the path is one that arithmetic can follow."""
    while True:
        activation, cost = chance.choice([("sigmoid", "cross_entropy"), ("sigmoid", "mse"), ("identity", "mse")])
        count = chance.randint(1, 30)
        state = {
            "start": [chance.uniform(-12, 12), chance.uniform(-12, 12)],
            "learning_rate": 10 ** chance.uniform(-3, 2),
            "momentum": chance.choice([0, chance.uniform(0, 0.99)]),
            "steps": chance.randint(0, 200),
            "turn": [chance.uniform(-3, 3), chance.uniform(0.12, 1.5)],
            "activation": activation,
            "cost": cost,
            "X": [chance.gauss(0, 2) for _ in range(count)],
            "Y": [chance.choice([0.0, 1.0, chance.random()]) for _ in range(count)],
        }
        if not chaotic({**traits, **state}):
            yield state


def chaotic(traits):
    """Whether a start that differs in its last digits ends elsewhere: then no two programs need agree."""
    with np.errstate(all="ignore"):
        here, _ = expected(rebuilt(traits))
        w, b = traits["start"]
        near, _ = expected(rebuilt({**traits, "start": [w * (1 + 1e-14), b * (1 - 1e-14)]}))
    return not all(math.isclose(f, w, rel_tol=1e-11, abs_tol=1e-14) for f, w in zip(near, here, strict=True))
