"""A network as the course draws it: layers of circles in their colours, and a line for every weight."""

from itertools import pairwise

import numpy as np
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import Circle

from nnlib import arguments
from nnlib.figures import diagram_layout as layout
from nnlib.figures.diagram_texts import heading, unit_texts
from nnlib.figures.style import COLOURS, axes_or_new, layer_tokens
from nnlib.network import Network

LABELS = {"widths": None, "signs": None, "numbers": "{:.3g}", "names": "$W_{{{},{}}}$"}
WIDE, NARROW = 7.0, 5.0  # inches from edge to edge, where the names leave room: lines with labels, and without
LETTERS = 9  # points: of numbers and names; larger ones have no room
READABLE = 24  # labels between two layers, at most
POSITIVE, NEGATIVE = "-", (0, (1, 1.2))


def network_diagram(net, x=None, *, weights="widths", layer=None, inputs=None, outputs=None, at_most=12, ax=None):
    """A network of any sizes: a circle for every unit, a line for every weight, dotted where it is negative.

    weights: "widths" draws a larger weight thicker; "signs" draws all alike; "numbers" writes every weight's value;
    "names" writes its symbol, W_{a,b}, from a to b, counted from 1: row b, column a of W; and shows no signs.
    x, `(n_in,)`: the values of its forward pass, x, a or ŷ in the circles, and where there is room b and z at them.
    layer=l maps [W] @ [X] + [b] = [Z] onto the drawing: `net.W[l]`, its X and its Z are named, the rest stands back.
    inputs, outputs: a name for each, beside its circle. at_most: units drawn in a layer; a text says how many are not.
    Raises ValueError if x, layer or the names do not fit net, or there are more numbers or names than can be read.
    """
    arguments.instance("net", net, Network, "Build one with nn.Network([2, 4, 1]).")
    arguments.named("weights", weights, LABELS)
    if layer is not None and arguments.whole("layer", layer, 0) >= len(net.W):
        raise ValueError(f"layer must be below {len(net.W)}, the number of weight matrices; got {layer}. Pass layer=0.")
    ends = (("inputs", inputs, net.sizes[0]), ("outputs", outputs, net.sizes[-1]))
    names = [[] if given is None else arguments.names(name, given, n) for name, given, n in ends]
    run = None if x is None else net.forward(_one_row(x, net.sizes[0]))
    texts = [unit_texts(net, run, l, layer, names) for l in range(len(net.sizes))]
    reach = [layout.RADIUS + 0.1 + _width(texts[end].beside) for end in (0, -1)]
    wide = NARROW if LABELS[weights] is None else WIDE
    placed = layout.layers(net.sizes, arguments.whole("at_most", at_most, 3), max(wide - sum(reach), wide / 2))
    _readable(weights, placed, layer)

    radius = layout.radius(placed)
    high = layout.half_height(placed) + radius
    top = high + (0.24 if any(text.above for text in texts) else 0.1)
    ax = axes_or_new(ax, size=(placed[-1].x + sum(reach) + 0.1, 2 * top + 0.5))
    for l in range(len(net.W)):
        _weights(ax, net, l, placed[l : l + 2], radius, weights if layer in (None, l) else None)
    for l, token in enumerate(layer_tokens(len(placed))):
        _units(ax, placed[l], radius, COLOURS[token], texts[l])
        ax.text(placed[l].x, top, heading(net, l, layer), color=COLOURS[token], ha="center", va="bottom")
    if layer is not None:
        middle = (placed[layer].x + placed[layer + 1].x) / 2
        size = " × ".join(map(str, net.W[layer].shape))
        ax.text(middle, top, f"W: {size}", color=COLOURS["weight"], ha="center", va="bottom")
    bottom = -top
    if weights != "names":
        _key(ax, net, weights)
        bottom -= 0.32
    ax.set(xlim=(-reach[0], placed[-1].x + reach[1]), ylim=(bottom, top + 0.2), aspect="equal")
    ax.set_axis_off()
    return ax


