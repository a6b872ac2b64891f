"""Run the lessons in place and keep what a diff should show: text outputs, no images, no widget state, no timestamps.

Each gets its set-up cell from book/set_up.py, below the title; where nnlib is installed, the cell does nothing. What
JupyterLab is to show folded is folded again: cells whose code the page hides, and the headings of solutions.
`python -m tests.lessons.refresh` does all of `book/`; with file names, those only. A second run changes nothing.
"""

import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from book._ext.patches import joined
from book.files import files

ROOT = Path(__file__).parents[2]
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
KEPT = ("text/plain",)
SET_UP = "set-up"  # the cell's id
FOLDED = {"cellView": "form", "jupyter": {"source_hidden": True}}  # for Colab and for JupyterLab
COLLAPSED = {"jp-MarkdownHeadingCollapsed": True}  # JupyterLab hides what is below the heading, also after Run All
HIDDEN = {"hide-input", "remove-input", "remove-cell"}  # the tags of cells whose code the page hides
SOLUTION = re.compile(r"#### Solution of `(\S+)`")


def refresh(path):
    """Execute the notebook at path and write it back; True where that changed the file."""
    before = path.read_text(encoding="utf-8")
    notebook = nbformat.reads(before, as_version=4)
    notebook.cells = without_set_up(notebook)
    notebook.cells.insert(1, set_up_cell())
    NotebookClient(notebook, timeout=120, kernel_name="python3", resources={"metadata": {"path": str(ROOT)}}).execute()
    after = nbformat.writes(stripped(notebook)) + "\n"
    path.write_text(after, encoding="utf-8")
    return after != before


def without_set_up(notebook):
    """A notebook's own cells."""
    return [cell for cell in notebook.cells if cell.id != SET_UP]


def set_up_cell():
    """The cell that installs nnlib where it is missing: what follows the first line of book/set_up.py."""
    source = (ROOT / "book/set_up.py").read_text(encoding="utf8").partition("\n\n")[2].rstrip()
    return nbformat.v4.new_code_cell(source, id=SET_UP, metadata=FOLDED | {"tags": ["remove-cell"]})


def stripped(notebook):
    """The notebook without images, widget state and what differs from run to run."""
    notebook.metadata = {"kernelspec": KERNELSPEC, "language_info": {"name": "python"}} | colab(notebook)
    notebook.nbformat_minor = 5
    for cell in notebook.cells:
        for gone in ("execution", "collapsed", "scrolled"):
            cell.metadata.pop(gone, None)
        cell.metadata = nbformat.from_dict(folded(cell))
        if cell.cell_type == "code":
            cell.outputs = [text_only(output) for output in joined(cell.outputs)]
    return notebook


def folded(cell):
    """A cell's metadata, with what folds it in a notebook where it is to be folded, and without where it is not."""
    own = {key: value for key, value in cell.metadata.items() if key not in FOLDED | COLLAPSED | {"id": 0}}
    if cell.cell_type == "markdown":
        return own | (COLLAPSED | {"id": cell.id} if SOLUTION.fullmatch(cell.source) else {})
    return own | (FOLDED if HIDDEN & set(cell.metadata.get("tags", [])) else {})


def colab(notebook):
    """A notebook's metadata that collapse its solutions in Colab, which goes by the ids in the cells' metadata."""
    solutions = [cell.id for cell in notebook.cells if SOLUTION.fullmatch(cell.source)]
    return {"colab": {"collapsed_sections": solutions}} if solutions else {}


def text_only(output):
    """An output with its data reduced to plain text."""
    if "data" in output:
        output.data = {mime: text for mime, text in output.data.items() if mime in KEPT}
        output.metadata = {}
    return output


def main(names):
    for path in [Path(name) for name in names] or files(ROOT / "book", "*.ipynb"):
        print(path.name, "changed" if refresh(path) else "as it was")


if __name__ == "__main__":
    main(sys.argv[1:])
