"""Training in batches: every rule is the one written out, and every reason to stop is kept and reported."""

import numpy as np
import pytest

import nnlib as nn
from tests.engine import oracle

RULES = {
    "plain": nn.SGD(0.1),
    "momentum": nn.SGD(0.1, momentum=0.9),
    "nesterov": nn.SGD(0.1, momentum=0.9, nesterov=True),
    "adam": nn.Adam(0.05),
}


def written_out(name, theta, gradients):
    """The path of a rule, from the formulas of the papers; gradients is a function of theta and the step's number."""
    velocity, mean, square, path = np.zeros_like(theta), 0.0, 0.0, [theta]
    for t in range(1, 13):
        g = gradients(theta, t - 1)
        if name == "adam":
            mean, square = 0.9 * mean + 0.1 * g, 0.999 * square + 0.001 * g**2
            theta = theta - 0.05 * (mean / (1 - 0.9**t)) / (np.sqrt(square / (1 - 0.999**t)) + 1e-8)
        else:
            velocity = (0.0 if name == "plain" else 0.9) * velocity - 0.1 * g
            theta = theta + (0.9 * velocity - 0.1 * g if name == "nesterov" else velocity)
        path.append(theta)
    return np.array(path)


@pytest.mark.parametrize(("N", "size"), [(7, 2), (61, 16)])
@pytest.mark.parametrize("name", RULES)
def test_the_path_of_a_rule_over_batches_is_the_rule_written_out(name, N, size):
    net, X, Y, cost, (sizes, activations, *_) = oracle.problem([3, 4, 2], "tanh", N=N)
    rng = np.random.default_rng(5)
    batches = [order[i : i + size] for order in [rng.permutation(N) for _ in range(3)] for i in range(0, N, size)]

    def gradients(theta, step):
        rows = batches[step]
        return oracle.gradient(theta, sizes, activations, cost, X[rows], Y[rows], l1=0.01, l2=0.02)

    priced = getattr(nn, cost) + nn.l1(0.01) + nn.l2(0.02)
    wanted = written_out(name, net.theta.copy(), gradients)
    more = {"batch_size": size, "rng": np.random.default_rng(5), "epochs": 3, "keep_path": True}
    history = nn.fit(net, X, Y, cost=priced, optimizer=RULES[name], **more)
    assert history.steps == 12
    assert np.allclose(history.path, wanted, rtol=1e-10, atol=1e-13)
    assert np.array_equal(net.theta, history.path[-1])


@pytest.mark.parametrize(("size", "N"), [(2, 5), (None, 5), (700, 2500)])  # more than one slice of examples
def test_cost_and_accuracy_of_an_epoch_are_those_of_all_examples_after_it(size, N):
    net, X, _, cost, _ = oracle.problem([3, 2], "sigmoid", N=N)
    Y = np.eye(2)[(X[:, 0] > 0).astype(int)]
    a_epoch = 1 if size is None else -(-N // size)
    history = nn.fit(net, X, Y, cost=cost, batch_size=size, rng=5, epochs=3, keep_path=True)
    after = [net.at(history.path[k * a_epoch]) for k in range(4)]
    assert np.allclose(history.cost, [there.cost(X, Y, cost) for there in after], rtol=1e-13)
    assert history.accuracy.tolist() == [nn.accuracy(there, X, Y) for there in after]
    assert history.epoch == 3 and net.cost(X, Y, cost) == pytest.approx(history.cost[-1], rel=1e-13)


def test_what_a_threshold_stops_at_is_true_of_the_network():
    """Digits at a high rate: the mean over the last epoch was below 0.06 when the network's own cost was 0.620."""
    digits = nn.data.digits8()
    net = nn.Network([64, 30, 10], ["relu", "softmax"], rng=np.random.default_rng(0))
    how = {"cost": nn.cross_entropy, "batch_size": 32, "rng": np.random.default_rng(1), "epochs": 50}
    history = nn.fit(net, digits.X, digits.Y, stop_below=0.06, **how)
    cost = net.cost(digits.X, digits.Y, cost=nn.cross_entropy)
    assert history.stopped == f"the cost fell below 0.06 at step {history.steps}"
    assert cost < 0.06 and cost == pytest.approx(history.cost[-1], rel=1e-12)
    assert f"-> {cost:.3g}," in repr(history)


@pytest.mark.parametrize("size", [None, 15, 16])
def test_what_a_callback_writes_into_the_network_is_where_the_next_epoch_begins(size):
    net, X, Y, _, _ = oracle.problem([3, 4, 2], N=40)
    elsewhere = nn.Network([3, 4, 2], rng=np.random.default_rng(9)).theta

    def moved(epoch, net, cost):
        if epoch == 1:
            net.theta = elsewhere

    history = nn.fit(net, X, Y, batch_size=size, rng=np.random.default_rng(5), epochs=2, callback=moved, keep_path=True)
    there, rng = net.at(elsewhere), np.random.default_rng(5)
    rows = [rng.permutation(40) for _ in range(2)][1][:size]
    there.theta -= 0.5 * there.backward(there.forward(X[rows]), Y[rows]).theta
    assert np.allclose(history.path[2 if size is None else 4], there.theta, rtol=1e-12)


def test_batches_are_repeated_by_their_seed_and_by_nothing_else():
    def path(seed):
        net, X, Y, _, _ = oracle.problem([3, 2, 1], N=9)
        return nn.fit(net, X, Y, batch_size=4, rng=np.random.default_rng(seed), epochs=3, keep_path=True).path

    assert np.array_equal(path(1), path(1))
    assert not np.array_equal(path(1), path(2))


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        (nn.StepDecay(0.4, every=2, factor=0.1), [0.4, 0.4, 0.04, 0.04, 0.004]),
        (nn.Cosine(0.4, epochs=4, final=0.1), [0.4, 0.35606602, 0.25, 0.14393398, 0.1]),
        (lambda epoch: 0.3 / (1 + epoch), [0.3, 0.15, 0.1, 0.075, 0.06]),
    ],
)
def test_a_schedule_sets_the_rate_of_each_step(schedule, rates):
    net, X, Y, _, _ = oracle.problem([2, 1], "identity")
    history = nn.fit(net, X, Y, optimizer=nn.SGD(schedule), epochs=5, keep_path=True)
    steps = np.diff(history.path, axis=0)
    for rate, step, theta in zip(rates, steps, history.path, strict=False):
        other = net.at(theta)
        assert np.allclose(step, -rate * other.backward(other.forward(X), Y).theta, rtol=1e-7)


