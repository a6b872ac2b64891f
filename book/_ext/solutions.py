"""Solutions: a directive that lists every exercise of the book with its question and the way to its solution.

```{solutions}
```

The solutions themselves stand in their lessons, once.
"""

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from book._ext.answers import number_of, solution_of


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
            found = []
            for lesson in sorted({exercise["docname"] for exercise in known.values()}):
                lines = self.env.get_doctree(lesson).findall(nodes.Element)
                texts = {name: line for line in lines for name in line.get("ids", ())}
                here = [label for label in known if known[label]["docname"] == lesson]
                found.append(nodes.rubric("", "", self.link(lesson, "", self.env.titles[lesson].astext())))
                items = (self.item(lesson, label, texts[label]) for label in here)
                found.append(nodes.bullet_list("", *items))
            place.replace_self(found)

    def item(self, lesson, label, exercise):
        """One exercise: its number, its question and the way to its solution."""
        number = number_of(self.env, label)
        question = next(exercise.findall(nodes.paragraph)).deepcopy()
        for reference in question.findall(lambda node: "refdoc" in getattr(node, "attributes", {})):
            reference["refdoc"] = self.env.docname  # it stands here now
        ways = [self.link(lesson, label, f"Exercise {number}"), nodes.Text(". ")]
        end = [nodes.Text(" "), self.link(lesson, solution_of(label), "Solution"), nodes.Text(".")]
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
