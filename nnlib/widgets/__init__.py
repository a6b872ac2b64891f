"""The book's widgets: Python holds their traits and checks them; their JavaScript computes and draws, kernel or not."""

from nnlib.widgets.descent import Descent
from nnlib.widgets.neuron import Neuron
from nnlib.widgets.playground import Playground

__all__ = ["Descent", "Neuron", "Playground"]
