// An axis of a chart: a line, marks and numbers. No part has a transform, because browsers paint each such part for itself.
import { svg, write } from "./dom.ts";
import { worked } from "./numbers.ts";

const MARK = 6; // pixels from the line to a mark's end, and from there to its number

/** What d3-scale makes. */
export type Scale = { range: () => number[], ticks: (count: number) => number[], (x: number): number,
    tickFormat: (count: number, how?: any) => (x: number) => string };

/** An axis; it keeps its numbers' elements, and their text nodes. */
export function axis() {
  const lines = svg("path");
  const element = svg("g", { class: "nn-axis" }, lines);
  const texts: SVGTextElement[] = [];
  return {
    element,
    /** Draw about so many marks of a scale, below a line at height y, or to the left of one at x. */
    draw(scale: Scale, count: number, how: any, { x, y }: { x?: number, y?: number }) {
      const values = scale.ticks(count);
      const told = scale.tickFormat(count, how);
      const crisp = globalThis.devicePixelRatio > 1 ? 0 : 0.5; // a line of one pixel lies within one
      const [first, last] = scale.range().map((end) => end + crisp);
      let d = y === undefined ? `M${(x as number) + crisp},${first}V${last}` : `M${first},${y + crisp}H${last}`;
      for (const [i, value] of values.entries()) {
        const at = scale(value) + crisp;
        const text = (texts[i] ??= svg("text", { "text-anchor": y === undefined ? "end" : "middle", dy: y === undefined ? "0.32em" : "0.71em" }));
        d += y === undefined ? `M${(x as number) + crisp},${at}h${-MARK}` : `M${at},${y + crisp}v${MARK}`;
        text.setAttribute("x", String(y === undefined ? (x as number) - 2 * MARK : at));
        text.setAttribute("y", String(y === undefined ? at : y + 2 * MARK));
        const number = told(value).replaceAll(",", ""); // 1000 beside 10000, as in the sentences
        const digits = number.replace(/\D/g, "").replace(/^0+/, "").length;
        write(text, digits > 4 || number.includes("e") ? worked(value) : number);
        if (!text.parentNode) element.append(text);
      }
      for (const text of texts.slice(values.length)) text.remove();
      lines.setAttribute("d", d);
    },
  };
}
