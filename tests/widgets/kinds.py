"""Kinds of widgets, a `kind.py` in each one's folder: what its screen must say, by nnlib, and states to try it with.

A kind's module has:
- `PAGE`, the page of the book that it is tried on, and `MOVED`, a state that its link can hold;
- `SENTENCE`, which finds the table's numbers in what the widget says; or, where the sentence changes with the state,
  `told(widget)`: such a pattern, and the numbers that it must find; or `told_of(table)`, from the numbers of the table;
- `rebuilt(traits)`, nnlib's own widget; `expected(widget)`, the numbers that nnlib computes for it, in the sentence's
  order, and how near a number about zero can be asked to come (one for all, or one for each); `from_table(rows)`, the
  same from its table;
- `printed(widget)`, if its code prints other numbers than the first of these: the table may hide some;
- `states(chance, traits)`, random states without end;
- `followed(widget)`, if some of its states are chaotic: whether this one is not, so that two programs must agree on it;
- `NAMES`, if it has any, the `data-name` of elements that show the first of these numbers.
"""

from importlib import import_module

from nnlib import widgets

# By the name that a page gives the widget's place: "digitreader" of "digitreader-1".
KINDS = {
    name.lower(): import_module(f"tests.widgets.{kind.folder}.kind") for name, kind in widgets.base.WIDGETS.items()
}
SCHEMAS = {name.lower(): kind.schema() for name, kind in widgets.base.WIDGETS.items()}
DRIVEN = sorted(kind.PAGE for kind in KINDS.values())  # where widgets are driven by hand
