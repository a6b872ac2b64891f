"""ForwardPass: a network computed step by step, with its diagram, every sum written out, and its matrices."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib import arguments, layout
from nnlib.activations import ActivationFunction
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import Checked, Choice, Flag, List, Number, Text, Whole
from nnlib.widgets.shared.networks import WIDEST, functions, layers, network_traits

MOST = 6  # layers
PARAMETERS = (MOST - 1) * WIDEST * (WIDEST + 1)
NOTATIONS = ("W_ab", "w_jk", "X @ W.T")
ITEM = List(
    Whole(0, WIDEST),
    2,
    3,
    words="(l, j), a neuron, or (l, j, k), the weight W[l][j, k]",
    fix="Pass (1, 0), the first neuron after the inputs.",
)


class ForwardPass(Widget):
    """Step through a forward pass by neuron or by layer; drag inputs, weights and biases, and read every sum.

    Made from a network, `ForwardPass(net)`, whose parameters are copied: what the reader drags is in `theta`, and `net`
    is a network with that theta. Or from its parts:

    `sizes`: up to 6 layers of up to 6 units, inputs first; `activation`: one name, or a list with one per layer.
    `theta` is `nn.Network`'s, by default drawn from a fixed seed; `x` holds the inputs, by default 0.5 each.
    `step` counts the neurons computed so far; `by` is "neuron" or "layer"; `picked` is (l, j), neuron j of layer l, or
    (l, j, k), the weight `W[l][j, k]`; `feeds` says whether a picked neuron is looked at as what feeds the next layer,
    or as what is computed; `notation` is "W_ab", "w_jk" or "X @ W.T"; `simple` shows the diagram, its steps and the
    picked number's slider, and nothing else. Every trait is synced, and the sizes stay as they were made.
    Raises ValueError if a value is not as described, or a sum overflows.

    >>> f = ForwardPass([2, 1], theta=(0.5, -1.0, 0.25), x=(2.0, 1.0))
    >>> f, f.run.Z[0].item(), round(f.run.A[1].item(), 4)
    (ForwardPass([2, 1], 'sigmoid', x=(2.0, 1.0), step=1 of 1, by neuron, picked=(1, 0)), 0.25, 0.5622)
    >>> ForwardPass(nn.Network([2, 1], "tanh", theta=[0.5, -1.0, 0.25])).theta
    (0.5, -1.0, 0.25)
    """

    sizes = Checked(layers(MOST), (5, 2, 2, 5), fixed=True)
    activations = Checked(functions(MOST), ("sigmoid",) * 3)
    theta = Checked(List(Number(), 2, PARAMETERS), (0.0,) * 33)
    x = Checked(List(Number(), 1, WIDEST), (0.5,) * 5)
    inputs = Checked(List(Text(), 0, WIDEST), (), fixed=True)
    outputs = Checked(List(Text(), 0, WIDEST), (), fixed=True)
    step = Checked(Whole(0, (MOST - 1) * WIDEST), 1, view=True)
    by = Checked(Choice(("neuron", "layer")), "neuron", view=True)
    notation = Checked(Choice(NOTATIONS), NOTATIONS[0], view=True)
    picked = Checked(ITEM, (1, 0), view=True)
    feeds = Checked(Flag(), False, view=True)
    simple = Checked(Flag(), False, view=True, fixed=True)

    def __init__(self, sizes=(5, 2, 2, 5), activation=None, *, theta=None, x=None, **traits):
        if isinstance(sizes, nn.Network):
            of = network_traits(sizes, theta, activation=activation, activations=traits.pop("activations", None))
        else:
            given = [value for value in (activation, traits.pop("activations", None)) if value is not None]
            if len(given) > 1:
                raise ValueError("activation and activations must not both be given; got both. Pass one of the two.")
            of = {"sizes": sizes, "activations": given[0] if given else "sigmoid", "theta": theta}
        sizes = ForwardPass.sizes.kind.check("sizes", of["sizes"])
        if isinstance(of["activations"], (str, ActivationFunction)):
            of["activations"] = (of["activations"],) * (len(sizes) - 1)
        if of["theta"] is None:
            of["theta"] = _drawn(sizes)
        super().__init__(**of, x=(0.5,) * sizes[0] if x is None else x, **traits)
        self._made = True

    @traitlets.default("about")
    def _about(self):
        return (
            f"A network of {' - '.join(map(str, self.sizes))} units is computed from its inputs to its outputs; step "
            f"through it, and drag its inputs, weights and biases."
        )

    _made = False

    @traitlets.validate("sizes", "activations", "theta", "x", "inputs", "outputs", "step", "picked")
    def _agree(self, proposal):
        """Traits that fit the sizes, and sums that stay finite."""
        name, value = proposal["trait"].name, proposal["value"]
        if wanted := self._wanted(name, value):
            raise Disagreement(f"{name} must {wanted}; got {arguments.short(value)}. Change it to fit.")
        if name in ("activations", "theta", "x"):
            of = {"activations": self.activations, "theta": self.theta, "x": self.x, name: value}
            if len(of["theta"]) == layout.count(self.sizes) and len(of["x"]) == self.sizes[0]:  # else told of those
                self._finite(name, value, **of)
        return value

    def _wanted(self, name, value):
        """What this trait must be, where it is not; else nothing."""
        sizes = self.sizes
        if name == "sizes":
            return f"stay as the widget was made with, {sizes}" if self._made and value != sizes else ""
        if name == "step":
            most = sum(sizes[1:])
            return f"be {most} or less, the number of neurons after the inputs" if value > most else ""
        if name == "picked":
            l, *units = value
            ends = sizes[l : l + 1] if len(units) == 1 else [*sizes[l + 1 : l + 2], *sizes[l : l + 1]]
            inside = len(ends) == len(units) and all(unit < n for unit, n in zip(units, ends, strict=True))
            return "" if inside else f"lie inside the sizes {sizes}"
        counts = {"activations": len(sizes) - 1, "theta": layout.count(sizes), "x": sizes[0]}
        counts |= {"inputs": sizes[0], "outputs": sizes[-1]}
        none = name in ("inputs", "outputs") and not value
        each = "names" if name in ("activations", "inputs", "outputs") else "numbers"
        return "" if none or len(value) == counts[name] else f"be {counts[name]} {each} for sizes {sizes}"

    def _finite(self, name, value, activations, theta, x):
        """Refuse activations that nnlib refuses, and numbers whose sums leave the floats."""
        if len(activations) != len(self.sizes) - 1:
            return
        try:
            net = nn.Network(self.sizes, list(activations), theta=theta)
        except ValueError as error:
            raise Disagreement(f"{name} must suit nnlib.Network; got {arguments.short(value)}. {error}") from None
        run = net.forward([x])
        if not all(np.isfinite(values).all() for values in (*run.Z, *run.A)):
            raise Disagreement(
                f"{name} must keep every sum finite; got {arguments.short(value)}. Pass smaller numbers."
            )

    @property
    def net(self):
        """The network as nnlib has it."""
        return nn.Network(self.sizes, list(self.activations), theta=self.theta)

    @property
    def run(self):
        """nnlib's Forward of the one example x: Z[l] and A[l] have one row."""
        return self.net.forward([self.x])

    @property
    def prediction(self):
        """The outputs' activations, a tuple."""
        return tuple(self.run.A[-1][0].tolist())

    def __repr__(self):
        activations = self.activations[0] if len(set(self.activations)) == 1 else list(self.activations)
        return (
            f"ForwardPass({list(self.sizes)}, {activations!r}, x={self.x}, step={self.step} of {sum(self.sizes[1:])}, "
            f"by {self.by}, picked={self.picked})"
        )


def _drawn(sizes):
    """Parameters to begin with: weights and biases from -1 to 1 in tenths, from a fixed seed."""
    return np.random.default_rng(0).uniform(-1, 1, size=layout.count(sizes)).round(1)
