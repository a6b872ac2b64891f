"""The exercises of the lesson on one neuron: the O-ring flights."""

from functools import cache

import numpy as np

from nnlib import SGD, Network, cross_entropy, fit
from nnlib.course.exercise import Exercise
from nnlib.course.state import State, between, near, unless
from nnlib.data import flights, standardise


@cache
def fitted(coldest=0):
    """The neuron fitted to the flights at `coldest` °F or above: weight and bias in °F, and as standardised."""
    shuttle = flights()
    kept = shuttle.X[:, 0] >= coldest
    X, scaling = standardise(shuttle.X[kept])
    net = Network([1, 1])
    fit(net, X, shuttle.Y[kept], cost=cross_entropy, optimizer=SGD(4.0), epochs=400)
    w, b = scaling.to_original(net.W[0], net.b[0])
    return w.item(), b.item(), net.W[0].item(), net.b[0].item()


def boundary():
    w, b, _, _ = fitted()
    return -b / w


def boundary_mistakes():
    w, b, w_standard, b_standard = fitted()
    return [
        (b / w, "look at the sign again: at the boundary w x + b is zero, so w x is minus b."),
        (b, "that is the bias itself, which is not a temperature; ask where z = w x + b is zero."),
        (-b_standard / w_standard, "that is in standard deviations from the mean; the question asks for °F."),
        (-w / b, "the fraction stands on its head: solve w x + b = 0 for x."),
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
    """The lesson's first widget, as it is made there."""
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


def probability(x, coldest=0):
    """What the neuron fitted to the flights from `coldest` °F up says at x °F."""
    w, b, _, _ = fitted(coldest)
    return 1 / (1 + np.exp(-(w * x + b)))


def without_coldest():
    return probability(53, coldest=54)


def without_coldest_mistakes():
    w, b, w_standard, b_standard = fitted(54)
    raw = Network([1, 1], theta=[w_standard, b_standard]).predict([[53.0]]).item()
    return [
        (probability(53), "that neuron still has the coldest flight among its data; leave out the row at 53 °F."),
        (w * 53 + b, "that is z, the log-odds; the probability is the sigmoid of it."),
        (raw, "the neuron learned from standardised temperatures, so 53 °F must go through the same scaling."),
        (probability(31, coldest=54), "that is the answer for 31 °F; the question asks about the flight left out."),
        (1 - without_coldest(), "that is the probability of no distress."),
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
            "neuron-1",
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
    "3-without-coldest": Exercise(
        without_coldest,
        "the 22 warmer flights alone foresaw trouble at 53 °F, though with less data behind it.",
        without_coldest_mistakes,
        "keep the 22 rows above 53 °F, standardise them, fit until nothing changes, and predict at the scaled 53 °F.",
        code=True,
    ),
}
