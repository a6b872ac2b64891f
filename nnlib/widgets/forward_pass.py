"""ForwardPass: a network computed step by step, with its diagram, every sum written out, and its matrices."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib import checks, layout
from nnlib.activations import ACTIVATIONS
from nnlib.widgets.base import STATIC, Checked, Disagreement, Widget, flag, numbers, one_of, texts, whole

MOST = 6  # layers, and units in one
NOTATIONS = ("W_ab", "w_jk", "X @ W.T")


def _sizes(name, value):
    found = checks.layer_sizes(value)
    if len(found) > MOST or max(found) > MOST:
        raise ValueError(
            f"{name} must be at most {MOST} layers of at most {MOST} units; got {checks.told(value)}. "
            f"Draw a larger network with nnlib.figures.network_diagram."
        )
    return found


def _activations(name, value):
    if not isinstance(value, (list, tuple)) or not 1 <= len(value) < MOST:
        raise ValueError(
            f"{name} must be 1 to {MOST - 1} names, one per layer; got {checks.told(value)}. Pass a tuple."
        )
    return tuple(one_of(ACTIVATIONS)(f"{name}[{i}]", entry) for i, entry in enumerate(value))


def _item(name, value):
    if not isinstance(value, (list, tuple)) or len(value) not in (2, 3):
        raise ValueError(
            f"{name} must be (l, j), a neuron, or (l, j, k), the weight W[l][j, k]; got {checks.told(value)}. "
            f"Pass (1, 0), the first neuron after the inputs."
        )
    return tuple(checks.whole(f"{name}[{i}]", entry, 0) for i, entry in enumerate(value))


class ForwardPass(Widget):
    """Step through a forward pass by neuron or by layer; drag inputs, weights and biases, and read every sum.

    `sizes`: up to 6 layers of up to 6 units, inputs first; `activation`: one name, or a list with one per layer.
    `theta` is `nn.Network`'s, by default drawn from a fixed seed; `x` holds the inputs, by default 0.5 each.
    `step` counts the neurons computed so far; `by` is "neuron" or "layer"; `picked` is (l, j), neuron j of layer l, or
    (l, j, k), the weight `W[l][j, k]`; `feeds` says whether a picked neuron is looked at as what feeds the next layer,
    or as what is computed; `notation` is "W_ab", "w_jk" or "X @ W.T". Every trait is synced, and the sizes stay as they
    were made. ValueError for values that do not fit.

    >>> f = ForwardPass([2, 1], theta=(0.5, -1.0, 0.25), x=(2.0, 1.0))
    >>> f, f.run.Z[0].item(), round(f.run.A[1].item(), 4)
    (ForwardPass([2, 1], 'sigmoid', x=(2.0, 1.0), step=1 of 1, by neuron, picked=(1, 0)), 0.25, 0.5622)
    """

    _esm = STATIC / "forward_pass.js"

    sizes = Checked(_sizes, (5, 2, 2, 5))
    activations = Checked(_activations, ("sigmoid",) * 3)
    theta = Checked(numbers(2, 210), (0.0,) * 33)
    x = Checked(numbers(1, MOST), (0.5,) * 5)
    inputs = Checked(texts(0, MOST), ())
    outputs = Checked(texts(0, MOST), ())
    step = Checked(whole(0, (MOST - 1) * MOST), 1)
    by = Checked(one_of(("neuron", "layer")), "neuron")
    notation = Checked(one_of(NOTATIONS), NOTATIONS[0])
    picked = Checked(_item, (1, 0))
    feeds = Checked(flag, False)

    def __init__(self, sizes=(5, 2, 2, 5), activation="sigmoid", *, theta=None, x=None, **traits):
        sizes = _sizes("sizes", sizes)
        layers = len(sizes) - 1
        super().__init__(
            sizes=sizes,
            activations=(activation,) * layers if isinstance(activation, str) else activation,
            theta=_drawn(sizes) if theta is None else theta,
            x=(0.5,) * sizes[0] if x is None else x,
            **traits,
        )
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
            raise Disagreement(f"{name} must {wanted}; got {checks.told(value)}. Change it to fit.")
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
            raise Disagreement(f"{name} must suit nnlib.Network; got {checks.told(value)}. {error}") from None
        run = net.forward([x])
        if not all(np.isfinite(values).all() for values in (*run.Z, *run.A)):
            raise Disagreement(f"{name} must keep every sum finite; got {checks.told(value)}. Pass smaller numbers.")

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
