// The order of a forward pass: which neuron is computed at which step, and which part of a layer an item is about.
import type { Item } from "../shared/view/diagram_layout.ts";


/** How many neurons there are to compute. */
export const lastStep = (sizes: number[]) => sizes.slice(1).reduce((all, n) => all + n, 0);

/** The neuron that a step computes, as [l, j]; step 0 computes none and answers the first input. */
export function neuronAt(sizes: number[], step: number) {
  let left = step;
  for (let l = 1; l < sizes.length; l++) {
    if (left > 0 && left <= sizes[l]) return [l, left - 1];
    left -= sizes[l];
  }
  return [0, 0];
}

/** The step that computes a neuron; for an input, 0. */
export const stepOf = (sizes: number[], l: number, j: number) => (l === 0 ? 0 : lastStep(sizes.slice(0, l)) + j + 1);

/** The step after (`way` 1) or before (-1) this one. By layers it is the next end of a layer. */
export function next(sizes: number[], step: number, by: string, way: number) {
  const most = lastStep(sizes);
  if (by === "neuron") return Math.max(0, Math.min(most, step + way));
  const endings = sizes.map((n, l) => stepOf(sizes, l, n - 1));
  return way > 0 ? (endings.find((end) => end > step) ?? most) : (endings.findLast((end) => end < step) ?? 0);
}

/**
 * What of a layer an item is about: the weights of matrix l, all its rows or one, all its columns or one.
 * @param source whether a neuron is meant as what feeds the next layer: inputs always are
 */
export type Focus = { l: number, row: number | null, column: number | null };
export function focusOf(item: Item, source: boolean = false): Focus {
  const [l, j, k] = item;
  if (item.length === 3) return { l, row: j, column: k };
  return source || l === 0 ? { l, row: null, column: j } : { l: l - 1, row: j, column: null };
}

/** Whether a row, a column, or the weight in both is in the focus. */
export const inRow = ({ row }: Focus, j: number) => row === null || row === j;
export const inColumn = ({ column }: Focus, k: number) => column === null || column === k;
