"""Labels at what they name: each text is put beside its line or its point, where there is most room around it."""

import numpy as np
from matplotlib.text import Annotation

from nnlib.figures.style import COLOURS, RC

LETTER = np.array([0.56, 1.2]) * RC["font.size"] / 72  # inches: the room of a letter, at most, and of a line of text
COURSE = [COLOURS[name] for name in ("input", "weight", "hidden1", "hidden2", "output", "error")]
GROUND = {"facecolor": (COLOURS["paper"], 0.7), "edgecolor": "none", "pad": 0.8}  # shows a label on every shade
GAP = 0.05  # inches between a label and what it names
FINE = 0.06  # inches between the points of a line that are looked at
CLEAR = 0.3  # inches: more room than that is no better
# From what is named to the middle of its label, in halves of the label's size: on the right, the left, above and below.
SIDES = np.array([(1, 0), (-1, 0), (0, 1), (0, -1), (1, 1), (-1, 1), (1, -1), (-1, -1)])


def direct_labels(ax):
    """Write the label of every line and every mark beside it, and keep clear of all that is drawn in the Axes.

    A label that finds no room inside the axes goes to the right of them, to the end of its line. Call it last: the
    labels stay where they are when more is drawn. What lies outside the axes has no label. What has a course colour
    has a label in it.
    """
    for line in ax.lines:
        text, own = str(line.get_label()), _places(ax, line)
        if text.startswith("_") or not _inside(ax, own).any():  # what is off the map has no label
            continue
        at, middle = _best(ax, own, _half(text), _taken(ax, but=line))
        ax.annotate(
            text,
            _data(ax, at),
            72 * (middle - at),
            textcoords="offset points",
            ha="center",
            va="center",
            color=line.get_color() if line.get_color() in COURSE else COLOURS["ink"],
            bbox=GROUND,
            annotation_clip=False,
            zorder=6,
        )


def _best(ax, own, half, others):
    """The point of `own`, `(n, 2)`, at which a label is put, and the middle of the label."""
    at = own[_inside(ax, own)]
    at = at[:: max(1, len(at) // 60)]
    middles = (at[:, np.newaxis] + SIDES * (half + GAP)).reshape(-1, 2)  # (C, 2)
    at = np.repeat(at, len(SIDES), axis=0)  # (C, 2)
    width, height = _size(ax)
    room = np.minimum(middles - half, [width, height] - middles - half).min(axis=1)  # (C,) to the edge of the axes
    free = np.minimum(_distance(middles, half, others).min(axis=1, initial=CLEAR), room)
    free[_distance(middles, half, own).min(axis=1) < GAP / 2] = -1  # it lies on its own line
    if free.max() > GAP / 2:
        best = np.flatnonzero(free >= free.max() - 0.02)
        chosen = best[np.argmax(middles[best, 0])]  # of equal places, the last
        return at[chosen], middles[chosen]
    beside = np.array([width + GAP + half[0], at[-1, 1]])
    while _distance(beside[np.newaxis], half, others).min(initial=CLEAR) == 0:
        beside[1] -= half[1]  # below another that is there already
    return at[-1], beside


def room_for(ax, text, places):
    """Of `places`, `(n, 2)` in data, the one around which a text has most room, or None if there is none."""
    half = _half(text)
    middles = _inches(ax, places)
    room = np.minimum(middles - half, np.array(_size(ax)) - middles - half).min(axis=1, initial=CLEAR)  # (n,)
    free = np.minimum(room, _distance(middles, half, _taken(ax)).min(axis=1, initial=CLEAR))
    return None if free.max(initial=0) < GAP else _data(ax, middles[free.argmax()])


def _half(text):
    """Half the width and height of a text, in inches."""
    return np.array([max(map(len, text.split("\n"))), text.count("\n") + 1]) * LETTER / 2


def _distance(middles, half, points):
    """From boxes around `middles`, `(C, 2)`, to points, `(P, 2)`, `(C, P)`."""
    apart = np.maximum(np.abs(middles[:, np.newaxis] - points) - half, 0)
    return np.hypot(*np.moveaxis(apart, -1, 0))


def _size(ax):
    """Width and height of the axes in inches: about, for constrained layout still moves them a little."""
    return ax.bbox.width / ax.figure.dpi, ax.bbox.height / ax.figure.dpi


def _inside(ax, places):
    return ((places >= -0.01) & (places <= np.array(_size(ax)) + 0.01)).all(axis=1)


def _inches(ax, data):
    """Points of the data, `(n, 2)`, in inches from the lower left corner of the axes; those that are finite."""
    with np.errstate(all="ignore"):
        part = ax.transAxes.inverted().transform(ax.transData.transform(data))
    return part[np.isfinite(part).all(axis=1)] * _size(ax)


def _data(ax, inches):
    return ax.transData.inverted().transform(ax.transAxes.transform(inches / _size(ax)))


def _places(ax, line):
    """The points that a line runs through, close to one another, or its marks, `(n, 2)`."""
    ax.viewLim  # noqa: B018  asks matplotlib for the limits, which it finds late
    places = _inches(ax, np.column_stack(line.get_data(orig=False)))
    return _filled(places) if line.get_linestyle() != "None" else places


def _taken(ax, but=None):
    """Points of all that is drawn in the Axes but one line, close to one another, `(n, 2)`."""
    lines = [_places(ax, line) for line in ax.lines if line is not but and line.get_transform() == ax.transData]
    strokes = [segment for part in ax.collections if hasattr(part, "get_segments") for segment in part.get_segments()]
    strokes = [_filled(_inches(ax, segment)) for segment in strokes if len(segment)]
    return np.concatenate([np.empty((0, 2)), *lines, *strokes, *(_area(ax, text) for text in ax.texts)])


def _area(ax, text):
    """Points all over a text, `(n, 2)`."""
    placed = text.xy if isinstance(text, Annotation) else text.get_position()
    middle = _inches(ax, np.array([placed])) + (np.array(text.xyann) / 72 if isinstance(text, Annotation) else 0)
    return (middle + _half(text.get_text()) * np.stack(np.meshgrid(*[np.linspace(-1, 1, 9)] * 2), axis=-1)).reshape(
        -1, 2
    )


def _filled(places):
    """A row of points, `(n, 2)`, and points between those that lie far apart."""
    if len(places) < 2:
        return places
    steps = np.hypot(*np.diff(places, axis=0).T)  # (n - 1,)
    along = np.concatenate([[0], np.cumsum(np.minimum(steps, 100))])
    fine = np.linspace(0, along[-1], min(1000, max(len(places), int(along[-1] / FINE) + 2)))
    return np.column_stack([np.interp(fine, along, places[:, i]) for i in (0, 1)])
