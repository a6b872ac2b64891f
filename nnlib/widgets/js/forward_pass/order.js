// The order of a forward pass: which neuron is computed at which step, and which part of a layer an item is about.

/** @typedef {import("../view/diagram_layout.js").Item} Item */

/** How many neurons there are to compute. */
export const lastStep = (/** @type {number[]} */ sizes) => sizes.slice(1).reduce((all, n) => all + n, 0);

/** The neuron that a step computes, as [l, j]; step 0 computes none and answers the first input. */
export function neuronAt(/** @type {number[]} */ sizes, /** @type {number} */ step) {
  let left = step;
  for (let l = 1; l < sizes.length; l++) {
    if (left > 0 && left <= sizes[l]) return [l, left - 1];
    left -= sizes[l];
  }
  return [0, 0];
}

/** The step that computes a neuron; for an input, 0. */
export const stepOf = (/** @type {number[]} */ sizes, /** @type {number} */ l, /** @type {number} */ j) => (l === 0 ? 0 : lastStep(sizes.slice(0, l)) + j + 1);

/** The step after (`way` 1) or before (-1) this one. By layers it is the next end of a layer. */
export function next(/** @type {number[]} */ sizes, /** @type {number} */ step, /** @type {string} */ by, /** @type {number} */ way) {
  const most = lastStep(sizes);
  if (by === "neuron") return Math.max(0, Math.min(most, step + way));
  const endings = sizes.map((n, l) => stepOf(sizes, l, n - 1));
  return way > 0 ? (endings.find((end) => end > step) ?? most) : (endings.findLast((end) => end < step) ?? 0);
}

/**
 * What of a layer an item is about: the weights of matrix l, all its rows or one, all its columns or one.
 * @typedef {{ l: number, row: number | null, column: number | null }} Focus
 * @param {Item} item
 * @param {boolean} [source] whether a neuron is meant as what feeds the next layer: inputs always are
 * @returns {Focus}
 */
export function focusOf(item, source = false) {
  const [l, j, k] = item;
  if (item.length === 3) return { l, row: j, column: k };
  return source || l === 0 ? { l, row: null, column: j } : { l: l - 1, row: j, column: null };
}

/** Whether a row, a column, or the weight in both is in the focus. */
export const inRow = (/** @type {Focus} */ { row }, /** @type {number} */ j) => row === null || row === j;
export const inColumn = (/** @type {Focus} */ { column }, /** @type {number} */ k) => column === null || column === k;
