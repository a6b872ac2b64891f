"""Quiz: a question with answers to choose from, and for each the reason why it is right or not.

````{admonition} The gradient is zero. What follows?
:class: quiz
:label: 5-quiz-flat

1. The lowest place is reached.
2. A small step changes the cost hardly at all.

```{admonition} Answer
:class: dropdown

1. [ ] A saddle is flat too, and so is a plateau.
2. [x] That is all that "flat" says.
```
````

The inner list has the mark and the reason of each answer, in the same order; JupyterLab folds it. Where several are
marked with [x], each can be ticked by itself. Where the answer is to be typed, there is the inner list alone, one of
its answers is marked with [=], and reasons are paragraphs of their own:

    - [=] 0 | none

      The change is the shock times the input, and the input is zero.

This accepts both, numbers by their value and words in any case; answers marked with [ ] are wrong ones with a reason of
their own. Choosing needs no JavaScript; `quiz.ts` reads typed answers, and keeps all.

It is written as an admonition of the class `quiz`, because JupyterLab shows an admonition, and no directive of ours.
"""

import re

from docutils import nodes
from docutils.parsers.rst import directives
from docutils.parsers.rst.directives.admonitions import Admonition
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

MARK = re.compile(r"\[([ x=])\](?:\s+|$)")
ONE, SEVERAL, TYPED = "one", "several", "typed"
KINDS = {ONE: "", SEVERAL: ": tick all that are right", TYPED: ": type the answer"}
WORDS = {True: "Right.", False: "Not quite."}

log = logging.getLogger(__name__)


class quiz(nodes.Element):
    """The whole: a question and its answers; `kind` is ONE, SEVERAL or TYPED."""


class quiz_question(nodes.Element):
    """The question."""


class quiz_answer(nodes.Element):
    """One answer: its text and its reason; `right`, `kind`, and the `quiz` and `id` that its button goes by."""


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
    app.connect("doctree-read", number)
    app.connect("env-purge-doc", forget)
    app.connect("env-merge-info", lambda app, env, names, other: merge(env, names, labels_of(other)))
    app.add_css_file("quiz.css", priority=810)
    app.connect("html-page-context", add_script)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def number(app, doctree):
    """Give each question its place among those of its page, where there are several."""
    questions = list(doctree.findall(quiz_question))
    for i, question in enumerate(questions):
        question["place"] = f" {i + 1} of {len(questions)}" if len(questions) > 1 else ""


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
            self.warn("needs a label of its own, as in ':label: 5-quiz-flat'")
        self.take(label)
        found = self.answers()
        marks = [mark for _, _, mark in found]
        kind = TYPED if "=" in marks else SEVERAL if marks.count("x") > 1 else ONE
        whole = quiz(ids=[label], kind=kind)
        self.set_source_info(whole)
        question, _ = self.state.inline_text(self.arguments[0], self.lineno)
        whole += quiz_question("", *question, kind=kind)
        for i, (text, reason, mark) in enumerate(found):
            answer = quiz_answer(right=mark in "x=", kind=kind, quiz=label, id=f"{label}-{i + 1}")
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
        """Each answer as (nodes of its text, its reason, its mark)."""
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        lists = [items_of(part) for part in body]
        if not 1 <= len(lists) <= 2 or not all(lists) or not isinstance(body[-1], nodes.admonition):
            self.warn("should hold a numbered list of answers, and an admonition with their marks and reasons")
            return []
        *texts, key = lists
        marked = [self.marked(item) for item in key]
        marks = [mark for mark, _ in marked]
        if texts:
            self.look(marks, texts[0])
            found = [(text[0], said, mark) for text, (mark, said) in zip(texts[0], marked, strict=False)]
        else:
            if marks.count("=") != 1 or "x" in marks:
                self.warn("has no list to choose from, so its answer is typed: mark one with [=], as in [=] 0 | none")
            found = [(text, said, mark) for mark, (text, *said) in marked]
        return [(text.children, self.reason(text, said, mark), mark) for text, said, mark in found]

    def look(self, marks, texts):
        """Warn where the marks do not fit the answers to choose from."""
        if len(marks) != len(texts):
            self.warn(f"has {len(texts)} answer(s) and {len(marks)} reason(s): give each one, in the same order")
        if len(texts) < 2:
            self.warn(f"has {len(texts)} answer(s): give two or more to choose from")
        right = marks.count("x")
        if right == 0 or (right > 1 and " " not in marks) or "=" in marks:
            self.warn(f"has {right} right answers of {len(marks)}: mark one or more with [x], and the others with [ ]")

    def marked(self, item):
        """The mark with which a list item begins, and its paragraphs without it."""
        first = item[0]
        mark = MARK.match(first.astext())
        if not isinstance(first, nodes.paragraph) or not mark or not isinstance(first[0], nodes.Text):
            self.warn(f"has an answer that begins neither with [x] nor with [ ] or [=]: {item.astext()[:50]!r}")
            return " ", item.children
        first[0] = nodes.Text(MARK.sub("", str(first[0]), count=1))
        return mark[1], item.children

    def reason(self, text, said, mark):
        """The word for the mark, and the reason after it."""
        if not any(part.astext().strip() for part in said):
            self.warn(f"does not explain the answer {text.astext()[:50]!r}: write the reason after its mark")
        if said and said[0].astext().startswith(tuple(WORDS.values())):
            self.warn(f"says Right or Not quite itself for {text.astext()[:50]!r}: the page writes that word before it")
        word = nodes.strong("", WORDS[mark != " "])
        if said and isinstance(said[0], nodes.paragraph):
            said[0].insert(0, [word, nodes.Text(" ")])
        else:
            said = [nodes.paragraph("", "", word), *said]
        return quiz_reason("", *said)

    def warn(self, what):
        """A warning at the quiz's place."""
        log.warning("%s %s", self.name, what, location=self.get_location())


