"""The exercises of the lesson on backpropagation."""

import numpy as np

from nnlib import Network, check_gradient
from nnlib.course.exercise import Exercise
from nnlib.course.state import State, one_of


def output():
    return 2 * 0.8 * 0.8 * (1 - 0.8)


def output_mistakes():
    return [
        (output() / 2, "a factor is missing: the slope of the square is twice the miss."),
        (-output(), "the sign is turned round: the miss is prediction minus target."),
        (2 * 0.8, "that is the slope in the prediction; one more link leads to the sum, the slope of the sigmoid."),
        (0.8 * 0.2, "that is the slope of the sigmoid alone; multiply it by the slope of the cost in the prediction."),
        (0.8, "that belongs to the cross-entropy; here the cost is the squared error."),
        (0.8**2, "that is the cost itself; its slope in the sum is wanted."),
    ]


def hidden():
    return (2 * 0.3 - 1 * 0.2) * 0.9 * (1 - 0.9)


def hidden_mistakes():
    return [
        (hidden() / 0.09, "that is the slope in the activation; go on through the slope of the sigmoid."),
        ((2 * 0.3 + 1 * 0.2) * 0.09, "one of the weights is negative: its part is subtracted."),
        ((0.3 + 0.2) * 0.09, "the errors come back through the weights: multiply each by its own."),
        (hidden() / 0.09 * 0.9, "times the slope of the sigmoid at this neuron, not times its activation."),
        (2 * 0.3 * 0.09, "that is one way only; the neuron acts by two, and they add."),
    ]


SIZES, X = (5, 2, 2, 5), np.array([[9, 1, 4, 7, 2], [2, 8, 3, 1, 9], [5, 4, 9, 2, 1]]) / 10
Y = np.array([[1, 0, 0, 1, 0], [0, 1, 0, 0, 1], [0, 0, 1, 0, 0]])


def network():
    """The lesson's 5-2-2-5 network: weights drawn and rounded, biases zero."""
    draw = Network(SIZES, rng=np.random.default_rng(9), init=1.5)
    return Network(SIZES, theta=draw.theta.round(2))


def refused():
    return sum(b.size for b in network().b)


def refused_mistakes():
    return [
        (33, "those are all slopes; the rule is right for the weights."),
        (24, "those are the weights, and their slopes are right."),
        (5, "those are the outputs; the hidden neurons have biases too."),
        (4, "those are the hidden neurons; the outputs have biases too."),
        (14, "the inputs have no bias: they have no sum."),
    ]


def three_examples():
    """The lesson's last widget, as it is made there."""
    from nnlib.widgets import Backprop  # who checks numbers only needs no widgets

    return Backprop(SIZES, theta=network().theta, X=X, Y=Y, learning_rate=2.0, step=2, pick=3)


OTHER_RULE = 'the rule is not "biases stay"; choose it first.'


TANH_X, TANH_Y = np.array([[1.0, -2.0], [0.5, 1.0]]), np.array([[1.0], [0.0]])


def tanh_slopes(slope=lambda a: 1 - a * a):
    """The slopes of the first layer's weights, `(3, 2)`, where the hidden activation's slope is taken for `slope`."""
    net = Network([2, 3, 1], ["tanh", "identity"], rng=np.random.default_rng(5))
    run = net.forward(TANH_X)
    delta = 2 * (run.A[2] - TANH_Y) @ net.W[1] * slope(run.A[1])  # (2, 3)
    return delta.T @ TANH_X / len(TANH_X)


def tanh():
    return tanh_slopes()[1, 0]


def tanh_mistakes():
    return [
        (2 * tanh(), "that is the sum over the two examples; the slope is their mean."),
        (tanh() / 2, "a factor is missing: the slope of the square is twice the miss."),
        (-tanh(), "the sign is turned round: the miss is prediction minus target."),
        (tanh_slopes()[0, 1], "that is the weight from input 2 to hidden neuron 1: row and column are exchanged."),
        (tanh_slopes(lambda a: a * (1 - a))[1, 0], "that takes the sigmoid's slope; the hidden layer is a tanh."),
        (tanh_slopes(lambda a: 1)[1, 0], "the slope of the hidden activation is missing."),
    ]


def slip(turned=True):
    """The error of a check in which one transpose is forgotten, or taken where the slope is left out too."""
    net = network()
    run = net.forward(X)
    grad = net.backward(run, Y)
    delta = grad.delta[1] @ net.W[1].T * (run.A[1] * (1 - run.A[1]) if turned else 1)  # (3, 2)
    found = grad.theta.copy()
    found[:10] = (delta.T @ X / len(X)).ravel()
    found[10:12] = delta.mean(axis=0)
    return check_gradient(net, X, Y, gradient=found).error


def slip_mistakes():
    return [
        (slip(turned=False), "there the slope of the blue neurons is missing too; make the one slip alone."),
        (0, "then nothing was changed; use the transposed matrix between the hidden layers."),
    ]


EXERCISES = {
    "11-output": Exercise(
        output,
        "the slope of the square times the slope of the sigmoid.",
        output_mistakes,
        "multiply the slope of the cost in the prediction by the slope of the prediction in the sum.",
    ),
    "11-hidden": Exercise(
        hidden,
        "what the outgoing weights bring back, times the slope of the neuron's own activation.",
        hidden_mistakes,
        "multiply each error by the weight that leads to it, add, and multiply by the slope of the sigmoid.",
    ),
    "11-refused": Exercise(
        refused,
        "one bias for each neuron that has a sum, and the rule gives each of them zero.",
        refused_mistakes,
        "choose the rule, and count the rows that the check marks; which parameters does the rule not change?",
        tolerance=1e-9,
        state=State(
            "backprop-3",
            three_examples,
            ("rule", "example", "learning_rate"),
            lambda: [one_of("rule", "biases_stay", hint=OTHER_RULE)],
            lambda: {"rule": "biases_stay"},
            lambda: [({"rule": "forget_slope"}, OTHER_RULE)],
        ),
    ),
    "11-tanh": Exercise(
        tanh,
        "the error of hidden neuron 2 times input 1, averaged over the two examples.",
        tanh_mistakes,
        "start with twice the miss, go back through the second matrix and the slope of tanh, and take row 2, column 1.",
        code=True,
    ),
    "11-transpose": Exercise(
        slip,
        "every shape fits, and yet the check is far from agreeing: that is what it is for.",
        slip_mistakes,
        "change the errors of the blue neurons alone, and from them the first twelve entries of the gradient.",
        tolerance=1e-2,
        code=True,
    ),
}
