"""Described: each page says in its head what it is about, for search engines and for links that are shared."""

import re

from docutils import nodes
from markupsafe import escape

from book._ext.lesson import LESSON

LONGEST = 200  # letters of a first paragraph; search engines show about as many
MADE = {  # pages that no file of the book holds
    "genindex": "All words and names of this book, each with the places where it is explained.",
    "search": "Search this interactive book about neural networks.",
    "py-modindex": "The modules of nnlib, the small neural-network library that comes with this book.",
}


def setup(app):
    """Connect the extension."""
    app.connect("html-page-context", add_description)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def add_description(app, page, template, context, doctree):
    """A meta tag in the page's head."""
    text = MADE.get(page) or (description(doctree, page) if doctree else "")
    if text:
        context["metatags"] = context.get("metatags", "") + f'\n<meta name="description" content="{escape(text)}"/>'


def description(doctree, page):
    """A lesson's number, title and question; of any other page the first paragraph."""
    if lesson := LESSON.match(page):
        title = plain(next(doctree.findall(nodes.title)))
        question = next(strong for strong in doctree.findall(nodes.strong) if strong.astext().endswith("?"))
        return f"Lesson {int(lesson[1])}: {title}{'' if title.endswith('?') else '.'} {plain(question)}"
    return next((shortened(text) for text in map(plain, doctree.findall(nodes.paragraph)) if text), "")


def plain(node):
    """A node's words in one line; of a formula what is left without its commands."""
    text = node.astext()
    text = re.sub(r"\\(?:textcolor|text|mathrm)\{(?:\w+)\}", "", text)
    return " ".join(re.sub(r"[\\{}]", "", text).split())


def shortened(text):
    """As many whole sentences as there is room for, or the first words of a long one."""
    if len(text) <= LONGEST:
        return text
    whole = re.match(rf".{{60,{LONGEST - 1}}}[.?!](?= )", text)
    return whole[0] if whole else text[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
