"""Second numbers for lesson 9, forward propagation."""

import math

import numpy as np

from book.second.variant import Variant

W, B = np.array([[0.5, -0.3, 0.8, 0.1, -0.6], [-0.4, 0.9, 0.2, -0.7, 0.3]]), np.array([0.5, -0.2])

EXERCISES = {
    "9-blue": Variant(
        "In the lesson's network the weights to the first blue neuron are 0.5, −0.3, 0.8, 0.1 and −0.6, and its "
        "bias is 0.5; those to the second are −0.4, 0.9, 0.2, −0.7 and 0.3, and its bias is −0.2. The inputs are "
        "{x}. What are the sums of the two? Give the pair.",
        {"x": ((0, 1, 0, 0, 1), (1, 1, 0, 0, 0), (0, 0, 1, 1, 0), (1, 0, 0, 0, 1), (0, 1, 0, 1, 0), (0, 0, 1, 0, 1))},
        lambda x: W @ x + B,
    ),
    "9-magenta": Variant(
        "The first magenta neuron has the weights 1.2 and −0.8 and the bias 0.3. Both blue neurons have the "
        "activation {a}. What is its activation?",
        {"a": (0.5, 0.1, 0.25, 0.75, 1)},
        lambda a: 1 / (1 + math.exp(-(1.2 * a - 0.8 * a + 0.3))),
    ),
}
