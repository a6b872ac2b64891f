"""The widgets' Python side: what they show, refuse, hand to a page and answer, each equal to what nnlib computes."""

import json
import math

import numpy as np
import pytest
from ipywidgets import embed

import nnlib as nn
from nnlib.widgets import Descent, Neuron
from tests.widgets.refusals import every, sentence, stays

rng = np.random.default_rng(3)
X1, Y1 = rng.normal(size=(6, 1)), (rng.uniform(size=(6, 1)) < 0.5).astype(float)
X3, Y3 = rng.normal(size=(6, 3)), rng.normal(size=(6, 1))

NUMBER = ["1", None, math.nan, math.inf]
TEXT = [3]
NAME = ["sigmoyd", 3]
NO_NUMBERS = ["abc", [math.nan]]
COLUMN = [*NO_NUMBERS, [], [[1.0, 2.0]], [[1.0], [2.0, 3.0]]]
BESIDES = [(1.0, math.nan), (1.0, "2")]
PAIR = [None, (1.0,), (1.0, 2.0, 3.0), *BESIDES]
PAIRS = [("identity", "mse"), ("sigmoid", "mse"), ("sigmoid", "cross_entropy")]
WRONG = {
    Descent: {
        "X": COLUMN,
        "Y": COLUMN,
        "activation": NAME,
        "cost": NAME,
        "start": PAIR,
        "learning_rate": [*NUMBER, 0],
        "momentum": [*NUMBER, -0.1, 1],
        "steps": [*NUMBER, -1, 201, 1.5],
        "w_range": [*PAIR, (1.0, 1.0), (2.0, 1.0)],
        "b_range": [*PAIR, (1.0, 1.0), (2.0, 1.0)],
        "inputs": TEXT,
        "target": TEXT,
        "view": NAME,
        "turn": [*PAIR, (0.0, 0.1), (0.0, 1.6)],
        "guess": [(1.0, 2.0), (1.0, 2.0, 0), (1.0, 2.0, 201), (math.nan, 0, 1)],
        "race": ["adam", [("adam", 1)], [("sgd", 1, 0)], [("adam", 0, 0)], [("momentum", 1, 1)], [("adam", 1, 0)] * 5],
        "simple": [None, 1, "yes"],
    },
    Neuron: {
        "X": [*NO_NUMBERS, np.zeros((6, 2))],
        "Y": [*NO_NUMBERS, np.zeros((6, 2)), np.zeros((5, 1))],
        "x": [None, (1.0,), *BESIDES, (1.0,) * 6],
        "weights": [None, (1.0,), *BESIDES, (1.0,) * 6],
        "bias": NUMBER,
        "activation": NAME,
        "inputs": ["abc", ("u", "v"), ("u", "v", 3)],
        "target": TEXT,
        "along": [*NUMBER, 1.5, -1, 3],
        "marks": [
            None,
            "abc",
            {"here": "there"},
            {3: 1.0},
            [("here",)],
            {"here": math.nan},
            {str(i): i for i in range(6)},
        ],
        "simple": [None, 1, "yes"],
    },
}
GIVEN = {Descent: {"X": X1, "Y": Y1}, Neuron: {"X": X3, "Y": Y3, "x": (1.0, 2.0, 3.0), "weights": (0.5, -1.0, 0.0)}}


def make(kind, **other):
    return kind(**(GIVEN[kind] | other))


