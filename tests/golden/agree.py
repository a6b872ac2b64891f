"""Whether a golden file agrees with what nnlib computes now. The last digits of a number differ between machines."""

import math

# from differences, or from step upon step
VARYING = ("hessian", "stable_learning_rate", "shocks", "path")


def difference(found, wanted, where, rel=1e-12, floor=1e-13):
    """The first place where the two differ, in a sentence, or None.

    Numbers may differ by `rel`, VARYING by 1e-10, and all by `floor`. A finite difference divides the rounding of two
    costs by its step: where there is a step `h`, what is beside it may differ by 1e-13 / h, as in the browser's tests.
    """
    if isinstance(wanted, dict) and isinstance(found, dict) and list(found) == list(wanted):
        near = floor / wanted.get("h", 1)
        parts = ((f"{where}.{key}", found[key], wanted[key], 1e-10 if key in VARYING else rel, near) for key in wanted)
    elif isinstance(wanted, list) and isinstance(found, list) and len(found) == len(wanted):
        parts = ((f"{where}[{i}]", found[i], wanted[i], rel, floor) for i in range(len(wanted)))
    elif isinstance(wanted, float) and isinstance(found, float):
        same = math.isclose(found, wanted, rel_tol=rel, abs_tol=floor) or (math.isnan(found) and math.isnan(wanted))
        return None if same else f"{where} is {found!r}, and {wanted!r} in the file"
    else:
        return None if found == wanted else f"{where} is {str(found)[:80]}, and {str(wanted)[:80]} in the file"
    differences = (difference(one, other, place, rel, floor) for place, one, other, rel, floor in parts)
    return next(filter(None, differences), None)
