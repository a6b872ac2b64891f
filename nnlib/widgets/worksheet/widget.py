"""Worksheet: a small network with boxes to fill in, one whole pass forward and back."""

import math
from itertools import pairwise

import numpy as np
import traitlets

import nnlib as nn
from nnlib import layout
from nnlib.widgets.base import Disagreement, Widget
from nnlib.widgets.playground.chance import uniform
from nnlib.widgets.schema import Checked, Choice, Flag, List, Number, Record, Text, Whole

WIDEST, MOST_LAYERS = 3, 4  # more boxes than these give fit no sheet of paper
LONGEST = 24  # characters of an answer
CLOSE = 5e-3  # relative: 0.5 %, as far as rounding to three significant digits may lead
MANY = List(Number(-100, 100), 1, WIDEST)
ACTIVATIONS = ("sigmoid", "identity", "tanh")


def boxes_of(sizes):
    """The names of a worksheet's boxes, in the order of a pass: z and a forward, the cost, δ and slopes backward.

    `z1_2` is layer 1, neuron 2; `dW1_2_1` the slope of layer 1's weight from 2 to 1; `db1_2` that of a bias.

    >>> boxes_of((1, 1))
    ['z1_1', 'a1_1', 'C', 'delta1_1', 'dW1_1_1', 'db1_1']
    """
    after = range(1, len(sizes))
    units = {l: range(1, sizes[l] + 1) for l in range(len(sizes))}
    forward = [f"{name}{l}_{j}" for l in after for j in units[l] for name in "za"]
    back = []
    for l in reversed(after):
        back += [f"delta{l}_{j}" for j in units[l]]
        for j in units[l]:
            back += [*(f"dW{l}_{k}_{j}" for k in units[l - 1]), f"db{l}_{j}"]
    return [*forward, "C", *back]


BOXES = tuple(boxes_of((WIDEST,) * MOST_LAYERS))  # all that there can be


def numbers(sizes, activation, seed):
    """A network's theta, x and y with one or two digits each, drawn from a seed, as the page draws them.

    >>> numbers((1, 1), "sigmoid", 3)["y"] in [(0.0,), (1.0,)]
    True
    """
    draw = uniform(seed)

    def whole(low, high):
        return low + math.floor(draw() * (high - low + 1))

    def signed(most):
        return whole(1, most) * (1 if draw() < 0.5 else -1)

    theta = []
    for n_in, n_out in pairwise(sizes):
        theta += [signed(15) / 10 for _ in range(n_in * n_out)] + [signed(5) / 10 for _ in range(n_out)]
    x = [signed(20) / 10 for _ in range(sizes[0])]
    low, high = {"sigmoid": (0, 1), "tanh": (-1, 1), "identity": (-3, 3)}[activation]
    return {"theta": tuple(theta), "x": tuple(x), "y": tuple(float(whole(low, high)) for _ in range(sizes[-1]))}


