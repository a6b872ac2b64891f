"""Writes the golden files: what nnlib computes for seeded problems, for the tests of both languages to read.

Run it from the repository's root, after a change to the engine that is meant: `python -m tests.golden.write`.
A file that agrees is left alone. All numbers are written so that they read back exactly. An infinite stable rate is
written as null.
"""

import json
import math
import pathlib

import numpy as np

import nnlib as nn
from tests.golden import backward, networks, plain, playgrounds, readings, unrolled, worksheets
from tests.golden.agree import difference

HERE = pathlib.Path(__file__).parent
PAIRS = (("identity", "mse"), ("sigmoid", "mse"), ("sigmoid", "cross_entropy"))


def neuron():
    """One neuron with k inputs: both passes and the curvature; and sure neurons, where only stable formulas survive."""
    rng = np.random.default_rng(2024)
    cases = []
    for k in range(1, 6):
        for activation, cost in PAIRS:
            X = rng.normal(size=(3, k)).round(3)
            Y = (rng.uniform(size=(3, 1)) < 0.5) if cost == "cross_entropy" else rng.uniform(size=(3, 1)).round(3)
            net = nn.Network([k, 1], activation, theta=rng.normal(size=k + 1).round(3))
            cases.append(both_passes(net, X, Y.astype(float), cost) | curvature(net, X, Y, cost))
    plateau = nn.Network([1, 1], theta=[2.0, 2.0]), [[1.0]], [[0.0]], "mse"
    cases.append(both_passes(*plateau) | curvature(*plateau))
    sure = nn.Network([1, 1], theta=[1.0, 0.0])
    X, Y = [[700.0], [700.0], [-700.0], [-700.0], [1e4], [-1e4]], [[0.0], [1.0], [0.0], [1.0], [0.0], [1.0]]
    return {"cases": cases, "sure": [both_passes(sure, X, Y, cost) for cost in ("mse", "cross_entropy")]}


def both_passes(net, X, Y, cost):
    run = net.forward(X)
    grad = net.backward(run, Y, cost)
    return {
        "inputs": net.sizes[0],
        "activation": net.activations[0].name,
        "cost": cost,
        "X": plain(X),
        "Y": plain(Y),
        "theta": plain(net.theta),
        "Z": plain(run.Z[0]),
        "A": plain(run.A[1]),
        "delta": plain(grad.delta[0]),
        "value": net.cost(X, Y, cost),
        "gradient": plain(grad.theta),
    }


def curvature(net, X, Y, cost):
    rate = nn.stable_learning_rate(net, X, Y, cost=cost)
    return {
        "hessian": plain(nn.hessian(net, X, Y, cost=cost)),
        "stable_learning_rate": rate if math.isfinite(rate) else None,
    }


def descent():
    """Descents of one neuron with one input, some of them divergent, and its cost surfaces."""
    rng = np.random.default_rng(7)
    x = np.linspace(-1.0, 2.0, 8).reshape(-1, 1).round(3)
    line = x, (0.8 * x - 0.3 + 0.2 * rng.normal(size=x.shape)).round(3)
    step = x, (x + 0.8 * rng.normal(size=x.shape) > 0).astype(float)
    rings = nn.data.flights()
    flights = nn.data.standardise(rings.X).X, rings.Y
    plateau = [[1.0]], [[0.0]]
    limit = nn.stable_learning_rate(nn.Network([1, 1], "identity"), *line)
    entropy_limit = nn.stable_learning_rate(nn.Network([1, 1]), *flights, cost="cross_entropy")
    runs = [
        descend("identity", "mse", line, [-1.0, 1.0], 0.3 * limit, 0.0, 9),
        descend("identity", "mse", line, [-1.0, 1.0], 0.97 * limit, 0.0, 9),
        descend("identity", "mse", line, [-1.0, 1.0], 0.3 * limit, 0.8, 9),
        descend("identity", "mse", line, [0.5, -0.5], 6.0 * limit, 0.0, 300),
        descend("identity", "mse", line, [1e60, -1e60], 10.0 * limit, 0.5, 300),
        descend("sigmoid", "mse", step, [-2.0, 1.0], 2.0, 0.0, 9),
        descend("sigmoid", "mse", step, [-2.0, 1.0], 2.0, 0.9, 9),
        descend("sigmoid", "mse", plateau, [2.0, 2.0], 0.5, 0.0, 9),
        descend("sigmoid", "cross_entropy", plateau, [2.0, 2.0], 0.5, 0.0, 9),
        descend("sigmoid", "cross_entropy", flights, [0.0, 0.0], 2.0, 0.0, 9),
        descend("sigmoid", "cross_entropy", flights, [0.0, 0.0], 2.0, 0.9, 9),
        descend("sigmoid", "cross_entropy", flights, [0.0, 0.0], 1.5 * entropy_limit, 0.0, 9),
    ]
    surfaces = [
        cost_surface("identity", "mse", line),
        cost_surface("sigmoid", "mse", step),
        cost_surface("sigmoid", "cross_entropy", step),
    ]
    return {"runs": runs, "surfaces": surfaces}


def descend(activation, cost, data, start, learning_rate, momentum, steps):
    net = nn.Network([1, 1], activation, theta=start)
    learning_rate = round(float(learning_rate), 4)
    optimizer = nn.SGD(learning_rate, momentum)
    history = nn.fit(net, *data, cost=cost, optimizer=optimizer, epochs=steps, keep_path=True)
    return {
        "activation": activation,
        "cost": cost,
        "X": plain(data[0]),
        "Y": plain(data[1]),
        "start": start,
        "learning_rate": learning_rate,
        "momentum": momentum,
        "steps": steps,
        "diverged": history.diverged,
        "diverged_at_step": history.steps + 1 if history.diverged else None,
        "path": plain(history.path),
        "costs": plain(history.cost),
    }


def cost_surface(activation, cost, data):
    net, ranges = nn.Network([1, 1], activation), [[-6.0, 6.0], [-4.0, 4.0]]
    u, v, C = nn.cost_surface(net, *data, cost=cost, ranges=ranges, n=16)
    return {
        "activation": activation,
        "cost": cost,
        "X": plain(data[0]),
        "Y": plain(data[1]),
        "ranges": ranges,
        "u": plain(u),
        "v": plain(v),
        "C": plain(C),
    }


def text(groups):
    """JSON with one quantity a line, so that a person can review a difference."""
    blocks = []
    for name, cases in groups.items():
        lines = [
            ",\n".join(
                f"  {json.dumps(key)}: {json.dumps(value, separators=(',', ':'))}" for key, value in case.items()
            )
            for case in cases
        ]
        blocks.append(f"{json.dumps(name)}: [\n {{\n" + "\n },\n {\n".join(lines) + "\n }\n]")
    return "{\n" + ",\n".join(blocks) + "\n}\n"


FILES = {
    "neuron.json": neuron,
    "descent.json": descent,
    "network.json": networks.networks,
    "backward.json": backward.backward,
    "recurrent.json": unrolled.recurrent,
    "activation.json": unrolled.activations,
    "readings.json": readings.readings,
    "playground.json": playgrounds.playgrounds,
    "worksheet.json": worksheets.worksheets,
}


def write(path, groups):
    """Write a golden file, but where it agrees already: another machine's last digits are no change."""
    wanted = json.loads(path.read_text(encoding="utf8")) if path.exists() else None
    if changed := difference(groups, wanted, path.name):
        path.write_text(text(groups), encoding="utf8", newline="\n")
    print(changed or f"{path.name} agrees")


if __name__ == "__main__":
    for file, build in FILES.items():
        write(HERE / file, build())
