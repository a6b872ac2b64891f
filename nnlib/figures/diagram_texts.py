"""What a network diagram says at its units: symbols, or the numbers of a forward pass."""

from typing import NamedTuple

ROOMY = 3  # a layer of more units has no room for b above and z below, unless the other layers stand back
SHORT = 6  # and one of more than these none for b and z beside it, or for a third digit inside


class Texts(NamedTuple):
    """A layer's texts, one for each unit; an empty list where nothing stands."""

    inside: list
    above: list
    below: list
    beside: list


def unit_texts(net, run, l, layer, names):
    """The Texts of layer l: x, a or ŷ inside; b and z above and below, at the outputs beside them; names beside.

    Without a run, symbols stand for the numbers, and b and z only at the layer that `layer` maps.
    """
    n, last = net.sizes[l], l == len(net.W)
    symbol = "x" if l == 0 else "ŷ" if last else "a"
    digits = ".3g" if n <= SHORT else ".2g"
    inside = _symbols(symbol, n) if run is None else [f"{value:{digits}}" for value in run.A[l][0]]
    beside = names[0] if l == 0 else names[1] if last else []
    if l == 0 or (layer is None and run is None) or layer not in (None, l - 1):
        return Texts(inside, [], [], beside)
    b, z = _sums(net, run, l)
    if last:
        lines = zip(*(part for part in (beside, b, z) if part), strict=True)
        return Texts(inside, [], [], ["\n".join(parts) for parts in lines] if n <= SHORT else beside)
    return Texts(inside, b, z, []) if n <= ROOMY + (layer is not None) else Texts(inside, [], [], [])


def heading(net, l, layer):
    """A layer's part in the network, or its part in [W] @ [X] + [b] = [Z]."""
    if layer is not None:
        return f"X: {net.sizes[l]} × 1" if l == layer else f"Z: {net.sizes[l]} × 1" if l == layer + 1 else ""
    if l in (0, len(net.W)):
        return "input" if l == 0 else "output"
    return "hidden" if len(net.W) == 2 else f"hidden {l}"


def _symbols(letter, n):
    return [f"${letter}_{{{i + 1}}}$" if n > 1 else f"${letter}$" for i in range(n)]


def _sums(net, run, l):
    n = net.sizes[l]
    if run is None:
        return _symbols("b", n), _symbols("z", n)
    return [f"b = {value:.3g}" for value in net.b[l - 1]], [f"z = {value:.3g}" for value in run.Z[l - 1][0]]
