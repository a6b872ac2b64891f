"""The advice of an error can be followed: flat inputs, labels and text, as lists, arrays and columns of tables."""

import re

import numpy as np
import pytest

import nnlib as nn
from tests.engine.refusals import refused
from tests.engine.test_mistakes import X, Y, net


class Column:
    """A column of a table as pandas has it: NumPy can read it, but it has no reshape of its own."""

    def __init__(self, values):
        self.values = values

    def __array__(self, dtype=None, copy=None):
        return np.array(self.values, dtype=dtype)


FLAT = {"list": list, "tuple": tuple, "array": np.array, "column": Column}


def advised(call, pattern):
    """The Python expression that the message of the ValueError of call advises."""
    with pytest.raises(ValueError) as caught:
        call()
    return re.search(pattern, str(caught.value))[0]


@pytest.mark.parametrize("kind", FLAT)
def test_flat_targets_are_a_column_where_there_is_one_output(kind):
    flat = FLAT[kind]([0.0, 1.0])
    assert net().cost(X, flat) == net().cost(X, Y)
    assert np.array_equal(nn.fit(net(), X, flat).cost, nn.fit(net(), X, Y).cost)
    assert nn.accuracy(net(), X, flat) == nn.accuracy(net(), X, Y)


@pytest.mark.parametrize("kind", FLAT)
def test_the_advice_for_flat_inputs_can_be_followed(kind):
    one = nn.Network([1, 1])
    flat = FLAT[kind]([0.5, 1.5])
    expression = advised(lambda: nn.fit(one, flat, [0, 1]), r"np\.reshape\(X, \(-1, 1\)\)")
    assert nn.fit(one, eval(expression, {"np": np, "X": flat}), [0, 1]).steps == 200
    expression = advised(lambda: net().predict(flat), r"np\.reshape\(X, \(1, -1\)\)")
    assert net().predict(eval(expression, {"np": np, "X": flat})).shape == (1, 1)


@pytest.mark.parametrize("kind", FLAT)
@pytest.mark.parametrize("labels", [[2, 0], [[2], [0]]])
def test_labels_for_several_outputs_are_sent_to_one_hot(kind, labels):
    three = nn.Network([2, 3], "softmax")
    given = FLAT[kind](labels)
    expression = advised(lambda: nn.fit(three, X, given), r"nn\.data\.one_hot\(np\.ravel\(Y\), 3\)")
    rows = eval(expression, {"nn": nn, "np": np, "Y": given})
    assert rows.argmax(axis=1).tolist() == [2, 0]
    assert nn.fit(three, X, rows, cost=nn.cross_entropy).steps == 200


def test_names_of_classes_are_sent_to_one_hot_too():
    refused(lambda: nn.fit(nn.Network([2, 2]), X, ["cat", "dog"]), "got text such as 'cat'", "nn.data.one_hot")
    refused(lambda: nn.fit(nn.Network([2, 2]), X, np.array(["cat", "dog"], dtype=object)), "nn.data.one_hot")
