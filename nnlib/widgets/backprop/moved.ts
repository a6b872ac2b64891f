// What Backprop lets a hand move: the picked weight or bias, and an input and a target of the example in the diagram.
import { activation } from "../shared/core/activations.ts";
import { finiteAt } from "../shared/core/network.ts";
import { targetMoved } from "../shared/core/targets.ts";
import { slider } from "../shared/view/controls.ts";
import { dragged, roundUp } from "../shared/view/numbers.ts";
import { numbersOf, tableOf } from "../shared/view/tables.ts";
import type { Problem } from "../shared/core/network.ts";
import type { parameters } from "../shared/view/parameters.ts";
import type { Ui } from "../shared/view/shell.ts";

const FULL = 150; // pixels that drag an input through half its range

/** @param options theta is the present one, after the updates made; end stops what plays */
export function moved({ ui, names, unit, theta, problem, end }: { ui: Ui, names: ReturnType<typeof parameters>, unit: (l: number, j: number) => string,
    theta: () => ArrayLike<number>, problem: () => Problem, end: () => void }) {
  const { signal, get, change, commit } = ui;
  const sizes: number[] = get("sizes");
  const last = sizes.length - 1;
  const shares = () => get("cost") === "cross_entropy" && activation(get("activations")[last - 1]).joint === true;
  const largest = (values: ArrayLike<number>) => Math.max(1, ...Array.from(values, Math.abs));
  const reach = { theta: roundUp(2 * largest(get("theta"))), x: roundUp(2 * largest(numbersOf(get("X")))) };
  const targets = get("cost") === "cross_entropy" ? [0, 1] : [-1, 1].map((sign) => sign * roundUp(1.5 * largest(numbersOf(get("Y")))));

  /** Take other numbers where their cost is a number, as their first pass starts anew; else say so, and leave the old ones. */
  const take = (values: { theta?: number[], X?: Float64Array, Y?: Float64Array }) => {
    end();
    const well = finiteAt({ ...problem(), ...(values.X && { X: values.X }), ...(values.Y && { Y: values.Y }) }, values.theta ?? get("theta"));
    ui.warn(well ? "" : "With that number the cost overflows, so the old one stays.");
    if (!well) return ui.request();
    const tables = { ...(values.X ? { X: tableOf(values.X, sizes[0]) } : {}), ...(values.Y ? { Y: tableOf(values.Y, sizes[last]) } : {}) };
    change({ ...tables, ...(values.theta ? { theta: values.theta, steps: 0 } : {}) });
  };
  const at = (n: number, j: number) => get("example") * n + j;
  const setX = (x: number) => {
    const X = problem().X.slice();
    X[at(sizes[0], get("input"))] = x;
    take({ X });
  };
  const setY = (y: number) => take({ Y: targetMoved(problem().Y, sizes[last], get("example"), get("output"), y, shares()) });
  const setTheta = (value: number) => take({ theta: Array.from(theta(), (old, p) => (p === get("pick") ? value : old)) });

  const own = { signal, onChange: commit };
  const allowed = (y: number) => ui.range("Y").allowed(y) && (get("cost") !== "cross_entropy" || (y >= 0 && y <= 1));
  const sliders = {
    theta: slider({ ...own, name: "Picked parameter", caption: "", symbol: "θ", colour: "weight", ...ui.range("theta"), low: -reach.theta, high: reach.theta, onInput: setTheta }),
    x: slider({ ...own, name: "Input", caption: "", symbol: "x", colour: "input", ...ui.range("X"), low: -reach.x, high: reach.x, onInput: setX }),
    y: slider({ ...own, name: "Target", caption: "", symbol: "y", colour: "output", low: targets[0], high: targets[1], allowed, onInput: setY }),
  };
  let grip = 0; // what a dragged input was

  return {
    elements: [sliders.theta.element, sliders.x.element, sliders.y.element],
    /** Inputs of the diagram are dragged up and down. */
    drag: {
      can: (item: number[]) => item.length === 2 && item[0] === 0,
      start: (item: number[]) => {
        change({ input: item[1] });
        grip = problem().X[at(sizes[0], item[1])];
      },
      move: (_: number[], up: number) => setX(Math.min(reach.x, Math.max(-reach.x, dragged(grip + (up / FULL) * reach.x, [-reach.x, reach.x])))),
      end: commit,
    },
    /** Let the sliders move what is picked in the diagram: an input, or an output's target. */
    hold([l, j, k]: number[]) {
      if (k !== undefined) return;
      if (l === 0) change({ input: j });
      if (l === last) change({ output: j });
    },
    show() {
      const { X, Y } = problem();
      sliders.theta.show(theta()[get("pick")]);
      sliders.theta.mark(NaN, `${names.symbol(get("pick"))}: ${names.short(get("pick"))}`);
      sliders.x.show(X[at(sizes[0], get("input"))]);
      sliders.x.mark(NaN, `${unit(0, get("input"))}${sizes[0] > 1 ? " (pick others above)" : ""}`);
      sliders.y.show(Y[at(sizes[last], get("output"))]);
      sliders.y.mark(NaN, `target of ${unit(last, get("output"))}${sizes[last] > 1 ? " (pick others above)" : ""}`);
    },
  };
}

/** Why targets do not suit the cost; nothing where they do. */
export function wrongTargets(Y: number[], model: { get: (name: string) => any }) {
  if (model.get("cost") !== "cross_entropy") return "";
  if (Y.some((y) => y < 0 || y > 1)) return "Y must be numbers from 0 to 1";
  const [N, n] = model.get("Y").shape;
  const sum = (row: number) => Y.slice(row * n, (row + 1) * n).reduce((total, y) => total + y, 0);
  const { joint } = activation(model.get("activations").at(-1));
  return joint && Array.from({ length: N }, (_, row) => sum(row)).some((total) => Math.abs(total - 1) > 1e-4) ? "Y must be targets that add up to 1" : "";
}
