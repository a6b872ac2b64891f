"""Golden worksheets: what the widget Worksheet must draw from a seed, and the right value of every box."""

from nnlib.widgets import Worksheet
from tests.golden import plain

SIZES = ((1, 1), (2, 1), (2, 2, 1), (3, 3, 2), (1, 3, 2), (2, 3, 2, 2))


def worksheets():
    """Sheets of every activation, from several seeds."""
    activations = Worksheet.activation.kind.names
    seeds = (0, 1, 17, 999_999)
    return {"cases": [case(s, f, seeds[i % 4]) for i, s in enumerate(SIZES) for f in activations]}


def case(sizes, activation, seed):
    w = Worksheet(sizes, activation, seed=seed)
    w.filled = "half"
    return {
        "sizes": list(sizes),
        "activation": activation,
        "seed": seed,
        "theta": plain(w.theta),
        "x": plain(w.x),
        "y": plain(w.y),
        "boxes": list(w.solution),
        "values": plain(list(w.solution.values())),
        "half": list(w.given),
    }
