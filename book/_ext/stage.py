"""Stage: words in the text that set a widget ("Show this"), and a widget that stays on the screen beside its text.

In a notebook it is a link, which JupyterLab and Colab show as one:

    [Show this](<#descent-1={"steps": 3}> "three steps")

It holds a state as a copied link does, by the traits that differ from how the widget was made; its title names the
state. Here it becomes a button, which `book/live/stage.ts` brings to life. A widget whose cell is tagged `stage-2`
stays beside the text that follows it and the next two sections.
"""

import json
import re
from urllib.parse import unquote

import numpy as np
from docutils import nodes
from markupsafe import escape
from sphinx.transforms import SphinxTransform
from sphinx.util import logging

from nnlib.widgets.base import WIDGETS
from nnlib.widgets.schema import Checked, Table

STATE = re.compile(r"#([a-z]+-\d+)=(.*)", re.DOTALL)
TAG = re.compile(r"tag_stage-(\d+)")

log = logging.getLogger(__name__)


def setup(app):
    """Connect the extension: links are checked when a page is read, and stages are built when it is written."""
    app.add_transform(TakeLinks)
    app.connect("doctree-read", check_links, priority=600)  # the widgets have their places by now
    app.connect("doctree-resolved", build_stages)
    app.connect("html-page-context", add_script)
    app.add_css_file("stage.css", priority=805)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class show(nodes.Inline, nodes.TextElement):
    """A link that sets a widget's state, until it is a button."""


class TakeLinks(SphinxTransform):
    """Take the links with a state, before MyST looks for headings of their names."""

    default_priority = 870  # MyST's ResolveAnchorIds has 879

    def apply(self, **kwargs):
        """Visit every link to the page itself."""
        for link in list(self.document.findall(nodes.reference)):
            if link.get("id_link") and (found := STATE.fullmatch(unquote(link["refuri"]))):
                part = show("", *link.children, place=found[1], state=found[2], named=link.get("reftitle", ""))
                part.line, part.source = link.line, link.source
                link.replace_self(part)


def check_links(app, doctree):
    """Make each link a button, where its state is one that the widget can have; else say how to mend it."""
    places = {node["place"] for node in doctree.findall(nodes.raw) if "place" in node}
    for number, link in enumerate(list(doctree.findall(show)), 1):
        if problem := problem_with(link, places):
            log.warning("%s", problem, location=(app.env.docname, link.line))
        link.replace_self(nodes.raw("", html_of(link, number), format="html", shows=link["place"]))


def html_of(link, number):
    """The button; without scripts, where it would do nothing, the theme hides it."""
    name = f"{link.astext()}: {link['named']}"
    return (
        f'<button type="button" class="nn-show pst-js-only" id="show-{number}" data-place="{escape(link["place"])}" '
        f'data-state="{escape(link["state"])}" data-named="{escape(link["named"])}" aria-label="{escape(name)}">'
        f"{escape(link.astext())}</button>"
    )


def problem_with(link, places):
    """What is wrong with a link's state, and how to mend it: a sentence, "" where nothing is."""
    place, said = link["place"], f'The link "{link.astext()}" with {link["place"]}'
    if place not in places:
        return f"{said} names a widget that the page does not have: name one of {', '.join(sorted(places)) or 'none'}."
    if not link["named"]:
        return f'{said} has no title: name the state behind the address, as in (<#...> "three steps").'
    try:
        state = json.loads(link["state"])
    except ValueError as error:
        return f'{said} is not JSON ({error}): write traits in double quotes, such as {{"steps": 3}}.'
    if not isinstance(state, dict):
        return f'{said} names no traits: write them with their values, such as {{"steps": 3}}.'
    kind = {name.lower(): widget for name, widget in WIDGETS.items()}[place.split("-")[0]]
    traits = {
        name: trait for name, trait in kind.class_traits().items() if isinstance(trait, Checked) and not trait.fixed
    }
    for name, value in state.items():
        if name not in traits:
            return f"{said} sets {name!r}, which no link can set: name one of {', '.join(traits)}."
        try:
            traits[name].kind.check(name, as_table(traits[name].kind, value))
        except ValueError as error:
            return f"{said} cannot be shown: {error}"
    return ""


def as_table(kind, value):
    """A link's flat list as the table that a widget has; any other value as it is."""
    return np.reshape(value, (-1, kind.columns or 1)) if isinstance(kind, Table) else value


def build_stages(app, doctree, name):
    """Put each widget whose cell is tagged as a stage beside the text that follows; and the place of its way back."""
    if app.builder.format != "html":
        return
    shown = {part["shows"] for part in doctree.findall(nodes.raw) if "shows" in part}
    for place in [part for part in doctree.findall(nodes.raw) if part.get("place") in shown]:
        cell = place.parent
        while "cell" not in cell["classes"]:
            cell = cell.parent
        tag = next((found for one in cell["classes"] if (found := TAG.fullmatch(one))), None)
        back = nodes.raw("", f'<p class="nn-in-text pst-js-only" data-place="{place["place"]}"></p>', format="html")
        if not tag:
            cell.parent.insert(cell.parent.index(cell), back)
            continue
        above, at = cell.parent, cell.parent.index(cell)
        sections = [i for i, part in enumerate(above) if i > at and isinstance(part, nodes.section)]
        end = sections[int(tag[1])] if int(tag[1]) < len(sections) else len(above)
        steps = nodes.container("", *above[at + 1 : end], classes=["nn-steps"])
        # "popout": the theme folds its list of sections while such a part is on the screen
        stage = nodes.container(
            "", nodes.container("", back, cell, classes=["nn-staged", "popout"]), steps, classes=["nn-stage"]
        )
        above[at:end] = [stage]


def add_script(app, page, template, context, doctree):
    """Give a page with such links their script."""
    if doctree is not None and any("shows" in part for part in doctree.findall(nodes.raw)):
        app.add_js_file("live/stage.js", defer="defer")
