"""Claims about JupyterLab: the widgets live in it; what is dragged there is what Python holds, and the other way."""

import pytest

from tests.widgets.lab import opened, run, served

CELLS = [
    "from nnlib.widgets import Descent, Neuron",
    "d = Descent([-1.0, 0.0, 1.5], [0.0, 1.0, 1.0], learning_rate=0.5, steps=3); d",
    "n = Neuron(x=(2.0, 1.0), weights=(0.5, -1.0), bias=0.25); n",
    "print('told', d.start, d.theta, d.steps, d.learning_rate, n.x, n.bias, n.z, 'end')",
    "d.steps, n.bias = 5, -1.25",
]
SAYS = "document.querySelectorAll('.nn-says')[{}].textContent"


@pytest.fixture(scope="module")
def notebook(tmp_path_factory):
    """The notebook, opened in Chromium."""
    with served(tmp_path_factory.mktemp("lab"), CELLS) as lab, opened(lab, len(CELLS)) as page:
        yield page


def told(page):
    """What Python prints for the traits now."""
    run(page, 3)
    text = page.locator(".jp-CodeCell").nth(3).locator(".jp-OutputArea-output").inner_text()
    assert text.startswith("told ") and text.strip().endswith(" end")
    return eval(f"({', '.join(split(text.strip()[5:-4]))})")


def split(text):
    """The printed values, at the spaces that stand between them."""
    depth, parts = 0, [""]
    for letter in text:
        depth += (letter == "(") - (letter == ")")
        if letter == " " and depth == 0:
            parts.append("")
        else:
            parts[-1] += letter
    return parts


def widgets(page):
    """Both widgets' screens."""
    return page.locator(".nn-descent"), page.locator(".nn-neuron")


def shown(place, control):
    """The exact number beside a slider."""
    field = (
        place.locator(".nn-slider")
        .filter(has=place.page.locator(f"[data-control='{control}']"))
        .locator("[data-value]")
    )
    return float(field.get_attribute("data-value"))


@pytest.fixture(scope="module")
def ran(notebook):
    """The page with both widgets on the screen."""
    for cell in (0, 1, 2):
        run(notebook, cell)
    for widget in widgets(notebook):
        widget.wait_for()
    return notebook


def test_both_widgets_live_in_the_notebook(ran):
    descent, neuron = widgets(ran)
    assert descent.locator("[data-handle=marble]").is_visible()
    assert neuron.locator("input[data-control]").count() == 5
    start, theta, steps, _, _, _, z = told(ran)
    assert (start, steps) == ((0.0, 0.0), 3)
    assert (shown(descent, "w"), shown(descent, "b")) == pytest.approx(theta, rel=1e-9)
    assert float(neuron.locator("[data-name=z]").first.get_attribute("data-value")) == pytest.approx(z, rel=1e-9)


def test_a_dragged_marble_is_what_python_holds(ran):
    descent, _ = widgets(ran)
    grip = descent.locator("[data-handle=marble] .nn-grip")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    ran.mouse.move(x, y)
    ran.mouse.down()
    ran.mouse.move(x + 60, y - 40, steps=6)
    ran.mouse.up()
    start, theta, steps, *_ = told(ran)
    assert steps == 0 and start == theta and start[0] > 0.1 and start[1] > 0.1
    assert (shown(descent, "w"), shown(descent, "b")) == start


def test_dragged_sliders_are_what_python_holds(ran):
    descent, neuron = widgets(ran)
    for widget, control in ((descent, "η"), (neuron, "b"), (neuron, "x₁")):
        slider = widget.locator(f"[data-control='{control}']")
        slider.scroll_into_view_if_needed()
        box = slider.bounding_box()
        part = slider.evaluate("(input) => (input.value - input.min) / (input.max - input.min)")
        x, y = box["x"] + 10 + part * (box["width"] - 20), box["y"] + box["height"] / 2
        ran.mouse.move(x, y)
        ran.mouse.down()
        ran.mouse.move(x - 40, y, steps=5)
        ran.mouse.up()
    _, _, _, rate, x, bias, z = told(ran)
    assert rate < 0.5 and bias < 0.25 and x[0] < 2
    assert (shown(descent, "η"), shown(neuron, "b"), shown(neuron, "x₁")) == (rate, bias, x[0])
    assert float(neuron.locator("[data-name=z]").first.get_attribute("data-value")) == pytest.approx(z, rel=1e-9)


def test_a_trait_set_in_python_moves_the_widget(ran):
    descent, neuron = widgets(ran)
    run(ran, 4)
    ran.wait_for_function(f"{SAYS.format(0)}.startsWith('After 5 steps')")
    ran.wait_for_function(f"{SAYS.format(1)}.includes('− 1.25')")
    _, theta, steps, _, _, bias, _ = told(ran)
    assert (steps, bias) == (5, -1.25)
    assert (shown(descent, "w"), shown(descent, "b")) == pytest.approx(theta, rel=1e-9)
    assert shown(neuron, "b") == -1.25


def test_the_notebook_offers_no_link_to_a_page_that_it_is_not(ran):
    assert ran.locator(".nn-twin").count() == 2
    assert ran.get_by_title("Copy link").count() == 0
