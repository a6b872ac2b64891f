"""Answers: each exercise becomes a card with an answer box and its folded solution; the page judges without Python.

In a notebook an exercise is followed by a cell `check("5-step", ...)`, and its solution is at the end, below a heading
"Solution of `5-step`", which JupyterLab keeps collapsed. In the page the cell and the heading are left out, what is
between exercise and cell moves into the exercise's card, as the solution does, and the data that judge the answer come
as JSON.
"""

import hashlib
import json
import re
from pathlib import Path

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx_exercise.nodes import exercise_enumerable_node

from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import data_of

CHECK = re.compile(r'\n?check\("([^"]+)", \.\.\.\)$')
SOLUTION = re.compile(r"Solution of (\S+)")  # a heading, with the exercise's label

log = logging.getLogger(__name__)


class exercise_card(nodes.General, nodes.Element):
    """The whole: kind and number, the question, the answer box, the solution."""


class answer_box(nodes.General, nodes.Element):
    """The place that answers.ts fills."""


class solution_part(nodes.General, nodes.Element):
    """A solution at its place in the notebook, without its heading, until it moves into its card."""


class folded_solution(nodes.General, nodes.Element):
    """The solution, folded; the page's button or its own line unfolds it."""


def setup(app):
    """Connect the extension: after sphinx-exercise has noted its labels."""
    for node in (exercise_card, answer_box, folded_solution):
        name = node.__name__
        app.add_node(node, html=(globals()[f"open_{name}"], globals()[f"close_{name}"]))
    app.connect("doctree-read", take_headings, priority=300)  # before the table of contents is made
    app.connect("doctree-read", make_cards, priority=600)
    app.connect("html-page-context", add_scripts)
    app.add_post_transform(Numbered)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def take_headings(app, doctree):
    """Make each section below a heading "Solution of `5-step`" a part without a heading, which no contents list.

    The heading above them, of which nothing else is left, goes as well.
    """
    for section in list(doctree.findall(nodes.section)):
        if found := SOLUTION.fullmatch(section[0].astext()):
            section.replace_self(solution_part("", *section[1:], label=found[1]))
    for section in list(doctree.findall(nodes.section)):
        parts = section[1:]
        if parts and all(isinstance(part, solution_part) for part in parts):
            around = section.parent
            at = around.index(section) + 1
            around[at:at] = parts
            drop(section)


def make_cards(app, doctree):
    """Turn each exercise of a page into a card, and take its `check` cell and its solution from where they were."""
    found = list(doctree.findall(exercise_enumerable_node))
    cells = {check[1]: cell for cell in doctree.findall(is_cell) if (check := CHECK.search(cell[0].astext()))}
    solutions = {part["label"]: part for part in doctree.findall(solution_part)}
    data = {}
    for exercise in found:
        label = exercise["label"]
        if label not in EXERCISES or label not in cells:
            log.warning("the exercise %r has no answer box: it needs nnlib's exercise and a cell with check", label)
            continue
        data[label] = data_of(EXERCISES[label]) | asked_by(EXERCISES[label])
        kind, question = kind_and(exercise[1])
        if data[label]["kind"] == "choice":  # the box lists the options
            question = [part for part in question if not isinstance(part, nodes.bullet_list)]
        card = exercise_card(ids=exercise["ids"], names=exercise["names"], kind=kind, number=number_of(app.env, label))
        card += [*question, *between(exercise, cells[label]), *prepared(cells[label])]
        card += answer_box(label=label, number=card["number"])
        if label in solutions:
            solution = solutions.pop(label)
            solution.parent.remove(solution)
            card += folded_solution("", *solution, ids=[solution_of(label)])
        exercise.replace_self(card)
    for label in solutions:
        log.warning("there is a heading 'Solution of %s', and no exercise of this label on its page", label)
    if data:
        text = json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        doctree += nodes.raw("", f'<script type="application/json" id="nn-exercises">{text}</script>', format="html")


def is_cell(node):
    """Whether a node is a code cell that stands in the page."""
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def between(exercise, check):
    """What is between an exercise and its check, such as a widget: it belongs to the question. Taken from the page."""
    around = exercise.parent
    if check.parent is not around:
        return []
    found = around.children[around.index(exercise) + 1 : around.index(check)]
    for part in found:
        around.remove(part)
    return found


