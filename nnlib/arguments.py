"""Checks of arguments: the mistakes that learners make, each answered by a sentence.

The sentence gives what was wanted, what came instead, and how to fix it. Five mistakes are about data and names: data
in one dimension, rows that do not match, wrong columns, NaN, a misspelt name. The functions at the end are for
settings, such as a learning rate. Everything else is left to NumPy and Python.
"""

import math
import numbers

import numpy as np

MOST = 10**9  # the largest count we accept (epochs, steps, ...)


def short(value):
    """A short description of a value, for an error message."""
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape} and dtype {value.dtype}"
    text = repr(value)
    return text if len(text) <= 40 else f"a {type(value).__name__}"


def array(name, values, dtype=None):
    """`values` as an array of finite floats. Without a dtype, float32 stays float32 and all else becomes float64."""
    try:
        found = np.asarray(values)
    except ValueError:  # the rows have different lengths
        raise _not_numbers(name, values) from None
    if found.dtype.kind in "UO":  # texts, or Python objects, some of which may be texts
        texts = [part for part in found.flat if isinstance(part, str)]
        if texts:
            raise ValueError(
                f"{name} must hold numbers only; got text such as {texts[0][:40]!r}. Turn names of classes into "
                f"numbers with nn.data.one_hot, and numbers in text with np.asarray({name}, dtype=float)."
            )
    if found.dtype.kind not in "biuf":
        raise _not_numbers(name, values)
    with np.errstate(over="ignore"):  # a number too large for the dtype becomes infinite, and is refused below
        found = found.astype(dtype or (np.float32 if found.dtype == np.float32 else np.float64), copy=False)
    finite = np.isfinite(found)
    if not finite.all():
        index = tuple(int(i) for i in np.argwhere(~finite)[0])
        raise ValueError(
            f"{name} must be finite in {found.dtype.name}; got {found[index]} at index {index}. "
            f"Remove or replace NaN and infinite values first."
        )
    return found


def _not_numbers(name, values):
    return ValueError(
        f"{name} must hold numbers only, in rows of equal length; got {short(values)}. "
        f"Build it with np.array(..., dtype=float)."
    )


def table(name, values, columns=None, dtype=None):
    """`values` as a finite array `(N, columns)` with at least one row; `columns=None` takes any number from 1 up."""
    found = array(name, values, dtype)
    wanted = f"(N, {columns or 'n'})"
    if found.ndim != 2:
        fix = "Reshape it so that every example is one row."
        if found.ndim == 1:  # np.reshape works for lists and Series too, which have no reshape of their own
            fix = f"Pass np.reshape({name}, (-1, 1)) for one column, or np.reshape({name}, (1, -1)) for one row."
        raise ValueError(
            f"{name} must be two-dimensional, {wanted}, a row for each example; got shape {found.shape}. {fix}"
        )
    if found.size == 0:
        raise ValueError(
            f"{name} must have at least one row and one column; got shape {found.shape}. Pass some examples."
        )
    if columns is not None and found.shape[1] != columns:
        raise ValueError(
            f"{name} must have {columns} column{'s' if columns > 1 else ''}, {wanted}; got shape {found.shape}. "
            f"Change {name}, or the network's sizes, so that they agree."
        )
    return found


def targets(Y, columns, dtype=None):
    """Y as a finite array `(N, columns)`. For one output, a flat Y, `(N,)`, is taken as a column.

    Class numbers cannot be the targets of several outputs; the error then names nn.data.one_hot.
    """
    found = array("Y", Y, dtype)
    flat = found.ndim == 1 or (found.ndim == 2 and found.shape[1] == 1)
    if columns > 1 and flat and found.size and (found == np.floor(found)).all():
        raise ValueError(
            f"Y must have {columns} columns, (N, {columns}), one for each output; got shape {found.shape}. "
            f"If these are the numbers of classes, pass nn.data.one_hot(np.ravel(Y), {columns})."
        )
    return table("Y", found.reshape(-1, 1) if found.ndim == 1 and columns == 1 else found, columns, dtype)


