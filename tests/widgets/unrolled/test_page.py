"""Claims about Unrolled: the state goes on, the error comes back, and whether it vanishes or explodes is said."""

import re
from itertools import pairwise

import numpy as np
import pytest

from nnlib.widgets import Unrolled
from tests.book.opened import settle
from tests.book.reading import agrees, linked, made, open_twin, read
from tests.book.test_gestures import Finger, Mouse
from tests.book.test_links import refused
from tests.book.test_states import fragment, quote, show
from tests.widgets.kinds import KINDS
from tests.widgets.numbers import worked

BOXES = """(all) => all.map((text) => text.getBoundingClientRect())
  .map(({ left, right, top, bottom }) => [left, right, top, bottom])"""
SLIDE = "(slider, value) => ((slider.value = value), slider.dispatchEvent(new Event('input', { bubbles: true })))"
PAGE, ID = KINDS["unrolled"].PAGE, "unrolled-1"


def opened(book, state=None, **options):
    """The page's first widget with this state, its text open."""
    page = book.open(PAGE, fragment=fragment(ID, state or {}), **options)
    place = page.locator(f"#{ID}")
    place.locator(".nn-fold").evaluate("(fold) => { fold.open = true; }")
    open_twin(place)
    return page, place


def bars(place, kind):
    """The heights of the bars that are shown."""
    shown = "(all) => all.filter((e) => !e.hasAttribute('display')).map((e) => Number(e.getAttribute('height')))"
    return place.locator(f"rect.{kind}").evaluate_all(shown)


def test_reset_shows_all_steps_again(book):
    page, place = opened(book)
    place.get_by_title("Step", exact=True).click()
    settle(page)
    assert read(place)["says"].startswith("Step 1, forward")
    place.get_by_title("Reset").click()
    settle(page)
    assert read(place)["says"].startswith("After 6 steps")


@pytest.mark.parametrize(("state", "words"), [
    ({"activation": "identity", "w_h": 0.5}, "has shrunk from −0.938 to −0.0293: it vanishes."),
    ({"activation": "identity", "w_h": -2}, "it explodes"),
    ({"activation": "identity", "w_h": 1}, "it neither vanishes nor explodes"),
    ({"activation": "identity", "w_h": 0}, "nothing arrives"),
    ({"activation": "tanh", "w_h": 3, "x": [2, 2, 2, 2, 2, 2]}, "it vanishes"),
    ({"activation": "identity", "w_h": 1, "x": [1, 0, 0], "target": 1}, "the target is met"),
    ({"activation": "relu", "b": -1, "x": [0, 0, 0]}, "the last unit is flat here"),
])  # fmt: skip
def test_what_becomes_of_the_error_is_said_in_words(state, words, book):
    _, place = opened(book, state)
    assert words in read(place)["says"]


@pytest.mark.parametrize(
    ("w_h", "words"), [(0.5, "on average by 0.5 in size, less"), (-2, "by 2 in size, more than 1")]
)
def test_more_says_by_how_much_each_step_multiplies_the_error(w_h, words, book):
    _, place = opened(book, {"activation": "identity", "w_h": w_h})
    assert words in place.locator(".nn-unrolled-why").inner_text()


@pytest.mark.parametrize("steps", [3, 6])
def test_on_a_phone_the_units_and_the_grip_between_two_of_them_have_room(steps, book):
    _, place = opened(book, {"x": [1] * steps}, width=390)
    cells = place.locator("circle.nn-cell:visible").evaluate_all(BOXES)
    for one, other in pairwise(cells):
        assert other[0] - one[1] >= 12
    [grip] = place.locator("[data-handle=w_h] .nn-grip").evaluate_all(BOXES)
    assert cells[0][1] - 1 <= (grip[0] + grip[1]) / 2 <= cells[1][0] + 1
    assert place.get_by_text("× 0.8").first.is_visible()


def test_on_a_phone_the_numbers_of_a_panel_are_beside_their_bars_and_the_last_and_the_first_are_always_shown(book):
    _, place = opened(book, {"x": [-1.125] * 8, "w_h": -0.6251}, width=390)
    shown = place.locator("text.nn-error-value:visible").evaluate_all("(all) => all.map((e) => e.dataset.name)")
    assert {"delta1", "delta8"} <= set(shown) and len(shown) < 8
    inputs = place.locator("text.nn-input-value:visible").evaluate_all(BOXES)
    assert len({top for _, _, top, _ in inputs}) == 1


