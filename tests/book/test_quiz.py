"""Claims about quizzes: a mouse, a finger and a keyboard choose, a word says why, and a broken quiz is not built."""

import io
import re
from pathlib import Path

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.book.opened import AXE, PAGES, some

EXTENSIONS = Path(__file__).parents[2] / "book/_ext"
LESSONS = [name for name in PAGES if re.match(r"book/\d\d-", name)]
LESSON = "book/03-one-neuron"
GOOD = """1. Up.
2. Down.

```{admonition} Answer
:class: dropdown

1. [ ] It is not.
2. [x] It is.
```
"""


def reasons(quiz):
    """The reasons that are to be seen."""
    return [reason.inner_text() for reason in quiz.locator(".nn-quiz-reason").all() if reason.is_visible()]


@pytest.mark.parametrize("name", some(LESSONS, 3, 2))
def test_every_answer_of_every_quiz_is_explained_when_it_is_chosen_and_one_or_some_are_right(name, book):
    page = book.open(name, alive=False)
    assert page.locator(".nn-quiz").count() >= 1
    for quiz in page.locator(".nn-quiz:not([data-kind=typed])").all():
        assert reasons(quiz) == []
        words = []
        for answer in quiz.locator(".nn-quiz-answer").all():
            answer.locator("label").click()
            (said,) = reasons(quiz)
            assert said == answer.locator(".nn-quiz-reason").inner_text()
            words.append(re.match(r"(Right|Not quite)\.\s+\S.{9}", said, re.S)[1])
            if quiz.get_attribute("data-kind") == "several":
                answer.locator("label").click()  # a tick stays until it is taken away
        assert words.count("Right") == 1 or quiz.get_attribute("data-kind") == "several"
        assert {"Right", "Not quite"} == set(words)


def test_a_keyboard_goes_in_by_tab_and_through_the_answers_by_arrows(book):
    page = book.open(LESSON, alive=False)
    quiz, after = page.locator(".nn-quiz").all()[-2:]  # those at the end follow each other
    answers = quiz.locator("input")
    answers.first.focus()
    page.keyboard.press("Space")
    first = reasons(quiz)
    page.keyboard.press("ArrowDown")
    second = reasons(quiz)
    assert len(first) == len(second) == 1 and first != second
    assert answers.nth(1).evaluate("(input) => input === document.activeElement && input.checked")
    page.keyboard.press("Tab")
    assert after.locator("input").first.evaluate("(i) => i === document.activeElement")


def test_a_chosen_reason_stands_in_a_region_that_is_read_aloud_and_was_there_before(book):
    quiz = book.open(LESSON, alive=False).locator(".nn-quiz").first
    assert quiz.get_by_role("group").count() == 0 and quiz.evaluate("(e) => e.localName") == "fieldset"
    assert quiz.locator("legend").inner_text().strip()
    regions = quiz.locator("[role=status]")
    assert regions.count() == quiz.locator("input").count()
    assert all("nn-quiz-reason" in region.inner_html() for region in regions.all())


