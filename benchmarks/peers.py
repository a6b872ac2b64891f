"""Peers: the same training as others do it. Each function prepares it and answers a function that runs one epoch."""

import importlib.util
from itertools import pairwise

import numpy as np

PEERS = {"torch": "PyTorch", "sklearn": "scikit-learn", "jax": "JAX"}
RATE = 0.1


def installed():
    """The modules of PEERS that can be imported; a sentence is printed for each that cannot."""
    found = {module for module in PEERS if importlib.util.find_spec(module)}
    for module in PEERS.keys() - found:
        print(f"  {PEERS[module]} is not installed, so its rows are left out.", flush=True)
    return found


def products(sizes, batch, X):
    """The bare matrix products of an epoch: forward, backward, and the gradients of all weights."""
    rng = np.random.default_rng(0)
    W = [rng.normal(0, 0.05, (n_out, n_in)).astype(X.dtype) for n_in, n_out in pairwise(sizes)]
    gradient = [np.empty_like(W_l) for W_l in W]
    A = [rng.random((batch, n), dtype=X.dtype) for n in sizes]  # A[l]: (batch, n), as good as any other of its shape
    Z = [np.empty_like(A_l) for A_l in A]

    def epoch():
        for start in range(0, len(X), batch):
            A[0] = X[start : start + batch]
            n = len(A[0])
            for i in range(len(W)):
                np.matmul(A[i][:n], W[i].T, out=Z[i + 1][:n])
            for i in reversed(range(1, len(W))):
                np.matmul(A[i + 1][:n], W[i], out=Z[i][:n])
            for i in range(len(W)):
                np.matmul(A[i + 1][:n].T, A[i][:n], out=gradient[i])

    return epoch


def one_at_a_time(sizes, batch, X, Y, dtype=np.float64):
    """The loop of the textbooks: sigmoids and half the squared error, each example a column, their gradients summed.

    As in Nielsen's (2015), an example's gradient and their sum begin as zeros, and the slope of a sigmoid is computed
    from z. Textbooks leave the weights as NumPy draws them, in float64; the images come as they are.
    """
    rng = np.random.default_rng(0)
    W = [rng.normal(0, n_in**-0.5, (n_out, n_in)).astype(dtype) for n_in, n_out in pairwise(sizes)]
    b = [np.zeros((n_out, 1), dtype) for n_out in sizes[1:]]
    examples = [(x.reshape(-1, 1), y.reshape(-1, 1)) for x, y in zip(X, Y, strict=True)]  # (n_in, 1), (n_out, 1)

    def sigmoid(z):
        return 1 / (1 + np.exp(-z))

    def zeros():
        return [np.zeros(W_l.shape, dtype) for W_l in W], [np.zeros(b_l.shape, dtype) for b_l in b]

    def backprop(x, y):
        slopes_W, slopes_b = zeros()
        a, A, Z = x, [x], []
        for W_l, b_l in zip(W, b, strict=True):
            Z.append(np.dot(W_l, a) + b_l)
            a = sigmoid(Z[-1])
            A.append(a)
        delta = a - y
        for i in reversed(range(len(W))):
            delta = delta * sigmoid(Z[i]) * (1 - sigmoid(Z[i]))
            slopes_W[i], slopes_b[i] = np.dot(delta, A[i].T), delta
            delta = np.dot(W[i].T, delta) if i else None
        return slopes_W, slopes_b

    def epoch():
        nonlocal W, b
        order = rng.permutation(len(examples))
        for start in range(0, len(order), batch):
            index = order[start : start + batch]
            sum_W, sum_b = zeros()
            for i in index:
                slopes_W, slopes_b = backprop(*examples[i])
                sum_W = [total + slope for total, slope in zip(sum_W, slopes_W, strict=True)]
                sum_b = [total + slope for total, slope in zip(sum_b, slopes_b, strict=True)]
            W = [W_l - RATE / len(index) * total for W_l, total in zip(W, sum_W, strict=True)]
            b = [b_l - RATE / len(index) * total for b_l, total in zip(b, sum_b, strict=True)]

    return epoch


def shortest(sizes, batch, X, Y):
    """The shortest loop over batches that NumPy allows, for two layers of sigmoids: no checks, no record."""
    rng = np.random.default_rng(0)
    W1, W2 = (rng.normal(0, n_in**-0.5, (n_out, n_in)).astype(X.dtype) for n_in, n_out in pairwise(sizes))
    b1, b2 = (np.zeros(n, X.dtype) for n in sizes[1:])

    def epoch():
        order = rng.permutation(len(X))
        for start in range(0, len(X), batch):
            index = order[start : start + batch]
            x = X[index]
            a1 = 1 / (1 + np.exp(-(x @ W1.T + b1)))
            a2 = 1 / (1 + np.exp(-(a1 @ W2.T + b2)))
            delta2 = (a2 - Y[index]) * a2 * (1 - a2) * (RATE / len(index))
            delta1 = (delta2 @ W2) * a1 * (1 - a1)
            for W, b, delta, a in ((W2, b2, delta2, a1), (W1, b1, delta1, x)):
                W -= delta.T @ a
                b -= delta.sum(axis=0)

    return epoch