def test_the_prediction_s_error_is_not_named_before_the_way_back(book):
    _, place = opened(book, {"step": 3})
    note = place.get_by_text("from ŷ", exact=True)
    assert not note.is_visible()
    show(place.page, ID, {"step": 7})
    assert note.is_visible()


def test_every_number_in_the_picture_is_nnlib_s(book, html):
    state = {"x": [1.0, -0.5, 0.25, 2.0], "w_h": -1.25, "activation": "sigmoid", "target": 0.125}
    _, place = opened(book, state)
    u = Unrolled(**{**made(html, PAGE, ID)[1], **state})
    named = {key: float(value) for key, value in read(place)["named"].items() if value is not None}
    slopes = [h * (1 - h) for h in u.h]
    for t in range(4):
        wanted = [u.x[t], u.h[t], u.delta[t]]
        assert [named[f"{name}{t + 1}"] for name in ("x", "h", "delta")] == pytest.approx(wanted, rel=1e-9)
        if t < 3:
            assert named[f"factor{t + 1}"] == pytest.approx(u.w_h * slopes[t], rel=1e-9)
    assert named["ratio"] == pytest.approx(abs(u.delta[0] / u.delta[-1]), rel=1e-9)
    assert named["length"] == pytest.approx(np.linalg.norm(u.gradient.theta), rel=1e-9)
    assert named["prediction"] == pytest.approx(u.h[-1], rel=1e-9)


def test_the_gradient_and_its_clipped_form_stand_in_the_table_as_nnlib_computes_them(book, html):
    _, place = opened(book, {"activation": "identity", "w_h": 2.0, "clip": 0.25})
    u = Unrolled(**{**made(html, PAGE, ID)[1], **linked(place)})
    rows = [row for row in read(place)["rows"] if row[0].startswith("∂C")]
    assert [float(row[1]) for row in rows] == pytest.approx(u.gradient.theta.tolist(), rel=1e-9)
    assert [float(row[3]) for row in rows] == pytest.approx(u.clipped, rel=1e-9)
    assert "clipping takes it to 0.25 and keeps its direction" in place.locator(".nn-unrolled-why").inner_text()
    scope = {}
    exec(read(place)["code"], scope)
    assert scope["clipped"].tolist() == list(u.clipped)


@pytest.mark.parametrize("state", [
    {"activation": "identity", "w_h": 0.5},  # vanishes
    {"activation": "identity", "w_h": -1.5},  # explodes, its sign changing
    {"x": [2, 2, 2, 2], "w_h": 3},
    {"activation": "relu", "b": -1, "x": [0, 0, 0]},  # no error at all
])  # fmt: skip
def test_every_error_s_bar_has_its_true_size_and_the_largest_error_the_tallest(state, book):
    _, place = opened(book, state)
    named, heights = read(place)["named"], np.array(bars(place, "nn-error-bar"))
    errors = np.abs([float(named[f"delta{t + 1}"]) for t in range(len(heights))])
    largest = errors.max() or 1
    assert heights / (heights.max() or 1) == pytest.approx(errors / largest, abs=0.005)
    assert heights.max() > 20 or not errors.any()


def test_the_logarithm_is_behind_a_switch_that_the_link_keeps_and_undo_takes_back(book):
    page, place = opened(book)
    switch = place.get_by_title("Logarithmic errors")
    true_size = bars(place, "nn-error-bar")
    assert switch.get_attribute("aria-pressed") == "false"
    switch.click()
    settle(page)
    logarithmic = bars(place, "nn-error-bar")
    assert logarithmic != true_size and switch.get_attribute("aria-pressed") == "true"
    assert linked(place) == {"logarithm": True}
    place.get_by_title("Undo").click()
    settle(page)
    assert bars(place, "nn-error-bar") == true_size and linked(place) == {}
    show(page, ID, {"logarithm": True})
    assert bars(place, "nn-error-bar") == logarithmic


