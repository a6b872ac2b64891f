"""What DigitReader reads with: a network trained on MNIST, a dozen surprising test images, and drawings as pictures.

`digits.npz` is written by `python -m nnlib.course.train_digits`; it says where its images come from and their licence.
"""

import base64
import functools
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np

import nnlib as nn

FILE = Path(__file__).parent / "digits.npz"
SIDE = 28  # pixels
BOX = 20  # the pixels that MNIST scaled its digits to
UNITS = 10  # of the drawing, in a pixel
HIDDEN, EXAMPLES = 48, 12  # what digits.npz holds
ACTIVATIONS = ("relu", "softmax")


class Surprising(NamedTuple):
    """Test images that the network finds hard: X `(N, 784)` from 0 to 1, Y `(N, 10)`, their places in the test set."""

    X: np.ndarray
    Y: np.ndarray
    numbers: tuple
    source: str
    licence: str


@functools.cache
def _file():
    with np.load(FILE, allow_pickle=False) as found:
        return {name: found[name] for name in found.files}


def network():
    """The network that DigitReader reads with: whole numbers from -127 to 127, each times its unit's scale.

    >>> net = network()
    >>> net.sizes[0], net.sizes[-1]
    (784, 10)
    """
    return assembled(_file())


def assembled(layers):
    """The network of W, scale and b of each layer."""
    theta = []
    for l in (0, 1):
        W = layers[f"W{l}"] * layers[f"scale{l}"].astype(float)[:, None]  # (n_out, n_in)
        theta += [W.ravel(), layers[f"b{l}"].astype(float)]
    sizes = [layers["W0"].shape[1], len(layers["W0"]), len(layers["W1"])]
    return nn.Network(sizes, ACTIVATIONS, theta=np.concatenate(theta))


def surprising():
    """The test images that cost the network most, and two more: the dearest it reads rightly, the cheapest it misreads.

    >>> images = surprising()
    >>> images.X.shape, images.Y.shape
    ((12, 784), (12, 10))
    """
    found = _file()
    Y = nn.data.one_hot(found["labels"], 10)
    numbers = tuple(found["numbers"].tolist())
    return Surprising(found["images"] / 255, Y, numbers, str(found["source"]), str(found["licence"]))


def as_text(net=None):
    """All of it for the widget's JavaScript: JSON, in which arrays are base64 of their bytes, little-endian.

    With net, that is the network, every number as it is; else the book's own, in whole numbers.
    """
    found = _file()
    coded = lambda values, kind: base64.b64encode(values.astype(kind).tobytes()).decode()  # noqa: E731
    if net is None:
        told = {"sizes": list(network().sizes), "activations": ACTIVATIONS}
        for name, kind in (("W", "i1"), ("scale", "<f4"), ("b", "<f4")):
            told[name] = [coded(found[f"{name}{l}"], kind) for l in (0, 1)]
    else:
        told = {"sizes": list(net.sizes), "activations": [f.name for f in net.activations]}
        told["theta"] = coded(net.theta, "<f8")
    told |= {"images": coded(found["images"], "u1")} | {name: found[name].tolist() for name in ("labels", "numbers")}
    return json.dumps(told, separators=(",", ":"))


def picture(strokes, pen):
    """What a drawing looks like to the network, made as MNIST's images were: `(28, 28)` uint8, 0 is empty and 255 full.

    strokes: each is x, y, x, y and so on, in tenths of a pixel. The drawing is scaled to fit a box of 20 by 20 pixels
    and moved until its centre of mass is in the middle; the line is `pen` pixels wide, and grey at its edge.

    >>> one = picture([(140, 40, 140, 240)], pen=2)
    >>> one[13].nonzero()[0].tolist(), one[13, 13].item()
    ([13, 14], 255)
    """
    points = [np.array(stroke, dtype=float).reshape(-1, 2) for stroke in strokes]  # (n, 2)
    if not points:
        return np.zeros((SIDE, SIDE), np.uint8)
    low, high = np.vstack(points).min(axis=0), np.vstack(points).max(axis=0)
    scale = (BOX - pen) / (high - low).max() if (high > low).any() else 0.0
    placed = [(stroke - (low + high) / 2) * scale + SIDE / 2 for stroke in points]
    grey = _inked(placed, pen)
    room = (SIDE - BOX) / 2  # so far the box may move without leaving the picture
    total = int(grey.sum(dtype=np.int64))
    if not total:
        return grey  # a dot of a pen too thin to be seen
    along = np.arange(SIDE)
    mass = [int((grey.sum(axis=axis, dtype=np.int64) * along).sum()) / total + 0.5 for axis in (0, 1)]  # x, y
    move = np.clip(SIDE / 2 - np.array(mass), -room, room)
    return _inked([stroke + move for stroke in placed], pen)


def _inked(strokes, pen):
    """How far lines cover each pixel, `(28, 28)` uint8: by the distance of its centre. core/digits.js does the same."""
    y, x = np.indices((SIDE, SIDE)) + 0.5
    near = np.full((SIDE, SIDE), np.inf)
    for stroke in strokes:
        ends = stroke[1:] if len(stroke) > 1 else stroke
        for (x0, y0), (x1, y1) in zip(stroke, ends, strict=False):
            dx, dy = x1 - x0, y1 - y0
            length = dx * dx + dy * dy
            t = ((x - x0) * dx + (y - y0) * dy) / length if length > 0 else np.zeros((SIDE, SIDE))
            t = np.minimum(1, np.maximum(0, t))
            ex, ey = x - (x0 + t * dx), y - (y0 + t * dy)
            near = np.minimum(near, ex * ex + ey * ey)
    cover = np.minimum(1, np.maximum(0, pen / 2 + 0.5 - np.sqrt(near)))
    return np.floor(255 * cover + 0.5).astype(np.uint8)
