"""Neuron, for the tests of pages."""

from nnlib.widgets import Neuron
from tests.widgets.numbers import NUMBER

PAGE = "book/03-one-neuron"
MOVED = {"bias": 1.5, "activation": "identity"}
SENTENCE = rf"= {NUMBER}, and the prediction is .* = {NUMBER}\.$"  # in its simple form, too
NAMES = ("z", "a")


def rebuilt(traits):
    return Neuron(**traits)


def expected(widget):
    size = sum(abs(x * w) for x, w in zip(widget.x, widget.weights, strict=True)) + abs(widget.bias)
    return [widget.z, widget.a], 1e-12 * size


def from_table(rows):
    return [float(rows[-2][-1]), float(rows[-1][-1])]


def states(chance, traits):
    while True:
        size = 10 ** chance.uniform(-2, 3)
        yield {
            "x": [chance.uniform(-size, size) for _ in traits["x"]],
            "weights": [chance.uniform(-5, 5) for _ in traits["x"]],
            "bias": chance.uniform(-10, 10),
            "activation": chance.choice(["sigmoid", "identity"]),
            "along": chance.randrange(len(traits["x"])),
        }
