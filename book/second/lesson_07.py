"""Second numbers for lesson 7, layers."""

from book.second.variant import Variant

EXERCISES = {
    "7-address": Variant(
        "In which row and which column of its layer's matrix is the weight from neuron {a} to neuron {b}, counted "
        "from 1? Give the pair, the row first.",
        {"a": (3, 1, 2, 4, 5), "b": (2, 1, 3, 4)},
        lambda a, b: (b, a),
        fits=lambda a, b: a != b,
    ),
}