def shortest_deep(sizes, batch, X, Y):
    """The shortest loop for layers of ReLUs before a softmax, as fast as NumPy lets it: W is `(n_in, n_out)`, in place.

    It finds no cost, no accuracy and no length, notices no number that is not finite, and forgets what it computed.
    """
    rng = np.random.default_rng(0)
    W = [rng.normal(0, (2 / n_in) ** 0.5, (n_in, n_out)).astype(X.dtype) for n_in, n_out in pairwise(sizes)]
    b = [np.zeros(n, X.dtype) for n in sizes[1:]]
    slopes = [np.empty_like(W_l) for W_l in W]

    def epoch():
        order = rng.permutation(len(X))
        targets = Y[order]
        for start in range(0, len(X), batch):
            index = order[start : start + batch]
            A = [X.take(index, axis=0)]
            for W_l, b_l in zip(W, b, strict=True):
                z = A[-1].dot(W_l)
                z += b_l
                A.append(np.maximum(z, 0, out=z) if W_l is not W[-1] else z)
            z -= np.maximum.reduce(z, axis=1, keepdims=True)
            a = np.exp(z, out=z)
            a /= np.add.reduce(a, axis=1, keepdims=True)
            a -= targets[start : start + batch]
            a *= RATE / len(index)
            delta = a
            for i in reversed(range(len(W))):
                A[i].T.dot(delta, slopes[i])
                step = np.add.reduce(delta, axis=0)
                if i > 0:
                    delta = delta.dot(W[i].T)
                    delta *= A[i] > 0
                W[i] -= slopes[i]
                b[i] -= step

    return epoch


def torch(sizes, batch, X, targets, hidden="ReLU", cost="CrossEntropyLoss"):
    """PyTorch as one writes it: eager, nn.Sequential and SGD, tensors in memory. batch None: a step on all examples."""
    import torch
    from torch import nn

    torch.manual_seed(0)
    layers = [part for n_in, n_out in pairwise(sizes) for part in (nn.Linear(n_in, n_out), getattr(nn, hidden)())]
    net, cost = nn.Sequential(*layers[:-1]), getattr(nn, cost)()
    optimizer = torch.optim.SGD(net.parameters(), lr=RATE)
    X, targets = torch.from_numpy(X), torch.from_numpy(targets)

    def step(X, targets):
        optimizer.zero_grad()
        cost(net(X), targets).backward()
        optimizer.step()

    def epoch():
        if batch is None:
            return step(X, targets)
        for index in torch.randperm(len(X)).split(batch):
            step(X[index], targets[index])

    return epoch


def sklearn(sizes, batch, X, labels):
    """scikit-learn's MLPClassifier, plain SGD without a penalty."""
    from sklearn.neural_network import MLPClassifier

    plain = {"solver": "sgd", "momentum": 0, "alpha": 0, "learning_rate_init": RATE}
    net = MLPClassifier(sizes[1:-1], batch_size=batch, random_state=0, **plain)
    return lambda: net.partial_fit(X, labels, classes=range(sizes[-1]))


def jax(sizes, batch, X, Y):
    """JAX: the epoch is one jitted scan over batches. Its shapes are fixed: a last batch that is short is left out."""
    import jax
    import jax.numpy as jnp

    def mean_cost(theta, X, Y):
        for W, b in theta[:-1]:
            X = jax.nn.relu(X @ W + b)
        W, b = theta[-1]
        return -(jax.nn.log_softmax(X @ W + b) * Y).sum(axis=1).mean()

    @jax.jit
    def run(theta, X, Y, order):
        def step(theta, index):
            value, slopes = jax.value_and_grad(mean_cost)(theta, X[index], Y[index])
            return jax.tree.map(lambda part, slope: part - RATE * slope, theta, slopes), value

        return jax.lax.scan(step, theta, order)

    rng = np.random.default_rng(0)
    shapes = list(pairwise(sizes))
    theta = [(jnp.array(rng.normal(0, (2 / n) ** 0.5, (n, m)), X.dtype), jnp.zeros(m, X.dtype)) for n, m in shapes]
    X, Y = jnp.array(X), jnp.array(Y)

    def epoch():
        nonlocal theta
        order = rng.permutation(len(X))[: len(X) // batch * batch].reshape(-1, batch)
        theta, _ = jax.block_until_ready(run(theta, X, Y, order))

    return epoch
