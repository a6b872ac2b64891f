// The playground's state: what a link may hold, and the run of training that the traits describe, one for each model.
import { count } from "../core/network.js";
import { DRAWN, drawn, initial, part } from "../core/samples.js";
import { training } from "../core/training.js";
import { is, numbersOf, tableOf } from "../view/traits.js";

export const SHAPES = ["blobs", "xor", "rings", "moons", "spiral"]; // in the order of the trait `shapes`
export const NOISE = /** @type {Record<string, number>} */ ({ blobs: 0.2, xor: 0.15, rings: 0.08, moons: 0.07, spiral: 0.02 });
export const MOST_STEPS = 10_000;
export const MOST_UNITS = 6;
export const MOST_LAYERS = 3;
export const MOST_OWN = 360; // points of the reader's: so many fit into a link
export const MOST_EARLIER = 6; // runs that are kept of those that led to the present one
const LARGEST = 1e4; // weights in a link: beyond it nothing in the plane is left to learn
const SEEDS = 2 ** 31 - 1;

/** @typedef {import("../core/training.js").Course} Course */
/** @typedef {(name: string) => any} Get */

const few = (/** @type {number} */ most, /** @type {string} */ what) => (/** @type {any} */ x) =>
  Array.isArray(x) && x.length <= most && x.every((value) => typeof value === "number" && Math.abs(value) <= LARGEST) ? "" : what;

/** What may be another one in a run before: all else starts a run that none led to. */
const FORKED = {
  dataset: is.oneOf([...SHAPES, "own"]),
  own: few(3 * MOST_OWN, `at most ${MOST_OWN} points, three numbers each`),
  cost: is.oneOf(["cross_entropy", "mse"]),
  optimizer: is.oneOf(["sgd", "momentum", "adam"]),
  learning_rate: is.positive,
  batch: is.whole(0, DRAWN),
  l1: is.number(0, LARGEST),
  l2: is.number(0, LARGEST),
  start: few(200, "as many numbers as the network has weights and biases, none beyond 10000"),
  before: is.whole(0, SEEDS),
};
const LEFT = /** @type {Record<string, (x: any) => string>} */ ({ ...FORKED, steps: is.whole(1, MOST_STEPS) });
const isRun = (/** @type {any} */ run) =>
  run !== null && typeof run === "object" && !Array.isArray(run) && "steps" in run && Object.entries(run).every(([name, value]) => Object.hasOwn(LEFT, name) && !LEFT[name](value));

export const CHECKS = {
  ...FORKED,
  noise: is.number(0, 1),
  examples: is.whole(6, DRAWN),
  data_seed: is.whole(0, SEEDS),
  hidden: (/** @type {any} */ x) =>
    Array.isArray(x) && x.length >= 1 && x.length <= MOST_LAYERS && x.every((units) => Number.isInteger(units) && units >= 1 && units <= MOST_UNITS)
      ? "" : `1 to ${MOST_LAYERS} whole numbers from 1 to ${MOST_UNITS}`,
  activation: is.oneOf(["tanh", "sigmoid", "relu", "identity"]),
  init: is.oneOf(["zeros", "xavier", "he"]),
  seed: is.whole(0, SEEDS),
  steps: is.whole(0, MOST_STEPS),
  pace: is.whole(0, 200),
  picked: is.whole(0, 200),
  axes: (/** @type {any} */ x) =>
    Array.isArray(x) && x.length === 2 && x.every((place) => Number.isInteger(place) && place >= 0 && place < 200) && x[0] !== x[1] ? "" : "two different whole numbers",
  earlier: (/** @type {any} */ x) =>
    Array.isArray(x) && x.length <= MOST_EARLIER && x.every(isRun) ? "" : `at most ${MOST_EARLIER} runs, each with its steps and what was other in it`,
  inside: is.flag,
};

/** What makes another run, besides `shapes`; `pace`, `picked`, `axes` and `inside` only show it differently. */
const MAKES = /** @type {const} */ (["dataset", "own", "noise", "examples", "data_seed", "hidden", "activation", "cost", "optimizer", "learning_rate", "batch", "l1", "l2", "init", "seed", "start", "before"]);
/** @typedef {Record<typeof MAKES[number], any>} Settings tables as lists of numbers */

/** Why a state that has the right kinds of values is none; nothing where it is one. */
export function refuse(/** @type {any} */ { dataset, own, hidden, start, picked, axes, earlier, before }) {
  const P = count([2, ...hidden, 1]);
  if (start.length && start.length !== P) return `start must have ${P} numbers for these layers`;
  if (Math.max(picked, ...axes) >= P) return `picked and axes must be below ${P} for these layers`;
  if (dataset === "own" && !own.length) return "there must be points of your own to train on";
  let [after, data] = [before, { dataset, own }];
  for (const run of [{ own }, ...[...earlier].reverse()]) {
    data = { ...data, ...run };
    if (data.own.length % 3) return "own must have three numbers for each point";
    if (data.own.some((/** @type {number} */ value, /** @type {number} */ i) => i % 3 === 2 && value !== 0 && value !== 1)) return "the class of a point must be 0 or 1";
    if (data.dataset === "own" && !data.own.length) return "each run must have points to train on";
    if (run.start?.length && run.start.length !== P) return `a run before must start from ${P} numbers, as these layers have`;
    const left = after - (run.before ?? after);
    if (left < 0 || left > (run.steps ?? 0)) return "a run before must be left at a step that it has taken";
    after -= left;
  }
  return "";
}

