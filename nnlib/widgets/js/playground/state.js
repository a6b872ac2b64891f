// The playground's state: what a link may hold, and the run of training that the traits describe, one for each model.
import { count } from "../core/network.js";
import { DRAWN, drawn, initial, part } from "../core/samples.js";
import { training } from "../core/training.js";
import { is, numbersOf } from "../view/traits.js";

export const SHAPES = ["blobs", "xor", "rings", "moons", "spiral"]; // in the order of the trait `shapes`
export const NOISE = /** @type {Record<string, number>} */ ({ blobs: 0.2, xor: 0.15, rings: 0.08, moons: 0.07, spiral: 0.02 });
export const MOST_STEPS = 10_000;
export const MOST_UNITS = 6;
export const MOST_LAYERS = 3;
export const MOST_OWN = 360; // points of the reader's: so many fit into a link
const LARGEST = 1e4; // weights in a link: beyond it nothing in the plane is left to learn
const SEEDS = 2 ** 31 - 1;

/** @typedef {import("../core/training.js").Course} Course */
/** @typedef {(name: string) => any} Get */

const few = (/** @type {number} */ most, /** @type {string} */ what) => (/** @type {any} */ x) =>
  Array.isArray(x) && x.length <= most && x.every((value) => typeof value === "number" && Math.abs(value) <= LARGEST) ? "" : what;

export const CHECKS = {
  dataset: is.oneOf([...SHAPES, "own"]),
  own: few(3 * MOST_OWN, `at most ${MOST_OWN} points, three numbers each`),
  noise: is.number(0, 1),
  examples: is.whole(6, DRAWN),
  data_seed: is.whole(0, SEEDS),
  hidden: (/** @type {any} */ x) =>
    Array.isArray(x) && x.length >= 1 && x.length <= MOST_LAYERS && x.every((units) => Number.isInteger(units) && units >= 1 && units <= MOST_UNITS)
      ? "" : `1 to ${MOST_LAYERS} whole numbers from 1 to ${MOST_UNITS}`,
  activation: is.oneOf(["tanh", "sigmoid", "relu", "identity"]),
  cost: is.oneOf(["cross_entropy", "mse"]),
  optimizer: is.oneOf(["sgd", "momentum", "adam"]),
  learning_rate: is.positive,
  batch: is.whole(0, DRAWN),
  l1: is.number(0, LARGEST),
  l2: is.number(0, LARGEST),
  init: is.oneOf(["zeros", "xavier", "he"]),
  seed: is.whole(0, SEEDS),
  start: few(200, "as many numbers as the network has weights and biases, none beyond 10000"),
  before: is.whole(0, SEEDS),
  steps: is.whole(0, MOST_STEPS),
  pace: is.whole(0, 200),
  picked: is.whole(0, 200),
  axes: (/** @type {any} */ x) =>
    Array.isArray(x) && x.length === 2 && x.every((place) => Number.isInteger(place) && place >= 0 && place < 200) && x[0] !== x[1] ? "" : "two different whole numbers",
};

/** What makes another run; `pace`, `picked` and `axes` only show it differently. */
const MAKES = ["shapes", "dataset", "own", "noise", "examples", "data_seed", "hidden", "activation", "cost", "optimizer", "learning_rate", "batch", "l1", "l2", "init", "seed", "start", "before"];

/** Why a state that has the right kinds of values is none; nothing where it is one. */
export function refuse(/** @type {any} */ { dataset, own, hidden, start, picked, axes }) {
  const P = count([2, ...hidden, 1]);
  if (start.length && start.length !== P) return `start must have ${P} numbers for these layers`;
  if (Math.max(picked, ...axes) >= P) return `picked and axes must be below ${P} for these layers`;
  if (own.length % 3) return "own must have three numbers for each point";
  if (own.some((/** @type {number} */ value, /** @type {number} */ i) => i % 3 === 2 && value !== 0 && value !== 1)) return "the class of a point must be 0 or 1";
  if (dataset === "own" && !own.length) return "there must be points of your own to train on";
  return "";
}

export const sizesOf = (/** @type {Get} */ get) => [2, ...get("hidden"), 1];

/** All examples as rows of x1, x2, class: of the shape that is chosen, or the reader's own. */
export function rowsOf(/** @type {Get} */ get) {
  if (get("dataset") === "own") return numbersOf(get("own"));
  return drawn(numbersOf(get("shapes")), SHAPES.indexOf(get("dataset")), get("examples"), get("noise"), get("data_seed"));
}

/** The run that the traits describe. */
function courseOf(/** @type {Get} */ get) {
  const sizes = sizesOf(get);
  const start = numbersOf(get("start"));
  const rows = rowsOf(get);
  /** @type {Course} */
  const course = {
    sizes,
    activations: [...get("hidden").map(() => get("activation")), "sigmoid"],
    cost: get("cost"),
    penalties: { l1: get("l1"), l2: get("l2") },
    optimizer: get("optimizer"),
    rate: get("learning_rate"),
    batch: get("batch"),
    seed: get("seed"),
    before: get("before"),
    start: start.length ? start : initial(sizes, get("init"), get("seed")),
    train: part(rows, false),
    test: part(rows, true),
  };
  return { course, rows };
}

/** @type {WeakMap<any, { of: any[], run: ReturnType<typeof training>, rows: Float64Array, version: number, past: Past[] }>} */
const runs = new WeakMap();
/** @typedef {{ before: number, steps: number, all: number, trace: ReturnType<typeof training>["trace"] }} Past a run that was left: the first step, where it was left, and how far it had come */

/** A model's run, made anew where the traits ask for another; all views of the model share it. */
export function runOf(/** @type {any} */ model, /** @type {Get} */ get) {
  const of = MAKES.map(get);
  const known = runs.get(model);
  if (known && of.every((value, i) => value === known.of[i])) return known;
  const { course, rows } = courseOf(get);
  const past = known && course.before > 0 ? followed(known, course.before) : [];
  const found = { of, run: training(course, MOST_STEPS), rows, past, version: (known?.version ?? 0) + 1 };
  runs.set(model, found);
  return found;
}

/** The runs that lead up to this step: the last one joins them, as far as it was walked. */
function followed(/** @type {{ run: ReturnType<typeof training>, past: Past[] }} */ { run, past }, /** @type {number} */ before) {
  const all = run.steps;
  const steps = Math.min(all, before - run.course.before);
  const older = past.filter((leg) => leg.before + leg.steps <= before).slice(-20);
  if (steps <= 0) return older;
  const short = (/** @type {Float64Array} */ values) => values.slice(0, all + 1);
  const { cost, test, right, testRight } = run.trace;
  return [...older, { before: run.course.before, steps, all, trace: { cost: short(cost), test: short(test), right: short(right), testRight: short(testRight) } }];
}
