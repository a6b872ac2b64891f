// The strip of DigitReader: the reader's own drawing and the surprising test images, each with the truth and what is read.
import { SIDE } from "../core/digits.js";
import { html, set, write } from "../view/dom.js";
import { inkOn } from "./pixels.js";
import { picker } from "./picker.js";

const THUMB = 2 * SIDE; // pixels of a small picture's canvas

/**
 * @param {{ examples: import("../core/digits.js").Example[], readings: number[], costs: string[], signal: AbortSignal,
 *   colour: (name: string) => string, choose: (example: number) => void }} options
 *   choose is told -1 for the drawing.
 */
export function strip({ examples, readings, costs, signal, colour, choose }) {
  const tile = (/** @type {string} */ name, /** @type {string} */ words) => {
    const canvas = html("canvas", { width: THUMB, height: THUMB });
    return { canvas, element: html("button", { type: "button", class: "nn-tile", "aria-label": name }, canvas, html("span", {}, words)) };
  };
  const own = tile("Your drawing", "yours");
  const given = examples.map(({ label, number }, i) =>
    tile(`Test image ${number}: a ${label}, read as ${readings[i]}, cost ${costs[i]}`, `${label} → ${readings[i]} ${readings[i] === label ? "✓" : "✗"}`),
  );
  const group = picker({ label: "Drawing or test image", className: "nn-strip", buttons: [own, ...given].map((one) => one.element), signal, choose: (i) => choose(i - 1) });
  const note = html("p", { class: "nn-legend" });
  const element = html("div", {}, html("p", { class: "nn-title" }, "Test images that surprise it: the truth → the reading"), group.element, note);
  let drawn = "";

  return {
    element,
    draw(/** @type {number} */ example, /** @type {Float64Array} */ drawing, /** @type {string} */ words) {
      group.show(example + 1);
      small(own.canvas, drawing, colour);
      set(own.element, "aria-label", "Your drawing");
      write(note, words);
      const theme = colour("paper");
      if (theme === drawn) return;
      drawn = theme;
      for (const [i, { image }] of examples.entries()) small(given[i].canvas, Array.from(image, (ink) => ink / 255), colour);
    },
  };
}

function small(/** @type {HTMLCanvasElement} */ canvas, /** @type {ArrayLike<number>} */ values, /** @type {(name: string) => string} */ colour) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, THUMB, THUMB);
  inkOn(context, values, THUMB, colour("input"));
}
