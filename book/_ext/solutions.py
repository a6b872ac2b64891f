"""Solutions: a directive that lists every exercise of the book with its question and the way to its solution.

```{solutions}
```

The solutions themselves stand in their lessons, once.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective


class solutions(nodes.General, nodes.Element):
    """Where the list will stand when all lessons are known."""


class Solutions(SphinxDirective):
    """The directive."""

    def run(self):
        """The place of the list."""
        return [solutions()]


class Listed(SphinxPostTransform):
    """Fills the place, before references are resolved: a question may hold some."""

    default_priority = 5

    def run(self, **options):
        """The title of each lesson, and below it its exercises in order."""
        for place in list(self.document.findall(solutions)):
            known = self.env.sphinx_exercise_registry
            answered = {known[label]["node"].get("target_label"): label for label in known}
            asked = [label for label in answered if label in known]
            found = []
            for lesson in sorted({known[label]["docname"] for label in asked}):
                lines = self.env.get_doctree(lesson).findall(nodes.Element)
                texts = {name: line for line in lines for name in line.get("ids", ())}
                here = [label for label in asked if known[label]["docname"] == lesson]
                found.append(nodes.rubric("", "", self.link(lesson, "", self.env.titles[lesson].astext())))
                items = (self.item(lesson, label, texts[label], answered[label]) for label in here)
                found.append(nodes.bullet_list("", *items))
            place.replace_self(found)

    def item(self, lesson, label, exercise, solution):
        """One exercise: its number, its question and the way to its solution."""
        number = self.env.toc_fignumbers[lesson]["exercise"][label][-1]
        question = next(exercise.findall(nodes.paragraph)).deepcopy()
        for reference in question.findall(lambda node: "refdoc" in getattr(node, "attributes", {})):
            reference["refdoc"] = self.env.docname  # it stands here now
        ways = [self.link(lesson, label, f"Exercise {number}"), nodes.Text(". ")]
        end = [nodes.Text(" "), self.link(lesson, solution, "Solution"), nodes.Text(".")]
        return nodes.list_item("", nodes.paragraph("", "", *ways, *question.children, *end))

    def link(self, lesson, place, text):
        """A link from this page to a place in a lesson."""
        uri = self.app.builder.get_relative_uri(self.env.docname, lesson)
        return nodes.reference("", text, internal=True, refuri=f"{uri}#{place}" if place else uri)


def setup(app):
    """Add the directive; its page is written again whenever a lesson was read again."""
    app.add_node(solutions)
    app.add_directive("solutions", Solutions)
    app.add_post_transform(Listed)
    app.connect("env-updated", lambda app, env: [name for name in env.found_docs if name.endswith("/solutions")])
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
