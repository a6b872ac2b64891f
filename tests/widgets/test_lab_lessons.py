"""Claims about a lesson in JupyterLab: answers are folded, colours can be read, and what was saved is seen again."""

import base64
import io
import re
import shutil
from collections import Counter
from pathlib import Path
from urllib.parse import unquote

import pytest
from matplotlib.image import imread
from nbconvert import HTMLExporter

from nnlib.figures.style import TOKENS
from tests.widgets.lab import END, LIVE, READY, SETTINGS, SHOWN, opened, started

BOOK = Path(__file__).parents[2] / "book"
LESSON = "05-gradient-descent.ipynb"
WIDGETS = 2  # that the lesson shows
COLOURED = "12-whole-networks.ipynb"  # the lesson whose formulas have the most colours
THEMES = ["JupyterLab Light", "JupyterLab Dark"]
RUN = "() => jupyterapp.commands.execute('notebook:run-all-cells')"
SAVE = "() => jupyterapp.commands.execute('docmanager:save')"
# The colour of each coloured symbol that is to be seen, and what is behind it, as [r, g, b].
SYMBOLS = """() => [...document.querySelectorAll(".jp-MarkdownCell .katex-html [style*='color:']")]
  .filter((symbol) => symbol.getClientRects().length)
  .map((symbol) => {
    const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
    let around = symbol;
    const behind = () => numbers(getComputedStyle(around).backgroundColor);
    while (around.parentElement && behind()[3] === 0) around = around.parentElement;
    return [symbol.style.color, numbers(getComputedStyle(symbol).color).slice(0, 3), behind().slice(0, 3)];
  })"""
# In what a word of the glossary differs from its sentence: it leads nowhere, so it must not look as if it did.
UNLIKE_TEXT = """(word) => {
  const [link, around] = [getComputedStyle(word.closest("a")), getComputedStyle(word.closest("p"))];
  const wrong = ["color", "textDecorationLine"].filter((name) => link[name] !== around[name]);
  return link.pointerEvents === "none" ? wrong : [...wrong, "pointerEvents"];
}"""
SEEN = "async (image) => (await image.decode(), image.naturalWidth > 300 && image.width > 300)"
TEXT, LINE = 4.5, 3  # the least contrast


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder of all that JupyterLab reads and writes; lessons are in its folder "work"."""
    return tmp_path_factory.mktemp("lab")


@pytest.fixture(scope="module")
def lab(home):
    """A JupyterLab with lessons, and with its own default: a notebook is saved without its widgets' state."""
    (home / "work/appendix").mkdir(parents=True)
    for name in (LESSON, COLOURED, "appendix/bibliography.md"):
        shutil.copyfile(BOOK / name, home / "work" / name)
    settings = {plugin: chosen for plugin, chosen in SETTINGS.items() if "saveState" not in chosen}
    with started(home, "jupyterlab", home, f"--ServerApp.root_dir={home / 'work'}", settings=settings) as found:
        yield found


@pytest.fixture(scope="module")
def lesson(browser, lab):
    """A lesson, all of its cells run."""
    with opened(browser, lab, LESSON) as page:
        page.evaluate(RUN)
        page.wait_for_function(SHOWN, arg=[LIVE, WIDGETS])
        yield page


def contrast(one, other):
    """The contrast of two colours, each (r, g, b) from 0 to 255, as the WCAG define it."""
    lights = []
    for colour in (one, other):
        parts = (part / 255 for part in colour)
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        lights.append(0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2])
    return (max(lights) + 0.05) / (min(lights) + 0.05)


def rgb(text):
    """A colour such as "#1d4ed8" as (r, g, b)."""
    return tuple(int(text[i : i + 2], 16) for i in (1, 3, 5))


def use(page, theme):
    """Change JupyterLab's theme, and wait until it has changed."""
    page.evaluate("(theme) => jupyterapp.commands.execute('apputils:change-theme', { theme })", theme)
    light = str("Light" in theme).lower()
    page.wait_for_function("(light) => document.body.dataset.jpThemeLight === light", arg=light)
    page.wait_for_timeout(500)  # its style sheet


def test_run_all_shows_no_solution_and_no_reason_of_a_quiz_until_they_are_asked_for(lesson):
    shown = lesson.locator(".jp-Notebook").inner_text()
    assert shown.count("Not answered yet") == shown.count("Solution of ") == 6
    assert "Right: " not in shown and "This landscape has one valley" not in shown
    lesson.get_by_text("cells hidden").first.click()
    lesson.locator("summary", has_text="Answer").first.click()
    shown = lesson.locator(".jp-Notebook").inner_text()
    assert shown.count("Right: ") == 1 and "Right: minus the learning rate times each slope" in shown
    assert "This landscape has one valley" in shown


