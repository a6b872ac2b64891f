"""The exercises of the last lesson: a filter, causes, a ring without one of its edges, and moved digits."""

from functools import cache

import numpy as np

from nnlib import SGD, Cosine, Network, accuracy, cross_entropy, fit
from nnlib.course.exercise import Exercise, Text
from nnlib.course.state import State, near, one_of, unless
from nnlib.data import digits8, flights, split


def strokes(side=-1, middle=2):
    """What a filter with side, middle, side in each of its three rows gives on a full patch and on a wide stroke."""
    return 3 * (2 * side + middle), 3 * (side + middle)


def strokes_mistakes():
    full, wide = strokes()
    return [
        ((wide, full), "the two numbers are right and in the wrong order: the full patch first."),
        ((9, 6), "that adds the ink up; multiply each pixel by its weight first."),
        ((full, 6), "the first is right; 6 is for a thin stroke, and here a -1 lies on ink too."),
        ((full, 1), "the first is right; the second is one row, and the filter has three."),
        ((full, 0), "the first is right; in the second the patch has an empty column beside the stroke."),
        ((-3, wide), "the second is right; in the first the middle column counts too, twice."),
        ((6, wide), "the second is right; in the first the two side columns lie on ink as well."),
    ]


COLD = (53, 57, 58, 63, 70, 70, 75)  # °F, the flights with distress


def cause(degrees=COLD):
    return np.mean(degrees)


def cause_mistakes():
    shuttle = flights()
    warm = shuttle.X[shuttle.Y == 0]
    return [
        (warm.mean(), "that is what it predicts for a launch without distress."),
        (shuttle.X.mean(), "that is the mean of all flights; this neuron knows which ones had distress."),
        (np.median(COLD), "that is the one in the middle; the mean squared error is smallest at the mean."),
        (
            (min(COLD) + max(COLD)) / 2,
            "that is half-way between the coldest and the warmest; take the mean of all seven.",
        ),
        (sum(COLD), "that is their sum; divide it by how many there are."),
        (15.043 / 0.2322, "that is where lesson 3's neuron says one half; here the temperature is the output."),
    ]


def four_edges():
    """The lesson's widget, as it is made there."""
    from nnlib.widgets import Playground  # here, because sums on paper need no widgets

    return Playground(dataset="rings", hidden=(4,), learning_rate=0.5)


OUTGOING = 12  # the place of the first outgoing weight in theta, behind 8 weights and 4 biases


@cache
def trained():
    """The lesson's playground after 300 steps."""
    play = four_edges()
    play.steps = 300
    return play


def cut(neuron=2):
    """All parameters after 300 steps, the outgoing weight of one hidden neuron, counted from 1, set to zero."""
    theta = trained().theta
    if neuron:
        theta[OUTGOING + neuron - 1] = 0
    return theta


def ringed(neuron=2):
    play = trained()
    return accuracy(play.net.at(cut(neuron)), play.X_test, play.Y_test)


def cut_mistakes():
    return [
        (ringed(0), "that is with all four; set the second one's weight to the output to zero."),
        *((ringed(neuron), hint) for neuron, hint in WITHOUT.items()),
    ]


NOT_300 = "train for 300 steps before the cut, and for none after it."
NOT_CUT = "pick the line from the second hidden neuron to the output, and type 0 for its weight."
WITHOUT = {
    1: "that is without the first; the question cuts off the second.",
    3: "that is without the third; the question cuts off the second.",
    4: "that is without the fourth; the question cuts off the second.",
}


def second_cut():
    """Trained for 300 steps, then the second hidden neuron's outgoing weight set to zero, and nothing else changed."""
    return [
        one_of("before", 300, hint=NOT_300),
        one_of("steps", 0, hint=NOT_300),
        *(unless(near("start", cut(neuron).round(4), 1e-3, hint=hint)) for neuron, hint in WITHOUT.items()),
        near("start", cut().round(4), 1e-3, hint=NOT_CUT),
    ]


