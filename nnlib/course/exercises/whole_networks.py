"""The exercises of the lesson on backpropagation for whole networks: lamps, shapes, means, and a check."""

import numpy as np

from nnlib import Network, check_gradient, cross_entropy
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, one_of

SIZES, BUTTONS = (5, 2, 2, 5), np.eye(5)


def network():
    """The lesson's network, before it has learned: weights drawn and rounded, biases zero."""
    return Network(SIZES, theta=Network(SIZES, rng=np.random.default_rng(0), init=1.0).theta.round(1))


ERRORS, STARTS = np.array([0.3, -0.6, 0.0]), np.array([1, 0.25, 0.2])


def mean(errors=ERRORS, starts=STARTS):
    return np.mean(np.multiply(errors, starts)), np.mean(errors)


def mean_mistakes():
    weight, bias = mean()
    return [
        ((3 * weight, 3 * bias), "those are the sums; the cost is a mean over the examples, and so are its slopes."),
        ((bias, weight), "the two numbers are right and in the wrong order: the weight first."),
        ((bias * STARTS.mean(), bias), "multiply example by example, then take the mean; not the other way round."),
        ((-weight, -bias), "that is the direction of the step; the slopes have the other sign."),
    ]


def shape(neurons=3, fed_by=4):
    return neurons, fed_by


def shape_mistakes():
    return [
        ((4, 3), "the other way round: delta.T has a row for each neuron."),
        ((10, 10), "the product adds over the examples, so they are gone afterwards."),
        ((10, 4), "that is A itself."),
    ]


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


def wishes():
    """The lesson's first widget, as it is made there."""
    from nnlib.widgets import Backprop  # who checks numbers only needs no widgets

    lamps = {"X": BUTTONS, "Y": BUTTONS, "cost": "cross_entropy"}
    return Backprop(SIZES, theta=network().theta, **lamps, learning_rate=5.0, example=2)


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
    run = net.forward(BUTTONS)
    grad = net.backward(run, BUTTONS, cost=cross_entropy)
    delta = grad.delta[1] @ net.W[1].T * (run.A[1] * (1 - run.A[1]) if turned else 1)  # (5, 2)
    found = grad.theta.copy()
    found[:10] = (delta.T @ BUTTONS / len(BUTTONS)).ravel()
    found[10:12] = delta.mean(axis=0)
    return check_gradient(net, BUTTONS, BUTTONS, cost=cross_entropy, gradient=found).error


def slip_mistakes():
    return [
        (slip(turned=False), "there the slope of the blue neurons is missing too; make the one slip alone."),
        (0, "then nothing was changed; use the transposed matrix between the hidden layers."),
    ]


EXERCISES = {
    "12-mean": Exercise(
        mean,
        "products first, then the mean; the weight and the bias of one neuron can want opposite steps.",
        mean_mistakes,
        "for each example multiply the error by the activation, then average; for the bias average the errors.",
    ),
    "12-shape": Exercise(
        shape,
        "as the matrix of the layer: a row for each neuron, a column for each input.",
        shape_mistakes,
        "turn delta first; then the inner numbers of the two shapes agree, and vanish.",
        tolerance=1e-9,
    ),
    "12-refused": Exercise(
        refused,
        "one bias for each neuron that has a sum, and the rule gives each of them zero.",
        refused_mistakes,
        "choose the rule, and count the rows that the check marks; which parameters does the rule not change?",
        tolerance=1e-9,
        state=State(
            "backprop-1",
            wishes,
            ("rule", "example", "learning_rate"),
            lambda: [one_of("rule", "biases_stay", hint=OTHER_RULE)],
            lambda: {"rule": "biases_stay"},
            lambda: [({"rule": "forget_slope"}, OTHER_RULE)],
        ),
    ),
    "12-silent": Choice(
        "every error before the last matrix has to come back through it, and zero times anything is zero.",
        (
            (
                "All slopes of the network.",
                "the last weights have slopes: error times activation.",
            ),
            ("All slopes of the layers before the last one.", ""),
            (
                "The slopes of the weights of the last matrix.",
                "a weight's slope does not contain the weight itself: it is the error times the activation.",
            ),
        ),
    ),
    "12-derive": Text(
        "Push its sum by a little, h. Its activation changes by f'(z) h. Along each of the three weights this change "
        "goes on, multiplied by the weight, and pushes three sums of the next layer. How fast the cost changes with "
        "each of these sums is known: it is their delta. The three ways happen together, so they add. Divided by h: "
        "(W1 delta1 + W2 delta2 + W3 delta3) times f'(z)."
    ),
    "12-tanh": Exercise(
        tanh,
        "the error of hidden neuron 2 times input 1, averaged over the two examples.",
        tanh_mistakes,
        "start with twice the miss, go back through the second matrix and the slope of tanh, and take row 2, column 1.",
        code=True,
    ),
    "12-transpose": Exercise(
        slip,
        "every shape fits, and yet the check is far from agreeing: that is what it is for.",
        slip_mistakes,
        "change the errors of the blue neurons alone, and from them the first twelve entries of the gradient.",
        tolerance=1e-2,
        code=True,
    ),
}
