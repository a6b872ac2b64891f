"""Pictures: each widget as a figure that stands still, for hosts that show no widgets, drawn with nnlib.figures."""

import io
import textwrap
from itertools import pairwise
from xml.sax.saxutils import escape

import matplotlib as mpl
import numpy as np
from matplotlib.figure import Figure

import nnlib as nn
from nnlib import figures
from nnlib.figures.style import RC

POINTS = 31  # of a surface or a plane, along each axis
PLANE = (-1.3, 1.3)  # what Playground shows of each input
AHEAD = 20  # updates that Backprop's cost is followed for
LETTERS = 0.14  # of the sentence, in a pixel of the picture's width
LINE = 20  # pixels from one line of it to the next


def svg(widget):
    """The widget's present state as an SVG, its sentence below. ValueError where a figure refuses such a state."""
    kinds = [kind.__name__ for kind in type(widget).__mro__ if kind.__name__ in DRAWN]
    if not kinds:
        raise ValueError(f"widget must be one of {', '.join(DRAWN)}; got {type(widget).__name__}. Add it to DRAWN.")
    with mpl.rc_context(RC), np.errstate(all="ignore"):
        figure, file = Figure(layout="constrained"), io.StringIO()
        DRAWN[kinds[0]](widget, figure)
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        ink = figures.COLOURS["ink"]
    drawing = file.getvalue()
    drawing = drawing[drawing.index("<svg") :].rstrip()
    width, height = (96 * inches for inches in figure.get_size_inches())  # pixels
    lines = textwrap.wrap(f"A still picture of an interactive figure. {widget.about}", int(LETTERS * width))
    told = "".join(f'<tspan x="10" dy="{LINE}">{escape(line)}</tspan>' for line in lines)
    full = height + LINE * (len(lines) + 1)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 {width:g} '
        f'{full:g}" width="{width:g}" height="{full:g}">{drawing}<text y="{height:g}" fill="{ink}" '
        f'font-family="sans-serif" font-size="14">{told}</text></svg>'
    )


def _neuron(widget, figure):
    with_data = len(widget.x) == 1 and len(widget.X)
    high = [0.6 + 0.75 * (len(widget.x) + 1), *([3.0] if with_data else [])]
    figure.set_size_inches(7.2, sum(high))
    rows = figure.subplots(len(high), 1, height_ratios=high, squeeze=False)[:, 0]
    figures.neuron(widget.net, widget.x, inputs=widget.inputs, target=widget.target, ax=rows[0])
    if with_data:
        names = {"inputs": widget.inputs[0], "target": widget.target}
        figures.data_and_fit(widget.X, widget.Y, {"prediction": widget.net}, **names, ax=rows[1])


def _activation(widget, figure):
    figure.set_size_inches(6.4, 3.8)
    ax = figure.subplots()
    if widget.layers == 1:
        reach = max(6.0, 1.2 * abs(widget.z))
        figures.activation_and_slope(widget.activation, z_range=(-reach, reach), tangents=(widget.z,), ax=ax)
        return
    reach = max(4.0, 1.2 * abs(widget.x))
    x = np.linspace(-reach, reach, 201).reshape(-1, 1)  # (201, 1)
    run = widget.net.forward(x)
    for l, (token, line) in enumerate((("hidden1", "--"), ("output", "-"))):
        name = widget.net.activations[l].name
        ax.plot(x[:, 0], run.A[l + 1][:, 0], line, color=figures.COLOURS[token], label=f"after layer {l + 1}, {name}")
    ax.plot([widget.x], [widget.a], "o", color=figures.COLOURS["ink"], label="at x")
    ax.set(xlabel="x", ylabel="a", xlim=(-reach, reach))
    ax.legend()


def _descent(widget, figure):
    figure.set_size_inches(8.2, 3.9)
    left, right = figure.subplots(1, 2)
    path = widget.run().path
    here = widget.net.at(path[-1])
    names = {"inputs": widget.inputs, "target": widget.target}
    figures.data_and_fit(widget.X, widget.Y, {"fit": here}, **names, ax=left)
    ranges = (widget.w_range, widget.b_range)
    surface = nn.cost_surface(here, widget.X, widget.Y, cost=widget.cost, axes=(0, 1), ranges=ranges, n=POINTS)
    figures.contours(surface, path, levels=8, ax=right)


