"""Claims about what lessons show from files: MNIST's record, the engine's own code, the same network in PyTorch."""

import inspect
import json
import re
import runpy
from pathlib import Path

import nbformat
import numpy as np
import pytest

import nnlib as nn
from nnlib import train_letters, train_mnist
from nnlib.data.letter_runs import FILE as LETTERS
from nnlib.data.mnist_runs import FILE

BOOK = Path(__file__).parents[2] / "book"
PYTORCH = BOOK / "same_network_pytorch.py"


def lesson(name):
    return nbformat.read(BOOK / f"{name}.ipynb", as_version=4)


def printed(name):
    return "".join(out.get("text", "") for cell in lesson(name).cells for out in cell.get("outputs", []))


def prose(name):
    return "\n".join(cell.source for cell in lesson(name).cells if cell.cell_type == "markdown")


def test_the_record_of_mnist_holds_the_command_s_recipe_and_its_seeds():
    record = json.loads(Path(FILE).read_text(encoding="utf-8"))
    assert record["sizes"] == list(train_mnist.SIZES) and record["activations"] == list(train_mnist.ACTIVATIONS)
    assert [record[key] for key in ("rate", "batch", "epochs")] == [
        train_mnist.RATE, train_mnist.BATCH, train_mnist.EPOCHS
    ]  # fmt: skip
    assert [run["seed"] for run in record["runs"]] == list(train_mnist.SEEDS)
    assert set(record["versions"]) == {"numpy", "python"}


def test_every_recorded_training_reads_at_least_98_of_100_test_images():
    for run in nn.data.mnist_runs():
        assert run.tested == 10_000 and 0.98 <= run.right / run.tested < 1
        assert run.cost > 0 and run.seconds > 0


def test_the_lesson_on_digits_prints_the_record():
    for run in nn.data.mnist_runs():
        line = f"seed {run.seed}: right on {run.right:,} of {run.tested:,}, {run.right / run.tested:.2%}"
        assert line in printed("15-digits")


def test_the_record_of_letters_holds_the_command_s_recipe_and_its_seeds():
    record = json.loads(Path(LETTERS).read_text(encoding="utf-8"))
    assert [record[key] for key in ("held", "hidden", "batch", "epochs")] == [
        train_letters.HELD, train_letters.HIDDEN, train_letters.BATCH, train_letters.EPOCHS
    ]  # fmt: skip
    assert record["rates"] == list(train_letters.RATES.values())
    assert [run["seed"] for run in record["runs"]] == list(train_letters.SEEDS)


def test_in_every_recorded_training_the_models_come_in_the_order_that_the_lesson_claims():
    for run in nn.data.letter_runs():
        found = list(run.costs.values())
        assert found == sorted(found, reverse=True) and len(set(found)) == 5
        assert run.vowels == 6


def test_the_lesson_on_letters_trains_the_network_that_the_record_has_for_its_seed():
    run = nn.data.letter_runs()[0]
    for name, words in (("no letter before", "no letter before"), ("table of pairs", "table of pairs  ")):
        cost = run.costs[name]
        assert f"{words}: cost {cost:.2f}, perplexity {np.exp(cost):.1f}" in printed("18-next-letter")
    cost = run.costs["network, 2 numbers a letter"]
    assert f"names held back: cost {cost:.2f}, perplexity {np.exp(cost):.1f}" in printed("18-next-letter")


def test_the_lesson_on_backpropagation_shows_the_engine_s_own_code_with_its_four_equations():
    source = inspect.getsource(nn.passes.backward)
    begin, end = source.index("    delta[last] ="), source.index("\n", source.index("# equation 4"))
    assert source[begin:end] in printed("12-whole-networks") and source[begin:end].count("\n") == 7
    assert re.findall(r"# equation (\d)", source[begin:end]) == ["1", "2", "3", "4"]
    numbered = re.findall(r"^(\d)\. \*\*", prose("12-whole-networks"), flags=re.MULTILINE)
    assert numbered == ["1", "2", "3", "4"]


def test_the_commands_refuse_what_they_do_not_know(capsys):
    assert train_mnist.main(["--help"]) == 2
    assert "python -m nnlib.train_mnist" in capsys.readouterr().out
    assert train_letters.main(["--help"]) == 2
    assert "python -m nnlib.train_letters" in capsys.readouterr().out


def test_three_libraries_are_shown_with_the_same_cost():
    shown = re.findall(r"(nnlib|scikit-learn|PyTorch): +cost (\S+)", printed("19-what-next") + prose("19-what-next"))
    assert len(shown) == 3 and len({cost for _, cost in shown}) == 1


def test_the_file_in_pytorch_prints_what_the_lesson_says(capsys):
    pytest.importorskip("torch", reason="PyTorch is not needed by the book")
    runpy.run_path(str(PYTORCH))
    assert capsys.readouterr().out.strip() in prose("19-what-next")
