// The playground in words: its sentence, its table, and the nnlib code that gives the numbers on the screen.
import { alike } from "../shared/core/symmetry.ts";
import { python, pythonList, shown, worked } from "../shared/view/numbers.ts";
import { namesOf } from "./names.ts";
import type { trainingRun } from "../shared/core/training.ts";
import type { Past } from "./state.ts";

const ROWS = 100; // of the table

export type Run = ReturnType<typeof trainingRun>;


/** Where the present run comes from, and how to go back there; nothing where no run led to it. */
export function origin(past: Past[]) {
  const from = past.at(-1);
  if (!from) return "";
  const [at, end] = [from.before + from.steps, from.before + from.all];
  return end > at ? `This run left another at step ${at}; that one went on to step ${end}.` : `This run goes on from another, which ended at step ${at}.`;
}

/** What the network does now, and what stands out. */
export function sentence(run: Run, step: number, past: Past[]) {
  const { settings, trace } = run;
  const { sizes, train, test, before, rate } = settings;
  const steps = before + step;
  const when = steps === 0 ? "At the start" : `After ${steps} step${steps === 1 ? "" : "s"}`;
  const of = (n: number, what: string) => `${n} ${what} example${n === 1 ? "" : "s"}`;
  const first = `${when} the cost is ${shown(trace.cost[step])} on ${of(train.N, "training")}, with ${shown(100 * trace.accuracy[step])} % in the right class`;
  const second = test.N ? `, and ${shown(trace.test[step])} on ${of(test.N, "test")}, with ${shown(100 * trace.testAccuracy[step])} %.` : ". No example is held back for the test yet.";
  const fork = step === 0 && past.length ? ` ${origin(past)} Run before goes back to it.` : "";
  return first + second + note() + fork;

  function note() {
    if (run.divergedAt > 0 && step === run.steps) {
      return ` Diverged at step ${before + run.divergedAt}: the learning rate ${worked(rate)} is too high for this slope; the last finite parameters are kept; press Rewind, and try ${worked(rate / 2)} or less.`;
    }
    for (let l = 1; l < sizes.length - 1; l++) {
      const groups = alike(sizes, run.theta, l);
      if (!groups.length) continue;
      const units = groups[0].map((j) => j + 1);
      const which = units.length === sizes[l] ? `All units of hidden layer ${l}` : `Units ${units.slice(0, -1).join(", ")} and ${units.at(-1)} of hidden layer ${l}`;
      return ` ${which} are alike: they get the same gradient, so training never parts them.`;
    }
    if (step > 20 && trace.cost[step] > 1.05 * trace.cost[0] && trace.cost[step] > trace.cost[step - 10]) return ` The cost has risen since the start of this run: try a learning rate below ${worked(rate)}.`;
    const gap = trace.test[step] - trace.test[run.lowest];
    if (test.N && run.lowest < step && gap > 0.1 * trace.test[run.lowest] + 0.02) {
      return ` The test cost was lowest after step ${before + run.lowest}, at ${shown(trace.test[run.lowest])}: since then the network learns its examples by heart.`;
    }
    return "";
  }
}

/** Theta by name; then the costs and accuracies from the start, through earlier runs, to now, not each where there are many. */
export function table(run: Run, step: number, past: Past[]) {
  const all = past.reduce((sum, leg) => sum + leg.steps, step);
  const every = Math.max(1, Math.ceil(all / ROWS));
  const number = (x: number) => (Number.isNaN(x) ? "" : x);
  const rows: (string | number)[][] = namesOf(run.settings.sizes).map(({ name }, p) => [name, run.theta[p], "", "", "", ""]);
  const row = ({ settings, trace }: Run, s: number) =>
    rows.push([`step ${settings.before + s}`, "", trace.cost[s], 100 * trace.accuracy[s], number(trace.test[s]), number(100 * trace.testAccuracy[s])]);
  for (const leg of past) for (let s = 0; s < Math.min(leg.steps, leg.run.steps); s += every) row(leg.run, s);
  for (let s = 0; s < step; s += every) row(run, s);
  row(run, step);
  return { caption: "Every weight and bias now, then the training, step by step", columns: ["what", "value", "training cost", "training accuracy, %", "test cost", "test accuracy, %"], rows };
}

/** The present network and its examples as Python. */
export function code(run: Run) {
  const { sizes, activations, cost, penalties, train, test } = run.settings;
  const pairs = (X: Float64Array) => `[${Array.from({ length: X.length / 2 }, (_, i) => `[${python(X[2 * i])}, ${python(X[2 * i + 1])}]`).join(", ")}]`;
  const column = (Y: Float64Array) => `[${Array.from(Y, (y) => `[${python(y)}]`).join(", ")}]`;
  const price = [`nn.${cost}`, ...(penalties.l1 ? [`nn.l1(${python(penalties.l1)})`] : []), ...(penalties.l2 ? [`nn.l2(${python(penalties.l2)})`] : [])].join(" + ");
  const measure = (part: string) => `net.cost(X${part}, Y${part}, cost=cost), 100 * nn.accuracy(net, X${part}, Y${part})`;
  return [
    "import nnlib as nn",
    `X, Y = ${pairs(train.X)}, ${column(train.Y)}`,
    ...(test.N ? [`X_test, Y_test = ${pairs(test.X)}, ${column(test.Y)}`] : []),
    `net = nn.Network([${sizes.join(", ")}], [${activations.map((name) => `"${name}"`).join(", ")}], theta=${pythonList(run.theta)})`,
    `cost = ${price}`,
    `print(${measure("")}${test.N ? `, ${measure("_test")}` : ""})`,
  ].join("\n");
}
