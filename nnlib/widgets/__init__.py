"""The book's widgets: Python holds their traits and checks them; their JavaScript computes and draws, kernel or not."""

from nnlib.widgets.backprop import Backprop
from nnlib.widgets.descent import Descent
from nnlib.widgets.forward_pass import ForwardPass
from nnlib.widgets.neuron import Neuron
from nnlib.widgets.nudge import Nudge

__all__ = ["Backprop", "Descent", "ForwardPass", "Neuron", "Nudge"]
