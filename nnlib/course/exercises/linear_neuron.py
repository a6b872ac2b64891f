"""The exercises of the lesson on a linear neuron: receipts and their prices."""

from functools import cache

import numpy as np

from nnlib import SGD, Network, fit, mse
from nnlib.course.exercise import Exercise, Text
from nnlib.course.state import State, one_of
from nnlib.data import receipts

MENU = [5.0, 2.5, 1.5, 1.0]  # a burger, fries, a soda, and service
BURGERS, PAID = [[1.0], [2.0], [3.0]], [[6.0], [11.0], [16.0]]


def paid_off(w=4.0, b=2.0):
    """The stall's cost at a guess."""
    return Network([1, 1], "identity").at([w, b]).cost(BURGERS, PAID, mse)


def shock():
    return paid_off(b=2.1) - paid_off()


def shock_mistakes():
    return [
        (-shock(), "look at the sign: is the cost higher or lower after the nudge?"),
        (paid_off(b=2.1), "that is the cost after the nudge; by how much has it changed?"),
        (shock() / 0.1, "that is the change divided by the nudge; the question is about the change itself."),
        (3 * shock(), "that is the change of the sum of the squares; the cost is their mean."),
        (paid_off(w=4.1) - paid_off(), "that is a nudge to w; the question is about b."),
    ]


def litre():
    return MENU[2] / 0.33


def litre_mistakes():
    return [
        (MENU[2] / 330, "that is the price of a millilitre; a litre has a thousand of them."),
        (MENU[2] * 0.33, "divide: the weight is a price for each litre, and a soda is less than one."),
        (MENU[2], "that is the price of a soda; the input is now in litres."),
    ]


def stall():
    """A line through three points that agree: its weight and its bias."""
    X, Y = np.array([[1.0, 1], [2, 1], [4, 1]]), np.array([7.0, 10, 16])
    return np.linalg.lstsq(X, Y, rcond=None)[0]


def stall_mistakes():
    w, b = stall()
    return [
        ((b, w), "the two numbers are right and in the wrong order: the price first."),
        ((13 / 3, 0), "that is the best line without a charge; let the bias move too."),
        ((w + b, 0), "that makes the first receipt right and no other; what does one more burger add?"),
    ]


def other_stall():
    """The widget of the exercise, as it is made there."""
    from nnlib.widgets import Descent  # who checks numbers only needs no widgets

    data = [[1.0], [2.0], [4.0]], [[7.0], [10.0], [16.0]]
    ranges = {"w_range": (0, 8), "b_range": (-4, 10), "inputs": "burgers", "target": "price"}
    return Descent(*data, activation="identity", cost="mse", start=(6, 0), learning_rate=0.05, **ranges)


@cache
def prices(last=41.0, row=9):
    """The menu that ten receipts give when one price is mistyped."""
    meals = receipts()
    Y = meals.Y.copy()
    Y[row] = last
    net = Network([3, 1], "identity")
    fit(net, meals.X, Y, optimizer=SGD(0.1), epochs=2000)
    return net.theta


def typo():
    return prices()[0]


def typo_mistakes():
    _, fries, soda, service = prices()
    return [
        (prices(14.0)[0], "that is the price from the receipts as they were; change the last of the ten."),
        (fries, "those are the fries; the burger is the first weight."),
        (soda, "that is the soda; the burger is the first weight."),
        (service, "that is the charge, the bias; the burger is the first weight."),
        (prices(row=0)[0], "that changes the first receipt; the last of ten has index 9."),
    ]


EXERCISES = {
    "2-shock": Exercise(
        shock,
        "every prediction rises by the nudge, because the bias's input is always 1, and the misses shrink.",
        shock_mistakes,
        "work out the three misses with b = 2.1, square them, take the mean, and subtract the cost before.",
    ),
    "2-litre": Exercise(
        litre,
        "the unit is larger, so the weight is, and the product of the two stays.",
        litre_mistakes,
        "weight times input must still be the price of a soda.",
    ),
    "2-stall": Exercise(
        stall,
        "the price is what one more burger adds, and the charge is the rest.",
        stall_mistakes,
        "how much does each further burger add to the price?",
        tolerance=1e-2,  # as near as a hand drags
        state=State(
            "descent-2",
            other_stall,
            ("start", "steps", "learning_rate", "momentum"),
            lambda: [one_of("steps", 0, hint="the marble has rolled on from there; press Rewind, and drag it.")],
            lambda: {"start": [3, 4]},
            lambda: [
                ({"start": [4, 3]}, "the two numbers are right and in the wrong order: the price first."),
                (
                    {"start": [7, 0]},
                    "that makes the first receipt right and no other; what does one more burger add?",
                ),
            ],
            number=("start",),
        ),
    ),
    "2-typo": Exercise(
        typo,
        "the square of one large miss outweighs all others, and the burgers and fries give way to it.",
        typo_mistakes,
        "copy meals.Y, change its last entry, fit from zeros as asked, and read the first weight.",
        code=True,
    ),
    "2-why-up": Text(
        "A slope is measured with all other prices as they are. At 2.50 for everything the burger is far too cheap, "
        "so most of our bills are too low, and a higher price for anything makes them better, even for the soda. It "
        "shows what helps now. When the burger has risen, the bills are no longer too low, and the slope of the soda "
        "changes its sign."
    ),
    "2-damage": Text(
        "The fifth receipt does the most harm, 0.29 on the price of a burger, and the first the least, 0.01. The "
        "first is close to the average meal, so a mistake there moves the charge and hardly any price. The fifth is "
        "the largest meal and far from the others, so it pulls like a long lever."
    ),
}
