"""The exercises of the lesson on one neuron: the O-ring flights."""

from functools import cache

import numpy as np

from nnlib import SGD, Network, cross_entropy, fit
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, between, near, unless
from nnlib.data import flights, standardise


@cache
def fitted(more=0):
    """The neuron fitted to the flights, and to one at 31 °F without distress if there is one `more`: its weight and
    bias in °F, and as standardised."""
    shuttle = flights()
    raw = np.vstack([shuttle.X, np.full((more, 1), 31.0)])
    X, scaling = standardise(raw)
    net = Network([1, 1])
    targets = np.vstack([shuttle.Y, np.zeros((more, 1))])
    fit(net, X, targets, cost=cross_entropy, optimizer=SGD(4.0), epochs=400)
    w, b = scaling.to_original(net.W[0], net.b[0])
    return w.item(), b.item(), net.W[0].item(), net.b[0].item()


FLU = (1.5, -57.0)  # weight and bias of the neuron that looks at a patient's temperature


def boundary():
    w, b = FLU
    return -b / w


def boundary_mistakes():
    w, b = FLU
    return [
        (b / w, "look at the sign again: at the boundary w x + b is zero, so w x is minus b."),
        (b, "that is the bias itself, which is not a temperature; ask where z = w x + b is zero."),
        (-b, "that is minus the bias; the weight has a part in it too: ask where z = w x + b is zero."),
        (-w / b, "the fraction is upside down: solve w x + b = 0 for x."),
        ((0.5 - b) / w, "there the sum is one half; the neuron answers one half where the sum is zero."),
    ]


def odds():
    return np.exp(-fitted()[0])


def odds_mistakes():
    w = fitted()[0]
    return [
        (np.exp(w), WARMER),
        (-w, "that is the change of the log-odds; the odds are e to the power of the log-odds."),
        (w, "that is the weight, a change of the log-odds; the odds are e to the power of the log-odds."),
        (10**-w, "the log-odds use the natural logarithm, so the base is e and not 10."),
        (2**-w, "the log-odds use the natural logarithm, so the base is e and not 2."),
        (probability(60 - 1) / probability(60), "that is the ratio of the probabilities; odds are p / (1 - p)."),
    ]


def flights_neuron():
    """The lesson's second widget, as it is made there."""
    from nnlib.widgets import Neuron  # who checks numbers only needs no widgets

    data, names = flights(), {"inputs": ("temperature",), "target": "distress"}
    return Neuron(
        data.X, data.Y, x=(66,), weights=(-0.1,), bias=7.0, marks={"31 °F, the launch": 31}, simple=True, **names
    )


NOT_THE_FIT = "set the weight and the bias to the numbers in the exercise first."
WARMER = "that is what one degree warmer does; the question makes it colder."
COLDER = "one degree colder changes z by minus the weight; odds are e to the power of z."


def fit_and_colder():
    """The fitted neuron at 59 °F."""
    w, b, _, _ = fitted()
    return [
        near("weights", [w], 1e-4, hint=NOT_THE_FIT),
        between("bias", b - 1e-3, b + 1e-3, hint=NOT_THE_FIT),
        unless(near("x", [61], 0.01, hint=WARMER)),
        near("x", [59], 0.01, hint=COLDER),
    ]


def probability(x, more=0):
    """What the fitted neuron gives at x °F, with so many more flights at 31 °F without distress."""
    w, b, _, _ = fitted(more)
    return 1 / (1 + np.exp(-(w * x + b)))


def one_more():
    return probability(31, more=1)


def one_more_mistakes():
    w, b, w_standard, b_standard = fitted(1)
    raw = Network([1, 1], theta=[w_standard, b_standard]).predict([[31.0]]).item()
    return [
        (probability(31), "that is the answer of the 23 flights; add the one at 31 °F and fit again."),
        (w * 31 + b, "that is z, the log-odds; the probability is the sigmoid of it."),
        (raw, "the neuron learned from standardised temperatures, so 31 °F must go through the same scaling."),
        (1 - one_more(), "that is the probability of no distress."),
    ]


EXERCISES = {
    "3-boundary": Exercise(
        boundary,
        "there z = w x + b is zero, and the sigmoid of zero is one half.",
        boundary_mistakes,
        "the sigmoid is one half where z = w x + b is zero; solve that for x.",
        tolerance=1e-3,
    ),
    "3-odds": Exercise(
        odds,
        "the log-odds change by minus the weight, so the odds are multiplied by e to that power, at every temperature.",
        odds_mistakes,
        COLDER,
        state=State(
            "neuron-2",
            flights_neuron,
            ("x", "weights", "bias"),
            fit_and_colder,
            lambda: {"x": [59], "weights": [-0.2322], "bias": 15.043},
            lambda: [
                ({"x": [61], "weights": [-0.2322], "bias": 15.043}, WARMER),
                ({"x": [59]}, NOT_THE_FIT),
            ],
        ),
    ),
    "3-doubled": Choice(
        "twice 15 to 1 is 31 to 1, and 31 in 32 is 0.97: near 1 a probability hardly moves.",
        (
            (
                "1.88, twice as large.",
                "the odds are twice as large, and a probability is never above 1. Which probability has those odds?",
            ),
            ("0.97.", ""),
            (
                "0.99.",
                "odds of 0.94 to 0.06 are about 15 to 1; twice that is 31 to 1. How many in 32 is that?",
            ),
        ),
    ),
    "3-one-more": Exercise(
        one_more,
        "the odds fall from 2,500 to 1 to 3 to 1: no other flight near it holds the curve, only its shape does.",
        one_more_mistakes,
        "add the flight, standardise the 24 temperatures, fit until nothing changes, and predict at the scaled 31 °F.",
        code=True,
    ),
    "3-evening": Text(
        "Your chart leaves out the flights without distress, so it cannot show what distress depends on. With them, "
        "all four flights below 66 °F had distress, and only 3 of the 19 warmer ones. Tomorrow will be 22 degrees "
        "colder than the coldest of all, so nobody can say how bad it will be, but everything that we have seen "
        "points the wrong way."
    ),
    "3-other-curve": Text(
        "With w = -0.041 and b = 2.67 the curve gives 0.8 at 31 °F and one half at 65 °F, but it is nearly flat: the "
        "four cold flights, which all had distress, get only 0.52 to 0.62, and the warmest, which had none, still "
        "gets 0.34. With an S-shaped curve I can lower the answer at 31 °F only by ignoring what the flights show "
        "near 65 °F; another shape could do both."
    ),
}
