"""The exercises of the lesson on the learning rate: three days of a plant, and bowls of other shapes."""

import numpy as np

from nnlib import Network, hessian, stable_learning_rate
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State
from nnlib.data import standardise

DAYS = np.array([[4.0], [5.0], [6.0]])
LEAVES = np.array([[2.0], [3.0], [5.0]])


def condition(inputs):
    curvatures = np.linalg.eigvalsh(hessian(Network([1, 1], "identity"), inputs, LEAVES))
    return curvatures[-1] / curvatures[0]


def centred():
    return condition(DAYS - DAYS.mean())


def centred_mistakes():
    return [
        (condition(DAYS), "that is for the days as they were, 4 to 6; subtract their mean first."),
        (condition(standardise(DAYS).X), "that is for standardised days; here nothing is divided."),
        (1 / centred(), "the fraction is upside down: the largest curvature over the smallest."),
        (2.0, "that is the largest curvature; divide it by the smallest."),
        (4 / 3, "that is the smallest curvature; divide the largest by it."),
    ]


def best():
    return 10 / 0.1, 2 / (10 + 0.1)


def best_mistakes():
    return [
        (best()[::-1], "the two numbers are right and in the wrong order: the condition number first."),
        ((0.01, best()[1]), "the fraction is upside down: the largest curvature over the smallest."),
        ((100, 0.2), "the first is right; the second is the limit itself, and the best rate is a little lower."),
        ((100, 1 / 10.1), "the first is right; in the second the numerator is 2."),
        (
            (100, 0.1),
            "the first is right; 1/10 ends the way across in one step, and the way along is slow.",
        ),
    ]


HALF = "that is the rate that arrives in one step; go on, until the steps stop shrinking."


def limit():
    return stable_learning_rate(Network([1, 1], "identity"), standardise(DAYS).X, LEAVES)


def limit_mistakes():
    return [
        (
            limit() / 2,
            HALF,
        ),
        (stable_learning_rate(Network([1, 1], "identity"), DAYS, LEAVES), "that is for the ravine, the second widget."),
        (2 * limit(), "there every step triples the distance; look for the rate where it neither grows nor shrinks."),
    ]


def growth():
    """The lesson's third widget, as it is made there."""
    from nnlib.widgets import Descent  # who checks numbers only needs no widgets

    ranges = {"w_range": (-2, 4), "b_range": (-1, 6), "inputs": "day, standardised", "target": "leaves"}
    standardised = standardise(DAYS).X
    return Descent(standardised, LEAVES, activation="identity", cost="mse", start=(-1, 0), learning_rate=0.5, **ranges)


def weeks():
    return condition(DAYS / 7)


def weeks_mistakes():
    return [
        (condition(DAYS), "that is for days; divide them by 7 first."),
        (condition((DAYS - DAYS.mean()) / 7), "that is for centred weeks; here nothing is subtracted."),
        (condition(DAYS * 7), "that is for sevenths of a day: divide, do not multiply."),
        (1 / weeks(), "the fraction is upside down: the largest curvature over the smallest."),
    ]


EXERCISES = {
    "6-centred": Exercise(
        centred,
        "once the inputs lie around zero, weight and bias no longer do each other's job.",
        centred_mistakes,
        "work out the mean of the squares, then both curvatures, and divide the larger one by the smaller.",
    ),
    "6-best": Exercise(
        best,
        "the direction that curves most limits the rate, and the one that curves least sets the time.",
        best_mistakes,
        "divide the curvatures; the best rate is 2 over their sum.",
    ),
    "6-limit": Exercise(
        limit,
        "in a round bowl of curvature 2 the factor is 1 minus twice the rate, and it must not pass -1.",
        limit_mistakes,
        "start with 0.5, where one step arrives, and raise the rate until the steps no longer shrink.",
        tolerance=2e-2,  # two digits
        state=State(
            "descent-3",
            growth,
            ("start", "learning_rate"),
            list,
            lambda: {"learning_rate": 1.0},
            lambda: [({"learning_rate": 0.5}, HALF)],
            number=("learning_rate",),
        ),
    ),
    "6-shift": Choice(
        "far from zero the weight and the bias do almost the same job, and the ravine gets narrow.",
        (
            (
                "Not at all. Only the bias ends at another number.",
                "the line stays, but the bowl is made of the inputs.",
            ),
            (
                "It gets a little slower, because the steps of the bias are longer.",
                "much more happens: the sum of the squares of the inputs is in the bowl.",
            ),
            ("It gets hundreds of times slower.", ""),
        ),
    ),
    "6-same-curve": Text(
        "Double the rate and run again from the same place. If the curve falls twice as fast and stays down, the steps "
        "were too short. If the cost jumps up, go back and halve the rate. If the curve now falls faster, the marble "
        "was leaping from wall to wall. If it falls half as fast, it walks along the floor of a ravine, and no rate "
        "helps much."
    ),
    "6-weeks": Exercise(
        weeks,
        "other units change the bowl, but a narrow ravine stays one until the inputs are centred.",
        weeks_mistakes,
        "pass days / 7 to nn.hessian, and divide the larger eigenvalue by the smaller one.",
        code=True,
    ),
}
