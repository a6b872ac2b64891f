"""Second numbers for lesson 17, loops."""

from book.second.variant import Variant
from nnlib.course.exercises import loops

INPUTS = ((2, 1, 3), (1, 2, 4), (4, 2, 1), (3, 0, 2), (2, 4, 0))

EXERCISES = {
    "17-state": Variant(
        "A recurrent neuron without a bend has w_x = 1, w_h = {w_h}, b = 0. It is given {x}. What is its state "
        "after the third step?",
        {"w_h": (0.5, 0.25, 2, -0.5, -1), "x": INPUTS},
        loops.state,
    ),
    "17-slope": Variant(
        "A recurrent neuron without a bend has w_x = 1, w_h = {w_h}, b = 0. It is given {x}; the last state should "
        "have been {target}, and the cost is the squared miss. What is the slope of the cost in w_h?",
        {"w_h": (0.5, 0.25, 2, -0.5), "x": INPUTS, "target": (1, 2, 3, -1)},
        loops.slope,
    ),
}
