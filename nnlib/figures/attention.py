"""A place of a text looks back: a score for each letter before it, a softmax, and the mixture of their values."""

import numpy as np
from matplotlib.patches import Circle

from nnlib import arguments
from nnlib.activations import softmax
from nnlib.figures.style import COLOURS, axes_or_new

APART, LEFT = 1.9, -1.75  # from one letter to the next, and where the rows have their names
MIX, SHARE, VALUE, LETTER, KEY, SCORE, LOW = 4.5, 2.95, 2.15, 1.3, 0.5, -0.15, -0.95  # heights of the rows
THICKEST = 11  # points: the line of a letter that has all of the attention


def attention(query, keys, values, letters, *, ax=None):
    """query `(d,)`, keys `(N, d)` and values `(N, m)` of N letters: scores query · key, shares, and the mean of values.

    The thicker a line, the larger the share. Raises ValueError if the shapes do not fit.
    """
    keys = arguments.table("keys", keys)
    values = arguments.table("values", values)
    query = arguments.array("query", query)
    if query.shape != keys.shape[1:]:
        raise ValueError(
            f"query must have as many numbers as a key, {keys.shape[1]}; got shape {query.shape}. Pass one for each."
        )
    arguments.same_rows(keys, values)
    letters = arguments.names("letters", letters, len(keys))
    scores = keys @ query  # (N,)
    shares = softmax(scores[np.newaxis])[0]  # (N,)
    mix = shares @ values  # (m,)

    n = len(letters)
    middle, right = APART * (n - 1) / 2, APART * (n - 1) + 0.9
    ax = axes_or_new(ax, size=(0.72 * (right - LEFT + 0.2), 0.72 * (MIX - LOW + 0.9)))
    write = {"ha": "center", "va": "center"}
    for name, height in (("share", SHARE), ("value", VALUE), ("letter", LETTER), ("key", KEY), ("score", SCORE)):
        ax.text(LEFT, height, name, color=COLOURS["muted"], va="center")
    for i, letter in enumerate(letters):
        x = APART * i
        ax.plot(
            [x, middle],
            [VALUE + 0.25, MIX - 0.4],
            color=COLOURS["hidden1"],
            linewidth=max(0.5, THICKEST * shares[i]),
            solid_capstyle="butt",
            label=letter,
            zorder=1,
        )
        along = (SHARE - VALUE - 0.25) / (MIX - 0.4 - VALUE - 0.25)
        ax.text(
            x + along * (middle - x),
            SHARE,
            f"{shares[i]:.2f}",
            color=COLOURS["hidden1"],
            weight="bold",
            bbox={"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 1.5},
            **write,
        )
        ax.text(x, VALUE, _row(values[i]), color=COLOURS["ink"], **write)
        _circle(ax, x, LETTER, "input", letter)
        ax.text(x, KEY, _row(keys[i]), color=COLOURS["ink"], **write)
        ax.text(x, SCORE, f"{scores[i]:.3g}", color=COLOURS["ink"], weight="bold", **write)
    ax.text(LEFT, LOW, f"query {_row(query)}", color=COLOURS["ink"], va="center")
    ax.text(right, LOW, "score = query · key", color=COLOURS["muted"], ha="right", va="center")
    ax.text(middle, MIX, f"mixture {_row(mix)}", color=COLOURS["output"], weight="bold", **write)
    ax.set(xlim=(LEFT - 0.1, right + 0.1), ylim=(LOW - 0.4, MIX + 0.5), aspect="equal")
    ax.set_axis_off()
    return ax


def _row(numbers):
    return "(" + ", ".join(f"{round(float(number), 2):g}" for number in numbers) + ")"


def _circle(ax, x, y, token, text):
    ax.add_patch(Circle((x, y), 0.36, facecolor=COLOURS["paper"], edgecolor=COLOURS[token], linewidth=2, zorder=2))
    ax.text(x, y, text, color=COLOURS[token], weight="bold", ha="center", va="center", zorder=3)
