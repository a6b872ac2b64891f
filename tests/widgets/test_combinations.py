"""Claims about traits together: Python and the browser take and refuse the same combinations."""

import inspect
import json
import random

import numpy as np
import pytest

import nnlib as nn
from nnlib.widgets.base import WIDGETS
from nnlib.widgets.schema import plain
from tests.widgets.test_javascript import HERE, node
from tests.widgets.values import right

STATES = 300  # for each widget
FITTING = 0.7  # of the lists and tables are as long as those that they replace
# What a widget that needs the argument of this name is made with.
LEAST = {
    "sizes": {"sizes": nn.Network([2, 2, 1], "sigmoid", rng=15), "X": [[0.5, -1.0], [1.0, 2.0]], "Y": [[1.0], [0.0]]},
    "weights": {"x": [0.5, -1.0], "weights": [1.0, 2.0]},
    "X": {"X": [[0.0], [1.0]], "Y": [[0.0], [1.0]]},
}
# Not those whose refusals need what arrives after they are made: the network that a digit is read by.
COMBINED = [kind for kind in WIDGETS if kind != "DigitReader"]
LINKED = {kind: [name for name, of in WIDGETS[kind].schema().items() if "fixed" not in of] for kind in COMBINED}


def state(chance, as_made, kind):
    """One to three traits of a widget, each of which may be as it is."""
    schema, found = WIDGETS[kind].schema(), {}
    for name in chance.sample(LINKED[kind], chance.randint(1, min(3, len(LINKED[kind])))):
        value = right(chance, schema[name])
        if isinstance(value, list) and chance.random() < FITTING:
            value = [right(chance, of, True) for of in parts(schema[name], len(as_made[name]))] or value
        found[name] = value
    return found


def parts(of, count):
    """The kinds of so many entries of a list or a table, if it may have so many whatever they are."""
    free = of["kind"] in ("list", "table") and not {"rising", "distinct", "pairs"} & set(of)
    return [of["of"]] * count if free and count <= of["most"] * (of.get("columns") or 1) else []


def made(kind):
    """A widget as it is made by its name alone, or with the least that it asks for."""
    needs = [one.name for one in inspect.signature(WIDGETS[kind]).parameters.values() if one.default is one.empty]
    return WIDGETS[kind](**next((LEAST[name] for name in needs if name in LEAST), {}))


def refused(kind, values):
    """Python's refusal of a widget's traits that are set together, or None."""
    widget = made(kind)
    try:
        with widget.hold_trait_notifications():
            for name, value in values.items():
                setattr(widget, name, tabled(value, getattr(widget, name)))
    except ValueError as error:
        return str(error)
    return None


def tabled(value, now):
    """A flat list as the table that it is in Python: as wide as it is now, or one row."""
    if not isinstance(now, np.ndarray):
        return value
    return np.reshape(value, (-1, now.shape[1]) if len(value) % now.shape[1] == 0 else (1, -1))


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    """For each widget its states, and what Python and the browser refuse of them; one node judges all."""
    chance, cases = random.Random(15), {}
    for kind in COMBINED:
        values = {name: getattr(made(kind), name) for name in WIDGETS[kind].schema()}
        as_made = {name: plain(value) for name, value in values.items()}
        shapes = {name: value.shape for name, value in values.items() if isinstance(value, np.ndarray)}
        states = [state(chance, as_made, kind) for _ in range(STATES)]
        cases[WIDGETS[kind].folder] = {
            "made": as_made | {"_schema": WIDGETS[kind].schema()},
            "shapes": shapes,
            "states": states,
        }
    file = tmp_path_factory.mktemp("combinations") / "cases.json"
    file.write_text(json.dumps(cases), encoding="utf8")
    told = node(HERE / "shared/combinations.mjs", file)
    assert told.returncode == 0, told.stderr
    pages = json.loads(told.stdout)
    found = {}
    for kind in COMBINED:
        states, page = cases[WIDGETS[kind].folder]["states"], pages[WIDGETS[kind].folder]
        found[kind] = [(one, refused(kind, one), said) for one, said in zip(states, page, strict=True)]
    return found


@pytest.mark.parametrize("kind", COMBINED)
def test_python_and_the_browser_refuse_the_same_combinations_of_traits(kind, refusals):
    differ = [(str(values)[:300], *said) for values, *said in refusals[kind] if bool(said[0]) != bool(said[1])]
    assert differ == [], "(values, what Python says, what the browser says)"


def test_some_combinations_are_refused_and_others_taken(refusals):
    said = [bool(python) for cases in refusals.values() for _, python, _ in cases]
    assert min(said.count(True), said.count(False)) > STATES
