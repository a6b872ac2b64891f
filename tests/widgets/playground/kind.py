"""Playground, for the tests of pages."""

import math

import numpy as np

from nnlib.activations import ELEMENTWISE
from nnlib.widgets import Playground
from nnlib.widgets.playground.widget import SHAPES
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/playground"
MOVED = {"steps": 12, "hidden": [3], "seed": 5}
SENTENCE = (
    rf"the cost is {NUMBER} on \d+ training examples?, {NUMBER} % right, "
    rf"and {NUMBER} on \d+ test examples?, {NUMBER} % right\."
)
SCHEMA = {name: of for name, of in Playground.schema().items() if "fixed" not in of}
ROWS = {name: of["columns"] for name, of in SCHEMA.items() if of["kind"] == "table"}
TRAINS = {name for name, of in SCHEMA.items() if "view" not in of} | {"steps"}


def rebuilt(traits):
    tables = {name: np.reshape(np.asarray(traits[name], dtype=float), (-1, n)) for name, n in ROWS.items()}
    return Playground(**{name: value for name, value in traits.items() if name != "shapes"} | tables)


def expected(widget):
    cost, right, test_cost, test_right = widget.measured()
    return [cost, 100 * right, test_cost, 100 * test_right], 1e-12


def from_table(rows):
    return [float(cell) for cell in rows[-1][2:]]


def states(chance, traits):
    """As long as the training is one that arithmetic can follow."""
    while True:
        hidden = [chance.randint(1, 6) for _ in range(chance.randint(1, 3))]
        P = sum((n + 1) * m for n, m in zip([2, *hidden], [*hidden, 1], strict=True))
        state = {
            "dataset": chance.choice([*SHAPES, "own"]),
            "own": [value for i in range(chance.randint(3, 30)) for value in (*point(chance), i % 2)],
            "noise": chance.uniform(0, 0.4),
            "examples": chance.randint(6, 300),
            "data_seed": chance.randrange(2**31),
            "hidden": hidden,
            "activation": chance.choice(ELEMENTWISE),
            "cost": chance.choice(["cross_entropy", "mse"]),
            "optimizer": chance.choice(["sgd", "momentum", "adam"]),
            "learning_rate": 10 ** chance.uniform(-3, 0),
            "batch": chance.choice([0, 1, 7, 64]),
            "l1": chance.choice([0, 0.001]),
            "l2": chance.choice([0, 0.01]),
            "init": chance.choice(["zeros", "xavier", "he"]),
            "seed": chance.randrange(2**31),
            "before": chance.choice([0, 90]),
            "steps": chance.randint(0, 60),
            "inside": chance.random() < 0.2,
            "picked": chance.randrange(P),
            "axes": [P - 1, 0],
        }
        if chance.random() < 0.5:
            state["start"] = [chance.gauss(0, 1) for _ in range(P)]
        if state["before"]:
            state["earlier"] = [{"steps": 100, "before": 0, "start": [], "learning_rate": 0.01, "batch": 0}]
        if not chaotic({**traits, **state}):
            yield state


def point(chance):
    return round(chance.uniform(-1, 1), 2), round(chance.uniform(-1, 1), 2)


def chaotic(traits):
    """Whether no two programs need agree on where this training ends."""
    return not followed(rebuilt(traits))


def followed(widget):
    """Whether parameters that differ in their last digits end alike."""
    here, _ = expected(widget)
    traits = {name: getattr(widget, name) for name in TRAINS}
    near, _ = expected(Playground(**traits | {"start": widget._first() * (1 + 1e-14) - 1e-16}))
    return all(math.isclose(f, w, rel_tol=1e-11, abs_tol=1e-14) for f, w in zip(near, here, strict=True))
