"""The claim that a page is a place of work, from beginning to end: on a phone, with every other host refused."""

import pytest

import nnlib as nn
from nnlib.course.exercises.gradient_descent import X, Y
from tests.book.opened import awaken, settle
from tests.book.running import Running
from tests.book.test_answers import LESSON, answer, box, field_of, said
from tests.book.test_gestures import Finger, reachable
from tests.chromium import chromium, flags

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESCENT, MAKES, READS = 6, 9, 10  # cells: the loop of the descent, the second widget, and the one after it
LOOP = """line = nn.Network([1, 1], "identity")
for step in range(3):
    run = line.forward(x3)
    line.theta -= 0.17 * line.backward(run, y3, cost=nn.mse).theta
    print(step + 1, line.theta.round(3))"""


def printed():
    """What the changed loop prints, line by line."""
    net = nn.Network([1, 1], "identity")
    path = nn.fit(net, X, Y, cost=nn.mse, optimizer=nn.SGD(0.17), epochs=3, keep_path=True).path
    return "\n".join(f"{step} {path[step].round(3)}" for step in (1, 2, 3))


@pytest.fixture
def opened(book, tmp_path):
    """Opens the lesson in a browser of its own, whose profile is a folder: a function that closes the one before."""

    def open_browser():
        for context in book.contexts:
            context.close()
        browser = book.browser.browser_type.launch_persistent_context(
            tmp_path, executable_path=chromium(), args=flags(), **PHONE
        )
        return Running(book.open(LESSON, alive=False, context=book.watched(browser)))

    return open_browser


def place_of(running):
    """The lesson's second widget, once it lives."""
    awaken(running.page)
    return running.page.locator("#descent-2")


def state_of(running):
    """What the second widget's sentence says."""
    return place_of(running).locator(".nn-says").inner_text()


def test_a_reader_answers_edits_runs_drags_reads_closes_the_browser_comes_back_and_finds_everything(opened, book):
    running = opened()
    page = running.page
    assert answer(box(page, "5-step"), "-0.767; -0.333").startswith("Not yet: the gradient points uphill")
    right = answer(box(page, "5-step"), "0.767; 0.333")
    assert right.startswith("Right: ") and "nn-right" in box(page, "5-step").get_attribute("class")

    assert running.run(DESCENT, LOOP).strip() == printed()
    running.run(MAKES)
    place = place_of(running)
    _, centre = next(reachable(place))
    Finger(page).drag(**centre, dx=25, dy=-20)
    settle(page)
    at, read = state_of(running), running.run(READS, "print(list(bowl.start))")
    assert read.strip().startswith("[") and read.strip() != "[0, 0]" != read.strip().replace(".0", "")

    again = opened()
    assert (
        said(box(again.page, "5-step")) == right and field_of(box(again.page, "5-step")).input_value() == "0.767; 0.333"
    )
    assert again.page.locator(".bd-links .nn-done").count() == 1
    assert again.cell(DESCENT).locator(".cell_input pre").first.inner_text().strip() == LOOP
    assert printed() in again.output(DESCENT).inner_text()
    assert "list(bowl.start)" in again.cell(READS).locator(".cell_input pre").first.inner_text()
    assert read.strip() in again.output(READS).inner_text()
    assert state_of(again) == at
    assert again.run(READS) == read
