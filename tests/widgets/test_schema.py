"""Claims about the schema: Python and the browser take and refuse the same values, for every trait of every widget."""

import json
import random

import numpy as np
import pytest

from nnlib.widgets.base import WIDGETS
from nnlib.widgets.schema import Checked, Table
from tests.widgets.test_javascript import HERE, node
from tests.widgets.values import misfits, right

VALUES = 20  # right ones for each trait
ROUNDS = 2  # in which every sort of wrong one is drawn
TRAITS = [(kind, name) for kind in WIDGETS for name in WIDGETS[kind].schema()]


def taken(kind, value):
    """Whether Python takes a value; a table is a flat list, as in a link."""
    wide = getattr(kind, "columns", None) or 1
    if isinstance(kind, Table) and isinstance(value, list) and np.ndim(value) == 1 and not len(value) % wide:
        value = np.reshape(value, (-1, wide))
    try:
        kind.check("it", value)
    except ValueError:
        return False
    return True


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory):
    """For each trait its values, whether they are right, and what Python and the browser say; one node judges all."""
    chance, drawn = random.Random(14), []
    for kind, name in TRAITS:
        of = WIDGETS[kind].schema()[name]
        drawn += [(kind, name, True, right(chance, of)) for _ in range(VALUES)]
        drawn += [(kind, name, False, value) for _ in range(ROUNDS) for value in misfits(chance, of)]
    cases = [[WIDGETS[kind].schema()[name], value] for kind, name, _, value in drawn]
    text = json.dumps(cases).replace("Infinity", "1e999")  # as a link would have it
    file = tmp_path_factory.mktemp("verdicts") / "cases.json"
    file.write_text(text, encoding="utf8")
    told = node(HERE / "shared/verdicts.mjs", file)
    assert told.returncode == 0, told.stderr
    found = {trait: [] for trait in TRAITS}
    for (kind, name, good, _), (_, value), page in zip(drawn, json.loads(text), json.loads(told.stdout), strict=True):
        found[kind, name].append((value, good, taken(getattr(WIDGETS[kind], name).kind, value), page))
    return found


@pytest.mark.parametrize(("kind", "name"), TRAITS)
def test_python_and_the_browser_take_the_right_values_and_refuse_the_wrong_ones(kind, name, verdicts):
    differ = [(str(value)[:200], said) for value, good, *said in verdicts[kind, name] if said != [good, good]]
    assert differ == [], "(value, [Python takes it, the browser takes it])"


@pytest.mark.parametrize("kind", WIDGETS)
def test_the_schema_is_json_and_has_every_trait_of_a_state(kind):
    widget = WIDGETS[kind]
    json.dumps(widget.schema(), allow_nan=False)
    usual = {"about", "layout", "tabbable", "tooltip"}
    public = {name for name in widget.class_trait_names(sync=True) if not name.startswith("_")}
    assert set(widget.schema()) == public - usual
    assert all(isinstance(getattr(widget, name), Checked) for name in widget.schema())


@pytest.mark.parametrize(("kind", "name"), TRAITS)
def test_the_default_of_a_trait_is_one_that_it_takes(kind, name):
    trait = getattr(WIDGETS[kind], name)
    assert taken(trait.kind, trait.default_value)