def as_start(theta):
    return {"start": theta.reshape(-1, 1).tolist(), "before": 300}


def moved(X, by):
    """The images moved by so many pixels to the right; what leaves them is lost."""
    images = np.roll(X.reshape(-1, 8, 8), by, axis=2)
    if by:
        images[:, :, slice(by) if by > 0 else slice(by, None)] = 0
    return images.reshape(-1, 64)


@cache
def reader(copies=(0, -1, 1)):
    """The lesson's reader of seed 0, taught with copies of its images that are moved to the right by so much."""
    digits, rng = digits8(), np.random.default_rng(0)
    parts = split(digits.X, digits.Y, test=0.25, rng=rng)
    X = np.concatenate([moved(parts.X_train, by) for by in copies])
    Y = np.concatenate([parts.Y_train] * len(copies))
    net = Network([64, 32, 10], ["relu", "softmax"], rng=rng)
    fit(net, X, Y, cost=cross_entropy, optimizer=SGD(Cosine(0.3, 8)), epochs=8, batch_size=32, rng=rng)
    return net, parts


def read(*shifts, copies=(0, -1, 1)):
    """The shares of the test images that are read rightly when they are moved to the right."""
    net, parts = reader(copies)
    return tuple(accuracy(net, moved(parts.X_test, by), parts.Y_test) for by in shifts)


def more():
    return read(1, 2)


def more_mistakes():
    one, two = more()
    return [
        ((two, one), "the two numbers are right and in the wrong order: moved by one first."),
        (read(1, 2, copies=(0,)), "that is without the moved copies; train on all three together."),
        ((one, read(1, copies=(0,))[0]), "the first is right; in the second move the images by 2."),
        (read(0, 1), "the first is for the images as they are; move them by 1, and then by 2."),
    ]


EXERCISES = {
    "19-filter": Exercise(
        strokes,
        "the weights of a row add up to zero, so only a change from column to column counts.",
        strokes_mistakes,
        "lay the three rows of weights on three rows of ink, multiply place by place, and add the nine products.",
    ),
    "19-cause": Exercise(
        cause,
        "the best single number for a group is its mean; that distress goes with cold does not say which causes which.",
        cause_mistakes,
        "the neuron gives one number to all seven launches; which number has the least mean squared error?",
    ),
    "19-cut": Exercise(
        ringed,
        "the four were trained to be added up, and each needs the others.",
        cut_mistakes,
        "train for 300 steps, pick the line from the second hidden neuron to the output, and type 0 for its weight.",
        tolerance=1e-2,  # two digits
        state=State(
            "playground-1",
            four_edges,
            ("start", "before"),
            second_cut,
            lambda: as_start(cut()),
            lambda: [
                ({"steps": 300}, NOT_300),
                (as_start(cut(1)), WITHOUT[1]),
                (as_start(cut(0)), NOT_CUT),
            ],
        ),
    ),
    "19-more": Exercise(
        more,
        "it was shown two more places, and not the idea that a place does not matter.",
        more_mistakes,
        "put X_train, moved(X_train, -1) and moved(X_train, 1) below each other, and Y_train three times; then train.",
        tolerance=5e-2,  # another order of the copies gives nearly the same
        code=True,
    ),
    "19-loan": Text(
        "Who was among the 10,000: are people of every age and origin in it, and those whom the bank has always "
        "refused? What does a simple model score, or the answer yes to all, if 94 % of loans are paid back anyway? "
        "What does each kind of error cost, and whom: a refused person who would have paid, or a loan that is lost?"
    ),
    "19-changes": Text(
        "Half as much ink is harmless: the sums shrink together, all but the biases, and the largest mostly stays the "
        "largest. With every second row blank it still reads most, because the ink that is left is where it was. "
        "Thicker strokes are worse, for they put ink where the network has learned that there is none, and the mirror "
        "is worst: more than a third of the ink is in another place, and much of the old place is empty. It minds the "
        "place of ink, and not the shape that I see."
    ),
}