@pytest.mark.parametrize("width", [1280, 360])
def test_a_finger_finds_every_answer(width, book):
    page = book.open(LESSON, alive=False, width=width)
    for label in page.locator(".nn-quiz label").all():
        box = label.bounding_box()
        assert box["height"] >= 44 and box["width"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_quizzes_work_without_javascript_and_from_disk(book):
    page = book.open(LESSON, alive=False, disk=True, java_script_enabled=False)
    quiz = page.locator(".nn-quiz").first
    quiz.locator("[data-kind=right] > label").click()
    assert reasons(quiz)[0].startswith("Right.")


def test_paper_shows_the_question_and_no_reason_that_was_not_asked_for(book):
    page = book.open(LESSON, alive=False)
    page.emulate_media(media="print")
    quiz = page.locator(".nn-quiz").first
    assert quiz.locator("legend").is_visible() and quiz.locator("label").first.is_visible()
    assert reasons(quiz) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", LESSONS[5:7])  # one program draws them all
def test_axe_finds_nothing_wrong_in_any_quiz(name, scheme, book):
    page = book.open(name, alive=False, color_scheme=scheme)
    for i, quiz in enumerate(page.locator(".nn-quiz").all()):
        quiz.locator("label").nth(i % 2).click()
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run({ include: [['.nn-quiz']] })")
    assert found["passes"]
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []


FORM = "````{admonition} Which way?\n:class: quiz\n"


def warned(folder, monkeypatch, *bodies, label=":label: 6-quiz-way\n", form=FORM):
    """What a build of pages with a quiz each warns of."""
    monkeypatch.syspath_prepend(EXTENSIONS)
    for i, body in enumerate(bodies):
        text = f"---\norphan: true\n---\n# Page\n\n{form}{label}\n{body}````\n"
        (folder / f"{i or 'index'}.md").write_text(text, encoding="utf8")
    heard = io.StringIO()
    settings = {"extensions": ["myst_parser", "quiz"], "html_theme": "basic"}
    with docutils_namespace():  # what the extensions register is gone afterwards
        Sphinx(folder, None, folder / "out", folder / "trees", "dummy", settings, status=None, warning=heard).build()
    return re.sub(r"\x1b\[[\d;]*m", "", heard.getvalue())


def test_a_good_quiz_is_built_without_a_warning(tmp_path, monkeypatch):
    assert warned(tmp_path, monkeypatch, GOOD) == ""


def test_a_good_typed_quiz_is_built_without_a_warning(tmp_path, monkeypatch):
    body = "```{admonition} Answer\n:class: dropdown\n\n- [=] Up | up\n\n  It is.\n- [ ] Down\n\n  It is not.\n```\n"
    assert warned(tmp_path, monkeypatch, body) == ""


def test_another_admonition_stays_what_it_is(tmp_path, monkeypatch):
    assert warned(tmp_path, monkeypatch, "Any text.\n", label="", form="````{admonition} Note\n:class: tip\n") == ""


@pytest.mark.parametrize(
    ("body", "mend"),
    [
        (GOOD.replace("[x]", "[ ]"), "0 right answers of 2: mark one or more with [x]"),
        (GOOD.replace("[ ]", "[x]"), "2 right answers of 2: mark one or more with [x], and the others with [ ]"),
        (GOOD.replace("[x]", "[=]"), "0 right answers of 2: mark one or more with [x], and the others with [ ]"),
        (GOOD.replace(" It is.", ""), "does not explain the answer 'Down.': write the reason after its mark"),
        (GOOD.replace("It is not.", "Not quite. It is not."), "says Right or Not quite itself for 'Up.': the page"),
        (GOOD.replace("1. [ ]", "1."), "begins neither with [x] nor with [ ] or [=]: 'It is not.'"),
        (GOOD.replace("2. Down.", "").replace("1. [ ] It is not.", ""), "has 1 answer(s): give two or more"),
        (GOOD.replace("1. [ ] It is not.", ""), "has 2 answer(s) and 1 reason(s): give each one"),
        (GOOD[GOOD.index("```") :], "has no list to choose from, so its answer is typed: mark one with [=]"),
        (GOOD[: GOOD.index("```")], "should hold a numbered list of answers, and an admonition"),
        (f"{GOOD}\nMore.\n", "should hold a numbered list of answers, and an admonition"),
        ("Down.\n", "should hold a numbered list of answers, and an admonition"),
        ("", "should hold a numbered list of answers, and an admonition"),
    ],
)
def test_a_broken_quiz_is_a_warning_that_says_what_to_mend(body, mend, tmp_path, monkeypatch):
    found = warned(tmp_path, monkeypatch, body)
    assert mend in found and "WARNING: the quiz '6-quiz-way' " in found


def test_a_doubled_label_is_a_warning_that_names_the_page_that_has_it(tmp_path, monkeypatch):
    found = warned(tmp_path, monkeypatch, GOOD, GOOD)
    assert re.search(r"the quiz '6-quiz-way' has a label that (index|1) has already: give each quiz its own", found)


@pytest.mark.parametrize("label", ["", ":label: way\n"])
def test_a_quiz_without_a_fitting_label_is_a_warning(label, tmp_path, monkeypatch):
    assert "needs a label of its own, as in ':label: 5-quiz-flat'" in warned(tmp_path, monkeypatch, GOOD, label=label)


def test_each_question_says_its_place_among_those_of_its_page(book):
    kinds = book.open(LESSON, alive=False).locator(".nn-quiz-kind").all_inner_texts()
    assert [kind.split(":")[0] for kind in kinds] == [f"Question {i + 1} of {len(kinds)}" for i in range(len(kinds))]
