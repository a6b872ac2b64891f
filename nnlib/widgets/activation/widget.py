"""Activation: a function, its slope and its tangent at a sum that is dragged; and two layers in a row."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib.activations import ELEMENTWISE
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import Checked, Choice, Flag, List, Number, Whole


class Activation(Widget):
    """Drag z along the curve of an activation; read f(z) and the slope, and see the tangent fade where it saturates.

    With `layers=2` a second layer follows, `a2 = f2(w2 f1(w1 x + b1) + b2)`: `activation` is f1, `second` is f2,
    `weights` is (w1, w2) and `biases` is (b1, b2); x is dragged in place of z. `simple` shows
    one function without menus: `layers` must be 1 then. Every trait is synced.
    Raises ValueError if a value is not as described.

    >>> f = Activation("sigmoid", z=5)
    >>> f, round(f.a, 4), round(f.slope, 4)
    (Activation(sigmoid, z=5.0), 0.9933, 0.0066)
    >>> two = Activation("identity", layers=2, second="identity", x=1, weights=(2, -0.5), biases=(1, 3))
    >>> two
    Activation(identity, identity, x=1.0, weights=(2.0, -0.5), biases=(1.0, 3.0))
    >>> two.a, two.one
    (1.5, (-1.0, 2.5))
    """

    activation = Checked(Choice(tuple(ELEMENTWISE)), "sigmoid")
    z = Checked(Number(), 0.0)
    layers = Checked(Whole(1, 2), 1)
    second = Checked(Choice(tuple(ELEMENTWISE)), "identity")
    x = Checked(Number(), 1.0)
    weights = Checked(List(Number(), 2, 2), (1.0, 1.0))
    biases = Checked(List(Number(), 2, 2), (0.0, 0.0))
    simple = Checked(Flag(), False, view=True, fixed=True)

    def __init__(self, activation="sigmoid", **traits):
        super().__init__(activation=activation, **traits)

    @traitlets.default("about")
    def _about(self):
        return (
            "An activation: drag the sum z along its curve, and read value, slope and tangent; or two layers in a row: "
            "drag the input, the weights and the biases, and see whether the curve of both is one line."
        )

    @traitlets.validate("layers", "simple")
    def _one_function(self, proposal):
        """The simple form has one function, and no menu that leads back from two."""
        name, value = proposal["trait"].name, proposal["value"]
        layers, simple = (value, self.simple) if name == "layers" else (self.layers, value)
        if simple and layers == 2:
            raise Disagreement(f"{name} must fit: the simple form has 1 layer; got {value}. Pass one of the two.")
        return value

    @property
    def net(self):
        """The two layers as nnlib's Network: theta is w1, b1, w2, b2."""
        (w1, w2), (b1, b2) = self.weights, self.biases
        return nn.Network([1, 1, 1], [self.activation, self.second], theta=(w1, b1, w2, b2))

    @property
    def a(self):
        """The output: f(z), or with two layers a2 at x."""
        return self._passed()[0]

    @property
    def slope(self):
        """How much of a push comes through: f'(z), or of two layers da2/dx, by the chain rule."""
        return self._passed()[1]

    @property
    def one(self):
        """(weight, bias) of the one layer that does what both do; None where the first layer is not linear."""
        if self.activation != "identity":
            return None
        W, b = self.net.W, self.net.b
        return (W[1] @ W[0]).item(), (W[1] @ b[0] + b[1]).item()

    def _passed(self):
        if self.layers == 1:
            f, z = getattr(nn, self.activation), np.array(self.z)
            return f(z).item(), f.df(z, f(z)).item()
        run, slope = self.net.forward([[self.x]]), 1.0
        for f, W, Z, A in zip(self.net.activations, self.net.W, run.Z, run.A[1:], strict=True):
            slope *= W.item() * f.df(Z, A).item()
        return run.A[-1].item(), slope

    def __repr__(self):
        if self.layers == 1:
            return f"Activation({self.activation}, z={self.z})"
        return f"Activation({self.activation}, {self.second}, x={self.x}, weights={self.weights}, biases={self.biases})"
