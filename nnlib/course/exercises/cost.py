"""The exercises of the lesson on the cost."""

import numpy as np

from nnlib import Network, cross_entropy, mse
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, near, one_of
from nnlib.data import flights, standardise

PREDICTIONS = np.array([[0.9], [0.4]])
TARGETS = np.array([[1.0], [0.0]])


def surprise():
    return cross_entropy(np.log(PREDICTIONS / (1 - PREDICTIONS)), TARGETS)


def surprise_mistakes():
    right = surprise()
    return [
        (2 * right, "that is the sum over both examples; the cost is their mean."),
        (-right, "the logarithm of a probability is negative, and the cost has a minus in front of it."),
        (-np.log(PREDICTIONS).mean(), "the second target is 0; how much did the neuron give to what happened there?"),
        (-np.log(PREDICTIONS[0, 0]) / 2, "where the target is 0, the second logarithm counts: that of 1 - ŷ."),
        (right / np.log(2), "that is in bits, with base 2; nnlib takes the natural logarithm."),
        (right / np.log(10), "that is with base 10; nnlib takes the natural logarithm."),
        (mse(PREDICTIONS, TARGETS), "that is the mean squared error; here the cost is the cross-entropy."),
    ]


def coin():
    shuttle = flights()
    return Network([1, 1]).cost(standardise(shuttle.X).X, shuttle.Y, cross_entropy)


def coin_mistakes():
    shuttle = flights()
    return [
        (1.0, "that is in bits, with base 2; nnlib takes the natural logarithm."),
        (np.log10(2), "that is with base 10; nnlib takes the natural logarithm."),
        (-coin(), "the logarithm of a probability is negative, and the cost has a minus in front of it."),
        (23 * coin(), "that is the sum over the flights; the cost is their mean."),
        (coin() / 2, "there is no half: at zero every flight costs the same, and the mean is that cost."),
        (
            Network([1, 1]).cost(standardise(shuttle.X).X, shuttle.Y, mse),
            SQUARES,
        ),
    ]


def landscape():
    """The widget of the exercise, as it is made there."""
    from nnlib.widgets import Descent  # who checks numbers only needs no widgets

    data, ranges = flights(), {"w_range": (-8, 8), "b_range": (-8, 8)}
    names = {"inputs": "temperature, standardised", "target": "distress"}
    return Descent(standardise(data.X).X, data.Y, start=(-4, 3), learning_rate=1.0, **ranges, **names)


NOT_AT_ZERO = "the marble is not at the two zeros yet; type them."
SQUARES = "that is the mean squared error; switch to the cross-entropy."


DISTRESS, FLIGHTS = 7, 23


def constant():
    """The one probability for all flights at which the cross-entropy is lowest, and that of the squared error."""
    return DISTRESS / FLIGHTS, DISTRESS / FLIGHTS


def constant_mistakes():
    share = DISTRESS / FLIGHTS
    return [
        ((1 - share, 1 - share), "that is the share without distress; the neuron gives the probability of distress."),
        ((0.5, 0.5), "one half is right for as many flights with distress as without; here there are 7 and 16."),
        ((0, 0), "then the 7 flights with distress cost a great deal; with the cross-entropy, more than any number."),
        (
            (share, 0.5),
            "the first is right; write the squares of all 23 misses as a function of p, and see its lowest.",
        ),
        ((share, 0), "the first is right; with p = 0 seven squares are 1. A little more p makes them smaller."),
        ((DISTRESS / (FLIGHTS - DISTRESS),) * 2, "those are the odds, 7 to 16; a probability is a share of all 23."),
    ]


EXERCISES = {
    "4-surprise": Exercise(
        surprise,
        "the mean, over the examples, of minus the logarithm of what the neuron gave to what happened.",
        surprise_mistakes,
        "what did the neuron give to each outcome? Take minus the natural logarithm of both, and their mean.",
    ),
    "4-coin": Exercise(
        coin,
        "with both at zero every prediction is one half, and minus its natural logarithm is what a coin costs.",
        coin_mistakes,
        "with w = b = 0 every prediction is the same; which, and what is minus its natural logarithm?",
        state=State(
            "descent-2",
            landscape,
            ("start", "cost", "learning_rate", "momentum"),
            lambda: [
                near("start", (0, 0), 5e-3, hint=NOT_AT_ZERO),
                one_of("steps", 0, hint="the marble has rolled on from there; press Rewind."),
                one_of("cost", "cross_entropy", hint=SQUARES),
            ],
            lambda: {"start": [0, 0]},
            lambda: [
                ({"start": [0, 1]}, NOT_AT_ZERO),
                ({"start": [0, 0], "cost": "mse"}, SQUARES),
            ],
        ),
    ),
    "4-constant": Exercise(
        constant,
        "both costs are lowest where the neuron gives the share of flights with distress.",
        constant_mistakes,
        "write the cost of 7 flights with target 1 and 16 with target 0 as a function of p; try values, or set its "
        "slope to zero.",
        tolerance=5e-3,
    ),
    "4-absolute": Choice(
        "the cost is (7 + 9 p) / 23, a straight line that rises with p, so the lowest place is at its left end.",
        (
            (
                "At 7/23, as for the other two.",
                "write it down: 7 misses of 1 - p and 16 misses of p. What does their sum do as p grows?",
            ),
            (
                "At one half.",
                "16 flights pay for a larger p and only 7 gain by it; at one half you can still do better.",
            ),
            ("At 0.", ""),
        ),
    ),
    "4-flat": Text(
        "The punishment is the height of the cost, but learning follows its slope. The slope of the squared error in "
        "z is twice the miss times the slope of the sigmoid, and where the neuron is sure, right or wrong, the "
        "sigmoid is nearly level. So a badly wrong neuron is high on a plateau and hardly moves. With the cross-"
        "entropy that factor cancels and the slope is the miss itself."
    ),
    "4-how-long": Text(
        "I counted 5, 19 and 108 steps with the learning rate 1. The wait grew 3.8 times and then 5.7 times. One more "
        "in w and in b makes z larger by 2. On the plateau the slope is about e to the power of minus z, so it gets e "
        "squared times smaller, which is 7.4 times. Higher on the plateau the factor of the wait comes closer to that. "
        "So I guess between 6 and 7.4 times 108, about 650 to 800."
    ),
}
