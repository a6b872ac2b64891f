"""Claims about coming back: what a reader wrote into cells and set on widgets is there, and can be forgotten."""

import json
import re
from urllib.parse import quote

import pytest

from tests.book.opened import awaken, settle
from tests.book.running import Running
from tests.book.test_answers import FULL, REFUSED, answer, box, said, saved, use

LESSON = "book/05-gradient-descent"
KEY = "neural-networks-alive:05-gradient-descent"
EDIT = "print(6 * 7)"
CHANGED = "The book’s code has changed since you changed it here."


@pytest.fixture
def running(book):
    """A lesson whose Python has not been started."""
    return Running(book.open(LESSON, alive=False))


def back(running, book, **options):
    """The same page in the same browser, later."""
    running.page.close()
    return Running(book.open(LESSON, alive=False, context=running.page.context, **options))


def code_of(running, number):
    """The code that a cell shows."""
    return running.cell(number).locator(".cell_input pre").first.text_content().strip()


def kept(running):
    """What the browser keeps of the lesson, by key."""
    return json.loads(running.page.evaluate("(key) => localStorage.getItem(key)", KEY) or "{}")


def nudge(page, id="descent-1", key="ArrowRight"):
    """Move the first slider of a widget, and answer its value."""
    awaken(page)
    control = page.locator(f"#{id} input[data-control]:visible").first
    control.focus()
    page.keyboard.press(key)
    settle(page)
    return control.input_value()


def slider(page, id="descent-1"):
    """The value of a widget's first slider, once the widget lives."""
    awaken(page)
    return page.locator(f"#{id} input[data-control]:visible").first.input_value()


def test_an_edited_cell_is_there_when_the_reader_comes_back_and_reset_code_forgets_it(running, book):
    before = code_of(running, 2)
    running.write(2, EDIT)
    again = back(running, book)
    assert code_of(again, 2) == EDIT and code_of(again, 3) != EDIT
    assert again.run(2).strip() == "42"
    again.cell(2).get_by_role("button", name="Reset code").click()
    later = back(again, book)
    assert code_of(later, 2) == before and not [key for key in kept(later) if key.startswith("code:")]


def test_an_edit_of_code_that_the_book_has_changed_since_is_offered_and_not_applied(running, book):
    running.write(2, EDIT)
    changed = {"replaced": lambda text: text.replace(">x3<", ">x4<")}
    again = back(running, book, **changed)
    note = again.cell(2).get_by_role("status")
    assert CHANGED in note.inner_text() and "x4" in code_of(again, 2)
    again.write(2, "mine = 2")  # the offer stays while the code is edited
    again = back(again, book, **changed)
    assert code_of(again, 2) == "mine = 2"
    again.cell(2).get_by_role("button", name="Show your version").click()
    assert code_of(again, 2) == EDIT and not again.cell(2).get_by_role("status").is_visible()
    assert code_of(back(again, book, **changed), 2) == EDIT


def test_an_offer_can_be_declined_and_does_not_come_again(running, book):
    running.write(2, EDIT)
    changed = {"replaced": lambda text: text.replace(">x3<", ">x4<")}
    again = back(running, book, **changed)
    again.cell(2).get_by_role("button", name="Forget it").click()
    assert "x4" in code_of(again, 2)
    assert CHANGED not in back(again, book, **changed).cell(2).inner_text()


def test_reset_page_forgets_code_outputs_and_widgets_and_leaves_the_answers(running, book):
    first = slider(running.page)
    answer(box(running.page, "5-limit"), "0.2536")
    running.write(2, EDIT)
    assert nudge(running.page) != first
    again = back(running, book)
    assert slider(again.page) != first
    again.button("Reset page").click()
    settle(again.page)
    assert slider(again.page) == first and code_of(again, 2) != EDIT
    assert sorted(kept(again)) == ["answer:5-limit", "progress"]
    assert slider(back(again, book).page) == first


def test_edits_are_saved_to_the_file_forgotten_and_loaded(running, tmp_path):
    running.write(2, EDIT)
    moved = nudge(running.page)
    (tmp_path / "ada.json").write_text(saved(running.page), encoding="utf8")
    running.page.on("dialog", lambda dialog: dialog.accept())
    with running.page.expect_navigation():
        running.page.get_by_role("button", name="Forget everything").click()
    assert code_of(running, 2) != EDIT and slider(running.page) != moved
    running.page.locator("summary", has_text="Your work in this book").click()
    with running.page.expect_navigation():
        running.page.locator("input[type=file]").set_input_files(tmp_path / "ada.json")
    assert code_of(running, 2) == EDIT and slider(running.page) == moved


