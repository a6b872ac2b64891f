"""The five mistakes that learners make are refused by every function, in a sentence that says how to fix them."""

import inspect

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

import nnlib as nn
from tests.engine.refusals import refused

X, Y = [[0.0, 1.0], [2.0, 3.0]], [[0.0], [1.0]]
NAN = [[0.0, np.nan], [1.0, 2.0]]


def net(outputs=1):
    return nn.Network([2, outputs])


NET = net()


def takes(function, *names):
    return list(inspect.signature(function).parameters)[: len(names)] == list(names)


PUBLIC = {name: getattr(nn, name) for name in nn.__all__ if inspect.isfunction(getattr(nn, name))}
MEASURES = {name: function for name, function in PUBLIC.items() if takes(function, "net", "X", "Y")} | {
    "Network.cost": lambda net, X, Y, cost="mse": net.cost(X, Y, cost),
    "Network.backward": lambda net, X, Y, cost="mse": net.backward(net.forward(X), Y, cost),
}
TAKE_X = {
    "Network.forward": lambda X: net().forward(X),
    "Network.predict": lambda X: net().predict(X),
    "predict_classes": lambda X: nn.predict_classes(net(), X),
    "standardise": nn.data.standardise,
    "split": lambda X: nn.data.split(X, Y, rng=0),
    **{name: lambda X, call=call: measured(call, X=X) for name, call in MEASURES.items()},
}


def measured(function, net=NET, X=X, Y=Y, **more):
    ranges = {"ranges": ((-1, 1), (-1, 1))} if "ranges" in inspect.signature(function).parameters else {}
    return function(net, X, Y, **ranges, **more)


def test_the_functions_that_learners_give_data_to_are_all_here():
    assert {"fit", "accuracy", "check_gradient", "hessian", "cost_surface"} <= set(MEASURES)


WRONG_INPUTS = {
    "flat": ([1.0, 2.0], "X must be two-dimensional", "got shape (2,)", "np.reshape(X, (-1, 1))"),
    "three axes": (np.zeros((2, 1, 1)), "X must be two-dimensional", "got shape (2, 1, 1)"),
    "empty": (np.zeros((0, 2)), "X must have at least one row", "got shape (0, 2)"),
    "nan": (NAN, "X must be finite", "got nan at index (0, 1)"),
    "text": ([["a", "b"]], "X must hold numbers only", "got text such as 'a'"),
    "ragged": ([[1.0, 2.0], [3.0]], "rows of equal length"),
}


@pytest.mark.parametrize("what", WRONG_INPUTS)
def test_every_function_refuses_wrong_inputs(what):
    value, *fragments = WRONG_INPUTS[what]
    for call in TAKE_X.values():
        refused(lambda call=call: call(X=value), *fragments)


NO_MATCH = {
    "columns of X": ({"X": [[1.0], [2.0]]}, "X must have 2 columns", "got shape (2, 1)"),
    "columns of Y": ({"Y": X}, "Y must have 1 column,", "got shape (2, 2)"),
    "rows": ({"Y": [[0.0]]}, "X and Y must have the same number of rows", "got 2 and 1"),
    "nan": ({"Y": [[0.0], [np.nan]]}, "Y must be finite", "got nan at index (1, 0)"),
    "text": ({"Y": ["yes", "no"]}, "got text such as 'yes'", "nn.data.one_hot"),
    "labels": ({"net": net(3), "Y": [2, 0]}, "Y must have 3 columns", "pass nn.data.one_hot(np.ravel(Y), 3)"),
}


@pytest.mark.parametrize("what", NO_MATCH)
def test_every_function_refuses_data_that_do_not_match(what):
    arguments, *fragments = NO_MATCH[what]
    for call in MEASURES.values():
        refused(lambda call=call: measured(call, **arguments), *fragments)


def test_every_function_refuses_what_is_not_a_network():
    for name in MEASURES.keys() & PUBLIC.keys():
        call = PUBLIC[name]
        refused(lambda call=call: measured(call, net=[2, 1]), "net must be of class Network", "nn.Network([2, 1])")


def takes_a_cost(call):
    return "cost" in inspect.signature(call).parameters


