"""nnlib still computes what the committed golden files say, and they cover what the widgets' tests rely on."""

import json

import pytest

from tests.golden import write
from tests.golden.agree import difference

COMMITTED = {file: json.loads((write.HERE / file).read_text(encoding="utf-8")) for file in write.FILES}


@pytest.fixture(scope="module", params=write.FILES)
def computed(request):
    """A golden file's name, and what it would hold if it were written now."""
    return request.param, write.FILES[request.param]()


def test_nnlib_reproduces_the_golden_file(computed):
    file, found = computed
    assert difference(found, COMMITTED[file], file) is None


def test_writing_leaves_a_golden_file_that_agrees_alone_and_writes_one_that_does_not(computed, tmp_path):
    file, found = computed
    committed = (write.HERE / file).read_bytes()
    path = tmp_path / file
    path.write_bytes(committed)
    write.write(path, found)
    assert path.read_bytes() == committed

    path.write_text(write.text({"cases": [{"cost": 0.5}]}), encoding="utf8")
    write.write(path, found)
    assert json.loads(path.read_text(encoding="utf8")) == json.loads(json.dumps(found))


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
