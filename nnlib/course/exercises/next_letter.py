"""The exercises of the lesson on the next letter."""

from functools import cache

import numpy as np

from nnlib.activations import softmax
from nnlib.course.exercise import Exercise, Text
from nnlib.data import contexts, names
from nnlib.network import Network

THREE = ("ana", "anna", "nan")
DOT, A, N = (names().letters.index(letter) for letter in ".an")


def counted(words, backwards=False):
    """How often each letter, the column, comes after each other, the row: `(27, 27)`."""
    X, y = contexts([word[::-1] if backwards else word for word in words], 1)
    counts = np.zeros((27, 27))
    np.add.at(counts, (X[:, 0], y), 1)
    return counts


def pair(words=THREE):
    counts = counted(words)
    return counts[A, N] / counts[A].sum()


def pair_mistakes():
    counts = counted(THREE)
    return [
        (counts[A, N], "that is how often n follows a; divide it by how often there is an a."),
        (counts[A, DOT] / counts[A].sum(), "that is the share of the end after an a."),
        (counts[A, N] / counts.sum(), "divide by the number of a's, and not by that of all letters and ends."),
        (counts[A, N] / counts[1:].sum(), "divide by the number of a's, and not by that of all letters."),
        (3 / 3, "an a may also be the last letter of its name: count those as well."),
        (counts[A, N] / counts[A, DOT], "divide by all a's, those that n follows too."),
    ]


CHANCES = np.array([0.5, 0.1, 0.2])


def perplexity(chances=CHANCES):
    return np.exp(-np.log(chances).mean())


def perplexity_mistakes():
    return [
        (-np.log(CHANCES).mean(), "that is the mean cost; raise e to it."),
        (1 / CHANCES.prod(), "that is for the three letters together; take the cube root for one."),
        (-np.log(CHANCES).sum(), "that is the cost of all three; take the mean, and raise e to it."),
        (1 / CHANCES.mean(), "do not average the probabilities: average their costs, the logarithms."),
        ((1 / CHANCES).mean(), "do not average the three ones by probability: average the logarithms."),
        (1 / perplexity(), "turn it over: a perplexity is a number of letters to choose from."),
        (2 ** -np.log(CHANCES).mean(), "with the natural logarithm, raise e to the mean and not 2."),
    ]


def size(numbers=10, copies=1):
    return copies * 27 * numbers + Network([3 * numbers, 64, 27], ["tanh", "softmax"]).theta.size


def size_mistakes():
    net = Network([30, 64, 27], ["tanh", "softmax"])
    return [
        (net.theta.size, "that is the network alone; the embedding is learned too."),
        (size(copies=3), "the three places share one embedding: count it once."),
        (size() - 64 - 27, "hidden and output neurons have biases too."),
        (size(2), "that is with two numbers a letter."),
        (
            270 + Network([10, 64, 27], ["tanh", "softmax"]).theta.size,
            "the network reads three letters, so 30 numbers.",
        ),
    ]


QUERY, KEYS, VALUES = np.array([2.0, 0.0]), np.array([[0.0, 3.0], [1.0, 1.0], [0.0, 0.0]]), np.array([3.0, 9.0, 6.0])


def mixture(query=QUERY, keys=KEYS, values=VALUES):
    return (softmax((np.array(keys) @ query)[np.newaxis]) @ values).item()


def mixture_mistakes():
    scores = KEYS @ QUERY
    shares = softmax(scores[np.newaxis])[0]
    return [
        (VALUES[1], "that is the value of the best one alone; the others have a share too."),
        (VALUES.mean(), "that gives each letter the same share; the scores decide."),
        (scores @ VALUES, "the scores are not the shares yet: take the softmax."),
        (np.exp(scores) @ VALUES, "divide by the sum of the three powers, so that the shares add up to 1."),
        (shares[1], "that is the largest share; multiply each value by its share, and add."),
        ((shares[1:] @ VALUES[1:]).item(), "a score of 0 is a share too: e to the power of 0 is 1."),
    ]


@cache
def cost(backwards):
    """The mean cost of a letter, by the table of pairs counted in the same names."""
    counts = counted(names().words, backwards)
    P = counts / counts.sum(axis=1, keepdims=True)
    seen = counts > 0
    return -(counts[seen] * np.log(P[seen])).sum() / counts.sum()


def backwards():
    return cost(backwards=True)


def backwards_mistakes():
    counts = counted(names().words, backwards=True)
    alone = counts.sum(axis=0) / counts.sum()
    return [
        (np.exp(backwards()), "that is the perplexity; the question asks for the mean cost."),
        (backwards() * counts.sum(), "that is the cost of all letters; divide by their number."),
        (-(alone * np.log(alone)).sum(), "that is without a letter before; use the row of the last letter."),
        (backwards() / np.log(2), "that is in bits; use the natural logarithm, as the lesson does."),
    ]


EXERCISES = {
    "18-pair": Exercise(
        pair,
        "the a's that an n follows, over all the a's, those at the end too.",
        pair_mistakes,
        "count the a's in the three names, and how many of them have an n next.",
    ),
    "18-perplexity": Exercise(
        perplexity,
        "e to the mean cost; or one over the product of the three, and its cube root.",
        perplexity_mistakes,
        "take minus the logarithm of each probability, the mean of the three, and raise e to it.",
        tolerance=5e-3,
    ),
    "18-size": Exercise(
        size,
        "one embedding for all three places, and two layers with their biases.",
        size_mistakes,
        "count the embedding, 27 letters of ten numbers, then both layers, weights and biases.",
        tolerance=1e-9,
    ),
    "18-attend": Exercise(
        mixture,
        "the scores, their softmax, and the mean of the values weighted by it.",
        mixture_mistakes,
        "multiply the query by each key, take the softmax of the three scores, and weight the values by it.",
    ),
    "18-backwards": Exercise(
        backwards,
        "it is the same number: each pair is turned round and keeps its count, and every letter is as often the first "
        "of one as the second.",
        backwards_mistakes,
        "turn each word round with word[::-1], count, and average minus the logarithm over all letters and ends.",
        code=True,
    ),
    "18-vowels": Text(
        "much the same letters come after the vowels, mostly consonants, so the network can treat the vowels alike, "
        "and letters with nearby numbers are treated alike; the cost falls when they move together, and nobody has to "
        "say what a vowel is."
    ),
    "18-longer": Text(
        "I expected more letters to help: they do up to three, where the cost is 2.08, and then it rises to 2.57 with "
        "seven; the longer the context, the fewer times it was seen, so what the table counted says little about new "
        "names, and of new contexts it knows nothing."
    ),
}