def test_within_an_epoch_a_schedule_sees_fractions():
    seen = []
    net, X, Y, _, _ = oracle.problem([2, 1], N=4)
    rule = nn.SGD(lambda epoch: seen.append(epoch) or 0.1)
    nn.fit(net, X, Y, optimizer=rule, epochs=2, batch_size=1, rng=np.random.default_rng(0))
    assert seen == [0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75]


def test_patience_ends_training_and_gives_back_the_parameters_of_the_lowest_cost():
    net, X, Y, _, _ = oracle.problem([1, 8, 1], ["tanh", "identity"], N=6)
    X2, Y2 = X + 0.3, Y[::-1]
    more = {"optimizer": nn.SGD(0.1), "epochs": 2000, "keep_path": True}
    history = nn.fit(net, X, Y, validation=(X2, Y2), patience=20, **more)
    best = int(np.argmin(history.validation))
    assert len(history.validation) == best + 21
    assert np.array_equal(net.theta, history.path[best])
    assert net.cost(X2, Y2) == history.validation[best]
    assert history.stopped == f"no lower cost for 20 epochs; net is as after epoch {best}"


def test_validation_is_measured_after_each_epoch_and_never_trained_on():
    net, X, Y, _, _ = oracle.problem([2, 3, 1])
    twin = net.at(net.theta)
    history = nn.fit(net, X, Y, epochs=4, validation=(X[:2] + 1, Y[:2]), keep_path=True)
    assert np.array_equal(nn.fit(twin, X, Y, epochs=4, keep_path=True).path, history.path)
    assert history.validation.tolist() == [net.at(theta).cost(X[:2] + 1, Y[:2]) for theta in history.path]


def test_max_steps_and_a_callback_end_training_and_say_so():
    net, X, Y, _, _ = oracle.problem([2, 1], N=6)
    history = nn.fit(net, X, Y, batch_size=1, rng=np.random.default_rng(0), max_steps=8, keep_path=True)
    assert (history.steps, len(history.path), history.stopped) == (8, 9, "all 8 steps done")
    assert nn.fit(net, X, Y, max_steps=3).steps == 3
    seen = []
    history = nn.fit(net, X, Y, callback=lambda *found: seen.append(found) or len(seen) == 4)
    assert [epoch for epoch, _, _ in seen] == [0, 1, 2, 3]
    assert all(given is net for _, given, _ in seen)
    assert [cost for *_, cost in seen] == history.cost.tolist()
    assert history.stopped == "the callback asked for it after epoch 3"


def test_the_gradients_length_of_an_epoch_is_the_mean_over_its_batches():
    net, X, Y, cost, (sizes, activations, *_) = oracle.problem([2, 1], "sigmoid", N=33)
    history = nn.fit(net, X, Y, cost=cost, batch_size=1, rng=5, epochs=1, keep_path=True)
    lengths = [
        np.linalg.norm(oracle.gradient(theta, sizes, activations, cost, X[[i]], Y[[i]]))
        for theta, i in zip(history.path, np.random.default_rng(5).permutation(33), strict=False)
    ]
    assert history.gradient_norm[1] == pytest.approx(np.mean(lengths), rel=1e-10)
    start = oracle.gradient(history.path[0], sizes, activations, cost, X, Y)
    assert history.gradient_norm[0] == pytest.approx(np.linalg.norm(start), rel=1e-10)


