"""Ends: what to remember as a raised card, and after a lesson the next one as a large card with its picture."""

from docutils import nodes

from book._ext.lesson import LESSON
from book._ext.stills import still

REMEMBER = "What to remember"


def setup(app):
    """Connect the extension. `book/_templates/components/prev-next.html` shows what it finds."""
    app.connect("doctree-read", mark_remember)
    app.connect("env-before-read-docs", note_read)
    app.connect("env-updated", pages_before)
    app.connect("html-page-context", add_next)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def mark_remember(app, doctree):
    """The section that a lesson ends with gets a class, by which it becomes a card."""
    for section in doctree.findall(nodes.section):
        if LESSON.match(app.env.docname) and section[0].astext() == REMEMBER:
            section["classes"].append("nn-remember")


def note_read(app, env, names):
    """Which pages this build reads."""
    app.nn_read = list(names)


def pages_before(app, env):
    """The lesson before one that was read is written again: it shows that one's title and picture."""
    related = env.collect_relations()
    before = {related[name][1] for name in app.nn_read if name in related}
    return [name for name in before if name and LESSON.match(name)]


def add_next(app, page, template, context, doctree):
    """What the card shows of the page that comes next: its number, its own title, its picture."""
    context["nn_front"] = page == app.config.root_doc
    after = app.env.collect_relations().get(page, (None, None, None))[2] if LESSON.match(page) else None
    if after:
        lesson = LESSON.match(after)
        title = app.env.titles[after].astext()
        context["nn_next"] = {
            "place": f"Next: lesson {int(lesson[1])}" if lesson else "After the last lesson",
            "title": title.partition(". ")[2] if lesson else title,
            "still": still(app.env, after, page),
        }
