"""One neuron as a network: inputs, weights on the edges, the bias as a weight on 1, the sum, the activation."""

import textwrap

import numpy as np
from matplotlib.patches import Circle

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new
from nnlib.network import Network

SUM, FUNCTION, OUTPUT = 2.7, 3.85, 5.1  # where the sum, the activation and the prediction stand; the inputs are at 0
UNIT = 0.66  # inches
LINE = 13  # letters of an input's name in one line


def neuron(net, x=None, *, inputs=None, target="ŷ", ax=None):
    """A network of one neuron, sizes `[n_in, 1]`; with x, `(n_in,)`, its products, sum and prediction as numbers too.

    inputs: a name for each input. Raises ValueError if net has more than one neuron.
    """
    arguments.instance("net", net, Network, "Build one with nn.Network([2, 1]).")
    if len(net.sizes) != 2 or net.sizes[1] != 1:
        raise ValueError(
            f"net must be one neuron, sizes [n, 1]; got {list(net.sizes)}. Build one with nn.Network([2, 1])."
        )
    arguments.instance("target", target, str, "Pass target='ŷ'.")
    n = net.sizes[0]
    names = [f"$x_{i + 1}$" for i in range(n)] if inputs is None else arguments.names("inputs", inputs, n)
    names = [textwrap.fill(name, LINE) for name in names]
    weights = [*net.W[0][0], net.b[0][0]]
    x = None if x is None else arguments.array("x", x)
    if x is not None and x.size != n:
        raise ValueError(f"x must have {n} numbers, one for each input of net; got {x.size}. Pass (n_in,) numbers.")
    values = [None] * n if x is None else list(x.ravel())
    run = None if x is None else net.forward(np.reshape(x, (1, n)))
    heights = np.linspace(0.4 * n, -0.4 * n, n + 1)
    left, right = (
        -0.5 - 0.13 * max(len(line) for name in [*names, "constant"] for line in name.split("\n")),
        OUTPUT + 0.7,
    )
    low, high = heights[-1] - 0.5, heights[0] + 0.5
    ax = axes_or_new(ax, size=(UNIT * (right - left), UNIT * (high - low)))

    along = 1.2  # where each edge has its label
    for name, value, weight, y in zip([*names, "constant"], [*values, 1.0], weights, heights, strict=True):
        is_bias = name == "constant"
        colour = COLOURS["ink" if is_bias else "weight"]
        ax.plot([0.3, SUM - 0.3], [y, 0], color=colour, linestyle="--" if is_bias else "-", zorder=1)
        _node(ax, 0, y, "input", "1" if is_bias else "" if value is None else f"{value:.3g}", dashed=is_bias)
        ax.text(-0.45, y, name, color=COLOURS["input"], ha="right", va="center")
        ax.annotate(
            f"{'b' if is_bias else 'w'} = {weight:.4g}",
            (along, y * (SUM - 0.3 - along) / (SUM - 0.6)),
            color=colour,
            ha="center",
            va="center",
            bbox={"facecolor": COLOURS["paper"], "edgecolor": "none", "pad": 1.5},
        )
    _node(ax, SUM, 0, "hidden1", "Σ")
    ax.plot([SUM + 0.3, FUNCTION - 0.3], [0, 0], color=COLOURS["hidden1"], zorder=1)
    _node(ax, FUNCTION, 0, "hidden1", "σ" if net.activations[0].name == "sigmoid" else "f")
    ax.plot([FUNCTION + 0.3, OUTPUT - 0.3], [0, 0], color=COLOURS["output"], zorder=1)
    _node(ax, OUTPUT, 0, "output", "" if run is None else f"{run.A[-1].item():.3g}")
    ax.text(OUTPUT, -0.42, target, color=COLOURS["output"], ha="center", va="top")
    ax.text(
        SUM,
        -0.42,
        "sum" if run is None else f"z = {run.Z[-1].item():.4g}",
        color=COLOURS["hidden1"],
        ha="center",
        va="top",
    )
    ax.text(FUNCTION, -0.42, net.activations[0].name, color=COLOURS["hidden1"], ha="center", va="top")
    ax.set(xlim=(left, right), ylim=(low, high), aspect="equal")
    ax.set_axis_off()
    return ax


def _node(ax, x, y, token, text, dashed=False):
    ax.add_patch(
        Circle(
            (x, y),
            0.32,
            facecolor=COLOURS["paper"],
            edgecolor=COLOURS[token],
            linewidth=2,
            linestyle="--" if dashed else "-",
            zorder=2,
        )
    )
    ax.text(x, y, text, color=COLOURS[token], ha="center", va="center", fontsize=9.5, zorder=3)
