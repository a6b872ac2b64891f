"""Claims about the names and the models of their next letter: the list, the examples, the tables, the embedding."""

import numpy as np
import pytest

import nnlib as nn
from nnlib import train_letters
from tests.engine.refusals import refused


def test_the_names_are_all_different_of_small_letters_in_order_and_few_bytes():
    found = nn.data.names()
    assert list(found.words) == sorted(set(found.words)) and len(found.words) == 5163
    assert set("".join(found.words)) == set(found.letters[1:]) and found.letters[0] == "."
    assert sum(len(word) + 1 for word in found.words) < 40_000
    assert "Census" in found.source and "public domain" in found.licence


def test_every_letter_and_every_end_is_an_example_with_the_letters_before_it():
    X, y = nn.data.contexts(["ab", "c"], 3)
    said = ["".join(nn.data.names().letters[i] for i in (*x, after)) for x, after in zip(X, y, strict=True)]
    assert said == ["...a", "..ab", ".ab.", "...c", "..c."]


@pytest.mark.parametrize(("words", "length", "fragments"), [
    ("anna", 1, ["words must be a list of words", "'anna'"]),
    ([], 1, ["words must be a list of words"]),
    ([3], 1, ["words must be a list of words"]),
    (["Anna"], 1, ["small letters a to z", "'Anna'"]),
    ([""], 1, ["small letters a to z"]),
    (["anna"], 0, ["length must be a whole number"]),
])  # fmt: skip
def test_what_is_no_list_of_words_is_refused(words, length, fragments):
    refused(lambda: nn.data.contexts(words, length), *fragments)


def test_a_table_of_counts_costs_what_its_shares_cost(monkeypatch):
    monkeypatch.setattr(train_letters, "ADDED", 1e-12)
    words = ["ab", "ac"]  # six letters and ends; after an a, b and c are as likely
    assert train_letters.table_cost(words, words, 1) == pytest.approx(2 * np.log(2) / 6)
    assert train_letters.table_cost(words, words, 3) == pytest.approx(2 * np.log(2) / 6)
    shares = np.array([1 / 3, 1 / 6, 1 / 3, 1 / 6, 1 / 3, 1 / 3])  # of a, b, end, c, end: each by how often it is there
    assert train_letters.table_cost(words, words, 0) == pytest.approx(-np.log(shares[[0, 1, 2, 0, 3, 2]]).mean())


def test_the_slope_of_the_embedding_is_that_of_the_cost():
    rng = np.random.default_rng(0)
    X, y = nn.data.contexts(["anna", "bob"], 3)
    Y, E = nn.data.one_hot(y, 27), rng.normal(size=(27, 2))
    net = nn.Network([6, 5, 27], ["tanh", "softmax"], rng=rng)
    S = nn.data.one_hot(X.ravel(), 27)
    run = net.forward((S @ E).reshape(-1, 6))
    back = net.backward(run, Y, cost=nn.cross_entropy).delta[0] @ net.W[0] / len(X)
    slope, h = S.T @ back.reshape(-1, 2), 1e-5
    for i, j in ((0, 0), (1, 1), (2, 0), (26, 1)):
        costs = []
        for sign in (1, -1):
            moved = E.copy()
            moved[i, j] += sign * h
            costs.append(net.cost(moved[X].reshape(-1, 6), Y, cost=nn.cross_entropy))
        assert slope[i, j] == pytest.approx((costs[0] - costs[1]) / (2 * h), abs=1e-8)


def test_vowels_beside_vowels_are_counted():
    E = np.column_stack([np.arange(27.0), np.zeros(27)])  # in the order of the alphabet no two vowels are neighbours
    assert train_letters.beside_vowels(E) == 0
    E[[train_letters.LETTER.index(vowel) for vowel in "aeiouy"], 1] = 100
    assert train_letters.beside_vowels(E) == 6


def test_a_few_names_are_learned_by_heart(monkeypatch):
    monkeypatch.setattr(train_letters, "EPOCHS", 40)
    monkeypatch.setattr(train_letters, "BATCH", 4)
    words = ["anna", "bob"]
    E, net = train_letters.trained(words, 2, np.random.default_rng(0))
    assert train_letters.network_cost(E, net, words) < 0.3
