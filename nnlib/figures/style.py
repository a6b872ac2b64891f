"""The look that all figures share: the colour tokens, text as text, and what a new Axes is like."""

import json
from functools import cache
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np

from nnlib import arguments
from nnlib.surface import Surface

TOKENS = json.loads((Path(__file__).parent.parent / "colours.json").read_text(encoding="utf8"))
COLOURS = {name: token["light"] for name, token in TOKENS.items()}

WIDTH = 4.55  # inches of a figure: as wide as a phone can show with letters of 11 pixels
SERIES = (("ink", "-"), ("series2", "--"), ("series3", "-."), ("ink", ":"))  # colour and line style, never one alone
CLASSES = (  # class 0 and class 1: an open ring and a green disc
    {"markerfacecolor": COLOURS["paper"], "markeredgecolor": COLOURS["ink"], "markeredgewidth": 1.3},
    {"markerfacecolor": COLOURS["output"], "markeredgecolor": COLOURS["paper"], "markeredgewidth": 0.8},
)

RC = {
    "svg.fonttype": "none",  # letters stay letters: they can be searched, read aloud and recoloured
    "svg.hashsalt": "nnlib",  # the same figure gives the same file
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "savefig.edgecolor": "none",
    "legend.facecolor": COLOURS["paper"],
    "legend.edgecolor": COLOURS["grid"],
    "text.color": COLOURS["ink"],
    "axes.labelcolor": COLOURS["ink"],
    "axes.titlecolor": COLOURS["ink"],
    "axes.edgecolor": COLOURS["muted"],
    "xtick.color": COLOURS["muted"],
    "ytick.color": COLOURS["muted"],
    "grid.color": COLOURS["grid"],
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": "medium",
    "font.size": 10.5,
    "lines.linewidth": 1.75,
    "savefig.pad_inches": 0.03,  # all figures of a page begin at one edge
    "mathtext.default": "regular",
}


@cache
def use_style():
    """Set matplotlib's parameters, and SVG as a notebook's output: once, so that what a reader sets later stays."""
    mpl.rcParams.update(RC)
    try:
        from IPython import get_ipython
        from matplotlib_inline.backend_inline import set_matplotlib_formats
    except ImportError:
        return  # plain Python: files are written by whoever saves the figure
    if get_ipython() is not None:  # a notebook may be dark: there a figure brings the paper that its colours are for
        set_matplotlib_formats("svg", facecolor=COLOURS["paper"])


def axes_or_new(ax, *, size=(WIDTH, 3.1)):
    """`ax` itself, or the Axes of a new figure. Raises ValueError if it is something else."""
    if ax is not None:
        arguments.instance("ax", ax, mpl.axes.Axes, "Pass one of figures.row(2), or leave it out.")
        return ax
    use_style()
    return plt.figure(figsize=size, layout="constrained").add_subplot()


def series(name, things):
    """Each of `things` with a colour token and a line style. Raises ValueError if there are too many to tell apart."""
    things = list(things)
    if len(things) > len(SERIES):
        raise ValueError(
            f"{name} must hold at most {len(SERIES)} to be told apart in one figure; got {len(things)}. "
            f"Draw the others in another: figures.row(2) makes two side by side."
        )
    return [(thing, token, line) for thing, (token, line) in zip(things, SERIES, strict=False)]


def labelled(name, things, wanted, mend):
    """The items of a dictionary from label to a thing that is `wanted`. Raises ValueError if it is not a dictionary."""
    if not isinstance(things, dict):
        raise ValueError(f"{name} must be a dictionary from label to {wanted}; got {arguments.short(things)}. {mend}")
    return things.items()


def interval(name, values, mend):
    """`values` as two numbers, the lower one first. Raises ValueError if they are not."""
    found = arguments.array(name, values)
    if found.shape != (2,) or not 0 < found[1] - found[0] < np.inf:
        raise ValueError(f"{name} must be (low, high) with low below high; got {arguments.short(values)}. {mend}")
    return found


def row_of(name, values):
    """A number, or a row of them, as a row: `(n,)`. Raises ValueError if it is a table."""
    found = np.atleast_1d(arguments.array(name, values))
    if found.ndim != 1:
        raise ValueError(f"{name} must be a number or a row of them; got shape {found.shape}. Pass [1.0, 2.0].")
    return found


def sides(name, values, mend):
    """`values` as two numbers above 0. Raises ValueError if they are not."""
    found = arguments.array(name, values)
    if found.shape != (2,) or not (found > 0).all():
        raise ValueError(f"{name} must be two numbers above 0; got {arguments.short(values)}. {mend}")
    return found


def check_surface(surface):
    """Refuse what is no Surface of nnlib's."""
    arguments.instance("surface", surface, Surface, "Pass surface=nn.cost_surface(...).")


def layer_tokens(layers):
    """A colour token for each of a network's layers, the inputs' first: with many hidden ones, two take turns."""
    return ["input", *(("hidden1", "hidden2")[i % 2] for i in range(layers - 2)), "output"]


def row(n, *, size=(3.3, 3.1)):
    """n Axes side by side in a new figure, for figures to be compared."""
    n = arguments.whole("n", n, 1, 8)
    width, height = sides("size", size, "Pass size=(3.3, 3.1), inches for each.")
    use_style()
    figure = plt.figure(figsize=(n * width, height), layout="constrained")
    return [figure.add_subplot(1, n, i + 1) for i in range(n)]


def plane_path(path):
    """A path over two parameters as `(steps + 1, 2)`. Raises ValueError if it has another shape."""
    found = arguments.array("path", path)
    if found.ndim != 2 or found.shape[1] != 2:
        raise ValueError(
            f"path must be (steps + 1, 2), the two parameters of the surface at every step; got shape {found.shape}. "
            f"Of a larger network, pass history.path[:, [i, j]] with the surface's axes=(i, j)."
        )
    return found
