"""Peers: the same training as others do it. Each function prepares it and answers a function that runs one epoch."""

import importlib.util
from itertools import pairwise

import numpy as np

PEERS = {"torch": "PyTorch", "sklearn": "scikit-learn"}
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
