"""Nudge, for the tests of pages."""

import numpy as np

from nnlib.widgets import Nudge
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/nudge"
MOVED = {"pick": 3, "h": 0.02, "way": "forward"}
NAMES = ("rise", "quotient", "slope")


def rebuilt(traits):
    return Nudge(**traits)


def expected(widget):
    """A difference of two costs is as sure as their last digits, and that divided by h so much less."""
    p = widget.pick
    last = 2e-15 * (1 + widget.net.cost(widget.X, widget.Y, cost=widget.cost))
    return [widget.rise, widget.shocks[p].item(), widget.gradient[p].item()], [last, last / widget.h, 1e-13]


def told_of(table):
    """A rise below zero is a cost that the nudge lowers. The table's numbers: far below 1e-10 a rise is rounding."""
    rise, quotient, slope = table
    way = "lowers" if rise < 0 else "raises"
    return rf"{way} the cost by {NUMBER}: slope {NUMBER}\. Backpropagation: {NUMBER}\.$", [abs(rise), quotient, slope]


def from_table(rows):
    [picked] = [row for row in rows if row[-1] == "yes"]
    return [float(rows[0][3]), float(picked[4]), float(picked[5])]


def states(chance, traits):
    while True:
        size = 10 ** chance.uniform(-1, 0.7)
        yield {
            "theta": [chance.gauss(0, size) for _ in traits["theta"]],
            "pick": chance.randrange(len(traits["theta"])),
            "h": 10 ** chance.choice([chance.uniform(-12, 0), chance.uniform(-3, 0)]),
            "way": chance.choice(["central", "forward"]),
            "example": chance.randrange(len(np.asarray(traits["X"]))),
        }
