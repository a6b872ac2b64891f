"""The book's widgets, one folder each: Python holds the traits and checks them, TypeScript computes and draws.

A folder with a `widget.py` is a widget, and its class is here under its own name: `nnlib.widgets.Descent`.
"""

from importlib import import_module
from pkgutil import iter_modules

from nnlib.widgets import digits
from nnlib.widgets.base import WIDGETS

for _folder in iter_modules(__path__):
    if _folder.ispkg and _folder.name != "shared":
        import_module(f"{__name__}.{_folder.name}.widget")
globals().update(WIDGETS)

__all__ = ["digits", *WIDGETS]