def prepared(cell):
    """A check's cell without the check, as a list: empty where nothing is left of it. Taken from the page.

    What such a cell prepares belongs to the question, and has to come before the solution, which uses it.
    """
    cell.parent.remove(cell)
    source = next(cell.findall(nodes.literal_block))
    text = CHECK.sub("", source.astext())
    if not text:
        return []
    source.children = [nodes.Text(text)]
    source.rawsource = text
    cell.children = cell.children[:1]  # what it printed was about the check
    return [cell]


def asked_by(exercise):
    """What the page's box needs besides what judges: the widget's part, and whether it is an editor of code."""
    found = {"state": exercise.state.data()} if exercise.state else {}
    return found | {"code": True} if getattr(exercise, "code", False) else found


def kind_and(section):
    """The kind that an exercise begins with, such as "By hand", and its question without it."""
    first = section[0]
    while first.children and not first[0].astext():  # MyST puts an empty text before what is bold
        first.remove(first[0])
    if not (first.children and isinstance(first[0], nodes.strong)):
        return "", section.children
    kind = first[0].astext().rstrip(".")
    first.remove(first[0])
    first[0] = nodes.Text(first[0].astext().lstrip())
    return kind, section.children


def drop(section):
    """Remove a section; what leads to it leads to the section around it."""
    around = section.parent
    around["ids"] += section["ids"]
    around["names"] += section["names"]
    around.remove(section)


def solution_of(label):
    """The id of an exercise's solution in its page."""
    return f"{label}-solution"


def number_of(env, label):
    """The number of an exercise in its lesson, such as "6.1"."""
    known = env.sphinx_exercise_registry
    page = known[label]["docname"]
    here = [other for other in known if known[other]["docname"] == page and known[other]["type"] == "exercise"]
    return f"{label.split('-')[0]}.{here.index(label) + 1}"


class Numbered(SphinxPostTransform):
    """References to exercises say the numbers that the cards have."""

    default_priority = 4  # before sphinx-exercise makes its own of them

    def run(self, **options):
        """Give each reference its text."""
        known = getattr(self.env, "sphinx_exercise_registry", {})
        for reference in self.document.findall(pending_xref):
            label = reference.get("reftarget")
            if label in EXERCISES and label in known and not reference.get("refexplicit"):
                reference["refexplicit"] = True
                reference[0].children = []
                reference[0] += nodes.Text(f"Exercise {number_of(self.env, label)}")


def add_scripts(app, page, template, context, doctree):
    """Every page knows what is kept; a page with exercises has what judges them."""
    source = Path(app.env.doc2path(page)) if page in app.env.found_docs else None
    lesson = {"data-lesson": page.removeprefix("book/"), "data-version": version_of(source)}
    app.add_js_file("live/kept.js", priority=400, defer="defer", **lesson)
    if doctree is not None and next(doctree.findall(exercise_card), None):
        app.add_js_file("live/answers.js", priority=402, defer="defer")
    app.add_js_file("live/work.js", priority=403, defer="defer")
    app.add_css_file("answers.css", priority=820)


def version_of(source):
    """A digest of a notebook's cells, or of another page's text."""
    if source is None:
        return ""
    text = source.read_text(encoding="utf8")
    if source.suffix == ".ipynb":
        text = json.dumps([[cell["cell_type"], "".join(cell["source"])] for cell in json.loads(text)["cells"]])
    return hashlib.sha256(text.encode()).hexdigest()[:12]


def open_exercise_card(self, node):
    kind = f'<span class="nn-chip">{self.encode(node["kind"])}</span>' if node["kind"] else ""
    title = f'<span class="nn-exercise-number">Exercise {node["number"]}</span>'
    self.body.append(f'<div class="nn-exercise" id="{node["ids"][0]}"><p class="nn-exercise-head">{title} {kind}</p>\n')


def close_exercise_card(self, node):
    self.body.append("</div>\n")


def open_answer_box(self, node):
    self.body.append(f'<div class="nn-answer" data-exercise="{node["label"]}" data-number="{node["number"]}">')


def close_answer_box(self, node):
    self.body.append("</div>\n")


def open_folded_solution(self, node):
    # The id is inside: who follows a link to what is folded finds it unfolded.
    inside = f'<div id="{node["ids"][0]}">'
    self.body.append(f'<details class="nn-solution"><summary>Solution</summary>{inside}\n')


def close_folded_solution(self, node):
    self.body.append("</div></details>\n")