def test_on_the_logarithmic_scale_a_linear_unit_s_bars_rise_evenly_and_all_from_the_bottom(book):
    state = {"activation": "identity", "x": [1, 0, 0, 0, 0, 0, 0, 0], "logarithm": True}
    page, place = opened(book, {**state, "w_h": 1.5})
    heights = bars(place, "nn-error-bar")
    assert len(heights) == 8
    steps = np.diff(heights)
    assert np.all(steps < 0) and np.ptp(steps) < 0.3
    show(page, ID, {**state, "w_h": -1 / 1.5})
    steps = np.diff(bars(place, "nn-error-bar"))
    assert np.all(steps > 0) and np.ptp(steps) < 0.3
    ends = place.locator("rect.nn-error-bar").evaluate_all(
        "(all) => all.map((bar) => Number(bar.getAttribute('y')) + Number(bar.getAttribute('height')))"
    )
    assert np.ptp(ends) < 0.1


def test_each_arrow_back_has_its_factor_over_it(book):
    _, place = opened(book)
    boxes = [place.locator(f"{part}:visible").evaluate_all(BOXES) for part in ("path.nn-back", "text.nn-factor")]
    assert [len(found) for found in boxes] == [6, 5]  # the last arrow comes from the prediction
    for arrow, factor in zip(*boxes, strict=False):
        assert (arrow[0] + arrow[1]) / 2 == pytest.approx((factor[0] + factor[1]) / 2, abs=8)
        assert 0 <= arrow[2] - factor[3] + 8 < 20


@pytest.mark.parametrize("state", [{}, {"w_h": -1.2, "x": [1, 0.5, -1, 2]}])
def test_each_number_is_at_the_end_of_its_bar(state, book):
    _, place = opened(book, state)
    for name in ("state", "error"):
        bars_ = place.locator(f"rect.nn-{name}{'-bar' if name == 'error' else ''}:visible").evaluate_all(BOXES)
        numbers = place.locator(f"text.nn-{name}-value:visible").evaluate_all(BOXES)
        for bar, number in zip(bars_, numbers, strict=True):
            assert min(abs(number[3] - bar[2]), abs(number[2] - bar[3])) < 6, (name, bar, number)


def test_the_states_fill_their_panel_whatever_they_are(book):
    for state in ({}, {"w_x": 0.05, "target": 0.04}, {"activation": "identity", "w_x": 30}):
        _, place = opened(book, state)
        assert max(bars(place, "nn-state")) > 40


@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_the_target_is_dragged_below_zero_though_no_state_is(hand, book):
    page, place = opened(book, width=1280, height=900, has_touch=True)
    grip = place.locator("[data-handle=target] .nn-grip")
    grip.evaluate("(grip) => grip.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = grip.bounding_box()
    hand(page).drag(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 0, 80)
    settle(page)
    assert linked(place)["target"] == pytest.approx(-0.41, abs=0.06)


@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_an_input_is_dragged_up_and_down_and_all_later_states_follow(hand, book):
    options = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True} if hand is Finger else {}
    page, place = opened(book, **options)
    before = read(place)["named"]
    grip = place.locator("[data-handle=x3] .nn-grip")
    grip.scroll_into_view_if_needed()
    box = grip.bounding_box()
    hand(page).drag(
        x=box["x"] + box["width"] / 2, y=box["y"] + box["height"] / 2, dx=3, dy=-22 if hand is Finger else -13
    )
    settle(page)
    x = linked(place)["x"]
    assert x[:2] == [1, 0]
    assert x[2] == pytest.approx(1, abs=0.03) if hand is Mouse else 0.2 < x[2] < 1.03  # of a finger, less may be told
    after = read(place)["named"]
    moved = [name for name in ("h1", "h2", "h3", "h4", "h5", "h6") if after[name] != before[name]]
    assert moved == ["h3", "h4", "h5", "h6"]


@pytest.mark.parametrize("steps", [3, 8])
def test_another_number_of_steps_keeps_the_inputs_that_there_are(steps, book):
    page, place = opened(book, {"x": [1, -1, 0.5, 0.25]})
    place.get_by_label("Steps", exact=True).select_option(str(steps))
    settle(page)
    assert linked(place)["x"] == [1, -1, 0.5, 0.25, 0, 0, 0, 0][:steps]
    # a handle for each input, one for the target, and two for the weights on their connections
    assert len(bars(place, "nn-state")) == steps and place.locator("[data-handle]:visible").count() == steps + 3
    place.get_by_title("Undo").click()
    settle(page)
    assert linked(place)["x"] == [1, -1, 0.5, 0.25]


