"""Training in batches: every rule is the one written out, and every reason to stop is kept and told."""

from fractions import Fraction

import numpy as np
import pytest

import nnlib as nn
from nnlib import trainer
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


@pytest.mark.parametrize("lengths", [32, 1])  # of so many batches the length is taken; the others' rate is folded in
# large batches have an order of W of their own
@pytest.mark.parametrize(("N", "size"), [(7, 2), (61, trainer.LARGE_BATCH)])
@pytest.mark.parametrize("name", RULES)
def test_the_path_of_a_rule_over_batches_is_the_rule_written_out(name, N, size, lengths, monkeypatch):
    monkeypatch.setattr(trainer, "LENGTHS", lengths)
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


def test_the_cost_of_an_epoch_is_the_mean_over_its_examples_as_they_were_met():
    net, X, Y, cost, (sizes, activations, *_) = oracle.problem([3, 2], "sigmoid", N=5)
    more = {"batch_size": 2, "rng": np.random.default_rng(5), "epochs": 1, "keep_path": True}
    history = nn.fit(net, X, Y, cost=cost, **more)
    rng = np.random.default_rng(5)
    order = rng.permutation(5)
    wanted = [
        oracle.cost(theta, sizes, activations, cost, X[[i]], Y[[i]])
        for theta, rows in zip(history.path, (order[:2], order[2:4], order[4:]), strict=False)
        for i in rows
    ]
    assert history.cost[1] == pytest.approx(np.mean(wanted), rel=1e-12)
    assert history.cost[0] == pytest.approx(net.at(history.path[0]).cost(X[order[:2]], Y[order[:2]], cost), rel=1e-12)


@pytest.mark.parametrize("size", [None, trainer.LARGE_BATCH - 1, trainer.LARGE_BATCH])
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


@pytest.mark.parametrize(("N", "every"), [(32, 1), (33, 2), (100, 4)])
def test_the_gradients_length_is_the_mean_over_at_most_32_batches_evenly_spread_to_the_last(N, every):
    net, X, Y, cost, (sizes, activations, *_) = oracle.problem([2, 1], "sigmoid", N=N)
    more = {"batch_size": 1, "rng": np.random.default_rng(5), "epochs": 1, "keep_path": True}
    history = nn.fit(net, X, Y, cost=cost, **more)
    rng = np.random.default_rng(5)
    lengths = [
        np.linalg.norm(oracle.gradient(theta, sizes, activations, cost, X[[i]], Y[[i]]))
        for theta, i in zip(history.path, rng.permutation(N), strict=False)
    ]
    assert history.gradient_norm[1] == pytest.approx(np.mean(lengths[::-every]), rel=1e-10)


@pytest.mark.parametrize("rate", [np.float64(0.1), lambda epoch: np.float64(0.1), lambda epoch: 0.1 * np.exp(-epoch)])
def test_a_rate_that_is_numpy_s_trains_float32_in_float32(rate):
    X = np.linspace(-1, 1, 80).reshape(-1, 1)
    net = nn.Network([1, 1], "identity", dtype=np.float32)
    nn.fit(net, X, 2 * X, optimizer=nn.SGD(rate), batch_size=1, rng=np.random.default_rng(0), epochs=2)
    assert net.theta.dtype == np.float32 and net.theta[0] > 0.5


def test_neither_patience_nor_a_threshold_judges_the_one_batch_of_epoch_0():
    net, X, Y, _, _ = oracle.problem([1, 1], "identity", N=12)
    X[:], Y[0], Y[1:] = 0, net.b[0][0], 5  # whatever is learned, the cost of the first example grows
    first = next(seed for seed in range(99) if np.random.default_rng(seed).permutation(12)[0] == 0)
    more = {"batch_size": 1, "optimizer": nn.SGD(0.001), "epochs": 9}
    run = nn.fit(net.at(net.theta), X, Y, rng=np.random.default_rng(first), stop_below=0.1, **more)
    assert run.cost[0] < 0.1 and run.steps == 9 * 12
    run = nn.fit(net.at(net.theta), X, Y, rng=np.random.default_rng(first), patience=2, **more)
    assert run.cost[0] < run.cost[1:].min() and run.stopped == "all 9 epochs done"


