"""Trains models of the next letter of a name, and compares them on names held back: `python -m nnlib.train_letters`.

Each of ten seeds holds back 1033 of the 5163 names and trains on the others. Three models are tables of counts, two are
networks that read three letters through an embedding. What was to be chosen, for every model alike, was chosen on the
names that the seeds 10 and 11 hold back. With `--write`, what was found is written to `data/letter_runs.json`, which
`nn.data.letter_runs()` reads and a lesson shows. It takes some minutes.
"""

import json
import platform
import sys

import numpy as np

import nnlib as nn
from nnlib.data.letter_runs import FILE

HELD, SEEDS = 1033, tuple(range(10))
HIDDEN, BATCH, EPOCHS = 64, 64, 8
RATES = {2: 0.02, 10: 0.01}  # by how many numbers a letter has in the embedding
ADDED = 0.1  # to every count of a table, so that nothing is impossible
LETTER = nn.data.names().letters
LETTERS = len(LETTER)


def parted(seed):
    """The generator that a seed gives, the names to train on and those held back."""
    rng = np.random.default_rng(seed)
    words = rng.permutation(nn.data.names().words)
    return rng, words[HELD:], words[:HELD]


def table_cost(train, held, length):
    """What the next letter costs a table of counts that sees `length` letters, in names held back."""
    X, y = nn.data.contexts(train, max(1, length))  # (N, length), (N,)
    counts = np.full((LETTERS**length, LETTERS), ADDED)
    np.add.at(counts, (row(X, length), y), 1)
    P = counts / counts.sum(axis=1, keepdims=True)
    X, y = nn.data.contexts(held, max(1, length))
    return -np.log(P[row(X, length), y]).mean()


def row(X, length):
    """The row of a table that belongs to the last `length` letters of each example, `(N,)`."""
    return X[:, X.shape[1] - length :] @ LETTERS ** np.arange(length)


def trained(train, numbers, rng):
    """An embedding of `numbers` numbers a letter, and the network that reads three letters through it."""
    X, y = nn.data.contexts(train, 3)
    Y = nn.data.one_hot(y, LETTERS)
    E = rng.normal(size=(LETTERS, numbers))
    net = nn.Network([3 * numbers, HIDDEN, LETTERS], ["tanh", "softmax"], rng=rng)
    rule = nn.Adam(nn.Cosine(RATES[numbers], EPOCHS))
    for_E, for_net = rule.start(E), rule.start(net.theta)
    for epoch in range(EPOCHS):
        for rows in np.array_split(rng.permutation(len(X)), len(X) // BATCH):
            S = nn.data.one_hot(X[rows].ravel(), LETTERS)  # (3 * batch, letters)
            run = net.forward((S @ E).reshape(len(rows), -1))
            grad = net.backward(run, Y[rows], cost=nn.cross_entropy)
            back = grad.delta[0] @ net.W[0] / len(rows)  # (batch, 3 * numbers), the slopes in what the network reads
            for_E.step(E, S.T @ back.reshape(-1, numbers), epoch)
            for_net.step(net.theta, grad.theta, epoch)
    return E, net


def network_cost(E, net, held):
    """What the next letter costs a network, in names held back."""
    X, y = nn.data.contexts(held, 3)
    return net.cost(E[X].reshape(len(X), -1), nn.data.one_hot(y, LETTERS), cost=nn.cross_entropy)


def beside_vowels(E):
    """How many of the vowels a, e, i, o, u and y have another of them as their nearest letter in the embedding."""
    vowels = [LETTER.index(vowel) for vowel in "aeiouy"]
    apart = np.linalg.norm(E[vowels][:, np.newaxis] - E, axis=2)  # (6, letters)
    apart[range(6), vowels] = np.inf  # from itself
    return int(np.isin(apart.argmin(axis=1), vowels).sum())


def found(seed):
    """What a seed's names held back cost each model, and how many vowels are beside a vowel."""
    rng, train, held = parted(seed)
    two, ten = (trained(train, numbers, rng) for numbers in RATES)
    costs = {
        "no letter before": table_cost(train, held, 0),
        "table of pairs": table_cost(train, held, 1),
        "network, 2 numbers a letter": network_cost(*two, held),
        "table of three letters": table_cost(train, held, 3),
        "network, 10 numbers a letter": network_cost(*ten, held),
    }
    costs = {name: round(float(cost), 4) for name, cost in costs.items()}
    return {"seed": seed, "costs": costs, "vowels": beside_vowels(two[0])}


def main(arguments):
    """Train with each seed, print what came out, and write it down where that is asked for."""
    if arguments not in ([], ["--write"]):
        print("python -m nnlib.train_letters [--write]")
        return 2
    runs = []
    for seed in SEEDS:
        runs.append(found(seed))
        print(f"seed {seed}:", "; ".join(f"{name} {cost:.3f}" for name, cost in runs[-1]["costs"].items()), end="; ")
        print(runs[-1]["vowels"], "vowels beside a vowel", flush=True)
    if arguments:
        recipe = {"hidden": HIDDEN, "batch": BATCH, "epochs": EPOCHS, "rates": list(RATES.values())}
        versions = {"numpy": np.__version__, "python": platform.python_version()}
        record = {"held": HELD, **recipe, "versions": versions, "runs": runs}
        with open(FILE, "w", encoding="utf-8") as file:
            file.write(json.dumps(record, indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
