"""The book's widgets: Python holds their traits and checks them; their JavaScript computes and draws, kernel or not."""

from nnlib.widgets import digits
from nnlib.widgets.activation import Activation
from nnlib.widgets.backprop import Backprop
from nnlib.widgets.descent import Descent
from nnlib.widgets.digit_reader import DigitReader
from nnlib.widgets.forward_pass import ForwardPass
from nnlib.widgets.neuron import Neuron
from nnlib.widgets.nudge import Nudge
from nnlib.widgets.playground import Playground
from nnlib.widgets.unrolled import Unrolled

__all__ = [
    "Activation",
    "Backprop",
    "Descent",
    "DigitReader",
    "ForwardPass",
    "Neuron",
    "Nudge",
    "Playground",
    "Unrolled",
    "digits",
]
