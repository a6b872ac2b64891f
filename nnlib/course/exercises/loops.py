"""The exercises of the lesson on recurrent networks."""

from functools import cache

import numpy as np

from nnlib import Recurrent, clip
from nnlib.course.exercise import Exercise, Text
from nnlib.course.state import State

X = np.array([[[2.0], [1.0], [3.0]]])


def plain(w_x=1.0, w_h=0.5):
    """One recurrent unit without a bend and a bias, whose output is its state."""
    return Recurrent([1, 1, 1], "identity", theta=(w_x, w_h, 0.0, 1.0, 0.0))


def states():
    return plain().forward(X).H[0, :, 0]


def state(w_h=0.5, x=X):
    return plain(w_h=w_h).forward(np.reshape(x, (1, -1, 1))).H[0, -1, 0]


def state_mistakes():
    return [
        (X.sum(), "those are the inputs added up; each step back is multiplied by w_h once more."),
        (X[0, -1, 0], "that is the last input alone; half of the state before comes to it."),
        (states().sum(), "those are the states added up; the question asks for the last one."),
        (3 + 0.5 * 1 + 0.5 * 2, "the first input has passed the loop twice, so it counts less than the second."),
        (np.tanh(state()), "this neuron has no activation function: its state is z itself."),
        (state() / 2, "the recurrent weight is for the state before, and not for the new state."),
    ]


def slopes(target=1.0, w_h=0.5, x=X):
    net = plain(w_h=w_h)
    return net.backward(net.forward(np.reshape(x, (1, -1, 1))), [[target]])


def slope(target=1.0, w_h=0.5, x=X):
    return slopes(target, w_h, x).W_h.item()


def slope_mistakes():
    delta, h = slopes().delta[0, :, 0], states()
    return [
        (slope() / 2, "a factor is missing: the derivative of the square brings down a 2."),
        (delta[2] * h[1], "that is the share of the last step; the weight was used at the step before, too."),
        (delta[1] * h[0], "that is the share of the second step alone; the third one has a share too."),
        (
            float(delta @ h),
            "each error is multiplied by the state before, the one that the weight was multiplied with.",
        ),
        (slopes().W_x.item(), "that is the slope in w_x; w_h was multiplied with states, not with inputs."),
        (slopes().b.item(), "that is the slope in b, the errors added up."),
    ]


@cache
def shares():
    """For each recurrent weight, in tenths: the first step's error as a share of the last step's."""
    found, pulse = {}, np.zeros((1, 6, 1))
    pulse[0, 0, 0] = 1
    for tenths in range(1, 31):
        net = Recurrent([1, 1, 1], "tanh", theta=(1.0, tenths / 10, 0.0, 1.0, 0.0))
        norms = net.backward(net.forward(pulse), [[0.5]]).norms
        found[tenths / 10] = norms[0] / norms[-1]
    return found


def ridge():
    return max(shares(), key=shares().get)


def ridge_mistakes():
    return [
        (0.8, "that is where the widget starts; try a little more and a little less."),
        (3.0, "large weights drive the states to where tanh is flat, and nothing comes through."),
        (max(shares().values()), "that is the share itself; the question asks for the weight."),
        (-ridge(), "with a minus the shares are as large, with signs by turns; give the positive one."),
    ]


def unit():
    """The lesson's first widget, as it is made there."""
    from nnlib.widgets import Unrolled  # who checks numbers only needs no widgets

    return Unrolled(x=(1, 0, 0, 0, 0, 0), w_h=0.8, target=-0.5)


def remembering(seed, steps=300):
    """A network that learned, as in the lesson, to say the first of four numbers."""
    X = np.random.default_rng(0).choice([-1.0, 1.0], size=(200, 4, 1))
    net = Recurrent([1, 4, 1], rng=np.random.default_rng(seed))
    for _ in range(steps):
        net.theta -= 0.1 * clip(net.backward(net.forward(X), X[:, 0]).theta, 1.0)
    return net


@cache
def longer(seed=2, T=5):
    """The share of sequences of T steps for which it says the first number's sign."""
    X = np.random.default_rng(1).choice([-1.0, 1.0], size=(1000, T, 1))
    return np.mean(np.sign(remembering(seed).predict(X)[:, -1]) == X[:, 0])


def longer_mistakes():
    return [
        (longer(T=4), "that is for sequences of four steps, which it was trained on; draw some of five."),
        (0.5, "a network that had forgotten would get one half; run it, and look again."),
    ]


EXERCISES = {
    "17-state": Exercise(
        state,
        "each state is the new input and half of the state before.",
        state_mistakes,
        "begin with a state of zero, and at each step add w_x times the input and w_h times the last state.",
    ),
    "17-slope": Exercise(
        slope,
        "each step's error times the state that the weight was multiplied with, added up.",
        slope_mistakes,
        "find the error after the last step, carry it back through w_h, and multiply each by the state before.",
    ),
    "17-ridge": Exercise(
        ridge,
        "smaller weights shrink the error, larger ones drive tanh to where it is flat.",
        ridge_mistakes,
        "move w_h slowly up from a half and watch the bar of the first step: it rises, and then it falls again.",
        tolerance=6e-2,
        state=State(
            "unrolled-1",
            unit,
            ("w_h",),
            list,
            lambda: {"w_h": 1.0},
            lambda: [
                ({"w_h": 0.8}, "that is where the widget starts; try a little more and a little less."),
                ({"w_h": 3}, "large weights drive the states to where tanh is flat, and nothing comes through."),
            ],
            number=("w_h",),
        ),
    ),
    "17-longer": Exercise(
        longer,
        "it remembers the number perfectly, and after five steps its sign is the wrong one.",
        longer_mistakes,
        "train it as the lesson does, and compare the sign of the last prediction with the first number.",
        code=True,
    ),
    "17-both": Text(
        "Each step back multiplies the error by the weight and by the slope of the tanh. With 0.3 the weight alone "
        "makes the factor 0.3 or less. With 3 the states from the second on are near 1, where the tanh is flat, so the "
        "slopes there are almost 0 and the product is small again. Only the first factor is above 1."
    ),
    "17-grow": Text(
        "Yes. I kept the states small, so that the slope of the tanh is nearly 1, and took a weight above 1. With "
        "w_x = 0.1 and w_h = 1.5 the error at step 1 is about five times that at step 6. The states grow as well, so"
        " over many steps the tanh would stop it."
    ),
}
