// Two curves: the cost on the examples trained with, and on those held back; where they part, it is overfitting.
import { chart } from "../shared/view/chart.ts";
import { html, put, set, svg } from "../shared/view/dom.ts";
import { CLOSE, roundUp, tell } from "../shared/view/numbers.ts";
import type { trainingRun } from "../shared/core/training.ts";
import type { Past } from "./state.ts";

const DASH = [5, 4];
const TRIANGLE = "M0,-3L5.5,-12H-5.5Z";

export function costCurves(colour: (name: string) => string) {
  const plot = chart({ x: "step", y: "cost C", label: "Cost per step, in training and in the test", margin: [8, 20, 40, 52] });
  const now = svg("circle", { r: 5, class: "nn-marble" });
  const low = svg("path", { d: TRIANGLE, class: "nn-lowest" });
  plot.over.append(low, now);
  const sample = (...parts: SVGElement[]) => svg("svg", { width: 22, height: 12, "aria-hidden": "true" }, ...parts);
  const line = (kind: string) => sample(svg("path", { d: "M0,6h22", class: `nn-sample ${kind}` }));
  const [training, test] = [html("strong"), html("strong")];
  const testKey = html("span", {}, line("nn-dashed"), "test ", test);
  const lowKey = html("span", {}, sample(svg("path", { d: TRIANGLE, class: "nn-lowest", transform: "translate(11,14)" })), "lowest test cost");
  const key = html("p", { class: "nn-cost-key" }, html("span", {}, line(""), "training ", training), testKey, lowKey);

  return {
    element: html("div", { class: "nn-cost" }, key, plot.element),
    size: (width: number, height: number) => plot.size(width, height),
    /** Draw the run and those that led to it; `step` is where it stands. */
    draw(run: ReturnType<typeof trainingRun>, past: Past[], step: number) {
      const { cost, test: held } = run.trace;
      const { before } = run.settings;
      let end = before + run.steps;
      let most = Math.max(cost[0], held[0] || 0);
      for (const leg of past) [most, end] = [Math.max(most, leg.run.trace.cost[0]), Math.max(end, leg.before + leg.all)];
      const stride = Math.max(1, Math.floor(run.steps / 400));
      for (let s = 0; s <= run.steps; s += stride) if (held[s] > most) most = held[s];
      const top = roundUp(Math.min(most, 3 * cost[0]) * 1.05 || 1, CLOSE);
      const horizon = Math.max(50, roundUp(Math.max(1, end * 1.1), CLOSE));
      plot.domains([0, horizon], [0, top]);
      const { px, py } = plot.pixels();
      const pen = plot.pen();
      const each = Math.max(1, Math.floor(horizon / Math.max(60, plot.width)));
      const trace = (values: Float64Array, first: number, last: number, offset: number) => {
        pen.beginPath();
        for (let s = first; s <= last; s = s < last ? Math.min(last, s + each) : s + 1) {
          if (values[s] === values[s]) pen.lineTo(px(offset + s), Math.max(-1e4, py(values[s])));
        }
        pen.stroke();
      };
      pen.strokeStyle = colour("ink");
      for (const leg of past) {
        const { cost: paid, test: others } = leg.run.trace;
        const walked = Math.min(leg.all, leg.run.steps);
        for (const [values, dash] of [[paid, []], [others, DASH]] as [Float64Array, number[]][]) {
          pen.setLineDash(dash);
          pen.globalAlpha = 0.75;
          pen.lineWidth = 1.6;
          trace(values, 0, Math.min(leg.steps, walked), leg.before);
          pen.globalAlpha = 0.28; // the way that was not gone on
          pen.lineWidth = 1.2;
          trace(values, leg.steps, walked, leg.before);
        }
      }
      // The gap: what the network does worse on examples that it has not seen.
      pen.setLineDash([]);
      pen.globalAlpha = 0.16;
      pen.fillStyle = colour("error");
      pen.beginPath();
      if (run.settings.test.N) {
        for (let s = 0; s <= step; s = s < step ? Math.min(step, s + each) : s + 1) pen.lineTo(px(before + s), Math.max(-1e4, py(Math.max(held[s], cost[s]))));
        for (let s = step; s >= 0; s = s > 0 ? Math.max(0, s - each) : -1) pen.lineTo(px(before + s), py(cost[s]));
        pen.fill();
      }
      for (const [values, dash] of [[cost, []], [held, DASH]] as [Float64Array, number[]][]) {
        pen.setLineDash(dash);
        pen.globalAlpha = 1;
        pen.lineWidth = 2.1;
        trace(values, 0, step, before);
        pen.globalAlpha = 0.4;
        pen.lineWidth = 1.2;
        trace(values, step, run.steps, before);
      }
      pen.setLineDash([]);
      pen.globalAlpha = 1;
      put(now, px(before + step), Math.max(plot.margin.top, py(cost[step])));
      const parted = run.settings.test.N > 0 && run.lowest < step;
      if (low.style.display !== (parted ? "" : "none")) low.style.display = parted ? "" : "none";
      if (parted) set(low, "transform", `translate(${px(before + run.lowest).toFixed(1)},${Math.max(plot.margin.top, py(held[run.lowest])).toFixed(1)})`);
      tell(training, cost[step]);
      if (run.settings.test.N) tell(test, held[step]);
      for (const [part, there] of [[testKey, run.settings.test.N > 0], [lowKey, parted]] as [HTMLElement, boolean][]) if (part.hidden === there) part.hidden = !there;
    },
  };
}