export const sizesOf = (/** @type {Get} */ get) => [2, ...get("hidden"), 1];

/** The settings that make a run, as plain values. */
const settingsOf = (/** @type {Get} */ get) =>
  /** @type {Settings} */ (Object.fromEntries(MAKES.map((name) => [name, name === "own" || name === "start" ? [...numbersOf(get(name))] : get(name)])));

/** A run of training and its examples, as rows of x1, x2, class: of the shape that is chosen, or the reader's own. */
function made(/** @type {Settings} */ of, /** @type {Float64Array} */ shapes) {
  const sizes = [2, ...of.hidden, 1];
  const rows = of.dataset === "own" ? Float64Array.from(of.own) : drawn(shapes, SHAPES.indexOf(of.dataset), of.examples, of.noise, of.data_seed);
  /** @type {Course} */
  const course = {
    sizes,
    activations: [...of.hidden.map(() => of.activation), "sigmoid"],
    cost: of.cost,
    penalties: { l1: of.l1, l2: of.l2 },
    optimizer: of.optimizer,
    rate: of.learning_rate,
    batch: of.batch,
    seed: of.seed,
    before: of.before,
    start: of.start.length ? Float64Array.from(of.start) : initial(sizes, of.init, of.seed),
    train: part(rows, false),
    test: part(rows, true),
  };
  return { run: training(course, MOST_STEPS), rows };
}

/**
 * A run that was left: the step that it began at, how many steps of it led on, and how many it had taken in all.
 * @typedef {{ run: ReturnType<typeof training>, before: number, steps: number, all: number }} Past
 * @typedef {{ of: any[], run: ReturnType<typeof training>, rows: Float64Array, version: number, past: Past[], made: Map<string, ReturnType<typeof made>> }} Known
 * @type {WeakMap<any, Known>}
 */
const runs = new WeakMap();

/** A model's run, made anew where the traits ask for another, and those that led to it; all views of the model share them. */
export function runOf(/** @type {any} */ model, /** @type {Get} */ get) {
  const of = ["shapes", "earlier", ...MAKES].map(get);
  const known = runs.get(model);
  if (known && of.every((value, i) => value === known.of[i])) return known;
  const shapes = numbersOf(of[0]);
  const before = known && known.of[0] === of[0] ? known.made : new Map();
  const kept = new Map(); // what nobody needs any more is let go
  const take = (/** @type {Settings} */ settings, again = "") => {
    const key = JSON.stringify(settings) + again;
    const found = kept.get(key) ?? before.get(key) ?? made(settings, shapes);
    kept.set(key, found);
    return found;
  };
  let settings = settingsOf(get);
  const present = JSON.stringify(settings);
  const { run, rows } = take(settings);
  /** @type {Past[]} */
  const past = [];
  for (const { steps: all, ...other } of [...get("earlier")].reverse()) {
    const { before: end } = settings;
    settings = { ...settings, ...other };
    const same = JSON.stringify(settings) === present; // the same once more: it is at another step
    past.unshift({ run: take(settings, same ? " again" : "").run, before: settings.before, steps: end - settings.before, all });
  }
  const found = { of, run, rows, past, version: known && known.run === run ? known.version : (known?.version ?? 0) + 1, made: kept };
  runs.set(model, found);
  return found;
}

/** Walk on with the runs that led here, as long as there is time; answers whether all have come as far as they had. */
export function retrace(/** @type {Past[]} */ past, /** @type {() => boolean} */ late) {
  const short = past.filter(({ run, all }) => run.steps < all && run.divergedAt < 0);
  return short.every(({ run, all }) => run.reach(all, late) >= all || run.divergedAt >= 0);
}

/** `earlier` as it is when the present run, so many steps long, is left for one with these values. */
export function leaving(/** @type {Get} */ get, /** @type {number} */ steps, /** @type {Record<string, any>} */ values) {
  if (!steps) return get("earlier"); // nothing is left behind
  const [now, then] = [settingsOf(get), settingsOf((name) => values[name] ?? get(name))];
  const other = Object.fromEntries(MAKES.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name])).map((name) => [name, now[name]]));
  return [...get("earlier"), { ...other, steps }].slice(-MOST_EARLIER);
}

/** The values that make the last of the earlier runs the present one again, as far as it had come. */
export function returning(/** @type {Get} */ get) {
  const { own, start, ...other } = get("earlier").at(-1);
  const tables = { ...(own ? { own: tableOf(Float64Array.from(own), 3) } : {}), ...(start ? { start: tableOf(Float64Array.from(start)) } : {}) };
  return { ...other, ...tables, earlier: get("earlier").slice(0, -1) };
}
