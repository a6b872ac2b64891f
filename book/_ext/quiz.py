"""Quiz: a question with answers to choose from, and for each the reason why it is right or not. It needs no JavaScript.

```{admonition} The gradient is zero. What follows?
:class: quiz
:label: 6-quiz-flat

- [ ] The lowest place is reached.

  A saddle is flat too, and so is a plateau.
- [x] A small step changes the cost hardly at all.

  That is all that "flat" says.
```

It is written as an admonition of the class `quiz`, because JupyterLab shows an admonition, and no directive of ours.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.admonitions import Admonition
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

MARK = re.compile(r"\[([ x])\]\s+")
WORDS = {True: "Right.", False: "Not quite."}

log = logging.getLogger(__name__)


class quiz(nodes.Element):
    """The whole: a question and its answers."""


class quiz_question(nodes.Element):
    """The question."""


class quiz_answer(nodes.Element):
    """One answer: its text and its reason; `right`, and the `quiz` and `id` that its radio button goes by."""


class quiz_text(nodes.Element):
    """What can be chosen."""


class quiz_reason(nodes.Element):
    """What is said to who chose it."""


def setup(app):
    """Add the directive, and what each of its parts is in a page."""
    app.add_directive("admonition", AdmonitionOrQuiz, override=True)
    for part in (quiz, quiz_question, quiz_answer, quiz_text, quiz_reason):
        name = part.__name__
        app.add_node(part, html=(globals()[f"open_{name}"], globals()[f"close_{name}"]))
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", lambda app, env, names, other: merge(env, names, labels_of(other)))
    app.add_css_file("quiz.css", priority=810)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


class AdmonitionOrQuiz(SphinxDirective, Admonition):
    """An admonition; one of the class "quiz" is a quiz, and a wrong one is a warning that says what to mend."""

    option_spec = {**Admonition.option_spec, "label": directives.unchanged_required}  # noqa: RUF012, as docutils has it

    def run(self):
        """The nodes of one or the other."""
        if "quiz" not in self.options.get("class", []):
            return super().run()
        label = self.options.get("label", "").strip()
        self.name = f"the quiz {label!r}" if label else f"the quiz {self.arguments[0]!r}"
        if not re.fullmatch(r"\d+-quiz-[a-z0-9-]+", label):
            self.warn("needs a label of its own, as in ':label: 6-quiz-flat'")
        self.take(label)
        whole = quiz(ids=[label])
        self.set_source_info(whole)
        question, _ = self.state.inline_text(self.arguments[0], self.lineno)
        whole += quiz_question("", *question)
        for i, (text, reason, right) in enumerate(self.answers()):
            answer = quiz_answer(right=right, quiz=label, id=f"{label}-{i + 1}")
            answer += [quiz_text("", *text), reason]
            whole += answer
        return [whole]

    def take(self, label):
        """Note the label, which no other quiz of the book may have."""
        labels, here = labels_of(self.env), self.env.docname
        if label in labels:
            self.warn(f"has a label that {labels[label]} has already: give each quiz its own")
        labels[label] = here

    def answers(self):
        """Each answer as (nodes of its text, its reason, whether it is right)."""
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        if len(body) != 1 or not isinstance(body[0], nodes.bullet_list):
            self.warn("should hold one list of answers and nothing else")
        found = [self.answer(item) for item in body.findall(nodes.list_item) if item.parent.parent is body]
        right = sum(answer[2] for answer in found)
        if len(found) < 2:
            self.warn(f"has {len(found)} answer(s): give two or more to choose from")
        if right != 1:
            self.warn(f"has {right} right answers: mark exactly one with [x], and each other with [ ]")
        return found

    def answer(self, item):
        """One list item taken apart."""
        first, *rest = item.children
        mark = MARK.match(first.astext())
        if not isinstance(first, nodes.paragraph) or not mark or not isinstance(first[0], nodes.Text):
            self.warn(f"has an answer that begins neither with [x] nor with [ ]: {item.astext()[:50]!r}")
        else:
            first[0] = nodes.Text(MARK.sub("", str(first[0]), count=1))
        right = bool(mark) and mark[1] == "x"
        if not any(part.astext().strip() for part in rest):
            self.warn(f"does not explain the answer {first.astext()[:50]!r}: add a paragraph below it, indented by two")
        said = nodes.strong("", WORDS[right])
        if rest and isinstance(rest[0], nodes.paragraph):
            rest[0].insert(0, [said, nodes.Text(" ")])
        else:
            rest.insert(0, nodes.paragraph("", "", said))
        return first.children, quiz_reason("", *rest), right

    def warn(self, what):
        """A warning at the quiz's place."""
        log.warning("%s %s", self.name, what, location=self.get_location())


def labels_of(env):
    """Which page each quiz stands in, by label, kept with the build's environment."""
    if not hasattr(env, "nn_quizzes"):
        env.nn_quizzes = {}
    return env.nn_quizzes


def forget(app, env, name):
    """Drop the quizzes of a page that is read again."""
    env.nn_quizzes = {label: page for label, page in labels_of(env).items() if page != name}


def merge(env, names, others):
    """Take in what a parallel reader found."""
    own = labels_of(env)
    for label, page in others.items():
        if page in names:
            if own.get(label, page) != page:
                log.warning("the quiz %r stands in %s and in %s: give each quiz its own label", label, own[label], page)
            own[label] = page


def open_quiz(self, node):
    self.body.append(f'<fieldset class="nn-quiz" id="{node["ids"][0]}">')


def close_quiz(self, node):
    self.body.append("</fieldset>\n")


def open_quiz_question(self, node):
    self.body.append('<legend><span class="nn-quiz-kind">Question</span> ')


def close_quiz_question(self, node):
    self.body.append("</legend>\n")


def open_quiz_answer(self, node):
    kind = "right" if node["right"] else "not"
    self.body.append(
        f'<div class="nn-quiz-answer" data-kind="{kind}">'
        f'<input type="radio" name="{node["quiz"]}" id="{node["id"]}" autocomplete="off">'
    )
    self.context.append(node["id"])


def close_quiz_answer(self, node):
    self.context.pop()
    self.body.append("</div>\n")


def open_quiz_text(self, node):
    self.body.append(f'<label for="{self.context[-1]}"><span>')


def close_quiz_text(self, node):
    self.body.append("</span></label>\n")


def open_quiz_reason(self, node):
    # The region stands there from the start: what appears within it is read aloud.
    self.body.append('<div role="status"><div class="nn-quiz-reason">')


def close_quiz_reason(self, node):
    self.body.append("</div></div>\n")
