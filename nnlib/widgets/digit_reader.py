"""DigitReader: draw a digit; a network that nnlib trained reads it, and shows which pixels would change its mind."""

import numbers

import numpy as np
import traitlets

import nnlib as nn
from nnlib import checks
from nnlib.widgets import digits
from nnlib.widgets.base import STATIC, Checked, Widget, whole

FIELD = digits.SIDE * digits.UNITS  # the drawing runs from 0 to 280
MOST_POINTS = 300  # so that a link to the drawing stays short
MOST_CHANGED = 100
SURE = 0.99  # a mind that is changed: no pixel is changed beyond it


def drawing(name, value):
    """A check for strokes: each a tuple of x, y, x, y and so on, whole numbers from 0 to 280."""
    wanted = f"{name} must be strokes, each a tuple x, y, x, y and so on of whole numbers from 0 to {FIELD}"
    if not isinstance(value, (list, tuple)):
        raise ValueError(f"{wanted}; got {checks.told(value)}. Pass a tuple of tuples, or () for no drawing.")
    found = []
    for i, stroke in enumerate(value):
        if not isinstance(stroke, (list, tuple, np.ndarray)) or not len(stroke) or len(stroke) % 2:
            raise ValueError(f"{wanted}; got {checks.told(stroke)} as stroke {i}. Pass as many x as y, one at least.")
        for at in stroke:
            if isinstance(at, (bool, np.bool_)) or not isinstance(at, numbers.Integral) or not 0 <= at <= FIELD:
                raise ValueError(f"{wanted}; got {checks.told(at)} in stroke {i}. Round it, and keep it inside.")
        found.append(tuple(int(at) for at in stroke))
    points = sum(len(stroke) for stroke in found) // 2
    if points > MOST_POINTS:
        raise ValueError(f"{name} must have {MOST_POINTS} points or fewer; got {points}. Leave out every second point.")
    return tuple(found)


def width(name, value):
    """A check for the pen: a number from 0.1 to 8."""
    found = checks.number(name, value)
    if not 0.1 <= found <= 8:
        raise ValueError(f"{name} must be from 0.1 to 8 pixels wide; got {checks.told(value)}. Pass 2.4, as MNIST's.")
    return found


class DigitReader(Widget):
    """Draw a digit and read, as the stroke goes, what a network makes of it and which pixels would change its mind.

    strokes: the drawing, each stroke x, y, x, y and so on from 0 to 280; pen: how wide the line is, in pixels of the
    picture; example: -1 for the drawing, or 0 to 11 for a surprising test image; towards: the digit that it could be
    persuaded of, or -1: the truth where that is known and misread, else the runner-up; changed: how many pixels may be
    changed for that; unit: the hidden unit that is looked into. Every trait is synced. ValueError for other values.

    >>> r = DigitReader(strokes=((140, 40, 140, 240),))
    >>> r, r.reading
    (DigitReader(1 stroke, pen=2.4), 1)
    """

    _esm = STATIC / "digitreader.js"
    _weights = traitlets.Unicode().tag(sync=True)  # the trained network and the test images, one file for all pages

    strokes = Checked(drawing, ())
    pen = Checked(width, 2.4)
    example = Checked(whole(-1, digits.EXAMPLES - 1), -1)
    towards = Checked(whole(-1, 9), -1)
    changed = Checked(whole(0, MOST_CHANGED), 0)
    unit = Checked(whole(0, digits.HIDDEN - 1), 0)

    @traitlets.default("_weights")
    def _text(self):
        """There from the start: a front end reads it when it makes the widget, and no later."""
        return digits.as_text()

    def __init__(self, strokes=(), **traits):
        super().__init__(strokes=strokes, **traits)

    @traitlets.default("about")
    def _about(self):
        return (
            f"A network of 784 pixels, {digits.HIDDEN} hidden units and ten outputs reads a digit that you draw, or "
            f"one of {digits.EXAMPLES} surprising test images; see what each unit looks for and which pixels would "
            f"change its mind."
        )

    @property
    def net(self):
        """The network, as nnlib's: 784 inputs, 48 hidden units (relu), ten probabilities (softmax)."""
        return digits.network()

    @property
    def label(self):
        """The digit that the test image is, or None for a drawing."""
        return None if self.example < 0 else int(digits.surprising().Y[self.example].argmax())

    @property
    def picture(self):
        """What the network is shown before any pixel is changed: `(28, 28)`, 0 is empty and 1 full."""
        if self.example < 0:
            return digits.picture(self.strokes, self.pen) / 255
        return digits.surprising().X[self.example].reshape(digits.SIDE, digits.SIDE).copy()

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
