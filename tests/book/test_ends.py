"""Claims about the end of a page: what to remember, the next lesson as a card, and what a page says it is about."""

import re

import pytest

from tests.book.opened import PAGES
from tests.lessons.test_titles import TITLES

LESSONS = list(TITLES)
FRONT = PAGES[0]
DESCRIBED = re.compile(r'<meta name="description" content="([^"]+)"')


@pytest.mark.parametrize("name", LESSONS)
def test_a_lesson_ends_with_a_card_of_the_next_one(name, html):
    text = (html / f"book/{name}.html").read_text(encoding="utf8")
    foot = text.split('<nav class="nn-onward"')[1].split("</nav>")[0]
    after = PAGES[PAGES.index(f"book/{name}") + 1].removeprefix("book/")
    card = re.search(rf'<a class="nn-next" rel="next" href="{re.escape(after)}\.html">(.*?)</a>', foot, re.S)[1]
    picture = after.replace("/", "-")
    assert f"_static/stills/{picture}-light.svg" in card and f"_static/stills/{picture}-dark.svg" in card
    if after in TITLES:
        assert f"Next: lesson {int(after[:2])}<" in card and f">{TITLES[after]}<" in card.replace("&#39;", "'")
    assert foot.count("<a ") == 2 and 'rel="prev"' in foot
    assert text.count('class="nn-remember"') == 1


def test_other_pages_have_small_links_and_the_front_page_has_none(html):
    ends = {name: (html / f"{name}.html").read_text(encoding="utf8").split("prev-next-footer")[1] for name in PAGES}
    assert "nn-small-link" not in ends[FRONT]
    for name in set(PAGES) - {FRONT} - {f"book/{lesson}" for lesson in LESSONS}:
        assert 'class="nn-next"' not in ends[name] and "nn-small-link" in ends[name], name


@pytest.mark.parametrize("width", [1280, 390])
def test_the_card_is_large_is_reached_by_keyboard_and_opens_the_next_lesson(width, book):
    page = book.open("book/05-gradient-descent", alive=False, width=width)
    card = page.get_by_role("link", name="Next: lesson 6 How long a step?")
    card.scroll_into_view_if_needed()
    box = card.bounding_box()
    assert box["height"] > 100 and box["width"] > min(600, width - 60)
    back = page.get_by_role("link", name="Previous page: 4. How wrong? The cost")
    assert back.bounding_box()["height"] >= 44
    card.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/06-learning-rate.html")


def test_what_to_remember_is_raised_from_the_paper(book):
    for theme in ("light", "dark"):
        page = book.open("book/05-gradient-descent", alive=False, color_scheme=theme)
        colour = "(one) => getComputedStyle(one).backgroundColor"
        raised, paper = (page.locator(place).first.evaluate(colour) for place in (".nn-remember", "body"))
        assert raised != paper and raised != "rgba(0, 0, 0, 0)"


def test_every_page_says_what_it_is_about_and_no_two_say_the_same(html):
    pages = [*PAGES, "genindex", "search"]
    found = {name: DESCRIBED.findall((html / f"{name}.html").read_text(encoding="utf8")) for name in pages}
    assert [name for name, said in found.items() if len(said) != 1] == []
    assert len({said[0] for said in found.values()}) == len(found)
    for name, (said,) in found.items():
        assert 30 <= len(said) <= 230 and not re.search(r"[\\{}$]|textcolor", said), (name, said)
        if name.removeprefix("book/") in TITLES:
            title = TITLES[name.removeprefix("book/")]
            assert said.startswith(f"Lesson {int(name[5:7])}: {title}") and said.endswith("?")


def test_the_page_that_leads_to_the_book_has_a_language_a_title_and_a_description(html):
    text = (html / "index.html").read_text(encoding="utf8")
    assert text.startswith("<!DOCTYPE html>\n<html lang=") and "<title>Neural networks, alive</title>" in text
    assert len(DESCRIBED.findall(text)) == 1 and "url=book/index.html" in text
