"""Claims about the front page: a hero, cards with pictures that cost little, the mark, and no page too wide."""

import io
import re

import matplotlib.pyplot as plt
import pytest

from book._ext import mark, stills
from tests.book.opened import PAGES, TOC, awaken, settle
from tests.lessons.test_titles import TITLES

FRONT = PAGES[0]
STILL = 25_000  # bytes
WIDGET_PAGES = [name for name in PAGES if "/widgets/" in name]


@pytest.fixture
def front(once):
    return once(FRONT, color_scheme="light")


def test_every_lesson_is_a_card_with_its_number_its_title_and_its_picture(front):
    cards = front.locator(".nn-cards:not(.nn-shelf) > .nn-card")
    found = {}
    for card in cards.all():
        link = card.get_by_role("link")
        assert card.locator(".nn-card-line").inner_text()[0].isupper()
        assert card.locator("img").count() == 2
        found[link.get_attribute("href")] = (card.locator(".nn-card-number").inner_text(), link.inner_text())
    assert found == {f"{name}.html": (str(int(name[:2])), title) for name, title in TITLES.items()}


def test_a_click_anywhere_on_a_card_opens_its_lesson(book):
    page = book.open(FRONT, alive=False)
    card = page.locator(".nn-card", has_text=TITLES["09-forward"])
    card.scroll_into_view_if_needed()
    card.click(position={"x": 20, "y": 20})  # on its picture
    page.wait_for_url("**/09-forward.html")


def test_every_page_of_a_widget_is_on_the_shelf_with_a_picture(front):
    links = front.locator(".nn-shelf > .nn-card a")
    hrefs = links.evaluate_all("(all) => all.map((a) => a.getAttribute('href'))")
    assert hrefs == [f"{name.removeprefix('book/')}.html" for name in WIDGET_PAGES]
    assert front.locator(".nn-shelf img").count() == 2 * len(hrefs)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_picture_is_loaded_when_it_comes_near_in_the_theme_s_colours_and_moves_nothing(theme, book):
    page = book.open(FRONT, color_scheme=theme)
    asked = lambda: {url.rsplit("/", 1)[-1] for url in book.asked if "/stills/" in url}  # noqa: E731
    at_first = asked()
    for image in page.locator(f".nn-card img.only-{theme}").all():
        box = "(one) => [one.width, one.height]"
        before = image.evaluate(box)
        image.scroll_into_view_if_needed()
        image.evaluate("(one) => one.decode()")
        assert image.evaluate("(one) => one.naturalWidth") == stills.WIDTH
        assert image.evaluate(box) == before and before[1] > 100
    assert len(at_first) < len(asked()) and all(name.endswith(f"-{theme}.svg") for name in asked())


def test_a_picture_is_small_has_no_words_and_is_in_the_theme_s_colours(html):
    files = sorted((html / stills.FOLDER).glob("*.svg"))
    assert len(files) >= 2 * (len(TITLES) + len(WIDGET_PAGES))
    for file in files:
        text = file.read_text(encoding="utf8")
        assert len(text.encode()) <= STILL and "<text" not in text, file.name
        theme = "dark" if file.name.endswith("-dark.svg") else "light"
        own = {token[theme] for token in mark.COLOURS.values()}
        assert {colour.lower() for colour in re.findall(r"#[0-9a-fA-F]{6}\b", text)} <= own, file.name


def test_a_still_is_one_panel_also_where_another_panel_has_its_markers():
    """Matplotlib defines a marker where it is first used; the panel on the right then only refers to it."""
    figure, sides = plt.subplots(1, 2)
    for ax in sides:
        ax.plot([1, 2, 3], [2, 1, 2], "o")
    file = io.StringIO()
    figure.savefig(file, format="svg")
    plt.close(figure)
    svg = stills.drawn(file.getvalue(), panel=1)
    asked = set(re.findall(r'href="#([^"]+)"', svg))
    assert asked and asked <= set(re.findall(r'id="([^"]+)"', svg))
    assert svg.count("<use") == 3 and "<text" not in svg


def test_the_hero_has_the_way_in_on_the_first_screen_of_a_laptop_and_of_a_phone(book):
    for width, height in ((1280, 800), (390, 844)):
        page = book.open(FRONT, width=width, height=height)
        start = page.get_by_role("link", name="Start lesson 1", exact=True)
        page.evaluate("scrollTo(0, 0)")
        box, widget = start.bounding_box(), page.locator("#descent-1").bounding_box()
        assert box["height"] >= 44 and box["y"] + box["height"] < height
        assert widget["y"] < height / 2 and widget["width"] >= min(960, width - 40)
        page.close()


