"""Builds the book: jupyter-book with every warning as an error. Run it from the root: python -m book.build."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "_build/html/index.html"

JUPYTER_BOOK = """
import sys
from book._ext.patches import no_parser_of_addresses
no_parser_of_addresses()
from jupyter_book.cli.main import main
sys.argv[0] = "jupyter-book"
main()
"""
# Where a web server opens the book's folder. Jupyter Book's own has no language, no title and no description.
FIRST_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Neural networks, alive</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="An interactive textbook: how neural networks work and learn, with widgets to move.">
<meta http-equiv="refresh" content="0; url=book/index.html">
<link rel="icon" href="_static/icon.svg" type="image/svg+xml">
</head>
<body><p>The book begins at its <a href="book/index.html">front page</a>.</p></body>
</html>
"""
QUIET = '{"IPKernelApp": {"log_level": 40}}'  # errors alone: each kernel warns that it talks within the machine


def main():
    """Build what has changed, say where the book is, and answer the exit code."""
    options = ["--warningiserror", "--keep-going", "--quiet"]
    # By way of "-": from Python 3.13 on, autodoc takes a program after "-c" for the source of every NamedTuple.
    command = [sys.executable, "-", "build", str(ROOT), *options]
    with tempfile.TemporaryDirectory() as own:  # an IPython without the reader's settings, which pages could show
        (Path(own) / "profile_default").mkdir()
        (Path(own) / "profile_default/ipython_kernel_config.json").write_text(QUIET, encoding="utf8")
        environment = os.environ | {"IPYTHONDIR": own, "PYTHONUTF8": "1"}  # in every locale
        code = subprocess.run(
            command, input=JUPYTER_BOOK, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf8", env=environment
        )
    if code.returncode:
        print(code.stdout, file=sys.stderr)
        print("The book was not built: mend what is reported above, and build again.", file=sys.stderr)
        return code.returncode
    BUILT.write_text(FIRST_PAGE, encoding="utf8")
    print(f"The book is built. Open it in a browser: {BUILT.as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
