"""Stills: a small picture of each page's first widget, for cards: one panel, without words, light and dark."""

import re
from pathlib import Path
from xml.etree import ElementTree

from docutils import nodes
from markupsafe import escape

from book._ext.living_widgets import VIEW
from book.live.python.nn_page.figure_in_page import TOKENS, lean

FOLDER = "_static/stills"
WIDTH, HEIGHT = 320, 200
SVG, LINK = "http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"
# What a card has no room for. Matplotlib writes these ids into its drawings.
WORDS = re.compile(r"text_|legend_|matplotlib\.axis_")
# A circle of a network: filled with the paper's colour, and outlined in that of its layer.
CIRCLE = re.compile(rf"fill: {TOKENS['paper']['light']}; ((?:stroke-dash[^;]*; )*stroke: (#\w+))")
LINE = re.compile(r"stroke-width: ([1-9][\d.]*)")
BOLD = 1.6  # times as wide as in the page, because a card is that much smaller
FIELD = re.compile(r"QuadContourSet")  # a panel that is coloured from edge to edge
# A widget's panel that says most. Of all others it is the one with the largest drawing.
PANELS = {"Nudge": -1, "Unrolled": -1}

ElementTree.register_namespace("", SVG)
ElementTree.register_namespace("xlink", LINK)


def setup(app):
    """Connect the extension: drawings are taken before the widgets' places are made of them."""
    app.connect("doctree-read", take_still, priority=400)
    app.connect("env-purge-doc", lambda app, env, name: stills_of(env).pop(name, None))
    app.connect("env-merge-info", lambda app, env, names, other: stills_of(env).update(stills_of(other)))
    app.connect("build-finished", write_stills)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def stills_of(env):
    """The light drawing of each page that has a widget, kept with the build's environment."""
    if not hasattr(env, "nn_stills"):
        env.nn_stills = {}
    return env.nn_stills


def take_still(app, doctree):
    """Keep the drawing of the page's first widget."""
    for node in doctree.findall(nodes.raw):
        if VIEW not in node.astext():
            continue
        for image in node.parent.parent.findall(nodes.image):  # what one output offers, a container a kind
            svg = Path(app.env.relfn2path(image["uri"])[1]).read_text(encoding="utf8")
            about = " ".join(text.astext() for text in node.parent.parent.findall(nodes.literal_block))
            stills_of(app.env)[app.env.docname] = drawn(svg, PANELS.get(about.split("(")[0].strip()))
            return


def write_stills(app, error):
    """Write each drawing twice, in the colours of the two themes."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for name, svg in stills_of(app.env).items():
        for theme in ("light", "dark"):
            (folder / file_of(name, theme)).write_text(coloured(svg, theme), encoding="utf8")


def still(env, name, here):
    """The two pictures of a page as another page shows them, or nothing. The theme decides which one is fetched."""
    if name not in stills_of(env):
        return ""
    root = "../" * here.count("/") + FOLDER
    images = (
        f'<img class="only-{theme} nn-still-picture" src="{root}/{escape(file_of(name, theme))}" alt="" '
        f'width="{WIDTH}" height="{HEIGHT}" loading="lazy" decoding="async"/>'
        for theme in ("light", "dark")
    )
    return f'<span class="nn-card-still">{"".join(images)}</span>'


def file_of(name, theme):
    """The name of a still's file."""
    return f"{name.removeprefix('book/').replace('/', '-')}-{theme}.svg"


def coloured(svg, theme):
    """The drawing in the colours of a theme."""
    for token in TOKENS.values():
        svg = re.sub(re.escape(token["light"]) + r"\b", f"<{token[theme]}>", svg, flags=re.IGNORECASE)
    return re.sub(r"<(#\w+)>", r"\1", svg)  # marked until all are replaced, so that none is replaced twice


