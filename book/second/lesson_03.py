"""Second numbers for lesson 3, one neuron is a logistic regression."""

import math

from book.second.variant import Variant

WEIGHTS = (-0.2322, -0.2, -0.25, -0.3, -0.15)

EXERCISES = {
    "3-boundary": Variant(
        "A neuron for the O-rings has the weight {w} and the bias {b}. At which temperature, in °F, does it say one "
        "half?",
        {"w": WEIGHTS, "b": (15.043, 9, 12, 18)},
        lambda w, b: -b / w,
    ),
    "3-odds": Variant(
        "A neuron for the O-rings has the weight {w}. Make it one degree colder. By what factor do the odds of "
        "distress grow?",
        {"w": WEIGHTS},
        lambda w: math.exp(-w),
    ),
}
