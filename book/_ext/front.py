"""Front: the front page's hero, its lessons and widgets as cards, and the colours as a legend drawn on a network.

The notebook has plain paragraphs and lists, which JupyterLab shows as they are. What they become here goes by their
form and their heading: the last paragraph above the widget is the button, a list below "Lessons" is a row of cards.
"""

from docutils import nodes
from markupsafe import escape

from book._ext.mark import legend
from book._ext.stills import still

CARDS = {"Lessons": "nn-cards", "Widgets": "nn-cards nn-shelf"}
FACTS, COLOURS = "What is special", "Six colours"


def setup(app):
    """Connect the extension: the page is made when it is written, since its cards show what other pages have."""
    app.connect("env-updated", lambda app, env: [app.config.root_doc])
    app.connect("doctree-resolved", make_front)
    app.connect("html-page-context", without_contents)
    app.add_css_file("cards.css", priority=795)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def without_contents(app, page, template, context, doctree):
    """The cards are this page's contents; a list of them beside it would take the hero's room."""
    if page == app.config.root_doc:
        context["meta"] = {**(context.get("meta") or {}), "html_theme.sidebar_secondary.remove": "true"}


def make_front(app, doctree, name):
    """Turn the page's lists into cards, and put the drawings in."""
    if name != app.config.root_doc:
        return
    page = next(doctree.findall(nodes.section))
    page["classes"].append("nn-front")
    make_hero(page)
    pages = {app.builder.get_relative_uri(name, other): other for other in app.env.found_docs}
    for section in page.findall(nodes.section):
        title = section[0].astext()
        for heading, kind in CARDS.items():
            if title == heading:
                for items in section.findall(lambda node: isinstance(node, (nodes.enumerated_list, nodes.bullet_list))):
                    make_cards(app, items, kind, pages, name)
        if title == FACTS:
            section["classes"].append("nn-three")
        if title == COLOURS:
            section["classes"].append("nn-colours")
            section.insert(1, nodes.raw("", legend(), format="html"))


def make_hero(page):
    """The paragraphs above the widget stand in one row on a wide screen: what the book is, and the way in."""
    words = []
    for part in page[1:]:
        if not isinstance(part, nodes.paragraph):
            break
        words.append(part)
    words[0]["classes"].append("nn-lead")
    for link in words[-1].findall(nodes.reference):
        link["classes"].append("nn-start")
    at = page.index(words[0])
    page.insert(at, nodes.raw("", '<div class="nn-hero">', format="html"))
    page.insert(page.index(words[-1]) + 1, nodes.raw("", "</div>", format="html"))


def make_cards(app, items, kind, pages, here):
    """One list as cards: of each item the picture of the page that it leads to, the number, the title and the line."""
    items["classes"].extend(kind.split())
    first = items.get("start", 1)
    for number, item in enumerate(items, first):
        item["classes"].append("nn-card")
        paragraph = item[0]
        link = next(paragraph.findall(nodes.reference))
        link.parent.remove(link)
        line = paragraph.astext().lstrip(": ")
        head = [link]
        if isinstance(items, nodes.enumerated_list):
            head.insert(0, nodes.raw("", f'<span class="nn-card-number">{number}</span> ', format="html"))
        target = pages.get(link["refuri"].split("#")[0])
        item.clear()
        item += nodes.raw("", still(app.env, target, here) if target else "", format="html")
        item += nodes.paragraph("", "", *head, classes=["nn-card-title"])
        if line:
            item += nodes.raw("", f'<p class="nn-card-line">{escape(line[0].upper() + line[1:])}</p>', format="html")
