"""Claims about hands: whatever a mouse, a finger or a key moves, every number follows, and is nnlib's."""

import pytest

from tests.book.opened import hosts, settle, some
from tests.book.reading import agrees, open_twin, read
from tests.widgets.kinds import DRIVEN

HANDLES = "[data-handle]:visible"
SLIDERS = "input[data-control]:visible"
CENTRE = """(handle) => {
  const box = (handle.querySelector(".nn-grip") ?? handle).getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  return { x, y, free: handle.contains(document.elementFromPoint(x, y)) };
}"""
VALUE = "(input) => Number(input.value)"


def places(page):
    """Each widget of a page with its id, its text opened."""
    for id in hosts(page):
        place = page.locator(f"#{id}")
        place.scroll_into_view_if_needed()
        open_twin(place)
        yield id, place


def tabs(page):
    """The same, once for each of a widget's tabs, which is opened; a widget without tabs once."""
    for id, place in places(page):
        yield id, place
        for tab in place.locator("[role=tab]").all()[1:]:
            tab.click()
            settle(page)
            yield id, place


def reachable(place, most=None):
    """The handles that nothing covers, brought to the screen's middle, with their centres; examples can overlap."""
    found = 0
    for handle in place.locator(HANDLES).all():
        handle.evaluate("(handle) => handle.ownerSVGElement.scrollIntoView({ block: 'center', behavior: 'instant' })")
        centre = handle.evaluate(CENTRE)
        if centre.pop("free"):
            found += 1
            yield handle, centre
        if found == most:
            return
    assert found or not place.locator(HANDLES).count()


class Finger:
    """Real touches, through the browser's own protocol."""

    def __init__(self, page):
        self.session = page.context.new_cdp_session(page)

    def touch(self, kind, *points):
        touches = [{"x": x, "y": y} for x, y in points]
        self.session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": touches})

    def drag(self, x, y, dx, dy):
        self.touch("touchStart", (x, y))
        for part in (0.25, 0.5, 0.75, 1):
            self.touch("touchMove", (x + part * dx, y + part * dy))
        self.touch("touchEnd")


class Mouse:
    """The mouse, with the same gesture."""

    def __init__(self, page):
        self.mouse = page.mouse

    def drag(self, x, y, dx, dy):
        self.mouse.move(x, y)
        self.mouse.down()
        self.mouse.move(x + dx, y + dy, steps=4)
        self.mouse.up()


def drag_everything(page, hand, html, name, most=None):
    """Drag every slider and handle of a page; each gesture changes the state, and the screen agrees with nnlib."""
    gestures = 0
    for id, place in tabs(page):
        state = agrees(place, html, name, id)
        for handle, centre in reachable(place, most):
            hand.drag(**centre, dx=21 if centre["x"] < page.viewport_size["width"] / 2 else -21, dy=-13)
            settle(page)
            before, state = state, agrees(place, html, name, id)
            assert str(state) != str(before), (id, handle.get_attribute("data-handle"))
            gestures += 1
        for slider in place.locator(SLIDERS).all():
            slider.evaluate("(input) => input.scrollIntoView({ block: 'center', behavior: 'instant' })")
            box = slider.bounding_box()
            part = slider.evaluate("(input) => (input.value - input.min) / (input.max - input.min)")
            x = box["x"] + 10 + part * (box["width"] - 20)  # the thumb is 20 pixels wide
            way = -0.25 if part > 0.6 else 0.25
            hand.drag(x, box["y"] + box["height"] / 2, way * box["width"], 0)
            settle(page)
            before, state = state, agrees(place, html, name, id)
            assert str(state) != str(before), (id, slider.get_attribute("data-control"))
            gestures += 1
    return gestures


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_the_mouse_moves_every_handle_and_slider(name, book, html):
    page = book.open(name)
    drag_everything(page, Mouse(page), html, name, most=8)


@pytest.mark.long  # test_touch.py holds a finger's drags to a mouse's
@pytest.mark.parametrize("name", DRIVEN)
def test_a_finger_moves_every_handle_and_slider(name, book, html):
    page = book.open(name, width=390, height=844, has_touch=True, is_mobile=True)
    drag_everything(page, Finger(page), html, name, most=4)


