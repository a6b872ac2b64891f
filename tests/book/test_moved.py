"""Claims about pages that have moved: an old address leads to the new page, with what follows the #, and has a link."""

import re
from urllib.parse import quote

import pytest
import yaml

from book._ext.moved import MOVED as SECTIONS_MOVED
from tests.book.opened import PAGES, ROOT

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf8"))
MOVED = CONFIG["sphinx"]["config"]["redirects"]


@pytest.mark.parametrize("old", MOVED)
def test_an_old_address_is_no_page_of_today_and_its_page_has_a_link_to_one(old, html):
    text = (html / f"{old}.html").read_text(encoding="utf8")
    new = re.search(r'<a href="([^"]+)">', text)[1]
    assert old not in PAGES and f"{old.rpartition('/')[0]}/{new.removesuffix('.html')}" in PAGES
    assert f'<noscript><meta http-equiv="refresh" content="0; url={new}"></noscript>' in text


@pytest.mark.parametrize("old", MOVED)
def test_an_old_link_with_a_widget_s_state_arrives_at_the_new_page_with_it(old, browser, site):
    state = "#playground-1=" + quote('{"steps": 3}')
    page = browser.new_page()  # not a watched one: what the old page asked for is given up
    page.goto(f"{site}{old}.html{state}")
    page.wait_for_url(f"**/{MOVED[old]}{state}")
    page.close()


SECTIONS = [(page, to, anchor) for page, (to, anchors) in SECTIONS_MOVED.items() for anchor in anchors]


@pytest.mark.parametrize(("page", "to", "anchor"), SECTIONS)
def test_a_link_into_a_section_that_moved_leads_to_where_it_is(page, to, anchor, browser, site, html):
    assert f'id="{anchor}"' not in (html / f"{page}.html").read_text(encoding="utf8")
    opened = browser.new_page()
    opened.goto(f"{site}{page}.html#{anchor}")
    opened.wait_for_url(f"**/{to}.html#{anchor}")
    assert opened.locator(f'[id="{anchor}"]').count() == 1
    opened.close()
