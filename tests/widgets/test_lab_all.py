"""Claims about JupyterLab: all widgets live in one notebook, with a kernel that holds what they show, and without."""

import json

import pytest
from playwright.sync_api import Error

from tests.book.opened import AXE
from tests.book.reading import READ, check
from tests.book.test_gestures import CENTRE, Finger, Mouse, reachable
from tests.book.test_tours import TOURS
from tests.widgets.kinds import KINDS
from tests.widgets.lab import ask, opened, ran, reopened, served, traits

NET = "(2, 2, 1), theta=(1, -1, 0.5, 2, 0, 0.1, 1, -2, 0.3), X=[[1, 0.5]], Y=[[1]]"
# A widget of each kind, and another value for each of its traits: all of them are synced both ways.
MADE = {
    "activation": "Activation('tanh', z=0.5)",
    "backprop": f"Backprop({NET}, input=1)",
    "descent": "Descent([-1.0, 0.0, 1.5], [0.0, 1.0, 1.0], learning_rate=0.5, start=(1, 1), steps=3)",
    "digitreader": "DigitReader(strokes=((100, 40, 180, 120, 100, 240),))",
    "forwardpass": "ForwardPass((2, 2, 1), theta=(1, -1, 0.5, 2, 0, 0.1, 1, -2, 0.3), x=(1, 0.5))",
    "neuron": "Neuron([[1.0, 2.0], [3.0, 0.5]], [0.0, 1.0], x=(2.0, 1.0), weights=(0.5, -1.0), bias=0.25, along=1)",
    "nudge": f"Nudge({NET}, h=0.01, tab='curve')",
    "playground": "Playground(dataset='xor', hidden=(3,), steps=10)",
    "unrolled": "Unrolled(x=(1, 0, 0, 0), w_h=0.8)",
    "worksheet": "Worksheet(filled='half', answers={'a1_1': '0.5'})",
}
WIDER = "sizes=(1, 3), activations=('tanh',), theta=(1, 2, -1, 0, 0.5, 0.25), X=np.array([[2.0], [1.0]]), "
WIDER += "Y=np.array([[1.0, 0, 0], [0, 1.0, 0]]), cost='mse', example=1, pick=4"
OTHER = {
    "activation": "activation='sigmoid', z=-1.25, layers=2, second='relu', x=0.5, weights=(2, -1), biases=(0.5, 1)",
    "backprop": f"{WIDER}, learning_rate=0.25, rule='forget_slope', steps=4, step=2, input=0, output=2",
    "descent": "X=np.array([[1.0], [2.0], [-3.0], [4.0]]), Y=np.array([[1.0], [2.5], [-3.0], [4.0]]), "
    "activation='identity', cost='mse', start=(0.5, -1.0), learning_rate=0.01, momentum=0.5, steps=7, "
    "w_range=(-2.0, 3.0), b_range=(-4.0, 1.0), inputs='height', target='weight', view='surface', "
    "turn=(0.5, 0.9), guess=(1.0, 2.0, 4), race=(('adam', 0.5, 0),)",
    "digitreader": "strokes=((10, 40, 180, 120), (50, 60, 70, 90)), pen=3, example=-1, towards=4, changed=2, unit=7, "
    "tab='units'",
    "forwardpass": "activations=('tanh', 'identity'), theta=(1, 2, 3, 4, 5, 6, 7, 8, 9), x=(0.1, 0.2), step=3, "
    "by='layer', notation='w_jk', picked=(0, 1, 1), feeds=True, inputs=('height', 'width'), outputs=('area',)",
    "neuron": "X=np.array([[1.0], [2.0], [4.0]]), Y=np.array([[0.0], [1.0], [1.0]]), x=(3.0,), weights=(-2.0,), "
    "bias=1.5, activation='identity', inputs=('age',), target='pass', along=0, marks={'old': 3}",
    "nudge": f"{WIDER}, h=0.02, way='forward', tab='slopes'",
    "playground": "dataset='own', own=np.array([[0.5, 0.5, 1], [-0.5, 0.5, 0], [0.1, -0.7, 1]]), noise=0.3, "
    "examples=40, data_seed=3, hidden=(2, 2), activation='sigmoid', cost='mse', optimizer='adam', "
    "learning_rate=0.1, batch=4, l1=0.01, l2=0.02, init='he', seed=5, start=np.zeros((15, 1)) + 0.5, before=2, "
    "steps=3, pace=5, picked=3, axes=(2, 5), earlier=[{'steps': 4, 'learning_rate': 0.2, 'start': (), 'before': 0}], "
    "inside=True",
    "unrolled": "x=(0, 1, 0.5), activation='sigmoid', w_x=2, w_h=-0.5, b=0.25, target=1, clip=0.1, step=5, "
    "logarithm=True",
    "worksheet": "sizes=(1, 1, 2), activation='tanh', theta=(0.5, -1, 2, 1, 0.5, -0.5), x=(2,), y=(1, 0), seed=9, "
    "filled='none', answers={'z1_1': '0', 'C': '7'}, key=True, box='z1_1', hint=2",
}
NO_ARGUMENT = {"about", "shapes"}
SPOTS = {"digitreader": ".nn-pad", "forwardpass": "[data-item='0,0'] .nn-net-circle"}  # dragged, but no handles
NEARER = "(input) => input.value - input.min < input.max - input.value"  # to its least value than to its most
FIXED = {  # what a widget is made with, and what makes another widget of it
    "activation": {"simple"},
    "descent": {"simple"},
    "forwardpass": {"sizes", "simple"},
    "neuron": {"simple"},
    "playground": {"shapes"},
}
# Where names that are set later must be read: what the widget shows, and what it calls its parts.
NAMED = {
    "descent": ["height", "weight", "height 1, weight 1"],
    "forwardpass": ["height", "width", "area", "height: 0.1"],
    "neuron": ["age", "pass", "Weight of age", "age 3, prediction"],
}
CALLED = """(place) => [place.textContent, ...[...place.querySelectorAll("*")].flatMap((part) =>
  ["aria-label", "aria-valuetext"].map((name) => part.getAttribute(name) ?? ""))].join("\\n")"""