def tab_through(page, place):
    """The controls that the Tab key reaches, in their order: the names of handles and sliders."""
    place.evaluate("(place) => { place.tabIndex = -1; place.focus(); }")
    found = []
    for _ in range(80):
        page.keyboard.press("Tab")
        focus = "(place) => place.contains(document.activeElement) && (document.activeElement.dataset ?? {})"
        data = place.evaluate(focus)
        if data is False:
            return found
        found.append(data.get("handle") or data.get("control"))
    raise AssertionError("the Tab key does not leave the widget")


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_the_tab_key_reaches_every_slider_and_every_handle_or_the_first_of_a_group(name, once):
    page = once(name)
    for _, place in tabs(page):
        found = set(tab_through(page, place))
        controls = place.locator(SLIDERS).evaluate_all("(all) => all.map((e) => e.dataset.control)")
        handles = place.locator(HANDLES).evaluate_all("(all) => all.map((e) => e.dataset.handle)")
        assert set(controls) <= found
        assert {handle for handle in handles if not handle.startswith("example") or handle == "example 1"} <= found


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_the_keyboard_moves_every_slider(name, once, html):
    page = once(name)
    for id, place in tabs(page):
        for slider in place.locator(SLIDERS).all():
            slider.focus()
            low, high = (float(slider.get_attribute(end)) for end in ("min", "max"))
            positions = []
            for key in ("Home", "ArrowRight", "Shift+ArrowUp", "ArrowLeft", "Shift+ArrowDown", "End"):
                page.keyboard.press(key)
                settle(page)
                positions.append((slider.evaluate(VALUE) - low) / (high - low))
                agrees(place, html, name, id)
            wanted = [0, 0.01, 0.11, 0.1, 0, 1]
            assert positions == pytest.approx(wanted, abs=0.006), (id, slider.get_attribute("data-control"))


@pytest.mark.parametrize("name", some(DRIVEN, 3, 0))
def test_the_keyboard_moves_every_handle(name, book, html):
    page = book.open(name)
    for id, place in tabs(page):
        for handle in place.locator(HANDLES).all():
            handle.focus()
            state = agrees(place, html, name, id)
            example = handle.get_attribute("data-handle").startswith("example")
            if example and int(handle.get_attribute("data-handle").split()[1]) > 3:
                continue  # all examples are alike
            all_alike = example and handle.get_attribute("data-handle") != "example 1"
            for key in ("ArrowLeft",) if all_alike else ("ArrowLeft", "Shift+ArrowLeft", "ArrowRight", "Shift+ArrowUp"):
                page.keyboard.press(key)
                settle(page)
                before, state = state, agrees(place, html, name, id)
                assert str(state) != str(before), (id, handle.get_attribute("data-handle"), key)
            if example:
                continue
            for key, edge in (("Home", "aria-valuemin"), ("End", "aria-valuemax")):
                page.keyboard.press(key)
                settle(page)
                agrees(place, html, name, id)
                assert handle.get_attribute("aria-valuenow") == handle.get_attribute(edge)


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_page_down_walks_through_all_examples_and_back_to_the_first(name, book):
    page = book.open(name)
    for _, place in places(page):
        examples = place.locator("[data-handle^=example]")
        if not examples.count():
            continue
        examples.first.focus()
        seen = []
        for _ in range(examples.count()):
            page.keyboard.press("PageDown")
            seen.append(page.evaluate("document.activeElement.dataset.handle"))
        assert sorted(seen) == sorted(examples.evaluate_all("(all) => all.map((e) => e.dataset.handle)"))
        assert seen[-1] == "example 1"


@pytest.mark.parametrize("name", some(DRIVEN, 3, 2))
def test_the_space_key_plays_and_stops(name, book, html):
    page = book.open(name)
    for id, place in places(page):
        if not place.locator("button[title^='Play']").count():
            continue  # nothing plays there
        play = place.locator("button[title^='Play']").element_handle()  # its title changes
        label = play.text_content()
        place.locator(SLIDERS).first.focus()
        says = read(place)["says"]
        page.keyboard.press("Space")
        other = "([place, says]) => place.querySelector('.nn-says').textContent !== says"
        page.wait_for_function(other, arg=[place.element_handle(), says])
        assert play.text_content() != label
        page.keyboard.press("Space")
        settle(page)
        assert play.text_content() == label
        agrees(place, html, name, id)
