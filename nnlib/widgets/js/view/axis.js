// An axis of a chart: a line, marks and numbers. No part has a transform, because browsers paint each such part for itself.
import { svg, write } from "./dom.js";

const MARK = 6; // pixels from the line to a mark's end, and from there to its number

/**
 * @typedef {{ range: () => number[], ticks: (count: number) => number[], (x: number): number,
 *   tickFormat: (count: number, how?: any) => (x: number) => string }} Scale what d3-scale makes
 */

/** An axis; it keeps its numbers' elements, and their text nodes. */
export function axis() {
  const lines = svg("path");
  const element = svg("g", { class: "nn-axis" }, lines);
  /** @type {SVGTextElement[]} */
  const texts = [];
  return {
    element,
    /** Draw about so many marks of a scale, below a line at height y, or to the left of one at x. */
    draw(/** @type {Scale} */ scale, /** @type {number} */ count, /** @type {any} */ how, /** @type {{ x?: number, y?: number }} */ { x, y }) {
      const values = scale.ticks(count);
      const told = scale.tickFormat(count, how);
      const crisp = globalThis.devicePixelRatio > 1 ? 0 : 0.5; // a line of one pixel lies within one
      const [first, last] = scale.range().map((end) => end + crisp);
      let d = y === undefined ? `M${/** @type {number} */ (x) + crisp},${first}V${last}` : `M${first},${y + crisp}H${last}`;
      for (const [i, value] of values.entries()) {
        const at = scale(value) + crisp;
        const text = (texts[i] ??= svg("text", { "text-anchor": y === undefined ? "end" : "middle", dy: y === undefined ? "0.32em" : "0.71em" }));
        d += y === undefined ? `M${/** @type {number} */ (x) + crisp},${at}h${-MARK}` : `M${at},${y + crisp}v${MARK}`;
        text.setAttribute("x", String(y === undefined ? /** @type {number} */ (x) - 2 * MARK : at));
        text.setAttribute("y", String(y === undefined ? at : y + 2 * MARK));
        write(text, told(value));
        if (!text.parentNode) element.append(text);
      }
      for (const text of texts.slice(values.length)) text.remove();
      lines.setAttribute("d", d);
    },
  };
}
