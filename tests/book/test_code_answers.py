"""Claims about exercises that ask for code: it is written and run in the card, and judged as by `check`."""

import pytest

from nnlib.course.exercises import EXERCISES
from nnlib.course.judge import data_of, numbers_of_text, verdict
from tests.book.opened import AXE, some
from tests.book.running import Running
from tests.book.test_answers import answer, box, of_lesson, said, typed
from tests.book.test_choices import page_of

ASK_FOR_CODE = [name for name, exercise in EXERCISES.items() if getattr(exercise, "code", False)]
LABEL, LESSON = "9-relu", "book/09-forward"
LOOP = """a = np.array([0, 0, 0, 1, 0])
for l in range(3):
    z = net.W[l] @ a + net.b[l]
    a = np.maximum(0, z)
"""


def code_box(page, label):
    """The editor of an exercise, by its name."""
    lesson, names = label.split("-")[0], list(of_lesson(page_of(label)))
    return page.get_by_label(f"Your answer to exercise {lesson}.{names.index(label) + 1}", exact=True)


def run(page, label, code):
    """Write code into an exercise, have it checked, and read the verdict: of numbers alone at once."""
    code_box(page, label).and_(page.locator(":visible")).click()
    page.locator(f"[id='answer-{label}'] .cm-content").wait_for()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(code)
    page.locator(f"[id='answer-{label}']").get_by_role("button", name="Check answer", exact=True).click()
    if len(numbers_of_text(code) or ()) != len(data_of(EXERCISES[label])["right"]):
        Running(page).ready()
    return said(box(page, label))


@pytest.mark.parametrize("name", some(sorted({page_of(label) for label in ASK_FOR_CODE}), 3, 0))
def test_numbers_in_the_editor_are_judged_as_check_judges_them_without_python(name, book):
    page = book.open(name, alive=False)
    for label in ASK_FOR_CODE:
        if page_of(label) != name:
            continue
        exercise = EXERCISES[label]
        data = data_of(exercise)
        for values in (*(value for value, _ in data["mistakes"]), data["right"]):
            value = values[0] if len(values) == 1 else tuple(values)
            assert run(page, label, repr(value)) == verdict(exercise, value).text, (label, value)
        assert Running(page).status == ""
        assert "nn-right" in box(page, label).get_attribute("class")
        assert box(page, label).locator(".nn-solution > div").is_visible()


def test_a_lesson_with_every_exercise_answered_in_its_field_or_editor_has_a_tick(book):
    page = book.open("book/10-nudges", alive=False)
    for label, exercise in of_lesson("book/10-nudges").items():
        right = typed(data_of(exercise)["right"])
        (run(page, label, right) if label in ASK_FOR_CODE else answer(box(page, label), right))
    assert page.locator(".bd-links .nn-done").inner_text().startswith("✓")
    assert "all exercises answered" in page.locator(".bd-links .nn-done").text_content()


def test_code_is_written_run_judged_and_there_when_the_reader_comes_back(book):
    page = book.open(LESSON, alive=False)
    card, exercise = box(page, LABEL), EXERCISES[LABEL]
    for nonsense in ([1, 2, 3], "abc", True):
        assert run(page, LABEL, repr(nonsense)) == verdict(exercise, nonsense).text
    assert run(page, LABEL, "mine = 1").startswith("The last line of your code gives no value.")
    assert run(page, LABEL, LOOP + "z[2]").startswith("Not yet: ")
    run(page, LABEL, "a[")
    assert "SyntaxError" in card.get_by_role("region", name="Output of your answer to exercise 9.5").inner_text()
    assert "nn-right" not in card.get_attribute("class")
    right = run(page, LABEL, LOOP + "z[3]")
    assert right == f"Right: {exercise.why}" and "nn-right" in card.get_attribute("class")
    again = book.open(LESSON, alive=False, context=page.context)
    assert said(box(again, LABEL)) == right
    assert code_box(again, LABEL).first.text_content().strip() == LOOP + "z[3]"
    assert again.evaluate("nnKept.get('answer:9-relu').value").startswith("38.7")  # a teacher's table judges it anew


def test_a_check_at_the_end_of_the_code_counts_as_in_a_notebook(book):
    page = book.open(LESSON, alive=False)
    assert run(page, LABEL, LOOP + f'check("{LABEL}", z[3])') == f"Right: {EXERCISES[LABEL].why}"


def test_run_all_leaves_the_reader_s_code_alone_and_reset_page_leaves_it_there(book):
    page = book.open(LESSON, alive=False)
    run(page, LABEL, "print('mine')\n3")
    Running(page).run_all()
    assert Running(page).status == "Python is ready."
    assert "Not yet: " in said(box(page, LABEL))
    Running(page).button("Reset page").click()
    Running(page).ready()
    again = book.open(LESSON, alive=False, context=page.context)
    assert "mine" in code_box(again, LABEL).first.text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", [LESSON, "book/14-good-start", "book/16-overfitting"])
def test_axe_finds_nothing_wrong_in_the_boxes_of_code_a_sentence_and_a_choice(name, scheme, book):
    page = book.open(name, alive=False, color_scheme=scheme)
    page.evaluate(AXE)
    found = page.evaluate("() => axe.run({ include: [['.nn-answer']] })")
    assert found["passes"]
    assert [(rule["id"], node["target"]) for rule in found["violations"] for node in rule["nodes"]] == []


def test_opened_from_a_disk_where_no_code_runs_the_exercise_takes_the_number(book):
    page = book.open(LESSON, alive=False, disk=True)
    assert answer(box(page, LABEL), "1").startswith("Not yet: ")
    assert box(page, LABEL).locator(".nn-code-answer").count() == 0
