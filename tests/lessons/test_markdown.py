"""Claims about the text as it is written: no line of a paragraph begins by accident with the sign of something else."""

import json

import pytest
import yaml
from markdown_it.renderer import RendererHTML
from myst_parser.config.main import MdParserConfig
from myst_parser.parsers.mdit import create_md_parser

from tests.book.opened import PAGES, ROOT

CONFIG = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf8"))
EXTENSIONS = set(CONFIG["parse"]["myst_enable_extensions"])
PARSER = create_md_parser(MdParserConfig(enable_extensions=EXTENSIONS), RendererHTML)
NO_TEXT = ("{literalinclude}", "{eval-rst}")  # directives whose content is not Markdown


def texts(name):
    """The Markdown of a page, or of each of its cells."""
    notebook = ROOT / f"{name}.ipynb"
    if not notebook.exists():
        return [(ROOT / f"{name}.md").read_text(encoding="utf8")]
    cells = json.loads(notebook.read_text(encoding="utf8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]


def accidents(text):
    """The lines that end a paragraph without a blank line, because they begin as a list, a heading or the like does."""
    tokens, lines = PARSER.parse(text), text.splitlines()
    end = None  # the line after the last paragraph
    found = []
    for token in tokens:
        if token.type in ("fence", "colon_fence") and token.info.startswith("{") and not token.info.startswith(NO_TEXT):
            found += accidents(token.content)
        if token.type == "heading_open" and token.markup in ("-", "="):
            found.append(lines[token.map[0]])  # the line below the text made a heading of it
        if token.type == "paragraph_open":
            end = token.map[1]
        elif (
            token.nesting >= 0 and token.map and token.type not in ("inline", "list_item_open") and token.map[0] == end
        ):
            found += [lines[end]] if lines[end - 1].strip() else []
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_line_within_a_paragraph_begins_a_list_or_a_heading_by_accident(name):
    begun = [line for text in texts(name) for line in accidents(text)]
    assert begun == [], "break the paragraph elsewhere: such a line begins a list, a heading or the like"
