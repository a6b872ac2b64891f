"""The exercises of the lesson on layers: addresses of weights, and what one neuron cannot do."""

from functools import cache

import numpy as np

from nnlib import SGD, Network, cross_entropy, fit
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, between, near, one_of, unless

CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
LAMP = np.array([[0.0], [1.0], [1.0], [0.0]])


def address(a=3, b=2):
    """The row and the column of W_{a,b}."""
    return b, a


def address_mistakes():
    row, column = address()
    return [
        ((column, row), "those are the indices as they are written, from and to; what leads to one neuron is one row."),
        ((row - 1, column - 1), "that is counted from 0, as Python does; the question counts from 1."),
        ((column - 1, row - 1), "those are the indices as they are written, and counted from 0."),
    ]


@cache
def alike():
    """The output's weights for 1 where the switches are alike, from the hidden activations and the bias 1."""
    hidden = Network([2, 2], "relu", theta=[1.0, 1.0, 1.0, 1.0, 0.0, -1.0])
    A = hidden.predict(CORNERS)
    return tuple(np.linalg.lstsq(A, (1 - LAMP - 1)[:, 0], rcond=None)[0].round(12))


def alike_mistakes():
    first, second = alike()
    return [
        ((-first, -second), "with these the lamp of the text still shines where it did, only brighter by the bias."),
        ((second, first), "the two numbers are right and in the wrong order: the one for the count first."),
        ((first, -first), "try both switches up: the count is two there, and the second neuron must bring it back."),
        ((first, 0.0), "with both switches up the output is negative; the second hidden neuron must mend that."),
    ]


ONE_CUT = "one hidden unit cuts the plane once, and the later layers cannot bend the cut."
WAY_OUT = "two look close, but follow the line of one half: there is a way out, whatever the weights."


def rings():
    return 3  # two leave a way out, as the lesson proves; a triangle is closed


def rings_mistakes():
    return [
        (1, ONE_CUT),
        (2, WAY_OUT),
        (4, "that works, and it works with fewer; did an earlier run stop too soon? Try a new start."),
        (6, "that works, and it works with fewer."),
    ]


def ring():
    """The widget of the exercise, as it is made there."""
    from nnlib.widgets import Playground  # who checks numbers only needs no widgets

    return Playground(dataset="rings", hidden=(1,), learning_rate=1.0)


SETTINGS = ("start", "before", "seed", "init", "activation", "optimizer", "learning_rate", "batch")
ONE_LAYER = "the exercise is about one hidden layer; take the others away."
STILL_OPEN = "the line of one half does not close around the inner ring yet; play on, or make a new start."


@cache
def closing():
    """After how many steps, in fifties, three hidden units close the line of one half around the inner ring."""
    turn = np.linspace(0, 2 * np.pi, 360, endpoint=False)
    circle, play = np.column_stack([np.cos(turn), np.sin(turn)]), ring()
    play.hidden = (rings(),)
    net, X, Y = play.net, play.X, play.Y
    for steps in range(50, 5000, 50):
        fit(net, X, Y, cost=cross_entropy, optimizer=SGD(play.learning_rate), epochs=50)
        if (net.predict(0.4 * circle) < 0.5).all() and (net.predict(100 * circle) > 0.5).all():
            return steps


def trained_enough():
    """One hidden layer, of at least three units, trained until a line of three would close."""
    return [
        near("hidden", [None], 0, hint=ONE_LAYER),
        unless(one_of("hidden", [1], hint=ONE_CUT)),
        unless(one_of("hidden", [2], hint=WAY_OUT)),
        between(("before", "steps"), closing(), 1e6, hint=STILL_OPEN),
    ]


@cache
def fitted():
    """The linear neuron on x1, x2 and their product."""
    net = Network([3, 1], "identity")
    fit(net, np.column_stack([CORNERS, CORNERS.prod(axis=1)]), LAMP, optimizer=SGD(0.3), epochs=5000)
    return net.theta


def product():
    return fitted()[2]


def product_mistakes():
    return [
        (fitted()[0], "that is the weight of one of the switches; the product is the third input."),
        (-product(), "look at the sign: with both switches up the lamp is dark, so something is taken away."),
        (product() / 2, "put both switches up: their two weights add up, and the product has to undo both."),
        (0.0, "has the fit run long enough? With that weight the neuron is as helpless as before."),
    ]


EXERCISES = {
    "7-alike": Exercise(
        alike,
        "the opposite of an answer is one minus the answer, and the output neuron alone can say that.",
        alike_mistakes,
        "write down one minus the output of the text, and read off the number before each activation.",
    ),
    "7-address": Exercise(
        address,
        "the weights to one neuron are one row, and those from one input are one column.",
        address_mistakes,
        "ask first where the weight leads: that is its row.",
        tolerance=1e-9,
    ),
    "7-majority": Choice(
        "one flat cut separates the corners with two or three switches up; more inputs need not be harder.",
        (
            ("One neuron.", ""),
            (
                "Two hidden neurons and an output neuron.",
                "that works, and fewer do: try one neuron that counts the switches.",
            ),
            (
                "Three hidden neurons, one for each pair of switches, and an output neuron.",
                "that works, and fewer do: a weight of 1 for each switch counts them. Which bias comes next?",
            ),
        ),
    ),
    "7-rings": Exercise(
        rings,
        "a line cannot enclose and two leave a way out; one more closes a rounded triangle.",
        rings_mistakes,
        "count the units with which the line of one half is a closed curve; give training some hundred steps.",
        tolerance=1e-9,
        state=State(
            "playground-2",
            ring,
            ("hidden", *SETTINGS),
            trained_enough,
            lambda: {"hidden": [3], "steps": 500},
            lambda: [
                ({"hidden": [3]}, STILL_OPEN),
                ({"hidden": [3, 1], "steps": 500}, ONE_LAYER),
                ({"hidden": [2], "steps": 500}, WAY_OUT),
            ],
            number=("hidden", 0),
        ),
    ),
    "7-product": Exercise(
        product,
        "each switch counts once, and when both are up the product takes both away.",
        product_mistakes,
        "print the theta of the fitted neuron: three weights in the order of the inputs, then the bias.",
        code=True,
    ),
    "7-friend": Text(
        "A neuron with two inputs says one half along a straight line, and its weights can only turn and shift it. "
        "No straight line separates the two bright corners from the two dark ones: the four inequalities contradict "
        "each other, so no weights do it, and training can only find weights that exist. A hidden layer helps. It "
        "moves the corners to new places, where one line is enough."
    ),
}
