"""The book's widgets: Python holds their traits and checks them; their JavaScript computes and draws, kernel or not."""

from nnlib.widgets import digits
from nnlib.widgets.descent import Descent
from nnlib.widgets.digit_reader import DigitReader
from nnlib.widgets.neuron import Neuron

__all__ = ["Descent", "DigitReader", "Neuron", "digits"]