def same_rows(X, Y):
    """Raises ValueError unless inputs and targets have one row each for every example."""
    if len(X) != len(Y):
        raise ValueError(
            f"X and Y must have the same number of rows, one for each example; got {len(X)} and {len(Y)}. "
            f"Pass the target of every input and no more."
        )


def named(kind, value, known, fix="Pass one of these names."):
    """The entry of the dictionary `known` whose name is `value`; `fix` is the advice if no name is similar."""
    if not isinstance(value, str) or value not in known:
        import difflib  # here, because it is slow to load and rarely needed

        close = difflib.get_close_matches(str(value), known, n=1, cutoff=0.5)
        fix = f"Did you mean {close[0]!r}?" if close else fix
        raise ValueError(f"{kind} must be one of {', '.join(map(repr, known))}; got {short(value)}. {fix}")
    return known[value]


def whole(name, value, least, most=MOST):
    """`value` as an int from `least` to `most`."""
    if isinstance(value, bool) or not isinstance(value, numbers.Integral) or not least <= value <= most:
        meant = isinstance(value, float) and least <= value <= most and value.is_integer()  # such as 1e3
        raise ValueError(
            f"{name} must be a whole number, {least} or more and at most {most:,}; got {short(value)}. "
            + (f"Pass {int(value)}." if meant else f"Pass {max(least, 1)}, for example.")
        )
    return int(value)


def number(name, value, low=-math.inf, high=math.inf, *, above=False):
    """`value` as a finite float in `[low, high)`; with `above=True` in `(low, high)`."""
    try:
        found = float(value) if isinstance(value, numbers.Real) and not isinstance(value, bool) else math.nan
    except OverflowError:  # a whole number beyond all floats
        found = math.inf
    if not math.isfinite(found) or not low <= found < high or (above and found == low):
        wanted = f", {'above' if above else 'at least'} {low:g}" if low > -math.inf else ""
        wanted += f" and below {high:g}" if high < math.inf else ""
        raise ValueError(f"{name} must be a finite number{wanted}; got {short(value)}. Pass one such number.")
    return found


def layer_sizes(sizes):
    """`sizes` as a tuple of ints, two or more, each at least 1."""
    if len(found := listed(sizes)) < 2:
        raise ValueError(
            f"sizes must list at least two layer sizes, inputs first; got {short(sizes)}. "
            f"One neuron with 3 inputs is [3, 1]."
        )
    return tuple(whole(f"sizes[{i}]", size, 1, 10**6) for i, size in enumerate(found))


def listed(values):
    """A list, a tuple, a range or a flat array as a tuple; an empty one for anything else."""
    flat = isinstance(values, (list, tuple, range)) or (isinstance(values, np.ndarray) and values.ndim == 1)
    return tuple(values) if flat else ()


def names(name, values, n):
    """`values`, a list of n names, as n texts."""
    if len(listed(values)) != n:
        raise ValueError(f"{name} must be a list of {n} names, one for each; got {short(values)}. Pass {n} such names.")
    return [str(value) for value in values]


def instance(name, value, wanted, fix):
    """Raises ValueError unless the value is of the class `wanted`; `fix` is the sentence that says what to pass."""
    if not isinstance(value, wanted):
        raise ValueError(f"{name} must be of class {wanted.__name__}; got {short(value)}. {fix}")


def generator(rng):
    """A random generator: NumPy's own, as it is, or a new one from a whole number, its seed."""
    if isinstance(rng, np.random.Generator):
        return rng
    if isinstance(rng, numbers.Integral) and not isinstance(rng, bool) and rng >= 0:
        return np.random.default_rng(int(rng))
    raise ValueError(
        f"rng must be a whole number, 0 or more, or a generator of NumPy's; got {short(rng)}. "
        f"Pass rng=0, or rng=np.random.default_rng(0)."
    )
