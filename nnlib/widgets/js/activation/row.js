// The two layers of Activation as a row: the input, each weight on its connection, each sum and activation with its number.
import { html, set, svg, write } from "../view/dom.js";
import { shown, signed, tell } from "../view/numbers.js";

const HIGH = 96;
const RADIUS = 21;
// The functions as they look, in a box from -12 to 12.
const SHAPE = {
  identity: "M-12,12L12,-12",
  sigmoid: "M-13,10C3,10 -3,-10 13,-10",
  tanh: "M-13,12C1,12 -1,-12 13,-12M-13,0H13M0,13V-13",
  relu: "M-13,6H0L13,-10",
};

/** The row. `names` in the drawing: x, z1, a1, z2, a2. */
export function row() {
  const root = svg("svg", { role: "img", class: "nn-row" });
  const text = (/** @type {string} */ kind, name = "") => svg("text", { class: kind, "text-anchor": "middle", ...(name ? { "data-name": name } : {}) });
  const parts = {
    edges: [svg("path", { class: "nn-edge" }), svg("path", { class: "nn-edge" }), svg("path", { class: "nn-edge nn-row-out" })],
    weights: [text("nn-weight-value"), text("nn-weight-value")],
    input: svg("rect", { class: "nn-pill", width: 60, height: 28, rx: 14 }),
    x: text("nn-input-value", "x"),
    cells: [svg("circle", { r: RADIUS, class: "nn-cell" }), svg("circle", { r: RADIUS, class: "nn-cell nn-second" })],
    signs: [svg("path", { class: "nn-row-f" }), svg("path", { class: "nn-row-f" })],
    sums: [text("nn-small"), text("nn-small")],
    values: [text("nn-row-a", "a1"), text("nn-row-a nn-second", "a2")],
  };
  const xName = svg("text", { class: "nn-small", "text-anchor": "middle" }, "x");
  const names = [svg("text", { class: "nn-small", "text-anchor": "middle" }, "a₁"), svg("text", { class: "nn-small", "text-anchor": "middle" }, "a₂")];
  root.append(...parts.edges, parts.input, parts.x, xName, ...parts.weights, ...parts.cells, ...parts.signs, ...parts.sums, ...parts.values, ...names);
  const middle = 46;

  return {
    element: html("div", { class: "nn-row-place" }, root), // in a grid itself, the drawing could not be laid out alone
    height: HIGH,
    size(/** @type {number} */ width) {
      for (const [key, value] of Object.entries({ width, height: HIGH, viewBox: `0 0 ${width} ${HIGH}` })) set(root, key, value);
      const at = (/** @type {number} */ part) => 32 + part * (width - 66);
      const [first, second, end] = [at(0.38), at(0.76), at(1)];
      const put = (/** @type {Element} */ element, /** @type {number} */ x, /** @type {number} */ y) => set(element, "transform", `translate(${x.toFixed(1)},${y})`);
      put(parts.input, 2, middle - 14);
      put(parts.x, 32, middle + 5);
      put(xName, 32, middle - 20);
      for (const [i, x] of [first, second].entries()) {
        put(parts.cells[i], x, middle);
        put(parts.signs[i], x, middle);
        put(parts.sums[i], x, middle + 44);
      }
      put(parts.weights[0], (62 + first - RADIUS) / 2, middle - 7);
      put(parts.weights[1], first + RADIUS + (second - first) / 2 - RADIUS, middle + 18);
      put(parts.values[0], first + RADIUS + (second - first) / 2 - RADIUS, middle - 7);
      put(names[0], first + RADIUS + (second - first) / 2 - RADIUS, middle - 23);
      put(parts.values[1], end, middle + 5);
      put(names[1], end, middle - 14);
      set(parts.edges[0], "d", `M62,${middle}H${first - RADIUS}`);
      set(parts.edges[1], "d", `M${first + RADIUS},${middle}H${second - RADIUS}`);
      set(parts.edges[2], "d", `M${second + RADIUS},${middle}H${end - 30}`);
    },
    /** Draw one example's way through both layers; `stage` 1 dims what lies behind the first layer. */
    draw(/** @type {(keyof typeof SHAPE)[]} */ functions, /** @type {number[]} */ weights, /** @type {number[]} */ biases, /** @type {{ X: ArrayLike<number>, Z1: Float64Array, A1: Float64Array, Z2: Float64Array, A2: Float64Array }} */ way, /** @type {number} */ stage) {
      tell(parts.x, way.X[0]);
      tell(parts.values[0], way.A1[0]);
      tell(parts.values[1], way.A2[0]);
      for (const i of [0, 1]) {
        write(parts.weights[i], `× ${shown(weights[i])}`);
        set(parts.signs[i], "d", SHAPE[functions[i]]);
        write(parts.sums[i], `${signed(biases[i])}, z${"₁₂"[i]} = ${shown((i ? way.Z2 : way.Z1)[0])}`);
        set(parts.edges[i], "stroke-width", 1.4 + Math.min(3, Math.abs(weights[i])));
      }
      set(root, "data-stage", stage);
      set(root, "aria-label", `Two layers: x is ${shown(way.X[0])}, the first layer gives ${shown(way.A1[0])}, the second ${shown(way.A2[0])}`);
    },
  };
}
