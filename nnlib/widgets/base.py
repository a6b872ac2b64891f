"""What every widget shares: a schema of its traits, a sentence on what it shows, its picture, and no misspelt trait."""

import contextlib
import re
from pathlib import Path

import anywidget
import traitlets

from nnlib import arguments
from nnlib.widgets.schema import Checked

STATIC = Path(__file__).parent / "static"
WIDGETS = {}  # name -> class: filled as each folder's widget.py is imported


class Disagreement(ValueError, traitlets.TraitError):
    """Traits that do not fit each other. As a TraitError it has traitlets put back what was set together."""


class Widget(anywidget.AnyWidget):
    """An anywidget with a style sheet, a sentence on what it shows, and a repr without an address."""

    about = traitlets.Unicode().tag(sync=True)  # read out, and shown where no script runs; a default, so there at once
    _schema = traitlets.Dict().tag(sync=True)  # what the page checks links and typed numbers by

    def __init_subclass__(cls, **options):
        """The class of a folder's widget.py is that widget; its module and its style sheet are named as the folder."""
        own = re.fullmatch(rf"{__package__}\.(\w+)\.widget", cls.__module__)
        if own and "_esm" not in vars(cls):  # anywidget makes a class like this one for each object, with its own
            cls.folder = folder = own[1]
            cls._esm, cls._css = STATIC / f"{folder}.js", STATIC / f"{folder}.css"
            WIDGETS[cls.__name__] = cls
        super().__init_subclass__(**options)

    @contextlib.contextmanager
    def hold_trait_notifications(self):
        """Traits that are set together are checked together, and reach the page in one message: it draws no half."""
        with self.hold_sync(), super().hold_trait_notifications():
            yield

    def __init__(self, **traits):
        for name in traits:
            self._known(name)
        super().__init__(**traits)
        self._described = None if "about" in traits else self.about
        self.observe(self._retell)

    def __setattr__(self, name, value):
        """Refuse a misspelt trait; private names, and all that ipywidgets' own classes have, are as ever."""
        if not name.startswith("_") and not hasattr(type(self), name):
            self._known(name)
        super().__setattr__(name, value)

    @classmethod
    def schema(cls):
        """What each trait of a state may be, by name, as JSON."""
        return {name: trait.described() for name, trait in cls.class_traits().items() if isinstance(trait, Checked)}

    @traitlets.default("_schema")
    def _described_traits(self):
        return self.schema()

    def _known(self, name):
        known = [trait for trait in self.trait_names(sync=True) if not trait.startswith("_")]
        arguments.named("a trait", name, dict.fromkeys(known))

    def _retell(self, change):
        """Say it anew where what it tells of has changed, unless somebody has put words of their own in its place."""
        if self.about == self._described:
            self._described = self.about = self._about()

    def _repr_mimebundle_(self, **options):
        """The widget, and for hosts that show none its picture, where matplotlib is there to draw one."""
        data, metadata = super()._repr_mimebundle_(**options)
        with contextlib.suppress(ImportError, ValueError):  # figures refuse some states: a cost that is flat, for one
            from nnlib.widgets.shared import pictures

            data["image/svg+xml"] = pictures.svg(self)
        return data, metadata