@pytest.mark.parametrize("name", [name for name, call in MEASURES.items() if takes_a_cost(call)])
def test_costs_that_do_not_fit_are_refused(name):
    call = MEASURES[name]
    refused(lambda: measured(call, cost="msw"), "cost must be one of 'mse', 'cross_entropy'", "Did you mean 'mse'?")
    refused(lambda: measured(call, cost="cross_entropy", Y=[[0.0], [2.0]]), "between 0 and 1", "got 0 to 2")
    linear = nn.Network([2, 1], "identity")
    refused(lambda: measured(call, net=linear, cost=nn.cross_entropy), "got identity", "'sigmoid'", "nn.mse")
    shared = nn.Network([2, 2], "softmax")
    refused(lambda: measured(call, net=shared, cost="cross_entropy", Y=[[1, 0.5], [0, 1]]), "sum to 1", "row 0")


MISSPELT = {
    "activation": (lambda: nn.Network([2, 1], "sigmod"), "Did you mean 'sigmoid'?"),
    "activation unlike any": (lambda: nn.Network([2, 1], "zzz"), "Pass one of these names."),
    "activation of a state": (lambda: nn.Recurrent([1, 2, 1], "tan"), "Did you mean 'tanh'?"),
    "output": (lambda: nn.cross_entropy([[0.0]], [[1.0]], output="sigmoi"), "Did you mean 'sigmoid'?"),
    "init": (lambda: nn.Network([2, 2, 1], init="xavir"), "Did you mean 'xavier'?"),
    "optimizer": (lambda: nn.fit(net(), X, Y, optimizer="adma"), "Did you mean 'adam'?"),
    "optimizer's class": (lambda: nn.fit(net(), X, Y, optimizer=nn.SGD), "Pass a name, or nn.SGD(0.5)."),
    "column": (lambda: nn.data.breast_cancer(("mean radus",)), "Did you mean 'mean radius'?"),
}


@pytest.mark.parametrize("what", MISSPELT)
def test_an_unknown_name_is_an_error_that_suggests_the_nearest(what):
    call, advice = MISSPELT[what]
    refused(call, "must be one of", advice)


SETTINGS = {
    "a rate of 0": (lambda: nn.SGD(0), "learning_rate must be a finite number, above 0"),
    "a rate that is text": (lambda: nn.Adam("0.5"), "learning_rate must be a finite number, above 0"),
    "a momentum of 1": (lambda: nn.SGD(0.5, 1), "momentum must be a finite number, at least 0 and below 1"),
    "nesterov without momentum": (lambda: nn.SGD(0.5, nesterov=True), "nesterov needs momentum"),
    "a schedule below 0": (
        lambda: nn.fit(net(), X, Y, optimizer=nn.SGD(lambda epoch: -1)),
        "the learning rate that the schedule returns must be a finite number, at least 0",
    ),
    "half an epoch": (lambda: nn.fit(net(), X, Y, epochs=2.5), "epochs must be a whole number, 0 or more"),
    "a batch of 0": (lambda: nn.fit(net(), X, Y, batch_size=0, rng=0), "batch_size must be a whole number, 1 or more"),
    "batches without a seed": (lambda: nn.fit(net(), X, Y, batch_size=1), "rng must be a whole number"),
    "validation rows": (lambda: nn.fit(net(), X, Y, validation=(X, [[1.0]])), "the same number of rows"),
    "a cost that overflows": (
        lambda: nn.fit(nn.Network([1, 1], "identity", theta=[1e200, 0]), [[1.0]], [[0.0]]),
        "must be finite at the start; got a cost of inf",
    ),
    "one size": (lambda: nn.Network([3]), "at least two layer sizes"),
    "sizes that are a number": (lambda: nn.Network(3), "at least two layer sizes"),
    "a layer of 0": (lambda: nn.Network([3, 0]), "sizes[1] must be a whole number"),
    "too few activations": (lambda: nn.Network([2, 2, 1], ["sigmoid"]), "one function per layer"),
    "a softmax of one": (lambda: nn.Network([2, 1], "softmax"), "two units or more"),
    "theta too short": (lambda: nn.Network([2, 1], theta=[1, 2]), "theta must have shape (3,)"),
    "theta with NaN": (lambda: nn.Network([2, 1], theta=[1, 2, np.nan]), "theta must be finite"),
    "a weight of NaN": (lambda: net().W.__setitem__(0, np.nan), "layer 0 must be finite"),
    "a run that is X": (lambda: net().backward(X, Y), "run must be of class Forward"),
    "a penalty alone": (lambda: net().cost(X, Y, cost=nn.l2(0.1)), "cost must be one of"),
    "a cost plus a number": (lambda: nn.mse + 1, "must be of class Penalty"),
    "a penalised cost of predictions": (lambda: (nn.mse + nn.l2(0.1))(Y, Y), "needs the weights"),
    "a negative penalty": (lambda: nn.l1(-0.1), "strength must be a finite number, at least 0"),
    "predictions of another shape": (lambda: nn.mse([[1.0]], [[1.0, 2.0]]), "A and Y must have the same shape"),
    "targets that are not classes": (lambda: nn.accuracy(net(), X, [[0.5], [1.0]]), "Y must hold classes"),
    "a gradient too short": (lambda: nn.check_gradient(net(), X, Y, gradient=[1.0]), "gradient must have theta's"),
    "a gradient to clip that is a table": (lambda: nn.clip([[1.0]], 1.0), "gradient must be one flat array"),
    "one axis": (
        lambda: nn.cost_surface(net(), X, Y, axes=(0, 0), ranges=((0, 1), (0, 1))),
        "axes must be two different indices",
    ),
    "an axis beyond theta": (
        lambda: nn.cost_surface(net(), X, Y, axes=(0, 3), ranges=((0, 1), (0, 1))),
        "axes must be two different indices",
    ),
    "a range that falls": (
        lambda: nn.cost_surface(net(), X, Y, ranges=((1, 0), (0, 1))),
        "ranges must be ((lo, hi), (lo, hi))",
    ),
    "a range wider than the floats": (
        lambda: nn.cost_surface(net(), X, Y, ranges=((-1.7e308, 1.7e308), (0, 1))),
        "ranges must be ((lo, hi), (lo, hi))",
    ),
    "two states": (lambda: nn.Recurrent([2, 3, 3, 1]), "sizes must be three"),
    "a column that never changes": (lambda: nn.data.standardise([[1.0, 2.0], [1.0, 3.0]]), "column 0"),
    "a file of something else": (lambda: nn.load(__file__), "must name a file that net.save wrote"),
    "an own activation to save": (
        lambda: nn.Network([2, 1], nn.ActivationFunction("sin", np.sin, lambda z, a: np.cos(z))).save("x.npz"),
        "activations of nnlib's",
    ),
}


