// How numbers look: four significant digits, a true minus sign, and the full value beside them for whoever reads closely.
import { set, write } from "./dom.ts";

/** A number as readers see it. The Python side rounds alike, with f"{x:.4g}". */
export function shown(x: number, digits = 4) {
  if (Number.isNaN(x)) return "not a number";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  if (x === 0) return "0";
  const near = rounded(x, digits);
  const size = Math.abs(near);
  const far = size >= 1e6 || size < 1e-4;
  const text = far ? near.toExponential(digits - 1) : near.toString();
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** x to so many digits. Where it lies exactly between two, the even one is taken, as in Python; JavaScript takes the larger. */
function rounded(x: number, digits: number) {
  const near = Number(x.toPrecision(digits));
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(x))) - digits + 1);
  if (Math.abs(((Math.abs(x) / unit) % 1) - 0.5) > 1e-6) return near; // nowhere near the middle: nearly always
  const all = Math.abs(x).toPrecision(60).replace(/e.*/, "").replace(".", "").replace(/^0+/, "");
  const between = /^50*$/.test(all.slice(digits));
  if (!between || Number(all[digits - 1]) % 2) return near;
  return Number((near - Math.sign(x) * unit).toPrecision(digits));
}

/** A dragged value in round numbers: to the power of ten below a two-hundredth of the range. */
export function dragged(value: number, [low, high]: number[]) {
  const unit = 10 ** Math.floor(Math.log10((high - low) / 200));
  return Number((Math.round(value / unit) * unit).toPrecision(12));
}

/** The next of some steps times a power of ten: what an axis or a control reaches, so that it rests while something is dragged. */
export function roundUp(value: number, steps = [1, 2, 3, 5]) {
  const unit = 10 ** Math.floor(Math.log10(Math.max(value, 1e-300)));
  return Number((unit * (steps.find((step) => value <= step * unit * (1 + 1e-9)) ?? 10)).toPrecision(3));
}
/** Steps for the axis of a cost, closer to each other. */
export const CLOSE = [1, 1.5, 2, 3, 5, 7];

/** How far a control reaches, up and down: as usual, or where a value lies beyond that, as far as needed. */
export function reaching(usual: number, values: number[]) {
  const most = Math.max(...values.map(Math.abs));
  return most > usual ? roundUp(most) : usual;
}

/** A number in a sum: its sign as an operator, or in brackets where it is a factor. */
export const signed = (x: number) => (x < 0 ? `− ${shown(-x)}` : `+ ${shown(x)}`);
export const factor = (x: number) => (x < 0 ? `(${shown(x)})` : shown(x));

/** Write a number into an element, rounded for the eye and exact in `data-value`. */
export function tell(element: Element, x: number) {
  const text = shown(x);
  write(element, text);
  set(element, "data-value", x);
}

/** A number as Python reads it back to the bit. */
export const python = (x: number) =>
  Object.is(x, -0) ? "-0.0" : Number.isFinite(x) ? (Number.isInteger(x) && Math.abs(x) < 1e15 ? `${x}.0` : String(x)) : `float("${x}")`;

/** A list as Python. */
export const pythonList = (values: Iterable<number>) => `[${[...values].map(python).join(", ")}]`;
