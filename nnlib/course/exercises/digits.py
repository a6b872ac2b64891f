"""The exercises of the lesson on reading digits."""

from functools import cache

import numpy as np

from nnlib import SGD, Network, accuracy, cross_entropy, fit
from nnlib.course.exercise import Exercise, Text
from nnlib.course.state import State, between, one_of
from nnlib.data import digits8, split


def error(p=0.9, images=100):
    """The standard error of a share."""
    return np.sqrt(p * (1 - p) / images)


def error_mistakes():
    return [
        (error() ** 2, "the root is missing."),
        (error(images=1), "the number of images is missing: it divides under the root."),
        (error(images=1) ** 2, "divide by the number of images, and take the root."),
        (np.sqrt(0.9 / 100), "there is one more factor under the root: the share of wrong readings."),
        (error(images=1) / 100, "the number of images divides under the root, not outside."),
        (100 * error(), "that is in percent; give it as a share."),
    ]


SUMS = np.array([[3.0, 1.0, 0.0]])


def softmax():
    return cross_entropy(SUMS, [[0.0, 1.0, 0.0]], output="softmax")


def softmax_mistakes():
    share = np.exp(-softmax())
    return [
        (share, "that is the probability of the second class; the cost is minus its logarithm."),
        (-softmax(), "the logarithm of a probability is negative; the cost has a minus in front of it."),
        (softmax() / np.log(10), "that is with base 10; nnlib takes the natural logarithm."),
        (softmax() / np.log(2), "that is in bits, with base 2; nnlib takes the natural logarithm."),
        (
            cross_entropy(SUMS, [[1.0, 0.0, 0.0]], output="softmax"),
            "that is the cost if the first class is right; the question asks for the second.",
        ),
        (
            cross_entropy(SUMS, [[0.0, 1.0, 0.0]]),
            "that treats each output as a yes or no of its own; a softmax shares one certainty among the three.",
        ),
        (-np.log(SUMS[0, 1] / SUMS.sum()), "that divides the sums themselves; raise e to each of them first."),
    ]


@cache
def pixels():
    from nnlib.widgets import DigitReader  # here, because checking a sum on paper needs no widgets

    reader = DigitReader(example=1)
    readings = (reader.net.predict(reader.persuaded(most)[0]).argmax() for most in range(100))
    found = next(most for most, reading in enumerate(readings) if reading == reader.label)
    reader.close()
    return found


def pixels_mistakes():
    return [
        (pixels() - 1, "one pixel before that it is still misread: the last one changed counts too."),
        (pixels() + 1, "the starting picture, with no pixel changed, does not count."),
        (pixels() + 2, "it was read as an 8 earlier; go back pixel by pixel."),
        (10, "that is the first image of the strip; the question asks for the second."),
        (784, "that is all of them; read k, the number of pixels changed, when Play has come to its end."),
    ]


def reader():
    """The lesson's widget, as it is made there."""
    from nnlib.widgets import DigitReader  # who checks numbers only needs no widgets

    top = (190, 62, 150, 40, 108, 60, 104, 98, 140, 130, 180, 160)
    back = (188, 205, 150, 238, 108, 212, 104, 172, 140, 134, 182, 102, 190, 62)
    return DigitReader(strokes=((*top, *back),))


OTHER_IMAGE = "that is another image, or another aim; choose the second of the strip, and let it be persuaded of an 8."
STILL_MISREAD = "it is still misread; press Play, and wait until it stops."


@cache
def misread(sizes=(64, 32, 10), shuffle=None, held=True):
    """How many of the images held back, or of those trained with, the lesson's recipe misreads with seed 0."""
    digits, rng = digits8(), np.random.default_rng(0)
    order = np.arange(64) if shuffle is None else np.random.default_rng(shuffle).permutation(64)
    parts = split(digits.X[:, order], digits.Y, test=0.25, rng=rng)
    net = Network(sizes, ["relu", "softmax"][2 - len(sizes) + 1 :], rng=rng)
    fit(
        net,
        parts.X_train,
        parts.Y_train,
        cost=cross_entropy,
        optimizer=SGD(0.5),
        epochs=30,
        batch_size=32,
        rng=rng,
    )
    X, Y = (parts.X_test, parts.Y_test) if held else (parts.X_train, parts.Y_train)
    return round(len(X) * (1 - accuracy(net, X, Y)))


