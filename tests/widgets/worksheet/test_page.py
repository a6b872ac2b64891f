"""Claims about Worksheet: boxes are judged as they are filled, hints come one by one, and it prints as a handout."""

import math
from itertools import pairwise

import pytest

from nnlib.widgets import Worksheet
from nnlib.widgets.worksheet.widget import boxes_of, numbers
from tests.book.opened import AXE, settle
from tests.book.reading import agrees, linked, made, open_twin, read
from tests.book.test_links import refused
from tests.book.test_states import fragment, quote, show
from tests.widgets.kinds import KINDS

PAGE = KINDS["worksheet"].PAGE
WORKED, HALF, EMPTY = "worksheet-1", "worksheet-2", "worksheet-3"
# Numbers that no slip leads to the same wrong value with.
ODD = {"theta": [0.5, -0.9, 0.3, -1.1, -0.3, -0.2, -0.6, -1.3, -0.4], "x": [1.7, -0.7], "y": [1]}
BOXES = """(place) => [...place.querySelectorAll(".nn-blank-input")].map((input) => {
  const { left, right, top, bottom, width, height } = input.getBoundingClientRect();
  return { name: input.closest("[data-box]").dataset.box, left, right, top, bottom, width, height };
})"""
LOOKS = """(place) => Object.fromEntries([...place.querySelectorAll("[data-box]")].map((box) =>
  [box.dataset.box, [box.dataset.is, box.querySelector("input").value]]))"""


def opened(book, id=EMPTY, state=None, **options):
    """The page's worksheet of this id with this state, its text open."""
    page = book.open(PAGE, fragment=fragment(id, state or {}), **options)
    place = page.locator(f"#{id}")
    place.scroll_into_view_if_needed()
    place.evaluate("(place) => place.querySelectorAll('.nn-fold').forEach((fold) => { fold.open = true; })")
    open_twin(place)
    return page, place


def box(place, name):
    return place.locator(f"[data-box='{name}'] input")


def typed(place, name, text):
    """Type into a box and press Enter; answers the sentence."""
    box(place, name).fill(text)
    box(place, name).press("Enter")
    settle(place.page)
    return read(place)["says"]


def sheet(html, place, id=EMPTY):
    """The same in Python."""
    return Worksheet(**{**made(html, PAGE, id)[1], **linked(place)})


def test_every_known_slip_that_is_typed_gets_its_own_hint_and_what_was_typed_stays(book, html):
    _, place = opened(book, state=ODD)
    right = sheet(html, place).solution
    a, d = right["a2_1"], right["delta2_1"]
    v1, v2 = ODD["theta"][6:8]
    a1, a2 = right["a1_1"], right["a1_2"]
    slips = [
        ("delta2_1", 2 * (a - 1), "The slope of the activation is missing"),
        ("delta2_1", -d, "The sign is wrong: the error is a − y"),
        ("delta2_1", d / 2, "The 2 of the squared error is missing"),
        ("delta1_1", v2 * d * a1 * (1 - a1), "That is the wrong weight"),
        ("delta1_2", v2 * d, "The slope of the activation is missing"),
        ("dW2_1_1", d, "That is δ alone"),
        ("dW2_1_1", d * a2, "another neuron’s activation"),
        ("dW1_2_1", -right["dW1_2_1"], "The sign is wrong"),
        ("z1_1", right["z1_1"] + 0.3, "The bias is missing"),
        ("a1_1", right["z1_1"], "That is z itself"),
        ("C", right["C"] / 2, "no half"),
        ("dW2_2_1", v1 * 1000, "Look at each step again"),  # no slip that is known
    ]
    for name, value, hint in slips:
        text = f"{value:.4g}"
        says = typed(place, name, text)
        assert hint in says and says.endswith("0 of 19 boxes are right."), (name, text, says)
        assert box(place, name).input_value() == text
        assert box(place, name).get_attribute("aria-invalid") == "true"
        assert place.evaluate(LOOKS)[name] == ["wrong", text]
    agrees(place, html, PAGE, EMPTY)


@pytest.mark.parametrize("write", ["{:.3g}", "{:.6f}", " {:.4g} ", "comma", "fraction"])
def test_a_right_number_gets_a_tick_however_it_is_written(write, book, html):
    _, place = opened(book)
    value = sheet(html, place).solution["z1_1"]
    text = {"comma": f"{value:.4g}".replace(".", ",").replace("-", "−"), "fraction": f"{value * 4}/4"}.get(write)
    says = typed(place, "z1_1", text or write.format(value))
    assert says == "z of hidden 1: right. 1 of 19 boxes are right."
    assert place.evaluate(LOOKS)["z1_1"][0] == "right"
    mark = place.locator("[data-box=z1_1] .nn-mark path")
    assert mark.get_attribute("d") and box(place, "z1_1").get_attribute("aria-label") == "z of hidden 1, right"
    assert typed(place, "z1_1", "words").startswith("z of hidden 1: type a number")
    wrong = mark.get_attribute("d")
    assert typed(place, "z1_1", "7").startswith("z of hidden 1: not yet.") and mark.get_attribute("d") == wrong


