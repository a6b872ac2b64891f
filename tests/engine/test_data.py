"""The data sets hold what their sources say, and standardising has a way back."""

import sys

import numpy as np
import pytest

import nnlib as nn

LOADERS = (nn.data.orings, nn.data.receipts, nn.data.breast_cancer)


@pytest.mark.parametrize("loader", LOADERS, ids=lambda loader: loader.__name__)
def test_a_data_set_is_complete_and_is_the_same_each_time(loader):
    found, again = loader(), loader()
    assert found.X.ndim == found.Y.ndim == 2
    assert len(found.X) == len(found.Y)
    assert found.Y.shape[1] == 1
    assert found.X.dtype == found.Y.dtype == np.float64
    assert len(found.inputs) == found.X.shape[1]
    assert all((found.target, found.source, found.licence))
    assert np.array_equal(found.X, again.X)
    assert np.array_equal(found.Y, again.Y)
    found.X[:] = 0
    assert loader().X.any()


def test_the_o_rings_are_23_flights_with_7_in_distress():
    flights = nn.data.orings()
    pairs = (
        "66:0 70:1 69:0 68:0 67:0 72:0 73:0 70:0 57:1 63:1 70:1 78:0 "
        "67:0 53:1 67:0 75:0 70:0 81:0 76:0 79:0 75:1 76:0 58:1"
    )
    assert " ".join(f"{x:g}:{y:g}" for x, y in zip(flights.X[:, 0], flights.Y[:, 0], strict=True)) == pairs


def test_the_receipts_are_exactly_linear_and_determine_the_prices():
    meals = nn.data.receipts()
    rows = np.column_stack([meals.X, np.ones(len(meals.X))])
    solution, _, rank, _ = np.linalg.lstsq(rows, meals.Y, rcond=None)
    assert rank == 4
    assert np.allclose(solution[:, 0], [5.0, 2.5, 1.5, 1.0], rtol=1e-12)


def test_malignant_is_one_and_chosen_columns_come_in_the_order_asked():
    both = nn.data.breast_cancer(("mean texture", "mean radius"))
    assert int(both.Y.sum()) == 212
    assert both.inputs == ("mean texture", "mean radius")
    assert np.array_equal(both.X[:, 1], nn.data.breast_cancer(["mean radius"]).X[:, 0])
    assert np.corrcoef(both.X[:, 1], both.Y[:, 0])[0, 1] > 0.7  # larger tumours are malignant more often


def test_without_scikit_learn_the_loader_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ImportError, match="pip install scikit-learn"):
        nn.data.breast_cancer()


def test_standardised_columns_have_mean_0_and_deviation_1_and_a_way_back():
    rng = np.random.default_rng(0)
    X = rng.normal(50, 9, size=(40, 3))
    scaled, scaling = nn.data.standardise(X)
    assert np.allclose(scaled.mean(axis=0), 0, atol=1e-13)
    assert np.allclose(scaled.std(axis=0), 1, rtol=1e-13)
    assert np.array_equal(scaling.apply(X), scaled)
    assert np.allclose(scaled * scaling.scale + scaling.mean, X, rtol=1e-13)


def test_a_layer_in_original_units_gives_the_same_predictions():
    rng = np.random.default_rng(1)
    X = rng.normal(50, 9, size=(40, 3))
    scaled, scaling = nn.data.standardise(X)
    net = nn.Network([3, 2, 1], rng=rng)
    raw = net.at(net.theta)
    raw.W[0], raw.b[0] = scaling.to_original(net.W[0], net.b[0])
    assert np.allclose(raw.predict(X), net.predict(scaled), rtol=1e-12)


def test_a_column_that_never_changes_is_named():
    X = [[0.1, 1.0], [0.1, 2.0], [0.1, 3.0]]
    with pytest.raises(ValueError, match="column 0, 'size',"):
        nn.data.standardise(X, ("size", "age"))
    with pytest.raises(ValueError, match=r"column 0 which is 0\.1 in every row"):
        nn.data.standardise(X)
