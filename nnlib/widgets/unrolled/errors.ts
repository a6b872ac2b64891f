// The errors of Unrolled on their way back: a bar for each step at its true size; or, on a logarithmic scale, up where the
// last step's error has grown and down where it has shrunk.
import { set, svg, write } from "../shared/view/dom.ts";
import { moveTo } from "../shared/view/drawing.ts";
import { powerOfTen, roundUp, shown, tell, worked } from "../shared/view/numbers.ts";
import { columns, eachOf, LINE, only, panel, STEPS } from "./columns.ts";

const HIGH = 120;
const TOP = 12;
const REACHES = [2, 3, 6, 9, 12, 24, 48, 96, 192, 384]; // powers of ten that the scale may reach, up and down

/** @param steps as many as there can be */
export function errors(steps: number) {
  const each = eachOf(steps);
  const frame = panel("The error at every step", "error δ", "error");
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
    /**
     * Draw it: the errors themselves, or with `decades` how many powers of ten each is above the last one; `from` is the
     * earliest step that the error has reached while it plays.
     */
    draw(width: number, passes: { delta: Float64Array, factors: Float64Array }, decades: number[] | null, from: number) {
      const { delta } = passes;
      const steps = delta.length;
      const at = columns(width, steps);
      const bottom = TOP + HIGH;
      frame.size(width, bottom + 22 + at.rows * LINE + 16, TOP + HIGH / 2);
      const drawn = decades ?? Array.from(delta);
      const most = Math.max(...drawn.filter(Number.isFinite).map(Math.abs), 0);
      const reach = decades ? (REACHES.find((power) => power >= most) ?? 384) : roundUp(most, STEPS);
      const y = (value: number) => TOP + (HIGH * (1 - Math.max(-1, Math.min(1, value / reach)))) / 2;
      const count = !decades || reach === 2 ? 5 : 7;
      let d = "";
      for (const [i, tick] of ticks.entries()) {
        const value = reach - (2 * reach * i) / (count - 1);
        set(tick, "display", i < count ? false : "none");
        moveTo(tick, at.left - 5, y(value) + 4);
        write(tick, decades ? times(Math.round(value)) : worked(value, 2));
        if (i < count && value) d += `M${at.left},${y(value)}H${at.x(steps - 1) + at.step / 2}`;
      }
      set(lines, "d", d);
      set(level, "d", `M${at.left},${y(0)}H${at.x(steps - 1) + at.step / 2}`);
      for (const parts of [bars, values, numbers]) only(parts, steps);
      only(arrows, steps - 1);
      only(factors, at.step < 50 ? 0 : steps - 1);
      const wide = Math.min(26, at.step * 0.55);
      for (let t = 0; t < steps; t++) {
        const to = Number.isNaN(drawn[t]) ? y(0) : y(drawn[t]);
        const least = decades ? 3 : 0.5; // pixels: on the logarithmic scale even the last error, ×1, is a bar
        for (const [key, value] of Object.entries({ x: at.x(t) - wide / 2, y: Math.min(y(0), to) - least / 2, width: wide, height: Math.abs(to - y(0)) + least })) set(bars[t], key, value.toFixed(1));
        moveTo(values[t], at.x(t), bottom + 16 + at.row(t));
        tell(values[t], delta[t]);
        moveTo(numbers[t], at.x(t), bottom + 20 + at.rows * LINE + 8);
        if (t < steps - 1) {
          const middle = (at.x(t) + at.x(t + 1)) / 2;
          set(arrows[t], "d", `M${middle + Math.min(12, at.step * 0.2)},${bottom + 0.5}H${middle - Math.min(12, at.step * 0.2)}m5,-3.5l-5,3.5l5,3.5`);
          moveTo(factors[t], middle, TOP - 1 + (drawn[t] + drawn[t + 1] > 0 ? HIGH - 4 : 8));
          tell(factors[t], passes.factors[t]);
          for (const part of [arrows[t], factors[t]]) part.classList.toggle("nn-dim", t < from);
        }
        for (const part of [bars[t], values[t]]) part.classList.toggle("nn-dim", t < from);
      }
      moveTo(step, at.left - 5, bottom + 20 + at.rows * LINE + 8);
      moveTo(note, at.x(steps), TOP + HIGH / 2 + 4);
      write(note, at.step < 50 ? "" : "← from ŷ");
      set(frame.root, "aria-label", `The errors: ${shown(delta[steps - 1])} at the last step, ${shown(delta[0])} at the first${decades ? ", on a logarithmic scale" : ""}`);
    },
  };
}

/** How many times as large, as a power of ten. */
function times(power: number) {
  if (power === 0) return "×1";
  const size = Math.abs(power);
  return `${power > 0 ? "×" : "÷"}${size === 1 ? "10" : powerOfTen(size)}`;
}
