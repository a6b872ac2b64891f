"""The exercises of the lesson on overfitting."""

from functools import cache

import numpy as np

from nnlib import SGD, Adam, Network, accuracy, cross_entropy, fit, l2, mse
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, one_of, unless
from nnlib.data import moons


def line():
    return Network([1, 1], "identity", theta=[0.5, 1.0]).cost([[4.0]], [[-2.0]])


def line_mistakes():
    return [
        (line() ** 0.5, "that is the miss; the cost is its square."),
        (-(line() ** 0.5), "that is the miss; the cost is its square."),
        (0.0, "that is the cost at the points it goes through; the question asks for the one held back."),
        (line() / 3, "that is the mean over all three points; the question asks for the one held back."),
        (line() / 2, "there is no half in this book's squared error."),
    ]


def decay(strength=0.01, steps=100):
    net = Network([1, 1], "identity", theta=[3.0, 0.0])
    fit(net, [[0.0]], [[0.0]], cost=mse + l2(strength), optimizer=SGD(0.1), epochs=steps)
    return net.W[0].item()


def decay_mistakes():
    return [
        (decay(0.005), "a factor is missing: the slope of the square brings down a 2."),
        (decay(steps=1), "that is after one step; each step multiplies the weight again."),
        (3 - 100 * 2 * 0.1 * 0.01 * 3, "the shrinking is not the same at every step: a smaller weight loses less."),
        (decay(0.1), "the step is the rate times the slope: multiply by both numbers."),
        (decay() / 3, "that is by what the weight was multiplied; it was 3 at the start."),
        (0.0, "the weight shrinks by a share of itself at each step, and never quite gets there."),
    ]


def heart():
    """The lesson's widget, as it is made there."""
    from nnlib.widgets import Playground  # here, because sums on paper need no widgets

    return Playground(dataset="moons", examples=90, noise=0.3, hidden=(6, 6), optimizer="adam", learning_rate=0.02)


NOT_TRAINED = "that is the start; train for about 600 steps, and drag the step slider back to the triangle."


@cache
def turned(steps=600):
    """The validation costs of the lesson's playground, step by step."""
    play = heart()
    held = (play.X_test, play.Y_test)
    return fit(
        play.net, play.X, play.Y, cost=play.priced, optimizer=Adam(0.02), epochs=steps, validation=held
    ).validation


def turn():
    return int(turned().argmin())


def turn_mistakes():
    return [
        (600, "there the training ended; the triangle stands where the cost of the diamonds was lowest."),
        (turned().min(), "that is the cost there; the question asks after how many steps."),
    ]


@cache
def coins(width=32, epochs=1000):
    """How many of sixty tosses of a coin a network has right after training."""
    X, Y = moons(60, 0.3, rng=np.random.default_rng(0)).X, np.random.default_rng(1).integers(2, size=(60, 1))
    net = Network([2, width, width, 1], ["tanh", "tanh", "sigmoid"], rng=np.random.default_rng(2))
    fit(net, X, Y, cost=cross_entropy, optimizer=Adam(0.02), epochs=epochs)
    return round(len(X) * accuracy(net, X, Y))


def coins_mistakes():
    return [
        (coins() / 2, "that is what it would get on new coins; with these it was trained."),
        (coins(width=16), "that is with smaller hidden layers; the question asks for two of 32."),
        (1, "that is a share; give how many."),
        (0, "count those that it has right, not those that it has wrong."),
    ]


EXERCISES = {
    "16-line": Exercise(
        line,
        "the line reaches its two points exactly, and is far off where nothing held it.",
        line_mistakes,
        "find the line through the two points, put the third x into it, and square the miss.",
    ),
    "16-decay": Exercise(
        decay,
        "the same share is lost at every step: what the data do not defend fades away.",
        decay_mistakes,
        "one step multiplies w by a factor made of the rate and the strength; raise it to the number of steps.",
        tolerance=5e-4,
    ),
    "16-which": Choice(
        "on examples that it has not seen it costs the least, and new ones will be like those.",
        (
            (
                "cost in training 0.31, held back 0.33",
                "its two costs are the closest, so it does not overfit; but it has learned little. Compare the costs "
                "on what was held back.",
            ),
            (
                "cost in training 0.01, held back 0.52",
                "it knows its own examples best, by heart. Compare the costs on what was held back.",
            ),
            ("cost in training 0.12, held back 0.18", ""),
        ),
    ),
    "16-turn": Exercise(
        turn,
        "from there on, learning by heart did more harm than the rest did good.",
        turn_mistakes,
        "press Reset, train for about 600 steps, drag the step slider back to the triangle, and read the step.",
        tolerance=3e-2,  # a mark on a chart
        state=State(
            "playground-1",
            heart,
            ("steps",),
            lambda: [unless(one_of("steps", 0, hint=NOT_TRAINED))],
            lambda: {"steps": 172},
            lambda: [
                ({}, NOT_TRAINED),
                (
                    {"steps": 600},
                    "there the training ended; the triangle stands where the cost of the diamonds was lowest.",
                ),
            ],
            number=("steps",),
        ),
    ),
    "16-coins": Exercise(
        coins,
        "it has learned sixty coins by heart, and there was nothing to understand.",
        coins_mistakes,
        "train on the labels that the coin tossed, and count the right ones among the same sixty.",
        tolerance=1e-9,
        code=True,
    ),
    "16-parrot": Text(
        "being right on the training examples is no proof, because a network with enough freedom can reach that "
        "without any understanding: a line goes through any two points and may still miss the third; show me its "
        "cost on examples that were held back and that nobody used to choose it."
    ),
    "16-lowest": Text(
        "I tried a dozen settings, and the winner was clearly ahead on the 30 diamonds; with other data its lead "
        "shrank, or was gone; I had chosen the best of many on few examples, so part of the lead was luck, which other "
        "examples do not share; for an honest number I need examples that took no part in the choice."
    ),
}
