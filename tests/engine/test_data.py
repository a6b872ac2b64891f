"""The data sets hold what their sources say, standardising has a way back, and nothing is lost in a split."""

import sys

import numpy as np
import pytest

import nnlib as nn
from tests.engine.refusals import refused

LOADERS = (nn.data.flights, nn.data.receipts, nn.data.breast_cancer)


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
    flights = nn.data.flights()
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


@pytest.mark.parametrize("loader", (nn.data.breast_cancer, nn.data.digits8), ids=lambda loader: loader.__name__)
def test_without_scikit_learn_the_loader_says_what_to_install(monkeypatch, loader):
    monkeypatch.setitem(sys.modules, "sklearn.datasets", None)
    with pytest.raises(ImportError, match="pip install scikit-learn"):
        loader()


def test_the_small_digits_are_1797_images_from_0_to_1_with_a_name_for_each_class():
    digits = nn.data.digits8()
    assert digits.X.shape == (1797, 64)
    assert (digits.X.min(), digits.X.max()) == (0, 1)
    assert digits.inputs[:2] + digits.inputs[-1:] == ("row 0, column 0", "row 0, column 1", "row 7, column 7")
    assert digits.Y.sum(axis=0).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]  # the archive's counts
    assert np.array_equal(digits.Y.sum(axis=1), np.ones(1797))
    assert [digits.target[i] for i in digits.Y[:10].argmax(axis=1)] == list("0123456789")
    assert "C50P49" in digits.source and "CC BY" in digits.licence


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


@pytest.mark.parametrize("dtype", ("uint8", "int64", "float64"))
def test_one_hot_rows_hold_a_1_where_the_label_says_and_zeros_elsewhere(dtype):
    labels = np.random.default_rng(2).integers(0, 4, 30).astype(dtype)
    rows = nn.data.one_hot(labels, 5)
    assert rows.shape == (30, 5) and rows.dtype == np.float64
    assert np.array_equal(rows, np.equal.outer(labels, np.arange(5)))


@pytest.mark.parametrize("make", [list, np.array, lambda names: np.array(names, dtype=object)])
def test_names_of_classes_become_columns_in_alphabetical_order_or_in_the_order_that_is_asked_for(make):
    names = make(["dog", "cat", "eel", "cat"])
    assert nn.data.one_hot(names).argmax(axis=1).tolist() == [1, 0, 2, 0]
    assert nn.data.one_hot(names, 3).argmax(axis=1).tolist() == [1, 0, 2, 0]
    rows = nn.data.one_hot(names, ["eel", "dog", "ant", "cat"])
    assert rows.shape == (4, 4) and rows.argmax(axis=1).tolist() == [1, 3, 0, 3]
    assert (rows.sum(axis=1) == 1).all()


def test_one_hot_counts_the_classes_itself_and_takes_a_column_of_labels():
    assert nn.data.one_hot([0, 2, 1]).tolist() == np.eye(3)[[0, 2, 1]].tolist()
    assert nn.data.one_hot([[0], [2]]).tolist() == nn.data.one_hot([0, 2]).tolist()
    assert nn.data.one_hot([0, 0]).shape == (2, 2)


ROWS = np.arange(30.0).reshape(10, 3)


@pytest.mark.parametrize(("test", "held"), [(0.25, 2), (0.3, 3), (0.5, 5), (0.94, 9), (0.06, 1)])
def test_a_split_loses_no_row_doubles_none_and_keeps_each_with_its_target(test, held):
    parts = nn.data.split(ROWS, ROWS[:, :1] * 2, test=test, rng=np.random.default_rng(3))
    assert len(parts.X_test) == len(parts.Y_test) == held
    together = np.vstack([parts.X_train, parts.X_test])
    assert np.array_equal(together[together[:, 0].argsort()], ROWS)
    assert np.array_equal(parts.Y_train, parts.X_train[:, :1] * 2)
    assert np.array_equal(parts.Y_test, parts.X_test[:, :1] * 2)


def test_a_split_is_the_seed_s_permutation_and_gives_copies():
    parts = nn.data.split(ROWS, ROWS, test=0.3, rng=np.random.default_rng(4))
    order = np.random.default_rng(4).permutation(10)
    assert np.array_equal(parts.X_test, ROWS[order[:3]])
    assert np.array_equal(parts.X_train, ROWS[order[3:]])
    assert not np.array_equal(parts.X_test, nn.data.split(ROWS, ROWS, test=0.3, rng=np.random.default_rng(5)).X_test)
    assert not any(np.shares_memory(part, ROWS) for part in parts)