@pytest.mark.parametrize("script", [REFUSED, FULL])
def test_where_nothing_is_kept_a_sentence_says_so_at_the_cell_and_at_the_widget_and_both_go_on(script, book):
    running = Running(book.open(LESSON, alive=False, scripts=[script]))
    running.write(2, EDIT)
    assert "keeps nothing for this page" in running.cell(2).get_by_role("status").inner_text()
    first = slider(running.page)
    assert nudge(running.page) != first
    nudge(running.page)
    assert running.page.locator(".nn-not-kept").count() == 1  # one sentence is enough
    assert running.run(2).strip() == "42"
    lesson = json.loads(saved(running.page))["lessons"]["05-gradient-descent"]
    assert EDIT in [entry["value"] for entry in lesson.values()] and "widget:descent-1" in lesson
    book.wrong.clear()  # the theme's own scripts, which expect a storage


def test_what_a_reader_set_on_the_book_s_widget_is_there_later_and_its_reset_forgets_it(running, book):
    first = slider(running.page)
    moved = nudge(running.page)
    again = back(running, book)
    assert slider(again.page) == moved != first
    assert slider(again.page, "descent-2")  # the other widget is as the book has it
    again.page.locator("#descent-1").get_by_role("button", name="Undo").click()
    settle(again.page)
    assert slider(again.page) == first  # a value that came back can be undone
    again.page.locator("#descent-1").get_by_role("button", name="Redo").click()
    again.page.locator("#descent-1").get_by_role("button", name="Reset").click()
    settle(again.page)
    assert slider(again.page) == first and "widget:descent-1" not in kept(again)
    assert slider(back(again, book).page) == first


def test_a_link_goes_before_what_is_kept_and_changes_nothing_of_it(running, book):
    moved = nudge(running.page)
    there = back(running, book, fragment="descent-1=" + quote('{"learning_rate": 3}'))
    assert slider(there.page) not in (moved, "0")
    assert slider(back(there, book).page) == moved


def test_what_is_kept_of_a_widget_that_is_made_otherwise_now_is_not_shown(running, book):
    first, moved = slider(running.page), nudge(running.page)
    again = back(running, book, replaced=lambda text: text.replace('"steps": 3', '"steps": 4'))
    assert slider(again.page) == first != moved
    for damaged in ("5", '{"learning_rate": "x"}', '{"nothing": 1}', "[]"):
        text = json.dumps({"widget:descent-1": kept(again)["widget:descent-1"] | {"value": json.loads(damaged)}})
        again.page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
        assert slider(back(again, book).page) == first
        again = Running(book.open(LESSON, alive=False, context=again.page.context))


def test_an_answer_by_the_widget_s_state_uses_what_was_set_on_the_visit_before(running, book):
    running.page.evaluate("(hash) => { location.hash = hash; }", "descent-2=" + quote('{"learning_rate": 0.179}'))
    awaken(running.page)
    nudge(running.page, "descent-2", "ArrowRight")
    nudge(running.page, "descent-2", "ArrowLeft")
    again = back(running, book)
    use(box(again.page, "5-just"))  # the widget is far from the screen, and has not been started
    again.page.wait_for_function("() => document.querySelector('[id=\"5-just\"] .nn-verdict').textContent")
    assert said(box(again.page, "5-just")).startswith("Right: ")


def test_python_s_widget_takes_over_what_was_set_on_the_visit_before_and_its_reset_goes_to_how_it_was_made(
    running, book
):
    running.run(2)
    nudge(running.page)
    rate = running.run(2, "fog.learning_rate")
    again = back(running, book)
    assert float(again.run(2)) == float(rate) > 1
    again.page.locator("#descent-1").get_by_role("button", name="Reset").click()
    settle(again.page)
    assert float(again.run(2)) == 1


def test_a_widget_that_the_reader_s_code_makes_otherwise_is_as_the_code_makes_it(running):
    nudge(running.page, "descent-2")
    code = code_of(running, 9)
    running.write(9, code.replace("learning_rate=0.17", "learning_rate=0.1"))
    assert running.run(10, "bowl.learning_rate").strip() == "0.1"


def test_a_text_that_a_cell_printed_is_there_later_and_says_when_it_was_printed(running, book):
    running.run(2, EDIT)
    again = back(running, book)
    assert re.split(r"\s*\n\s*", again.output(2).inner_text().strip()) == ["From your last visit:", "42"]
    assert not again.output(3).count()  # what the book prints too is the book's
    again.write(2, "print(43)")
    assert not back(again, book).output(2).count()  # it is not this code's
