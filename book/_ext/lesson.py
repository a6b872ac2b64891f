"""Lesson: its number in every list, and at its head its place in the course, its minutes and what it needs.

The minutes are worked out from the lesson by book/minutes.py. A table has them by the role `minutes`, whose content
is a lesson's number, or "all".
"""

import re
from pathlib import Path

from docutils import nodes
from markupsafe import escape
from sphinx.addnodes import toctree

from book import minutes
from book.files import files

LESSON = re.compile(r"book/(\d\d)-")
# A row of the teachers' table: | [5 Downhill](../05-gradient-descent.ipynb) | {minutes}`5` | lesson 4 | ... |
ROW = re.compile(r"^\| \[\d+ [^\]]*\]\(\.\./([\w-]+)\.ipynb\) \| [^|]* \| ([^|]*) \|", re.MULTILINE)


def setup(app):
    """Connect the extension: titles are numbered when all pages are read, heads are made when pages are written."""
    app.add_role("minutes", minutes_role)
    app.connect("doctree-read", mark_lead)
    app.connect("env-updated", number_titles)
    app.connect("doctree-resolved", add_head)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def mark_lead(app, doctree):
    """The first paragraph of a lesson or a widget's page, which asks its question, is set larger."""
    if LESSON.match(app.env.docname) or app.env.docname.startswith("book/widgets/"):
        title = next(doctree.findall(nodes.title))
        for part in title.parent[1:]:
            if isinstance(part, nodes.paragraph):
                part["classes"].append("nn-lead")
                return


def number_titles(app, env):
    """Put the number before the title wherever another page names the lesson: sidebar, links, search."""
    for name in env.titles:
        if not (lesson := LESSON.match(name)):
            continue
        number = f"{int(lesson[1])}. "
        for title in (env.titles[name], next(env.tocs[name].findall(nodes.reference))):
            if not title.astext().startswith(number):
                title.insert(0, nodes.Text(number))


def add_head(app, doctree, name):
    """One line above the title, and a rule as long as the part of the course that is behind the reader."""
    if not (lesson := LESSON.match(name)):
        return
    lessons = {page: part for part, pages in parts(app.env) for page in pages if LESSON.match(page)}
    reading, exercises = minutes.of(Path(app.srcdir) / f"{name}.ipynb")
    needs = needed(app)[name.removeprefix("book/")]
    at, of = int(lesson[1]), len(lessons)
    takes = f"{reading} minutes, exercises {exercises} more"
    said = [lessons[name], f"lesson {at} of {of}", takes, f"needs {needs}"]
    spans = "".join(f"<span>{escape(one)}</span>" for one in said)
    head = f'<p class="nn-place">{spans}</p><div class="nn-progress" style="--nn-share: {at / of:.3f}"></div>'
    title = next(doctree.findall(nodes.title))
    title.parent.insert(0, nodes.raw("", head, format="html"))


def parts(env):
    """The parts of the book as its contents list has them: (caption, pages)."""
    for node in env.get_doctree(env.config.root_doc).findall(toctree):
        yield node["caption"], [page for _, page in node["entries"]]


def needed(app):
    """What each lesson needs, from the teachers' page, which is where it is written down."""
    return dict(ROW.findall((Path(app.srcdir) / "book/appendix/teachers.md").read_text(encoding="utf8")))


def minutes_role(name, source, text, line, inliner, options=None, content=()):
    """A lesson's minutes, as "30 + 25"; of all lessons, their sums in hours."""
    lessons = [path for path in files(minutes.BOOK, "*.ipynb") if path.name[:2].isdigit()]
    if text == "all":
        reading, exercises = (round(sum(column) / 60) for column in zip(*map(minutes.of, lessons), strict=True))
    else:
        lessons = [path for path in lessons if int(path.name[:2]) == int(text)]
        reading, exercises = minutes.of(lessons[0])
    for path in lessons:
        inliner.document.settings.env.note_dependency(str(path))
    return [nodes.Text(f"{reading} + {exercises}")], []
