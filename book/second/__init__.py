"""Second numbers: the exercises by hand with other numbers, a file for each lesson; `python -m book.second --seed 1`.

Each file's EXERCISES has a Variant for each name. A new file here is found by itself. Where an answer is one line of
algebra it is written as such: a test compares it, for the lesson's own numbers, with what `nnlib` computes there.
"""

import importlib
import pkgutil

_FILES = [one.name for one in pkgutil.iter_modules(__path__) if one.name.startswith("lesson_")]
VARIANTS = {
    name: variant
    for file in sorted(_FILES)
    for name, variant in importlib.import_module(f"{__name__}.{file}").EXERCISES.items()
}
