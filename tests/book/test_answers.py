"""Claims about answer boxes: each is judged in the page as `check` judges, is kept, and can be used by everyone."""

import json
import re
from urllib.parse import quote

import pytest

from nnlib.course import marks
from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import data_of, verdict
from tests.book.opened import AXE, PAGES, awaken, rested, settle, some
from tests.widgets.playground.test_page import fold

LESSONS = [name for name in PAGES if re.match(r"book/\d\d-", name)]
LESSON = "book/05-gradient-descent"
# What a browser that keeps nothing does: refuses the storage itself, or every write.
REFUSED = """Object.defineProperty(globalThis, "localStorage", {
  get() { throw new DOMException("no", "SecurityError"); },
});"""
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };"


def of_lesson(name):
    """The exercises of a lesson's page, by name."""
    number = int(name.split("/")[1][:2])
    return {label: exercise for label, exercise in EXERCISES.items() if int(label.split("-")[0]) == number}


def box(page, label):
    """The card of an exercise."""
    return page.locator(f"[id='{label}']")


def said(card):
    """What the box says, once the page has shown it."""
    card.page.evaluate("() => new Promise((done) => nnAsk(() => nnAsk(done)))")
    return card.locator(".nn-answer").get_by_role("status").inner_text()


def field_of(card):
    """Where an answer is typed: a widget in the card has fields of its own."""
    return card.locator(".nn-answer").get_by_role("textbox")


def answer(card, text, button="Check answer"):
    """Type an answer, and read the reply."""
    field_of(card).fill(text)
    card.get_by_role("button", name=button, exact=True).click()
    return said(card)


def typed(value):
    """One number or two as a reader types them."""
    return "; ".join(map(repr, value))


@pytest.mark.parametrize("name", some(LESSONS, 3, 2))
def test_every_box_of_a_lesson_judges_what_is_typed_as_check_does_and_a_right_answer_opens_the_solution(name, book):
    page = book.open(name, alive=False, disk=True)
    exercises = of_lesson(name)
    assert page.locator(".nn-exercise").count() == len(exercises)
    for i, (label, exercise) in enumerate(exercises.items(), 1):
        card, data = box(page, label), data_of(exercise)
        assert card.get_by_text(f"Exercise {name[5:7].lstrip('0')}.{i}", exact=True).is_visible()
        assert not card.locator(".nn-solution > div").is_visible()
        if exercise.answer is None:
            assert field_of(card).count() == (data["kind"] == "text")
            continue
        field = page.get_by_label(f"Your answer to exercise {name[5:7].lstrip('0')}.{i}", exact=True)
        for text in ["", "abc", *(typed(value) for value, _ in data["mistakes"]), typed(data["right"])]:
            field.fill(text)
            field.press("Enter")
            assert said(card) == verdict(exercise, text).text, (label, text)
        assert card.locator(".nn-solution > div").is_visible() and "nn-right" in card.get_attribute("class")
    assert page.locator("h2, h3", has_text="Solutions").count() == 0
    assert page.get_by_text('check("' + next(iter(exercises)) + '", ...)').count() == 0


WITH_A_STATE = [name for name in LESSONS if any(exercise.state for exercise in of_lesson(name).values())]


@pytest.mark.parametrize("name", some(WITH_A_STATE, 3, 0))
def test_the_widget_s_state_is_judged_in_the_page_as_check_judges_the_widget(name, book):
    page = book.open(name)
    for label, exercise in of_lesson(name).items():
        if not exercise.state:
            continue
        card, state = box(page, label), exercise.state
        use = card.get_by_role("button", name="Use the widget's state", exact=True)
        for moved in [{}, *(moved for moved, _ in state.wrong()), state.right()]:
            flat = {trait: flattened(value) for trait, value in moved.items()}
            page.evaluate("(hash) => { location.hash = hash; }", f"{state.place}={quote(json.dumps(flat))}")
            settle(page)
            use.click()
            assert said(card) == verdict(exercise, state.link(**moved)).text, (label, moved)
        assert said(card) == f"Right: {exercise.why}"


def flattened(value):
    """A trait as a link of the page has it: a table as one flat list."""
    rows = isinstance(value, list) and value and isinstance(value[0], list)
    return [part for row in value for part in row] if rows else value


