"""Activation, for the tests of pages."""

from nnlib.activations import ELEMENTWISE
from nnlib.widgets import Activation
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/activation"
MOVED = {"z": 2.5, "activation": "tanh", "weights": [2.0, -1.5], "second": "relu"}
SENTENCE = rf"^At [xz] = {NUMBER}, [^:]* = {NUMBER}, and the slope there is {NUMBER}[:.] "


def rebuilt(traits):
    return Activation(**traits)


def expected(widget):
    # a slope such as a (1 - a) is a difference: where a is near 1, its last digits are those of a
    (w1, w2), (b1, b2) = widget.weights, widget.biases
    size = 1 + abs(w2) * (1 + abs(w1) * (1 + abs(widget.x)) + abs(b1)) + abs(b2)
    return [widget.z if widget.layers == 1 else widget.x, widget.a, widget.slope], 1e-14 * size


def from_table(rows):
    first, *_, value, slope = rows[-1]
    return [float(first), float(value), float(slope)]


def states(chance, traits):
    while True:
        size = 10 ** chance.uniform(-2, 2)
        yield {
            "activation": chance.choice(ELEMENTWISE),
            "second": chance.choice(ELEMENTWISE),
            "layers": 1 if traits["simple"] else chance.randint(1, 2),
            "z": chance.choice([0.0, chance.uniform(-size, size)]),
            "x": chance.choice([0.0, chance.uniform(-size, size)]),
            "weights": [chance.choice([0.0, chance.gauss(0, 2)]) for _ in range(2)],
            "biases": [chance.gauss(0, 2) for _ in range(2)],
        }
