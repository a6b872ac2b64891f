// The mathematics of a worksheet: its boxes in the order of a pass, their right values, known slips, and typed numbers.
import { activation, valuesAndSlopes } from "./activations.ts";
import { layout, network } from "./network.ts";
import { uniform } from "./random.ts";
import { numbersOf } from "./typed.ts";
import type { ActivationName } from "./activations.ts";

/** A box: what it asks for, of which layer and neuron (from 1), and for the slope of a weight, from which neuron. */
export type Box = { name: string, kind: "z" | "a" | "C" | "delta" | "dW" | "db", l: number, j: number, k: number };
export type Slip = "bias" | "bias sign" | "weight" | "sign" | "activated" | "plain sum" | "slope" | "no slope" | "a for slope" | "no 2" | "no 2, no slope" | "half" | "no square" | "no activation" | "z for a" | "other neuron" | "other delta" | "times bias";
/** What a box's formula is computed from: terms [weight, number], and what they are added to or multiplied with. */
export type Solved = Box & { value: number, slips: [number, Slip][], terms: [number, number][], with: number };
export type Numbers = { sizes: number[], activation: ActivationName, theta: number[], x: number[], y: number[] };

const CLOSE = 5e-3; // relative: 0.5 %, as in nnlib/widgets/worksheet/widget.py

/** The boxes in the order of a pass: z and a forward, the cost, and for each layer backward its δ and then its slopes. */
export function boxesOf(sizes: number[]) {
  const boxes: Box[] = [];
  const add = (kind: Box["kind"], name: string, l: number, j: number, k = 0) => boxes.push({ name, kind, l, j, k });
  const L = sizes.length - 1;
  for (let l = 1; l <= L; l++) for (let j = 1; j <= sizes[l]; j++) for (const kind of ["z", "a"] as const) add(kind, `${kind}${l}_${j}`, l, j);
  add("C", "C", L, 0);
  for (let l = L; l > 0; l--) {
    for (let j = 1; j <= sizes[l]; j++) add("delta", `delta${l}_${j}`, l, j);
    for (let j = 1; j <= sizes[l]; j++) {
      for (let k = 1; k <= sizes[l - 1]; k++) add("dW", `dW${l}_${k}_${j}`, l, j, k);
      add("db", `db${l}_${j}`, l, j);
    }
  }
  return boxes;
}

/** The boxes that the page fills in: every one, every second one, or none. */
export const given = (boxes: Box[], filled: string) => boxes.filter((_, i) => filled === "all" || (filled === "half" && i % 2 === 0)).map(({ name }) => name);

