"""Second numbers for lesson 4, the cost."""

import math

from book.second.variant import Variant

EXERCISES = {
    "4-surprise": Variant(
        "A neuron says {says_1} and {says_0}; the targets are 1 and 0. What is the cross-entropy?",
        {"says_1": (0.9, 0.2, 0.5, 0.6, 0.8), "says_0": (0.4, 0.1, 0.3, 0.5, 0.7)},
        lambda says_1, says_0: -(math.log(says_1) + math.log(1 - says_0)) / 2,
    ),
    "4-constant": Variant(
        "A lazy neuron gives all {flights} flights the same probability p. There was distress on {distress} of them. "
        "Which p makes the cross-entropy lowest, and which p makes the mean squared error lowest? Give both numbers.",
        {"flights": (23, 20, 25, 40), "distress": (7, 3, 5, 8)},
        lambda flights, distress: (distress / flights, distress / flights),
    ),
}