@pytest.mark.parametrize("what", SETTINGS)
def test_a_setting_that_makes_no_sense_is_refused(what):
    call, fragment = SETTINGS[what]
    refused(call, fragment)


def test_a_long_value_is_named_by_its_type_and_a_short_one_is_quoted():
    refused(lambda: nn.Network([2, 1], "x" * 38), f"got '{'x' * 38}'.")
    refused(lambda: nn.Network([2, 1], "x" * 39), "got a str.")


def test_a_refused_theta_leaves_the_network_as_it_was():
    neuron = nn.Network([1, 1], theta=[1.0, 2.0])
    refused(lambda: setattr(neuron, "theta", [5.0, np.nan]), "theta must be finite")
    assert neuron.theta.tolist() == [1.0, 2.0]


@given(
    arrays.arrays(
        st.sampled_from([np.float64, np.float32, np.int64, np.bool_]),
        arrays.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=3),
    )
)
def test_any_array_of_numbers_is_predicted_from_or_refused(values):
    if values.ndim == 2 and len(values) and values.shape[1] == 2 and np.isfinite(values).all():
        assert net().predict(values).shape == (len(values), 1)
    else:
        refused(lambda: net().predict(values), "X must")


@pytest.mark.parametrize("validation", [[*X, *X], 0.2, (X,)], ids=str)
def test_validation_data_are_a_pair(validation):
    with pytest.raises(ValueError, match=r"validation must be a pair .* Pass validation=\(X_val, Y_val\)\."):
        nn.fit(nn.Network([2, 1]), X, [0.0, 1.0], validation=validation)


def test_a_mistake_in_the_validation_data_is_not_taken_for_one_in_the_training_data():
    with pytest.raises(ValueError, match=r"^In the validation data: X must have 2 columns"):
        nn.fit(nn.Network([2, 1]), X, [0.0, 1.0], validation=([[1.0]], [0.0]))


def test_a_whole_number_written_as_a_float_is_named():
    with pytest.raises(ValueError, match=r"epochs must be a whole number.*; got 1000\.0\. Pass 1000\."):
        nn.fit(nn.Network([2, 1]), X, [0.0, 1.0], epochs=1e3)