TELL = """
import json
import numpy as np
from nnlib.widgets import *
def tell(w):
    plain = lambda v: v.tolist() if isinstance(v, np.ndarray) else v
    lab = ("layout", "tabbable", "tooltip")
    own = [name for name in w.trait_names(sync=True) if not name.startswith("_") and name not in lab]
    print(json.dumps({name: plain(getattr(w, name)) for name in own}))
def give(w, **traits):
    with w.hold_trait_notifications():
        for name, value in traits.items():
            setattr(w, name, value)
"""
CELLS = [TELL, *(f"{kind} = {made}; {kind}" for kind, made in MADE.items()), "neuron"]
CLEAR = "(cell) => jupyterapp.shell.currentWidget.content.widgets[cell].outputArea.model.clear()"
CELL = {kind: 1 + i for i, kind in enumerate(MADE)}


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    """A JupyterLab with a notebook that shows a widget of each kind."""
    with served(tmp_path_factory.mktemp("lab"), CELLS) as lab:
        yield lab


@pytest.fixture(scope="module")
def notebook(browser, lab):
    """The notebook, every cell run."""
    with opened(browser, lab) as page:
        ran(page, len(CELLS))
        yield page


def place_of(page, kind):
    """A kind's widget on the screen, its text and its folds open, but for a fold that is a trait."""
    place = page.locator(".jp-CodeCell").nth(CELL[kind]).locator(".nn-live").first
    place.scroll_into_view_if_needed()
    folds = place.locator("details.nn-twin, details.nn-fold:not([data-trait])")
    folds.evaluate_all("(all) => all.forEach((details) => (details.open = true))")
    return place


def python(page, kind):
    """The traits that the kernel holds."""
    return json.loads(ask(page, f"tell({kind})"))


def alive(page, kind):
    """Fail unless a widget's screen comes to show what nnlib computes for the traits that the page holds; these."""
    for left in range(100, -1, -1):
        held = traits(page, CELL[kind])
        try:
            screen = {**place_of(page, kind).evaluate(READ), "kind": kind}
            check(screen, KINDS[kind].rebuilt({name: value for name, value in held.items() if name not in NO_ARGUMENT}))
            return held
        except (AssertionError, Error):  # numbers are drawn ten times a second, and new parts take the old ones' place
            if not left:
                raise
            page.wait_for_timeout(100)


def agree(page, kind):
    """Fail unless page, kernel and screen come to hold the same state, with nnlib's numbers; answers that state."""
    for _ in range(50):  # ipywidgets holds a message back until the kernel has answered the one before
        held = alive(page, kind)
        if python(page, kind) == held:
            return held
        page.wait_for_timeout(100)
    assert python(page, kind) == held
    return held


