"""Nudge: one weight or bias of a network moved by h, the ripple downstream, and its slope by two methods."""

import numpy as np
import traitlets

import nnlib as nn
from nnlib.widgets.schema import Checked, Choice, Number
from nnlib.widgets.shared.on_network import OnNetwork

WAYS = ("central", "forward")
TABS = ("nudge", "slopes", "curve")


class Nudge(OnNetwork):
    """Nudge one parameter by h; see who changes downstream, and every finite difference beside backpropagation's slope.

    Made as `Nudge(net, X, Y)`, or from the network's parts; the network's parameters are copied, and `net` is a network
    with those that the reader dragged.

    `pick` is the parameter's place in theta; `h` runs from 1e-12 to 1; `way` is "central", as in nn.numerical_gradient,
    or "forward"; `tab` is what is open below the network: "nudge", the picked parameter's slope by both methods,
    "slopes", every parameter's, or "curve", the error against h.
    The rest is OnNetwork's. Every trait is synced.
    Raises ValueError if a value is not as described.

    >>> n = Nudge((1, 1), "identity", theta=(2.0, 1.0), X=[[3.0]], Y=[[5.0]], h=0.5, way="forward")
    >>> n, n.rise, n.shocks.tolist(), n.gradient.tolist()
    (Nudge(1-1, 1 example, mse, pick=0, h=0.5, forward), 8.25, [16.5, 4.5], [12.0, 4.0])
    """

    h = Checked(Number(1e-12, 1.0, fix="Pass 1e-05, for example."), 0.1)
    way = Checked(Choice(WAYS), "central")
    tab = Checked(Choice(TABS), "nudge", view=True)

    @traitlets.default("about")
    def _about(self):
        return (
            f"A network with layers of {', '.join(map(str, self.sizes))} neurons: nudge one weight or bias by h, and "
            "see which activations change, how the cost changes, and how near that comes to backpropagation's slope."
        )

    @property
    def nudged(self):
        """The network with h added to the picked parameter."""
        theta = np.array(self.theta)
        theta[self.pick] += self.h
        return nn.Network(self.sizes, self.activations, theta=theta)

    @property
    def rise(self):
        """How much the nudge changes the cost."""
        cost = {"cost": self.cost}
        return self.nudged.cost(self.X, self.Y, **cost) - self.net.cost(self.X, self.Y, **cost)

    @property
    def ripple(self):
        """How much the nudge changes each activation: a list like run.A, `(N, n)` a layer."""
        after, before = self.nudged.forward(self.X), self.net.forward(self.X)
        return [a - b for a, b in zip(after.A, before.A, strict=True)]

    @property
    def shocks(self):
        """Every parameter's finite difference, `(P,)`."""
        net = self.net
        if self.way == "central":
            return nn.numerical_gradient(net, self.X, self.Y, cost=self.cost, h=self.h)
        here = net.cost(self.X, self.Y, cost=self.cost)
        up = np.array(self.theta) + self.h * np.eye(len(self.theta))  # (P, P): a row for each shock
        return np.array([(net.at(row).cost(self.X, self.Y, cost=self.cost) - here) / self.h for row in up])

    @property
    def passes(self):
        """How many forward passes those take; backpropagation takes one forward and one backward."""
        return 2 * len(self.theta) if self.way == "central" else len(self.theta) + 1

    def __repr__(self):
        return f"Nudge({self.described()}, pick={self.pick}, h={self.h:g}, {self.way})"
