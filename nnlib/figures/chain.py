"""A chain of values, each of which moves the next, with the slope of every link on its arrow."""

from matplotlib.patches import Circle

from nnlib import arguments
from nnlib.figures.style import COLOURS, WIDTH, axes_or_new

RADIUS = 0.31  # of a circle; the circles are 1 apart
LABEL = 0.14  # from an arrow to its texts
LOW, HIGH = -0.95, 1.2


def chain(names, values, links, *, what=None, tokens=None, ax=None):
    """Values in a row of circles, with `names` below them; `links` are the slopes of the arrows, one fewer than values.

    `what` names each slope, above it. `tokens` are colour tokens of the book, one for each circle.
    Raises ValueError if there are not as many names, tokens or links as the values need.

    >>> len(chain(("w", "z", "C"), (0.5, 1.0, 4.0), (2.0, 4.0)).patches)
    3
    """
    values = arguments.array("values", values)
    n = len(values)
    names = arguments.names("names", names, n)
    tokens = arguments.names("tokens", ("ink",) * n if tokens is None else tokens, n)
    if strange := set(tokens) - COLOURS.keys():
        raise ValueError(f"tokens must be colours of the book; got {strange.pop()!r}. Pass one of {sorted(COLOURS)}.")
    links = arguments.array("links", links)
    if len(links) != n - 1:
        raise ValueError(f"links must be {n - 1} slopes for {n} values; got {len(links)}. Pass one for each arrow.")
    what = arguments.names("what", ("",) * (n - 1) if what is None else what, n - 1)

    ax = axes_or_new(ax, size=(WIDTH, WIDTH * (HIGH - LOW) / n))
    for i, (name, value, token) in enumerate(zip(names, values, tokens, strict=True)):
        circle = {"facecolor": COLOURS["paper"], "edgecolor": COLOURS[token], "linewidth": 2}
        ax.add_patch(Circle((i, 0), RADIUS, **circle))
        ax.text(i, 0, f"{value:.3g}", color=COLOURS["ink"], ha="center", va="center")
        ax.text(i, -RADIUS - LABEL, name, color=COLOURS[token], ha="center", va="top")
    arrow = {"arrowstyle": "-|>", "color": COLOURS["muted"], "linewidth": 1.2, "shrinkA": 0, "shrinkB": 0}
    for i, (link, text) in enumerate(zip(links, what, strict=True)):
        ax.annotate("", (i + 1 - RADIUS, 0), (i + RADIUS, 0), arrowprops=arrow)
        ax.text(i + 0.5, RADIUS + LABEL, f"{link:.3g}", color=COLOURS["error"], weight="bold", ha="center")
        ax.text(i + 0.5, RADIUS + 3.2 * LABEL, text, color=COLOURS["muted"], ha="center")
    ax.set(xlim=(-0.5, n - 0.5), ylim=(LOW, HIGH), aspect="equal")
    ax.set_axis_off()
    return ax
