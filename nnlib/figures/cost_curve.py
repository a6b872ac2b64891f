"""The cost along one parameter, with the tangents that a gradient gives."""

import numpy as np

from nnlib import arguments
from nnlib.figures.labels import direct_labels
from nnlib.figures.style import COLOURS, axes_or_new, interval, row_of, series
from nnlib.network import checked_problem


def cost_curve(net, X, Y, *, costs, axis=0, between, tangents=(), start=None, name=None, ax=None):
    """The cost over theta[axis] from `between[0]` to `between[1]`; the other parameters stay as they are in net.

    costs: one cost or several; tangents: values of the parameter where the slope is drawn, on the first cost's curve;
    start: a value marked by a cross there; both within between.
    Raises ValueError if X, Y and costs do not fit net, there is no theta[axis], or between does not rise.
    """
    costs = costs if isinstance(costs, (list, tuple)) else [costs]
    if not costs:
        raise ValueError(f"costs must name one cost or several; got {arguments.short(costs)}. Pass costs=nn.mse.")
    for cost in costs:
        checked_problem(net, X, Y, cost)
    axis = arguments.whole("axis", axis, 0)
    if axis >= net.theta.size:
        raise ValueError(f"axis must be an index into theta, up to {net.theta.size - 1}; got {axis}. Pass axis=0.")
    between = interval("between", between, "Pass between=(-5, 5).")
    tangents = row_of("tangents", tangents)  # (T,)
    marked = tangents if start is None else np.append(tangents, arguments.number("start", start))
    if marked.size and not (between[0] <= marked.min() and marked.max() <= between[1]):
        raise ValueError(
            f"tangents and start must lie between {between[0]:g} and {between[1]:g}; "
            f"got {marked.min():g} to {marked.max():g}. Pass a wider between."
        )
    ax = axes_or_new(ax)
    values = np.linspace(*between, 201)  # (201,)
    for cost, token, line in series("costs", costs):
        heights = [_moved(net, axis, value).cost(X, Y, cost) for value in values]
        ax.plot(values, heights, line, color=COLOURS[token], label=cost.words)
    reach = 0.08 * (between[1] - between[0])
    for i, value in enumerate(tangents):
        here = _moved(net, axis, value)
        slope = here.backward(here.forward(X), Y, costs[0]).theta[axis]
        around = np.array([value - reach, value + reach])
        ax.plot(
            around,
            here.cost(X, Y, costs[0]) + slope * (around - value),
            color=COLOURS["series3"],
            linewidth=2.5,
            label=None if i else "tangent",
        )
    if start is not None:
        height = _moved(net, axis, start).cost(X, Y, costs[0])
        ax.plot([start], [height], "x", color=COLOURS["ink"], markersize=10, markeredgewidth=2.5, label="start")
    ax.set(xlabel=name if name is not None else ("weight w" if axis == 0 else f"theta[{axis}]"), ylabel="cost")
    direct_labels(ax)
    return ax


def _moved(net, axis, value):
    theta = net.theta.copy()
    theta[axis] = value
    return net.at(theta)
