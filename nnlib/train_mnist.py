"""Trains on MNIST and tells how many test images are read rightly, and how long it took: `python -m nnlib.train_mnist`.

MNIST is downloaded once, or read from where NNLIB_DATA says. Sizes, rate, batch and epochs were chosen on the last
10,000 training images; the test images are read once for each seed, at its end. With `--write`, what was found is
written to `data/mnist_runs.json`, which `nn.data.mnist_runs()` reads and a lesson quotes.
"""

import json
import platform
import sys
import time

import numpy as np

import nnlib as nn
from nnlib.data.mnist_runs import FILE

SIZES, ACTIVATIONS = (784, 128, 64, 10), ("relu", "relu", "softmax")
RATE, BATCH, EPOCHS = 0.3, 32, 10
SEEDS = (0, 1, 2)


def trained(X, Y, rng):
    """The network after all epochs of plain gradient descent, its rate falling to zero along half a cosine."""
    net = nn.Network(SIZES, ACTIVATIONS, rng=rng, dtype=X.dtype.name)
    optimizer = nn.SGD(nn.Cosine(RATE, EPOCHS))
    nn.fit(net, X, Y, cost=nn.cross_entropy, optimizer=optimizer, epochs=EPOCHS, batch_size=BATCH, rng=rng)
    return net


def found(data, seed):
    """What one seed reaches: right of the test images, the cost of one, and the seconds that the training took."""
    began = time.perf_counter()
    net = trained(data.train.X, data.train.Y, np.random.default_rng(seed))
    took = time.perf_counter() - began
    right = round(nn.accuracy(net, data.test.X, data.test.Y) * len(data.test.X))
    cost = net.cost(data.test.X, data.test.Y, cost=nn.cross_entropy)
    return {"seed": seed, "right": right, "cost": round(cost, 4), "seconds": round(took, 1)}


def main(arguments):
    """Train with each seed, tell what came out, and write it down where that is asked for."""
    if arguments not in ([], ["--write"]):
        print("python -m nnlib.train_mnist [--write]")
        return 2
    data, runs = nn.data.mnist(), []
    for seed in SEEDS:
        runs.append(found(data, seed))
        told = "seed {seed}: right on {right:,} of the test images, cost {cost}, {seconds} s".format(**runs[-1])
        print(told, flush=True)
    if arguments:
        recipe = {"sizes": SIZES, "activations": ACTIVATIONS, "rate": RATE, "batch": BATCH, "epochs": EPOCHS}
        versions = {"numpy": np.__version__, "python": platform.python_version()}
        record = {"tested": len(data.test.X), **recipe, "versions": versions, "runs": runs}
        with open(FILE, "w", encoding="utf-8") as file:
            file.write(json.dumps(record, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