@pytest.mark.parametrize(("kind", "name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_when_the_widget_is_made(kind, name, value):
    with pytest.raises(ValueError) as error:
        make(kind, **{name: value})
    sentence(error, *WRONG[kind])  # a length that disagrees with another trait's may be told of either


@pytest.mark.parametrize(("kind", "name", "value"), every(WRONG))
def test_a_wrong_value_is_refused_on_assignment_and_the_old_one_stays(kind, name, value):
    stays(make(kind), name, value)


@pytest.mark.parametrize("kind", WRONG)
def test_every_public_trait_is_among_those_tried(kind):
    """A new trait needs its wrong values here."""
    assert set(kind.schema()) == set(WRONG[kind])


def test_the_state_of_a_descent_is_small():
    state = make(Descent).get_state()
    assert sum(len(str(value)) for name, value in state.items() if name not in ("_esm", "_css")) < 5000


@pytest.mark.parametrize("kind", WRONG)
def test_a_misspelt_trait_is_refused(kind):
    with pytest.raises((TypeError, ValueError), match="learning_ratte"):
        make(kind, learning_ratte=0.5)


@pytest.mark.parametrize(("kind", "name", "value", "kept"), [
    (Descent, "start", [1, np.float32(2)], (1.0, 2.0)),
    (Descent, "start", np.array([1.0, 2.0]), (1.0, 2.0)),
    (Descent, "learning_rate", np.float64(0.25), 0.25),
    (Descent, "learning_rate", 1, 1.0),
    (Descent, "momentum", 0, 0.0),
    (Descent, "steps", np.int64(200), 200),
    (Descent, "w_range", [-1, 1], (-1.0, 1.0)),
    (Neuron, "bias", np.float32(0.5), 0.5),
    (Neuron, "weights", np.arange(3), (0.0, 1.0, 2.0)),
    (Neuron, "inputs", ["u", "v", "w"], ("u", "v", "w")),
])  # fmt: skip
def test_a_right_value_is_kept_as_plain_python(kind, name, value, kept):
    widget = make(kind, **{name: value})
    assert getattr(widget, name) == kept and type(getattr(widget, name)) is type(kept)
    widget = make(kind)
    setattr(widget, name, value)
    assert getattr(widget, name) == kept


def test_data_may_be_lists_columns_or_single_rows_of_numbers():
    for X, Y in (([1, 2], [0, 1]), (np.arange(2), np.arange(2)), ([[1.0], [2.0]], [[0.0], [1.0]])):
        d = Descent(X, Y)
        assert d.X.shape == d.Y.shape == (2, 1) and d.X.dtype == d.Y.dtype == np.float64
    assert Neuron(x=(1, 2), weights=(0, 0)).X.shape == (0, 2)


def test_data_and_costs_that_do_not_fit_each_other_are_refused_when_the_widget_is_made():
    for arguments, wanted in (
        ({"Y": Y1[:5]}, "same number of rows"),
        ({"activation": "identity", "cost": "cross_entropy"}, "cross_entropy"),
        ({"Y": 2 * Y1 + 1}, "from 0 to 1|between 0 and 1|0 and 1"),
    ):
        with pytest.raises(ValueError, match=wanted):
            make(Descent, **arguments)


@pytest.mark.parametrize(
    "changes, wanted",
    [
        ({"Y": Y1[:5]}, "same number of rows"),
        ({"Y": 2 * Y1 + 1}, "between 0 and 1"),
        ({"X": X1[:5]}, "same number of rows"),
        ({"activation": "identity"}, "needs an output layer with sigmoid"),
        ({"X": X1[:4], "Y": Y1[:5]}, "same number of rows"),
    ],
)
def test_data_and_costs_that_come_to_disagree_are_refused_together_and_the_old_ones_stay(changes, wanted):
    descent = make(Descent)
    before = repr(descent), descent.X.tolist(), descent.Y.tolist()
    with pytest.raises(ValueError, match=wanted), descent.hold_trait_notifications():
        for name, value in changes.items():
            setattr(descent, name, value)
    assert (repr(descent), descent.X.tolist(), descent.Y.tolist()) == before
    with descent.hold_trait_notifications():
        descent.activation, descent.cost, descent.X, descent.Y = "identity", "mse", X1[:4], 2 * Y1[:4] + 1
    assert len(descent.run().cost) == 1


days = np.arange(20.0, 71.0, 5.0)
FAR_DATA = {
    "degrees": (nn.data.flights().X, nn.data.flights().Y, {}),
    "far line": (days, 0.5 * days + 110, {"activation": "identity", "cost": "mse"}),
    "money": ([3e4, 5e4, 7e4], [2e5, 3.1e5, 3.9e5], {"activation": nn.identity, "cost": nn.mse}),
    "tiny": ([0.001, 0.002, 0.004], [0.0, 1.0, 1.0], {"start": (100.0, 1.0)}),
    "all alike": ([50.0, 50.0], [0.0, 1.0], {}),
}


@pytest.mark.parametrize("name", FAR_DATA)
def test_ranges_follow_data_that_are_far_from_the_usual_ones(name):
    X, Y, other = FAR_DATA[name]
    d = Descent(X, Y, **other)
    best = nn.Network([1, 1], d.activation)
    x = (d.X - d.X.mean()) / (d.X.std() or 1)
    nn.fit(best, x, d.Y, cost=d.cost, optimizer=nn.Adam(0.1 * max(1, d.Y.std())), epochs=3000)
    w = best.W[0].item() / (d.X.std() or 1)
    for value, (low, high) in zip((w, best.b[0].item() - w * d.X.mean()), (d.w_range, d.b_range), strict=True):
        assert low < value < high or name == "tiny"  # where nothing limits the weight
    scales = (
        max(d.Y.std(), 1 / 4) / (d.X.std() or 1),
        max(d.Y.std(), 1 / 4) * (1 + abs(d.X.mean()) / (d.X.std() or 1)),
    )
    for (low, high), at, scale in zip((d.w_range, d.b_range), d.start, scales, strict=True):
        assert low < at < high and scale < high - low < 100 * scale


def test_ranges_that_are_given_stay_and_those_of_data_nearby_are_the_usual_ones():
    usual = (Descent.w_range.default_value, Descent.b_range.default_value)
    flights = nn.data.standardise(nn.data.flights().X).X, nn.data.flights().Y
    for d in (
        Descent(*flights, start=(3, 3)),
        make(Descent),
        Descent([0, 1], [1, 3], activation="identity", cost="mse"),
    ):
        assert (d.w_range, d.b_range) == usual
    X, Y, other = FAR_DATA["far line"]
    d = Descent(X, Y, w_range=(0, 1), **other)
    assert d.w_range == (0.0, 1.0) and d.b_range[1] > 110


def test_a_repr_is_fixed_and_shown_beside_the_view():
    d = make(Descent, start=(-10.0625, 2), learning_rate=0.1, momentum=0.9375, steps=3)  # longer than ipywidgets keeps
    n = make(Neuron, bias=0.25)
    wanted = {
        d: "Descent(6 examples, sigmoid, cross_entropy, "
        "start=(-10.0625, 2.0), learning_rate=0.1, momentum=0.9375, steps=3)",
        n: "Neuron(3 inputs, sigmoid, weights=(0.5, -1.0, 0.0), bias=0.25)",
    }
    for widget, text in wanted.items():
        data = widget._repr_mimebundle_()[0]
        assert repr(widget) == data["text/plain"] == text
        assert data["application/vnd.jupyter.widget-view+json"]["model_id"] == widget.model_id


@pytest.mark.parametrize("kind", WRONG)
def test_tables_survive_the_way_to_the_page_and_back_bit_for_bit(kind):
    odd = np.array([[0.1], [-0.0], [5e-324], [1e100], [1 / 3], [-1e-17]])
    widget, other = make(kind, Y=odd if kind is Neuron else Y1), make(kind)
    if kind is Descent:
        widget.X = odd
    for name in ("X", "Y"):
        trait, table = widget.traits()[name], getattr(widget, name)
        sent = trait.metadata["to_json"](table, widget)
        assert sent["shape"] == list(table.shape) and len(sent["data"]) == 8 * table.size
        for data in (sent["data"], memoryview(sent["data"]), bytearray(sent["data"])):
            back = trait.metadata["from_json"]({"shape": sent["shape"], "data": data}, widget)
            assert back.tobytes() == table.tobytes() and back.shape == table.shape and back.flags.writeable
        other.set_state({name: sent})
        assert getattr(other, name).tobytes() == table.tobytes()


def test_tables_are_sent_in_one_byte_order_and_row_by_row():
    widget = make(Neuron, X=np.asfortranarray(X3).astype(">f8"))
    sent = widget.traits()["X"].metadata["to_json"](widget.X, widget)
    assert sent["data"] == X3.astype("<f8").tobytes(order="C")


@pytest.mark.parametrize(("activation", "cost"), PAIRS)
@pytest.mark.parametrize("momentum", [0.0, 0.7])
def test_run_and_theta_are_what_nnlib_computes(activation, cost, momentum):
    d = Descent(X1, Y1, activation=activation, cost=cost, start=(2, -1), learning_rate=0.3, momentum=momentum, steps=25)
    net = nn.Network([1, 1], activation, theta=[2.0, -1.0])
    rule = nn.SGD(0.3, momentum=momentum)
    wanted = nn.fit(net, X1, Y1, cost=cost, optimizer=rule, epochs=25, keep_path=True)
    assert d.run().cost.tolist() == wanted.cost.tolist() and d.run().path.tolist() == wanted.path.tolist()
    assert d.theta == tuple(net.theta.tolist())
    d.steps = 0
    assert d.theta == d.start == (2.0, -1.0)


def test_a_path_that_diverges_ends_at_its_last_finite_parameters():
    d = Descent([1.0, 2.0], [1.0, 2.0], activation="identity", cost="mse", learning_rate=50.0, steps=200)
    assert d.run().diverged and d.run().steps < 200 and np.isfinite(d.theta).all()


@pytest.mark.parametrize("activation", ["identity", "sigmoid"])
def test_z_and_a_are_what_nnlib_computes(activation):
    n = make(Neuron, bias=0.5, activation=activation)
    run = nn.Network([3, 1], activation, theta=[0.5, -1.0, 0.0, 0.5]).forward([[1.0, 2.0, 3.0]])
    assert (n.z, n.a) == (run.Z[0].item(), run.A[1].item())
    n.weights = (1.0, 1.0, 1.0)
    assert n.z == 6.5


@pytest.mark.parametrize("kind", WRONG)
def test_the_state_that_a_page_embeds_is_json_without_nan_and_says_what_it_shows(kind):
    widget = make(kind)
    data = embed.embed_data(views=[widget], drop_defaults=False)
    text = json.dumps(data, allow_nan=False)
    model = json.loads(text)["manager_state"]["state"][widget.model_id]
    assert model["model_module"] == "anywidget" and model["state"]["_esm"] and model["state"]["_css"]
    assert {tuple(buffer["path"]) for buffer in model["buffers"]} == {("X", "data"), ("Y", "data")}
    assert set(WRONG[kind]) <= set(model["state"]) and len(model["state"]["about"]) > 60


def test_traits_that_are_set_together_reach_the_page_in_one_message(monkeypatch):
    n = Neuron(x=(1.0, 2.0), weights=(0.5, -1.0))
    sent = []
    monkeypatch.setattr(n, "_send", lambda message, buffers=None: sent.append(message))
    with n.hold_trait_notifications():
        n.x, n.weights, n.inputs, n.X = (3.0,), (2.0,), ("age",), np.zeros((0, 1))
        assert sent == []
    assert [sorted(message["state"]) for message in sent] == [["X", "about", "inputs", "weights", "x"]]
    n.bias = 1.5
    assert [sorted(message["state"]) for message in sent[1:]] == [["bias"]]


def test_the_chart_runs_along_an_input_that_there_is():
    n = make(Neuron, along=2)
    with pytest.raises(ValueError, match="along must be below 2"), n.hold_trait_notifications():
        n.x, n.weights, n.inputs, n.X = (1.0, 2.0), (0.5, -1.0), ("u", "v"), X3[:, :2]
    assert (n.along, len(n.x)) == (2, 3)


def test_what_is_read_out_follows_the_names_unless_it_was_given():
    plain, own = make(Descent), make(Descent, about="mine")
    for widget in (plain, own):
        with widget.hold_trait_notifications():
            widget.inputs, widget.target = "height", "weight"
    assert "fitted to weight against height" in plain.about and own.about == "mine"
    plain.about = "mine as well"
    plain.inputs = "age"
    assert plain.about == "mine as well"
