"""Running: a page's Python as a reader uses it, by the names of its buttons and regions."""

import json
import re
from pathlib import Path

from book._ext.answers import CHECK
from tests.book.opened import PAGES

ROOT = Path(__file__).parents[2]
WAIT = 240_000  # milliseconds: a lesson on a machine that is busy with other tests
UNANSWERED = re.compile(r"Not answered yet: .*\n\Z")
READY = """() => /Python is ready\\.$/.test(document.querySelector(".nn-python [role=status]").textContent)"""
ENDED = """() => /could not|has ended/.test(document.querySelector(".nn-python [role=status]").textContent)"""
OUTPUTS = """() => [...document.querySelectorAll("div.cell")].map((cell) => {
  const [input, output] = [cell.querySelector(".cell_input pre"), cell.querySelector("[role=region]")];
  return {
    code: input?.textContent.trim(),
    text: [...(output?.querySelectorAll(".stream pre") ?? [])].map((pre) => pre.textContent).join(""),
    result: [...(output?.querySelectorAll(".text_plain pre") ?? [])].map((pre) => pre.textContent).join(""),
    figures: output?.querySelectorAll(".nn-figure > svg").length,
    widgets: output?.querySelectorAll(".nn-widget").length,
    error: output?.querySelector(".nn-error")?.textContent ?? "",
  };
})"""


class Running:
    """One page and its Python."""

    def __init__(self, page):
        self.page = page

    @property
    def status(self):
        """The sentence that says what Python does."""
        return self.page.locator(".nn-python [role=status]").inner_text()

    def button(self, name):
        """A button of the page's bar."""
        return self.page.locator(".nn-python").get_by_role("button", name=name, exact=True)

    def cell(self, number):
        """A code cell, counted from 1."""
        return self.page.locator("div.cell").nth(number - 1)

    def output(self, number):
        """The region of a cell's output."""
        return self.page.get_by_role("region", name=f"Output of cell {number}", exact=True)

    def unfold(self, number):
        """Open the fold of a cell whose code the page hides."""
        fold = self.cell(number).locator("details.hide:not([open]) > summary")
        if fold.count():
            fold.click()

    def start(self, number):
        """Press a cell's Run."""
        self.unfold(number)
        self.cell(number).get_by_role("button", name="Run", exact=True).click()

    def run(self, number, code=None):
        """Run a cell, where code is given with that in it, until Python is ready again; answer the output's text."""
        if code is not None:
            self.write(number, code)
        self.start(number)
        self.ready()
        return self.output(number).inner_text()

    def run_all(self):
        """Run the whole page, and answer each cell's output."""
        self.button("Run all").click()
        self.ready()
        return self.page.evaluate(OUTPUTS)

    def ready(self):
        """Wait until Python is ready: the sentence of the run before is gone by now."""
        self.page.wait_for_function("() => document.querySelector('.nn-python[data-on]')", timeout=WAIT)
        self.page.wait_for_function(READY, timeout=WAIT)

    def ended(self):
        """Wait until Python says that it has ended or could not start; answer the sentence."""
        self.page.wait_for_function(ENDED, timeout=WAIT)
        return self.status

    def with_the_book_s_code(self):
        """Put the book's code back into every cell that was changed; Python goes on, with all its names."""
        for button in self.page.get_by_role("button", name="Reset code").all():
            if button.is_visible():
                button.click()
        return self

    def write(self, number, code):
        """Put code into a cell, through its editor."""
        self.unfold(number)
        cell = self.cell(number)
        cell.locator(".cell_input pre:visible, .cm-content").first.click(position={"x": 40, "y": 20})
        cell.locator(".cm-content").wait_for()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.insert_text(code)


def notebook(name):
    """The code cells of a page's notebook that have a place in it: (code, what it printed, its value, kinds of output).

    In place of an unanswered `check("5-step", ...)` and the sentence that it prints, the page has an answer box.
    """
    cells = json.loads((ROOT / f"{name}.ipynb").read_text(encoding="utf8"))["cells"]
    shown = [cell for cell in cells if cell["cell_type"] == "code" and cell["id"] != "set-up"]
    found = []
    for cell in shown:
        printed = "".join("".join(part["text"]) for part in cell["outputs"] if part["output_type"] == "stream")
        code = "".join(cell["source"])
        if CHECK.search(code):
            code, printed = CHECK.sub("", code), UNANSWERED.sub("", printed)
        if code:
            values = ["".join(part["data"]["text/plain"]) for part in cell["outputs"] if "data" in part]
            found.append((code.strip(), printed, "".join(values), [part["output_type"] for part in cell["outputs"]]))
    return found


def has_code(name):
    """Whether a page is a notebook that shows code."""
    path = ROOT / f"{name}.ipynb"
    return path.exists() and not re.search(r'"remove-input"', path.read_text(encoding="utf8"))


WITH_CODE = [name for name in PAGES if has_code(name)]