WALK = """(place) => {
  place.walk = [];
  const look = () => {
    const bars = [...place.querySelectorAll("rect.nn-error-bar")].slice(0, 3);
    const hidden = bars.map((bar) => getComputedStyle(bar).visibility === "hidden");
    const delta = place.querySelector("[data-name=delta2]").dataset.value;
    place.walk.push({ says: place.querySelector(".nn-says").textContent, hidden, delta });
  };
  const words = { subtree: true, childList: true, characterData: true };
  new MutationObserver(look).observe(place.querySelector(".nn-says"), words);
}"""


def test_play_goes_forward_step_by_step_and_back_again(book):
    page, place = opened(book, {"x": [1, 0, 0]})
    place.evaluate(WALK)
    place.get_by_title("Play").click()
    ended = "(place) => place.walk.at(-1)?.says.startsWith('After 3 steps')"
    page.wait_for_function(ended, arg=place.element_handle(), timeout=20_000)
    walk = place.evaluate("(place) => place.walk")
    starts = [
        *(f"Step {t}, forward: z = " for t in (1, 2, 3)),
        *(f"Step {t}, back: " for t in (3, 2, 1)),
        "After 3 steps",
    ]
    assert len(walk) == len(starts)
    assert all(seen["says"].startswith(start) for seen, start in zip(walk, starts, strict=True))
    back = walk[4]  # step 2
    assert back["hidden"] == [True, False, False]
    assert re.search(r"gives δ = (.+)\.$", back["says"])[1] == worked(float(back["delta"]))


def test_a_number_past_all_bounds_is_refused_in_words_and_the_old_one_stays(book):
    page, place = opened(book, {"activation": "identity"})
    before = read(place)
    field = place.get_by_label("Recurrent weight, typed")
    field.fill("1e99")
    field.press("Enter")
    settle(page)
    after = read(place)
    assert re.search(r"step \d overflows, so the old one stays", after["warning"])
    assert {**after, "warning": "", "all": "", "eye": ""} == {**before, "warning": "", "all": "", "eye": ""}


def test_a_state_that_cannot_be_is_refused_in_a_sentence(book):
    wrong = {
        "two steps": '{"x": [1, 2]}',
        "nine steps": '{"x": [1, 2, 3, 4, 5, 6, 7, 8, 9]}',
        "no clip": '{"clip": 0}',
        "softmax": '{"activation": "softmax"}',
        "overflows": '{"activation": "identity", "w_h": 1e99}',
    }
    refused(book, PAGE, ID, {what: quote(text) for what, text in wrong.items()})


@pytest.mark.parametrize("width", [1280, 390, 360])
def test_no_two_numbers_of_a_row_lie_on_each_other(width, book):
    _, place = opened(book, {"x": [-1.125] * 8, "w_h": -0.6251}, width=width)
    for kind in ("nn-input-value", "nn-state-value", "nn-error-value"):
        boxes = place.locator(f"text.{kind}:visible").evaluate_all(BOXES)
        for i, one in enumerate(boxes):
            for other in boxes[i + 1 :]:
                apart = one[1] <= other[0] + 0.5 or other[1] <= one[0] + 0.5
                below = one[3] <= other[2] + 3 or other[3] <= one[2] + 3  # a line's box is taller than its digits
                assert apart or below, (kind, one, other)


def test_step_and_back_walk_there_and_back_and_rest_at_both_ends(book):
    page, place = opened(book, {"x": [1, 0, 0]})
    rest = read(place)["says"]
    starts = [f"Step {t}, {way}" for way, steps in (("forward", (1, 2, 3)), ("back", (3, 2, 1))) for t in steps]
    for button, walk in (("Step", starts), ("Back", starts[::-1])):
        for start in walk:
            place.get_by_title(button, exact=True).click()
            settle(page)
            assert read(place)["says"].startswith(start)
        place.get_by_title(button, exact=True).click()
        settle(page)
        assert read(place)["says"] == rest
    for _ in range(6):
        place.get_by_title("Step", exact=True).click()
    place.locator("[data-handle=x2]").press("Home")  # the step that is shown stays, with the new numbers
    settle(page)
    assert read(place)["says"].startswith("Step 1, back") and float(read(place)["named"]["x2"]) == -2


