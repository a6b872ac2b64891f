// Traits as widgets use them: arrays that travel as bytes, and checks for a state that comes from an address.

/** A synced table, `{ shape, data }`, as numbers: a kernel and the static page both bring its bytes as a DataView. */
export function numbersOf(/** @type {{ shape: number[], data: any }} */ table) {
  const { data } = table;
  if (data instanceof Float64Array) return data;
  const view = ArrayBuffer.isView(data) ? data : new DataView(data);
  return new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength));
}

/** Numbers as a synced table again. */
export const tableOf = (/** @type {Float64Array} */ values, columns = 1) => ({
  shape: [values.length / columns, columns],
  data: new DataView(values.slice().buffer),
});

const MOST = 1e100; // beyond it squares of sums leave the computer's range
const finite = (/** @type {unknown} */ x) => typeof x === "number" && Math.abs(x) <= MOST;

/** Checks: each answers what it wanted, or nothing where the value is right. */
export const is = {
  number: (low = -Infinity, high = Infinity) => (/** @type {any} */ x) =>
    finite(x) && x >= low && x <= high ? "" : `a number${low > -Infinity ? ` from ${low} to ${high}` : ""}`,
  positive: (/** @type {any} */ x) => (finite(x) && x > 0 ? "" : "a number above 0"),
  whole: (/** @type {number} */ low, /** @type {number} */ high) => (/** @type {any} */ x) =>
    Number.isInteger(x) && x >= low && x <= high ? "" : `a whole number from ${low} to ${high}`,
  numbers: (/** @type {number} */ count) => (/** @type {any} */ x) =>
    Array.isArray(x) && x.length === count && x.every(finite) ? "" : `${count} numbers`,
  flag: (/** @type {any} */ x) => (typeof x === "boolean" ? "" : "true or false"),
  list: (/** @type {any} */ x) => (Array.isArray(x) && x.length > 0 && x.length <= 2000 && x.every(finite) ? "" : "a list of numbers"),
  oneOf: (/** @type {string[]} */ names) => (/** @type {any} */ x) =>
    typeof x === "string" && names.includes(x) ? "" : `one of ${names.join(", ")}`,
};

/** A refusal as the reader meets it; nothing where there is nothing to refuse. */
export const refusal = (/** @type {string | undefined} */ reason) =>
  reason ? `The state in this page's address was refused: ${reason}. The figure starts as it was made.` : "";

/**
 * What is wrong with a state from outside, as a sentence; nothing where it may be taken.
 * @param {unknown} state
 * @param {Record<string, (x: any) => string>} checks
 */
export function problemWith(state, checks) {
  if (state === null || typeof state !== "object" || Array.isArray(state)) return refusal("it cannot be read");
  for (const [name, value] of Object.entries(state)) {
    if (!Object.hasOwn(checks, name)) return refusal(`nothing here is called ${name.slice(0, 20)}`);
    const wanted = checks[name](value);
    if (wanted) return refusal(`${name} must be ${wanted}`);
  }
  return "";
}
