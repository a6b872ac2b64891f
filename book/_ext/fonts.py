"""Fonts: three families from npm, served by the book, so that it looks the same everywhere and asks no other host."""

import re
import shutil
from pathlib import Path

PACKAGES = Path(__file__).parents[2] / "node_modules/@fontsource-variable"
SHEETS = ("source-serif-4/wght.css", "source-serif-4/wght-italic.css", "inter/wght.css", "jetbrains-mono/wght.css")
ALPHABETS = ("latin", "latin-ext", "greek")
FACE = re.compile(rf"/\* [\w-]+?-(?:{'|'.join(ALPHABETS)})-wght-\w+ \*/\s*(@font-face {{.*?\n}})", re.DOTALL)
FILE = re.compile(r"url\(\./files/([\w-]+\.woff2)\)")


def setup(app):
    """Connect the extension."""
    app.connect("build-finished", copy_fonts)
    app.add_css_file("fonts/fonts.css", priority=690)
    app.add_css_file("page.css", priority=790)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def copy_fonts(app, error):
    """Write the style sheet with the faces of our alphabets, and copy the files that it names."""
    if error or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static/fonts"
    folder.mkdir(parents=True, exist_ok=True)
    faces = []
    for sheet in SHEETS:
        for face in FACE.findall((PACKAGES / sheet).read_text(encoding="utf8")):
            for file in FILE.findall(face):
                shutil.copy(PACKAGES / sheet.split("/")[0] / "files" / file, folder)
            faces.append(FILE.sub(r"url(\1)", face))
    (folder / "fonts.css").write_text("\n".join(faces), encoding="utf8")
