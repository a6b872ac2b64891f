"""Golden recurrent units and activations: what the widgets Unrolled and Activation must compute, to the last steps."""

import numpy as np

import nnlib as nn
from nnlib.activations import ACTIVATIONS, ELEMENTWISE
from tests.golden import plain


def recurrent():
    """One unit over three to eight steps: both passes of errors that fade, last and grow, and the clipped gradient."""
    rng = np.random.default_rng(15)
    cases = []
    for activation in ELEMENTWISE:
        for T, w_h in ((3, 0.4), (5, -1.0), (8, 1.7), (8, 0.0)):
            theta = [1.2, w_h, 0.1, *rng.normal(size=2).round(3)]
            cases.append(unrolled(activation, theta, rng.normal(size=T).round(3), round(rng.normal(), 3), most=0.5))
    cases.append(unrolled("identity", [1.0, 1e30, 0.0, 1.0, 0.0], np.ones(5), 0.0, most=1.0))  # squares overflow
    cases.append(unrolled("identity", [1.0, 1.0, 0.0, 1.0, 0.0], np.ones(3), 3.0, most=1.0))  # the target is met
    return {"cases": cases}


def unrolled(activation, theta, x, target, most):
    net = nn.Recurrent([1, 1, 1], activation, theta=theta)
    X, Y = np.reshape(x, (1, -1, 1)), [[target]]
    run = net.forward(X)
    grad = net.backward(run, Y, cost=nn.mse)
    return {
        "activation": activation,
        "theta": plain(theta),
        "x": plain(x),
        "target": float(target),
        "most": most,
        "Z": plain(run.Z[0, :, 0]),
        "H": plain(run.H[0, :, 0]),
        "prediction": run.A_y[0, -1].item(),
        "value": net.cost(X, Y, cost=nn.mse),
        "delta": plain(grad.delta[0, :, 0]),
        "gradient": plain(grad.theta),
        "clipped": plain(nn.clip(grad.theta, most)),
    }


def activations():
    """The table; every function and its slope, at its corner and far out, too; and two layers together."""
    table = [entry(activation) for activation in ACTIVATIONS.values()]
    z = np.array([-40.0, -6.0, -1.5, -0.25, 0.0, 0.25, 1.5, 5.0, 40.0])
    single = [{"name": name, "z": plain(z), **value_and_slope(ACTIVATIONS[name], z)} for name in ELEMENTWISE]
    rng = np.random.default_rng(4)
    double = [two(first, second, rng.normal(size=4).round(3)) for first in ELEMENTWISE for second in ELEMENTWISE]
    return {"table": table, "single": single, "double": double}


def entry(activation):
    """What both languages say of an activation; infinite bounds become None, because JSON has none."""
    bounds = [None if np.isinf(end) else float(end) for end in activation.range]
    return {"name": activation.name, "joint": activation.joint, "range": bounds, "formula": activation.formula}


def value_and_slope(activation, z):
    a = activation(z)
    return {"a": plain(a), "slope": plain(activation.df(z, a))}


def two(first, second, theta):
    net = nn.Network([1, 1, 1], [first, second], theta=theta)
    X = np.array([[-2.0], [-0.5], [0.0], [1.0], [3.0]])
    run, slope = net.forward(X), 1.0
    for f, W, Z, A in zip(net.activations, net.W, run.Z, run.A[1:], strict=True):
        slope = slope * W.item() * f.df(Z, A)
    W = net.W[1] @ net.W[0]
    return {
        "names": [first, second],
        "theta": plain(theta),
        "X": plain(X[:, 0]),
        "A1": plain(run.A[1][:, 0]),
        "A2": plain(run.A[2][:, 0]),
        "slope": plain(slope[:, 0]),
        "weight": W.item(),
        "bias": (net.W[1] @ net.b[0] + net.b[1]).item(),
    }