def test_every_kind_of_widget_is_tried_in_jupyterlab():
    assert set(MADE) == set(OTHER) == set(KINDS)


@pytest.mark.parametrize("kind", MADE)
def test_a_widget_lives_in_the_notebook(kind, notebook):
    place = place_of(notebook, kind)
    assert place.locator("input[data-control]").count()
    assert place.get_by_title("Copy link").count() == 0  # a notebook is no page that a link could lead to
    agree(notebook, kind)


@pytest.mark.parametrize("kind", MADE)
def test_what_a_mouse_a_finger_and_a_key_move_is_what_python_holds(kind, notebook):
    place = place_of(notebook, kind)
    sliders = place.locator("input[data-control]:visible")
    state = agree(notebook, kind)
    for hand, slider in zip((Mouse(notebook), Finger(notebook)), (sliders.first, sliders.last), strict=True):
        slider.evaluate("(input) => input.scrollIntoView({ block: 'center', behavior: 'instant' })")
        box = slider.bounding_box()
        part = slider.evaluate("(input) => (input.value - input.min) / (input.max - input.min)")
        x = box["x"] + 10 + part * (box["width"] - 20)  # the thumb is 20 pixels wide
        hand.drag(x, box["y"] + box["height"] / 2, (-0.25 if part > 0.6 else 0.25) * box["width"], 0)
        before, state = state, agree(notebook, kind)
        assert state != before, slider.get_attribute("data-control")
    sliders.first.focus()
    notebook.keyboard.press("Shift+ArrowRight" if sliders.first.evaluate(NEARER) else "Shift+ArrowLeft")
    before, state = state, agree(notebook, kind)
    assert state != before
    for handle in place.locator("[data-handle]:visible").all()[:1]:
        handle.focus()
        notebook.keyboard.press("Shift+ArrowRight" if kind != "unrolled" else "Shift+ArrowDown")
        before, state = state, agree(notebook, kind)
        assert state != before
    place.get_by_title("Undo").click()
    assert agree(notebook, kind) == before
    place.get_by_title("Reset").click()
    agree(notebook, kind)


def taken(place, kind):
    """What hands take hold of in a widget: up to three of its handles, or what is dragged though it is no handle."""
    if kind in SPOTS:
        return [place.locator(SPOTS[kind]).first]
    place.locator("details.nn-fold").evaluate_all("(folds) => folds.forEach((fold) => (fold.open = true))")
    return [handle for handle, _ in reachable(place, most=3)]  # a page of the book has them all dragged


def middle(spot):
    """Where its middle is on the screen, now: JupyterLab scrolls after a gesture."""
    spot.evaluate("(spot) => (spot.ownerSVGElement ?? spot).scrollIntoView({ block: 'center', behavior: 'instant' })")
    centre = spot.evaluate(CENTRE)
    return {"x": centre["x"], "y": centre["y"]}


@pytest.mark.parametrize("kind", MADE)
def test_what_a_mouse_and_a_finger_drag_in_a_drawing_is_what_python_holds(kind, notebook):
    place = place_of(notebook, kind)
    if kind in ("backprop", "worksheet"):  # has sliders alone
        assert not place.locator("[data-handle]").count()
        return
    state, gestures = agree(notebook, kind), 0
    for hand in (Mouse(notebook), Finger(notebook)):
        for spot in taken(place, kind):
            before = state
            for dx, dy in ((21, -13), (-21, 13)):  # one way may be the end of what it can reach
                hand.drag(**middle(spot), dx=dx, dy=dy)
                if (state := agree(notebook, kind)) != before:
                    break
            assert state != before, spot
            gestures += 1
    assert gestures >= 2
    place.get_by_title("Reset").click()
    agree(notebook, kind)


# JupyterLab scrolls to it, which takes some frames.
ON_SCREEN = """(panel) => {
  const { top, bottom, height } = panel.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight && height < 200;
}"""


@pytest.mark.parametrize("kind", TOURS)
def test_a_tour_walks_through_the_widget_and_leaves_the_state_as_it_is(kind, notebook):
    place = place_of(notebook, kind)
    before = agree(notebook, kind)
    place.get_by_title("Take the tour").click()
    panel = place.locator(".nn-tour")
    for i, step in enumerate(TOURS[kind]):
        assert panel.locator(".nn-tour-says").inner_text() == f"{i + 1} of {len(TOURS[kind])} {step['says']}"
        part = place.locator(".nn-toured")
        assert part.count() == 1 and part.evaluate("(e, part) => e.matches(part)", step["part"]) and part.is_visible()
        notebook.wait_for_function(ON_SCREEN, arg=panel.element_handle())
        panel.get_by_role("button").first.click()
    panel.wait_for(state="hidden")
    assert agree(notebook, kind) == before


