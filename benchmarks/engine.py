"""The engine: how long training takes beside its bare matrix products and beside peers, and how well it then sees."""

import os
import statistics
import subprocess
import sys
import tempfile

import numpy as np

import nnlib as nn
from benchmarks import accuracy, digits, peers
from benchmarks.table import Row
from benchmarks.timing import TIMES, ratio
from nnlib.fit import descend

SIZES, WIDE, SMALL, TINY = [784, 128, 64, 10], [784, 1024, 1024, 10], [784, 30, 10], [2, 4, 4, 1]
PRODUCTS = {64: 1.6, 32: 1.9}  # batch: budget
TORCH = {64: 0.8, 32: 0.8}
SKLEARN, ONE_AT_A_TIME, WIDE_TORCH, TINY_TORCH = 0.75, 0.16, 1.1, 0.35
SURFACE, IMPORT = 0.2, 1.3
WIDE_N, STEPS = 25_600, 1_000
EPOCHS = 3  # in one call of fit: its checks of the data are part of every training, and of more than one epoch
ALONE = "the same, but the loop alone, which measures nothing between epochs"
IMPORTED = "import time; begun = time.perf_counter(); import {}; print(time.perf_counter() - begun)"


def measure():
    """The rows: ratios to other ways of doing the same work, and the accuracies that training reaches and its time."""
    found = peers.installed()
    yield Row("import nnlib, over import numpy", importing(), "x", IMPORT)
    yield Row("cost_surface, logistic, 100 x 100, N = 100, over calls of the cost", surface(), "x", SURFACE)
    if "torch" in found:
        yield Row("2-4-4-1, 1,000 steps on 200 points, over PyTorch", ratio(*tiny()), "x", TINY_TORCH)
    data = digits.load()
    if data is None:
        print("  NNLIB_DATA names no file of MNIST's digits, so their rows are left out.", flush=True)
        return
    yield from epochs(data, found)
    yield from accuracy.measure(data)


def epochs(data, found):
    """The rows of training on digits. `fit` measures all examples after each epoch; its loop alone does not."""
    for batch, budget in PRODUCTS.items():
        bare = several(peers.products(SIZES, batch, data.X))
        what = f"{named(SIZES)}, batch {batch}, over its matrix products, each with one thread"
        yield Row(what, ratio(deep(data, batch), bare, n=1), "x", budget)
        yield Row(ALONE, ratio(loop(data, batch), bare, n=1), "x")
    if "torch" in found:
        for batch, budget in TORCH.items():
            other = several(peers.torch(SIZES, batch, data.X, data.labels))
            yield Row(f"{named(SIZES)}, batch {batch}, over PyTorch", ratio(deep(data, batch), other), "x", budget)
            yield Row(ALONE, ratio(loop(data, batch), other), "x")
    if "sklearn" in found:
        other = several(peers.sklearn(SIZES, 64, data.X, data.labels))
        yield Row(f"{named(SIZES)}, batch 64, over scikit-learn", ratio(deep(data, 64), other), "x", SKLEARN)
    work = training(SMALL, "sigmoid", data.X, data.Y, EPOCHS, batch_size=10)
    other = peers.one_at_a_time(SMALL, 10, data.X, data.Y)  # a single epoch is timed, because it takes long
    what = f"{named(SMALL)}, batch 10, over one example at a time"
    yield Row(what, ratio(work, other) / EPOCHS, "x", ONE_AT_A_TIME)
    if "torch" in found:
        part = data._replace(X=data.X[:WIDE_N], Y=data.Y[:WIDE_N], labels=data.labels[:WIDE_N])
        other = several(peers.torch(WIDE, 128, part.X, part.labels))
        yield Row(f"{named(WIDE)}, batch 128, over PyTorch", ratio(deep(part, 128, WIDE), other), "x", WIDE_TORCH)


def named(sizes):
    """The layer sizes as people write them."""
    return "-".join(map(str, sizes))


def deep(data, batch, sizes=SIZES):
    """Epochs of ReLUs, softmax and cross-entropy."""
    activations = ["relu"] * (len(sizes) - 2) + ["softmax"]
    return training(sizes, activations, data.X, data.Y, EPOCHS, cost=nn.cross_entropy, batch_size=batch)


def loop(data, batch):
    """The same training by the loop inside `fit` alone, from one epoch's end to another's."""
    rng = np.random.default_rng(0)
    net = nn.Network(SIZES, ["relu", "relu", "softmax"], rng=rng, dtype=np.float32)
    training = descend(net, data.X, data.Y, nn.cross_entropy, nn.SGD(peers.RATE), batch, rng, sys.maxsize, None)
    next(training)
    return several(lambda: next(training))


def several(epoch):
    """A function that runs as many epochs as `deep` does."""
    return lambda: [epoch() for _ in range(EPOCHS)]


def training(sizes, activations, X, Y, epochs=1, **how):
    """A function that trains on and on, one call of fit after the other."""
    rng = np.random.default_rng(0)
    net = nn.Network(sizes, activations, rng=rng, dtype=np.float32)
    return lambda: nn.fit(net, X, Y, optimizer=nn.SGD(peers.RATE), epochs=epochs, rng=rng, **how)


def tiny():
    """The steps of a small network that widgets show, and the same in PyTorch."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(200, 2)).astype(np.float32)
    Y = (X[:, :1] * X[:, 1:] > 0).astype(np.float32)
    work = training(TINY, ["tanh", "tanh", "sigmoid"], X, Y, epochs=STEPS, cost=nn.cross_entropy)
    step = peers.torch(TINY, None, X, Y, hidden="Tanh", cost="BCEWithLogitsLoss")
    return work, lambda: [step() for _ in range(STEPS)]


def surface():
    """The ratio for a surface: all its costs at once, and one after the other by the formula."""
    rng = np.random.default_rng(0)
    X = rng.normal(size=(100, 1))
    Y = (X + rng.normal(size=X.shape) > 0).astype(float)
    net, u = nn.Network([1, 1]), np.linspace(-5, 5, 100)

    def cost(w, b):
        z = w * X + b
        return (np.maximum(z, 0) - z * Y + np.log1p(np.exp(-np.abs(z)))).mean()

    def at_once():
        return nn.cost_surface(net, X, Y, cost=nn.cross_entropy, ranges=((-5, 5), (-5, 5)), n=100).C

    def one_by_one():
        return [[cost(w, b) for w in u] for b in u]

    assert np.allclose(at_once(), one_by_one())
    return ratio(at_once, one_by_one)


def importing():
    """The ratio of two imports, each in interpreters of its own that find both compiled, as pip leaves them.

    Each is the best of a few: what else the machine does while an interpreter starts is as long as the import itself.
    """
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}

    def took(module):
        command = [sys.executable, "-c", IMPORTED.format(module)]
        run = lambda: subprocess.run(command, capture_output=True, encoding="utf8", check=True, env=environment)  # noqa: E731
        return min(float(run().stdout) for _ in range(TIMES))

    with tempfile.TemporaryDirectory() as compiled:
        environment["PYTHONPYCACHEPREFIX"] = compiled
        took("nnlib")  # compiles both, and reads the files from the disk once
        return statistics.median(took("nnlib") / took("numpy") for _ in range(TIMES))
