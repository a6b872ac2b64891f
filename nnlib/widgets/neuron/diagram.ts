// The diagram of Neuron: inputs, weights on their connections, products, the sum, the activation on its curve, the output.
import { activation as entryOf, valuesAndSlopes } from "../shared/core/activations.ts";
import { output } from "../shared/core/neuron.ts";
import { linspace } from "../shared/core/surface.ts";
import { line } from "../shared/view/chart.ts";
import { set, svg, write } from "../shared/view/dom.ts";
import { edgeWidth, moveTo, sized } from "../shared/view/drawing.ts";
import { tell, worked } from "../shared/view/numbers.ts";
import type { ActivationName } from "../shared/core/activations.ts";

const ROW = 54; // pixels between inputs
const CELL = 25; // the sum's radius
const REACH = 6; // the curve is drawn for z from -6 to 6
const Z = linspace(-REACH, REACH, 41);

export function diagram(inputs: string[]) {
  const k = inputs.length;
  const root = svg("svg", { role: "img", class: "nn-diagram" });
  const edges = svg("g", { class: "nn-edges" });
  const pulses = svg("g");
  const rows = [...inputs, "constant"].map((name, j) => {
    const isBias = j === k;
    const parts = {
      name: svg("text", { class: "nn-small" }, isBias ? "always" : name),
      pill: svg("rect", { class: isBias ? "nn-pill nn-one" : "nn-pill", height: 26, rx: 13 }),
      value: svg("text", { class: "nn-input-value", "text-anchor": "middle" }, isBias ? "1" : ""),
      edge: svg("path", { class: isBias ? "nn-edge nn-bias" : "nn-edge" }),
      weight: svg("text", { class: isBias ? "nn-weight-value nn-bias" : "nn-weight-value", "text-anchor": "end" }),
      product: svg("text", { class: "nn-product", "text-anchor": "end", "data-name": isBias ? "b" : `product-${j}` }),
      pulse: svg("circle", { r: 5, class: "nn-pulse", visibility: "hidden" }),
    };
    edges.append(parts.edge);
    pulses.append(parts.pulse);
    return parts;
  });
  const body = svg("circle", { r: CELL, class: "nn-cell" });
  const sumSign = svg("text", { "text-anchor": "middle", class: "nn-sum-sign" }, "Σ");
  const z = svg("text", { "text-anchor": "middle", class: "nn-z", "data-name": "z" });
  const zName = svg("text", { class: "nn-small" }, "sum z"); // at the right, where no connection comes from
  const box = svg("rect", { class: "nn-box", rx: 6 });
  const axis = svg("path", { class: "nn-edge nn-thin" });
  const curve = svg("path", { class: "nn-f" });
  const dot = svg("circle", { r: 4.5, class: "nn-dot" });
  const fName = svg("text", { "text-anchor": "middle", class: "nn-small" });
  const out = svg("path", { class: "nn-edge nn-out" });
  const a = svg("text", { "text-anchor": "middle", class: "nn-a", "data-name": "a" });
  const aName = svg("text", { "text-anchor": "middle", class: "nn-small" }, "prediction ŷ");
  const adding = svg("g", { class: "nn-stage2" }, body, sumSign, z, zName);
  const activating = svg("g", { class: "nn-stage3" }, out, box, axis, curve, dot, fName, a, aName);
  const products = svg("g", { class: "nn-stage1" }, ...rows.map(({ product }) => product));
  root.append(edges, ...rows.flatMap(({ name, pill, value, weight }) => [name, pill, value, weight]), products, pulses, adding, activating);
  let at = { height: 0, sumX: 0, boxX: 0, side: 0, middle: 0 };

  return {
    element: root,
    height: Math.max(190, (k + 1) * ROW + 14),
    least: Math.max(140, (k + 1) * ROW + 14),
    size(width: number, height: number) {
      sized(root, width, height);
      const narrow = width < 400;
      const pill = narrow ? 64 : 78;
      const weightX = narrow ? pill + 5 : pill + (width - pill) * 0.25;
      const productX = pill + (width - pill) * (narrow ? 0.47 : 0.45);
      const side = narrow ? 50 : 72;
      at = { height, sumX: pill + (width - pill) * (narrow ? 0.585 : 0.625), boxX: width - side / 2 - Math.max(side / 2 + 4, 40), side, middle: height / 2 };
      const top = (height - (k + 1) * ROW) / 2;
      for (const [j, row] of rows.entries()) {
        const y = top + (j + 0.62) * ROW;
        moveTo(row.name, 2, y - 18);
        set(row.pill, "width", pill);
        moveTo(row.pill, 1, y - 13);
        moveTo(row.value, pill / 2 + 1, y + 5);
        const [dx, dy] = [at.sumX - productX - 4, at.middle - y];
        const short = 1 - CELL / Math.hypot(dx, dy); // it ends at the sum's edge, also where the sum is faded
        set(row.edge, "d", `M${pill + 1},${y}H${productX + 4}l${(short * dx).toFixed(1)},${(short * dy).toFixed(1)}`);
        set(row.weight, "text-anchor", narrow ? "start" : "end");
        moveTo(row.weight, weightX, y - 5);
        moveTo(row.product, productX, y + (width < 345 ? 18 : -5)); // below its connection where both do not fit above
      }
      moveTo(body, at.sumX, at.middle);
      moveTo(sumSign, at.sumX, at.middle - 4);
      moveTo(z, at.sumX, at.middle + 13);
      moveTo(zName, at.sumX + 5, at.middle + (narrow ? -30 : 42)); // where it is narrow, the prediction stands below
      set(box, "width", side);
      set(box, "height", side);
      moveTo(box, at.boxX, at.middle - side / 2);
      moveTo(fName, at.boxX + side / 2, at.middle - side / 2 - (narrow ? 18 : 7)); // above "sum z", which may be near
      set(out, "d", `M${at.sumX + CELL},${at.middle}H${at.boxX}`);
      moveTo(a, at.boxX + side / 2, at.middle + side / 2 + 20);
      moveTo(aName, at.boxX + side / 2, at.middle + side / 2 + 37);
    },
    /** Draw the neuron; answers its sum and activation. */
    draw(x: number[], weights: number[], bias: number, activation: ActivationName) {
      const { z: total, a: value } = output(activation, [...weights, bias], x);
      const heights = valuesAndSlopes(activation, Z).a;
      for (const [j, row] of rows.entries()) {
        const [input, weight] = j < k ? [x[j], weights[j]] : [1, bias];
        if (j < k) tell(row.value, input, worked);
        write(row.weight, `× ${worked(weight)}`);
        tell(row.product, input * weight, worked);
        set(row.edge, "stroke-width", edgeWidth(weight));
      }
      tell(z, total, worked);
      set(z, "style", `font-size: ${Math.max(8, Math.min(13, 62 / (z.textContent ?? "").length)).toFixed(1)}px`); // as large as the circle has room
      tell(a, value, worked);
      const { range, applied, symbol } = entryOf(activation);
      write(fName, applied === "z" ? `${symbol}(z) = z` : applied);
      const { boxX, side, middle } = at;
      const [low, high] = [Math.max(-REACH, range[0]), Math.min(REACH, range[1])];
      const px = (t: number) => boxX + 6 + ((Math.max(-REACH, Math.min(REACH, t)) + REACH) / (2 * REACH)) * (side - 12);
      const py = (t: number) => middle + side / 2 - 7 - ((Math.max(low, Math.min(high, t)) - low) / (high - low)) * (side - 14);
      set(curve, "d", line(Z.length, (i) => px(Z[i]), (i) => py(heights[i])));
      set(axis, "d", `M${px(0)},${middle - side / 2 + 5}V${middle + side / 2 - 5}`);
      set(dot, "cx", px(total).toFixed(1));
      set(dot, "cy", py(value).toFixed(1));
      set(root, "aria-label", `Diagram: the sum z is ${worked(total)}, the prediction is ${worked(value)}`);
      return { z: total, a: value };
    },
    /** Show the parts up to a stage: 1 the products, 2 the sum, 3 the activation. */
    stage(stage: number) {
      set(root, "data-stage", stage);
    },
    /** Move a dot along every connection; `progress` runs from 0 to 1, anything else hides them. */
    pulse(progress: number) {
      for (const { edge, pulse } of rows) {
        const moving = progress >= 0 && progress <= 1;
        set(pulse, "visibility", moving ? "visible" : "hidden");
        if (!moving) continue;
        const point = edge.getPointAtLength(edge.getTotalLength() * progress);
        moveTo(pulse, point.x, point.y);
      }
    },
  };
}
