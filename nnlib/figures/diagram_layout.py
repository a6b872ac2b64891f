"""Where the units of a network diagram stand, and where the labels of its weights do. Lengths are inches at 7 x 4."""

from itertools import pairwise, product
from typing import NamedTuple

import numpy as np

HIGH = 3.4  # what a layer's units share
TIGHT = 0.38  # from one unit to the next, at least
LOOSE = 1.25  # and at most
FEW = 4  # lines between two layers, whose labels need little room
CLOSE, GAP = 1.3, 2.05  # from one layer to the next, at most: with so few lines, and with more
RADIUS = 0.23  # of a unit's circle, at most
LABEL = np.array([0.48, 0.18])  # width and height of a weight's label
TEXT = np.array([0.38, 0.19])  # half the width, and the height, of the texts above and below a unit


class Layer(NamedTuple):
    """One layer: its x, the height of every unit that is drawn, and how many are left out, around what height."""

    x: float
    heights: dict  # from the unit's index to its y
    left_out: int
    middle: float


def layers(sizes, at_most, wide):
    """A Layer for each of sizes, from x = 0 to at most x = wide.

    Of more than at_most units, the first and the last are drawn, and one place between them is kept free.
    """
    lines = max(min(n, at_most) * min(m, at_most) for n, m in pairwise(sizes))
    gap = min(CLOSE if lines <= FEW else GAP, wide / (len(sizes) - 1))
    high = max(HIGH, TIGHT * min(max(sizes), at_most))
    return [_layer(l * gap, n, at_most, high) for l, n in enumerate(sizes)]


def _layer(x, n, at_most, high):
    places = min(n, at_most)
    step = min(LOOSE, high / places)
    y = step * ((places - 1) / 2 - np.arange(places))  # (places,), the first on top
    if n == places:
        return Layer(x, dict(enumerate(y)), 0, 0.0)
    first = places // 2  # the place that stays free
    units = [*range(first), *range(n - (places - first - 1), n)]
    return Layer(x, dict(zip(units, np.delete(y, first), strict=True)), n - len(units), y[first])


def radius(placed):
    """The radius of every unit's circle in these layers."""
    steps = [-np.diff([*layer.heights.values()]) for layer in placed]  # (units - 1,) each
    return min(RADIUS, 0.4 * np.concatenate(steps).min(initial=np.inf))


def half_height(placed):
    """From the middle of the drawing to its highest unit."""
    return max(max(layer.heights.values()) for layer in placed)


def label_places(left, right, radius):
    """Where the labels of the weights between two layers stand: `(n_out * n_in, 2)`, in the order of W's elements.

    Each label lies on its own line, those of every other input unit at one share of the way, the rest at another: of
    all such pairs of shares, the one that leaves most air.
    """
    from_, to = (np.array([*layer.heights.values()]) for layer in (left, right))
    start, stop = np.tile(from_, len(to)), np.repeat(to, len(from_))  # (n_out * n_in,)
    odd = np.tile(np.arange(len(from_)) % 2 == 1, len(to))  # (n_out * n_in,)
    gap = right.x - left.x
    shares = np.linspace(0.16, 0.84, 18)
    best = max(product(shares, shares), key=lambda pair: _air(np.where(odd, *pair[::-1]), start, stop, gap, radius))
    share = np.where(odd, *best[::-1])
    return np.column_stack([left.x + share * gap, start + share * (stop - start)])


def _air(share, start, stop, gap, radius):
    """How far a label is from what is nearest to it, where 1 is touching: another label, another line, a unit."""
    x, y = share * gap, start + share * (stop - start)
    same = np.diag(np.full(len(x), np.inf))
    apart = np.maximum(np.abs(x[:, None] - x) / LABEL[0], np.abs(y[:, None] - y) / LABEL[1]) + same
    lines = np.abs(start + share[:, None] * (stop - start) - y[:, None]) / (LABEL[1] / 2) + same
    units = [
        np.maximum(np.abs(x[:, None] - end) / wide, np.abs(y[:, None] - ys) / tall)
        for end, ys in ((0, start), (gap, stop))
        for wide, tall in LABEL / 2 + [(radius, radius), (TEXT[0], radius + TEXT[1])]
    ]
    # what is already far apart need not be farther: then the labels are in one column, in the middle
    untidy = np.ptp(share) + np.abs(share - 0.5).max()
    return min(apart.min(), lines.min(), *(room.min() for room in units), 1.3) - 0.05 * untidy
