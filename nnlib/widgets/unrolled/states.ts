// The states of Unrolled as bars, the prediction beside them, and the target to drag: scaled to what they hold.
import { handle } from "../shared/view/controls.ts";
import { set, svg, write } from "../shared/view/dom.ts";
import { moveTo, tellHandle } from "../shared/view/drawing.ts";
import { CLOSE, dragged, roundUp, tell, worked } from "../shared/view/numbers.ts";
import { barWidth, cap, columns, eachOf, grow, LINE, only, panel, showFitting } from "./columns.ts";

const HIGH = 88;
const TOP = 20; // a line for a number above the highest bar
const ROOM = 46; // pixels from a column's middle that the word "target" takes

/** @param options steps: as many as there can be; the target is dragged from minus its reach to that */
export function states({ steps, signal, reach: most, onTarget, onEnd }: { steps: number, signal: AbortSignal, reach: number, onTarget: (target: number) => void, onEnd: () => void }) {
  const each = eachOf(steps);
  const frame = panel("The state after every step, the prediction and the target", "state h", "hidden1");
  const zero = svg("path", { class: "nn-level" });
  const bars = each(() => svg("rect", { class: "nn-state" }));
  const caps = svg("path", { class: "nn-cap", style: "stroke: var(--nn-hidden1)" });
  const values = each((t) => svg("text", { class: "nn-state-value nn-number", "text-anchor": "middle", "data-name": `h${t + 1}` }));
  const prediction = svg("rect", { class: "nn-prediction" });
  const predicted = svg("text", { class: "nn-a nn-number", "text-anchor": "middle", "data-name": "prediction" });
  const miss = svg("path", { class: "nn-miss" });
  const grip = svg("g", { "data-handle": "target" }, svg("rect", { x: -22, y: -22, width: 44, height: 44, class: "nn-touch" }), svg("circle", { r: 8, class: "nn-target nn-grip" }));
  const wanted = svg("text", { class: "nn-small nn-target-name" });
  frame.root.append(...bars, caps, zero, prediction, miss, ...values, predicted, wanted, grip);
  let [bottom, top] = [0, 1]; // what is drawn
  let taken = { bottom, top }; // and was when the target was taken hold of: a scale that followed the finger would run away
  let now = 0;
  const range = [-most, most];
  const clamp = (value: number) => dragged(Math.max(-most, Math.min(most, value)), range);
  grip.addEventListener("pointerdown", () => void (taken = { bottom, top }), { signal });
  handle(grip, {
    name: "Target",
    signal,
    area: frame.root,
    onMove: (_, y) => onTarget(clamp(taken.top - ((y - TOP) / HIGH) * (taken.top - taken.bottom))),
    onNudge: (dx, dy, large) => onTarget(clamp(now + (dx || dy) * 2 * most * (large ? 0.1 : 0.01))),
    onEdge: (end) => onTarget(range[end === "Home" ? 0 : 1]),
    onEnd,
  });

  return {
    element: frame.root,
    draw(width: number, H: Float64Array, predictedValue: number, target: number, lit: number) {
      now = target;
      const steps = H.length;
      const at = columns(width, steps);
      // Round numbers, so that the bars rest while something is dragged.
      [bottom, top] = [-roundUp(Math.max(0, -target, -Math.min(...H)), CLOSE), roundUp(Math.max(0, target, ...H), CLOSE)];
      frame.size(width, TOP + HIGH + LINE + 4, TOP + HIGH / 2);
      const y = (value: number) => TOP + (HIGH * (top - value)) / (top - bottom || 1);
      set(zero, "d", `M${at.left},${y(0)}H${at.x(steps - 1) + at.step / 2}`);
      only(bars, steps);
      only(values, steps);
      const wide = barWidth(at);
      const number = (value: number) => y(value) + (value < 0 ? 14 : -5);
      let ends = "";
      for (let t = 0; t < steps; t++) {
        if (t < lit && H[t]) ends += cap(at.x(t), wide, y(H[t]));
        grow(bars[t], at.x(t), wide, y(0), y(H[t]));
        moveTo(values[t], at.x(t), number(H[t]));
        tell(values[t], H[t]);
        for (const part of [bars[t], values[t]]) part.classList.toggle("nn-dim", t >= lit);
      }
      set(caps, "d", ends);
      const end = at.x(steps);
      grow(prediction, end, wide, y(0), y(predictedValue));
      // On the other side of zero from the target's ring, which would lie on it.
      const under = target >= 0 ? 14 : -5;
      moveTo(predicted, end, predictedValue < 0 === target < 0 ? y(0) + under : number(predictedValue));
      tell(predicted, predictedValue);
      showFitting([...values.slice(0, steps), predicted], at.step);
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