def test_enter_walks_through_the_boxes_in_the_order_of_a_pass_and_so_does_tab(book):
    page, place = opened(book)
    names = boxes_of((2, 2, 1))
    for key in ("Enter", "Tab"):
        box(place, names[0]).focus()
        seen = []
        for _ in names:
            seen.append(page.evaluate("document.activeElement.closest('[data-box]').dataset.box"))
            page.keyboard.press(key)
        assert seen == names
    agree = "document.activeElement.closest('[data-box]')"
    box(place, names[-1]).press("Enter")
    assert page.evaluate(f"{agree}.dataset.box") == names[0]


def test_hints_come_one_by_one_for_the_box_with_the_focus(book, html):
    _, place = opened(book, state=ODD)
    value = sheet(html, place).solution["z1_1"]
    hint = place.locator(".nn-bar").get_by_title("Hint", exact=True)
    box(place, "z1_1").focus()
    wanted = ["Z = W₁,₁ × x₁ + W₂,₁ × x₂ + b₁.", "With numbers: z = 0.5 × 1.7 + (−0.9) × (−0.7) − 0.3.", "The value is"]
    wanted[0] = wanted[0].replace("Z", "z")
    for count in (1, 2, 3, 3):
        hint.click()
        settle(place.page)
        says = read(place)["says"]
        assert [text in says for text in wanted] == [i < count for i in range(3)], says
    assert f"The value is {value:.4g}." in says
    box(place, "delta1_2").focus()
    hint.click()
    settle(place.page)
    says = read(place)["says"]
    assert says.startswith("δ of hidden 2: δ = (W₂,₁ × δ₁) × σ′(z)") and "With numbers" not in says


def test_new_numbers_are_the_seed_s_in_python_too_and_a_link_repeats_them(book, html):
    page, place = opened(book, state={"answers": {"z1_1": "4"}})
    seed = made(html, PAGE, EMPTY)[1]["seed"]
    for count in (1, 2):
        place.get_by_title("New numbers").click()
        settle(page)
        state = agrees(place, html, PAGE, EMPTY)
        drawn = numbers((2, 2, 1), "sigmoid", seed + count)
        assert state["seed"] == seed + count and state["answers"] == {}
        assert {name: tuple(state[name]) for name in drawn} == drawn
    link = linked(place)
    show(page, EMPTY, {})
    show(page, EMPTY, link)
    assert linked(place) == link


def test_the_key_fills_the_rest_and_undo_takes_it_back_with_what_was_typed(book, html):
    page, place = opened(book)
    right = sheet(html, place).solution
    typed(place, "z1_1", f"{right['z1_1']:.3g}")
    typed(place, "C", "99")
    before = place.evaluate(LOOKS)
    key = place.get_by_title("Show the key")
    assert key.get_attribute("aria-pressed") == "false"
    key.click()
    settle(page)
    shown = place.evaluate(LOOKS)
    assert shown["z1_1"] == before["z1_1"] == ["right", f"{right['z1_1']:.3g}"]
    others = {name: f"{value:.4g}".replace("-", "−") for name, value in right.items() if name != "z1_1"}
    assert {name: look for name, look in shown.items() if name != "z1_1"} == {
        name: ["key", text] for name, text in others.items()
    }
    assert key.get_attribute("aria-pressed") == "true" and box(place, "C").get_attribute("readonly") is not None
    assert "1 of 19 boxes are right." in read(place)["says"]
    agrees(place, html, PAGE, EMPTY)
    place.get_by_title("Undo").click()
    settle(page)
    assert place.evaluate(LOOKS) == before and before["C"] == ["wrong", "99"]


def test_a_value_is_in_the_table_only_when_it_was_found_or_shown(book, html):
    _, place = opened(book)
    right = sheet(html, place).solution
    assert {row[-1] for row in read(place)["rows"]} == {"?"}
    typed(place, "a1_1", f"{right['a1_1']:.3g}")
    found = {row[0]: row[-1] for row in read(place)["rows"]}
    assert float(found.pop("a1_1")) == pytest.approx(right["a1_1"], rel=1e-9) and set(found.values()) == {"?"}
    assert place.locator("[data-box] [data-value]").count() == 0  # nor in the page