def test_a_validation_cost_that_is_infinite_at_the_start_is_refused_and_later_is_no_new_lowest():
    net = nn.Network([1, 1], "identity", theta=[1.0, 0.0])
    with pytest.raises(ValueError, match="validation cost must be finite at the start; got inf"):
        nn.fit(net, [[1.0]], [[0.0]], validation=([[1e200]], [[0.0]]), patience=3)
    assert net.theta.tolist() == [1.0, 0.0]


@pytest.mark.parametrize("answer", [True, np.True_])
def test_a_callback_is_told_of_every_epoch_that_is_recorded_and_its_true_ends_training(answer):
    net, X, Y, _, _ = oracle.problem([2, 1])
    met = []
    history = nn.fit(net, X, Y, stop_below=1e9, callback=lambda epoch, *_: met.append(epoch))
    assert met == [0] and len(history.cost) == 1
    history = nn.fit(net, X, Y, callback=lambda epoch, *_: answer if epoch == 2 else 1)
    assert history.stopped == "the callback asked for it after epoch 2"


@pytest.mark.parametrize(
    ("answer", "wanted"),
    [(-1.0, "got -1.0"), (None, "got None"), ("a", "got 'a'"), (float("nan"), "got nan"), ([0.1], "got")],
)
def test_a_schedule_s_odd_answer_is_refused_in_a_sentence(answer, wanted):
    net, X, Y, _, _ = oracle.problem([2, 1])
    with pytest.raises(ValueError, match="what learning_rate answers must be a finite number") as told:
        nn.fit(net, X, Y, optimizer=nn.SGD(lambda epoch: answer))
    assert wanted in str(told.value)


def test_a_schedule_that_cannot_be_copied_is_called_and_never_copied():
    class Noisy:
        rng = (number for number in iter(lambda: 0.01, None))  # a generator

        def __init__(self):
            self.numbers = self.rng

        def __call__(self, epoch):
            return next(self.numbers)

    net, X, Y, _, _ = oracle.problem([2, 1], N=80)
    assert (
        nn.fit(net, X, Y, optimizer=nn.SGD(Noisy()), batch_size=1, rng=np.random.default_rng(0), epochs=1).steps == 80
    )


def test_a_stepper_leaves_the_gradient_as_it_is_and_refuses_another_shape():
    theta, gradient = np.ones(3), np.ones(3)
    for rule in RULES.values():
        rule.start(theta).step(theta, gradient)
        assert gradient.tolist() == [1, 1, 1]
        with pytest.raises(ValueError, match=r"gradient must have theta's shape, \(3,\); got \(1,\)"):
            rule.start(theta).step(theta, np.ones(1))


@pytest.mark.parametrize(
    "build", [nn.SGD, nn.Adam, lambda rate: nn.StepDecay(rate, 2), lambda rate: nn.Cosine(rate, 9)]
)
def test_any_real_number_is_a_rate(build):
    built = build(Fraction(1, 4))
    rate = built.rate if isinstance(built, (nn.StepDecay, nn.Cosine)) else built.learning_rate
    assert type(rate) is float and rate == 0.25


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


def test_a_file_is_never_run_and_a_missing_one_is_named(tmp_path):
    np.savez(
        tmp_path / "evil.npz", sizes=np.array([2, 1]), activations=np.array([print], dtype=object), theta=np.zeros(3)
    )
    with pytest.raises(ValueError, match=r"path must name a file that net.save wrote; got .*evil\.npz"):
        nn.load(tmp_path / "evil.npz")
    with pytest.raises(FileNotFoundError, match=r"path must name a file .*none\.npz', where there is none"):
        nn.load(tmp_path / "none.npz")
