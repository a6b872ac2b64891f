"""First names, as text to learn from, and the examples that a language model makes of words."""

import os  # not pathlib, which would take longer to import than all of this folder
from typing import NamedTuple

import numpy as np

from nnlib import arguments

FILE = os.path.join(os.path.dirname(__file__), "names.txt")
LETTERS = ".abcdefghijklmnopqrstuvwxyz"  # 27 tokens; the dot is the end of a word, and what is before its beginning


class Names(NamedTuple):
    """Words of small letters, the tokens that they are made of, their source and licence."""

    words: tuple
    letters: str
    source: str
    licence: str


class Contexts(NamedTuple):
    """For each letter to be predicted, the letters before it, X `(N, length)`, and itself, y `(N,)`: their numbers."""

    X: np.ndarray
    y: np.ndarray


def names():
    """5163 first names in small letters, in the order of the alphabet: all that the census lists for either sex.

    >>> found = names()
    >>> len(found.words), found.words[:3], found.letters[:4]
    (5163, ('aaron', 'abbey', 'abbie'), '.abc')
    """
    with open(FILE, encoding="utf-8") as file:
        words = tuple(file.read().split())
    return Names(
        words,
        LETTERS,
        "United States Census Bureau, Frequently Occurring First Names and Surnames from the 1990 Census, files "
        "dist.female.first and dist.male.first, 1995; each name once, without its frequency",
        "public domain, as a work of the United States government",
    )


def contexts(words, length):
    """Every letter of the words, and the end of each, as an example: the `length` letters before it, and itself.

    Letters are numbered as in `names().letters`: 0 is the dot, 1 is a. Dots fill what is before a word's beginning.
    Raises ValueError if words is not a list of words of small letters a to z, or length is below 1.

    >>> X, y = contexts(["ab"], 2)
    >>> X.tolist(), y.tolist()
    ([[0, 0], [0, 1], [1, 2]], [1, 2, 0])
    """
    length = arguments.whole("length", length, 1, 100)
    if isinstance(words, str) or not all(isinstance(word, str) for word in words) or not len(words):
        raise ValueError(f"words must be a list of words; got {arguments.short(words)}. Pass ['anna', 'bob'].")
    strange = [word for word in words if not word or set(word) - set(LETTERS[1:])]
    if strange:
        raise ValueError(
            f"words must be made of the small letters a to z; got {str(strange[0])!r}. Leave it out, or write it so."
        )
    numbers = {letter: i for i, letter in enumerate(LETTERS)}
    X, y = [], []
    for word in words:
        text = [0] * length + [numbers[letter] for letter in word] + [0]
        X += [text[i : i + length] for i in range(len(word) + 1)]
        y += text[length:]
    return Contexts(np.array(X), np.array(y))  # (N, length), (N,)
