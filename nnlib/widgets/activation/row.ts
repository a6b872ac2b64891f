// The two layers of Activation as a row: the input, each weight on its connection, each sum and activation with its number.
import { activation } from "../shared/core/activations.ts";
import { html, set, svg, write } from "../shared/view/dom.ts";
import { edgeWidth, index, moveTo, sized } from "../shared/view/drawing.ts";
import { signed, tell, worked } from "../shared/view/numbers.ts";

const HIGH = 96;
const RADIUS = 21;

/** The row. `names` in the drawing: x, z1, a1, z2, a2. */
export function row() {
  const root = svg("svg", { role: "img", class: "nn-row" });
  const text = (kind: string, name = "") => svg("text", { class: kind, "text-anchor": "middle", ...(name ? { "data-name": name } : {}) });
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
    size(width: number) {
      sized(root, width, HIGH);
      const at = (part: number) => 32 + part * (width - 66);
      const [first, second, end] = [at(0.38), at(0.76), at(1)];
      moveTo(parts.input, 2, middle - 14);
      moveTo(parts.x, 32, middle + 5);
      moveTo(xName, 32, middle - 20);
      for (const [i, x] of [first, second].entries()) {
        moveTo(parts.cells[i], x, middle);
        moveTo(parts.signs[i], x, middle);
        moveTo(parts.sums[i], x, middle + 44);
      }
      moveTo(parts.weights[0], (62 + first - RADIUS) / 2, middle - 7);
      moveTo(parts.weights[1], first + RADIUS + (second - first) / 2 - RADIUS, middle + 18);
      moveTo(parts.values[0], first + RADIUS + (second - first) / 2 - RADIUS, middle - 7);
      moveTo(names[0], first + RADIUS + (second - first) / 2 - RADIUS, middle - 23);
      moveTo(parts.values[1], end, middle + 5);
      moveTo(names[1], end, middle - 14);
      set(parts.edges[0], "d", `M62,${middle}H${first - RADIUS}`);
      set(parts.edges[1], "d", `M${first + RADIUS},${middle}H${second - RADIUS}`);
      set(parts.edges[2], "d", `M${second + RADIUS},${middle}H${end - 30}`);
    },
    /** Draw one example's way through both layers; `stage` 1 dims what lies behind the first layer. */
    draw(functions: string[], weights: number[], biases: number[], way: { X: ArrayLike<number>, Z1: Float64Array, A1: Float64Array, Z2: Float64Array, A2: Float64Array }, stage: number) {
      tell(parts.x, way.X[0]);
      tell(parts.values[0], way.A1[0]);
      tell(parts.values[1], way.A2[0]);
      for (const i of [0, 1]) {
        write(parts.weights[i], `× ${worked(weights[i])}`);
        set(parts.signs[i], "d", activation(functions[i]).icon);
        write(parts.sums[i], `${signed(biases[i])}, z${index(i + 1)} = ${worked((i ? way.Z2 : way.Z1)[0])}`);
        set(parts.edges[i], "stroke-width", edgeWidth(weights[i]));
      }
      set(root, "data-stage", stage);
      set(root, "aria-label", `Two layers: x is ${worked(way.X[0])}, the first layer gives ${worked(way.A1[0])}, the second ${worked(way.A2[0])}`);
    },
  };
}