def _weights(ax, net, l, ends, radius, how):
    """The lines between two layers, in the order of W's elements; how=None lets them stand back."""
    left, right = ends
    W = net.W[l][np.ix_([*right.heights], [*left.heights])]  # (n_out, n_in), those drawn
    largest = max(np.abs(matrix).max() for matrix in net.W) or 1.0
    thickest = 4 * min(1, 4 / np.sqrt(W.size))  # points; thinner where lines crowd
    lines = LineCollection(
        [[(left.x, y), (right.x, to)] for to in right.heights.values() for y in left.heights.values()],
        colors=COLOURS["muted" if how is None else "weight"],
        linewidths=0.6 + thickest * np.abs(W.ravel()) / largest if how == "widths" else 0.5 if how is None else 1.4,
        linestyles=[NEGATIVE if w < 0 and how not in (None, "names") else POSITIVE for w in W.ravel()],
        zorder=1,
        label=f"W[{l}]",
    )
    ax.add_collection(lines)
    if how is None or LABELS[how] is None:
        return
    pairs = [(a + 1, b + 1) for b in right.heights for a in left.heights]
    for place, w, pair in zip(layout.label_places(left, right, radius), W.ravel(), pairs, strict=True):
        ax.text(
            *place,
            LABELS[how].format(*(pair if how == "names" else (w,))),
            color=COLOURS["weight"],
            fontsize=LETTERS,
            ha="center",
            va="center",
            bbox={"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 0.8},
            zorder=2,
        )


def _units(ax, column, radius, colour, texts):
    """The circles of one layer with their texts, and the count of those left out."""
    style = {"color": colour, "zorder": 4}
    behind = {"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 0.3}
    for unit, y in column.heights.items():
        circle = Circle((column.x, y), radius, facecolor=COLOURS["paper"], edgecolor=colour, linewidth=2, zorder=3)
        ax.add_patch(circle)
        ax.text(column.x, y, texts.inside[unit], fontsize=LETTERS, ha="center", va="center", **style)
        for told, side, va in ((texts.above, 1, "bottom"), (texts.below, -1, "top")):
            if told:
                place = (column.x, y + side * (radius + 0.03))
                ax.text(*place, told[unit], fontsize=LETTERS, ha="center", va=va, bbox=behind, **style)
        if texts.beside:
            side, ha = (-1, "right") if column.x == 0 else (1, "left")
            place = (column.x + side * (radius + 0.08), y)
            ax.text(*place, texts.beside[unit], fontsize=LETTERS, ha=ha, va="center", linespacing=1.1, **style)
    if column.left_out:
        told = f"⋮ {column.left_out} more"
        ax.text(column.x, column.middle, told, fontsize=LETTERS, ha="center", va="center", bbox=behind, **style)


def _key(ax, net, weights):
    style = {"color": COLOURS["weight"], "linewidth": 1.6}
    negative = any((W < 0).any() for W in net.W)
    keys = [Line2D([], [], linestyle=POSITIVE, label="positive weight" if negative else "weight", **style)]
    if negative:
        keys.append(Line2D([], [], linestyle=NEGATIVE, label="negative weight", **style))
    if weights == "widths":
        keys.append(Line2D([], [], linewidth=3.5, color=COLOURS["weight"], label="large weight"))
    ax.legend(
        handles=keys, loc="lower center", ncols=3, frameon=False, fontsize=LETTERS, handlelength=1.5, columnspacing=1.2
    )


def _width(texts):
    """Inches that the longest line of these takes, about, and no less than half a heading does."""
    return max([0.1, *(0.03 + 0.075 * len(line) for text in texts for line in text.split("\n"))])


def _readable(weights, placed, layer):
    for l, (left, right) in enumerate(pairwise(placed)):
        count = len(left.heights) * len(right.heights)
        if LABELS[weights] and layer in (None, l) and count > READABLE:
            raise ValueError(
                f"weights={weights!r} can be read for at most {READABLE} weights between two layers; "
                f"got {count} in W[{l}]. Pass weights='widths', or at_most=4."
            )


def _one_row(x, n_in):
    x = arguments.array("x", x)
    if x.shape not in ((n_in,), (1, n_in)):
        raise ValueError(
            f"x must have shape ({n_in},), one number for each input; got {x.shape}. Pass one example, such as X[0]."
        )
    return x.reshape(1, n_in)
