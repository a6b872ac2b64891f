"""The exercises of the last lesson."""

import math
from functools import cache

import numpy as np

from nnlib import SGD, Network, accuracy, cross_entropy, fit
from nnlib.course.exercise import Exercise
from nnlib.course.state import State, near, one_of, unless
from nnlib.data import digits8, split


def total():
    return Network([2, 1], theta=[2.0, -1.0, 0.3]).predict([[0.5, 0.8]]).item()


def total_mistakes():
    z = math.log(total() / (1 - total()))
    return [
        (z, "that is the sum z; the prediction is its sigmoid."),
        (1 / (1 + math.exp(-z + 0.3)), "the bias is missing from the sum."),
        (
            1 / (1 + math.exp(-(2 * 0.8 - 0.5 + 0.3))),
            "the weights are in the wrong order: the first neuron has the first.",
        ),
        (1 / (1 + math.exp(-(2 * 0.5 + 0.8 + 0.3))), "the second weight is negative."),
        (math.tanh(z), "that is the tanh; this output has a sigmoid."),
        (1 - total(), "look at the sign in the exponent: the sigmoid has e to the power of minus z."),
    ]


def twins():
    return math.factorial(5)


def twins_mistakes():
    return [
        (5, "that is the number of neurons; count the orders in which they can stand."),
        (2**5, "that would be turning each over or not; the question is about their order."),
        (math.factorial(5) * 2**5, "turning over is for odd functions such as tanh; a ReLU is not odd."),
        (5**5, "no neuron can stand at two places: for the second place one choice less is left."),
    ]


def four_edges():
    """The lesson's widget, as it is made there."""
    from nnlib.widgets import Playground  # here, because sums on paper need no widgets

    return Playground(dataset="rings", hidden=(4,), learning_rate=0.5)


OUTGOING = 12  # the place of the first outgoing weight in theta, behind 8 weights and 4 biases


@cache
def trained():
    """The lesson's playground after 300 steps."""
    play = four_edges()
    play.steps = 300
    return play


def cut(neuron=2):
    """All parameters after 300 steps, the outgoing weight of one hidden neuron, counted from 1, set to zero."""
    theta = trained().theta
    if neuron:
        theta[OUTGOING + neuron - 1] = 0
    return theta


def ringed(neuron=2):
    play = trained()
    return accuracy(play.net.at(cut(neuron)), play.X_test, play.Y_test)


def cut_mistakes():
    return [
        (ringed(0), "that is with all four; set the second one's weight to the output to zero."),
        *((ringed(neuron), hint) for neuron, hint in WITHOUT.items()),
    ]


NOT_300 = "train for 300 steps before the cut, and for none after it."
NOT_CUT = "pick the line from the second hidden neuron to the output, and type 0 for its weight."
WITHOUT = {
    1: "that is without the first; the question cuts off the second.",
    3: "that is without the third; the question cuts off the second.",
    4: "that is without the fourth; the question cuts off the second.",
}


def second_cut():
    """Trained for 300 steps, then the second hidden neuron's outgoing weight set to zero, and nothing else changed."""
    return [
        one_of("before", 300, hint=NOT_300),
        one_of("steps", 0, hint=NOT_300),
        *(unless(near("start", cut(neuron).round(4), 1e-3, hint=hint)) for neuron, hint in WITHOUT.items()),
        near("start", cut().round(4), 1e-3, hint=NOT_CUT),
    ]


def as_start(theta):
    return {"start": theta.reshape(-1, 1).tolist(), "before": 300}


def moved(X, pixels=1, axis=2):
    return np.roll(X.reshape(-1, 8, 8), pixels, axis=axis).reshape(-1, 64)


@cache
def taught(more=True, pixels=1):
    """The share of the test images, moved to the right, that is read rightly; more: taught with moved copies."""
    digits, rng = digits8(), np.random.default_rng(0)
    parts = split(digits.X, digits.Y, test=0.25, rng=rng)
    X, Y = parts.X_train, parts.Y_train
    if more:
        X, Y, rng = np.concatenate([X, moved(X)]), np.concatenate([Y, Y]), np.random.default_rng(0)
    net = Network([64, 32, 10], ["relu", "softmax"], rng=rng)
    fit(net, X, Y, cost=cross_entropy, optimizer=SGD(0.1), epochs=30, batch_size=32, rng=rng)
    return accuracy(net, moved(parts.X_test, pixels), parts.Y_test)


def taught_mistakes():
    return [
        (taught(more=False), "that is without the moved images; train on both kinds together."),
        (taught(more=False, pixels=0), "that is the first network on the images as they are."),
        (
            taught(pixels=-1),
            "those are moved left, which it has not seen; np.roll by +1 along the columns moves right.",
        ),
    ]


EXERCISES = {
    "19-sum": Exercise(
        total,
        "what each says times its weight, the bias, and one bend.",
        total_mistakes,
        "multiply what each neuron says by its weight, add them and the bias, and put the sum into the sigmoid.",
    ),
    "19-twins": Exercise(
        twins,
        "every order of the neurons gives the same sum, and other numbers at every place.",
        twins_mistakes,
        "how many neurons can stand first, how many are then left for the second place, and so on?",
        tolerance=1e-9,
    ),
    "19-cut": Exercise(
        ringed,
        "the four were trained to be added up, and each needs the others.",
        cut_mistakes,
        "train for 300 steps, pick the line from the second hidden neuron to the output, and type 0 for its weight.",
        tolerance=1e-2,  # two digits
        state=State(
            "playground-1",
            four_edges,
            ("start", "before"),
            second_cut,
            lambda: as_start(cut()),
            lambda: [
                ({"steps": 300}, NOT_300),
                (as_start(cut(1)), WITHOUT[1]),
                (as_start(cut(0)), NOT_CUT),
            ],
        ),
    ),
    "19-more": Exercise(
        taught,
        "what it lacked was in no formula; it was in the examples.",
        taught_mistakes,
        "put X_train and its moved copy one below the other, Y_train twice, and train as before from a fresh seed 0.",
        tolerance=1e-2,
        code=True,
    ),
}
