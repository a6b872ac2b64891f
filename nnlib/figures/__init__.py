"""Figures that the lessons call by name: each takes an Axes or makes one, draws what it is given, and returns the Axes.

`import nnlib.figures` loads matplotlib; the first Axes that a figure makes sets its style, once: text stays text in the
SVG, the background is transparent, and every colour is the light value of a token in `nnlib/colours.json`, so that a
page can turn it dark.
"""

from nnlib.figures.activation_and_slope import activation_and_slope
from nnlib.figures.attention import attention
from nnlib.figures.boundary import boundary
from nnlib.figures.by_layer import by_layer
from nnlib.figures.chain import chain
from nnlib.figures.contours import contours
from nnlib.figures.cost_curve import cost_curve
from nnlib.figures.data_and_fit import data_and_fit
from nnlib.figures.growing_rectangle import growing_rectangle
from nnlib.figures.histograms import histograms
from nnlib.figures.history import history
from nnlib.figures.image_grid import image_grid
from nnlib.figures.named_points import named_points
from nnlib.figures.nested import nested
from nnlib.figures.network_diagram import network_diagram
from nnlib.figures.neuron import neuron
from nnlib.figures.spread import spread
from nnlib.figures.squares import squares
from nnlib.figures.style import COLOURS, row

__all__ = [
    "COLOURS",
    "activation_and_slope",
    "attention",
    "boundary",
    "by_layer",
    "chain",
    "contours",
    "cost_curve",
    "data_and_fit",
    "growing_rectangle",
    "histograms",
    "history",
    "image_grid",
    "named_points",
    "nested",
    "network_diagram",
    "neuron",
    "row",
    "spread",
    "squares",
]
