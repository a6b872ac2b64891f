// The states of Unrolled as bars, the prediction beside them, and the target to drag.
import { activation as entryOf } from "../shared/core/activations.ts";
import { handle } from "../shared/view/controls.ts";
import { set, svg, write } from "../shared/view/dom.ts";
import { moveTo, tellHandle } from "../shared/view/drawing.ts";
import { dragged, roundUp, tell, worked } from "../shared/view/numbers.ts";
import { columns, eachOf, LINE, only, panel, STEPS } from "./columns.ts";

const HIGH = 96;
const TOP = 10;
const ROOM = 46; // pixels from a column's middle that the word "target" takes

/** @param options steps: as many as there can be */
export function states({ steps, signal, onTarget, onEnd }: { steps: number, signal: AbortSignal, onTarget: (target: number) => void, onEnd: () => void }) {
  const each = eachOf(steps);
  const frame = panel("The state after every step, the prediction and the target", "state h", "hidden1");
  const zero = svg("path", { class: "nn-zero" });
  const [most, least] = [svg("text", { class: "nn-small", "text-anchor": "end" }), svg("text", { class: "nn-small", "text-anchor": "end" })];
  const bars = each(() => svg("rect", { class: "nn-state" }));
  const values = each((t) => svg("text", { class: "nn-state-value nn-number", "text-anchor": "middle", "data-name": `h${t + 1}` }));
  const prediction = svg("rect", { class: "nn-prediction" });
  const predicted = svg("text", { class: "nn-a nn-number", "text-anchor": "middle", "data-name": "prediction" });
  const miss = svg("path", { class: "nn-miss" });
  const grip = svg("g", { "data-handle": "target" }, svg("rect", { x: -22, y: -22, width: 44, height: 44, class: "nn-touch" }), svg("circle", { r: 8, class: "nn-target nn-grip" }));
  const wanted = svg("text", { class: "nn-small nn-target-name" });
  frame.root.append(zero, most, least, ...bars, ...values, prediction, predicted, miss, wanted, grip);
  let range = [-1, 1];
  let now = 0;
  const clamp = (value: number) => dragged(Math.max(range[0], Math.min(range[1], value)), range);
  handle(grip, {
    name: "Target",
    signal,
    area: frame.root,
    onMove: (_, y) => onTarget(clamp(range[1] - ((y - TOP) / HIGH) * (range[1] - range[0]))),
    onNudge: (dx, dy, large) => onTarget(clamp(now + (dx || dy) * (range[1] - range[0]) * (large ? 0.1 : 0.01))),
    onEdge: (end) => onTarget(range[end === "Home" ? 0 : 1]),
    onEnd,
  });

  return {
    element: frame.root,
    draw(width: number, activation: string, H: Float64Array, predictedValue: number, target: number, lit: number) {
      now = target;
      const steps = H.length;
      const at = columns(width, steps);
      range = reach(activation, [...H, target]);
      frame.size(width, TOP + HIGH + at.rows * LINE + 8, TOP + HIGH / 2);
      const y = (value: number) => TOP + (HIGH * (range[1] - Math.max(range[0], Math.min(range[1], value)))) / (range[1] - range[0]);
      set(zero, "d", `M${at.left},${y(0)}H${width}M${at.left},${TOP}v${HIGH}`);
      for (const [text, value] of [[most, range[1]], [least, range[0]]] as [Element, number][]) {
        moveTo(text, at.left - 5, y(value) + 4);
        write(text, worked(value));
      }
      only(bars, steps);
      only(values, steps);
      const wide = Math.min(26, at.step * 0.55);
      const bar = (rect: Element, x: number, value: number) => {
        const [from, to] = [y(0), y(value)];
        for (const [key, number] of Object.entries({ x: x - wide / 2, y: Math.min(from, to), width: wide, height: Math.max(0.5, Math.abs(to - from)) })) set(rect, key, number.toFixed(1));
      };
      for (let t = 0; t < steps; t++) {
        bar(bars[t], at.x(t), H[t]);
        moveTo(values[t], at.x(t), TOP + HIGH + 14 + at.row(t));
        tell(values[t], H[t]);
        for (const part of [bars[t], values[t]]) part.classList.toggle("nn-dim", t >= lit);
      }
      const end = at.x(steps);
      bar(prediction, end, predictedValue);
      moveTo(predicted, end, TOP + HIGH + 14 + at.row(steps));
      tell(predicted, predictedValue);
      for (const part of [prediction, predicted, miss]) part.classList.toggle("nn-dim", lit < steps);
      set(miss, "d", `M${end},${y(predictedValue)}V${y(target)}`);
      moveTo(grip, end, y(target));
      // Beside the ring, where no bar is: its name where there is room, else its symbol.
      write(wanted, at.step / 2 > ROOM ? "target" : "y");
      moveTo(wanted, end + Math.max(wide / 2, 9) + 3, y(target) + 4);
      tellHandle(grip, target, range, `target ${worked(target)}, prediction ${worked(predictedValue)}`);
    },
  };
}

/** What the bars reach: a bounded function's own range, or round numbers, so that they rest while something is dragged. */
function reach(activation: string, values: number[]) {
  const top = roundUp(Math.max(1, ...values.map(Math.abs)), STEPS);
  return [entryOf(activation).range[0] >= 0 ? Math.min(0, values[values.length - 1] < 0 ? -top : 0) : -top, top];
}
