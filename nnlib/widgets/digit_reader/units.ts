// The hidden units of DigitReader: each a small picture of what it looks for with its activation below, and one of them large.
import { html, set, write } from "../shared/view/dom.ts";
import { said, shown, tell, worked } from "../shared/view/numbers.ts";
import { frame, legend, signedOn } from "./pixels.ts";
import { picker } from "./picker.ts";

const THUMB = 56; // pixels of a small picture's canvas: two for each of its numbers

export function units({ weights, leaving, count, formula, signal, colour, choose }: { weights: (unit: number) => ArrayLike<number>, leaving: (unit: number) => number[], count: number, formula: string, signal: AbortSignal,
    colour: (name: string) => string, choose: (unit: number) => void }) {
  const tiles = Array.from({ length: count }, (_, unit) => {
    const canvas = html("canvas", { width: THUMB, height: THUMB });
    const fill = html("span", { class: "nn-fill" });
    const element = html("button", { type: "button", class: "nn-tile" }, canvas, html("span", { class: "nn-track" }, fill));
    return { element, canvas, fill, unit };
  });
  let columns = 8;
  const group = picker({ label: "Hidden units", className: "nn-tiles", buttons: tiles.map((tile) => tile.element), signal, choose, columns: () => columns });
  const large = frame("", "The weights into this unit, a pixel each");
  const title = large.element.querySelector(".nn-title") as HTMLElement;
  const z = html("strong", { "data-name": "unit-z" });
  const a = html("strong", { "data-name": "unit-a" });
  const [most, least] = [html("strong"), html("strong")];
  const [mostOf, leastOf] = [html("span"), html("span")];
  const facts = html(
    "p",
    { class: "nn-unit-facts" },
    html("span", {}, "sum z = ", z), html("span", {}, `activation a = ${formula} = `, a),
    html("span", {}, mostOf, most), html("span", {}, leastOf, least),
  );
  large.element.append(legend("weight", "ink here raises z", "ink here lowers z"), facts);
  const element = html("div", { class: "nn-units" },
    html("div", {}, html("p", { class: "nn-title" }, `The ${count} hidden units: what each looks for; its bar, how active it is`), group.element),
    large.element);
  let drawn = "";

  return {
    element,
    size(width: number, across: number) {
      columns = across;
      group.element.style.gridTemplateColumns = `repeat(${across}, minmax(0, 1fr))`;
      large.size(width);
    },
    draw(unit: number, hidden: Float64Array, sums: Float64Array) {
      const theme = colour("paper") + colour("weight");
      if (theme !== drawn) {
        drawn = theme;
        for (const tile of tiles) small(tile.canvas, weights(tile.unit), colour);
      }
      let top = 0;
      for (const one of hidden) top = Math.max(top, one);
      for (const tile of tiles) {
        tile.fill.style.transform = `scaleX(${top > 0 ? (hidden[tile.unit] / top).toFixed(3) : 0})`;
        set(tile.element, "aria-label", `Unit ${tile.unit + 1}, activation ${said(shown(hidden[tile.unit]))}`);
      }
      group.show(unit);
      write(title, `Unit ${unit + 1}: the weights into it`);
      large.draw((context, side) => signedOn(context, weights(unit), side, colour, "weight"));
      tell(z, sums[unit], worked);
      tell(a, hidden[unit], worked);
      const out = leaving(unit);
      const [high, low] = [out.indexOf(Math.max(...out)), out.indexOf(Math.min(...out))];
      write(mostOf, `speaks most for ${high}: `);
      write(leastOf, `and against ${low}: `);
      tell(most, out[high]);
      tell(least, out[low]);
    },
  };
}

/** A small picture, in tones alone: bright and dark stand on either side of the middle tone. */
function small(canvas: HTMLCanvasElement, values: ArrayLike<number>, colour: (name: string) => string) {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.clearRect(0, 0, THUMB, THUMB);
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]));
  context.globalAlpha = 1;
  context.fillStyle = colour("surface-high");
  context.fillRect(0, 0, THUMB, THUMB);
  const cell = THUMB / 28;
  for (let i = 0; i < values.length; i++) {
    context.fillStyle = colour(values[i] > 0 ? "weight" : "paper");
    context.globalAlpha = Math.min(1, (1.5 * Math.abs(values[i])) / most);
    context.fillRect((i % 28) * cell, Math.floor(i / 28) * cell, cell, cell);
  }
}
