"""A product as the area of a rectangle, and what it gains when both sides grow."""

from matplotlib.patches import Rectangle

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new


def growing_rectangle(f=3.0, g=2.0, more_f=0.6, more_g=0.5, *, ax=None):
    """The rectangle with the sides f and g, and the two strips and the corner that it gains as they grow.

    f, g and how much each grows are positive numbers. Raises ValueError if one is not.
    """
    for name, value in {"f": f, "g": g, "more_f": more_f, "more_g": more_g}.items():
        arguments.number(name, value, 0, above=True)
    ax = axes_or_new(ax, size=(4.6, 3.4))
    parts = {  # what an area is: left, bottom, width, height, how strong its tint is
        "f g": (0, 0, f, g, 0.0),
        "g Δf": (f, 0, more_f, g, 0.45),
        "f Δg": (0, g, f, more_g, 0.45),
        "": (f, g, more_f, more_g, 0.9),
    }
    for area, (left, bottom, width, height, tint) in parts.items():
        look = {"facecolor": (COLOURS["surface_high"], tint), "edgecolor": COLOURS["ink"], "linewidth": 1.2}
        ax.add_patch(Rectangle((left, bottom), width, height, **look))
        ax.text(left + width / 2, bottom + height / 2, area, ha="center", va="center", style="italic")
    below, beside = -0.05 * (g + more_g), -0.04 * (f + more_f)
    for text, middle in {"f": f / 2, "Δf": f + more_f / 2}.items():
        ax.text(middle, below, text, ha="center", va="top", style="italic")
    for text, middle in {"g": g / 2, "Δg": g + more_g / 2}.items():
        ax.text(beside, middle, text, ha="right", va="center", style="italic")
    ax.set(xlim=(4 * beside, 1.01 * (f + more_f)), ylim=(4 * below, 1.01 * (g + more_g)), aspect="equal")
    ax.set_axis_off()
    return ax
