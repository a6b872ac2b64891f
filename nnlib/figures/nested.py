"""Sets that hold each other, as frames in frames."""

from matplotlib.patches import FancyBboxPatch

from nnlib import arguments
from nnlib.figures.style import COLOURS, WIDTH, axes_or_new

ROW, EDGE = 0.78, 0.16  # inches: the room of one set's two lines, and from one frame to the next


def nested(sets, *, ax=None):
    """`sets`: a dictionary from name to example, the widest set first; each holds all that come after it.

    An example is something that lies in its set and in no narrower one. Raises ValueError if sets is anything else.
    """
    if (
        not isinstance(sets, dict)
        or len(sets) < 2
        or not all(isinstance(text, str) for text in (*sets, *sets.values()))
    ):
        raise ValueError(
            f"sets must be a dictionary of two names or more, each with an example; got {arguments.short(sets)}. "
            f"Pass {{'animals': 'a snail', 'birds': 'a wren'}}."
        )
    height = len(sets) * (ROW + EDGE)
    ax = axes_or_new(ax, size=(WIDTH, height + 0.2))
    for i, (name, example) in enumerate(sets.items()):
        left, top = i * EDGE, height - i * ROW
        frame = FancyBboxPatch(
            (left, i * EDGE),
            WIDTH - 2 * left,
            top - i * EDGE,
            boxstyle="round,pad=0,rounding_size=0.12",
            facecolor=(COLOURS["muted"], 0.08),
            edgecolor=COLOURS["muted"],
            linewidth=1.2,
        )
        ax.add_patch(frame)
        ax.text(left + 0.2, top - 0.3, name, color=COLOURS["ink"], weight="bold", va="center")
        ax.text(left + 0.2, top - 0.56, example, color=COLOURS["ink"], va="center")
    ax.set(xlim=(-0.05, WIDTH + 0.05), ylim=(-0.05, height + 0.05), aspect="equal")
    ax.set_axis_off()
    return ax
