"""What each of several recipes reached over many seeds: a dot for every seed, a line at the mean."""

import numpy as np

from nnlib import arguments
from nnlib.figures.style import COLOURS, axes_or_new, labelled


def spread(results, *, what="cost", digits=2, ax=None):
    """`results`: a dictionary from a recipe's name to its numbers, one for each seed; what: the axis' name.

    The first recipe is on top. Above its dots are its name and its mean, with `digits` after the point, so that the
    figure fits a phone.
    Raises ValueError if results is not such a dictionary.
    """
    rows = dict(labelled("results", results, "numbers", 'Pass {"this recipe": [0.31, 0.29]}.'))
    if not rows:
        raise ValueError("results must have one recipe or more; got none. Pass {'this recipe': [0.31, 0.29]}.")
    ax = axes_or_new(ax, size=(4.5, 0.55 + 0.62 * len(rows)))
    for i, (name, numbers) in enumerate(rows.items()):
        numbers = arguments.array(f"results[{name!r}]", numbers)
        if numbers.ndim != 1 or not numbers.size:
            raise ValueError(
                f"results[{name!r}] must be a row of numbers, one for each seed; got {arguments.short(numbers)}. "
                f"Pass [0.31, 0.29]."
            )
        mean = numbers.mean()
        ax.plot(numbers, np.full(numbers.size, i), "o", color=COLOURS["muted"], markersize=5, alpha=0.5, label=name)
        ax.plot([mean, mean], [i - 0.2, i + 0.2], color=COLOURS["ink"], label=f"mean, {name}")
        above = {"y": i - 0.34, "color": COLOURS["ink"], "transform": ax.get_yaxis_transform()}  # x is 0 to 1 across
        ax.text(0, s=name, **above)
        ax.text(1, s=f"mean {mean:.{digits}f}", ha="right", **above)
    ax.set(yticks=[], ylim=(len(rows) - 0.6, -0.8), xlabel=what)
    ax.spines["left"].set_visible(False)
    ax.margins(x=0.05)
    return ax