def test_check_all_counts_and_leads_to_the_first_box_to_mend(book, html):
    page, place = opened(book, state=ODD)
    right = sheet(html, place).solution
    typed(place, "z1_1", f"{right['z1_1']:.3g}")
    typed(place, "z1_2", "x")
    place.get_by_title("Check all").click()
    settle(page)
    says = read(place)["says"]
    assert says.startswith("1 of 19 boxes are right. There are 1 to mend, 17 still empty. Look at z of hidden 2 first:")
    assert page.evaluate("document.activeElement.closest('[data-box]').dataset.box") in ("a1_1", "z1_2")


def test_worked_half_filled_and_empty_sheets_differ_in_what_the_page_fills_in(book, html):
    page, place = opened(book)
    for id, many in ((WORKED, 19), (HALF, 10), (EMPTY, 0)):
        one = page.locator(f"#{id}")
        one.scroll_into_view_if_needed()
        settle(page)
        looks = one.evaluate(LOOKS)
        assert [is_ for is_, _ in looks.values()].count("given") == many
        right = Worksheet(**made(html, PAGE, id)[1]).solution
        assert all(
            text == f"{right[name]:.4g}".replace("-", "−") for name, (is_, text) in looks.items() if is_ == "given"
        )
    place.get_by_label("What the page fills in").select_option("all")
    settle(page)
    assert read(place)["says"].startswith("19 of 19 boxes are right.")


@pytest.mark.parametrize("width", [360, 390])
def test_on_a_phone_the_boxes_are_a_list_below_the_diagram_large_enough_for_fingers(width, book):
    page, place = opened(book, width=width, height=740, has_touch=True, is_mobile=True)
    below_the_bar = "(it) => scrollBy({ top: it.getBoundingClientRect().top - 80, behavior: 'instant' })"
    place.locator(".nn-sheet").evaluate(
        below_the_bar
    )  # scrolled further, the list goes on below the diagram, which stays
    boxes = place.evaluate(BOXES)
    bottom = place.locator(".nn-sheet > svg").bounding_box()
    edge = page.evaluate("(place) => place.getBoundingClientRect().right", place.element_handle())
    assert [one["name"] for one in boxes] == boxes_of((2, 2, 1))
    for one, after in pairwise(boxes):
        assert one["height"] >= 44 and one["width"] >= 44 and one["right"] <= edge
        assert after["top"] >= one["bottom"]
    top = place.locator(".nn-blank-input").first.bounding_box()["y"]
    assert top >= bottom["y"] + bottom["height"] - 1


@pytest.mark.parametrize("options", [{}, {"has_touch": True}, {"width": 1600}])
def test_in_the_diagram_no_box_lies_on_another_or_beyond_the_widget(options, book):
    _, place = opened(book, **options)
    boxes = place.evaluate(BOXES)
    frame = place.bounding_box()
    for i, one in enumerate(boxes):
        assert frame["x"] <= one["left"] and one["right"] <= frame["x"] + frame["width"]
        for other in boxes[:i]:
            apart = one["left"] >= other["right"] or other["left"] >= one["right"]
            assert apart or one["top"] >= other["bottom"] or other["top"] >= one["bottom"], (one, other)


