"""Golden networks: both passes of deep ones, with every activation, cost and penalty, and the paths of optimizers."""

import numpy as np

import nnlib as nn
from nnlib import layout
from nnlib.activations import ACTIVATIONS
from tests.golden import plain

ENDS = [(name, "mse") for name in ACTIVATIONS]
ENDS += [(output.name, "cross_entropy") for output in nn.cross_entropy.output_activations]
HIDDEN = [["sigmoid", "tanh"], ["relu"], ["identity", "softmax"]]
HIDDEN += [[name] for name in ACTIVATIONS if not any(name in group for group in HIDDEN)]
RULES = {
    "plain": nn.SGD(0.2),
    "momentum": nn.SGD(0.2, momentum=0.9),
    "nesterov": nn.SGD(0.2, momentum=0.9, nesterov=True),
    "adam": nn.Adam(0.05),
}


def networks():
    """Deep networks on batches, and sure ones, whose sums are large."""
    rng = np.random.default_rng(2025)
    cases = []
    for output, cost in ENDS:
        for hidden in HIDDEN:
            sizes = [*rng.integers(1, 4, size=len(hidden) + 1).tolist(), 2]
            sizes = [size + (i > 0) for i, size in enumerate(sizes)]
            net = nn.Network(sizes, [*hidden, output], theta=drawn(rng, sizes))
            X = rng.normal(size=(2, sizes[0])).round(3)
            cases.append(passes(net, X, targets(rng, output, (2, sizes[-1])), cost, l1=0.02, l2=0.01))
    for output, cost in ENDS[-2:]:
        net = nn.Network([1, 3], output, theta=[1.0, -1.0, 0.5, 0.0, 0.0, 0.0])
        cases.append(passes(net, [[700.0], [-700.0], [1e4]], np.eye(3), cost, l1=0.0, l2=0.0))
    return {"cases": cases, "paths": [path(name) for name in RULES]}


def drawn(rng, sizes):
    """Parameters for a network of these sizes."""
    return rng.normal(size=layout.count(sizes)).round(3)


def targets(rng, output, shape):
    """Targets that fit any cost behind this output."""
    return (
        np.eye(shape[1])[rng.integers(shape[1], size=shape[0])] if output == "softmax" else rng.integers(2, size=shape)
    )


def passes(net, X, Y, cost, l1, l2):
    priced = getattr(nn, cost) + nn.l1(l1) + nn.l2(l2)
    run = net.forward(X)
    grad = net.backward(run, Y, priced)
    return {
        "sizes": list(net.sizes),
        "activations": [f.name for f in net.activations],
        "cost": cost,
        "l1": l1,
        "l2": l2,
        "X": plain(X),
        "Y": plain(Y),
        "theta": plain(net.theta),
        "Z": [plain(z) for z in run.Z],
        "A": [plain(a) for a in run.A],
        "delta": [plain(d) for d in grad.delta],
        "value": net.cost(X, Y, priced),
        "gradient": plain(grad.theta),
    }


def path(name):
    """The path of an optimizer over full batches."""
    rng = np.random.default_rng(3)
    sizes = [2, 3, 1]
    net = nn.Network(sizes, ["tanh", "sigmoid"], theta=drawn(rng, sizes))
    X, Y = rng.normal(size=(6, 2)).round(3), rng.integers(2, size=(6, 1)).astype(float)
    start = net.theta.copy()
    run = nn.fit(net, X, Y, cost="cross_entropy", optimizer=RULES[name], epochs=5, keep_path=True)
    rule = RULES[name]
    return {
        "rule": name,
        "learning_rate": rule.learning_rate,
        "momentum": getattr(rule, "momentum", 0.0),
        "sizes": sizes,
        "X": plain(X),
        "Y": plain(Y),
        "start": plain(start),
        "path": plain(run.path),
        "costs": plain(run.cost),
    }
