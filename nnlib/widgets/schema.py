"""Schema: what each trait of a widget may be, written once: Python checks by it, and the page gets it as JSON.

`shared/view/schema.ts` reads that JSON and checks as these classes do; tests/widgets/test_schema.py compares the two.
"""

from dataclasses import dataclass, field, fields
from itertools import pairwise

import numpy as np
import traitlets

from nnlib import arguments
from nnlib.activations import ACTIVATIONS, ActivationFunction
from nnlib.costs import COSTS, Cost

FAR = 1e100  # the numbers that a hand sets: beyond it squares of sums overflow
LARGEST = float(np.finfo(float).max)  # and those that training may lead to
MOST_ROWS = 2000  # of a table: more points cannot be drawn in time


@dataclass(frozen=True)
class Kind:
    """What a value may be. `words` go after "must be" where the usual ones say too little; `fix` is the advice."""

    words: str = field(default="", kw_only=True)
    fix: str = field(default="", kw_only=True)

    def wanted(self):
        """What must be given, in words."""
        return self.words or self.usual()

    def described(self):
        """As JSON: the kind and its bounds."""
        bounds = {own.name: getattr(self, own.name) for own in fields(self) if own.name not in ("words", "fix")}
        return {"kind": type(self).__name__.lower()} | {name: plain(v) for name, v in bounds.items() if v is not False}

    def refusal(self, name, value):
        """The error for a value that this is not."""
        return ValueError(f"{name} must be {self.wanted()}; got {arguments.short(value)}. {self.fix}")


@dataclass(frozen=True)
class Number(Kind):
    """A number from `low` to `high`; with `above` and `below` not one of these ends itself."""

    low: float = -FAR
    high: float = FAR
    above: bool = False
    below: bool = False
    fix: str = field(default="Pass one such number.", kw_only=True)
    many = "numbers"

    def usual(self):
        if self.high == LARGEST:
            return "a finite number"
        if not self.above and not self.below:
            return f"a number from {self.low:g} to {self.high:g}"
        low, high = ("above" if self.above else "at least"), ("below" if self.below else "at most")
        return f"a number {low} {self.low:g} and {high} {self.high:g}"

    def check(self, name, value):
        found = arguments.number(name, value)
        inside = self.low <= found <= self.high
        if not inside or (self.above and found == self.low) or (self.below and found == self.high):
            raise self.refusal(name, value)
        return found + 0.0  # a page's JSON knows no -0.0


@dataclass(frozen=True)
class Whole(Kind):
    """A whole number from `low` to `high`."""

    low: int
    high: int
    many = "whole numbers"

    def usual(self):
        return f"a whole number from {self.low} to {self.high}"

    def check(self, name, value):
        try:
            return arguments.whole(name, value, self.low, self.high)
        except ValueError as error:
            raise (self.refusal(name, value) if self.fix else error) from None


@dataclass(frozen=True)
class Flag(Kind):
    """True or False."""

    fix: str = field(default="Pass one of the two.", kw_only=True)

    def usual(self):
        return "True or False"

    def check(self, name, value):
        if not isinstance(value, (bool, np.bool_)):
            raise self.refusal(name, value)
        return bool(value)


@dataclass(frozen=True)
class Choice(Kind):
    """One of a few names; nnlib's own activation or cost is taken for its name."""

    names: tuple
    many = "names"

    def usual(self):
        return f"one of {', '.join(self.names)}"

    def check(self, name, value):
        if isinstance(value, (ActivationFunction, Cost)):
            if (ACTIVATIONS | COSTS).get(value.name) != value:
                raise ValueError(
                    f"{name} must be one of nnlib's own, which the page can compute; got another one, "
                    f"{arguments.short(value)}. Pass one of these names: {', '.join(map(repr, self.names))}."
                )
            value = value.name
        arguments.named(name, value, dict.fromkeys(self.names))
        return value


@dataclass(frozen=True)
class Text(Kind):
    """A text."""

    many = "texts"

    def usual(self):
        return "a text"

    def check(self, name, value):
        arguments.instance(name, value, str, "Pass a text in quotes.")
        return value


@dataclass(frozen=True)
class List(Kind):
    """From `least` to `most` entries of one kind, kept as a tuple.

    `rising`: each entry is larger than the one before; `distinct`: no two are equal; `pairs`: an even number of them.
    """

    of: Kind
    least: int
    most: int
    rising: bool = False
    distinct: bool = False
    pairs: bool = False

    def usual(self):
        many = f"{self.least}" if self.least == self.most else f"{self.least} to {self.most}"
        return f"{many} {self.of.many}"

    def refusal(self, name, value):
        fix = self.fix or f"Pass a tuple of {self.of.many}."
        return ValueError(f"{name} must be {self.wanted()}; got {arguments.short(value)}. {fix}")

    def check(self, name, value):
        if not is_flat(value) or not self.least <= len(value) <= self.most or (self.pairs and len(value) % 2):
            raise self.refusal(name, value)
        found = tuple(self.of.check(f"{name}[{i}]", entry) for i, entry in enumerate(listed(value)))
        falls = self.rising and any(a >= b for a, b in pairwise(found))
        if falls or (self.distinct and len(set(found)) < len(found)):
            raise self.refusal(name, value)
        return found


