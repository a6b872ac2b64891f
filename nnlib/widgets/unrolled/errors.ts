// The errors of Unrolled on their way back: an arrow for each step with its factor; below it a bar for each step, at its true
// size, or on a logarithmic scale, where all bars grow from the bottom.
import { set, svg, write } from "../shared/view/dom.ts";
import { edgeWidth, moveTo } from "../shared/view/drawing.ts";
import { CLOSE, powerOfTen, roundUp, shown, tell } from "../shared/view/numbers.ts";
import { barWidth, cap, columns, eachOf, grow, LINE, only, panel, showFitting } from "./columns.ts";

const WAY = 30; // pixels from the top to the arrows
const TOP = 56; // and to where the bars begin, with a line for a number above the highest
const HIGH = 104;
const FACTOR = 34; // pixels between two steps that a factor takes
const NARROW = 50; // between two steps, where numbers have two digits
const NAME = 22; // half the width of the words at the last arrow's start
const TICKS = 5; // on the logarithmic scale, at most

/** @param steps as many as there can be */
export function errors(steps: number) {
  const each = eachOf(steps);
  const frame = panel("The error at every step", "error δ", "error");
  const lines = svg("path", { class: "nn-zero" });
  const level = svg("path", { class: "nn-level" });
  const ticks = Array.from({ length: TICKS }, () => svg("text", { class: "nn-small", "text-anchor": "end" }));
  const bars = each(() => svg("rect", { class: "nn-error-bar" }));
  const caps = svg("path", { class: "nn-cap", style: "stroke: var(--nn-error)" });
  const values = each((t) => svg("text", { class: "nn-error-value nn-number", "text-anchor": "middle", "data-name": `delta${t + 1}` }));
  const arrows = each(() => svg("path", { class: "nn-back" })); // into each step, from the one after it; into the last, from ŷ
  const factors = each((t) => svg("text", { class: "nn-small nn-factor", "text-anchor": "middle" }, svg("tspan", {}), svg("tspan", { "data-name": `factor${t + 1}` })));
  const numbers = each((t) => svg("text", { class: "nn-small", "text-anchor": "middle" }, String(t + 1)));
  const step = svg("text", { class: "nn-small", "text-anchor": "end" }, "step");
  const note = svg("text", { class: "nn-small", "text-anchor": "middle" });
  frame.root.append(lines, ...bars, caps, level, ...arrows, ...factors, ...values, ...ticks, ...numbers, step, note);

  return {
    element: frame.root,
    /** Draw it: the errors themselves or, where `logarithm` says so, their sizes' powers of ten; `from` is the earliest step that the error has reached while it plays. */
    draw(width: number, { delta, factors: by }: { delta: Float64Array, factors: Float64Array }, logarithm: boolean, from: number) {
      const steps = delta.length;
      const at = columns(width, steps);
      const bottom = TOP + HIGH;
      const below = bottom + LINE; // where bars grow downwards, their numbers are below them
      frame.size(width, below + 24, TOP + HIGH / 2);
      const powers = Array.from(delta, (error) => Math.log10(Math.abs(error))).filter(Number.isFinite);
      const [lowest, highest] = [Math.floor(Math.min(...powers)) - 1, Math.ceil(Math.max(...powers))]; // the smallest has a bar, too
      const least = logarithm ? 0 : -roundUp(Math.max(0, -Math.min(...delta)), CLOSE);
      const most = logarithm ? 1 : roundUp(Math.max(0, ...delta), CLOSE);
      const size = (error: number) => (!logarithm ? error : error === 0 ? 0 : (Math.log10(Math.abs(error)) - lowest) / (highest - lowest));
      const y = (value: number) => TOP + (HIGH * (most - value)) / (most - least || 1);
      const right = at.x(steps - 1) + at.step / 2;
      const every = Math.ceil((highest - lowest) / (TICKS - 1)) || 1;
      let d = "";
      for (const [i, tick] of ticks.entries()) {
        const power = lowest + i * every;
        const shows = logarithm && powers.length > 0 && power <= highest;
        set(tick, "display", shows ? false : "none");
        if (!shows) continue;
        const height = y((power - lowest) / (highest - lowest));
        moveTo(tick, at.left - 5, height + 4);
        write(tick, powerOfTen(power));
        if (i) d += `M${at.left},${height}H${right}`;
      }
      set(lines, "d", d);
      set(level, "d", `M${at.left},${y(0)}H${right}`);
      for (const parts of [bars, values, numbers, arrows]) only(parts, steps);
      only(factors, at.step < FACTOR ? 0 : steps - 1);
      const wide = barWidth(at);
      // Two digits are less than the page promises: such a number does not claim to be the exact one, which is in the table.
      const say = (text: Element, x: number) => (at.step < NARROW ? (write(text, shown(x, 2)), text.removeAttribute("data-value")) : tell(text, x));
      let ends = "";
      for (let t = 0; t < steps; t++) {
        const end = y(size(delta[t]));
        grow(bars[t], at.x(t), wide, y(0), end);
        if (t >= from && delta[t]) ends += cap(at.x(t), wide, end);
        moveTo(values[t], at.x(t), end + (end > y(0) ? 14 : -5));
        say(values[t], delta[t]);
        moveTo(numbers[t], at.x(t), below + 16);
        const [left, start] = [at.x(t) + wide / 2, at.x(t + 1) - (t < steps - 1 ? wide / 2 : at.step < 2 * FACTOR ? 8 : NAME)];
        set(arrows[t], "d", `M${start},${WAY}H${left + 1}m6,-4l-6,4l6,4`);
        set(arrows[t], "stroke-width", t < steps - 1 ? edgeWidth(by[t]) : 1.6);
        if (t < steps - 1) {
          moveTo(factors[t], (left + start) / 2, WAY - 9);
          write(factors[t].firstChild as Element, at.step < 2 * FACTOR ? "" : "× ");
          say(factors[t].lastChild as Element, by[t]);
        }
        for (const part of [bars[t], values[t], arrows[t], factors[t]]) part.classList.toggle("nn-dim", t < from);
      }
      set(caps, "d", ends);
      showFitting(values.slice(0, steps), at.step);
      showFitting(factors.slice(0, steps - 1), at.step);
      moveTo(step, at.left - 5, below + 16);
      moveTo(note, at.x(steps), WAY + 4);
      note.classList.toggle("nn-dim", from >= steps);
      write(note, at.step < 2 * FACTOR ? "ŷ" : "from ŷ");
      set(frame.root, "aria-label", `The errors: ${shown(delta[steps - 1])} at the last step, ${shown(delta[0])} at the first${logarithm ? ", on a logarithmic scale" : ""}`);
    },
  };
}
