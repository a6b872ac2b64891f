"""Chance that a page repeats: the numbers that js/core/random.js draws from a seed, drawn again here.

A page has no NumPy, so what a reader draws anew in it comes from this small generator, and Python must draw the same.
"""

import math


def uniform(seed):
    """A function that answers numbers from 0 to 1, without 1: the generator mulberry32.

    >>> next_ = uniform(7)
    >>> 0 <= next_() < 1
    True
    """
    state = seed & MASK

    def draw():
        nonlocal state
        state = (state + 0x6D2B79F5) & MASK
        t = _multiplied(state ^ (state >> 15), 1 | state)
        t = (t + _multiplied(t ^ (t >> 7), 61 | t)) & MASK ^ t
        return (t ^ (t >> 14)) / 4294967296

    return draw


def normal(draw):
    """A function that answers standard normal numbers, by Box and Muller's transform of two uniform ones."""
    spare = None

    def drawn():
        nonlocal spare
        if spare is not None:
            kept, spare = spare, None
            return kept
        radius = math.sqrt(-2 * math.log(1 - draw()))
        angle = 2 * math.pi * draw()
        spare = radius * math.sin(angle)
        return radius * math.cos(angle)

    return drawn


def shuffled(n, draw):
    """The numbers from 0 to n - 1 in a random order (Fisher and Yates).

    >>> sorted(shuffled(4, uniform(0)))
    [0, 1, 2, 3]
    """
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = math.floor(draw() * (i + 1))
        order[i], order[j] = order[j], order[i]
    return order


def rounded(x, digits):
    """x to so many decimals, as the page rounds it: then a last digit that two computers disagree on is gone."""
    unit = 10**digits
    return math.floor(x * unit + 0.5) / unit


MASK = 0xFFFFFFFF


def _multiplied(a, b):
    return (a * b) & MASK
