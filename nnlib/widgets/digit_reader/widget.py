"""DigitReader: draw a digit; a network that nnlib trained reads it, and shows which pixels would change its mind."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib.widgets import digits
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import Checked, Choice, List, Number, Whole
from nnlib.widgets.shared.networks import MOST_HIDDEN, for_digits

FIELD = digits.SIDE * digits.UNITS  # the drawing runs from 0 to 280
MOST_POINTS = 300  # so that a link to the drawing stays short
MOST_CHANGED = 100
TABS = ("images", "units", "pixels", "file")  # the tools below the canvas
SURE = 0.99  # a mind that is changed: no pixel is changed beyond it


STROKE = List(
    Whole(0, FIELD, fix="Round it, and keep it inside."),
    2,
    2 * MOST_POINTS,
    pairs=True,
    words=f"x, y, x, y and so on, whole numbers from 0 to {FIELD}",
    fix="Pass as many x as y, one at least.",
)
STROKES = List(
    STROKE,
    0,
    MOST_POINTS,
    words=f"strokes of at most {MOST_POINTS} points, each x, y, x, y and so on, whole numbers from 0 to {FIELD}",
    fix="Pass a tuple of tuples, or () for no drawing.",
)

PIXELS = digits.SIDE * digits.SIDE
IMAGE = List(
    Whole(0, 255),
    0,
    PIXELS,
    words=f"{PIXELS} whole numbers from 0 to 255, row by row, or none",
    fix="Pass (255 * X[0]).round().astype(int), for a row X[0] of pixels from 0 to 1.",
)


class DigitReader(Widget):
    """Draw a digit and read, as the stroke goes, what a network makes of it and which pixels would change its mind.

    strokes: the drawing, each stroke x, y, x, y and so on from 0 to 280; pen: how wide the line is, in pixels of
    the picture; example: -1 for the drawing, or 0 to 11 for a surprising test image; towards: the digit that it
    could be persuaded of, or -1: the truth where that is known and misread, else the runner-up; changed: how many
    pixels may be changed for that; tab: the tool that is open, one of "images" (the test images), "units" (the
    hidden units), "pixels" (what would change its mind) and "file"; unit: the hidden unit that is looked into;
    image: your own image in place of the drawing, 784 numbers from 0 to 255, or (). Every trait is synced.
    Raises ValueError if a value is not as described.

    `DigitReader(net)` reads with a network of your own, 784 pixels from 0 to 1, one hidden layer, ten softmax outputs.
    Its parameters are copied when the widget is made, and `net` gives them back; train on, and make another widget.

    >>> r = DigitReader(strokes=((140, 40, 140, 240),))
    >>> r, r.reading
    (DigitReader(1 stroke, pen=2.4), 1)
    """

    _weights = traitlets.Unicode().tag(sync=True)  # the trained network and the test images, one file for all pages

    strokes = Checked(STROKES, ())
    pen = Checked(Number(0.1, 8, fix="Pass 2.4, as MNIST's."), 2.4)
    example = Checked(Whole(-1, digits.EXAMPLES - 1), -1)
    towards = Checked(Whole(-1, 9), -1)
    changed = Checked(Whole(0, MOST_CHANGED), 0)
    unit = Checked(Whole(0, MOST_HIDDEN - 1), 0, view=True)
    image = Checked(IMAGE, ())
    tab = Checked(Choice(TABS), "images", view=True)
    _net = None  # the reader's own network

    @traitlets.default("_weights")
    def _text(self):
        """There from the start: a front end reads it when it makes the widget, and no later."""
        return digits.as_text(self._net)

    def __init__(self, strokes=(), *, net=None, **traits):
        if isinstance(strokes, nn.Network) and net is None:
            strokes, net = (), strokes
        self._net = None if net is None else for_digits(net)
        super().__init__(strokes=strokes, **traits)

    @traitlets.validate("strokes")
    def _short_enough_for_a_link(self, proposal):
        points = sum(map(len, proposal["value"])) // 2
        if points > MOST_POINTS:
            wanted = f"strokes must have {MOST_POINTS} points or fewer"
            raise Disagreement(f"{wanted}; got {points}. Leave out every second point.")
        return proposal["value"]

    @traitlets.validate("image")
    def _whole_or_none(self, proposal):
        if len(proposal["value"]) not in (0, PIXELS):
            wanted = f"image must have {PIXELS} numbers, or none"
            raise Disagreement(f"{wanted}; got {len(proposal['value'])}. Pass all pixels, row by row.")
        return proposal["value"]

    @traitlets.validate("unit")
    def _one_of_its_units(self, proposal):
        units = self.net.sizes[1]
        if proposal["value"] >= units:
            raise Disagreement(
                f"unit must be below {units}, the number of hidden units; got {proposal['value']}. Pass 0."
            )
        return proposal["value"]

    @traitlets.default("about")
    def _about(self):
        return (
            f"A network of 784 pixels, {self.net.sizes[1]} hidden units and ten outputs reads a digit that you draw, "
            f"or one of {digits.EXAMPLES} surprising test images; see what each unit looks for and which pixels would "
            f"change its mind."
        )

    @property
    def net(self):
        """The network, as nnlib's: the book's own, of 48 hidden units (relu), or a copy of yours."""
        return digits.network() if self._net is None else self._net

    @property
    def label(self):
        """The digit that the test image is, or None for a drawing."""
        return None if self.example < 0 else int(digits.surprising().Y[self.example].argmax())

    @property
    def picture(self):
        """What the network is shown before any pixel is changed: `(28, 28)`, 0 is empty and 1 full."""
        if self.example < 0 and self.image:
            return np.reshape(self.image, (digits.SIDE, digits.SIDE)) / 255
        if self.example < 0:
            return digits.picture(self.strokes, self.pen) / 255
        return digits.surprising().X[self.example].reshape(digits.SIDE, digits.SIDE).copy()

    @property
    def blank(self):
        """Whether there is nothing to read: no drawing, no image, and no pixel that was changed."""
        return self.example < 0 and not self.strokes and not self.image and not self.changed

    @property
    def aim(self):
        """The digit that it could be persuaded of."""
        if self.towards >= 0:
            return self.towards
        p = self.net.predict([self.picture.ravel()])[0]  # (10,)
        if self.label not in (None, p.argmax()):
            return self.label
        return int(np.where(np.arange(10) == p.argmax(), -1, p).argmax())

    def persuaded(self, most):
        """The picture, `(1, 784)`, with its most telling pixels filled or emptied, one after the other, and which."""
        X, changed, net, aim = self.picture.reshape(1, -1), [], self.net, self.aim
        while len(changed) < most and net.predict(X)[0, aim] < SURE:
            pixel, to = telling(net, X, aim, changed)
            X[0, pixel] = to
            changed.append(pixel)
        return X, changed

    @property
    def X(self):
        """What the network reads, `(1, 784)`: the picture, with the changed pixels."""
        return self.persuaded(self.changed)[0]

    @property
    def probabilities(self):
        """What the network makes of it: a probability for each digit, `(10,)`."""
        return self.net.predict(self.X)[0]

    @property
    def reading(self):
        """The likeliest digit."""
        return int(self.probabilities.argmax())

    @property
    def slope(self):
        """How the cost would change with each pixel, `(28, 28)`, if the picture were the digit `aim`."""
        return slope(self.net, self.X, self.aim).reshape(digits.SIDE, digits.SIDE)

    def next_change(self):
        """The pixel that would persuade most, its new value, and the aim's probability with it."""
        X, changed = self.persuaded(self.changed)
        pixel, to = telling(self.net, X, self.aim, changed)
        X[0, pixel] = to
        return pixel, to, self.net.predict(X)[0, self.aim].item()

    def __repr__(self):
        many = f"{len(self.strokes)} stroke{'' if len(self.strokes) == 1 else 's'}, pen={self.pen:g}"
        if self.image:
            many = "your own image"
        shown = many if self.example < 0 else f"example={self.example}"
        towards = f", towards={self.towards}" if self.towards >= 0 else ""
        return f"DigitReader({shown}{towards}{f', changed={self.changed}' if self.changed else ''})"


def slope(net, X, digit):
    """The slope of the cost in each pixel of X, `(1, 784)`, were it this digit: the first delta through W."""
    Y = nn.data.one_hot([digit], 10)
    return net.backward(net.forward(X), Y, cost=nn.cross_entropy).delta[0] @ net.W[0]  # (1, 784)


def telling(net, X, digit, changed):
    """The pixel, none of those changed, that promises most for a digit when filled or emptied, and its new value."""
    slopes = slope(net, X, digit)[0]
    gain = np.where(slopes < 0, -slopes * (1 - X[0]), slopes * X[0])
    gain[changed] = -1
    pixel = int(gain.argmax())
    return pixel, 1.0 if slopes[pixel] < 0 else 0.0