def test_on_paper_are_the_boxes_and_what_to_do_blank_and_with_the_key_filled(book):
    page, place = opened(book)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert place.locator(".nn-says").inner_text().startswith("Fill in z and a from left to right")
    for part in (".nn-sliders", ".nn-worksheet .nn-button"):
        assert not place.locator(part).first.is_visible(), part
    assert {text for _, text in place.evaluate(LOOKS).values()} == {""}
    right = place.bounding_box()["x"] + 660  # pixels: a sheet of paper
    assert all(one["right"] < right for one in place.evaluate(BOXES))
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    place.get_by_title("Show the key").click()
    settle(page)
    page.emulate_media(media="print")
    assert "" not in {text for _, text in place.evaluate(LOOKS).values()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_sheet_with_every_sort_of_box(scheme, width, book, html):
    page, place = opened(book, HALF, {"answers": {"a1_1": "9", "C": "1"}}, color_scheme=scheme, width=width)
    page.evaluate(AXE)
    right = Worksheet(**{**made(html, PAGE, HALF)[1], **linked(place)}).solution
    typed(place, "a1_2", f"{right['a1_2']:.3g}")
    for _ in range(2):
        found = place.evaluate("(place) => axe.run(place)")
        wrong = [(rule["id"], node["failureSummary"]) for rule in found["violations"] for node in rule["nodes"]]
        assert found["passes"] and wrong == []
        place.get_by_title("Show the key").click()
        settle(page)


def test_a_state_that_fits_no_sheet_of_these_sizes_is_refused_in_a_sentence(book):
    wrong = [{"theta": [1, 2]}, {"x": [1]}, {"y": [1, 2]}, {"answers": {"z9_1": "1"}}, {"answers": {"z3_1": "1"}}]
    wrong += [
        {"answers": {"z1_1": "1" * 25}},
        {"answers": {"z1_1": 5}},
        {"box": "z1_3"},
        {"hint": 4},
        {"filled": "most"},
    ]
    refused(book, PAGE, EMPTY, {str(state): quote(str(state).replace("'", '"')) for state in wrong})


def test_the_sentence_and_the_buttons_are_below_the_sheet_and_what_is_rare_is_folded(book):
    page = book.open(PAGE, width=1280, height=900)
    place = page.locator(f"#{WORKED}")
    parts = [place.locator(part).first.bounding_box()["y"] for part in (".nn-sheet", ".nn-says", ".nn-primary")]
    assert parts == sorted(parts) and place.locator(".nn-primary").inner_text() == "Check all"
    for label in ("New numbers", "Show the key"):
        assert place.locator(".nn-fold").get_by_title(label).count() == 1
    assert "Fill in" not in place.locator(".nn-head").inner_text()


def test_on_a_phone_the_verdict_is_directly_below_its_box_with_a_hint_and_the_network_stays(book):
    page, place = opened(book, width=390, height=844, has_touch=True, is_mobile=True)
    typed(place, "a2_1", "9")
    verdict = place.locator(".nn-judged")
    apart = verdict.evaluate(
        "(it) => it.getBoundingClientRect().top - it.previousElementSibling.getBoundingClientRect().bottom"
    )
    assert verdict.evaluate("(it) => it.previousElementSibling.dataset.box") == "a2_1" and abs(apart) <= 4
    assert verdict.inner_text().startswith("not yet.")
    hint = verdict.get_by_title("Hint")
    assert hint.bounding_box()["height"] >= 44
    hint.click()
    settle(page)
    assert verdict.inner_text().startswith("a = σ(z)")
    box_of = place.locator("[data-box=delta1_1]")
    box_of.evaluate("(box) => box.scrollIntoView({ block: 'center', behavior: 'instant' })")
    network = place.locator(".nn-sheet > svg").bounding_box()
    assert network["y"] >= 0 and network["y"] + network["height"] <= box_of.bounding_box()["y"]
    assert network["height"] <= 200


def test_an_activation_that_follows_from_a_wrong_z_is_not_a_second_mistake(book):
    _, place = opened(book, state=ODD)
    typed(place, "z1_1", "9")
    says = typed(place, "a1_1", f"{1 / (1 + math.exp(-9)):.4f}")
    looks = place.evaluate(LOOKS)
    assert looks["z1_1"][0] == "wrong" and looks["a1_1"][0] == "follows"
    assert "it follows from your z. Mend z first." in says and "0 of 19 boxes are right." in says
    assert box(place, "a1_1").get_attribute("aria-label") == "a of hidden 1, follows from your z"
    place.get_by_title("Check all").click()
    settle(place.page)
    assert "There are 1 to mend, 17 still empty." in read(place)["says"]


def test_on_a_phone_the_list_of_boxes_has_a_heading_for_each_way(book):
    page = book.open(PAGE, width=390, height=844)
    parts = page.locator(f"#{WORKED} .nn-part")
    assert [part.inner_text().split(":")[0] for part in parts.all()] == ["Forward", "Back"]


def test_on_a_phone_the_buttons_and_the_count_are_in_reach_of_the_first_box(book, html):
    _, place = opened(book, width=390, height=844, has_touch=True, is_mobile=True)
    typed(place, "z1_1", f"{sheet(html, place).solution['z1_1']:.4g}")
    box(place, "z1_1").evaluate("(box) => box.scrollIntoView({ block: 'center', behavior: 'instant' })")
    bar = place.locator(".nn-worksheet > .nn-bar").bounding_box()
    assert bar["y"] > box(place, "z1_1").bounding_box()["y"] and bar["y"] + bar["height"] <= 844
    assert place.locator(".nn-count").inner_text() == "1 of 19 right"
    _, wide = opened(book, width=1280)
    assert not wide.locator(".nn-count").is_visible()  # the sentence is beside the buttons there


def test_only_what_the_reader_fills_in_has_a_box_and_the_next_one_is_marked(book, html):
    _, place = opened(book, HALF)
    line = "(input) => getComputedStyle(input).borderTopColor"
    for name, (kind, _) in place.evaluate(LOOKS).items():
        assert (box(place, name).evaluate(line) == "rgba(0, 0, 0, 0)") == (kind == "given"), name
    marked = place.locator("[data-next]")
    assert [marked.count(), marked.get_attribute("data-box")] == [1, "a1_1"]
    typed(place, "a1_1", f"{sheet(html, place, HALF).solution['a1_1']:.4g}")
    assert [marked.count(), marked.get_attribute("data-box")] == [1, "a1_2"]