@pytest.mark.parametrize("theme", ["JupyterLab Light", "JupyterLab Dark"])
def test_axe_finds_nothing_wrong_in_any_widget_of_the_notebook(theme, notebook):
    notebook.evaluate("(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    light = str("Light" in theme).lower()
    notebook.wait_for_function("(light) => document.body.dataset.jpThemeLight === light", arg=light)
    notebook.evaluate(AXE)
    wrong = []
    for kind in MADE:
        found = place_of(notebook, kind).evaluate("(place) => axe.run(place)")
        assert found["passes"]
        told = [
            (rule["id"], node["target"], node["failureSummary"])
            for rule in found["violations"]
            for node in rule["nodes"]
        ]
        wrong += [(kind, *one) for one in told]
    assert wrong == []


@pytest.mark.parametrize("kind", MADE)
def test_each_trait_set_in_python_is_the_page_s_and_each_set_in_the_page_is_python_s(kind, notebook):
    first = agree(notebook, kind)
    assert ask(notebook, f"give({kind}, {OTHER[kind]}, about='told anew')") == ""
    then = agree(notebook, kind)
    same = {name for name in first if first[name] == then[name]}
    assert same - FIXED.get(kind, set()) <= unmoved(kind)
    assert place_of(notebook, kind).get_attribute("aria-label") == "told anew"
    called = place_of(notebook, kind).evaluate(CALLED)
    assert [name for name in NAMED.get(kind, ()) if name not in called] == []
    traits(notebook, CELL[kind], first)
    assert agree(notebook, kind) == first


def unmoved(kind):
    """Traits that keep their value in that test because it is the one that suits the others."""
    return {"digitreader": {"example", "image"}, "backprop": {"cost"}, "nudge": {"cost"}}.get(kind, set())


def test_the_3_d_view_opens_beside_the_map(notebook):
    place = place_of(notebook, "descent")
    place.get_by_title("3-D view").click()
    place.locator("canvas.nn-turn").wait_for()
    assert place.locator(".nn-warning").is_hidden()
    place.get_by_title("3-D view").click()
    place.locator("[data-handle=marble]").first.wait_for()
    agree(notebook, "descent")


def test_two_views_of_one_widget_move_together_and_one_is_left_alone_when_the_other_s_output_is_cleared(notebook):
    place_of(notebook, "neuron")
    views = [
        notebook.locator(".jp-CodeCell").nth(cell).locator(".nn-live") for cell in (CELL["neuron"], len(CELLS) - 1)
    ]
    z = "(view) => view.querySelector('[data-name=z]').dataset.value"
    for mover in views:
        before = views[0].evaluate(z)
        mover.locator("input[data-control]").first.focus()
        notebook.keyboard.press("Shift+ArrowLeft")
        notebook.wait_for_function(
            f"([views, old]) => views.every((view) => ({z})(view) !== old)",
            arg=[[view.element_handle() for view in views], before],
        )
        assert views[0].evaluate(z) == views[1].evaluate(z)
        agree(notebook, "neuron")
    notebook.evaluate(CLEAR, len(CELLS) - 1)
    views[1].wait_for(state="detached")
    views[0].locator("input[data-control]").first.focus()
    notebook.keyboard.press("Shift+ArrowRight")
    agree(notebook, "neuron")


def test_without_a_kernel_the_saved_notebook_shows_each_widget_alive(lab, notebook):
    wanted = {kind: python(notebook, kind) for kind in MADE}
    reopened(notebook, lab)
    assert not notebook.evaluate("() => Boolean(jupyterapp.shell.currentWidget.sessionContext.session?.kernel)")
    for kind in MADE:
        place = place_of(notebook, kind)
        assert alive(notebook, kind) == wanted[kind]
        slider = place.locator("input[data-control]:visible").first
        for _ in range(5):  # the notebook takes the focus once it has come
            slider.focus()
            notebook.keyboard.press("Shift+ArrowRight" if slider.evaluate(NEARER) else "Shift+ArrowLeft")
            if (moved := alive(notebook, kind)) != wanted[kind]:
                break
        assert moved != wanted[kind]
