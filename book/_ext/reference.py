"""Reference: a directive that lists every public name of a module with its docstring, so that none is left out.

```{eval-rst}
.. reference:: nnlib.figures
```
"""

import importlib
import inspect

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.util.docutils import SphinxDirective


def setup(app):
    """Add the directive, and have docstrings read as they are written: single backticks are code."""
    app.setup_extension("sphinx.ext.autodoc")
    app.config.default_role = "literal"
    app.config.autodoc_default_options = {"member-order": "bysource"}
    app.add_directive("reference", Reference)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class Reference(SphinxDirective):
    """The directive; its argument is a module."""

    required_arguments = 1

    def run(self):
        """Each public name by autodoc."""
        module = importlib.import_module(self.arguments[0])
        self.env.note_dependency(module.__file__)
        names = getattr(module, "__all__", None) or defined_in(module)
        lines = [line for name in names for line in documented(module, name)]
        found = nodes.Element()
        self.state.nested_parse(StringList(lines, module.__name__), 0, found)
        return found.children


def defined_in(module):
    """The public functions that stand in a module's own file."""
    found = inspect.getmembers(module, inspect.isfunction)
    return [name for name, value in found if value.__module__ == module.__name__ and not name.startswith("_")]


def documented(module, name):
    """The lines that describe one name: a function, a class with its own methods, or an object."""
    full, value = f"{module.__name__}.{name}", getattr(module, name)
    if inspect.ismodule(value):
        return []
    if inspect.isclass(value):
        fields = ", ".join(getattr(value, "_fields", ()))  # of a tuple: its docstring tells what they are
        return [f".. autoclass:: {full}{made_with(value)}", "   :members:", f"   :exclude-members: {fields}", ""]
    if inspect.isfunction(value):
        return [f".. autofunction:: {full}", ""]
    if isinstance(value, dict):
        told = f"A dictionary with the keys {', '.join(f'``{key}``' for key in value)}."
        return [f".. py:data:: {full}", "", f"   {told}", ""]
    kind = type(value).__name__
    told = f"An object of :py:class:`{module.__name__}.{kind}`." if kind in module.__all__ else inspect.getdoc(value)
    text = [f"   {line}" for line in told.splitlines()]
    return [f".. py:function:: {full}{inspect.signature(value)}", "", *text, ""]


def made_with(value):
    """A widget's own arguments, which autodoc does not see behind its metaclass; "" for any other class."""
    if not hasattr(value, "class_traits"):
        return ""
    of = inspect.signature(value.__init__)
    return str(of.replace(parameters=list(of.parameters.values())[1:]))
