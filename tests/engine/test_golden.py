"""nnlib still computes what the committed golden files say, and they cover what the widgets' tests rely on."""

import json

import pytest

from tests.golden import write

COMMITTED = {file: json.loads((write.HERE / file).read_text(encoding="utf-8")) for file in write.FILES}
# from differences, or from step upon step: their last digits vary between machines
VARYING = ("hessian", "stable_learning_rate", "shocks", "path")


def compare(found, wanted, where, rel):
    if isinstance(wanted, dict):
        assert list(found) == list(wanted), where
        for key in wanted:
            compare(found[key], wanted[key], f"{where}.{key}", 1e-10 if key in VARYING else rel)
    elif isinstance(wanted, list):
        assert len(found) == len(wanted), where
        for i, (one, other) in enumerate(zip(found, wanted, strict=True)):
            compare(one, other, f"{where}[{i}]", rel)
    elif isinstance(wanted, float):
        assert found == pytest.approx(wanted, rel=rel, abs=1e-15), where
    else:
        assert found == wanted, where


@pytest.mark.parametrize("file", write.FILES)
def test_nnlib_reproduces_the_golden_file(file):
    compare(write.FILES[file](), COMMITTED[file], file, rel=1e-12)


def test_the_golden_neurons_cover_one_to_five_inputs_and_every_pair():
    cases = COMMITTED["neuron.json"]["cases"]
    pairs = {(case["inputs"], case["activation"], case["cost"]) for case in cases}
    assert pairs == {(k, *pair) for k in range(1, 6) for pair in write.PAIRS}
    for case in cases:
        k, N = case["inputs"], len(case["X"])
        assert (len(case["X"][0]), len(case["theta"]), len(case["gradient"])) == (k, k + 1, k + 1)
        assert [len(case[name]) for name in ("Y", "Z", "A", "delta")] == [N] * 4
        assert [len(row) for row in case["hessian"]] == [k + 1] * (k + 1)
    assert None in {case["stable_learning_rate"] for case in cases}
    assert len(COMMITTED["neuron.json"]["sure"]) == 2


def test_the_golden_descents_cover_every_pair_with_and_without_momentum_and_divergence():
    runs = COMMITTED["descent.json"]["runs"]
    seen = {(run["activation"], run["cost"], run["momentum"] > 0, run["diverged"]) for run in runs}
    assert seen == {(*pair, momentum, False) for pair in write.PAIRS for momentum in (False, True)} | {
        ("identity", "mse", False, True),
        ("identity", "mse", True, True),
    }
    for run in runs:
        kept = run["diverged_at_step"] if run["diverged"] else run["steps"] + 1
        assert len(run["path"]) == len(run["costs"]) == kept
        assert run["path"][0] == run["start"]
    surfaces = COMMITTED["descent.json"]["surfaces"]
    assert {(surface["activation"], surface["cost"]) for surface in surfaces} == set(write.PAIRS)
    assert all([len(row) for row in surface["C"]] == [16] * 16 for surface in surfaces)


def test_the_golden_files_stay_small():
    assert all((write.HERE / file).stat().st_size < 60_000 for file in write.FILES)