def test_a_reader_answers_with_the_widget_by_hand(book):
    """A cut weight: the page's own way to the state that exercise 19.3 asks for."""
    page = book.open("book/19-what-next")
    place, card = page.locator("#playground-1"), box(page, "19-cut")
    write(place.get_by_label("Step, typed"), "300")
    assert use(card).startswith("Not yet: train for 300 steps before the cut")
    rested(page)
    fold(place, "Inside the network")
    inside = place.get_by_role("group", name="One weight or bias")
    inside.locator("select").select_option("13")
    write(inside.locator("input.nn-value"), "0")
    assert use(card) == f"Right: {EXERCISES['19-cut'].why}"


def write(field, text):
    """Type a value into a widget's field."""
    field.fill(text)
    field.press("Enter")
    settle(field.page)


def use(card):
    """Answer with the widget's state, and read the reply."""
    card.get_by_role("button", name="Use the widget's state", exact=True).click()
    return said(card)


@pytest.mark.parametrize("disk", [False, True])
def test_answers_and_ticks_are_there_when_the_reader_comes_back(disk, book):
    page = book.open(LESSON, alive=False, disk=disk)
    wrong, right = answer(box(page, "5-step"), "1; 2"), answer(box(page, "5-limit"), "0.2536")
    page.evaluate("(hash) => { location.hash = hash; }", "descent-2=" + quote('{"learning_rate": 0.179}'))
    awaken(page)
    state = use(box(page, "5-just"))
    assert wrong.startswith("Not yet: ") and right.startswith("Right: ") and state.startswith("Right: ")
    again = book.open(LESSON, alive=False, disk=disk, context=page.context)
    assert [said(box(again, label)) for label in ("5-step", "5-limit", "5-just")] == [wrong, right, state]
    assert field_of(box(again, "5-step")).input_value() == "1; 2"
    assert [box(again, label).evaluate("(e) => e.matches('.nn-right')") for label in of_lesson(LESSON)] == [
        0,
        0,
        1,
        1,
        0,
        0,
    ]
    for name in (LESSON, PAGES[0]):
        found = book.open(name, alive=False, disk=disk, context=page.context)
        marks_there = found.locator(".nn-done").all_inner_texts()
        assert [re.sub(r"\s+", " ", mark) for mark in marks_there] == ["2/6 (2 of 6 exercises answered)"] * (
            1 if name == LESSON else 2
        )


@pytest.mark.parametrize("script", [REFUSED, FULL])
def test_where_the_browser_keeps_nothing_a_sentence_says_so_and_all_else_works(script, book):
    page = book.open(LESSON, alive=False, scripts=[script])
    reply = answer(box(page, "5-limit"), "0.2536")
    assert reply.startswith("Right: ") and reply.endswith("Save your work to a file before you close the page.")
    assert box(page, "5-limit").locator(".nn-solution > div").is_visible()
    assert page.locator(".bd-links .nn-done").count() == 1  # until the page is closed
    assert "5-limit" in saved(page)
    book.wrong.clear()  # the theme's own scripts, which expect a storage


def saved(page):
    """The text of the file that the page saves."""
    page.locator("summary", has_text="Your work in this book").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save to a file").click()
    return download.value.path().read_text(encoding="utf8")


def test_work_is_saved_to_a_file_forgotten_loaded_and_judged_anew_for_a_teacher(book, tmp_path, capsys):
    page = book.open(LESSON, alive=False)
    answer(box(page, "5-limit"), "0.2536")
    answer(box(page, "5-step"), "nothing")
    (tmp_path / "ada.json").write_text(saved(page), encoding="utf8")

    page.on("dialog", lambda dialog: dialog.accept())
    with page.expect_navigation():
        page.get_by_role("button", name="Forget everything").click()
    assert field_of(box(page, "5-limit")).input_value() == "" == said(box(page, "5-limit"))
    assert (
        "neural-networks-alive" not in page.evaluate("JSON.stringify(localStorage)")
        and page.locator(".nn-done").count() == 0
    )

    page.locator("summary", has_text="Your work in this book").click()
    with page.expect_navigation():
        page.locator("input[type=file]").set_input_files(tmp_path / "ada.json")
    assert field_of(box(page, "5-limit")).input_value() == "0.2536"
    assert said(box(page, "5-limit")).startswith("Right: ")

    assert marks.main(tmp_path) == 0
    printed = capsys.readouterr().out
    for row in (r"ada +5-limit +0\.2536 +right", r"ada +5-step +nothing +not yet", rf"ada +1 +2 +{len(EXERCISES)}"):
        assert re.search(f"^{row}$", printed, re.M), printed


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("no JSON", "cannot be read"),
        ("{}", "holds something else"),
        ('{"book": "neural-networks-alive", "format": 1, "lessons": {"06": 3}}', "holds something else"),
        ('{"book": "neural-networks-alive", "format": 2, "lessons": {}}', "newer edition"),
    ],
)
def test_a_file_of_another_kind_is_refused_in_a_sentence_and_nothing_is_lost(text, why, book, tmp_path):
    page = book.open(LESSON, alive=False)
    answer(box(page, "5-limit"), "0.2536")
    (tmp_path / "other.json").write_text(text, encoding="utf8")
    page.locator("summary", has_text="Your work in this book").click()
    page.locator("input[type=file]").set_input_files(tmp_path / "other.json")
    page.locator(".nn-work [role=status]", has_text=why).wait_for()
    assert field_of(box(page, "5-limit")).input_value() == "0.2536" and "5-limit" in page.evaluate("nnKept.save()")