class Worksheet(Widget):
    """Fill in a network's boxes: z and a forward, the cost, δ and every slope backward, each judged as it is filled.

    `sizes` has 2 to 4 layers of 1 to 3 neurons; all layers after the inputs have one `activation`. `theta`, the example
    `x` and its target `y` are drawn from `seed`, unless you pass them. `filled` is what the page fills in: "all" is a
    worked example, "half" every second box, "none" a blank sheet. `answers` is what the reader has typed, by box;
    `key` shows the rest. `box` and `hint` are the box that the sentence is about, and how many hints it gives. The cost
    is nnlib's mse of one example: the squares, summed over the outputs, without a half. Every trait is synced. Raises
    ValueError if a value is not as described.

    >>> w = Worksheet((1, 1), "identity", theta=(2.0, 1.0), x=(3.0,), y=(5.0,), answers={"z1_1": "7", "C": "2"})
    >>> w, w.solution["delta1_1"]
    (Worksheet(1-1, identity, seed=1, 1 of 6 boxes right), 4.0)
    """

    sizes = Checked(
        List(Whole(1, WIDEST), 2, MOST_LAYERS, words=f"2 to {MOST_LAYERS} layers, of 1 to {WIDEST} neurons each"),
        (2, 2, 1),
        fixed=True,
    )
    activation = Checked(Choice(ACTIVATIONS), "sigmoid", fixed=True)
    theta = Checked(List(Number(-100, 100), 2, layout.count((WIDEST,) * MOST_LAYERS)), (0.0, 0.0))
    x = Checked(MANY, (0.0,))
    y = Checked(MANY, (0.0,))
    seed = Checked(Whole(0, 999_999), 1)
    filled = Checked(Choice(("none", "half", "all")), "none")
    answers = Checked(
        Record(
            dict.fromkeys(BOXES, Text()),
            (),
            words=f"typed texts of {LONGEST} characters or fewer, by the name of the box",
            fix="Pass {'z1_1': '0.5'}, for example.",
        ),
        {},
    )
    key = Checked(Flag(), False, view=True)
    box = Checked(Text(), "", view=True)
    hint = Checked(Whole(0, 3), 0, view=True)

    def __init__(self, sizes=(2, 2, 1), activation="sigmoid", **traits):
        kinds = type(self)
        sizes = kinds.sizes.kind.check("sizes", sizes)
        activation = kinds.activation.kind.check("activation", activation)
        seed = kinds.seed.kind.check("seed", traits.get("seed", 1))
        super().__init__(**numbers(sizes, activation, seed) | {"sizes": sizes, "activation": activation} | traits)

    @traitlets.default("about")
    def _about(self):
        return (
            f"A worksheet on a network with layers of {', '.join(map(str, self.sizes))} neurons: fill in every sum and "
            "activation forward, the cost, and every error and slope backward."
        )

    @traitlets.validate("sizes", "theta", "x", "y", "answers", "box")
    def _agree(self, proposal):
        """As many numbers as the network wants, and boxes that it has."""
        name, value = proposal["trait"].name, proposal["value"]
        of = {other: getattr(self, other) for other in ("sizes", "theta", "x", "y", "answers", "box")} | {name: value}
        sizes = of["sizes"]
        for other, wanted in (("theta", layout.count(sizes)), ("x", sizes[0]), ("y", sizes[-1])):
            if len(of[other]) != wanted:
                raise Disagreement(
                    f"{other} must be {wanted} numbers for sizes {sizes}; got {len(of[other])}. Pass as many."
                )
        known = boxes_of(sizes)
        for other, named in (("answers", of["answers"]), ("box", [of["box"]] if of["box"] else [])):
            if strange := [box for box in named if box not in known]:
                raise Disagreement(
                    f"{other} must name boxes of sizes {sizes}; got {strange[0]!r}. Look them up in solution."
                )
        if any(len(typed) > LONGEST for typed in of["answers"].values()):
            raise Disagreement(f"answers must be {LONGEST} characters or fewer; got more. Pass numbers as text.")
        return value

    def new_numbers(self, seed=None):
        """Draw theta, x and y from a seed, by default the next one, and take the answers away."""
        seed = (self.seed + 1) % 1_000_000 if seed is None else seed
        drawn = numbers(self.sizes, self.activation, type(self).seed.kind.check("seed", seed))
        with self.hold_trait_notifications():
            self.seed, self.answers, self.key, self.box, self.hint = seed, {}, False, "", 0
            self.theta, self.x, self.y = drawn["theta"], drawn["x"], drawn["y"]

    @property
    def net(self):
        """The network, as nnlib's."""
        return nn.Network(self.sizes, self.activation, theta=self.theta)

    @property
    def solution(self):
        """The right value of every box, by its name, in the order of a pass."""
        net = self.net
        run = net.forward([self.x])
        grad = net.backward(run, [self.y], cost="mse")
        found = {"C": net.cost([self.x], [self.y], cost="mse")}
        for l in range(1, len(self.sizes)):
            for j in range(self.sizes[l]):
                found[f"z{l}_{j + 1}"], found[f"a{l}_{j + 1}"] = run.Z[l - 1][0, j].item(), run.A[l][0, j].item()
                found[f"delta{l}_{j + 1}"] = grad.delta[l - 1][0, j].item()
                found[f"db{l}_{j + 1}"] = grad.b[l - 1][j].item()
                for k in range(self.sizes[l - 1]):
                    found[f"dW{l}_{k + 1}_{j + 1}"] = grad.W[l - 1][j, k].item()
        return {box: found[box] for box in boxes_of(self.sizes)}

    @property
    def given(self):
        """The boxes that the page fills in."""
        names = boxes_of(self.sizes)
        return {"none": [], "half": names[::2], "all": names}[self.filled]

    @property
    def right(self):
        """How many boxes are right, with those that the page fills in."""
        given = self.given
        return sum(box in given or judged(self.answers.get(box, ""), value) for box, value in self.solution.items())

    def __repr__(self):
        shape = "-".join(map(str, self.sizes))
        many = f"{self.right} of {len(boxes_of(self.sizes))} boxes right"
        return f"Worksheet({shape}, {self.activation}, seed={self.seed}, {many})"


def judged(typed, value):
    """Whether a typed number is this value, within 0.5 % or to three significant digits.

    >>> judged("0,333", 1 / 3), judged("1/3", 0.3333), judged("−0.34", -1 / 3), judged("a third", 1 / 3)
    (True, True, False, False)
    """
    # Imported here, because the course computes its exercises when it is imported.
    from nnlib.course.judge import numbers_of_text

    found = numbers_of_text(typed)
    if found is None or len(found) != 1 or not np.isfinite(found[0]):
        return False
    return abs(found[0] - value) <= CLOSE * abs(value) * (1 + 1e-9) or found[0] == float(f"{value:.3g}")