def _forward(widget, figure):
    _network(widget.net, widget.x, figure, inputs=widget.inputs or None, outputs=widget.outputs or None)


def _network(net, x, figure, below=0.0, **names):
    """The network in the whole figure; or, with so many inches `below` it, above an Axes there, which it answers."""
    high = max(3.4, 0.75 * max(net.sizes) + 1)
    figure.set_size_inches(7.0, high + below)
    top, *rest = figure.subplots(2, 1, height_ratios=(high, below)) if below else [figure.subplots()]
    most = max(n * m for n, m in pairwise(net.sizes))
    figures.network_diagram(net, x, weights="numbers" if most <= 12 else "widths", ax=top, **names)
    return rest[0] if below else None


def _nudge(widget, figure):
    ax = _network(widget.net, widget.X[widget.example], figure, below=2.6)
    here, reach = widget.theta[widget.pick], max(1.0, 4 * widget.h)
    between = (here - reach, here + reach)
    name = f"theta[{widget.pick}]"
    told = {"axis": widget.pick, "between": between, "tangents": (here,), "start": here + widget.h, "name": name}
    figures.cost_curve(widget.net, widget.X, widget.Y, costs=nn.costs.COSTS[widget.cost], **told, ax=ax)


def _backprop(widget, figure):
    ax = _network(widget.present, widget.X[widget.example], figure, below=2.6)
    updates = max(AHEAD, widget.steps)
    right = nn.fit(
        widget.net,
        widget.X,
        widget.Y,
        cost=widget.cost,
        optimizer=nn.SGD(widget.learning_rate),
        epochs=updates,
    )
    ax.plot(right.cost, "-", color=figures.COLOURS["output"], label="backpropagation")
    if widget.rule != "backpropagation":
        name = widget.rule.replace("_", " ")
        ax.plot(widget.costs(updates), "--", color=figures.COLOURS["error"], label=name)
    ax.plot([widget.steps], widget.costs()[-1:], "o", color=figures.COLOURS["ink"], label="now")
    ax.set(xlabel="update", ylabel="cost")
    ax.legend()


def _playground(widget, figure):
    figure.set_size_inches(5.6, 4.8)
    ax = figure.subplots()
    figures.boundary(widget.net, widget.X, widget.Y, ranges=(PLANE, PLANE), n=POINTS, ax=ax)


def _digit_reader(widget, figure):
    figure.set_size_inches(7.0, 3.4)
    left, right = figure.subplots(1, 2)
    figures.image_grid(widget.X, shape=(28, 28), ax=left)
    right.barh(range(10), widget.probabilities, color=figures.COLOURS["output"])
    right.set(yticks=range(10), xlim=(0, 1), xlabel="probability", ylabel="digit")
    right.invert_yaxis()


def _unrolled(widget, figure):
    figure.set_size_inches(8.0, 3.2)
    rows = (("x", widget.x, "input", ":"), ("state h", widget.h, "hidden1", "-"))
    ends = figure.subplots(1, 2)
    for ax, lines in zip(ends, (rows, (("error δ", widget.delta, "error", "--"),)), strict=True):
        ax.axhline(0, color=figures.COLOURS["grid"], linewidth=1, zorder=0)
        for name, values, token, line in lines:
            ax.plot(range(1, len(values) + 1), values, line, color=figures.COLOURS[token], marker="o", label=name)
        ax.set(xlabel="step", xticks=range(1, len(widget.x) + 1))
        ax.legend()


DRAWN = {
    "Activation": _activation,
    "Backprop": _backprop,
    "Descent": _descent,
    "DigitReader": _digit_reader,
    "ForwardPass": _forward,
    "Neuron": _neuron,
    "Nudge": _nudge,
    "Playground": _playground,
    "Unrolled": _unrolled,
}
