"""Neuron: one neuron whose inputs, weights and bias are dragged, with every product, the sum and the activation."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import Checked, Choice, Flag, List, Number, Row, Table, Text, Whole
from nnlib.widgets.shared.networks import NEURON

MOST = 5  # inputs
NUMBERS = List(Number(), 1, MOST)

MARKS = List(
    Row((Text(), Number()), words="a label and a number", fix='Pass ("31 °F", 31), for example.'),
    0,
    5,
    words="up to 5 labels, each with its place on the input's axis",
    fix='Pass {"31 °F, the launch": 31}, for example.',
)


class Marks(Checked):
    """Places on the axis: a dict from label to input value is taken, too, and kept as pairs."""

    def validate(self, obj, value):
        return super().validate(obj, tuple(value.items()) if isinstance(value, dict) else value)


class Neuron(Widget):
    """Drag inputs, weights and the bias; read every product, the sum z, the activation a, and the fit to the data.

    `x` and `weights` have 1 to 5 numbers, one for each name in `inputs`; X `(N, n)` and Y `(N, 1)` are data to compare
    the prediction with, or neither is given; `along` is the input, from 0, that their chart runs along; `marks` is
    a dict from a label to a value of the first input, shown as a dashed line; `simple` leaves out the menus and the
    odds. Every trait is synced. Raises ValueError if a value is not as described.

    >>> n = Neuron(x=(2.0, 1.0), weights=(0.5, -1.0), bias=0.25, inputs=("u", "v"))
    >>> n, round(n.z, 4), round(n.a, 4)
    (Neuron(2 inputs, sigmoid, weights=(0.5, -1.0), bias=0.25), 0.25, 0.5622)
    """

    X = Checked(Table(least=0), fixed=True)
    Y = Checked(Table(columns=1, least=0), fixed=True)
    x = Checked(NUMBERS, (1.0,))
    weights = Checked(NUMBERS, (1.0,))
    bias = Checked(Number(), 0.0)
    activation = Checked(Choice(NEURON), "sigmoid")
    inputs = Checked(List(Text(), 1, MOST), ("x",), fixed=True)
    target = Checked(Text(), "y", fixed=True)
    along = Checked(Whole(0, MOST - 1), 0, view=True)
    marks = Marks(MARKS, (), fixed=True)
    simple = Checked(Flag(), False, view=True, fixed=True)

    def __init__(self, X=None, Y=None, *, x, weights, **traits):
        n = len(NUMBERS.check("x", x))
        names = ("x",) if n == 1 else tuple(f"x{i + 1}" for i in range(n))
        super().__init__(
            X=np.zeros((0, n)) if X is None else X,
            Y=np.zeros((0, 1)) if Y is None else Y,
            x=x,
            weights=weights,
            **{"inputs": names, **traits},
        )

    @traitlets.default("about")
    def _about(self):
        many = "1 input" if len(self.x) == 1 else f"{len(self.x)} inputs"
        return (
            f"One neuron with {many}: every input times its weight, their sum with the bias, "
            "and the activation of it; drag any of them."
        )

    @traitlets.validate("X", "Y", "x", "weights", "inputs", "along")
    def _agree(self, proposal):
        """One weight, one value and one name for each input, a target for each example, a chart along an input."""
        name, value = proposal["trait"].name, proposal["value"]
        n = len(self.weights if name == "inputs" else self.inputs)
        if name in ("x", "along"):
            along, most = (value, n) if name == "along" else (self.along, len(value))
            if along >= most:
                raise Disagreement(f"along must be below {most}, the number of inputs; got {along}. Pass along=0.")
            if name == "along":
                return value
        found = value.shape[1] if name == "X" else len(value)
        wanted = len(self.X) if name == "Y" else n
        if found != wanted:
            each = "weight" if name == "inputs" else "input"
            what = {"Y": "rows, as X has", "X": "columns, one for each input"}.get(
                name, f"entries, one for each {each}"
            )
            raise Disagreement(f"{name} must have {wanted} {what}; got {found}. Change it so that they agree.")
        return value

    @property
    def net(self):
        """The neuron as nnlib's Network: theta is the weights and then the bias."""
        return nn.Network([len(self.x), 1], self.activation, theta=(*self.weights, self.bias))

    @property
    def z(self):
        """The sum: every input times its weight, and the bias."""
        return self.net.forward([self.x]).Z[0].item()

    @property
    def a(self):
        """The activation f(z): the prediction."""
        return self.net.predict([self.x]).item()

    def __repr__(self):
        many = "1 input" if len(self.x) == 1 else f"{len(self.x)} inputs"
        return f"Neuron({many}, {self.activation}, weights={self.weights}, bias={self.bias})"