@pytest.mark.parametrize("rate", [np.float64(0.1), lambda epoch: np.float64(0.1), lambda epoch: 0.1 * np.exp(-epoch)])
def test_a_rate_that_is_numpy_s_trains_float32_in_float32(rate):
    X = np.linspace(-1, 1, 80).reshape(-1, 1)
    net = nn.Network([1, 1], "identity", dtype=np.float32)
    nn.fit(net, X, 2 * X, optimizer=nn.SGD(rate), batch_size=1, rng=np.random.default_rng(0), epochs=2)
    assert net.theta.dtype == np.float32 and net.theta[0] > 0.5


def test_after_patience_the_record_says_which_epoch_the_network_is_of():
    net, X, Y, _, _ = oracle.problem([2, 3, 1], N=40)
    history = nn.fit(net, X, Y, batch_size=4, rng=0, optimizer=nn.SGD(3.0), patience=3, epochs=60)
    assert history.epoch == history.cost.argmin() == len(history.cost) - 4
    assert net.cost(X, Y) == pytest.approx(history.cost[history.epoch], rel=1e-13)
    assert f"-> {history.cost[history.epoch]:.3g}," in repr(history)


def test_names_stand_for_optimizers_as_they_do_for_costs():
    for name, same in (("sgd", nn.SGD(0.5)), ("adam", nn.Adam())):
        net, X, Y, _, _ = oracle.problem([2, 1])
        twin = net.copy()
        nn.fit(net, X, Y, optimizer=name, epochs=3)
        nn.fit(twin, X, Y, optimizer=same, epochs=3)
        assert np.array_equal(net.theta, twin.theta)


@pytest.mark.parametrize("answer", [True, np.True_])
def test_a_callback_is_told_of_every_epoch_that_is_recorded_and_its_true_ends_training(answer):
    net, X, Y, _, _ = oracle.problem([2, 1])
    met = []
    history = nn.fit(net, X, Y, stop_below=1e9, callback=lambda epoch, *_: met.append(epoch))
    assert met == [0] and len(history.cost) == 1
    history = nn.fit(net, X, Y, callback=lambda epoch, *_: answer if epoch == 2 else 1)
    assert history.stopped == "the callback asked for it after epoch 2"


def test_accuracy_is_the_share_of_right_classes_and_is_left_out_where_there_are_none():
    net, X, Y, _, _ = oracle.problem([2, 3], "softmax", N=8)
    labels = np.arange(8) % 3
    Y = np.eye(3)[labels]
    history = nn.fit(net, X, Y, cost=nn.cross_entropy, epochs=9, validation=(X[:4], Y[:4]), keep_path=True)
    right = [(net.at(theta).predict(X).argmax(axis=1) == labels).mean() for theta in history.path]
    assert history.accuracy.tolist() == right
    assert history.validation_accuracy[-1] == nn.accuracy(net, X[:4], Y[:4])
    binary = nn.Network([2, 1], theta=[1.0, 0.0, 0.0])
    history = nn.fit(binary, X, X[:, :1] > 0, epochs=0)
    assert history.accuracy.tolist() == [1.0]
    assert nn.fit(nn.Network([2, 1], "identity"), X, X[:, :1] > 0, epochs=0).accuracy is None
    assert nn.fit(nn.Network([2, 1]), X, [[0.5]] * 8, epochs=0).accuracy is None


def test_a_bar_is_shown_on_request_and_changes_nothing(capsys):
    net, X, Y, _, _ = oracle.problem([2, 1])
    twin = net.at(net.theta)
    nn.fit(net, X, Y, epochs=5)
    assert capsys.readouterr().err == ""
    nn.fit(twin, X, Y, epochs=5, progress=True)
    shown = capsys.readouterr().err
    assert "5/5" in shown and shown.endswith("\n")
    nn.fit(twin, X, Y, epochs=5, progress=True, max_steps=2)
    shown = capsys.readouterr().err
    assert "/5" in shown and "5/5" not in shown and shown.endswith("\n")  # closed, though not all epochs were run
    nn.fit(net, X, Y, epochs=2)
    assert np.array_equal(net.theta, twin.theta)


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_a_loaded_network_predicts_the_same_bits(tmp_path, dtype):
    net = nn.Network([3, 4, 2], ["relu", "softmax"], rng=np.random.default_rng(0), dtype=dtype)
    X = np.random.default_rng(1).normal(size=(5, 3))
    net.save(tmp_path / "net.npz")
    again = nn.load(str(tmp_path / "net.npz"))
    assert repr(again) == repr(net)
    assert again.predict(X).dtype == dtype
    assert np.array_equal(again.predict(X), net.predict(X))
