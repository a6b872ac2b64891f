"""Second numbers for lesson 14, a good start."""

from book.second.variant import Variant
from nnlib.course.exercises import training

EXERCISES = {
    "14-he": Variant(
        "A ReLU layer has {inputs} inputs and 20 neurons. Which standard deviation do its weights get by the rule "
        "of He and others?",
        {"inputs": (50, 8, 18, 32, 72, 128, 200)},
        training.he,
    ),
    "14-chain": Variant(
        "Five sigmoid neurons in a row, one in each layer. Every weight between them is {weight}, and every "
        "activation is {a}. What is δ of the first, divided by δ of the fifth?",
        {"weight": (2, 1, 3, 4, 5), "a": (0.9, 0.5, 0.7, 0.8)},
        lambda weight, a: training.chain(4, weight, a),
    ),
    "14-twins": Variant(
        "A network has one hidden layer of {neurons} tanh neurons; no two are alike, and none is all zeros. By "
        "exchanging neurons and by turning the signs of one, at how many points of the surface is the same function "
        "found, its own place included?",
        {"neurons": (4, 2, 3, 5)},
        training.twins,
    ),
}
