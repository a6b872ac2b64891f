"""Run the lessons in place and keep what a diff should show: text outputs, no images, no widget state, no timestamps.

`python -m tests.lessons.refresh` does all of `book/`; with file names, those only. A second run changes nothing.
"""

import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from book._ext.streams import joined

ROOT = Path(__file__).parents[2]
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
KEPT = ("text/plain",)


def refresh(path):
    """Execute the notebook at path and write it back; True where that changed the file."""
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    after = nbformat.writes(stripped(notebook)) + "\n"
    path.write_text(after, encoding="utf-8")
    return after != before


def stripped(notebook):
    """The notebook without images, widget state and what differs from run to run."""
    notebook.metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}}
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        for gone in ("execution", "collapsed", "scrolled"):
            cell.metadata.pop(gone, None)
        if cell.cell_type == "code":
            cell.outputs = [text_only(output) for output in joined(cell.outputs)]
    return notebook


def text_only(output):
    """An output with its data reduced to plain text."""
    if "data" in output:
        output.data = {mime: text for mime, text in output.data.items() if mime in KEPT}
        output.metadata = {}
    return output


def main(names):
    for path in [Path(name) for name in names] or sorted((ROOT / "book").glob("**/*.ipynb")):
        print(path.name, "changed" if refresh(path) else "as it was")


if __name__ == "__main__":
    main(sys.argv[1:])
