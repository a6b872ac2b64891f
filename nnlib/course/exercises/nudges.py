"""The exercises of the lesson on nudges: finite differences, what they cost and how wrong they are."""

import numpy as np

from nnlib import Network, numerical_gradient
from nnlib.course.exercise import Exercise

SIZES, X = (5, 2, 2, 5), np.array([[9, 1, 4, 7, 2], [2, 8, 3, 1, 9], [5, 4, 9, 2, 1]]) / 10
Y = np.array([[1, 0, 0, 1, 0], [0, 1, 0, 0, 1], [0, 0, 1, 0, 0]])


def network():
    """The lesson's 5-2-2-5 network: weights drawn and rounded, biases zero."""
    draw = Network(SIZES, rng=np.random.default_rng(9), init=1.5)
    return Network(SIZES, theta=draw.theta.round(2))


def passes(sizes=(10, 20, 3)):
    return 2 * Network(sizes).theta.size


def passes_mistakes():
    P = Network([10, 20, 3]).theta.size
    return [
        (P, "that is the number of parameters; a central difference nudges each to both sides."),
        (P + 1, "that would do for forward differences; central ones nudge each parameter to both sides."),
        (2 * (P - 23), "every neuron after the inputs has a bias, and it is nudged too."),
        (2 * (P + 10), "the inputs have no biases."),
        (2, "that is what backpropagation takes, with its backward pass counted; here every parameter is nudged."),
    ]


def slopes():
    net = network()
    return net.backward(net.forward(X[:1]), Y[:1]).theta


def loudest():
    return np.abs(slopes()).max()


def loudest_mistakes():
    found = slopes()
    return [
        (found[29], "that is the largest of the outputs' biases; one with more ways to the cost has a larger slope."),
        (found[31], "that is a bias of an output, with one way to the cost; look among those with more ways."),
        (found[5], "that is the largest of the first weights; its input, below 1, makes its first link small."),
        (found[3], "that is the weight that the lesson nudged; look at the others, the biases too."),
        (found[16], "that is the other magenta bias; its neuron has smaller weights to the outputs."),
        (0.0371, "that is how much a nudge of 0.1 changes the cost; a slope is the change divided by the nudge."),
    ]


def ripple(next_layer=3, outputs=5):
    return 1 + next_layer + outputs


def ripple_mistakes():
    return [
        (8, "one is missing: the neuron itself changes too, and so do all three magenta ones."),
        (3 + 3 + 5, "the other blue neurons stand beside it; nothing reaches them."),
        (1 + 3, "the ripple goes on to the outputs."),
        (5 + 1 + 3 + 5, "the inputs stand before it; nothing reaches them."),
    ]


def half(h=0.1):
    net = network()
    exact = net.backward(net.forward(X), Y).theta
    long, short = (np.abs(numerical_gradient(net, X, Y, h=step) - exact).max() for step in (h, h / 2))
    return long / short


def half_mistakes():
    return [
        (1 / half(), "that is the other way round: the error falls, and by a factor above one."),
        (2.0, "so would the error of forward differences fall; what power of h is in the error of central ones?"),
    ]


def kink(w=-0.05, h=0.1):
    up, down = ((max(0.0, v) - 1) ** 2 for v in (w + h, w - h))
    return (up - down) / (2 * h)


def kink_mistakes():
    return [
        (0, "that is the slope; the upper nudge reaches beyond the kink, and its cost differs."),
        (2 * kink(), "the two nudges are 2h apart, so divide by that."),
        (-kink(), "the sign is turned round: upper cost minus lower cost."),
        (((-0.05 + 0.1 - 1) ** 2 - (-0.05 - 0.1 - 1) ** 2) / 0.2, "below zero the ReLU gives 0, not z."),
    ]


EXERCISES = {
    "10-passes": Exercise(
        passes,
        "two for each weight and each bias.",
        passes_mistakes,
        "count the weights and biases of both layers; how many passes does each of them take?",
        tolerance=1e-9,
    ),
    "10-ripple": Exercise(
        ripple,
        "the neuron itself, the whole next layer, and all outputs.",
        ripple_mistakes,
        "count the neuron itself and everything downstream of it.",
        tolerance=1e-9,
    ),
    "10-loudest": Exercise(
        loudest,
        "the bias of magenta neuron 2: its first link is 1, and large weights lead on to five outputs.",
        loudest_mistakes,
        "look through the widget's slopes of all parameters for the largest, biases too.",
        tolerance=5e-3,
    ),
    "10-half": Exercise(
        half,
        "the error goes like the square of h.",
        half_mistakes,
        "take nn.numerical_gradient with both steps, and compare the largest differences from backward's gradient.",
        tolerance=1e-2,
        code=True,
    ),
    "10-kink": Exercise(
        kink,
        "the upper nudge reaches beyond the kink, though the slope where the weight stands is zero.",
        kink_mistakes,
        "find a and C at both nudged weights, subtract, and divide by the distance between the two.",
    ),
}