@pytest.mark.parametrize("target", [-2, -0.3, 0, 0.4, 1, 2])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_target_s_name_lies_beside_the_bars_and_beside_the_ring(target, width, book):
    page = book.open("book/widgets/unrolled", fragment=fragment("unrolled-1", {"target": target}), width=width)
    boxes = page.locator("#unrolled-1").evaluate(
        """(place) => ["nn-target-name", "nn-target", "nn-prediction", "nn-state"].map((name) =>
          [...place.querySelectorAll("." + name)].map((e) => e.getBoundingClientRect()).filter((box) => box.width)
            .map(({ left, right, top, bottom }) => ({ left, right, top, bottom })))"""
    )
    [name], *others = boxes
    for other in (box for some in others for box in some):
        apart = name["left"] >= other["right"] or name["right"] <= other["left"]
        assert apart or name["top"] >= other["bottom"] or name["bottom"] <= other["top"]


@pytest.mark.parametrize(("handle", "trait"), [("w_x", "w_x"), ("w_h", "w_h")])
@pytest.mark.parametrize("hand", [Mouse, Finger])
def test_a_weight_is_dragged_on_its_connection(handle, trait, hand, book, html):
    page, place = opened(book, width=390, height=844, has_touch=True)
    before = agrees(place, html, PAGE, ID)[trait]
    grip = place.locator(f"[data-handle={handle}] .nn-grip")
    grip.evaluate("(grip) => grip.scrollIntoView({ block: 'center', behavior: 'instant' })")
    box = grip.bounding_box()
    hand(page).drag(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 0, -22)
    settle(page)
    assert agrees(place, html, PAGE, ID)[trait] == pytest.approx(before + 0.6, abs=0.011)


def test_a_sentence_that_gets_shorter_leaves_its_room_so_the_page_does_not_jump(book):
    page, place = opened(book, width=360)  # where the sentence has several lines
    place.locator(".nn-fold").evaluate("(fold) => { fold.open = false; }")  # the sentence alone
    slider = place.locator("input[type=range]").first
    heights, lines = [], []
    for value in np.linspace(-2, 2, 41):
        slider.evaluate(SLIDE, value)
        settle(page)
        heights.append(place.bounding_box()["height"])
        lines.append(place.locator(".nn-says > span").bounding_box()["height"])
    assert min(np.diff(lines)) < 0 < max(np.diff(lines))  # the sentence does get shorter on the way
    assert min(np.diff(heights)) >= 0


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_beside_play_stays_in_its_place_while_it_plays(width, book):
    _, place = opened(book, width=width)
    places = "(bar) => [...bar.children].map((it) => [it.offsetLeft, it.offsetTop - bar.offsetTop, it.offsetWidth])"
    bar = place.locator(".nn-bar").first
    rest = bar.evaluate(places)
    place.get_by_title("Play").click()
    assert bar.evaluate(places) == rest and len(rest) == 4
    assert place.get_by_role("button", name="Stop", exact=True).count() == 1  # the other label is for nobody's ear


@pytest.mark.parametrize("width", [1280, 390])
def test_a_weight_s_number_is_clear_of_its_grip_and_of_the_units(width, book):
    _, place = opened(book, {"w_x": -1.25, "w_h": -0.625}, width=width)
    numbers = place.locator("text.nn-weight-value").evaluate_all(BOXES)
    others = place.locator("circle.nn-cell:visible, [data-handle] circle.nn-grip:visible").evaluate_all(BOXES)
    assert len(numbers) == 2 and len(others) > 9
    for one in numbers:
        for other in others:
            apart = one[1] <= other[0] or other[1] <= one[0]
            assert apart or one[3] <= other[2] + 3 or other[3] <= one[2] + 3, (one, other)


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_all_six_errors_are_told_and_in_few_digits(width, book):
    _, place = opened(book, width=width)
    errors = place.locator("text.nn-error-value:visible").all_text_contents()
    assert errors == ["−0.04", "−0.12", "−0.21", "−0.32", "−0.44", "−0.59"]
    assert place.locator("text.nn-factor:visible").all_text_contents() == ["0.34", "0.56", "0.67", "0.72", "0.75"]
