// The strip of DigitReader: the reader's own drawing and the surprising test images, each with the truth and what is read.
import { SIDE } from "../shared/core/digits.ts";
import { html, set, write } from "../shared/view/dom.ts";
import { inkOn } from "./pixels.ts";
import { picker } from "./picker.ts";
import type { Example } from "../shared/core/digits.ts";

const THUMB = 2 * SIDE; // pixels of a small picture's canvas

/** @param options choose is told -1 for the drawing. */
export function strip({ examples, readings, costs, signal, colour, choose }: { examples: Example[], readings: number[], costs: string[], signal: AbortSignal,
    colour: (name: string) => string, choose: (example: number) => void }) {
  const tile = (name: string, words: string) => {
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
    draw(example: number, drawing: Float64Array, words: string) {
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

function small(canvas: HTMLCanvasElement, values: ArrayLike<number>, colour: (name: string) => string) {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.fillStyle = colour("paper");
  context.fillRect(0, 0, THUMB, THUMB);
  inkOn(context, values, THUMB, colour("input"));
}
