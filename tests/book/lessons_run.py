"""The claim about a lesson that runs in its page: it prints what its notebook prints, and draws and shows the same."""

from tests.book.opened import awaken
from tests.book.running import Running, notebook


def runs_as_its_notebook(name, book):
    """Run all cells of a page and compare each with the notebook's committed outputs; every widget must live."""
    page = book.open(name, alive=False)
    running = Running(page)
    found = running.run_all()
    assert running.status == "Python is ready.", [cell["error"] for cell in found if cell["error"]]
    cells = notebook(name)
    assert sorted(cell["code"] for cell in found) == sorted(code for code, *_ in cells)
    wanted = {code: rest for code, *rest in cells}
    for cell in found:
        printed, value, kinds = wanted[cell["code"]]
        assert cell["text"] == printed, cell["code"]
        shown = kinds.count("execute_result")
        assert cell["figures"] == kinds.count("display_data"), cell["code"]
        if cell["result"]:  # the last line is a value; else it is a widget, or nothing
            assert (cell["result"].strip(), shown) == (value, 1), cell["code"]
        else:
            assert cell["widgets"] == shown, cell["code"]
    awaken(page)
    places = page.locator("[role=region] .nn-widget")
    assert places.count() == places.and_(page.locator("[data-alive]")).count()
