// How numbers look: four significant digits, a true minus sign, and the full value beside them for whoever reads closely.

/** A number as readers see it. The Python side rounds alike, with f"{x:.4g}". */
export function shown(/** @type {number} */ x, digits = 4) {
  if (Number.isNaN(x)) return "not a number";
  if (!Number.isFinite(x)) return x > 0 ? "∞" : "−∞";
  if (x === 0) return "0";
  const size = Math.abs(x);
  const far = size >= 1e6 || size < 1e-4;
  const text = far ? x.toExponential(digits - 1) : Number(x.toPrecision(digits)).toString();
  return text.replace("e+", "e").replaceAll("-", "−");
}

/** A number in a sum: its sign as an operator, or in brackets where it is a factor. */
export const signed = (/** @type {number} */ x) => (x < 0 ? `− ${shown(-x)}` : `+ ${shown(x)}`);
export const factor = (/** @type {number} */ x) => (x < 0 ? `(${shown(x)})` : shown(x));

/** Write a number into an element, rounded for the eye and exact in `data-value`. */
export function tell(/** @type {Element} */ element, /** @type {number} */ x) {
  const text = shown(x);
  if (element.textContent !== text) element.textContent = text;
  element.setAttribute("data-value", String(x));
}

/** A number as Python reads it back to the bit. */
export const python = (/** @type {number} */ x) =>
  Number.isFinite(x) ? (Number.isInteger(x) && Math.abs(x) < 1e15 ? `${x}.0` : String(x)) : `float("${x}")`;

/** A list as Python. */
export const pythonList = (/** @type {Iterable<number>} */ values) => `[${[...values].map(python).join(", ")}]`;
