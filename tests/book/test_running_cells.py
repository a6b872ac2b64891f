"""Claims about running and changing code in a page: order, editing, errors, what is printed, Stop and Restart."""

import pytest

from tests.book.opened import awaken
from tests.book.running import Running

LESSON = "book/05-gradient-descent"
FIRST_DIGITS = "misses [-2. -3. -5.]"


@pytest.fixture
def running(book):
    """A lesson whose Python has not been started."""
    return Running(book.open(LESSON, alive=False))


@pytest.fixture(scope="module")
def started(shared_book):
    """A lesson whose Python runs. To start it takes longer than most tests."""
    running = Running(shared_book.open(LESSON, alive=False))
    running.run(2)
    return running


@pytest.fixture
def warm(started):
    """That lesson with the book's code in its cells; Python has the names that the tests before have made."""
    return started.with_the_book_s_code()


def test_before_the_first_run_nothing_of_python_is_asked_for(running, book):
    assert not [url for url in book.asked if "/python/" in url or "session-" in url or "editor-" in url]
    assert running.status == ""
    running.start(2)
    running.page.wait_for_function("() => document.querySelector('.nn-python [role=status]').textContent")
    running.ready()
    assert [url for url in book.asked if "/python/" in url and url.endswith(".wasm")]


def test_a_run_cell_runs_those_above_it_first_and_shows_its_output_in_a_region(running):
    assert FIRST_DIGITS in running.run(2)
    assert running.output(1).locator(".nn-widget").count() == 1
    assert not running.output(3).count()


def test_cells_above_that_have_run_are_not_run_again(warm):
    warm.run(2, "fog.steps = 9")
    assert "9" in warm.run(3, "print(fog.steps)")


def test_shift_and_enter_runs_the_cell_that_is_edited(warm):
    warm.write(2, "print(6 * 7)")
    warm.page.keyboard.press("Shift+Enter")
    warm.ready()
    assert warm.output(2).inner_text().strip() == "42"


def test_the_keyboard_enters_the_editor_by_enter_and_leaves_it_by_escape_and_tab(running):
    running.cell(2).locator(".cell_input pre").focus()
    running.page.keyboard.press("Enter")
    running.cell(2).locator(".cm-content:focus").wait_for()
    running.page.keyboard.press("Tab")
    assert running.cell(2).locator(".cm-content:focus").count()  # Tab indents
    running.page.keyboard.press("Escape")
    running.page.keyboard.press("Tab")
    assert not running.cell(2).locator(".cm-content:focus").count()


def test_until_something_runs_a_sentence_says_that_the_code_can(running):
    bar = running.page.locator(".nn-python")
    assert "All code runs in this page" in bar.inner_text()
    running.run(2)
    assert "All code runs" not in bar.inner_text()


def test_reset_code_puts_the_book_s_code_back(running):
    before = running.cell(2).locator(".cell_input pre").inner_text()
    button = running.cell(2).get_by_role("button", name="Reset code")
    assert not button.is_visible()
    running.write(2, "1 + 1")
    button.click()
    assert running.cell(2).locator(".cell_input pre").text_content().strip() == before.strip()
    assert running.cell(2).locator(".cm-content").inner_text().strip() == before.strip()
    assert FIRST_DIGITS in running.run(2)


def test_copy_copies_what_the_reader_has_written(running):
    running.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    running.write(2, "mine = 1")
    running.cell(2).hover()
    running.cell(2).locator(".cell_input .copybtn").click()
    running.page.wait_for_function("() => navigator.clipboard.readText().then((text) => text.trim() === 'mine = 1')")


def test_the_editor_offers_the_names_that_python_knows(warm):
    warm.run(2)
    warm.write(2, "fog.lea")
    warm.page.keyboard.type("r")
    warm.page.locator(".cm-tooltip-autocomplete").get_by_text("learning_rate").first.wait_for()


