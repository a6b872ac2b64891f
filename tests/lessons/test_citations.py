"""Claims about citations in notebooks: they are links that a notebook shows, and say what the bibliography has."""

import re

import pytest
from pybtex.database import parse_file

from tests.lessons.test_lessons import BOOK, NOTEBOOKS, prose

SOURCES = parse_file(str(BOOK / "references.bib")).entries
LINK = re.compile(r"\[([^\]]*)\]\((?:\.\./)?appendix/bibliography\.md#([^)]*)\)")


def named(source):
    """Authors and year as the page cites them: "Cauchy", "Robbins and Monro", "Dalal et al."."""
    people = source.persons.get("author") or source.persons["editor"]
    first, *others = (" ".join(person.prelast_names + person.last_names).strip("{}") for person in people)
    return f"{first} et al." if len(others) > 1 else " and ".join([first, *others]), source.fields["year"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_citation_is_a_link_with_the_source_s_authors_and_year(name):
    assert "{cite" not in prose(name), "JupyterLab shows it as a warning: write a link, as book/_ext/citations.py says"
    for text, key in LINK.findall(prose(name)):
        authors, year = named(SOURCES[key])
        forms = (f"({authors}, {year})", f"{authors} ({year})")
        assert text in forms, f"cite with the authors and the year of references.bib: {' or '.join(forms)}"


def test_every_lesson_s_sources_are_cited_and_no_source_is_left_over():
    cited = {key for name in NOTEBOOKS for _, key in LINK.findall(prose(name))}
    assert cited == set(SOURCES), "references.bib holds the sources that a notebook cites, and no other"
