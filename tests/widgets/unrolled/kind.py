"""Unrolled, for the tests of pages."""

import numpy as np

from nnlib.activations import ELEMENTWISE
from nnlib.widgets import Unrolled
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/unrolled"
MOVED = {
    "w_h": -0.75,
    "x": [0.5, -1.0, 0.25, 2.0],
    "activation": "sigmoid",
    "clip": 0.125,
    "step": 3,
    "logarithm": True,
}
WHOLE = rf"the error has (?:shrunk|grown|gone) from {NUMBER} to {NUMBER}: "


def rebuilt(traits):
    return Unrolled(**traits)


def expected(widget):
    # a miss and a slope such as 1 - a * a are differences: near zero their last digits are those of what was subtracted
    size = max(1.0, *np.abs(widget.h), abs(widget.target)) * max(1.0, abs(widget.w_h)) ** len(widget.x)
    return [widget.h[-1], widget.cost, widget.delta[-1], widget.delta[0]], 1e-13 * size


def told(widget):
    """What the sentence says of all steps, or of the one that the reader has walked to."""
    (_, _, late, early), _ = expected(widget)
    steps, step = len(widget.x), widget.step
    if step == 0:
        return WHOLE, [late, early]
    if step > steps:
        t = 2 * steps - step
        way = r"δ = 2\(ŷ − y\) f′\(z\) =" if t == steps - 1 else "wₕ f′.* gives δ ="
        return rf"^Step {t + 1}, back: {way} {NUMBER}[,.]", [widget.delta[t]]
    run = widget.net.forward(widget._X)
    numbers = [run.Z[0, step - 1, 0].item(), widget.h[step - 1]]
    return rf"^Step {step}, forward: z = .* = {NUMBER}, and the state is f\(z\) = {NUMBER}\.$", numbers


def from_table(rows):
    steps = [row for row in rows if row[0].isdigit()]
    cost = next(row for row in rows if row[0] == "cost")
    return [float(steps[-1][3]), float(cost[1]), float(steps[-1][-1]), float(steps[0][-1])]


def states(chance, traits):
    while True:
        steps = chance.randint(3, 8)
        yield {
            "x": [chance.choice([0.0, chance.gauss(0, 2)]) for _ in range(steps)],
            "step": chance.choice([0, chance.randint(1, 2 * steps)]),
            "activation": chance.choice(ELEMENTWISE),
            "w_x": chance.gauss(0, 2),
            "w_h": chance.choice([0.0, chance.gauss(0, 2)]),
            "b": chance.choice([0.0, chance.gauss(0, 1)]),
            "target": chance.gauss(0, 2),
            "clip": 10 ** chance.uniform(-3, 3),
            "logarithm": chance.choice([True, False]),
        }
