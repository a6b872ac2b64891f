// The errors of Unrolled on their way back: a bar for each step, up where the last step's error has grown, down where it has shrunk.
import { set, svg, write } from "../view/dom.js";
import { shown, tell } from "../view/numbers.js";
import { columns, each, LINE, only, panel, put } from "./columns.js";

const HIGH = 120;
const TOP = 12;
const REACHES = [2, 3, 6, 9, 12, 24, 48, 96, 192, 384]; // powers of ten that the scale may reach, up and down
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

export function errors() {
  const frame = panel("The error at every step, against that of the last one, on a logarithmic scale", "error δ", "error");
  const lines = svg("path", { class: "nn-zero" });
  const level = svg("path", { class: "nn-level" });
  const ticks = Array.from({ length: 7 }, () => svg("text", { class: "nn-small", "text-anchor": "end" }));
  const bars = each(() => svg("rect", { class: "nn-error-bar" }));
  const values = each((t) => svg("text", { class: "nn-error-value nn-number", "text-anchor": "middle", "data-name": `delta${t + 1}` }));
  const arrows = each(() => svg("path", { class: "nn-back" }));
  const factors = each((t) => svg("text", { class: "nn-small nn-factor", "text-anchor": "middle", "data-name": `factor${t + 1}` }));
  const numbers = each((t) => svg("text", { class: "nn-small", "text-anchor": "middle" }, String(t + 1)));
  const step = svg("text", { class: "nn-small", "text-anchor": "end" }, "step");
  const note = svg("text", { class: "nn-small", "text-anchor": "middle" });
  frame.root.append(lines, ...bars, level, ...arrows, ...factors, ...values, ...ticks, ...numbers, step, note);

  return {
    element: frame.root,
    /** Draw it; `from` is the earliest step that the error has reached while it plays. */
    draw(/** @type {number} */ width, /** @type {{ delta: Float64Array, factors: Float64Array }} */ passes, /** @type {number[]} */ decades, /** @type {number} */ from) {
      const { delta } = passes;
      const steps = delta.length;
      const at = columns(width, steps);
      const bottom = TOP + HIGH;
      frame.size(width, bottom + 22 + at.rows * LINE + 16, TOP + HIGH / 2);
      const most = Math.max(...decades.filter(Number.isFinite).map(Math.abs), 0);
      const reach = REACHES.find((power) => power >= most) ?? 384;
      const y = (/** @type {number} */ power) => TOP + (HIGH * (reach - Math.max(-reach, Math.min(reach, power)))) / (2 * reach);
      const count = reach === 2 ? 5 : 7;
      let d = "";
      for (const [i, tick] of ticks.entries()) {
        const power = Math.round(reach - (2 * reach * i) / (count - 1));
        set(tick, "display", i < count ? false : "none");
        put(tick, at.left - 5, y(power) + 4);
        write(tick, times(power));
        if (i < count && power) d += `M${at.left},${y(power)}H${at.x(steps - 1) + at.step / 2}`;
      }
      set(lines, "d", d);
      set(level, "d", `M${at.left},${y(0)}H${at.x(steps - 1) + at.step / 2}`);
      for (const parts of [bars, values, numbers]) only(parts, steps);
      only(arrows, steps - 1);
      only(factors, at.step < 50 ? 0 : steps - 1);
      const wide = Math.min(26, at.step * 0.55);
      for (let t = 0; t < steps; t++) {
        const to = Number.isNaN(decades[t]) ? y(0) : y(decades[t]);
        for (const [key, value] of Object.entries({ x: at.x(t) - wide / 2, y: Math.min(y(0), to) - 1.5, width: wide, height: Math.abs(to - y(0)) + 3 })) set(bars[t], key, value.toFixed(1));
        put(values[t], at.x(t), bottom + 16 + at.row(t));
        tell(values[t], delta[t]);
        put(numbers[t], at.x(t), bottom + 20 + at.rows * LINE + 8);
        if (t < steps - 1) {
          const middle = (at.x(t) + at.x(t + 1)) / 2;
          set(arrows[t], "d", `M${middle + Math.min(12, at.step * 0.2)},${bottom + 0.5}H${middle - Math.min(12, at.step * 0.2)}m5,-3.5l-5,3.5l5,3.5`);
          put(factors[t], middle, TOP - 1 + (decades[t] > 0 ? HIGH - 4 : 8));
          tell(factors[t], passes.factors[t]);
          for (const part of [arrows[t], factors[t]]) part.classList.toggle("nn-dim", t < from);
        }
        for (const part of [bars[t], values[t]]) part.classList.toggle("nn-dim", t < from);
      }
      put(step, at.left - 5, bottom + 20 + at.rows * LINE + 8);
      put(note, at.x(steps), TOP + HIGH / 2 + 4);
      write(note, at.step < 50 ? "" : "← from ŷ");
      set(frame.root, "aria-label", `The errors: ${shown(delta[steps - 1])} at the last step, ${shown(delta[0])} at the first, on a logarithmic scale`);
    },
  };
}

/** How many times as large, as a power of ten. */
function times(/** @type {number} */ power) {
  if (power === 0) return "×1";
  const size = Math.abs(power);
  const raised = size === 1 ? "10" : `10${[...String(size)].map((digit) => RAISED[Number(digit)]).join("")}`;
  return `${power > 0 ? "×" : "÷"}${raised}`;
}
