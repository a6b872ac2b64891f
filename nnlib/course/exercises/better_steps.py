"""The exercises of the lesson on better steps: momentum, batches and Adam, on the plant's days and the flights."""

from functools import cache

import numpy as np

from nnlib import SGD, Adam, Network, cross_entropy, fit, stable_learning_rate
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.exercises.learning_rate import DAYS, LEAVES
from nnlib.course.state import State, one_of
from nnlib.data import flights, standardise


def rolled(rule, steps=3):
    """Where a rule is after some steps from 10, if the slope is theta itself."""
    theta = np.array([10.0])
    stepper = rule.start(theta)
    for _ in range(steps):
        stepper.step(theta, theta.copy())
    return theta.item()


BALL = SGD(learning_rate=0.1, momentum=0.9)


def momentum(rate=0.1, mu=0.9):
    return rolled(SGD(learning_rate=rate, momentum=mu))


def momentum_mistakes():
    return [
        (rolled(BALL, 3) - rolled(BALL, 2), "that is the new velocity; the ball moves by it from where it was."),
        (rolled(SGD(0.1)), "that is plain descent; the velocity of the steps before is missing."),
        (rolled(BALL, 2) * 0.9, "the slope's own step is there; add what momentum leaves of the old velocity."),
        (rolled(BALL, 2) - 0.9 * 1.8, "the old velocity is there; the new slope's push is missing."),
        (rolled(SGD(0.1, momentum=0.9, nesterov=True)), "that is Nesterov's; the question asks for the heavy ball."),
        (rolled(BALL, 4), "that is one step too far."),
    ]


def slopes(rows):
    """The gradient at w = b = 0 over some of the days."""
    net = Network([1, 1], "identity")
    return net.backward(net.forward(DAYS[rows]), LEAVES[rows]).theta


def batch(rows=(0, 1)):
    return slopes(list(rows))


def batch_mistakes():
    w, b = batch()
    return [
        ((2 * w, 2 * b), "that is the sum over the batch; the gradient is the mean, over as many as the batch holds."),
        ((w / 2, b / 2), "a factor is missing: the derivative of a square brings down a 2."),
        ((2 * w / 3, 2 * b / 3), "divide by the number of examples in the batch, not by that of all days."),
        (slopes([0, 1, 2]), "that is the gradient over all three days; a batch has only two of them."),
        (slopes([0, 2]), "that is days 4 and 6, which come closest to all three; try another pair."),
        (slopes([1, 2]), "that is days 5 and 6; one of the other pairs is still farther from all three."),
        ((-w, -b), "that is the direction of the step; the gradient points uphill."),
        ((b, w), "the two numbers are right and in the wrong order: w first."),
    ]


def limit(mu=0.5):
    return stable_learning_rate(Network([1, 1], "identity"), DAYS, LEAVES, momentum=mu)


def limit_mistakes():
    return [
        (limit(0.0), "that is the limit without momentum; set it first, and look at the mark again."),
        (limit(0.9), "that is the limit with much more momentum; the question asks for a half."),
        (limit(0.0) / 2, "momentum raises the limit: a velocity that points the other way takes some of a step back."),
        (2 * limit(0.0), "it rises, but not so far; look at the mark, and try a rate just above it."),
        (limit() / 2, "that is half of it; the factor must not pass -1, so there is room for twice as much."),
    ]


def ravine():
    """The lesson's first widget, as it is made there."""
    from nnlib.widgets import Descent  # who checks numbers only needs no widgets

    ranges = {"w_range": (-1, 3), "b_range": (-8, 4), "inputs": "day", "target": "leaves"}
    return Descent(DAYS, LEAVES, activation="identity", cost="mse", start=(0, 0), learning_rate=0.03, **ranges)


OTHER_MOMENTUM = "the momentum is not 0.5; set it first."


@cache
def race_steps(rule):
    """After how many steps the flights' cross-entropy is below 0.442."""
    shuttle = flights()
    X = standardise(shuttle.X).X
    run = fit(Network([1, 1]), X, shuttle.Y, cost=cross_entropy, optimizer=rule, epochs=2000, stop_below=0.442)
    return run.steps


def race():
    return race_steps(SGD(1.0)), race_steps(SGD(1.0, momentum=0.9))


def race_mistakes():
    plain, heavy = race()
    return [
        ((heavy, plain), "the two numbers are right and in the wrong order: without momentum first."),
        ((plain + 1, heavy + 1), "that counts the start too: history.cost has one entry more than there are steps."),
        ((plain, race_steps(SGD(1.0, momentum=0.5))), "the first is right; the second is for another momentum."),
        (
            (plain, race_steps(SGD(1.0, momentum=0.9, nesterov=True))),
            "the first is right; the second is Nesterov's, and the question asks for the heavy ball.",
        ),
        ((plain, race_steps(Adam(1.0))), "the first is right; the second is Adam's, and the question asks for SGD."),
    ]


EXERCISES = {
    "13-momentum": Exercise(
        momentum,
        "momentum keeps most of the old velocity, the slope's push is subtracted, and the ball moves by the rest.",
        momentum_mistakes,
        "the new velocity is 0.9 times the old one minus 0.1 times the slope; add it to the place.",
    ),
    "13-batch": Exercise(
        batch,
        "a batch's gradient is the mean over its own examples; without the steepest day it is the farthest off.",
        batch_mistakes,
        "average the gradients of two days, for each of the three pairs, and compare them with that of all days.",
    ),
    "13-limit": Exercise(
        limit,
        "the old velocity takes back a part of each step across, so the steps may be longer before they grow.",
        limit_mistakes,
        "set the momentum in the first widget, and read the mark under the learning rate.",
        tolerance=2e-2,  # two digits
        state=State(
            "descent-1",
            ravine,
            ("start", "learning_rate", "momentum"),
            lambda: [one_of("momentum", 0.5, hint=OTHER_MOMENTUM)],
            lambda: {"momentum": 0.5, "learning_rate": 0.056},
            lambda: [
                ({"learning_rate": 0.0375}, OTHER_MOMENTUM),
                (
                    {"momentum": 0.5, "learning_rate": 0.0375},
                    "that is the limit without momentum; set it first, and look at the mark again.",
                ),
            ],
            number=("learning_rate",),
        ),
    ),
    "13-first-step": Choice(
        "both means still remember the first slope, so the step is two thirds as long as before.",
        (
            (
                "About 0.001: a hundredth of the slope, a hundredth of the step.",
                "that is plain descent; in Adam both means still remember the first slope.",
            ),
            ("About 0.07.", ""),
            (
                "0.1: the size of the slope cancels.",
                "it cancels while the slope stays the same; after a change one mean forgets faster than the other.",
            ),
        ),
    ),
    "13-alike": Text(
        "One neuron has little to learn from the tumours: five exact steps with a good rate almost do it, and little "
        "is left to win. On the digits five steps leave most of the way to go. Batches of 32 make 43 steps in each "
        "pass. A rough step is good enough while there is a long way to go: a batch already shows roughly which way "
        "is down. If every image is in the data twice, an exact step costs twice as much and goes the same way as "
        "before. A batch costs what it did, so the batches make twice as many steps in a pass."
    ),
    "13-race": Exercise(
        race,
        "at this rate a heavy ball swings past the bottom of a round bowl and back; momentum pays off in a ravine.",
        race_mistakes,
        "pass stop_below=0.442 to nn.fit, with nn.SGD(1) and with its momentum, and read steps of each History.",
        tolerance=1e-9,
        code=True,
    ),
}
