"""The exercises of the lesson on backpropagation by hand: chains, and a network of two inputs and two neurons."""

import numpy as np

from nnlib import Network, mse
from nnlib.course.exercise import Choice, Exercise, Text


def output(says=0.8):
    return 2 * says * says * (1 - says)  # the target is 0


def output_mistakes():
    return [
        (output() / 2, "a factor is missing: the slope of the square is twice the miss."),
        (-output(), "the sign is turned round: the miss is prediction minus target."),
        (2 * 0.8, "that is the slope in the prediction; one more link leads to the sum, the slope of the sigmoid."),
        (0.8 * 0.2, "that is the slope of the sigmoid alone; multiply it by the slope of the cost in the prediction."),
        (0.8, "that belongs to the cross-entropy; here the cost is the squared error."),
        (0.8**2, "that is the cost itself; its slope in the sum is wanted."),
    ]


def hidden(a=0.9, weights=(2, -1), errors=(0.3, 0.2)):
    return np.dot(weights, errors) * a * (1 - a)


def hidden_mistakes():
    return [
        (hidden() / 0.09, "that is the slope in the activation; go on through the slope of the sigmoid."),
        ((2 * 0.3 + 1 * 0.2) * 0.09, "one of the weights is negative: its part is subtracted."),
        ((0.3 + 0.2) * 0.09, "the errors come back through the weights: multiply each by its own."),
        (hidden() / 0.09 * 0.9, "times the slope of the sigmoid at this neuron, not times its activation."),
        (2 * 0.3 * 0.09, "that is one way only; the neuron acts by two, and they add."),
    ]


X, A1, V, DELTA = -3, 0.2, -5, 0.15  # of the chain whose slope for v is reported wrong


def wrong():
    return DELTA * A1


def wrong_mistakes():
    hidden_delta = DELTA * V * A1 * (1 - A1)
    return [
        (0.05, "that is what the program reports for v; this one is wrong, so what should it be?"),
        (DELTA, "the slope of b fits: times v and the slope of the blue sigmoid it gives the slope of b1."),
        (hidden_delta, "the slope of b1 fits: it is the slope of b times v times the slope of the blue sigmoid."),
        (hidden_delta * X, "the slope of w1 fits: it is the slope of b1 times x."),
        (DELTA * A1 * (1 - A1), "a weight's slope is the error at its end times the activation at its start, no more."),
    ]


EMPTY = (0.5, -1, 1, 0.5, 0.2, -0.3, 1.5, -2, 0.4)  # W and b of the hidden layer, then of the output


def empty_slopes(slope=lambda a: a * (1 - a), theta=EMPTY, x=(1.0, -2.0)):
    """The slopes of the first weights on the empty worksheet, a row for each hidden neuron."""
    net = Network([2, 2, 1], theta=theta)
    run = net.forward([x])
    a, prediction = run.A[1][0], run.A[2].item()
    delta = 2 * prediction * prediction * (1 - prediction)  # the target is 0
    return np.outer(delta * net.W[1][0] * slope(a), x)


def empty(theta=EMPTY, x=(1.0, -2.0)):
    return empty_slopes(theta=theta, x=x)[0, 1]


def empty_mistakes():
    return [
        (empty_slopes()[0, 0], "that is the weight from input 1; the question asks for input 2."),
        (empty_slopes()[1, 1], "that is the weight to hidden neuron 2; the question asks for neuron 1."),
        (empty() / 2, "a factor is missing: the slope of a square is twice the miss."),
        (empty_slopes(slope=lambda a: 1)[0, 1], "the slope of the hidden neuron's sigmoid is missing."),
        (-empty(), "the sign is turned round: the miss is prediction minus target."),
    ]


WEIGHTS = (2.0, -2.0, 3.0, 1.0)


def long_chain(weights=WEIGHTS):
    """A network of one neuron a layer, with these weights and no biases."""
    return Network([1] * (len(weights) + 1), theta=[number for weight in weights for number in (weight, 0.0)])


def code(weights=WEIGHTS):
    net = long_chain(weights)
    return net.backward(net.forward([[1.0]]), [[0.0]], cost=mse).W[0].item()


def code_mistakes():
    net = long_chain()
    run = net.forward([[1.0]])
    grad = net.backward(run, [[0.0]], cost=mse)
    slopes = [a.item() * (1 - a.item()) for a in run.A[1:]]
    return [
        (code() / 2, "a factor is missing: the slope of a square is twice the miss."),
        (-code(), "the sign is turned round: the miss is prediction minus target."),
        (code() / slopes[0], "one slope is missing: that of the first neuron."),
        (code() / slopes[-1], "one slope is missing: that of the output."),
        (code() * WEIGHTS[0], "the first weight is one too many: the walk ends at the first neuron's sum."),
        (grad.W[1].item(), "that is the second weight; go back by one neuron more."),
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
    "11-wrong": Exercise(
        wrong,
        "the slope of v is the error of the output, 0.15, times the activation at its start, 0.2.",
        wrong_mistakes,
        "a bias's slope is its neuron's error; test with these errors which of the other slopes fit.",
    ),
    "11-empty": Exercise(
        empty,
        "the error of hidden neuron 1, times the input at the weight's start.",
        empty_mistakes,
        "fill in the boxes in their order, from z forward to the slopes; each tells you whether it is right.",
    ),
    "11-larger": Choice(
        "an error is multiplied by the weight and by the slope; a weight above 4 can outweigh a slope of 0.25.",
        (
            (
                "No. Every layer takes away at least three quarters of it.",
                "the slope does, but on its way back the error is multiplied by the weight, too.",
            ),
            ("Yes, if the weight between them is large.", ""),
            (
                "Yes, if the hidden neuron is very active.",
                "a very active sigmoid neuron is nearly flat: its slope, and with it its error, is small.",
            ),
        ),
    ),
    "11-why-back": Text(
        "Every product ends in the same factors: first the slope of the cost, then the links of the last layer, and so "
        "on. From the right, each shared end is multiplied once, gets the name delta, and is used by all parameters "
        "before it. From the left, every parameter would start a product of its own, through all ten layers. For the "
        "twenty slopes of a chain of ten neurons, that is some 200 multiplications in place of about 30."
    ),
    "11-code": Exercise(
        code,
        "four slopes of sigmoids and three weights, multiplied from the back.",
        code_mistakes,
        "compute the four activations first; start with twice the miss times the last slope; then go back in a loop.",
        code=True,
    ),
}
