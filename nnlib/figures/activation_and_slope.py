"""An activation function with its slope: where it bends, and where it is flat."""

import numpy as np

from nnlib import arguments
from nnlib.activations import ACTIVATIONS, ActivationFunction
from nnlib.figures.labels import direct_labels
from nnlib.figures.style import COLOURS, axes_or_new, interval, row_of

JUMP = 0.25  # a slope that changes by more than this between neighbours on the grid is not joined: it jumps


@np.errstate(all="ignore")
def activation_and_slope(activation, *, z_range=(-6, 6), tangents=(), title=None, ax=None):
    """`f(z)` and its slope over z_range, for an `ActivationFunction` or its name; the slope has a gap where it jumps.

    tangents: values of z where the slope is drawn as a line that touches the curve.
    Raises ValueError if the name is unknown, if the activation does not work element by element, as softmax, or if
    z_range does not rise.
    """
    if not isinstance(activation, ActivationFunction):
        activation = arguments.named("activation", activation, ACTIVATIONS)
    low, high = interval("z_range", z_range, "Pass z_range=(-6, 6).")
    z = np.linspace(low, high, 801)  # (801,)
    a, slope = _curves(activation, z)
    ax = axes_or_new(ax)
    ax.axhline(0, color=COLOURS["grid"], linewidth=1, zorder=0)
    ax.axvline(0, color=COLOURS["grid"], linewidth=1, zorder=0)
    ax.plot(z, a, "-", color=COLOURS["ink"], label=activation.name)
    jumps = np.flatnonzero(np.abs(np.diff(slope)) > JUMP) + 1
    ax.plot(np.insert(z, jumps, np.nan), np.insert(slope, jumps, np.nan), "--", color=COLOURS["series2"], label="slope")
    touch = row_of("tangents", tangents)  # (T,)
    reach = 0.1 * (high - low)
    for i, (there, height, steep) in enumerate(zip(touch, *_curves(activation, touch), strict=True)):
        around = np.array([there - reach, there + reach])
        label = None if i else "tangent"
        ax.plot(around, height + steep * (around - there), color=COLOURS["series3"], linewidth=2.5, label=label)
        ax.plot([there], [height], "o", color=COLOURS["ink"], markersize=5)
    ax.set(xlabel="z", ylabel="f(z) and its slope", xlim=(low, high))
    direct_labels(ax)
    if title is not None:
        ax.set_title(title)
    return ax


def _curves(activation, z):
    a = activation.f(z)  # (n,)
    if not np.allclose(a[:1], activation.f(z[:1])):
        raise ValueError(
            f"activation must work on each z alone; got {activation}, whose value at one z depends on the others. "
            f"Pass nn.sigmoid, for example."
        )
    return a, activation.df(z, a)
