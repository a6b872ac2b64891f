"""Backprop: the error stepped backwards through a network, its update, and wrong rules that a check catches."""

import traitlets

import nnlib as nn
from nnlib.widgets.backprop import rules
from nnlib.widgets.base import Disagreement
from nnlib.widgets.schema import Checked, Choice, Number, Whole
from nnlib.widgets.shared.on_network import AGREE, WIDEST, OnNetwork

MOST_UPDATES = 100  # as far as the cost is followed
MOST_STAGES = 6  # of five layers: four errors, the gradient, the update


class Backprop(OnNetwork):
    """Step the error backwards: each neuron's delta, each connection's gradient, the update, and the cost after it.

    Made as `Backprop(net, X, Y)`, or from the network's parts; the network's parameters are copied. `net` is the
    network at the start, `present` the one after the updates.

    `rule` is "backpropagation", or a wrong one: "blame_active", "forget_slope", "biases_stay"; `steps` is how many
    updates have been made from theta, 0 to 100; `step` is the stage of the present one: 0 before the error is known,
    then a layer a stage from the output backwards, then the gradient, then the update; `input` is the input that the
    slider moves; `output` is the output whose target the other slider moves. The rest is OnNetwork's. Every trait is
    synced.
    Raises ValueError if a value is not as described.

    >>> b = Backprop((1, 1), "identity", theta=(2.0, 1.0), X=[[3.0]], Y=[[5.0]], learning_rate=0.01, steps=1)
    >>> b, b.costs().round(4).tolist(), b.rule_gradient.theta.round(4).tolist()
    (Backprop(1-1, 1 example, mse, backpropagation, learning_rate=0.01, steps=1, step=0), [4.0, 2.56], [9.6, 3.2])
    >>> Backprop(nn.Network([2, 2, 1], "tanh", theta=[0.5] * 9), [[1.0, 0.0]], [[1.0]])
    Backprop(2-2-1, 1 example, mse, backpropagation, learning_rate=0.5, steps=0, step=0)
    """

    learning_rate = Checked(Number(0, above=True), 0.5)
    rule = Checked(Choice(rules.RULES), "backpropagation")
    steps = Checked(Whole(0, MOST_UPDATES), 0, view=True)
    step = Checked(Whole(0, MOST_STAGES), 0, view=True)
    input = Checked(Whole(0, WIDEST - 1), 0, view=True)
    output = Checked(Whole(0, WIDEST - 1), 0, view=True)

    @traitlets.default("about")
    def _about(self):
        return (
            f"A network with layers of {', '.join(map(str, self.sizes))} neurons: step the error backwards, layer by "
            "layer, to the gradient and the update; try wrong rules, and see the gradient check refuse them."
        )

    @traitlets.validate(*AGREE, "step", "input", "output")
    def _agree(self, proposal):
        """What OnNetwork asks, a stage that a network of so many layers has, and an input and an output that it has."""
        name, value = proposal["trait"].name, proposal["value"]
        if name in AGREE:
            super()._agree(proposal)
        if name in ("sizes", "step", "input", "output"):
            of = {other: getattr(self, other) for other in ("sizes", "step", "input", "output")} | {name: value}
            sizes = of["sizes"]
            ends = {"step": len(sizes) + 1, "input": sizes[0] - 1, "output": sizes[-1] - 1}
            for place, most in ends.items():
                if of[place] > most:
                    wanted = f"{place} must be {most} or less for sizes {sizes}"
                    raise Disagreement(f"{wanted}; got {of[place]}. Pass {place}={most}.")
        return value

    def learned(self, updates=None):
        """Costs and parameters after 0, 1, ... updates by the rule, by default `steps`, as far as they are finite."""
        updates = self.steps if updates is None else updates
        return rules.learn(self.net, self.X, self.Y, self.cost, self.rule, self.learning_rate, updates)

    def costs(self, updates=None):
        """The cost after 0, 1, ... updates, `(n + 1,)`."""
        return self.learned(updates)[0]

    @property
    def present(self):
        """The network after the updates made so far."""
        return self.net.at(self.learned()[1][-1])

    @property
    def rule_gradient(self):
        """The gradient of the present network by the rule, right or wrong, with its delta: an nnlib Gradient."""
        return rules.gradient(self.present, self.X, self.Y, self.cost, self.rule)

    @property
    def updated(self):
        """The network after one more update."""
        return self.present.at(self.present.theta - self.learning_rate * self.rule_gradient.theta)

    @property
    def check(self):
        """The gradient check of what the rule found: nnlib's GradientCheck."""
        return nn.check_gradient(self.present, self.X, self.Y, cost=self.cost, gradient=self.rule_gradient.theta)

    def __repr__(self):
        return (
            f"Backprop({self.described()}, {self.rule}, learning_rate={self.learning_rate:g}, steps={self.steps}, "
            f"step={self.step})"
        )
