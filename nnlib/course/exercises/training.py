"""The exercises of the lesson on training a network: starts, depth and twins."""

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


def chain(links=4, weight=2, a=0.9):
    return (weight * a * (1 - a)) ** links


def chain_mistakes():
    return [
        (chain(5), "between five neurons there is one link fewer than there are neurons."),
        (chain(1), "that is one link; count how many lie between the fifth and the first."),
        (0.09**4, "the weights are missing: each link multiplies by a weight and by a slope."),
        (1.8**4, "that takes the activation for its slope; a sigmoid's slope is a (1 - a)."),
        (2**4, "that takes the weights alone; each link has a slope too."),
        (1 / chain(), "that is the fifth's divided by the first's; turn it round."),
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


def twins(neurons=4):
    return math.factorial(neurons) * 2**neurons


def twins_mistakes():
    return [
        (math.factorial(4), "those are the orders; for each order there are signs to choose too."),
        (2**4, "those are the signs; for each choice the neurons can be put in other orders too."),
        (math.factorial(4) + 2**4, "orders and signs are chosen independently, so multiply."),
        (math.factorial(4) * 2, "each neuron's sign is turned by itself, not all four at once."),
        (twins() - 1, "its own place is to be counted too."),
        (4**2 * 2**4, "count again in how many orders four neurons can stand."),
    ]


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
    "14-chain": Exercise(
        chain,
        "each of the links multiplies by the weight and by the slope of the sigmoid.",
        chain_mistakes,
        "find what one link multiplies by, weight times slope, and count the links.",
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
    "14-twins": Exercise(
        twins,
        "every order of the neurons, times two signs for each of them.",
        twins_mistakes,
        "count the orders of the neurons and the choices of sign, and multiply.",
        tolerance=1e-9,
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
        "neurons that start alike and see the same inputs get the same slopes, so every step changes them alike, and "
        "the four go on as if they were one."
    ),
}
