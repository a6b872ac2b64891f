"""Claims about the playground's map of the cost: the map before stays as dashes, and it turns dark with the page."""

from tests.book.opened import rested, settle
from tests.widgets.playground.test_page import fold, opened

# How many pixels of a canvas are the second hidden layer's colour, in which the map before is drawn, as dashes.
DASHES = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let found = 0;
  for (let i = 0; i < data.length; i += 4) {
    found += Math.abs(data[i] - 162) + Math.abs(data[i + 1] - 28) + Math.abs(data[i + 2] - 175) < 60;
  }
  return found;
}"""
# How light a canvas is on the whole, where something is drawn: from 0 to 1.
LIGHTNESS = """(canvas) => {
  const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  let [sum, drawn] = [0, 0];
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 255) [sum, drawn] = [sum + data[i] + data[i + 1] + data[i + 2], drawn + 765];
  }
  return sum / drawn;
}"""

__all__ = ["opened"]  # the fixture


def test_the_map_before_stays_as_dashes_until_it_says_nothing(opened):
    page, place = opened()
    fold(place, "Inside the network")
    ground = place.locator(".nn-inside canvas").first
    rested(page)
    assert ground.evaluate(DASHES) == 0
    place.get_by_label("Weight or bias", exact=True).select_option("36")  # which the map holds still
    place.get_by_label("Its value", exact=True).focus()
    page.keyboard.press("Shift+ArrowRight")
    rested(page)
    assert ground.evaluate(DASHES) > 20  # the map before, as dashes
    place.get_by_label("Parameter upwards").select_option("5")
    rested(page)
    assert ground.evaluate(DASHES) == 0  # of other parameters it would say nothing
    place.get_by_label("Its value", exact=True).focus()
    page.keyboard.press("Shift+ArrowRight")
    rested(page)
    assert ground.evaluate(DASHES) > 20
    place.get_by_title("Reset").click()  # closes the part inside, as it was made
    settle(page)
    fold(place, "Inside the network")
    rested(page)
    assert ground.evaluate(DASHES) == 0


def test_the_map_inside_turns_dark_with_the_page(opened):
    page, place = opened(color_scheme="light")
    fold(place, "Inside the network")
    ground = place.locator(".nn-inside canvas").first
    rested(page)
    light = ground.evaluate(LIGHTNESS)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    rested(page)
    assert ground.evaluate(LIGHTNESS) < 0.4 < 0.5 < light
