"""Claims about the state link: what it copies opens as the same figure, and what it cannot hold is refused in words."""

import json
from urllib.parse import quote

import pytest

from tests.book.opened import hosts, settle, some
from tests.book.reading import linked, open_twin, read
from tests.book.test_states import fragment, show
from tests.widgets.kinds import DRIVEN, KINDS

HOSTILE = {
    "truncated": "{%22steps%22:",
    "no JSON": "hello",
    "broken escape": "%E0%A4%A",
    "empty": "",
    "null": "null",
    "a list": "[1,2]",
    "a number": "7",
    "a text": "%22steps%22",
    "unknown": quote('{"speed": 3}'),
    "prototype": quote('{"__proto__": {"steps": 3}}'),
    "constructor": quote('{"constructor": 1}'),
    "text for a list": quote('{"start": "0,0", "x": "1"}'),
    "too many numbers": quote('{"start": [1, 2, 3], "x": [1, 2, 3, 4, 5, 6]}'),
    "objects for numbers": quote('{"start": [{}, []], "x": [{}]}'),
    "infinite": quote('{"learning_rate": 1e999, "bias": 1e999}'),
    "null inside": quote('{"learning_rate": null, "bias": null}'),
    "script": quote('{"<script>alert(1)</script>": 1}'),
    "script as a name": quote('{"activation": "<img src=x onerror=alert(1)>"}'),
    "100 kB": quote(json.dumps({"activation": "a" * 100_000})),
    "100 kB without JSON": "a" * 100_000,
    "100 kB name": quote(json.dumps({"a" * 100_000: 1})),
    "deep": "[" * 5000,
}
ONLY_DESCENT = {
    "no data": {"X": [], "Y": []},
    "unequal data": {"X": [1, 2], "Y": [1]},
    "a million data": {"X": [0] * 2001, "Y": [0] * 2001},
    "steps beyond the last": {"steps": 201},
    "half a step": {"steps": 1.5},
    "no rate": {"learning_rate": 0},
    "a negative rate": {"learning_rate": -1},
    "momentum of one": {"momentum": 1},
    "unfitting": {"activation": "identity", "cost": "cross_entropy"},
    "targets out of range": {"cost": "cross_entropy", "activation": "sigmoid", "X": [1, 2], "Y": [0, 2]},
    "overflow at the start": {"activation": "identity", "cost": "mse", "start": [1e200, 0]},
    "overflow in the data": {"activation": "identity", "cost": "mse", "X": [1e200, 1], "Y": [0, 1]},
}


SEEN = """(id) => {
  const box = document.getElementById(id).getBoundingClientRect();
  return box.top < innerHeight && box.bottom > 0;
}"""


# The event that tells of a new address is a task.
LEAD = """async (fragments) => {
  for (const fragment of fragments) {
    location.hash = fragment;
    await new Promise((done) => setTimeout(done, 30));
  }
}"""


def opened(place):
    """The widget's screen, its text open."""
    open_twin(place)
    return read(place)


@pytest.mark.parametrize("kind", KINDS)
def test_a_copied_link_opens_as_exactly_the_same_table(kind, book):
    context = book.context(permissions=["clipboard-read", "clipboard-write"])
    page = book.open(KINDS[kind].PAGE, context=context)
    for id in hosts(page):
        place = page.locator(f"#{id}")
        place.scroll_into_view_if_needed()
        open_twin(place)
        slider = place.locator("input[data-control]:visible").first
        slider.focus()
        page.keyboard.press("Shift+ArrowLeft")
        handle = place.locator("[data-handle]:visible")
        if handle.count():
            handle.first.focus()
            page.keyboard.press("Shift+ArrowLeft")
        settle(page)
        before = read(place)
        place.get_by_title("Copy link").click()
        page.wait_for_function("() => navigator.clipboard.readText().then((text) => text.includes('#'))")
        link = page.evaluate("() => navigator.clipboard.readText()")
        assert link.startswith(f"{book.site}{KINDS[kind].PAGE}.html#{id}=")
        other = book.open(KINDS[kind].PAGE, context=context, fragment=link.split("#", 1)[1])
        after = opened(other.locator(f"#{id}"))
        assert {**after, "all": "", "eye": ""} == {**before, "all": "", "eye": ""}
        other.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_copy_button_says_copied_and_then_its_name_again_however_often_it_is_pressed(kind, book):
    page = book.open(KINDS[kind].PAGE, context=book.context(permissions=["clipboard-read", "clipboard-write"]))
    place = page.locator(".nn-widget").first
    open_twin(place)
    copy = place.get_by_title("Copy link")
    copy.click()
    page.wait_for_function("(button) => button.textContent === 'Copied'", arg=copy.element_handle())
    copy.click()
    page.evaluate("() => new Promise((done) => setTimeout(done, 2500))")  # the word stays for a second and a half
    assert copy.text_content() == "Copy link"


