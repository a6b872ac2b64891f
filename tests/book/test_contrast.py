"""Claims about contrast where axe cannot look: on pages without scripts, in a dark system and in a light one."""

import pytest

from tests.book.opened import PAGES, some

# Every text whose contrast with what is behind it is too low: 4.5 to 1, or 3 to 1 for large letters. A canvas reads
# the colours, because it knows all ways to write one.
PALE = """() => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const known = new Map();
  const parsed = (colour) => {
    if (!known.has(colour)) {
      pen.clearRect(0, 0, 1, 1);
      pen.fillStyle = colour;
      pen.fillRect(0, 0, 1, 1);
      const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
      known.set(colour, [r, g, b, a / 255]);
    }
    return known.get(colour);
  };
  const over = (top, under) => [0, 1, 2].map((i) => top[i] * top[3] + under[i] * (1 - top[3]));
  const canvas = matchMedia("(prefers-color-scheme: dark)").matches
    && getComputedStyle(document.documentElement).colorScheme.includes("dark") ? [18, 18, 18] : [255, 255, 255];
  const behind = (element) => {
    const around = element.parentElement ? behind(element.parentElement) : canvas;
    return over(parsed(getComputedStyle(element).backgroundColor), around);
  };
  const light = (colour) => {
    const linear = (part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = colour.map((part) => linear(part / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const found = [];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  let count = 0;
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || element.closest("script, style, noscript, svg, .katex-mathml")) continue;
    if (!element.checkVisibility({ visibilityProperty: true }) || !element.getClientRects().length) continue;
    const style = getComputedStyle(element), ground = behind(element);
    const [a, b] = [light(over(parsed(style.color), ground)), light(ground)].sort((one, other) => other - one);
    const size = parseFloat(style.fontSize), large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    count++;
    if ((a + 0.05) / (b + 0.05) < (large ? 3 : 4.5)) {
      found.push(`${texts.currentNode.data.trim().slice(0, 30)}: ${style.color} on ${ground.map(Math.round)}`);
    }
  }
  return [count, [...new Set(found)]];
}"""


@pytest.mark.parametrize("name", some(PAGES, 4, 3))
def test_without_scripts_every_text_can_be_read_in_a_dark_system(name, book):
    page = book.open(name, alive=False, java_script_enabled=False, color_scheme="dark")
    count, pale = page.evaluate(PALE)
    assert count > 50 and pale == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_measure_finds_a_pale_word_and_the_theme_is_there_in_the_first_frame(scheme, book):
    page = book.open(PAGES[6], alive=False, color_scheme=scheme, scripts=[FIRST])
    assert page.evaluate("() => nnFirst") == scheme
    assert page.evaluate(PALE)[1] == []
    page.evaluate("() => { document.querySelector('article p').style.color = 'rgb(127 127 127 / 50%)'; }")
    assert page.evaluate(PALE)[1]


# The theme that the page has when its body begins.
FIRST = """new MutationObserver((_, seen) => {
  if (!document.body) return;
  globalThis.nnFirst = document.documentElement.dataset.theme;
  seen.disconnect();
}).observe(document, { childList: true, subtree: true });"""
