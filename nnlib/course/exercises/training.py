"""The exercises of the lesson on a good start: sizes of first weights, depth, and what has to be random."""

import functools
import math

import numpy as np

from nnlib import SGD, Network, cross_entropy, fit
from nnlib.course.exercise import Exercise, Text
from nnlib.course.state import State, between, one_of


def he(inputs=50):
    return math.sqrt(2 / inputs)


def he_mistakes():
    return [
        (2 / 50, "that is the mean square of the weights; the standard deviation is its root."),
        (math.sqrt(2 / 70), "that is Xavier's rule; the one for ReLU looks at the inputs alone."),
        (math.sqrt(1 / 50), "that keeps the spread without ReLU; ReLU takes half of the mean square, so double it."),
        (math.sqrt(2 / 20), "those are the neurons of the layer; the rule counts its inputs."),
    ]


def keep():
    return 1 / (0.5 * (1 - 0.5))


def keep_mistakes():
    return [
        (1, "that keeps it where the slope is 1, as in the middle of a tanh; a sigmoid's slope is a (1 - a)."),
        (2, "that takes the activation for its slope; a sigmoid's slope is a (1 - a)."),
        (0.25, "that is the slope of the sigmoid; the weight has to make up for it."),
        (0.5, "that is the activation; find the slope there first."),
        (-4, "with a minus the error keeps its size, and turns its sign in every layer; give the positive one."),
    ]


def coin():
    return cross_entropy([[0.0], [0.0]], [[0.0], [1.0]])


def coin_mistakes():
    return [
        (0.5, "that is the accuracy, or the prediction; the cost is asked for."),
        (50, "that is the accuracy in percent; the cost is asked for."),
        (0.009, WITH_TANH),
        (0.25, "that is the squared error; leave the cost at cross-entropy."),
    ]


def deep():
    """The widget of the exercise, as it is made there."""
    from nnlib.widgets import Playground  # who checks numbers only needs no widgets

    return Playground(dataset="xor", hidden=(4, 4, 4), learning_rate=0.3)


TOO_EARLY = "that is before 300 steps; play on."
WITH_TANH = "that is the cost with tanh; choose sigmoid and play again."


@functools.cache
def starts(units, epochs=1000):
    """How many of 20 random starts of a network with one hidden layer of tanh units learn XOR."""
    X, Y = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), np.array([[0.0], [1], [1], [0]])
    nets = [Network([2, units, 1], ["tanh", "sigmoid"], rng=np.random.default_rng(seed)) for seed in range(20)]
    ends = [fit(net, X, Y, cost=cross_entropy, optimizer=SGD(0.5), epochs=epochs).cost[-1] for net in nets]
    return sum(end < 0.1 for end in ends)


def width():
    return next(units for units in range(1, 10) if starts(units) == 20)


def width_mistakes():
    return [
        (1, "one hidden neuron cuts once, so none of the twenty gets there."),
        (2, "with two it can be done, and some of the twenty starts get stuck on the way."),
        (3, "nearly all of the twenty get there, but not yet all; look at the highest of their costs."),
        (starts(2), "that is how many starts succeed with two neurons; the question asks how many neurons all need."),
        (5, "that works, and it works with fewer."),
        (20, "that is the number of starts; the question asks for the neurons of the hidden layer."),
    ]


EXERCISES = {
    "14-he": Exercise(
        he,
        "twice one over the number of inputs, and the root of it.",
        he_mistakes,
        "the mean square of the weights is 2 over the number of inputs; the standard deviation is its root.",
    ),
    "14-keep": Exercise(
        keep,
        "the weight makes up for the slope of the sigmoid: their product is 1.",
        keep_mistakes,
        "each step back multiplies by the weight and by the slope a (1 - a); the product should be 1.",
    ),
    "14-coin": Exercise(
        coin,
        "one half to everything costs the natural logarithm of 2: nothing has been learned yet.",
        coin_mistakes,
        "three hidden layers, sigmoid, first weights by Xavier; play 300 steps and read the training cost.",
        state=State(
            "playground-2",
            deep,
            ("activation", "start", "before"),
            lambda: [
                between(("before", "steps"), 300, 1e6, hint=TOO_EARLY),
                one_of("activation", "sigmoid", hint=WITH_TANH),
            ],
            lambda: {"activation": "sigmoid", "steps": 300},
            lambda: [({"activation": "sigmoid"}, TOO_EARLY), ({"steps": 300}, WITH_TANH)],
        ),
    ),
    "14-width": Exercise(
        width,
        "neurons that the task does not need are further chances for the start.",
        width_mistakes,
        "for each width make a network for each seed, train it, and count the last costs below the threshold.",
        tolerance=1e-9,
        code=True,
    ),
    "14-zeros": Text(
        "They see the same inputs through equal weights, so their activations are equal. Their outgoing weights are "
        "equal as well, so they get equal errors and equal slopes. A step changes equal numbers by equal amounts, so"
        " after it everything is equal again."
    ),
    "14-parts": Text(
        "Random first weights are enough, and all ten runs learn fast. Random weights to the output mostly work, "
        "after a long wait, and two of ten runs have not learned after 2000 epochs. Random biases alone do nothing: "
        "the neurons differ, but each gives the same number for every example, so the slopes of the weights to the "
        "output cancel."
    ),
}
