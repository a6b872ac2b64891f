"""Builds the book: jupyter-book with every warning as an error. Run it from the root: python -m book.build."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
BUILT = ROOT / "_build/html/index.html"

# jsonschema offers to check IRIs, which nothing here asks for, and its parser for them takes four seconds to import.
JUPYTER_BOOK = """
import sys
sys.modules["rfc3987_syntax"] = None
from jupyter_book.cli.main import main
sys.argv[0] = "jupyter-book"
main()
"""


def main():
    """Build what has changed, say where the book is, and answer the exit code."""
    options = ["--warningiserror", "--keep-going", "--quiet"]
    command = [sys.executable, "-c", JUPYTER_BOOK, "build", str(ROOT), *options]
    code = subprocess.run(command, stdin=subprocess.DEVNULL, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    if code.returncode:
        print(code.stdout, file=sys.stderr)
        print("The book was not built: mend what is reported above, and build again.", file=sys.stderr)
        return code.returncode
    print(f"The book is built. Open it in a browser: {BUILT.as_uri()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