def items_of(part):
    """The items of a list, or of the list that an admonition holds and nothing else."""
    if isinstance(part, nodes.admonition) and len(part) == 2:  # its title and the list
        part = part[1]
    return part.children if isinstance(part, (nodes.bullet_list, nodes.enumerated_list)) else []


def labels_of(env):
    """Which page each quiz is on, by label, kept with the build's environment."""
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
                log.warning("the quiz %r is on %s and on %s: give each quiz its own label", label, own[label], page)
            own[label] = page


def add_script(app, page, template, context, doctree):
    """What keeps the answers, and reads the typed ones, for pages with a quiz."""
    if doctree is not None and next(doctree.findall(quiz), None):
        app.add_js_file("live/quiz.js", priority=404, defer="defer")


def open_quiz(self, node):
    self.body.append(f'<fieldset class="nn-quiz" id="{node["ids"][0]}" data-kind="{node["kind"]}">')


def close_quiz(self, node):
    self.body.append("</details></fieldset>\n" if node["kind"] == TYPED else "</fieldset>\n")


def open_quiz_question(self, node):
    self.body.append(f'<legend><span class="nn-quiz-kind">Question{node["place"]}{KINDS[node["kind"]]}</span> ')


def close_quiz_question(self, node):
    self.body.append("</legend>\n")
    if node["kind"] == TYPED:  # without scripts the answers can be unfolded
        self.body.append("<details><summary>Show the answer</summary>")


def open_quiz_answer(self, node):
    kind = "right" if node["right"] else "not"
    self.body.append(f'<div class="nn-quiz-answer" data-kind="{kind}">')
    if node["kind"] != TYPED:
        form = "radio" if node["kind"] == ONE else "checkbox"
        self.body.append(f'<input type="{form}" name="{node["quiz"]}" id="{node["id"]}" autocomplete="off">')
    self.context.append(node)


def close_quiz_answer(self, node):
    self.context.pop()
    self.body.append("</div>\n")


def open_quiz_text(self, node):
    answer = self.context[-1]
    self.body.append("<p>" if answer["kind"] == TYPED else f'<label for="{answer["id"]}"><span>')


def close_quiz_text(self, node):
    self.body.append("</p>\n" if self.context[-1]["kind"] == TYPED else "</span></label>\n")


def open_quiz_reason(self, node):
    # The region stands there from the start: what appears within it is read aloud.
    status = "" if self.context[-1]["kind"] == TYPED else ' role="status"'
    self.body.append(f'<div{status}><div class="nn-quiz-reason">')


def close_quiz_reason(self, node):
    self.body.append("</div></div>\n")
