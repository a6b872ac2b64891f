// The chain of Unrolled: each step's input and both weights on their connections, to be dragged up and down, and the one unit drawn once for every step.
import { handle } from "../shared/view/controls.ts";
import { set, svg, write } from "../shared/view/dom.ts";
import { edgeWidth, index, moveTo, tellHandle } from "../shared/view/drawing.ts";
import { dragged, shown, tell, worked } from "../shared/view/numbers.ts";
import { columns, eachOf, LINE, only, panel, showFitting } from "./columns.ts";

const [HIGH, WIDE_HIGH] = [88, 52]; // pixels from one end of an input's range to the other; where it is wide, the whole picture is to be seen
const WIDE = 620;
const RADIUS = 19;
const HANG = 28; // pixels that the recurrent weight's grip hangs below its arrow, which it would hide
const FULL = 110; // pixels that drag a weight through half its range

/** @param options steps: as many as there can be; what is dragged goes from minus its reach to that */
export function chain({ steps, signal, reach: { x: most, weights: reach }, onInput, onWeight, onEnd }: { steps: number, signal: AbortSignal, reach: { x: number, weights: number }, onInput: (t: number, x: number) => void,
    onWeight: (name: "w_x" | "w_h", value: number) => void, onEnd: () => void }) {
  const each = eachOf(steps);
  const frame = panel("Inputs and the unit at every step", "input x", "input");
  const zero = svg("path", { class: "nn-zero" });
  const stems = each(() => svg("path", { class: "nn-stem" }));
  const values = each((t) => svg("text", { class: "nn-input-value nn-number", "text-anchor": "middle", "data-name": `x${t + 1}` }));
  const downs = each(() => svg("path", { class: "nn-edge" }));
  const links = each(() => svg("path", { class: "nn-edge nn-on" }));
  const cells = each(() => svg("circle", { r: RADIUS, class: "nn-cell" }));
  const names = each((t) => svg("text", { class: "nn-cell-name", "text-anchor": "middle" }, `h${index(t + 1)}`));
  const start = svg("text", { class: "nn-small", "text-anchor": "middle" }, "0");
  const out = svg("path", { class: "nn-edge nn-to-output" });
  const output = svg("g", {}, svg("circle", { r: RADIUS, class: "nn-cell nn-output-cell" }), svg("text", { class: "nn-cell-name nn-output-name", "text-anchor": "middle", y: 5 }, "ŷ"));
  const [wx, wh] = [svg("text", { class: "nn-weight-value", "text-anchor": "end" }), svg("text", { class: "nn-weight-value" })];
  const string = svg("path", { class: "nn-edge", "stroke-width": 1.4 }); // from the arrow to its grip
  let now: ArrayLike<number> = [];
  let top = 0; // of the inputs' range, in pixels
  let high = HIGH;
  const clamp = (x: number) => dragged(Math.max(-most, Math.min(most, x)), [-most, most]);
  const grips = each((t) => {
    const group = svg("g", { "data-handle": `x${t + 1}` }, svg("rect", { x: -22, y: -22, width: 44, height: 44, class: "nn-touch" }), svg("circle", { r: 7.5, class: "nn-input-grip nn-grip" }));
    handle(group, {
      name: `Input of step ${t + 1}`,
      signal,
      area: frame.root,
      onMove: (_, y) => onInput(t, clamp(most - ((y - top) / high) * 2 * most)),
      onNudge: (dx, dy, large) => onInput(t, clamp(now[t] + (dx || dy) * 2 * most * (large ? 0.1 : 0.01))),
      onEdge: (end) => onInput(t, end === "Home" ? -most : most),
      onEnd,
    });
    return group;
  });
  const weights = {
    w_x: onConnection("w_x", "Input weight, on its connection"),
    w_h: onConnection("w_h", "Recurrent weight, on its connection"),
  };
  /** A weight's grip, on the first connection that carries it: dragged up the weight grows. */
  function onConnection(name: "w_x" | "w_h", label: string) {
    const group = svg("g", { "data-handle": name }, svg("rect", { x: -22, y: -22, width: 44, height: 44, class: "nn-touch" }), svg("circle", { r: 6, class: "nn-weight-grip nn-grip" }));
    const own = { group, value: 0, y: 0 };
    let taken = 0; // the weight when it was taken hold of
    const give = (value: number) => onWeight(name, dragged(Math.max(-reach, Math.min(reach, value)), [-reach, reach]));
    group.addEventListener("pointerdown", () => void (taken = own.value), { signal });
    handle(group, {
      name: label, signal, onEnd,
      area: frame.root,
      onMove: (_, y) => give(taken + ((own.y - y) / FULL) * reach),
      onNudge: (dx, dy, large) => give(own.value + (dx || dy) * 2 * reach * (large ? 0.1 : 0.01)),
      onEdge: (end) => give(end === "Home" ? -reach : reach),
    });
    return own;
  }
  /** Put a weight's grip onto its connection, and tell its value to whoever does not see it. */
  const hold = (own: { group: SVGGElement, value: number, y: number }, x: number, y: number, value: number) => {
    Object.assign(own, { value, y });
    moveTo(own.group, x, y);
    tellHandle(own.group, value, [-reach, reach], shown(value));
  };
  frame.root.append(zero, ...downs, string, ...links, out, ...stems, ...cells, ...names, start, output, ...values, wx, wh, weights.w_x.group, weights.w_h.group, ...grips);

  return {
    element: frame.root,
    /** Draw the chain; `stage` says how far the state is carried while it plays: so many cells are lit. */
    draw(width: number, { x, w_x, w_h }: { x: number[], w_x: number, w_h: number }, lit: number) {
      now = x;
      const steps = x.length;
      const at = columns(width, steps);
      top = LINE + 14;
      high = width < WIDE ? HIGH : WIDE_HIGH;
      const y = (value: number) => top + (high * (most - Math.max(-most, Math.min(most, value)))) / (2 * most);
      const floor = top + high + 12;
      const middle = floor + 24 + RADIUS;
      frame.size(width, middle + HANG + 12, top + high / 2);
      set(zero, "d", `M${at.left},${y(0)}H${at.x(steps - 1) + at.step / 2}`);
      for (const parts of [stems, values, downs, links, cells, names, grips]) only(parts, steps);
      const radius = Math.max(10, Math.min(RADIUS, at.step * 0.28)); // with room for a weight's grip between two
      for (let t = 0; t < steps; t++) {
        const cx = at.x(t);
        set(stems[t], "d", `M${cx},${y(0)}V${y(x[t])}`);
        moveTo(grips[t], cx, y(x[t]));
        moveTo(values[t], cx, 12);
        tell(values[t], x[t]);
        set(downs[t], "d", `M${cx},${Math.max(y(0), y(x[t]) + 10)}V${middle - radius - 1}m-4,-6l4,6l4,-6`);
        set(downs[t], "stroke-width", edgeWidth(w_x));
        const from = t ? at.x(t - 1) + radius : cx - at.step / 2 + 6;
        set(links[t], "d", `M${from},${middle}H${cx - radius - 1}m-6,-4l6,4l-6,4`);
        set(links[t], "stroke-width", edgeWidth(w_h));
        moveTo(cells[t], cx, middle);
        set(cells[t], "r", radius);
        moveTo(names[t], cx, middle + 5);
        for (const part of [cells[t], names[t], downs[t], links[t]]) part.classList.toggle("nn-dim", t >= lit);
        tellHandle(grips[t], x[t], [-most, most], `step ${t + 1}, input ${shown(x[t])}`);
      }
      showFitting(values.slice(0, steps), at.step);
      moveTo(start, at.x(0) - at.step / 2 - 4, middle + 4);
      const end = at.x(steps);
      set(out, "d", `M${at.x(steps - 1) + radius},${middle}H${end - radius - 1}m-6,-4l6,4l-6,4`);
      moveTo(output, end, middle);
      set(output.firstChild as Element, "r", radius);
      for (const part of [out, output]) part.classList.toggle("nn-dim", lit < steps);
      moveTo(wx, at.x(0) - 15, floor + 7);
      write(wx, `× ${worked(w_x)}`);
      hold(weights.w_x, at.x(0), floor + 3, w_x);
      const between = (at.x(0) + at.x(1)) / 2;
      set(string, "d", `M${between},${middle}v${HANG}`);
      hold(weights.w_h, between, middle + HANG, w_h);
      moveTo(wh, between + 14, middle + HANG + 4);
      write(wh, `× ${worked(w_h)}`);
    },
  };
}
