"""The exercises of the lesson on gradient descent: a line through three points."""

import numpy as np

from nnlib import SGD, Network, fit, hessian, stable_learning_rate
from nnlib.course.exercise import Exercise, Text
from nnlib.course.state import State, between, near, one_of

X = np.array([[1.0], [2.0], [3.0]])
Y = np.array([[2.0], [3.0], [5.0]])


def one_step(rate=0.05):
    net = Network([1, 1], "identity")
    return -rate * net.backward(net.forward(X), Y).theta


def one_step_mistakes():
    w, b = one_step()
    return [
        ((-w, -b), "the gradient points uphill, so the step goes against it: subtract."),
        ((w / 2, b / 2), "a factor is missing: the slope of a square has a 2 in it."),
        ((3 * w, 3 * b), "those are sums over the examples; the cost is a mean, so divide by their number."),
        ((b, w), "the two numbers are right and in the wrong order: w first."),
        ((w / 0.05, b / 0.05), "that is minus the gradient; the step is the learning rate times it."),
        ((-w / 0.05, -b / 0.05), "that is the gradient; the step is minus the learning rate times it."),
        ((b, b), "the slope in w has one more factor: each miss is multiplied by its x."),
    ]


def compass(slopes=(-6.0, 8.0)):
    return np.hypot(*slopes)


def compass_mistakes():
    return [
        (-compass(), "the question says that it falls; give its size, without the sign."),
        (14.0, "the two slopes do not simply add: the directions are at a right angle to each other."),
        (2.0, "one slope is negative, but that does not make the hill less steep: it only turns the arrow."),
        (8.0, "that is the way along b alone; there is a steeper one that uses w as well."),
        (6.0, "that is the way along w alone; there is a steeper one that uses b as well."),
        (100.0, "that is the square of the length; take its root."),
    ]


MOVED = np.array([[1.0], [2.0], [2.0]])  # the third point dragged to the left


def limit(inputs=MOVED):
    return stable_learning_rate(Network([1, 1], "identity"), inputs, np.zeros((len(inputs), 1)))  # whatever the targets


def limit_mistakes():
    largest = np.linalg.eigvalsh(hessian(Network([1, 1], "identity"), MOVED, Y)).max()
    return [
        (limit(X), "that is the limit for the points as they were: move the third one to x = 2."),
        (1 / largest, "there the step lands at the bottom of the steepest direction; it may be twice as long."),
        (largest, "that is the largest curvature itself; the limit gets smaller as the curvature grows."),
        (2 / (largest / 2), "that is the limit for half the square; nnlib's mse has no half."),
    ]


def bowl():
    """The lesson's second widget, as it is made there."""
    from nnlib.widgets import Descent  # who checks numbers only needs no widgets

    ranges = {"w_range": (-1, 4), "b_range": (-2, 3)}
    return Descent(X, Y, activation="identity", cost="mse", learning_rate=0.17, steps=5, **ranges)


NO_MOMENTUM = "set the momentum back to 0; with momentum another limit holds."
TOO_HIGH = "at this rate the cost grows in the long run; make it smaller."
TOO_LOW = "this rate comes down, and so would one that is 2 % larger; go nearer to the limit."
BOWL = "descent-2"
NOT_MOVED = "the third point is not at x = 2 yet; drag it to the left."


def steps():
    return fit(Network([1, 1], "identity"), X, Y, optimizer=SGD(0.05), epochs=5000, stop_below=0.06).steps


def steps_mistakes():
    return [
        (steps() + 1, "that is one too many: the start is not a step."),
        (steps() - 1, "one step more: after that many the cost is not yet below the threshold."),
        (
            fit(Network([1, 1], "identity"), X, Y, optimizer=SGD(0.1), epochs=5000, stop_below=0.06).steps,
            "that is with a learning rate of 0.1; the question asks for 0.05.",
        ),
        (5000, "the threshold was never met in that run; did it start at (0, 0) with the right threshold?"),
    ]


EXERCISES = {
    "5-step": Exercise(
        one_step,
        "minus the learning rate times each slope, for w and for b at once.",
        one_step_mistakes,
        "find both slopes at (0, 0), multiply each by the learning rate, and subtract.",
    ),
    "5-compass": Exercise(
        compass,
        "the length of the gradient is the steepest slope; at a right angle to it the ground is level.",
        compass_mistakes,
        "the steepest way down goes against the gradient, and its slope is the length of that arrow.",
    ),
    "5-limit": Exercise(
        limit,
        "a step of that rate lands as far beyond the valley as it was before it; the curvature comes from the inputs.",
        limit_mistakes,
        "the limit grows as the third point comes closer; just above it the cost grows in the long run.",
        tolerance=2e-2,  # two digits
        state=State(
            BOWL,
            bowl,
            ("X", "Y", "start", "learning_rate", "momentum"),
            lambda: [near("X", MOVED, 0.02, hint=NOT_MOVED), one_of("momentum", 0, hint=NO_MOMENTUM)],
            lambda: {"X": [1, 2, 2], "learning_rate": 0.25},
            lambda: [
                ({"learning_rate": 0.25}, NOT_MOVED),
                (
                    {"X": [1, 2, 2], "learning_rate": 0.18},
                    "that is the limit for the points as they were: move the third one to x = 2.",
                ),
                ({"X": [1, 2, 2], "learning_rate": 0.25, "momentum": 0.5}, NO_MOMENTUM),
            ],
            number=("learning_rate",),
        ),
    ),
    "5-just": Exercise(
        None,
        "at this rate the descent arrives in the end, and at one that is 2 % larger it would not.",
        state=State(
            BOWL,
            bowl,
            ("start", "learning_rate", "momentum"),
            lambda: [
                one_of("momentum", 0, hint=NO_MOMENTUM),
                between("learning_rate", 0, limit(X), hint=TOO_HIGH),
                between("learning_rate", limit(X) / 1.02, limit(X), hint=TOO_LOW),
            ],
            lambda: {"learning_rate": 0.99 * limit(X)},
            lambda: [
                ({"learning_rate": 1.01 * limit(X)}, TOO_HIGH),
                ({}, TOO_LOW),
                ({"learning_rate": 0.99 * limit(X), "momentum": 0.5}, NO_MOMENTUM),
            ],
        ),
    ),
    "5-steps": Exercise(
        steps,
        "the first steps do nearly all of the work, and the rest is a slow walk along the floor.",
        steps_mistakes,
        "start the loop at (0, 0) with the rate 0.05, and count until the cost is below 0.06 for the first time.",
        tolerance=1e-9,
        code=True,
    ),
    "5-flat": Text(
        "The gradient may be small because the network is on a plateau or near a saddle, and not because it is at the "
        "lowest place: flat is not the same as lowest. A small gradient only means that the steps are short. I would "
        "let it run longer, try a larger learning rate, and start again from another place to see whether the cost "
        "ends lower there."
    ),
}
