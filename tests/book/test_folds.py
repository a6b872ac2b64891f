"""Claims about folds: what a lesson offers as an aside is closed until its title is clicked, and open on paper."""

from tests.book.opened import PAGES


def test_a_fold_is_closed_until_its_title_is_clicked_and_open_on_paper(book):
    page = book.open("book/15-digits")
    fold = page.locator(".nn-dropdown").first
    title, text = fold.locator("summary"), fold.locator("p").first
    assert not text.is_visible()
    title.click()
    assert text.is_visible()
    title.press("Enter")
    assert not text.is_visible()
    page.emulate_media(media="print")
    assert text.is_visible()


def test_every_aside_of_the_class_dropdown_is_a_fold(html):
    pages = {name: (html / f"{name}.html").read_text("utf8") for name in PAGES}
    assert any("nn-dropdown" in page for page in pages.values())
    assert not [name for name, page in pages.items() if "dropdown admonition" in page]
