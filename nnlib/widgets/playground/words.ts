// The playground in words: its sentence, its table, and the nnlib code that gives the numbers on the screen.
import { alike } from "../shared/core/symmetry.ts";
import { python, pythonList, said, shown, worked } from "../shared/view/numbers.ts";
import { hiddenName, namesOf } from "./names.ts";
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

/** What the network does now, and what stands out, with what to try. */
export function sentence(run: Run, step: number, past: Past[]) {
  const { trace, settings: { train, test, before } } = run;
  const steps = before + step;
  const when = steps === 0 ? "At the start" : `After ${steps} step${steps === 1 ? "" : "s"}`;
  const part = (cost: number, n: number, what: string, right: number) => `${said(shown(cost))} on ${n} ${what} example${n === 1 ? "" : "s"}, ${shown(100 * right)} % right`;
  const first = `${when} the cost is ${part(trace.cost[step], train.N, "training", trace.accuracy[step])}`;
  const second = test.N ? `, and ${part(trace.test[step], test.N, "test", trace.testAccuracy[step])}.` : ". No example is held back for the test yet.";
  const fork = step === 0 && past.length ? `${origin(past)} Run before goes back to it.` : "";
  return [first + second, note(run, step), fork].filter(Boolean).join(" ");
}

/** The first thing that is wrong with the run at this step, which is where its theta is, and what can be done; "" where all is well. */
function note(run: Run, step: number) {
  const { trace, settings: { sizes, activations, rate, before, test } } = run;
  if (run.divergedAt > 0 && step === run.steps) {
    return `Diverged at step ${before + run.divergedAt}: the learning rate ${worked(rate)} is too high for this slope; the last finite parameters are kept. Press Rewind, and try ${worked(rate / 2)} or less.`;
  }
  const { dead, grown, still } = run.examine();
  if (grown) return `The cost grew from ${said(shown(trace.cost[0]))} to ${said(shown(trace.cost[step]))}: training diverges, because the learning rate ${worked(rate)} is too high. Press Rewind, and try ${worked(rate / 2)} or less.`;
  if (dead.length) return deadNote(dead, sizes, activations);
  for (let l = 1; l < sizes.length - 1; l++) {
    const [units] = alike(sizes, run.theta, l);
    if (!units) continue;
    const which = units.length === sizes[l] ? `All units of hidden layer ${l}` : `Units ${listed(units.map((j) => String(j + 1)))} of hidden layer ${l}`;
    return `${which} are alike: they get the same gradient, so training never parts them. Choose other first weights under Settings.`;
  }
  if (step > 20 && trace.cost[step] > 1.05 * trace.cost[0] && trace.cost[step] > trace.cost[step - 10]) return `The cost has risen since the start of this run: try a learning rate below ${worked(rate)}.`;
  if (still && trace.accuracy[step] < 1) return `The cost has hardly moved for ${still} steps, and the gradient is small: a plateau, or as low as this network gets. Wait, or try New start or more units under Settings.`;
  const gap = trace.test[step] - trace.test[run.lowest];
  if (test.N && run.lowest < step && gap > 0.1 * trace.test[run.lowest] + 0.02) {
    return `The test cost was lowest after step ${before + run.lowest}, at ${said(shown(trace.test[run.lowest]))}: since then the network learns its examples by heart. Try fewer steps, more examples, or an L2 strength.`;
  }
  return "";
}

/** Which units are dead, by name, or by layer where all of a layer are: what is behind that layer learns nothing of the inputs. */
function deadNote(dead: [number, number][], sizes: number[], activations: string[]) {
  const layer = dead.map(([l]) => l).find((l) => dead.filter(([other]) => other === l).length === sizes[l]);
  const [first] = layer ? dead.filter(([l]) => l === layer) : dead;
  const all = layer ? `All ${sizes[layer]} units of hidden layer ${layer}` : `Unit${dead.length > 1 ? "s" : ""} ${listed(dead.map(([l, j]) => hiddenName(l, j)))}`;
  const many = layer ? sizes[layer] > 1 : dead.length > 1;
  const which = layer && sizes[layer] === 1 ? `The unit of hidden layer ${layer}` : all;
  const silent = activations[first[0] - 1] === "relu" ? "ReLU" : "slope";
  return `${which} ${many ? "are" : "is"} dead: ${many ? "their" : "its"} ${silent} is 0 for every training example, so no gradient reaches ${many ? "them" : "it"}. Try New start under Settings, or a lower learning rate.`;
}

/** "a", "a and b", "a, b and c". */
const listed = (names: string[]) => (names.length > 1 ? `${names.slice(0, -1).join(", ")} and ${names.at(-1)}` : names[0]);

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
