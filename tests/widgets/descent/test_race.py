"""Claims about the race: each optimizer is where nnlib's own is after as many steps, and the reader is told so."""

import re

import pytest

from nnlib.widgets import Descent
from tests.book.reading import agrees, open_twin, read, rounds
from tests.book.test_states import show
from tests.widgets.kinds import KINDS
from tests.widgets.numbers import NUMBER

PAGE, ID = "book/13-better-steps", "descent-2"
RACER = rf"(\w+) is at \({NUMBER}, {NUMBER}\) with the cost {NUMBER}"
NAMES = {"plain": "plain", "momentum": "momentum", "nesterov": "Nesterov", "adam": "Adam"}
RACES = [
    [["momentum", 0.06, 0.93], ["nesterov", 0.02, 0.97], ["adam", 1.5, 0]],
    [["plain", 0.03, 0.9], ["momentum", 0.01, 0], ["nesterov", 0.01, 0], ["adam", 0.1, 0.5]],
    [["plain", 0.5, 0]],  # diverges
]


@pytest.mark.parametrize("race", RACES)
def test_those_that_race_are_where_nnlib_s_optimizers_are_and_the_lowest_is_named(race, once, html):
    page = once(PAGE)
    place = page.locator(f"#{ID}")
    open_twin(place)
    for steps in (0, 1, 7, 200):
        show(page, ID, {"race": race, "steps": steps})
        state = agrees(place, html, PAGE, ID)
        widget = KINDS["descent"].rebuilt(state)
        says = read(place)["says"]
        found = re.findall(RACER, says)
        assert [name for name, *_ in found] == [NAMES[rule] for rule, *_ in race]
        runs = widget.runs()
        for (_, *told), run in zip(found, runs, strict=True):
            wanted = (*run.path[-1].tolist(), run.cost[-1].item())
            told[-1] = told[-1].rstrip(".")  # the sentence may end there
            assert all(rounds(text, number) for text, number in zip(told, wanted, strict=True)), (told, wanted)
        costs = [widget.run().cost[-1], *(run.cost[-1] for run in runs)]
        names = ["Your marble", *(name for name, *_ in found)]
        assert steps == 0 or f"{names[costs.index(min(costs))]} is lowest." in says


def test_a_descent_without_a_race_says_nothing_of_one():
    assert Descent([0.0, 1.0], [1.0, 3.0], activation="identity", cost="mse").runs() == []
