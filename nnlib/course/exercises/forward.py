"""The exercises of the lesson on forward propagation: the 5-2-2-5 network, one number at a time."""

import numpy as np

from nnlib import Network, sigmoid
from nnlib.course.exercise import Exercise
from nnlib.course.state import State, near

THETA = (
    *(0.5, -0.3, 0.8, 0.1, -0.6, -0.4, 0.9, 0.2, -0.7, 0.3, 0.5, -0.2),
    *(1.2, -0.8, -0.5, 1.5, 0.3, -0.1),
    *(0.9, -0.4, -1.1, 0.6, 0.2, 1.3, -0.7, -0.9, 1.4, 0.5, 0.0, 0.2, -0.3, 0.4, -0.1),
)
X = (0.2, 0.9, 0.4, 0.7, 0.5)


def network(*activations):
    return Network([5, 2, 2, 5], list(activations) or "sigmoid", theta=THETA)


def blue(x=(0, 1, 0, 0, 1)):
    return network().forward([x]).Z[0][0]


def blue_mistakes():
    net, x = network(), np.array([0, 1, 0, 0, 1])
    right = blue()
    return [
        (right[::-1], "the two numbers are right and in the wrong order: the first neuron first."),
        (net.W[0] @ x, "those are the products added up; each neuron adds its bias, too."),
        (sigmoid(right), "those are the activations; the question asks for the sums before them."),
        (blue(X), "those are the sums for the inputs of the text; the question has others."),
        (blue((1, 0, 0, 1, 0)), "look at the columns again: it is the second and the fifth input that speak."),
    ]


def magenta():
    return sigmoid(network().W[1][0] @ np.array([0.5, 0.5]) + network().b[1][0])


def magenta_mistakes():
    net, a = network(), np.array([0.5, 0.5])
    z = net.W[1] @ a + net.b[1]
    return [
        (z[0], "that is the sum; the activation is the sigmoid of it."),
        (sigmoid(z[1]), "that is the second magenta neuron; the question asks for the first."),
        (sigmoid(net.W[1][0] @ a), "the bias is missing in the sum."),
        (sigmoid(net.W[1][:, 0] @ a + net.b[1][0]), "those weights lead out of the first blue neuron: take a row."),
        (network().forward([X]).A[2][0, 0], "that is for the blue activations of the text; here both are one half."),
    ]


def half():
    net = network()
    return net.b[0][0] - net.forward([X]).Z[0][0, 0]


def half_mistakes():
    net = network()
    z = net.forward([X]).Z[0][0]
    return [
        (-half(), "look at the sign again: the products alone are below zero, and the bias must make up for it."),
        (-z[0], "that is by how much the sum must fall; subtract it from the bias there was."),
        (z[0], "that is the sum; the bias must fall by as much."),
        (net.b[0][1] - z[1], "that is the second blue neuron; the question asks for the first."),
        (0.0, "a bias of zero leaves the products, and their sum is not zero."),
        (0.5, "one half is what comes out of the sigmoid; what must go in?"),
    ]


FIRST_BIAS = 10  # its place in theta, after the ten weights


def pass_through():
    """The lesson's first widget, as it is made there."""
    from nnlib.widgets import ForwardPass  # who checks numbers only needs no widgets

    return ForwardPass((5, 2, 2, 5), theta=THETA, x=X, step=0)


OTHERS_MOVED = "a weight or another bias has been moved; press Reset, and move the one bias alone."


def with_bias(value, place=FIRST_BIAS):
    return {"theta": [*THETA[:place], value, *THETA[place + 1 :]]}


DIGITS = (784, 30, 10)


def work():
    pixels, hidden, outputs = DIGITS
    return pixels * hidden + hidden * outputs


def work_mistakes():
    pixels, hidden, outputs = DIGITS
    return [
        (work() + hidden + outputs, "those are all parameters; a bias is added, and nothing is multiplied by it."),
        (pixels * hidden, "those are the weights into the hidden layer; the output layer has some as well."),
        (pixels * hidden * outputs, "that multiplies the widths; the layers work one after the other, so add."),
        (pixels + hidden + outputs, "those are the units; count the connections between them."),
        (hidden * outputs, "those are the weights into the output layer; the hidden layer has many more."),
    ]


UNIT = (1, 0, 0, 0, 0)


def relu():
    return network("relu", "relu", "sigmoid").predict([UNIT])[0, 0]


def relu_mistakes():
    def first(*activations):
        return network(*activations).predict([UNIT])[0, 0]

    return [
        (first(), "that is with the sigmoid everywhere; the hidden layers should be ReLU."),
        (first("relu", "identity", "sigmoid"), "the first hidden layer is bent and the second is not."),
        (first("identity", "relu", "sigmoid"), "the second hidden layer is bent and the first is not."),
        (
            first("identity", "identity", "sigmoid"),
            "the hidden layers are not bent at all: take the larger of 0 and z.",
        ),
        (first("relu", "relu", "identity"), "that is the sum of the output; the sigmoid of it is missing."),
        (
            network("relu", "relu", "sigmoid").predict([X])[0, 0],
            "that is for the inputs of the text; the question has others.",
        ),
    ]


EXERCISES = {
    "9-blue": Exercise(
        blue,
        "an input that is 1 gives its weight, one that is 0 gives nothing, and the bias is always there.",
        blue_mistakes,
        "for each neuron add the weights of the two inputs that are not zero, and its bias.",
    ),
    "9-magenta": Exercise(
        magenta,
        "two products and the bias make the sum, and the sigmoid makes the activation of it.",
        magenta_mistakes,
        "multiply both blue activations by the weights into the first magenta neuron, add the bias, apply the sigmoid.",
    ),
    "9-half": Exercise(
        half,
        "with this bias the sum is zero, and the sigmoid of zero is one half.",
        half_mistakes,
        "the activation is one half where the sum is zero; by how much must the sum fall?",
        tolerance=2e-2,  # as near as a slider gets
        state=State(
            "forwardpass-1",
            pass_through,
            ("theta",),
            lambda: [near("theta", with_bias(None)["theta"], 0, hint=OTHERS_MOVED)],
            lambda: with_bias(0.08),
            lambda: [
                (
                    with_bias(-0.08),
                    "look at the sign again: the products alone are below zero, and the bias must make up for it.",
                ),
                (with_bias(-0.47, place=11), OTHERS_MOVED),
            ],
            number=("theta", FIRST_BIAS),
        ),
    ),
    "9-work": Exercise(
        work,
        "one multiplication for each weight, and nearly all weights are in the first layer.",
        work_mistakes,
        "count the connections between pixels and hidden neurons, then those between hidden neurons and outputs.",
        tolerance=1e-9,
    ),
    "9-relu": Exercise(
        relu,
        "in each hidden layer the second neuron's sum is negative, so only the first one speaks.",
        relu_mistakes,
        "replace the sigmoid by np.maximum(0, z) in the first two turns of the loop, and keep it in the last.",
        code=True,
    ),
}
