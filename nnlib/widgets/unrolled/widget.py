"""Unrolled: a recurrent unit unrolled over a few steps: its state carried forward, and the error carried back."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib import arguments
from nnlib.activations import ELEMENTWISE
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.schema import Checked, Choice, Flag, List, Number, Whole

MOST = 8  # steps


class Unrolled(Widget):
    """Drag weights and inputs; see the state carried on, and the error vanish or explode on its way back.

    One unit: `h[t] = f(w_x x[t] + w_h h[t - 1] + b)` from h = 0. The prediction is the last state; `target` is what it
    should be, and the cost is their squared difference. `x` has 3 to 8 numbers, one for each step; `clip` is the length
    that the gradient is shortened to. `step` is how far the reader has walked: 0 shows all, 1 to T the steps forward,
    T + 1 to 2 T those back through time. `logarithm` draws the errors' sizes on a logarithmic scale. Every trait is
    synced. Raises ValueError if a value is not as described.

    >>> u = Unrolled(x=(1, 0, 0, 0), activation="identity", w_h=0.5, target=1.0)
    >>> u
    Unrolled(4 steps, identity, w_x=1.0, w_h=0.5, b=0.0, target=1.0)
    >>> u.h, u.delta
    ((1.0, 0.5, 0.25, 0.125), (-0.21875, -0.4375, -0.875, -1.75))
    """

    x = Checked(List(Number(), 3, MOST), (1.0, 0.0, 0.0, 0.0, 0.0))
    activation = Checked(Choice(tuple(ELEMENTWISE)), "tanh")
    w_x = Checked(Number(), 1.0)
    w_h = Checked(Number(), 1.0)
    b = Checked(Number(), 0.0)
    target = Checked(Number(), 0.5)
    clip = Checked(Number(0, above=True), 1.0)
    step = Checked(Whole(0, 2 * MOST), 0, view=True)
    logarithm = Checked(Flag(), False, view=True)

    def __init__(self, x=(1.0, 0.0, 0.0, 0.0, 0.0), **traits):
        super().__init__(x=x, **traits)

    @traitlets.default("about")
    def _about(self):
        return (
            "A recurrent unit unrolled over a few steps: drag its weights and its inputs, and see the state carried "
            "forward and the error carried back."
        )

    @traitlets.validate("x", "activation", "w_x", "w_h", "b", "target", "step")
    def _agree(self, proposal):
        """A step that a walk forward and back over these inputs has; numbers whose states and errors are finite."""
        name, value = proposal["trait"].name, proposal["value"]
        of = {trait: getattr(self, trait) for trait in ("x", "activation", "w_x", "w_h", "b", "target", "step")}
        of[name] = value
        if of["step"] > 2 * len(of["x"]):
            wanted = f"step must be {2 * len(of['x'])} or less, forward and back over {len(of['x'])} inputs"
            raise Disagreement(f"{wanted}; got {of['step']}. Pass step=0, which shows all.")
        net = nn.Recurrent([1, 1, 1], of["activation"], theta=(of["w_x"], of["w_h"], of["b"], 1.0, 0.0))
        X, Y = [[[x] for x in of["x"]]], [[of["target"]]]
        run, cost = net.forward(X), net.cost(X, Y, cost=nn.mse)
        gradient = net.backward(run, Y, cost=nn.mse)
        if not all(np.isfinite(part).all() for part in (run.H, cost, gradient.delta, gradient.theta)):
            wanted = f"{name} must keep states, errors and the cost finite; got {arguments.short(value)}"
            raise Disagreement(f"{wanted}. Pass smaller numbers.")
        return value

    @property
    def net(self):
        """The unit as nnlib's Recurrent: theta is w_x, w_h, b, and an output that is the state itself."""
        return nn.Recurrent([1, 1, 1], self.activation, theta=(self.w_x, self.w_h, self.b, 1.0, 0.0))

    @property
    def h(self):
        """The state after each step."""
        return tuple(self.net.forward(self._X).H[0, :, 0].tolist())

    @property
    def cost(self):
        """The squared difference of the last state and the target."""
        return self.net.cost(self._X, [[self.target]], cost=nn.mse)

    @property
    def gradient(self):
        """nnlib's RecurrentGradient of the cost."""
        return self.net.backward(self.net.forward(self._X), [[self.target]], cost=nn.mse)

    @property
    def delta(self):
        """The error at each step, dC/dz."""
        return tuple(self.gradient.delta[0, :, 0].tolist())

    @property
    def clipped(self):
        """The gradient with respect to theta, as `net` has it, shortened to `clip` if it is longer."""
        return tuple(nn.clip(self.gradient.theta, self.clip).tolist())

    @property
    def _X(self):
        return [[[x] for x in self.x]]

    def __repr__(self):
        return (
            f"Unrolled({len(self.x)} steps, {self.activation}, w_x={self.w_x}, w_h={self.w_h}, b={self.b}, "
            f"target={self.target})"
        )
