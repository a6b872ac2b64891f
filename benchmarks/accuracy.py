"""Accuracy: how many of MNIST's test images a trained network puts in the wrong class, and what the training takes."""

import numpy as np

import nnlib as nn
from benchmarks import peers
from benchmarks.table import Row
from benchmarks.timing import seconds
from nnlib import train_mnist

SEEDS = (0, 1, 2)
PLAIN_WRONG, SHIFTED_WRONG = 200, 120  # of 10,000: 98.0 % and 98.8 % are right
# Chosen by their error on the last 10,000 training images, after training on the first 50,000; `plain`'s numbers too.
SHIFTED_RATE, SHIFTED_BATCH, SHIFTED_EPOCHS = 0.1, 64, 30
LOOPS = 3  # epochs of one example at a time


def measure(data):
    """The rows: for each recipe and seed the images in the wrong class, and the time of the training."""
    loop = peers.one_at_a_time([784, 30, 10], 10, data.X, data.Y)
    for recipe, wrong in ((plain, PLAIN_WRONG), (shifting, SHIFTED_WRONG)):
        for seed in SEEDS:
            found = []
            took = seconds(lambda: found.append(recipe(data, np.random.default_rng(seed))))  # noqa: B023
            what = f"{recipe.__doc__.split(':')[0]}, seed {seed}"
            right = nn.accuracy(found[0], data.test_X, data.test_Y)
            yield Row(f"{what}: wrong of 10,000", round(10_000 * (1 - right)), "", wrong)
            yield Row(f"{what}: training", took, "s")
            if recipe is plain:
                yield Row(f"{what}: over an epoch of one example at a time", took / seconds(loop), "x", LOOPS)


def plain(data, rng):
    """784-128-64-10, plain SGD with a falling rate: the trained network."""
    return train_mnist.trained(data.X, data.Y, rng)


def shifting(data, rng):
    """784-256-10, momentum, images shifted by up to a pixel: the trained network."""
    net = nn.Network([784, 256, 10], ["relu", "softmax"], rng=rng, dtype=np.float32)
    falling = nn.Cosine(SHIFTED_RATE, SHIFTED_EPOCHS)
    for epoch in range(SHIFTED_EPOCHS):
        optimizer = nn.SGD(falling(epoch), momentum=0.9)
        how = {"cost": nn.cross_entropy, "optimizer": optimizer, "batch_size": SHIFTED_BATCH}
        nn.fit(net, shifted(data.X, rng), data.Y, epochs=1, rng=rng, **how)
    return net


def shifted(X, rng):
    """Images of 28 by 28, each moved by -1, 0 or 1 pixels across and down, as chance will have it."""
    images = np.pad(X.reshape(-1, 28, 28), ((0, 0), (1, 1), (1, 1)))  # (N, 30, 30)
    moved, down, across = np.empty_like(X), *rng.integers(3, size=(2, len(X)))
    for i, j in np.ndindex(3, 3):
        chosen = (down == i) & (across == j)
        moved[chosen] = images[chosen, i : i + 28, j : j + 28].reshape(-1, 784)
    return moved
