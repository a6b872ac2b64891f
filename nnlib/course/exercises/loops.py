"""The exercises of the lesson on recurrent networks."""

import math
from functools import cache

import numpy as np

from nnlib import Recurrent
from nnlib.course.exercise import Exercise
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
        (np.tanh(state()), "this neuron has no bend: its state is z itself."),
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

    return Unrolled(x=(1, 0, 0, 0, 0, 0), w_h=0.8)


def half(w_h=0.8):
    return math.floor(math.log(0.001) / math.log(w_h)) + 1


def half_mistakes():
    return [
        (half() - 1, "there it is still a little above a thousandth."),
        (half() + 1, "it is below already one step before; the last step itself is zero steps back."),
        (math.log(0.001) / math.log(0.8), "steps are whole: take the next whole number."),
        (math.log(0.01) / math.log(0.8), "that is for a hundredth."),
        (1000, "the error shrinks by a factor at each step, not by an equal amount."),
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
    "17-half": Exercise(
        half,
        "the same factor at every step, so the logarithm tells.",
        half_mistakes,
        "multiply by the factor again and again until the product is below a thousandth, and count.",
        tolerance=1e-9,
        code=True,
    ),
}
