"""Trains the network that DigitReader reads with, and writes digits.npz: `python -m nnlib.course.train_digits`.

MNIST is downloaded once, or read from where NNLIB_DATA says. What was to be chosen (sizes, rates, how images are bent)
was chosen on the last 10,000 training images, which the training never sees; the test images are read once, at the end.
It takes some minutes on one core. The numbers that it prints for the file in the repository:

    validation (10,000 training images held back): 98.25%
    test, float32: 98.44% right, cost 0.0496
    test, quantised: 98.45% right, cost 0.0496
    digits.npz: 36,336 bytes; on the wire: 38,827 bytes gzipped
"""

import gzip
import sys

import numpy as np

import nnlib as nn
from nnlib.widgets import digits

HELD = 10_000  # training images held back, the last ones
EPOCHS, BATCH, RATE, MOMENTUM = 40, 64, 0.1, 0.9
DECAY = 2e-5  # l2: pixels that are always empty lose their weights
TURN, GROW, LEAN, MOVE = 0.15, 0.08, 0.15, 1.0  # radians, a share, a share, pixels: as hands differ
COSTLIEST = digits.EXAMPLES - 2  # test images with the highest cost; two more show that cost is not accuracy
SEED = 0


def main():
    """Train, quantise, write the file, and print accuracy and size."""
    data = nn.data.mnist()
    rng = np.random.default_rng(SEED)
    net = trained(data.train.X[:-HELD], data.train.Y[:-HELD], rng)
    print(f"validation: {nn.accuracy(net, data.train.X[-HELD:], data.train.Y[-HELD:]):.2%}")
    print(f"test, float32: {told(net, data.test)}")
    layers = {}
    for l in (0, 1):
        layers[f"W{l}"], layers[f"scale{l}"] = quantised(net.W[l])
        layers[f"b{l}"] = net.b[l].astype(np.float32)
    np.savez_compressed(digits.FILE, **layers, **chosen(layers, data.test))
    print(f"test, quantised: {told(digits.assembled(layers), data.test)}")
    print(f"{digits.FILE.name}: {digits.FILE.stat().st_size:,} bytes; ", end="")
    print(f"on the wire: {len(gzip.compress(digits.as_text().encode(), 9, mtime=0)):,} bytes gzipped")


def trained(X, Y, rng):
    """The network after all epochs, each with the images bent anew."""
    net = nn.Network([X.shape[1], digits.HIDDEN, Y.shape[1]], digits.ACTIVATIONS, rng=rng, dtype=np.float32)
    falling = nn.Cosine(RATE, EPOCHS)
    how = {"cost": nn.cross_entropy + nn.l2(DECAY), "epochs": 1, "batch_size": BATCH, "rng": rng}
    for epoch in range(EPOCHS):
        nn.fit(net, bent(X, rng), Y, optimizer=nn.SGD(falling(epoch), momentum=MOMENTUM), **how)
        print(f"epoch {epoch + 1} of {EPOCHS}", end="\r", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return net


def told(net, data):
    """How many images are read rightly, and what they cost."""
    return f"{nn.accuracy(net, data.X, data.Y):.2%} right, cost {net.cost(data.X, data.Y, cost=nn.cross_entropy):.4f}"


def quantised(W):
    """Weights `(n_out, n_in)` as whole numbers from -127 to 127, and what one is worth in each row, `(n_out,)`."""
    scale = (np.abs(W).max(axis=1) / 127).astype(np.float32)
    return np.rint(W / scale[:, None]).astype(np.int8), scale


def chosen(layers, test):
    """The surprising test images: those with the highest cost for the quantised network, and two of the others."""
    net = digits.assembled(layers)
    p = net.predict(test.X.astype(float))  # (N, 10)
    labels = test.Y.argmax(axis=1)
    cost = -np.log(p[np.arange(len(p)), labels])  # (N,)
    right = p.argmax(axis=1) == labels
    numbers = [
        *np.argsort(-cost)[:COSTLIEST],
        np.where(right, cost, -np.inf).argmax(),  # right, and yet with a high cost
        np.where(right, np.inf, cost).argmin(),  # misread, and yet cheaper
    ]
    return {
        "images": np.rint(test.X[numbers] * 255).astype(np.uint8),
        "labels": labels[numbers].astype(np.uint8),
        "numbers": np.array(numbers, dtype=np.int32),
        "source": test.source,
        "licence": test.licence,
    }


def bent(X, rng):
    """Images of 28 by 28, each a little turned, scaled, leant and moved, as chance will have it."""
    out, side = np.empty_like(X), digits.SIDE
    row, column = np.indices((side, side), dtype=np.float32) - np.float32((side - 1) / 2)
    edge = 4  # empty pixels around each image, so that what is looked up is there
    wide = side + 2 * edge
    for first in range(0, len(X), 5000):
        images = np.pad(X[first : first + 5000].reshape(-1, side, side), ((0, 0), (edge, edge), (edge, edge)))
        n = len(images)
        drawn = rng.uniform(-1, 1, (5, n, 1, 1)).astype(np.float32)
        turn, grow, lean = TURN * drawn[0], 1 + GROW * drawn[1], LEAN * drawn[2]
        y = grow * np.cos(turn) * row - grow * np.sin(turn) * column + MOVE * drawn[3] + (wide - 1) / 2
        x = (grow * np.sin(turn) + lean) * row + grow * np.cos(turn) * column + MOVE * drawn[4] + (wide - 1) / 2
        y, x = (at.clip(0, wide - 1.01).reshape(n, -1) for at in (y, x))
        corner = y.astype(np.int32) * wide + x.astype(np.int32)
        down, right = y % 1, x % 1
        pixel = lambda step: np.take_along_axis(images.reshape(n, -1), corner + step, 1)  # noqa: B023, E731
        above = (1 - right) * pixel(0) + right * pixel(1)
        below = (1 - right) * pixel(wide) + right * pixel(wide + 1)
        out[first : first + 5000] = (1 - down) * above + down * below
    return out


if __name__ == "__main__":
    main()