@dataclass(frozen=True)
class Row(Kind):
    """One entry of each of these kinds, in this order, kept as a tuple; with `empty` also ()."""

    of: tuple
    empty: bool = False

    def check(self, name, value):
        counts = (0, len(self.of)) if self.empty else (len(self.of),)
        if not is_flat(value) or len(value) not in counts:
            raise self.refusal(name, value)
        each = enumerate(zip(self.of, listed(value), strict=False))
        return tuple(kind.check(f"{name}[{i}]", entry) for i, (kind, entry) in each)


@dataclass(frozen=True)
class Record(Kind):
    """A dict: each of `fields` may be in it, and those in `needs` must."""

    fields: dict
    needs: tuple

    def check(self, name, value):
        if not isinstance(value, dict) or not set(self.needs) <= value.keys() <= self.fields.keys():
            raise self.refusal(name, value)
        return {key: self.fields[key].check(f"{name}[{key!r}]", entry) for key, entry in value.items()}


@dataclass(frozen=True)
class Table(Kind):
    """An array `(N, columns)` of float64, N from `least` to `most`; in a link it is one flat list, row by row.

    With `columns=None` any number of columns will do. A flat row of numbers is taken as one column.
    """

    columns: int | None = None
    least: int = 1
    most: int = MOST_ROWS
    of: Number = Number()

    def usual(self):
        wide = "1 column" if self.columns == 1 else f"{self.columns or 'some'} columns"
        return f"{self.least} to {self.most} rows in {wide}, each entry {self.of.wanted()}"

    def check(self, name, value):
        none = self.least == 0 and isinstance(value, np.ndarray) and value.ndim == 2 and not len(value)
        found = value if none else arguments.table(name, as_column(name, value), self.columns, np.float64)
        if len(found) > self.most:
            raise ValueError(f"{name} must have {self.most} rows or fewer; got {len(found)}. Pass some of them.")
        if (outside := (found < self.of.low) | (found > self.of.high)).any():
            raise ValueError(
                f"{name} must hold numbers from {self.of.low:g} to {self.of.high:g}; got {found[outside][0]:g}. "
                f"Bring them nearer to zero, with nn.data.standardise for example."
            )
        return found


class Checked(traitlets.TraitType):
    """A synced trait of a kind. `view`: a reader sets it to look at something, so it is nobody's answer.

    `fixed`: the widget is made with it; Python may change it, but a link does not hold it.
    """

    def __init__(self, kind, default=None, *, view=False, fixed=False):
        self.kind, self.view, self.fixed = kind, view, fixed
        table = isinstance(kind, Table)
        super().__init__(np.zeros((kind.least, kind.columns or 1)) if table else default)
        self.tag(sync=True, **({"to_json": _to_bytes, "from_json": _from_bytes} if table else {}))

    def validate(self, obj, value):
        """The checked value."""
        return self.kind.check(self.name, value)

    def described(self):
        """As JSON: the kind, its words, the default, and what the trait is for."""
        found = {**self.kind.described(), "words": self.kind.wanted(), "default": plain(self.default_value)}
        return found | {name: True for name in ("view", "fixed") if getattr(self, name)}


def as_column(name, values):
    """`(N,)` as one column `(N, 1)`; anything else as it is, for the checks to judge."""
    found = arguments.array(name, values)
    return found.reshape(-1, 1) if found.ndim == 1 else found


def is_flat(value):
    """Whether a value is a list, a tuple or an array of one dimension."""
    return isinstance(value, (list, tuple)) or (isinstance(value, np.ndarray) and value.ndim == 1)


def listed(value):
    """A flat list's entries, as Python's own where they were an array's."""
    return value.tolist() if isinstance(value, np.ndarray) else value


def plain(value):
    """A bound or a default as JSON has it; a table as one flat list."""
    if isinstance(value, Kind):
        return value.described()
    if isinstance(value, np.ndarray):
        return value.ravel().tolist()
    if isinstance(value, dict):
        return {name: plain(part) for name, part in value.items()}
    return [plain(part) for part in value] if isinstance(value, (list, tuple)) else value


def _to_bytes(array, widget):
    """How a table travels: its shape and its bytes, row by row, little-endian."""
    return {"shape": list(array.shape), "data": np.asarray(array, dtype="<f8").tobytes()}


def _from_bytes(value, widget):
    return np.frombuffer(value["data"], dtype="<f8").reshape(value["shape"]).copy()
