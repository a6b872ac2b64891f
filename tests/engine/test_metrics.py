"""Predicted classes and the confusion matrix: equal to scikit-learn's."""

import numpy as np
import pytest
from sklearn import metrics

import nnlib as nn


@pytest.mark.parametrize("outputs", [1, 2, 4])
def test_classes_accuracy_and_confusion_are_scikit_learn_s(outputs):
    rng = np.random.default_rng(outputs)
    X = rng.normal(size=(60, 3))
    net = nn.Network([3, 5, outputs], ["tanh", "sigmoid"], rng=rng)
    net.theta *= 4
    labels = rng.integers(0, max(outputs, 2), 60)
    Y = labels if outputs == 1 else nn.data.one_hot(labels, outputs)
    predicted = nn.predict_classes(net, X)
    A = net.predict(X)
    assert predicted.dtype.kind == "i" and predicted.shape == (60,)
    assert predicted.tolist() == (A.argmax(axis=1) if outputs > 1 else np.round(A[:, 0])).tolist()
    assert nn.accuracy(net, X, Y) == metrics.accuracy_score(labels, predicted)
    wanted = metrics.confusion_matrix(labels, predicted, labels=range(max(outputs, 2)))
    assert np.array_equal(nn.confusion_matrix(net, X, Y), wanted)


def test_a_class_that_no_example_has_keeps_its_row_of_zeros():
    net = nn.Network([1, 3], "softmax")
    net.b[0] = [0.0, 1.0, 0.0]
    assert nn.confusion_matrix(net, [[0.0], [0.0]], [[1, 0, 0], [0, 1, 0]]).tolist() == [
        [0, 1, 0],
        [0, 1, 0],
        [0, 0, 0],
    ]


def test_one_output_of_exactly_a_half_is_class_0():
    assert nn.predict_classes(nn.Network([1, 1]), [[3.0]]).tolist() == [0]


@pytest.mark.parametrize("measure", [nn.accuracy, nn.confusion_matrix])
def test_targets_that_are_not_classes_are_refused(measure):
    with pytest.raises(ValueError, match=r"Y must hold classes.*nn\.data\.one_hot"):
        measure(nn.Network([1, 1]), [[0.0]], [[0.5]])


def test_what_is_not_a_network_has_no_classes():
    with pytest.raises(ValueError, match="net must be of class Network"):
        nn.predict_classes("net", [[0.0]])