def test_code_that_the_page_hides_is_hidden(lesson):
    set_up, first, second = lesson.locator(".jp-CodeCell").all()[:3]
    for hidden in (set_up, first):
        assert not hidden.locator(".cm-content").is_visible()
    assert second.locator(".cm-content").is_visible() and first.locator(".nn-live").is_visible()


def test_a_citation_is_a_link_and_nothing_is_a_warning(lesson):
    assert lesson.locator(".myst a", has_text="Polyak (1964)").count() == 1
    assert lesson.locator(".myst a", has_text="(Cauchy, 1847)").count() == 1
    word = lesson.locator(".myst").get_by_text("learning rate", exact=True).first
    assert word.is_visible() and word.evaluate(UNLIKE_TEXT) == []
    warned = "[class*=text-yellow], [class*=text-red], .myst [title*='ot Found'], .jp-MarkdownCell .error"
    assert [(part.inner_text(), part.get_attribute("class")) for part in lesson.locator(warned).all()] == []


@pytest.mark.parametrize("theme", THEMES)
def test_text_and_lines_of_a_figure_can_be_read(theme, lesson):
    use(lesson, theme)
    figures = lesson.locator(".jp-RenderedSVG img").all()
    assert len(figures) == 4
    left_out = {TOKENS[name]["light"] for name in ("grid", "paper", "surface_low", "surface_high")}
    for figure in figures:
        figure.scroll_into_view_if_needed()
        pixels = imread(io.BytesIO(figure.screenshot()))[..., :3].reshape(-1, 3)
        (behind, _) = Counter(map(tuple, (255 * pixels).round().astype(int).tolist())).most_common(1)[0]
        svg = unquote(figure.get_attribute("src"))
        texts = set(re.findall(r"<text[^>]*?fill: (#\w{6})", svg))
        lines = set(re.findall(r"stroke: (#\w{6})", svg)) - left_out
        assert texts and lines
        assert [text for text in texts if contrast(rgb(text), behind) < TEXT] == []
        assert [line for line in lines if contrast(rgb(line), behind) < LINE] == []


@pytest.fixture(scope="module")
def saved(lesson, home):
    """The file of the lesson, saved after all of its cells were run."""
    lesson.evaluate(SAVE)
    lesson.wait_for_function("() => !jupyterapp.shell.currentWidget.context.model.dirty")
    return home / "work" / LESSON


def test_an_exported_page_shows_the_picture_of_each_widget_when_it_is_offline(saved, lesson):
    html, _ = HTMLExporter().from_filename(str(saved))
    page = lesson.context.new_page()
    page.route("**/*", lambda route: route.abort())
    page.set_content(html, wait_until="commit")
    found = []
    for image in page.locator("img").all():
        svg = base64.b64decode(image.get_attribute("src").partition("base64,")[2]).decode()
        if "A still picture of an interactive figure." in svg:
            found.append(image.evaluate(SEEN))
    assert found == [True] * WIDGETS
    page.close()


def test_a_reopened_notebook_shows_the_picture_of_each_widget_that_no_kernel_knows(lab, saved, lesson):
    lesson.evaluate(END)
    lesson.goto(f"{lab}lab/tree/{LESSON}?reset")
    pictures = lesson.locator(".jp-OutputArea-output img[alt*='a still picture']")
    pictures.nth(WIDGETS - 1).wait_for()
    for picture in pictures.all():
        assert picture.get_attribute("alt").startswith("Descent(")
        assert picture.evaluate(SEEN)
    assert lesson.get_by_text("model not found").count() == 0


@pytest.fixture(scope="module")
def unrun(lab, lesson):
    """A lesson that was opened, and of which no cell has run."""
    lesson.goto(f"{lab}lab/tree/{COLOURED}?reset")
    lesson.wait_for_function(READY)
    return lesson


@pytest.mark.parametrize("theme", THEMES)
def test_coloured_symbols_of_formulas_can_be_read_before_any_cell_has_run(theme, unrun):
    use(unrun, theme)
    symbols = unrun.evaluate(SYMBOLS)
    assert {name for name, _, _ in symbols} == {"orange", "turquoise", "blue", "magenta", "green", "red"}
    assert [symbol for symbol in symbols if contrast(*symbol[1:]) < TEXT] == []
