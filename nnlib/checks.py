"""The checks at the public doors: each says what came, what was wanted and how to mend it, as a ValueError."""

import inspect
import math
import numbers
from itertools import pairwise

import numpy as np

MOST = 10**9  # of whatever is counted
MOST_NUMBERS = 10**8  # in one array: more would not fit a memory


def told(value):
    """A short name for what came, for use in a message."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    text = repr(value)
    return text if len(text) <= 40 else f"a {type(value).__name__}"


def array(name, values, dtype=None):
    """`values` as an array of finite floats. Without a dtype, float32 stays float32 and all else becomes float64."""
    try:
        found = np.asarray(values)
    except Exception:  # whatever NumPy says of a ragged list, or an odd object of itself
        found = None
    if found is None or found.dtype.kind not in "biuf":
        raise ValueError(
            f"{name} must hold numbers only, in rows of equal length; got {told(values)}. "
            f"Build it with np.array(..., dtype=float)."
        )
    if type(values) is not np.ndarray and isinstance(values, np.ndarray) and np.ma.is_masked(values):
        raise ValueError(
            f"{name} must say every number; got {np.ma.count_masked(values)} masked ones. "
            f"Leave their rows out, or fill them with {name}.filled(value)."
        )
    if dtype is None:
        dtype = np.float32 if found.dtype == np.float32 else np.float64
    with np.errstate(all="ignore"):  # what is too large for the dtype becomes infinite, and is refused below
        found = found.astype(dtype, copy=False)
        squares = np.vdot(found, found)  # finite only where all is, and sooner known
    if not np.isfinite(squares) and not np.isfinite(found).all():
        place = tuple(int(i) for i in np.argwhere(~np.isfinite(found))[0])
        raise ValueError(
            f"{name} must be finite in {np.dtype(dtype).name}; got {found[place]} at index {place}. "
            f"Remove or replace NaN and infinite values first."
        )
    return found


def table(name, values, columns=None, dtype=None):
    """`values` as a finite array `(N, columns)` with at least one row; `columns=None` takes any number from 1 up."""
    found = array(name, values, dtype)
    wanted = f"(N, {columns or 'n'})"
    if found.ndim == 1:
        raise ValueError(
            f"{name} must be two-dimensional, {wanted}, a row for each example; got shape {found.shape}. "
            f"Use {name}.reshape(-1, 1) for one column, {name}.reshape(1, -1) for one row."
        )
    if found.ndim != 2:
        raise ValueError(
            f"{name} must be two-dimensional, {wanted}, a row for each example; got shape {found.shape}. "
            f"Reshape it so that every example is one row."
        )
    if found.size == 0:
        raise ValueError(
            f"{name} must have at least one row and one column; got shape {found.shape}. Pass some examples."
        )
    if columns is not None and found.shape[1] != columns:
        raise ValueError(
            f"{name} must have {columns} columns, {wanted}; got shape {found.shape}. "
            f"Change {name}, or the network's sizes, so that they agree."
        )
    return found


def same_rows(X, Y):
    """Refuse inputs and targets that do not have one row for each example."""
    if len(X) != len(Y):
        raise ValueError(
            f"X and Y must have the same number of rows, one for each example; got {len(X)} and {len(Y)}. "
            f"Pass the target of every input and no more."
        )


def whole(name, value, least, most=MOST):
    """`value` as an int from `least` to `most`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or not least <= value <= most:
        raise ValueError(
            f"{name} must be a whole number, {least} or more and at most {most:,}; got {told(value)}. "
            f"Pass {max(least, 1)}, for example."
        )
    return int(value)


def number(name, value, low=-math.inf, high=math.inf, *, above=False):
    """`value` as a finite float in `[low, high)`; with `above=True` in `(low, high)`."""
    try:
        found = float(value) if isinstance(value, numbers.Real) and not isinstance(value, bool) else math.nan
    except OverflowError:  # an int beyond all floats
        found = math.inf
    if not math.isfinite(found) or not low <= found < high or (above and found == low):
        wanted = f", {'above' if above else 'at least'} {low:g}" if low > -math.inf else ""
        wanted += f" and below {high:g}" if high < math.inf else ""
        raise ValueError(f"{name} must be a finite number{wanted}; got {told(value)}. Pass one such number.")
    return found


def keep(settings, **checked):
    """Put checked values in place of those that frozen settings were made with."""
    for name, value in checked.items():
        object.__setattr__(settings, name, value)


def listed(values):
    """A list, a tuple, a range or a flat array as a tuple; an empty one for anything else."""
    flat = isinstance(values, (list, tuple, range)) or (isinstance(values, np.ndarray) and values.ndim == 1)
    return tuple(values) if flat else ()


def layer_sizes(sizes):
    """`sizes` as a tuple of ints, two or more, each at least 1."""
    found = listed(sizes)
    if len(found) < 2:
        raise ValueError(
            f"sizes must list at least two layer sizes, inputs first; got {told(sizes)}. "
            f"One neuron with 3 inputs is [3, 1]."
        )
    found = tuple(whole(f"sizes[{i}]", size, 1) for i, size in enumerate(found))
    P = sum((n_in + 1) * n_out for n_in, n_out in pairwise(found))
    if P > MOST_NUMBERS:
        raise ValueError(
            f"sizes must make {MOST_NUMBERS:,} parameters or fewer; got {list(found)}, which make {P:,}. "
            f"Make a layer narrower."
        )
    return found


def instance(name, value, wanted, mend):
    """Refuse a value that is not of the class `wanted`; `mend` is the sentence that says what to pass."""
    if isinstance(value, wanted):
        return
    raise ValueError(f"{name} must be of class {wanted.__name__}; got {told(value)}. {mend}")


def function(name, value, *arguments, mend):
    """Refuse what is no function of these arguments; `mend` is the sentence that says what to pass."""
    try:
        fits = not isinstance(value, type)
        inspect.signature(value).bind(*arguments)
    except TypeError:  # no function, or one of other arguments
        fits = False
    except ValueError:
        pass  # one written in C, which does not tell what it takes
    if not fits:
        raise ValueError(f"{name} must be a function of {' and '.join(arguments)}; got {told(value)}. {mend}")


def alike(parts, axes, dtype):
    """Whether all parts are arrays of so many axes and this dtype, whose shapes differ in the last axis at most."""
    arrays = all(isinstance(part, np.ndarray) and part.ndim == axes and part.dtype == dtype for part in parts)
    return arrays and len({part.shape[:-1] for part in parts}) == 1


def names(name, values, n):
    """`values`, a list of n names, as n texts."""
    if len(listed(values)) != n:
        raise ValueError(f"{name} must be a list of {n} names, one for each; got {told(values)}. Pass {n} such names.")
    return [str(value) for value in values]


def generator(rng):
    """Refuse what is not a random generator of NumPy's."""
    instance("rng", rng, np.random.Generator, "Pass rng=np.random.default_rng(0).")


def named(kind, value, known):
    """What the name `value` stands for in the dictionary `known`."""
    names = ", ".join(repr(name) for name in known)
    if not isinstance(value, str) or value not in known:
        import difflib  # here: needed once in a while, and slow to load

        close = difflib.get_close_matches(str(value), known, n=1, cutoff=0.5)
        mend = f"Did you mean {close[0]!r}?" if close else "Pass one of these names."
        raise ValueError(f"{kind} must be one of {names}; got {told(value)}. {mend}")
    return known[value]
