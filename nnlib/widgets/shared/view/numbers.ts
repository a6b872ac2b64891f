// How numbers look, everywhere in the widgets, with a true minus sign:
// - A number that is shown (in a drawing, a bar, a fact, a sentence on how things are) has three significant digits. Below
//   0.001 in size it is "< 0.001", or "> −0.001"; a probability just below 1 is "> 0.999".
// - A number that is worked with (in a table or a sum, in a field where it may be typed, on an axis) has four, as the lessons
//   print them, so that both can be compared and a sum comes out. Below 0.0001 and from a million on it is 1.5 × 10⁻⁵.
// The exact value is in `data-value`, in the copied code, and in the CSV file.
import { set, write } from "./dom.ts";

const TINY = 0.001;
const RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹";

/** A number that is shown. */
export function shown(x: number, digits = 3) {
  if (x !== 0 && Math.abs(x) < TINY) return x > 0 ? `< ${TINY}` : `> −${TINY}`;
  return worked(x, digits);
}

/** A symbol and its number: "a = 0.5", but "a < 0.001", with one sign. */
export const stated = (symbol: string, x: number) => `${symbol} ${/^[<>]/.test(shown(x)) ? "" : "= "}${shown(x)}`;

/** A probability that is shown: one that is almost 1 is not called 1. */
export const chance = (p: number) => (p < 1 && shown(p) === "1" ? `> ${1 - TINY}` : shown(p));

/** Such a text in the middle of a sentence: "has less than 0.001". */
export const said = (text: string) => text.replace(/^< /, "less than ").replace(/^> /, "more than ");

/** A number that is worked with. */
export function worked(x: number, digits = 4) {
  if (Number.isNaN(x)) return "not a number";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  if (x === 0) return "0";
  const near = rounded(x, digits);
  const size = Math.abs(near);
  if (size < 1e6 && size >= 1e-4) return near.toString().replace("-", "−");
  const [front, power] = near.toExponential().split("e");
  return `${front.replace("-", "−")} × ${powerOfTen(Number(power))}`;
}

/** A number in a circle of a network: so many decimals, at most three digits, and no sign before a zero. */
export function inCircle(x: number, decimals: number) {
  if (Math.abs(x) >= 100) return shown(x);
  return x.toFixed(Math.abs(x) < 9.995 ? decimals : Math.min(1, decimals)).replace(/^-(?=[0.]*$)/, "").replace("-", "−");
}

/** And in one that has room for two digits. */
export const inSmallCircle = (x: number) => worked(Math.abs(x) < 1 ? Number(x.toFixed(2)) : x, 2);

/** A power of ten as it is written: 10⁻⁵. */
export const powerOfTen = (power: number) => `10${String(power).replace("-", "⁻").replace(/\d/g, (digit) => RAISED[Number(digit)])}`;

/** The number in a text that says one, as `worked` writes it or as it is typed; NaN for any other. */
export function numberTyped(text: string) {
  const [, front, power] = /^(.*?) ?[×·x*] ?10\^?([⁻\-−]?[⁰¹²³⁴⁵⁶⁷⁸⁹\d]+)$/.exec(text.trim()) ?? [, text.trim(), "0"];
  const plain = power.replace(/[⁻−]/, "-").replace(/[⁰¹²³⁴⁵⁶⁷⁸⁹]/g, (digit) => String(RAISED.indexOf(digit)));
  return Number(`${front.replace("−", "-").replace(",", ".") || NaN}${plain === "0" ? "" : `e${plain}`}`);
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

/** A number in a sum: its sign as an operator, or in brackets where it is a factor. A zero that is taken away, −0, keeps its minus. */
export const signed = (x: number) => (x < 0 || Object.is(x, -0) ? `− ${worked(-x)}` : `+ ${worked(x)}`);
export const factor = (x: number) => (x < 0 || worked(x).includes("×") ? `(${worked(x)})` : worked(x));

/** Write a number into an element, rounded for the eye by `as`, and exact in `data-value`. */
export function tell(element: Element, x: number, as: (x: number) => string = shown) {
  const text = as(x);
  write(element, text);
  set(element, "data-value", x);
}

/** A number as Python reads it back to the bit. */
export const python = (x: number) =>
  Object.is(x, -0) ? "-0.0" : Number.isFinite(x) ? (Number.isInteger(x) && Math.abs(x) < 1e15 ? `${x}.0` : String(x)) : `float("${x}")`;

/** A list as Python. */
export const pythonList = (values: Iterable<number>) => `[${[...values].map(python).join(", ")}]`;
