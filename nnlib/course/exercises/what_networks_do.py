"""The exercises of the first lesson: five buttons, five lamps."""

from functools import cache

import numpy as np

from nnlib import Adam, Network, cross_entropy, fit
from nnlib.course.exercise import Choice, Exercise, Text
from nnlib.course.state import State, each_of, one_of, unless


@cache
def trained():
    """The lesson's network, its parameters rounded as the widget has them."""
    net = Network([5, 2, 2, 5], rng=np.random.default_rng(0), init=1.0)
    fit(net, np.eye(5), np.eye(5), cost=cross_entropy, optimizer=Adam(0.05), epochs=3000, stop_below=0.25)
    net.theta = net.theta.round(1)
    return net


def numbers_of(sizes):
    """How many weights a network of these sizes has, and how many biases."""
    net = Network(sizes)
    return sum(W.size for W in net.W), sum(b.size for b in net.b)


def count():
    return numbers_of([8, 3, 8])


def count_mistakes():
    weights, biases = count()
    return [
        ((biases, weights), "the two numbers are right and in the wrong order: the weights first."),
        ((weights, biases + 8), "inputs have no bias; count the neurons after them."),
        ((weights / 2, biases), "there are two sets of connections: into the hidden layer, and out of it."),
        ((8 * 3 * 8, biases), "connections lead from one layer to the next, so add the two products."),
        ((weights, 2), "every neuron has a bias of its own, not every layer."),
    ]


def lamps(*pressed):
    """What the five lamps show when these buttons, counted from 1, are pressed together."""
    x = np.zeros((1, 5))
    x[0, np.array(pressed) - 1] = 1
    return trained().predict(x)[0]


def buttons():
    """The lesson's widget, as it is made there."""
    from nnlib.widgets import ForwardPass  # who checks numbers only needs no widgets

    names = {"inputs": [f"button {i}" for i in range(1, 6)], "outputs": [f"lamp {i}" for i in range(1, 6)]}
    return ForwardPass(
        [5, 2, 2, 5], theta=trained().theta, x=(0, 0, 1, 0, 0), step=9, picked=(0, 2), simple=True, **names
    )


HALF_PRESSED = "a button is pressed at 1 and free at 0; one of yours is neither."
ONE_ALONE = "that is with button 1 alone; press button 2 as well."
TWO_ALONE = "that is with button 2 alone; press button 1 as well."
THREE_TOO = "button 3 is still pressed; set it to zero."
UPPERMOST = "set buttons 1 and 2 to one and the other three to zero, and read the uppermost lamp."


def both_pressed():
    """Buttons 1 and 2, and no other."""
    return [
        each_of("x", 0, 1, hint=HALF_PRESSED),
        unless(one_of("x", (1, 0, 0, 0, 0), hint=ONE_ALONE)),
        unless(one_of("x", (0, 1, 0, 0, 0), hint=TWO_ALONE)),
        unless(one_of("x", (1, 1, 1, 0, 0), hint=THREE_TOO)),
        one_of("x", (1, 1, 0, 0, 0), hint=UPPERMOST),
    ]


def both():
    return lamps(1, 2)[0]


def both_mistakes():
    return [
        (lamps(1, 2)[1], "that is lamp 2; the question is about lamp 1."),
        (lamps(1)[0], ONE_ALONE),
        (lamps(2)[0], TWO_ALONE),
        (lamps(1, 2, 3)[0], THREE_TOO),
    ]


def digits():
    return Network([784, 100, 10]).theta.size


def digits_mistakes():
    weights, biases = numbers_of([784, 100, 10])
    return [
        (weights, "those are the weights; the biases are parameters too."),
        (digits() + 784, "inputs have no bias."),
        (biases, "those are the biases; the weights are parameters too."),
        (784 * 100 * 10, "connections lead from one layer to the next, so the products are added."),
    ]


EXERCISES = {
    "1-count": Exercise(
        count,
        "a weight for each connection, a bias for each neuron after the inputs.",
        count_mistakes,
        "multiply the sizes of neighbouring layers and add; for the biases add up the neurons after the inputs.",
    ),
    "1-digits": Exercise(
        digits,
        "nearly all of them are weights of the first layer: one from each pixel to each hidden neuron.",
        digits_mistakes,
        "multiply the sizes of neighbouring layers and add; then add a bias for each neuron after the inputs.",
        tolerance=1e-6,
    ),
    "1-both": Exercise(
        both,
        "both buttons push the blue neurons, and the result is close to the code of button 2 alone.",
        both_mistakes,
        UPPERMOST,
        tolerance=2e-2,  # two digits
        state=State(
            "forwardpass-1",
            buttons,
            ("x",),
            both_pressed,
            lambda: {"x": [1, 1, 0, 0, 0]},
            lambda: [
                ({"x": [1, 0, 0, 0, 0]}, ONE_ALONE),
                ({"x": [1, 1, 1, 0, 0]}, THREE_TOO),
                ({"x": [1, 0.5, 0, 0, 0]}, HALF_PRESSED),
            ],
        ),
    ),
    "1-one-number": Choice(
        "a lamp is bright above some limit of the one number, or below it, so only the highest and the lowest can "
        "have a lamp to themselves.",
        (
            (
                "All five, because five different numbers are enough for a code.",
                "five numbers are a code, but can each lamp read it? A lamp's sum rises or falls steadily with the "
                "number.",
            ),
            ("Two.", ""),
            (
                "None.",
                "think of the button with the highest number: a lamp that is bright above a limit can have it alone.",
            ),
        ),
    ),
    "1-sure": Text(
        "The network has ten answers, and none of them is 'this is no digit', so it has to call your K one of the "
        "ten. It was trained to be close to its targets on digits, and on nothing else. What it says about other "
        "pictures was never asked and never tested, so being 99 % sure is worth nothing there."
    ),
    "1-fool": Text(
        "An H made of straight lines is a 4 for it, with certainty, and a Z is a 2. My 6 with corners in place of a "
        "curve was read as a 5, and so was a 9 lying on its side. All of these are unlike the digits that it has "
        "learned from, and it has no way to notice that."
    ),
}
