// What the panels of Unrolled share: a column for each step, the output's column beside them, and rows for their numbers.
import { set, svg } from "../view/dom.js";

export const MOST = 8; // steps
const LEFT = 54; // for a panel's name and its scale
const NUMBER = 76; // pixels that the longest number of four digits takes, with a sign and zeros before them
export const LINE = 14;

/** Where everything of a picture so wide, with so many steps, stands. */
export function columns(/** @type {number} */ width, /** @type {number} */ steps) {
  const step = (width - LEFT) / (steps + 1);
  const rows = Math.min(3, Math.ceil(NUMBER / step));
  return {
    left: LEFT,
    step,
    rows, // numbers of neighbouring steps stand below each other where there is no room beside
    x: (/** @type {number} */ t) => LEFT + (t + 0.5) * step,
    row: (/** @type {number} */ t) => (t % rows) * LINE,
  };
}

/** @typedef {ReturnType<typeof columns>} Columns */

/** One part for each step that there can be. */
export const each = (/** @type {(t: number) => any} */ make) => Array.from({ length: MOST }, (_, t) => make(t));

/** A panel: an SVG with its name at the left. */
export function panel(/** @type {string} */ label, /** @type {string} */ title, /** @type {string} */ colour) {
  const name = svg("text", { class: "nn-panel-name", "text-anchor": "middle", style: `fill: var(--nn-${colour})` }, title);
  const root = svg("svg", { role: "group", "aria-label": label }, name);
  return {
    root,
    /** Take a size, and put the name at this height. */
    size(/** @type {number} */ width, /** @type {number} */ height, /** @type {number} */ middle) {
      for (const [key, value] of Object.entries({ width, height, viewBox: `0 0 ${width} ${height}` })) set(root, key, value);
      set(name, "transform", `translate(11,${middle}) rotate(-90)`);
    },
  };
}

export const put = (/** @type {Element} */ element, /** @type {number} */ x, /** @type {number} */ y) => set(element, "transform", `translate(${x.toFixed(1)},${y.toFixed(1)})`);

/** Show the parts of the steps that there are. */
export const only = (/** @type {SVGElement[]} */ parts, /** @type {number} */ steps) => {
  for (const [t, part] of parts.entries()) set(part, "display", t < steps ? false : "none");
};