WRONG = {
    "a misspelt name": (
        "x = 1\nprin(x)",
        "NameError: name 'prin' is not defined. Did you mean: 'print'?",
        "line 2 prin(x)",
    ),
    "a colon left out": ("for i in range(3)\n    print(i)", "SyntaxError: expected ':'", "line 1 for i in range(3)"),
    "a wrong trait": ("fog.learning_rate = 'x'", "ValueError: learning_rate must be a finite number", "line 1 fog."),
    "a question": ("name = input('Name? ')", "RuntimeError: input() cannot ask", "line 1 name = input"),
    "an exit": ("raise SystemExit(3)", "SystemExit: 3", "line 1 raise"),
    "a call without an end": ("def f():\n    return f()\nf()", "RecursionError", "line 3 f()"),
    "a package that is not there": ("import pandas", "for pandas, use JupyterLab", "line 1 import pandas"),
}


def test_an_error_is_a_sentence_and_the_reader_s_own_lines_and_the_rest_is_folded(warm):
    for what, (code, sentence, line) in WRONG.items():
        shown = warm.run(2, code)
        assert sentence in shown.splitlines()[0] and line in shown, what
        assert "File " not in shown, what
        assert "Cell 2 ended with an error." in warm.status, what
    warm.output(2).get_by_text("The whole traceback").click()
    assert "ModuleNotFoundError" in warm.output(2).locator("details pre").inner_text()


def test_an_error_in_a_function_of_another_cell_names_that_cell(warm):
    warm.run(2, "def share(n):\n    return 1 / n")
    shown = warm.run(3, "share(0)")
    assert "line 1 share(0)" in shown and "cell 2, line 2 return 1 / n" in shown


def test_run_all_stops_at_the_first_error_and_says_so(running):
    running.write(2, "1 / 0")
    running.button("Run all").click()
    running.ready()
    assert running.status.startswith("Cell 2 ended with an error. The ")
    assert not running.output(3).count()


def test_ten_thousand_lines_are_printed_and_more_than_a_page_can_show_is_left_out(warm):
    shown = warm.run(2, "for i in range(10_000):\n    print(i)")
    assert shown.split() == [str(i) for i in range(10_000)]
    shown = warm.run(2, "for i in range(1_000_000):\n    print(i)")
    assert shown.strip().endswith("the rest is left out.]") and len(shown) < 300_000


def test_values_are_shown_as_in_a_notebook(warm):
    assert warm.run(2, "a = 3\na").strip() == "3"
    assert warm.run(2, "a;").strip() == ""
    assert warm.run(2, "None").strip() == ""
    assert warm.run(2, "from IPython.display import HTML\nHTML('<b>bold</b>')").strip() == "bold"
    assert warm.run(2, "import warnings\nwarnings.warn('careful')").startswith("<cell 2>:2: UserWarning: careful")


def test_stop_ends_a_loop_without_an_end_and_says_that_all_names_are_gone(warm):
    warm.run(2, "mine = 1")
    warm.write(3, "while True:\n    pass")
    warm.start(3)
    warm.page.wait_for_function("() => document.querySelector('[data-state=running]')")
    warm.button("Stop").click()
    warm.ready()
    assert warm.status.startswith("Stopped. All names are gone")
    assert "stopped" in warm.output(3).inner_text()
    assert "name 'mine' is not defined" in warm.run(2, "mine")


def test_a_start_can_be_cancelled_and_tried_again(running):
    running.start(2)
    running.button("Stop").click()
    for _ in range(100):  # a busy machine takes its time to end the worker
        if running.status.startswith("Stopped."):
            break
        running.page.wait_for_timeout(100)
    assert running.status.startswith("Stopped.")
    running.ready()
    assert FIRST_DIGITS in running.run(2)


def test_restart_forgets_all_names_and_the_next_run_begins_with_the_cells_above(warm):
    warm.run(2, "mine = 1")
    warm.button("Restart Python").click()
    warm.page.wait_for_function("() => document.querySelector('[role=status]').textContent.includes('anew')")
    warm.ready()
    assert "name 'mine' is not defined" in warm.run(2, "mine")
    assert warm.run(2, "fog.steps").strip() == "3"


def test_reset_page_shows_the_book_s_code_and_outputs_again(running):
    before = running.cell(2).inner_text()
    running.run(2, "print('mine')")
    running.button("Reset page").click()
    running.ready()
    assert running.cell(2).locator(".cell_output").inner_text() in before
    assert "mine" not in running.cell(2).inner_text()
    awaken(running.page)
    assert running.page.locator("#descent-1[data-alive]").count() == 1
