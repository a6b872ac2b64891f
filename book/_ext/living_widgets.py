"""Living widgets: gives each widget of a page its state and its picture, and the book each source once."""

import hashlib
import json
import re
from pathlib import Path

from docutils import nodes
from markupsafe import escape
from sphinx.util import logging

from book.live.python.nn_page.figure_in_page import in_page_colours

VIEW = "application/vnd.jupyter.widget-view+json"
STATE = "ipywidgets_state"  # where myst-nb keeps a page's widget state
FOLDER = "_static/widgets"
SOURCE_LENGTH = 2000  # a private text trait longer than this is a further module, not a value

# Where the host itself cannot be had, the page shows what it shows without scripts.
NO_HOST = "for (const part of document.querySelectorAll('.nn-widget noscript')) part.outerHTML = part.textContent;"

log = logging.getLogger(__name__)


def setup(app):
    """Connect the extension: pages are changed when they are read, sources tidied when the build ends."""
    app.connect("doctree-read", take_widgets)
    app.connect("env-purge-doc", lambda app, env, name: sources_of(env).pop(name, None))
    app.connect("env-merge-info", lambda app, env, names, other: sources_of(env).update(sources_of(other)))
    app.connect("build-finished", tidy)
    app.add_js_file("live/widget-host.js", defer="defer", onerror=NO_HOST)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def take_widgets(app, doctree):
    """Replace each widget view of a page by a place that the host fills, with the widget's state inside it."""
    name = app.env.docname
    files = getattr(app.env, "nb_metadata", {}).get(name, {}).get("js_files", {})
    if STATE not in files:
        return
    models = json.loads(files.pop(STATE)[1]["body"])["state"]
    used, shown, count, headings = {}, set(), {}, 0
    for node in list(doctree.findall(lambda node: isinstance(node, (nodes.title, nodes.raw)))):
        headings += isinstance(node, nodes.title)
        if not isinstance(node, nodes.raw) or VIEW not in node.astext():
            continue
        view = json.loads(node.astext().split(">", 1)[1].rsplit("<", 1)[0])
        opens = headings == 1 and not used  # under the page's own title it is on the first screen, or close below
        picture = picture_of(node, f"still{sum(count.values())}", app)
        place = the_place(models.get(view["model_id"]), view["model_id"], picture, shown, count, used, name)
        early = preloads(used, name) if opens else ""
        named = re.search(r'class="nn-widget" id="([^"]+)"', place)
        node.replace_self(nodes.raw("", early + place, format="html", **({"place": named[1]} if named else {})))
    sources_of(app.env)[name] = set(used)
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    for file, text in used.items():
        (folder / file).write_text(text, encoding="utf8")


def the_place(model, model_id, picture, shown, count, used, page):
    """The HTML that the host brings to life; a second view of a model refers to the first and repeats no state."""
    if model is None or model["model_module"] != "anywidget":
        kind = model["model_name"] if model else "unknown"
        log.warning("%s: a widget (%s) has no module of its own and would be dead in the page", page, kind)
        return '<p class="nn-message">This control needs a running kernel: open the lesson in JupyterLab.</p>'
    state = model["state"]
    title = state["_anywidget_id"].rsplit(".", 1)[-1]
    kind = title.lower()
    count[kind] = count.get(kind, 0) + 1
    data = ""
    if model_id not in shown:
        shown.add(model_id)
        own = {key: value for key, value in state.items() if is_own(key) and not is_reference(value)}
        sources = {key: keep(key, text, kind, used) for key, text in state.items() if is_source(key, text)}
        described = {"state": own, "sources": sources, "buffers": model.get("buffers", [])}
        text = json.dumps(described).replace("</", "<\\/")  # so that no text can end the script
        data = f'<script type="application/json">{text}</script>'
    about = escape(state.get("about", title))
    return (
        f'<div class="nn-widget" id="{kind}-{count[kind]}" data-kind="{kind}" data-model="{model_id}" '
        f'data-root="{sources_from(page)}/">{data}{picture}<p class="nn-message">Interactive figure. {about}'
        f"<noscript> This is how it begins: JavaScript, which moves it, is not running here.</noscript></p></div>"
    )


def picture_of(node, name, app):
    """The picture that came with the widget: for pages without scripts, for paper, and where it cannot start."""
    bundle = node.parent.parent  # what one output offers, a container a kind
    for image in bundle.findall(nodes.image):
        svg = (Path(app.srcdir) / image["uri"]).read_text(encoding="utf8")
        drawing = svg[svg.rindex("<svg") : svg.index("</svg>") + len("</svg>")]  # without the sentence below it
        drawing = in_page_colours(drawing, prefix=name, alt="How the figure stands before it is touched.")
        return f'<noscript><figure class="nn-figure">{drawing}</figure></noscript>'
    return ""


def preloads(used, page):
    """Links that fetch a widget's program and style sheet together with the page, which saves a trip over the line."""
    early = [
        (file, "style" if file.endswith(".css") else "script") for file in used if "-esm-" in file or ".css" in file
    ]
    return "".join(f'<link rel="preload" as="{kind}" href="{sources_from(page)}/{file}"/>' for file, kind in early)


def sources_from(page):
    """The address of the sources' folder as a page names it."""
    return "../" * page.count("/") + FOLDER


def is_own(key):
    """Whether a trait is the widget's own state, or the schema of that."""
    return key == "_schema" or not key.startswith("_")


def is_reference(value):
    """Whether a trait points to another ipywidgets model (its layout or style), which only a notebook needs."""
    return isinstance(value, str) and value.startswith("IPY_MODEL_")


def is_source(key, value):
    """Whether a trait is a program or a style sheet, which the pages share."""
    if key in ("_esm", "_css"):
        return True
    return key.startswith("_") and isinstance(value, str) and len(value) > SOURCE_LENGTH


def keep(key, text, kind, used):
    """Note one source under a name that its content gives, and return that name.

    Modules become classic scripts that register their text: from file:// browsers run those, but import no module.
    """
    digest = hashlib.sha256(text.encode()).hexdigest()[:16]
    if key == "_css":
        file = f"{kind}-{digest}.css"
        used[file] = text
    else:
        file = f"{kind}-{key.strip('_')}-{digest}.js"
        used[file] = f"(globalThis.nnSources ??= {{}})[{json.dumps(file)}] = {json.dumps(text)};\n"
    return file


def sources_of(env):
    """Which source files each page uses, kept with the build's environment."""
    if not hasattr(env, "nn_sources"):
        env.nn_sources = {}
    return env.nn_sources


def tidy(app, error):
    """Remove the sources that no page uses any more."""
    if error or app.builder.format != "html":
        return
    wanted = set().union(*sources_of(app.env).values())
    for file in (Path(app.outdir) / FOLDER).glob("*"):
        if file.name not in wanted:
            file.unlink()