/** Every box with its right value, and the wrong values that known slips lead to. */
export function solve({ sizes, activation: f, theta, x, y }: Numbers): Solved[] {
  const net = network(sizes, sizes.slice(1).map(() => f), 1);
  const { weightsAt, biasesAt, Z, A, delta } = net;
  net.forward(theta, x);
  const cost = net.cost("mse", theta, y);
  const gradient = net.backward("mse", theta, y);
  const slopes = Z.map((z) => valuesAndSlopes(f, z).slope);
  const w = (l: number, j: number, k: number) => theta[weightsAt[l - 1] + (j - 1) * sizes[l - 1] + k - 1];
  const units = (l: number) => Array.from({ length: sizes[l] }, (_, i) => i + 1);
  const others = (l: number, j: number) => units(l).filter((i) => i !== j);
  const sum = (terms: [number, number][]) => terms.reduce((total, [one, other]) => total + one * other, 0);

  const sumOf = ({ l, j }: Box) => {
    const [b, value] = [theta[biasesAt[l - 1] + j - 1], Z[l - 1][j - 1]];
    const into = (i: number) => units(l - 1).map((k): [number, number] => [w(l, i, k), A[l - 1][k - 1]]);
    const terms = into(j);
    const swapped = terms.map(([weight], i): [number, number] => [weight, terms[terms.length - 1 - i][1]]);
    const wrong = [...others(l, j).map(into), swapped, units(l - 1).map((k): [number, number] => [sizes[l] >= k && sizes[l - 1] >= j ? w(l, k, j) : NaN, A[l - 1][k - 1]])];
    const slips: [number, Slip][] = [[sum(terms), "bias"], [sum(terms) - b, "bias sign"], ...wrong.map((one): [number, Slip] => [sum(one) + b, "weight"]), [-value, "sign"], [A[l][j - 1], "activated"]];
    return { value, slips, terms, with: b };
  };
  const activationOf = ({ l, j }: Box) => {
    const [z, value] = [Z[l - 1][j - 1], A[l][j - 1]];
    const slips: [number, Slip][] = [[z, "plain sum"], [valuesAndSlopes(f, [-z]).a[0], "sign"], [slopes[l - 1][j - 1], "slope"]];
    return { value, slips, terms: [], with: z };
  };
  const costOf = ({ l }: Box) => {
    const terms = units(l).map((j): [number, number] => [A[l][j - 1], y[j - 1]]);
    const misses = terms.reduce((total, [a, target]) => total + a - target, 0);
    const slips: [number, Slip][] = [[cost / 2, "half"], [misses, "no square"], [-misses, "no square"], [-cost, "sign"]];
    return { value: cost, slips, terms, with: 0 };
  };
  const errorOf = ({ l, j }: Box) => {
    const [value, slope, a] = [delta[l - 1][j - 1], slopes[l - 1][j - 1], A[l][j - 1]];
    if (l === sizes.length - 1) {
      const miss = a - y[j - 1];
      const slips: [number, Slip][] = [[2 * miss, "no slope"], [-value, "sign"], [value / 2, "no 2"], [miss, "no 2, no slope"], [2 * miss * a, "a for slope"]];
      return { value, slips, terms: [[a, y[j - 1]]] as [number, number][], with: slope };
    }
    const outOf = (k: number) => units(l + 1).map((i): [number, number] => [w(l + 1, i, k), delta[l][i - 1]]);
    const terms = outOf(j);
    const into = units(l + 1).map((i): [number, number] => [sizes[l] >= i && sizes[l - 1] >= j ? w(l, i, j) : NaN, delta[l][i - 1]]);
    const wrong = [...others(l, j).map(outOf), into].map((one): [number, Slip] => [sum(one) * slope, "weight"]);
    const slips: [number, Slip][] = [[sum(terms), "no slope"], [-value, "sign"], ...wrong, [value / 2, "no 2"], [sum(terms) * a, "a for slope"]];
    return { value, slips, terms, with: slope };
  };
  const weightSlope = ({ l, j, k }: Box) => {
    const [error, a] = [delta[l - 1][j - 1], A[l - 1][k - 1]];
    const value = gradient[weightsAt[l - 1] + (j - 1) * sizes[l - 1] + k - 1];
    const neurons = others(l - 1, k).map((i): [number, Slip] => [error * A[l - 1][i - 1], "other neuron"]);
    const errors = others(l, j).map((i): [number, Slip] => [delta[l - 1][i - 1] * a, "other delta"]);
    const slips: [number, Slip][] = [[error, "no activation"], [-value, "sign"], ...(l > 1 ? [[error * Z[l - 2][k - 1], "z for a"] as [number, Slip]] : []), ...neurons, ...errors, [error * w(l, j, k), "weight"], [value / 2, "no 2"]];
    return { value, slips, terms: [[error, a]] as [number, number][], with: 0 };
  };
  const biasSlope = ({ l, j }: Box) => {
    const value = gradient[biasesAt[l - 1] + j - 1];
    const errors = others(l, j).map((i): [number, Slip] => [delta[l - 1][i - 1], "other delta"]);
    const slips: [number, Slip][] = [[-value, "sign"], ...errors, [value * theta[biasesAt[l - 1] + j - 1], "times bias"], [value / 2, "no 2"]];
    return { value, slips, terms: [], with: value };
  };
  const ways = { z: sumOf, a: activationOf, C: costOf, delta: errorOf, dW: weightSlope, db: biasSlope };
  return boxesOf(sizes).map((box) => ({ ...box, ...ways[box.kind](box) }));
}

/** Whether a number is this value: within 0.5 %, or to three significant digits. */
export const isRight = (found: number, value: number) => Math.abs(found - value) <= CLOSE * Math.abs(value) * (1 + 1e-9) || found === Number(value.toPrecision(3));

/** The slip that leads to this number; nothing where none is known. */
export const slipOf = ({ slips }: Solved, found: number) => slips.find(([value]) => found !== 0 && isRight(found, value))?.[1];

/** Whether a box asks for an activation and has the one that belongs to the z that was typed, wrong as that may be. */
export function follows(f: ActivationName, name: string, typedIn: (name: string) => string) {
  const z = name[0] === "a" ? read(typedIn(`z${name.slice(1)}`)) : NaN;
  return Number.isFinite(z) && isRight(read(typedIn(name)), valuesAndSlopes(f, [z]).a[0]);
}

/** A typed "0.5", "0,5", "−3" or "1/2" as a number; NaN for anything else. */
export function read(typed: string) {
  const found = numbersOf(typed);
  return found?.length === 1 && Number.isFinite(found[0]) ? found[0] : NaN;
}

/** New numbers with one or two digits each, drawn from a seed; nnlib/widgets/worksheet/widget.py draws the same. */
export function drawn(sizes: number[], f: ActivationName, seed: number) {
  const next = uniform(seed);
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const signed = (most: number) => (whole(1, most) * (next() < 0.5 ? 1 : -1)) / 10;
  const many = (n: number, draw: () => number) => Array.from({ length: n }, draw);
  const theta: number[] = [];
  for (let l = 1; l < sizes.length; l++) theta.push(...many(sizes[l] * sizes[l - 1], () => signed(15)), ...many(sizes[l], () => signed(5)));
  const x = many(sizes[0], () => signed(20));
  const [low, high] = activation(f).range[0] === -Infinity ? [-3, 3] : activation(f).range; // targets that it can reach
  return { theta, x, y: many(sizes[sizes.length - 1], () => whole(low, high)) };
}

/** How many parameters there are. */
export const parametersOf = (sizes: number[]) => layout(sizes).P;