def test_a_split_in_three_loses_no_row_and_its_test_rows_are_those_of_a_split_in_two():
    three = nn.data.split(ROWS, ROWS[:, :1] * 2, test=0.3, validation=0.2, rng=4)
    two = nn.data.split(ROWS, ROWS[:, :1] * 2, test=0.3, rng=4)
    assert [len(part) for part in three] == [5, 5, 2, 2, 3, 3]
    assert np.array_equal(three.X_test, two.X_test)
    assert np.array_equal(np.vstack([three.X_validation, three.X_train]), two.X_train)
    for X, Y in (three[0:2], three[2:4], three[4:6]):
        assert np.array_equal(Y, X[:, :1] * 2)


def test_a_flat_y_is_split_as_one_column():
    parts = nn.data.split(ROWS, ROWS[:, 0], rng=0)
    assert np.array_equal(parts.Y_train, parts.X_train[:, :1])


def test_a_split_keeps_float32():
    parts = nn.data.split(ROWS.astype(np.float32), ROWS, rng=np.random.default_rng(0))
    assert (parts.X_train.dtype, parts.Y_train.dtype) == (np.float32, np.float64)


def cut(X=ROWS, Y=ROWS, test=0.25, rng=None):
    return nn.data.split(X, Y, test=test, rng=np.random.default_rng(0) if rng is None else rng)


REFUSED = [
    (lambda: nn.data.one_hot([0, 1], 1), "classes must be a whole number, 2 or more", "got 1"),
    (lambda: nn.data.one_hot(["a", 1.5, None], 3), "labels must", "numbers only"),
    (lambda: nn.data.one_hot([[0, 1], [1, 0]], 3), "labels must", "np.ravel"),
    (lambda: nn.data.one_hot([], 3), "labels must", "shape (0,)"),
    (lambda: nn.data.one_hot([0, 1.5], 3), "labels must", "from 0 to 2 for 3 classes; got 1.5 at index 1"),
    (lambda: nn.data.one_hot([0, 1, 3], 3), "labels must", "got 3 at index 2"),
    (lambda: nn.data.one_hot([-1], 3), "labels must", "got -1 at index 0"),
    (lambda: nn.data.one_hot([0, np.nan], 3), "labels must", "got nan"),
    (lambda: nn.data.one_hot(["a", "b", "c"], 2), "classes must be as many as labels has names", "got 2 for 3 names"),
    (lambda: nn.data.one_hot(["a", "b"], ["a", "c"]), "classes must list the name of every class", "the label 'b' too"),
    (lambda: nn.data.one_hot(["a", "b"], ["a", "b", "a"]), "one of them twice"),
    (lambda: cut(X=[[np.nan]] * 10), "X must be finite"),
    (lambda: cut(Y=ROWS[:4]), "same number of rows", "got 10 and 4"),
    (lambda: nn.data.split(ROWS, ROWS, test=0.5, validation=0.5, rng=0), "at least one row for each", "0.5 and 0.5"),
    (lambda: nn.data.split(ROWS, ROWS, validation=1.5, rng=0), "validation must be a finite number, above 0 and below"),
    *[(lambda bad=bad: cut(test=bad), "test must be a finite number, above 0 and below 1") for bad in (0, 1, 25)],
    *[(lambda bad=bad: cut(test=bad), "test must leave at least one row", f"got {bad} of 10 rows")
      for bad in (0.05, 0.95)],
    (lambda: cut(rng=-1), "rng must be a whole number, 0 or more", "np.random.default_rng(0)"),
]  # fmt: skip


@pytest.mark.parametrize("case", range(len(REFUSED)))
def test_a_wrong_argument_of_what_prepares_data_is_refused(case):
    call, *fragments = REFUSED[case]
    refused(call, *fragments)


def test_a_long_column_in_float32_is_standardised_as_in_float64():
    X = (np.random.default_rng(0).uniform(size=(400_000, 2)) + 100).astype(np.float32)
    U, scaling = nn.data.standardise(X)
    assert U.dtype == scaling.mean.dtype == np.float32
    np.testing.assert_allclose(scaling.mean, X.astype(np.float64).mean(axis=0), rtol=1e-6)
    np.testing.assert_allclose(scaling.scale, X.astype(np.float64).std(axis=0), rtol=1e-6)
    assert np.abs(U.mean(axis=0, dtype=np.float64)).max() < 1e-4