@pytest.mark.parametrize("kind", KINDS)
def test_a_hostile_fragment_is_refused_in_a_sentence_and_the_figure_is_as_it_was_made(kind, book):
    refused(book, KINDS[kind].PAGE, f"{kind}-1", HOSTILE)


def test_a_descent_that_cannot_be_is_refused_in_a_sentence(book):
    states = {what: quote(json.dumps(state)) for what, state in ONLY_DESCENT.items()}
    refused(book, KINDS["descent"].PAGE, "descent-1", states)


def refused(book, name, id, fragments):
    """Fail unless each address is refused in one sentence and the figure is as it was made; lists those that do not.

    The page is opened at the first address and at the longest, and led to the others: both ways lead to one door.
    """
    context = book.context()
    longest = max(fragments, key=lambda what: len(fragments[what]))
    screens, page = {}, None
    for what, text in fragments.items():
        if page is None or what == longest:
            page = book.open(name, context=context, fragment=f"{id}={text}", alive=False)
            place = page.locator(f"#{id}")
            place.scroll_into_view_if_needed()
            page.locator(f"#{id}[data-alive]").wait_for()
        else:
            lead(page, id, text)
        screens[what] = opened(place)
    lead(page, id, quote("{}"))
    as_made = opened(place)
    assert as_made["warning"] == ""
    taken = []
    for what, screen in screens.items():
        same = {**screen, "warning": "", "all": "", "eye": ""} == {**as_made, "all": "", "eye": ""}
        said = screen["warning"].startswith("The state in this page's address was refused: ")
        if not (same and said and 40 < len(screen["warning"]) < 300):
            taken.append((what, screen["warning"][:200], screen["says"][:200]))
    assert taken == []


def lead(page, id, text):
    """Lead an open page to another address, which may be refused; what was said of the last one is gone before."""
    page.evaluate(LEAD, [fragment(id, {}), f"{id}={text}"])
    settle(page)


@pytest.mark.parametrize("kind", KINDS)
def test_a_refused_address_leaves_what_the_reader_has_made_as_it_is(kind, book):
    name, id = KINDS[kind].PAGE, f"{kind}-1"
    page = book.open(name, fragment=fragment(id, KINDS[kind].MOVED))
    before = opened(page.locator(f"#{id}"))
    page.evaluate("(fragment) => { location.hash = fragment; }", f"{id}=nonsense")
    page.wait_for_function("(id) => !document.querySelector(`#${id} .nn-warning`).hidden", arg=id)
    after = opened(page.locator(f"#{id}"))
    assert {**after, "warning": "", "all": "", "eye": ""} == {**before, "all": "", "eye": ""}
    show(page, id, {})
    assert opened(page.locator(f"#{id}"))["warning"] == ""


@pytest.mark.parametrize("name", some(DRIVEN, 3, 1))
def test_a_link_to_one_widget_scrolls_to_it_and_leaves_the_others_alone(name, book):
    page = book.open(name, alive=False)
    id = hosts(page)[-1]
    page = book.open(name, alive=False, fragment=fragment(id, {}))
    page.locator(f"#{id}[data-alive]").wait_for()
    page.wait_for_function(SEEN, arg=id)


def test_the_link_names_nothing_but_what_differs(book):
    name = KINDS["descent"].PAGE
    page = book.open(name, fragment=fragment("descent-1", {"steps": 9}))
    assert linked(page.locator("#descent-1")) == {"steps": 9}
