"""ForwardPass, for the tests of pages."""

import re

from nnlib import layout
from nnlib.activations import ACTIVATIONS
from nnlib.widgets import ForwardPass
from tests.widgets.numbers import NUMBER

PAGE = "book/widgets/forward-pass"
SIGN = "(?:= (?![<>])|(?=[<>]))"  # "a = 0.5", but "a < 0.001"
MOVED = {"step": 4, "by": "layer", "notation": "w_jk", "picked": [0, 1, 0]}


def rebuilt(traits):
    traits = dict(traits)
    return ForwardPass(traits.pop("sizes"), traits.pop("activations"), **traits)


def expected(widget):
    """Every layer's sums and then its activations."""
    run = widget.run
    passed = [float(value) for Z, A in zip(run.Z, run.A[1:], strict=True) for value in (*Z[0], *A[0])]
    size = max(map(abs, (*widget.theta, *widget.x)))
    return passed, 1e-12 * (1 + size) ** 2


def from_table(rows):
    layers = {}
    for layer, _, _, z, a in rows:
        sums, activations = layers.setdefault(layer, ([], []))
        sums.append(float(z))
        activations.append(float(a))
    return [value for pair in layers.values() for values in pair for value in values]


def told(widget):
    """What the sentence says of the picked item, of a layer, or of the end."""
    run, sizes, step = widget.run, widget.sizes, widget.step
    l, j, *k = widget.picked
    ends = [sum(sizes[1 : layer + 1]) for layer in range(len(sizes))]
    layer = next(layer for layer, end in enumerate(ends) if step <= end)
    known = lambda l, j: l == 0 or ends[l - 1] + j < step  # noqa: E731
    start = rf"^Layer {layer} of {len(sizes) - 1}\. " if widget.by == "layer" else rf"^Step {step} of {ends[-1]}\. "
    whole = widget.by == "layer" and not k and j == 0 and l == layer and l > 0 and step == ends[l]
    listed = lambda values: (r"\(" + ", ".join([NUMBER] * len(values)) + r"\)", values.tolist())  # noqa: E731
    if k:
        w = widget.net.W[l][j, k[0]].item()
        pattern, numbers = rf"^.*The weight from .* is {NUMBER}; what it will multiply is not computed yet\.", [w]
        if known(l, k[0]):
            a = run.A[l][0, k[0]].item()
            pattern, numbers = rf"is {NUMBER}; it multiplies {NUMBER} and gives {NUMBER} to the sum\.", [w, a, w * a]
    elif l == 0:
        pattern, numbers = rf"is {NUMBER}, and every neuron of the next layer weighs it in its own way\.", [widget.x[j]]
    elif whole:
        (zs, z), (as_, a) = listed(run.Z[l - 1][0]), listed(run.A[l][0])
        pattern, numbers = rf"All of this layer at once: the sums are {zs}, and .* are {as_}\.", [*z, *a]
        if widget.simple:
            pattern, numbers = rf"All of this layer at once: they are {as_}\.", a
    elif known(l, j):
        z, a = run.Z[l - 1][0, j].item(), run.A[l][0, j].item()
        pattern, numbers = rf": its sum is z {SIGN}{NUMBER}, and its activation is a {SIGN}{NUMBER}\.", [z, a]
        if widget.simple:
            pattern, numbers = rf"is {NUMBER}\.", [a]
    else:
        pattern, numbers = "is not computed yet", []
    if step == ends[-1] and not (widget.by == "layer" and (l, j, *k) == (len(sizes) - 1, 0)):
        prediction, values = listed(run.A[-1][0])
        if widget.simple:
            pattern = rf"{pattern} All is computed\.$"
        else:
            pattern, numbers = rf"{pattern} All is computed: the prediction is {prediction}\.$", [*numbers, *values]
    return re.compile(f"{start}.*?{pattern}" if not pattern.startswith("^") else f"{start}{pattern[1:]}"), numbers


def states(chance, traits):
    """Numbers of any size, any step, and any thing picked."""
    sizes = traits["sizes"]
    while True:
        size = 10 ** chance.uniform(-2, 1)
        l = chance.randrange(len(sizes) - 1)
        neuron = [l + chance.randint(0, 1)]
        neuron.append(chance.randrange(sizes[neuron[0]]))
        yield {
            "theta": [chance.uniform(-size, size) for _ in range(layout.count(sizes))],
            "x": [chance.choice([0, chance.uniform(-3, 3)]) for _ in range(sizes[0])],
            "step": chance.randint(0, sum(sizes[1:])),
            "by": chance.choice(["neuron", "layer"]),
            "notation": chance.choice(["W_ab", "w_jk", "X @ W.T"]),
            "picked": chance.choice([neuron, [l, chance.randrange(sizes[l + 1]), chance.randrange(sizes[l])]]),
            "feeds": chance.random() < 0.5,
            "activations": [chance.choice(list(ACTIVATIONS)) for _ in sizes[1:]],
        }
