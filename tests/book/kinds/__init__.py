"""Kinds of widgets, a module each: what its screen must say, by nnlib, and states to try it with.

A kind's module has:
- `PAGE`, the page of the book that it is tried on, and `MOVED`, a state that its link can hold;
- `SENTENCE`, which finds the table's numbers in what the widget says; or, where the sentence changes with the state,
  `told(widget)`: such a pattern, and the numbers that it must find;
- `rebuilt(traits)`, nnlib's own widget; `expected(widget)`, the numbers that nnlib computes for it, in the sentence's
  order, and how near a number about zero can be asked to come (one for all, or one for each); `from_table(rows)`, the
  same from its table;
- `states(chance, traits)`, random states without end;
- `followed(widget)`, if some of its states are chaotic: whether this one is not, so that two programs must agree on it;
- `NAMES`, if it has any, the `data-name` of elements that show the first of these numbers.
"""

import importlib
import pkgutil

NUMBER = r"(−?(?:∞|\d[\d.]*(?:e−?\d+)?))"
KINDS = {found.name: importlib.import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)}
DRIVEN = sorted(kind.PAGE for kind in KINDS.values())  # where widgets are driven by hand
