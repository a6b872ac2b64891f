"""Worksheet, for the tests of pages."""

from nnlib.widgets import Worksheet
from nnlib.widgets.worksheet.widget import boxes_of, judged, numbers
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/worksheet"
MOVED = {"seed": 5, "x": [0.5, -1], "answers": {"z1_1": "0.5", "C": "abc"}, "key": True}


def rebuilt(traits):
    return Worksheet(**traits)


def seen(widget):
    """The boxes whose right value is on the screen."""
    typed = widget.answers
    return [
        box
        for box, value in widget.solution.items()
        if widget.key or box in widget.given or judged(typed.get(box, ""), value)
    ]


def expected(widget):
    return [widget.solution[box] for box in seen(widget)], 1e-13


def printed(widget):
    """What the code prints: the cost, z and a of each layer, the errors, and the gradient as theta has it."""
    net = widget.net
    run = net.forward([widget.x])
    grad = net.backward(run, [widget.y], cost="mse")
    rows = [part[0].tolist() for pair in zip(run.Z, run.A[1:], strict=True) for part in pair]
    rows += [delta[0].tolist() for delta in grad.delta] + [grad.theta.tolist()]
    return [widget.solution["C"], *(number for row in rows for number in row)]


def told(widget):
    return rf"{NUMBER} of {NUMBER} boxes are right\.", [widget.right, len(widget.solution)]


def from_table(rows):
    return [float(row[-1]) for row in rows if row[-1] != "?"]


def states(chance, traits):
    """Numbers of every size, and answers that are right, wrong, or no numbers."""
    sizes, activation = tuple(traits["sizes"]), traits["activation"]
    boxes = boxes_of(sizes)
    while True:
        drawn = numbers(sizes, activation, chance.randrange(1000))
        state = {name: list(values) for name, values in drawn.items()}
        if chance.random() < 0.3:
            state["theta"] = [round(chance.uniform(-3, 3), 2) for _ in state["theta"]]
        solution = Worksheet(**{**traits, **state, "answers": {}}).solution
        typed = {box: chance.choice([f"{value:.3g}", f"{value:.6f}", f"{2 * value:.4g}", "1/3", "x"])
                 for box, value in solution.items()}  # fmt: skip
        state["answers"] = {box: typed[box] for box in boxes if chance.random() < 0.5}
        state["filled"] = chance.choice(["none", "half", "all"])
        state["key"] = chance.random() < 0.2
        state["box"] = chance.choice(["", *boxes])
        state["hint"] = chance.randrange(4)
        yield state
