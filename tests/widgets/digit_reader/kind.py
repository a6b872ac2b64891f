"""DigitReader, for the tests of pages."""

import numpy as np

from nnlib.widgets import DigitReader
from nnlib.widgets.digit_reader.widget import TABS
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/digit-reader"
MOVED = {"strokes": [[100, 40, 180, 120, 100, 240]], "pen": 3.5, "changed": 3, "towards": 5, "unit": 7}
READ = rf"reads an? \d, with probability {NUMBER}; an? \d has {NUMBER}\."


def rebuilt(traits):
    return DigitReader(**traits)


def told(widget):
    """Nothing is claimed of an empty field; of the telling pixel nothing where another tab is open."""
    if widget.blank:
        return r"^Draw a digit\.$", []
    numbers = expected(widget)[0]
    if widget.tab != "pixels":
        return rf"{READ}$", numbers[:2]
    return rf"{READ} .*, an? \d would have {NUMBER}\.$", numbers


def expected(widget):
    """Two probabilities, and one with another pixel; of an empty field, its ink."""
    if widget.blank:
        return [0.0], 0
    p, aim = widget.probabilities, widget.aim
    best = p.argmax()
    other = aim if aim != best else np.where(np.arange(10) == best, -1, p).argmax()
    return [p[best], p[other], widget.next_change()[2]], 1e-13


def from_table(rows):
    if len(rows) == 1:
        return [float(rows[0][1])]
    return [float(row[2]) for row in rows[-3:]]


def states(chance, traits):
    """Scrawls of all sizes, and test images."""
    while True:
        size = chance.choice([280, 280, 100, 20, 1])
        least = chance.randint(0, 280 - size)
        point = lambda: [chance.randint(least, least + size) for _ in "xy"]  # noqa: E731, B023
        stroke = lambda: [at for _ in range(chance.randint(1, 12)) for at in point()]  # noqa: E731, B023
        yield {
            "strokes": [stroke() for _ in range(chance.randint(0, 5))],
            "pen": chance.uniform(0.1, 8),
            "example": chance.choice([-1, -1, chance.randint(0, 11)]),
            "towards": chance.choice([-1, chance.randint(0, 9)]),
            "changed": chance.choice([0, 1, chance.randint(0, 100)]),
            "unit": chance.randint(0, 47),
            "tab": chance.choice(TABS),
            "image": [chance.choice([0, chance.randint(0, 255)]) for _ in range(784)] if chance.random() < 0.2 else [],
        }