def shuffled():
    return misread(shuffle=1)


def shuffled_mistakes():
    return [
        (misread(), "that is the count without shuffling; use digits.X[:, order] for the split."),
        (misread(shuffle=1, held=False), "those are images it learned from; count among the ones held back."),
        (misread(shuffle=0), "that order comes from another seed; use default_rng(1) for the order."),
        (449 - shuffled(), "those are the ones read rightly."),
        (shuffled() / 449, "that is a share; the question asks how many."),
    ]


def paired(disagreements=6):
    """The chance that a coin falls on one given side every time."""
    return 0.5**disagreements


def paired_mistakes():
    return [
        (2 * paired(), "that is the chance for either network to get all six; the question asks for the first."),
        (0.5, "that is for a single disagreement; all six must go to the first network."),
        (6 * 0.5, "chances of independent tosses are multiplied, not added."),
        (1 / 6, "each of the six is a toss of its own, with the chance one half."),
        (0.06, "that is the share of the images on which they differ; ask what a coin does with these six."),
        (1 - paired(), "that is the chance that at least one of the six goes to the second network."),
        (1 / paired(), "that is in how many cases it happens once; give the chance."),
    ]


EXERCISES = {
    "15-softmax": Exercise(
        softmax,
        "the share of the second class, e to its sum over all three, has this cost.",
        softmax_mistakes,
        "raise e to each sum, divide the second by the total, and take minus the natural logarithm.",
    ),
    "15-error": Exercise(
        error,
        "the share of right times the share of wrong readings, over the number of images, and the root of it.",
        error_mistakes,
        "put the share and the number of images into the formula of the text.",
    ),
    "15-paired": Exercise(
        paired,
        "six tosses that all fall on one side are rare, so the same images can tell two networks apart.",
        paired_mistakes,
        "each disagreement is one toss of a coin; multiply the six chances.",
        tolerance=1e-2,
    ),
    "15-pixels": Exercise(
        pixels,
        "so few pixels of 784, each chosen by the slope of the cost, change its mind.",
        pixels_mistakes,
        "choose the second test image, press Play, wait until it stops, and read k, the number of pixels changed.",
        tolerance=1e-9,
        state=State(
            "digitreader-1",
            reader,
            ("strokes", "pen", "example", "towards", "changed"),
            lambda: [
                one_of("example", 1, hint=OTHER_IMAGE),
                one_of("towards", -1, 8, hint=OTHER_IMAGE),  # -1: what the image is
                between("changed", pixels(), 784, hint=STILL_MISREAD),
            ],
            lambda: {"example": 1, "changed": 7},
            lambda: [
                ({"example": 0, "changed": 10}, OTHER_IMAGE),
                ({"example": 1, "changed": 6}, STILL_MISREAD),
                ({"example": 1, "changed": 9}, "it was read as an 8 earlier; go back pixel by pixel."),
            ],
            number=("changed",),
        ),
    ),
    "15-shuffled": Exercise(
        shuffled,
        "to a network of this kind the place of a pixel means nothing: it learns as well as before.",
        shuffled_mistakes,
        "split digits.X[:, order] with default_rng(0), train as the lesson does, and count among those held back.",
        tolerance=1e-9,
        code=True,
    ),
    "15-photo": Text(
        "the 97 % was measured on scans like those it learned from, centred, scaled, and with ink as 1; in photographs "
        "the paper is grey, on a blackboard light and dark are exchanged, and digits lie anywhere in any size, so each "
        "weight meets another pixel than it was trained for; first test it on labelled photographs, then prepare them "
        "as the scans were, or train with photographs."
    ),
    "15-fool": Text(
        "my outline of a house is read as a 0 with 0.9997, and a diamond and a tall box are 0s as surely; a short tail "
        "at the lower right corner makes the house a 9 with 0.84; the softmax has to share out its whole certainty "
        "among ten digits, and training showed it nothing but digits; I would add an eleventh class with many other "
        "drawings, or refuse what is unlike all training images, and test that on drawings it has not seen."
    ),
}
