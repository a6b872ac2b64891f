"""Second numbers for lesson 12, backpropagation for whole networks."""

from book.second.variant import Variant
from nnlib.course.exercises import whole_networks

EXERCISES = {
    "12-mean": Variant(
        "A neuron has the errors {errors} on three examples. One of its weights starts at a neuron whose "
        "activations on them are {starts}. What is the slope of this weight, and what is the slope of the bias? "
        "Answer with the pair.",
        {
            "errors": ((0.3, -0.6, 0.0), (0.2, 0.4, -0.3), (-0.5, 0.2, 0.6), (0.9, -0.3, -0.3)),
            "starts": ((1, 0.25, 0.2), (0.5, 1, 0.5), (0.8, 0.5, 0.1), (0.4, 0, 1)),
        },
        whole_networks.mean,
    ),
    "12-shape": Variant(
        "A layer of {neurons} neurons is fed by a layer of {fed_by}, and there are 10 examples, a row for each. How "
        "many rows and how many columns does delta.T @ A have?",
        {"neurons": (3, 2, 5, 6), "fed_by": (4, 7, 8, 9)},
        whole_networks.shape,
    ),
}
