"""The exercises of the lesson on the cost."""

import numpy as np

from nnlib import Network, cross_entropy, mse
from nnlib.course.exercise import Exercise
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


def slopes():
    """The length of each cost's gradient at w = b = 6 on the standardised flights: cross-entropy, mse."""
    shuttle = flights()
    net, X = Network([1, 1], theta=[6.0, 6.0]), standardise(shuttle.X).X
    return [np.linalg.norm(net.backward(net.forward(X), shuttle.Y, cost).theta) for cost in (cross_entropy, mse)]


def ratio():
    steep, flat = slopes()
    return steep / flat


def ratio_mistakes():
    shuttle = flights()
    net, X = Network([1, 1], theta=[6.0, 6.0]), standardise(shuttle.X).X
    entropy, squares = (net.cost(X, shuttle.Y, cost) for cost in (cross_entropy, mse))
    raw = [np.linalg.norm(net.backward(net.forward(shuttle.X), shuttle.Y, cost).theta) for cost in (cross_entropy, mse)]
    return [
        (1 / ratio(), "that is the other way round: how many times shorter."),
        (2 * ratio(), "that is against half the square; nnlib's mse has no half."),
        (entropy / squares, "those are the two costs; the question is about the lengths of their gradients."),
        (raw[0] / max(raw[1], 1e-300), "those are raw temperatures in °F; the surface of this lesson is standardised."),
        (ratio() ** 2, "that is the ratio of the squared lengths; take the root."),
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
    "4-ratio": Exercise(
        ratio,
        "where the neuron is sure and wrong, the sigmoid's slope makes the square's gradient vanish.",
        ratio_mistakes,
        "build the neuron at w = b = 6, take both gradients' .theta with backward, and divide their lengths.",
        code=True,
    ),
}
