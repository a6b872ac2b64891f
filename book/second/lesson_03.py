"""Second numbers for lesson 3, one neuron is a logistic regression."""

import math

from book.second.variant import Variant

WEIGHTS = (-0.2322, -0.2, -0.25, -0.3, -0.15)

EXERCISES = {
    "3-boundary": Variant(
        "A doctor's neuron gives the probability that a patient has the flu. Its input is the temperature in °C, its "
        "weight is {w} and its bias is {b}. At which temperature does it answer one half?",
        {"w": (1.5, 2, 1.25, 2.5), "b": (-57, -77, -48, -96)},
        lambda w, b: -b / w,
        fits=lambda w, b: 37 < -b / w < 41,
    ),
    "3-odds": Variant(
        "A neuron for the O-rings has the weight {w}. Make it one degree colder. By what factor do the odds of "
        "distress grow?",
        {"w": WEIGHTS},
        lambda w: math.exp(-w),
    ),
}
