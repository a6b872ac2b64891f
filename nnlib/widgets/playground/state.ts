// The playground's state: what of a link agrees, and the run of training that the traits describe, one for each model.
import { count } from "../shared/core/network.ts";
import { drawn, initial, part } from "../shared/core/samples.ts";
import { trainingRun } from "../shared/core/training.ts";
import { countsOf, namesOf, rangeOf } from "../shared/view/schema.ts";
import { numbersOf, tableOf } from "../shared/view/tables.ts";
import type { RunSettings } from "../shared/core/training.ts";
import type { Schema } from "../shared/view/schema.ts";

export const NOISE = { blobs: 0.2, xor: 0.15, rings: 0.08, moons: 0.07, spiral: 0.02 } as Record<string, number>;

export type Get = (name: string) => any;

const schemaOf = (get: Get): Schema => get("_schema");

/** How many points of the reader's a link has room for: an earlier run may hold them, too. */
export function roomFor({ earlier }: Schema) {
  const own = earlier.kind === "list" && earlier.of.kind === "record" ? earlier.of.fields.own : earlier;
  return countsOf(own)[1] / 3;
}

/** What makes another run, besides `shapes`; `pace`, `picked`, `axes` and `inside` only show it differently. */
const MAKES = ["dataset", "own", "noise", "examples", "data_seed", "hidden", "activation", "cost", "optimizer", "learning_rate", "batch", "l1", "l2", "init", "seed", "start", "before"] as const;
/** Tables as lists of numbers. */
export type Settings = Record<typeof MAKES[number], any>;

/** Why a state that has the right kinds of values is none; nothing where it is one. */
export function refuse(state: any, model: { get: Get }) {
  const { dataset, own, hidden, start, picked, axes, earlier, before } = state;
  const P = count([2, ...hidden, 1]);
  if (start.length && start.length !== P) return `start must have ${P} numbers for these layers`;
  if (Math.max(picked, ...axes) >= P) return `picked and axes must be below ${P} for these layers`;
  if (dataset === "own" && !own.length) return "there must be points of your own to train on";
  let [after, data] = [before, { dataset, own }];
  for (const run of [{ own }, ...[...earlier].reverse()]) {
    data = { ...data, ...run };
    if (data.own.length % 3) return "own must have three numbers for each point";
    if (data.own.some((value: number, i: number) => i % 3 === 2 && value !== 0 && value !== 1)) return "the class of a point must be 0 or 1";
    if (data.dataset === "own" && !data.own.length) return "each run must have points to train on";
    if (run.start?.length && run.start.length !== P) return `a run before must start from ${P} numbers, as these layers have`;
    const left = after - (run.before ?? after);
    if (left < 0 || left > (run.steps ?? 0)) return "a run before must be left at a step that it has taken";
    after -= left;
  }
  return starts(state, model) ? "" : "the cost at the start must be finite";
}

/** Whether the cost is a finite number where a run begins, with these settings in place of the model's. */
export function starts(values: Record<string, any>, model: { get: Get }) {
  const settings = settingsOf((name) => values[name] ?? model.get(name));
  const [known, key] = [runs.get(model)?.made, JSON.stringify(settings)];
  const found = known?.get(key) ?? made(settings, (name) => model.get(name));
  known?.set(key, found); // it is about to be the present one
  return found.run.divergedAt !== 0;
}

export const sizesOf = (get: Get) => [2, ...get("hidden"), 1];

/** A table as a list, whether it comes from a model or from a link. */
const plain = (table: any) => (Array.isArray(table) ? table : [...numbersOf(table)]);

/** The settings that make a run, as plain values. */
const settingsOf = (get: Get) =>
  Object.fromEntries(MAKES.map((name) => [name, name === "own" || name === "start" ? plain(get(name)) : get(name)])) as Settings;

/** A run of training and its examples, as rows of x1, x2, class: of the shape that is chosen, or the reader's own. */
function made(of: Settings, get: Get) {
  const schema = schemaOf(get);
  const sizes = [2, ...of.hidden, 1];
  const rows = of.dataset === "own" ? Float64Array.from(of.own) : drawn(numbersOf(get("shapes")), namesOf(schema.dataset).indexOf(of.dataset), of.examples, of.noise, of.data_seed);
  const settings: RunSettings = {
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
  return { run: trainingRun(settings, rangeOf(schema.steps).high), rows };
}

/** A run that was left: the step that it began at, how many steps of it led on, and how many it had taken in all. */
export type Past = { run: ReturnType<typeof trainingRun>, before: number, steps: number, all: number };
export type Known = { of: any[], run: ReturnType<typeof trainingRun>, rows: Float64Array, version: number, past: Past[], made: Map<string, ReturnType<typeof made>> };
const runs: WeakMap<any, Known> = new WeakMap();

/** A model's run, made anew where the traits ask for another, and those that led to it; all views of the model share them. */
export function runOf(model: any, get: Get) {
  const of = ["shapes", "earlier", ...MAKES].map(get);
  const known = runs.get(model);
  if (known && of.every((value, i) => value === known.of[i])) return known;
  const before = known && known.of[0] === of[0] ? known.made : new Map();
  const kept = new Map(); // what nobody needs any more is let go
  const take = (settings: Settings, again = "") => {
    const key = JSON.stringify(settings) + again;
    const found = kept.get(key) ?? before.get(key) ?? made(settings, get);
    kept.set(key, found);
    return found;
  };
  let settings = settingsOf(get);
  const present = JSON.stringify(settings);
  const { run, rows } = take(settings);
  const past: Past[] = [];
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
export function retrace(past: Past[], outOfTime: () => boolean) {
  const short = past.filter(({ run, all }) => run.steps < all && run.divergedAt < 0);
  return short.every(({ run, all }) => run.reach(all, outOfTime) >= all || run.divergedAt >= 0);
}

/** `earlier` as it is when the present run, so many steps long, is left for one with these values. */
export function leaving(get: Get, steps: number, values: Record<string, any>) {
  if (!steps) return get("earlier"); // nothing is left behind
  const [now, then] = [settingsOf(get), settingsOf((name) => values[name] ?? get(name))];
  const other = Object.fromEntries(MAKES.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(then[name])).map((name) => [name, now[name]]));
  return [...get("earlier"), { ...other, steps }].slice(-countsOf(schemaOf(get).earlier)[1]);
}

/** The values that make the last of the earlier runs the present one again, as far as it had come. */
export function returning(get: Get) {
  if (!get("earlier").length) return {}; // a second click, before the button is drawn disabled
  const { own, start, ...other } = get("earlier").at(-1);
  const tables = { ...(own ? { own: tableOf(Float64Array.from(own), 3) } : {}), ...(start ? { start: tableOf(Float64Array.from(start)) } : {}) };
  return { ...other, ...tables, earlier: get("earlier").slice(0, -1) };
}
