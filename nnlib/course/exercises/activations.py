"""The exercises of the lesson on activation functions: layers that collapse, bends that build, saturation, softmax."""

import numpy as np

from nnlib import Network, identity, sigmoid, softmax
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, one_of

FIRST, SECOND = (2.0, -1.0), (-3.0, 4.0)  # weight and bias of two linear neurons in a row


def one_line():
    net = Network([1, 1, 1], "identity", theta=[*FIRST, *SECOND])
    at_zero, at_one = net.predict([[0.0], [1.0]])[:, 0]
    return at_one - at_zero, at_zero


def one_line_mistakes():
    (w1, b1), (w2, b2) = FIRST, SECOND
    weight, bias = one_line()
    return [
        ((bias, weight), "the two numbers are right and in the wrong order: the weight first."),
        ((w1 + w2, b1 + b2), "the second neuron multiplies what it gets: put 2x - 1 in the place of its input."),
        ((weight, b1 + b2), "the bias of the first neuron goes through the second one's weight, too."),
    ]


SUMS = np.log([2.0, 3.0, 5.0])


def share():
    return softmax(SUMS).max()


def share_mistakes():
    return [
        (
            SUMS.max() / SUMS.sum(),
            "those are the sums themselves, divided by their total; take the exponentials first.",
        ),
        (np.exp(SUMS).max(), "that is the largest exponential; divide it by the total of the three."),
        (sigmoid(SUMS).max(), "that is the sigmoid, which looks at one sum alone; softmax shares among all three."),
        (softmax(SUMS).min(), "that is the smallest of the three shares."),
    ]


def tenth():
    return np.arctanh(np.sqrt(0.9))


def tenth_mistakes():
    return [
        (-tenth(), "there the slope is the same, but the question is about the positive side."),
        (np.sqrt(0.9), "that is the value of tanh at that place; the question asks for z."),
        (np.arctanh(0.1), "there the value is a tenth; the slope is what should be."),
        (np.log((1 + np.sqrt(0.6)) / (1 - np.sqrt(0.6))), "that is where the sigmoid has that slope; choose tanh."),
    ]


def curve():
    """The lesson's second widget, as it is made there."""
    from nnlib.widgets import Activation  # who checks numbers only needs no widgets

    return Activation("sigmoid", z=2.0)


NOT_TANH = "the curve is not that of tanh; choose tanh first."


def chained(f, theta=(1.0, 0.0)):
    net = Network([1] * 5, f, theta=[*theta] * 4)
    up, down = net.predict([[1e-4], [-1e-4]])[:, 0]
    return (up - down) / 2e-4


def chain():
    return chained(sigmoid)


def chain_mistakes():
    net = Network([1] * 5, sigmoid, theta=[1.0, 0.0] * 4)
    return [
        (0.25**4, "that would need a sum of zero in every neuron; only the first one has it."),
        (net.predict([[0.0]]).item(), "that is the output itself; the question is by how much it changes."),
        (chained(identity), "with the identity nothing is lost; make the four neurons sigmoid."),
        (chained(sigmoid, (0.0, 0.0)), "all weights are still zero; set each of the four to 1."),
        (0.25, "that is the slope of the first neuron alone; the nudge goes through four."),
    ]


def tent():
    return -2.0, 1.0


def tent_mistakes():
    second, third = tent()
    return [
        ((third, second), "the two numbers are right and in the wrong order: the second ReLU comes first."),
        ((-1.0, 0.0), "with these the line is level after the top; it should come down there."),
        ((-1.0, third), "after the top the line should fall as steeply as it climbed before: take more away."),
        ((second, 0.0), "with these it goes on falling after the end of the tent; the third ReLU must stop that."),
        ((second, -third), "after the end of the tent it should be level; look at the sign of the last weight."),
        ((second, -second), "after the end of the tent it should be level, and with these it climbs again: add less."),
    ]


EXERCISES = {
    "8-one-line": Exercise(
        one_line,
        "the weights multiply, and the first bias goes through the second weight.",
        one_line_mistakes,
        "write down what the first neuron gives, and put it in the place of the second one's input.",
    ),
    "8-tent": Exercise(
        tent,
        "each ReLU changes the steepness at its own place: down by two at the top, up by one at the end.",
        tent_mistakes,
        "write down the steepness before and after each kink; a weight is the change of it.",
    ),
    "8-share": Exercise(
        share,
        "the exponential undoes the logarithm, and the shares are those of the three numbers in their total.",
        share_mistakes,
        "take the exponential of each sum, and divide the largest by their total.",
    ),
    "8-tenth": Exercise(
        tenth,
        "the slope of tanh is 1 minus the square of its value, and so close to 1 little of it is left.",
        tenth_mistakes,
        "drag z to the right of zero and watch the slope, the number below the value.",
        tolerance=2e-2,  # two digits
        state=State(
            "activation-2",
            curve,
            ("activation", "z"),
            lambda: [one_of("activation", "tanh", hint=NOT_TANH)],
            lambda: {"activation": "tanh", "z": 1.82},
            lambda: [
                (
                    {"activation": "tanh", "z": -1.82},
                    "there the slope is the same, but the question is about the positive side.",
                ),
                ({"z": 2.06}, NOT_TANH),
            ],
            number=("z",),
        ),
    ),
    "8-double": Choice(
        "twice the sum gives a ReLU twice the value, and the halved weights take that back.",
        (
            ("Nothing, for any input.", ""),
            (
                "It gets steeper near the kink.",
                "the neuron does get steeper, but look at the weights that lead out of it.",
            ),
            (
                "It doubles where the neuron is active.",
                "the neuron's value doubles, but look at the weights that lead out of it.",
            ),
        ),
    ),
    "8-chain": Exercise(
        chain,
        "every sigmoid on the way lets a quarter of the nudge through at most.",
        chain_mistakes,
        "predict a little above and a little below zero, and divide the difference by the distance of the two inputs.",
        code=True,
    ),
    "8-deep": Text(
        "Ten linear layers in a row are one matrix and one bias, because each layer only multiplies and adds. So the "
        "network can do exactly what one linear layer can, for instance draw one straight boundary, and not more. The "
        "friend should put an activation function that bends, such as ReLU or tanh, after each hidden layer."
    ),
}
