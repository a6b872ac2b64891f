"""Claims about widgets that Python makes in a page, and about its figures: they live, and traits go both ways."""

import pytest

from tests.book.opened import awaken, settle
from tests.book.running import Running

LESSON = "book/05-gradient-descent"
OWN = """import anywidget, traitlets

class Own(anywidget.AnyWidget):
    _esm = '''export default { render({ model, el }) {
      const button = document.createElement("button");
      const draw = () => (button.textContent = "pressed " + model.get("times"));
      button.onclick = () => { model.set("times", model.get("times") + 1); model.save_changes(); };
      model.on("change:times", draw);
      draw();
      el.append(button);
    } }'''
    times = traitlets.Int(0).tag(sync=True)

own = Own()
own"""
TOKENS = """() => [...document.querySelectorAll("[role=region] .nn-figure svg")].map((svg) => ({
  wide: svg.getBoundingClientRect().width, label: svg.getAttribute("aria-label"),
  tokens: new Set(svg.outerHTML.match(/var\\(--nn-[\\w-]+\\)/g)).size,
  raw: (svg.outerHTML.match(/#[0-9a-f]{6}\\b/gi) ?? []).length,
  letters: getComputedStyle(svg.querySelector("text")).fill,
}))"""


@pytest.fixture
def running(book):
    """A lesson whose Python has not been started, in the light theme."""
    return Running(book.open(LESSON, alive=False, color_scheme="light"))


@pytest.fixture(scope="module")
def started(shared_book):
    """A lesson whose Python runs, in the light theme. To start it takes longer than most tests."""
    running = Running(shared_book.open(LESSON, alive=False, color_scheme="light"))
    running.run(2)
    return running


@pytest.fixture
def warm(started):
    """That lesson with the book's code in its cells; Python has the names that the tests before have made."""
    return started.with_the_book_s_code()


def slider(running):
    """The first widget's slider of the learning rate, once the widget lives."""
    awaken(running.page)
    return running.page.locator("#descent-1 input[data-control]").first


def test_what_a_reader_drags_is_python_s_in_the_next_cell_and_what_python_sets_moves_the_widget(running):
    running.run(2, "fog.learning_rate")
    control = slider(running)
    before = control.input_value()
    control.focus()
    running.page.keyboard.press("ArrowRight")
    settle(running.page)
    assert control.input_value() != before
    assert float(running.run(2)) > 1.0
    running.run(2, "fog.learning_rate = 2.5")
    settle(running.page)
    assert abs(float(control.input_value()) - 0.39794) < 1e-4  # the slider is logarithmic


def test_what_a_reader_set_before_python_started_is_not_lost(running):
    control = slider(running)
    control.focus()
    running.page.keyboard.press("ArrowRight")
    settle(running.page)
    was = control.input_value()
    assert float(running.run(2, "fog.learning_rate")) > 1.0
    assert slider(running).input_value() == was


def test_a_table_that_python_sets_reaches_the_widget_and_comes_back_whole(warm):
    warm.run(2, "fog.X = fog.X * 2\nfog.X[:2, 0].tolist()")
    awaken(warm.page)
    ask = "import numpy as np\nprint(np.allclose(fog.X, 2 * X), fog.X.shape)"
    assert warm.run(2, ask).strip() == "True (23, 1)"


def test_a_widget_shown_twice_is_one_object(running):
    running.run(2, "fog")
    awaken(running.page)
    places = running.page.locator(".nn-widget[data-alive]")
    models = places.evaluate_all("(all) => all.map((place) => place.dataset.model)")
    assert len(set(models[:2])) == 1 and len({place.get_attribute("id") for place in places.all()}) == places.count()
    first, second = (running.page.locator(f"#{places.nth(i).get_attribute('id')} input").first for i in (0, 1))
    first.focus()
    running.page.keyboard.press("ArrowRight")
    settle(running.page)
    assert first.input_value() == second.input_value()


def test_a_widget_of_a_reader_s_own_works_too(warm):
    warm.run(2, OWN)
    awaken(warm.page)
    warm.output(2).get_by_role("button", name="pressed 0").click()
    assert warm.run(3, "own.times").strip() == "1"
    warm.run(3, "own.times = 7")
    warm.output(2).get_by_role("button", name="pressed 7").wait_for()


def test_boxes_show_what_they_hold_and_a_control_of_notebooks_says_where_it_works(warm):
    warm.run(2, "import ipywidgets\nipywidgets.HBox([fog, fog])")
    awaken(warm.page)
    assert warm.output(2).locator(".nn-widget[data-alive]").count() == 2
    assert "JupyterLab" in warm.run(2, "ipywidgets.IntSlider()")


def test_the_3_d_view_of_a_widget_that_python_made_opens(warm):
    warm.run(2, "from nnlib import widgets\nwidgets.Descent([0.0, 1.0], [0.0, 1.0])")
    awaken(warm.page)
    place = warm.output(2).locator(".nn-widget")
    place.get_by_title("3-D view").click()
    place.locator("canvas.nn-turn").wait_for()
    assert place.locator(".nn-warning").is_hidden()


def test_a_value_that_python_refuses_is_refused_in_a_sentence_and_python_goes_on(warm):
    warm.run(2, "fog")
    awaken(warm.page)
    place = warm.page.locator("#descent-1")
    place.evaluate(
        "(place) => { const model = nnHost.modelAt(place); model.set('learning_rate', -1); model.save_changes(); }"
    )
    assert warm.run(3, "fog.learning_rate").strip() == "1.0"


def test_widgets_of_a_python_that_has_gone_stay_and_harm_nothing(running):
    running.run(2)
    control = slider(running)
    running.button("Restart Python").click()
    running.ready()
    control.focus()
    running.page.keyboard.press("ArrowRight")
    settle(running.page)
    assert float(running.run(2, "fog.learning_rate")) >= 1.0


def test_figures_are_drawn_in_the_page_s_colours_and_follow_the_theme(running):
    running.run(8)  # on a page of its own: cell 8 needs what the cells above it make with the book's code
    running.run(10, "import matplotlib.pyplot as plt\nplt.plot([1, 3, 2])\nplt.show()\nprint('after')")
    light = running.page.evaluate(TOKENS)
    assert len(light) == 3 and all(figure["wide"] > 200 for figure in light)  # one is drawn by a cell above
    for figure, said in zip(light[:2], ("tilted plane", "ellipses"), strict=True):  # what the book says is to be seen
        assert figure["tokens"] >= 4 and said in figure["label"]
    assert light[2]["label"] == "Figure drawn by cell 10."
    running.page.evaluate("document.documentElement.dataset.theme = 'dark'")
    dark = running.page.evaluate(TOKENS)
    assert dark[0]["letters"] != light[0]["letters"]
    parts = running.output(10).evaluate("(output) => [...output.children].map((part) => part.className)")
    assert [("figure" in part, "stream" in part) for part in parts] == [(True, False), (False, True)]