@pytest.mark.parametrize("width", [320, 360, 768, 1024])
def test_the_front_page_is_no_wider_than_its_screen(width, book):
    page = book.open(FRONT, width=width, height=700)
    for part in page.locator("article h2").all():
        part.scroll_into_view_if_needed()
    settle(page)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    wide = """() => [...document.querySelectorAll('article *')].filter((part) => part.checkVisibility()
      && !part.closest('.nn-shelf, .nn-live, .katex-mathml, .nn-unseen')
      && part.getBoundingClientRect().right > innerWidth + 1).map((part) => part.outerHTML.slice(0, 80))"""
    assert page.evaluate(wide) == []


def test_the_contents_of_the_book_are_behind_a_button_on_a_wide_screen(book):
    page = book.open(FRONT, alive=False)
    contents = page.locator(".bd-links")
    assert not contents.is_visible()
    page.locator(".primary-toggle").first.click()
    contents.wait_for()
    assert contents.get_by_role("link", name=TITLES["09-forward"]).is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_search_is_at_hand_and_no_button_opens_a_list_that_is_not_there(width, book):
    page = book.open(FRONT, alive=False, width=width)
    assert page.locator(".secondary-toggle:visible").count() == 0
    page.locator(".article-header-buttons .search-button").click()
    page.locator("#pst-search-dialog input[type=search]").wait_for()


def test_the_six_colours_are_named_on_the_mark(front):
    drawing = front.locator("svg.nn-mark")
    assert len(drawing.get_attribute("aria-label")) > 60
    words = drawing.locator("text").all_text_contents()
    assert set(words) == {"inputs", "weights", "hidden", "outputs", "error"}
    colours = set(re.findall(r"var\(--nn-(\w+)\)", drawing.evaluate("(one) => one.outerHTML")))
    assert colours == {"input", "weight", "hidden1", "hidden2", "output", "error"}


@pytest.mark.parametrize("theme", mark.ICONS)
def test_the_icon_is_the_mark_in_the_course_s_colours(theme):
    drawn = mark.icon(theme)
    assert mark.ICONS[theme].read_text(encoding="utf8") == drawn, "draw it anew: python -m book._ext.mark"
    six = {mark.COLOURS[name][theme] for name in ("input", "weight", "hidden1", "hidden2", "output", "error")}
    assert set(re.findall(r"#\w{6}", drawn)) == six


def test_the_mark_is_the_logo_and_the_icon_of_every_page(html):
    for name in PAGES:
        text = (html / f"{name}.html").read_text(encoding="utf8")
        assert re.search(r'<link rel="icon" href="[./]*_static/icon\.svg"', text)
        assert re.search(r'<img src="[./]*_static/icon\.svg" class="logo__image only-light"', text)
        assert re.search(r'<img src="[./]*_static/icon-dark\.svg" class="logo__image only-dark', text)


def test_a_lesson_s_title_is_the_same_in_its_page_and_in_the_sidebar_of_every_page(html):
    lessons = [chapter["file"] for part in TOC["parts"] for chapter in part["chapters"]]
    lessons = {name.split("/")[-1] for name in lessons} & set(TITLES)
    for page in (FRONT, "book/05-gradient-descent", "book/widgets/nudge"):
        text = (html / f"{page}.html").read_text(encoding="utf8")
        contents = text.split('class="bd-links')[1].split("</nav>")[0]
        for name in lessons:
            own = f"{int(name[:2])}. {TITLES[name]}"
            link = "#" if page.endswith(name) else rf"[./]*(?:book/)?{name}\.html"
            assert re.search(rf'href="{link}">\s*{re.escape(own)}\s*</a>', contents), (page, own)
    for name in lessons:
        text = (html / f"book/{name}.html").read_text(encoding="utf8")
        heads = [re.sub(r"<[^>]+>", "", head) for head in re.findall(r'<h1>([^\n]*?)<a class="headerlink"', text)]
        assert heads == [TITLES[name]]


def test_a_tick_is_on_the_card_and_the_way_in_has_none(book):
    context = book.context()
    page = book.open(FRONT, context=context)  # whole, or reloading it would break off what it asks for
    kept = '{"progress": {"value": [4, 4], "version": ""}}'
    page.evaluate(f"localStorage.setItem('neural-networks-alive:01-what-networks-do', '{kept}')")
    page.wait_for_timeout(1000)  # the browser writes its storage a moment later
    page.reload()
    card = page.locator(".nn-card", has_text=TITLES["01-what-networks-do"])
    assert card.locator(".nn-done").inner_text().startswith("✓")
    assert page.locator(".nn-hero .nn-done").count() == 0 and page.locator(".bd-links .nn-done").count() == 1
    awaken(page)