def test_what_is_damaged_in_the_storage_disturbs_nothing(book):
    page = book.open(LESSON, alive=False)
    cut_off = '{"answer:5-just": {"value": "#descent-2={"}, "progress": {"value": 3}}'
    for text in ("{", "3", '{"answer:5-step": 5}', cut_off):
        page.evaluate("(text) => localStorage.setItem('neural-networks-alive:05-gradient-descent', text)", text)
        page = book.open(LESSON, alive=False, context=page.context)
        assert answer(box(page, "5-limit"), "0.2536").startswith("Right: ")


def test_two_tabs_of_one_book_keep_each_other_s_answers(book):
    one = book.open(LESSON, alive=False)
    other = book.open(LESSON, alive=False, context=one.context)
    answer(box(one, "5-step"), "1; 2")
    answer(box(other, "5-limit"), "0.2536")
    assert {"answer:5-step", "answer:5-limit"} <= set(one.evaluate("Object.keys(nnKept.all()[nnKept.lesson])"))
    one.locator(".bd-links .nn-done").wait_for()  # the tick of the other tab's answer


@pytest.mark.parametrize("width", [1280, 390])
def test_a_finger_finds_every_part_of_a_box_and_nothing_is_wider_than_the_screen(width, book):
    page = book.open(LESSON, alive=False, width=width, has_touch=True)
    for card in page.locator(".nn-exercise").all():
        card.get_by_role("button", name="Show solution").tap()
        assert card.locator(".nn-solution > div").is_visible()
        for part in card.locator(".nn-form :is(input, button):visible").all():
            size = part.bounding_box()
            assert size["height"] >= 44 and size["width"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


def test_a_keyboard_goes_through_a_box_and_the_reply_is_read_aloud(book):
    page = book.open(LESSON, alive=False)
    card = box(page, "5-limit")
    region = card.get_by_role("status").element_handle()
    field_of(card).focus()
    page.keyboard.type("0.25")
    names = []
    for _ in range(3):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.textContent"))
    assert names == ["Check answer", "Use the widget's state", "Show solution"]
    assert not card.get_by_role("button", name="Show solution", expanded=True).count()
    page.keyboard.press("Space")
    card.get_by_role("button", name="Hide solution", expanded=True).wait_for()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    assert said(card).startswith("Right: ") and region.evaluate("(e) => e.isConnected && e.textContent !== ''")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_wrong_in_answered_boxes(scheme, book):
    page = book.open(LESSON, alive=False, color_scheme=scheme)
    for label, text in (("5-step", "abc"), ("5-limit", "0.2536")):
        answer(box(page, label), text)
    page.locator("summary", has_text="Your work in this book").click()
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run({ include: [['.nn-exercise'], ['.nn-work'], ['.bd-links']] })")
    assert found["passes"]
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []


def test_without_javascript_the_questions_are_there_and_the_solutions_unfold(book):
    page = book.open(LESSON, alive=False, disk=True, java_script_enabled=False)
    card = box(page, "5-step")
    assert card.get_by_role("button").count() == 0 and "By hand" in card.inner_text()
    card.locator("summary").click()
    assert "Subtract" in card.locator(".nn-solution > div").inner_text()


def test_paper_has_the_solutions_and_the_screen_folds_them_again(book):
    page = book.open(LESSON, alive=False)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert all(fold.is_visible() for fold in page.locator(".nn-solution > div").all())
    assert not page.get_by_role("button", name="Check answer").first.is_visible()
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert not any(fold.is_visible() for fold in page.locator(".nn-solution > div").all())


def test_the_way_to_a_solution_unfolds_it(book):
    page = book.open("book/appendix/solutions", alive=False)
    page.get_by_role("link", name="Solution", exact=True).nth(1).click()
    page.wait_for_load_state("load")
    assert page.locator(".nn-solution[open]").count() == 1
