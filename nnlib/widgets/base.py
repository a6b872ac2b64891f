"""What every widget shares: traits whose checks speak in sentences, arrays that travel as bytes, and a fixed repr."""

import contextlib
from pathlib import Path

import anywidget
import numpy as np
import traitlets

from nnlib import checks

STATIC = Path(__file__).parent / "static"


class Disagreement(ValueError, traitlets.TraitError):
    """Traits that do not fit each other. As a TraitError it has traitlets put back what was set together."""


class Checked(traitlets.TraitType):
    """A synced trait: `check(name, value)` gives the value to keep, or raises a ValueError in a sentence."""

    def __init__(self, check, default):
        super().__init__(default)
        self.check = check
        self.tag(sync=True)

    def validate(self, obj, value):
        """The checked value."""
        return self.check(self.name, value)


class Table(Checked):
    """A synced array `(N, n)` of float64, which travels as `{"shape": [N, n], "data": bytes}`, little-endian.

    `empty` allows no rows: then there are no data.
    """

    def __init__(self, columns=None, *, empty=False):
        def check(name, value):
            if empty and isinstance(value, np.ndarray) and value.ndim == 2 and not len(value):
                return value
            return checks.table(name, as_column(name, value), columns, np.float64)

        super().__init__(check, np.zeros((0 if empty else 1, 1)))
        self.tag(to_json=_to_bytes, from_json=_from_bytes)


class Widget(anywidget.AnyWidget):
    """An anywidget with a style sheet, a sentence on what it shows, and a repr without an address."""

    about = traitlets.Unicode().tag(sync=True)  # read out, and shown where no script runs; a default, so there at once

    def __init_subclass__(cls, **options):
        """A widget's style sheet is named as its module."""
        if isinstance(module := vars(cls).get("_esm"), Path):
            cls._css = module.with_suffix(".css")
        super().__init_subclass__(**options)

    @contextlib.contextmanager
    def hold_trait_notifications(self):
        """Traits that are set together are checked together, and reach the page in one message: it draws no half."""
        with self.hold_sync(), super().hold_trait_notifications():
            yield

    def __init__(self, **traits):
        known = [name for name in self.trait_names(sync=True) if not name.startswith("_")]
        for name in traits:
            checks.named("a trait", name, dict.fromkeys(known))
        super().__init__(**traits)
        self._described = None if "about" in traits else self.about
        self.observe(self._retell)

    def _retell(self, change):
        """Say it anew where what it tells of has changed, unless somebody has put words of their own in its place."""
        if self.about == self._described:
            self._described = self.about = self._about()

    def _repr_mimebundle_(self, **options):
        """The widget, and for hosts that show none its picture, where matplotlib is there to draw one."""
        data, metadata = super()._repr_mimebundle_(**options)
        with contextlib.suppress(ImportError, ValueError):  # figures refuse some states: a cost that is flat, for one
            from nnlib.widgets import pictures

            data["image/svg+xml"] = pictures.svg(self)
        return data, metadata


def as_column(name, values):
    """`(N,)` as one column `(N, 1)`; anything else as it is, for the checks to judge."""
    found = checks.array(name, values)
    return found.reshape(-1, 1) if found.ndim == 1 else found


def number(low=-np.inf, high=np.inf, *, above=False):
    """A check for one finite number in a range."""
    return lambda name, value: checks.number(name, value, low, high, above=above)


def numbers(least, most):
    """A check for a tuple of finite numbers, from `least` to `most` of them."""

    def check(name, value):
        if not isinstance(value, (list, tuple, np.ndarray)) or not least <= len(value) <= most:
            many = f"{least}" if least == most else f"{least} to {most}"
            raise ValueError(f"{name} must be {many} numbers; got {checks.told(value)}. Pass a tuple of numbers.")
        plain = value.tolist() if isinstance(value, np.ndarray) else value
        return tuple(checks.number(f"{name}[{i}]", entry) for i, entry in enumerate(plain))

    return check


def whole(low, high):
    """A check for a whole number from `low` to `high`."""
    return lambda name, value: checks.whole(name, value, low, high)


def interval(name, value):
    """A check for a range: two finite numbers, the lower one first."""
    low, high = numbers(2, 2)(name, value)
    if low >= high:
        raise ValueError(f"{name} must rise from its first number to its second; got {checks.told(value)}. Swap them.")
    return low, high


def one_of(known):
    """A check for one of the names in `known`."""

    def check(name, value):
        checks.named(name, value, dict.fromkeys(known))
        return value

    return check


def flag(name, value):
    """A check for True or False."""
    if not isinstance(value, (bool, np.bool_)):
        raise ValueError(f"{name} must be True or False; got {checks.told(value)}. Pass one of the two.")
    return bool(value)


def text(name, value):
    """A check for a text."""
    checks.instance(name, value, str, "Pass a text in quotes.")
    return value


def texts(least, most):
    """A check for a tuple of texts, from `least` to `most` of them."""

    def check(name, value):
        if not isinstance(value, (list, tuple)) or not least <= len(value) <= most:
            raise ValueError(f"{name} must be {least} to {most} texts; got {checks.told(value)}. Pass a tuple.")
        return tuple(text(f"{name}[{i}]", entry) for i, entry in enumerate(value))

    return check


def _to_bytes(array, widget):
    return {"shape": list(array.shape), "data": np.asarray(array, dtype="<f8").tobytes()}


def _from_bytes(value, widget):
    return np.frombuffer(value["data"], dtype="<f8").reshape(value["shape"]).copy()