def drawn(svg, panel=None):
    """One panel of Matplotlib's drawing, without words, cut or set into the card's shape."""
    root = ElementTree.fromstring(svg[svg.rindex("<svg") : svg.index("</svg>") + len("</svg>")])
    panels = [part for part in root.iter(f"{{{SVG}}}g") if part.get("id", "").startswith("axes_")]
    for part in panels:
        for parent in list(part.iter()):
            for child in [child for child in parent if WORDS.match(child.get("id", ""))]:
                parent.remove(child)
    texts = [ElementTree.tostring(part, encoding="unicode") for part in panels]
    chosen = texts[panel] if panel is not None else max(texts, key=len)
    left, top, width, height = view(panels[texts.index(chosen)], bool(FIELD.search(chosen)))
    asked = set(re.findall(r"#([\w-]+)", chosen)) - set(re.findall(r'\bid="([^"]+)"', chosen))
    named = {part.get("id"): part for part in root.iter() if part.get("id") in asked}  # defined in another panel
    defined = "".join(ElementTree.tostring(part, encoding="unicode") for part in named.values())
    if not FIELD.search(chosen):
        chosen = CIRCLE.sub(r"fill: \2; fill-opacity: 0.2; \1", chosen)
        chosen = LINE.sub(lambda width: f"stroke-width: {BOLD * float(width[1]):.1f}", chosen)
    inside = small(lean(re.sub(r' xmlns(:xlink)?="[^"]*"', "", f"<defs>{defined}</defs>{chosen}")))
    return (
        f'<svg xmlns="{SVG}" xmlns:xlink="{LINK}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="{left:.1f} {top:.1f} {width:.1f} {height:.1f}" stroke-linejoin="round">{inside}</svg>'
    )


def small(svg):
    """The same in fewer letters: a tenth of a point is fine enough for a card, and each style gets a short name."""
    svg = re.sub(r"<[^>]+>", lambda tag: re.sub(r"(-?\d+\.\d)\d+", r"\1", tag[0]), svg)
    looks = {look: f"a{i}" for i, look in enumerate(dict.fromkeys(re.findall(r' style="([^"]*)"', svg)))}
    svg = re.sub(r' style="([^"]*)"', lambda found: f' class="{looks[found[1]]}"', svg)
    names = {name: f"m{i}" for i, name in enumerate(dict.fromkeys(re.findall(r' id="([^"]+)"', svg)))}
    for name, short in names.items():
        svg = re.sub(rf'(?<=[#"]){re.escape(name)}(?=[)"])', short, svg)
    rules = "".join(f".{name}{{{look.replace(': ', ':').replace('; ', ';')}}}" for look, name in looks.items())
    return f"<style>{rules}</style>" + re.sub(r" (?=/?>)|<g>\s*</g>", "", svg)


def view(panel, field):
    """The part of the drawing that the card shows: the middle of a coloured field, or all that is drawn, and air."""
    frame = [corner for path in panel[:1] for corner in corners(path)]
    inside = [corner for path in panel[1:] for corner in corners(path)]
    places = frame if field and frame else inside or frame
    xs, ys = [x for x, _ in places], [y for _, y in places]
    left, top, width, height = min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)
    shape = WIDTH / HEIGHT
    if field:
        wanted = min(width, height * shape)
        return left + (width - wanted) / 2, top + (height - wanted / shape) / 2, wanted, wanted / shape
    wanted = 1.16 * max(width, height * shape)
    return left - (wanted - width) / 2, top - (wanted / shape - height) / 2, wanted, wanted / shape


def corners(part):
    """The points between which a part is drawn. Matplotlib's places are absolute, its markers drawn around (0, 0)."""
    markers = {path for defs in part.iter(f"{{{SVG}}}defs") for path in defs.iter()}
    for one in part.iter():
        if one.tag == f"{{{SVG}}}path" and one not in markers:
            yield from ((float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", one.get("d", "")))
        elif one.tag == f"{{{SVG}}}use":
            yield float(one.get("x", 0)), float(one.get("y", 0))
