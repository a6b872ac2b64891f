"""Second numbers for lesson 10, nudges."""

from book.second.variant import Variant
from nnlib.course.exercises import nudges

EXERCISES = {
    "10-passes": Variant(
        "A network has {inputs} inputs, one hidden layer of {hidden} neurons and {outputs} outputs. How many "
        "forward passes does it take to nudge every parameter, with central differences?",
        {"inputs": (10, 4, 6, 8, 12), "hidden": (20, 5, 10, 15, 30), "outputs": (3, 2, 4, 5)},
        lambda inputs, hidden, outputs: nudges.passes((inputs, hidden, outputs)),
    ),
    "10-ripple": Variant(
        "A network has 5 inputs, two hidden layers of {size} neurons each, and {outputs} outputs. How many "
        "activations change when the bias of one neuron of the first hidden layer is nudged?",
        {"size": (3, 2, 4, 6, 8), "outputs": (5, 2, 3, 4)},
        lambda size, outputs: nudges.ripple(size, outputs),
    ),
    "10-kink": Variant(
        "One neuron with a ReLU, a = max(0, z), one weight w = {w}, no bias, the input x = 1, and the cost C = (a − "
        "1)². What does the central difference with h = {h} say of its slope in w?",
        {"w": (-0.05, -0.04, -0.02, -0.08), "h": (0.1, 0.2, 0.3)},
        nudges.kink,
    ),
}
