// Units of one layer are interchangeable: what swapping and cloning do to theta, and which units are alike.
import { layout } from "./network.ts";

/** theta with units i and j of hidden layer l (from 1) in each other's place: the function stays the same. */
export function swapped(sizes: number[], theta: ArrayLike<number>, l: number, i: number, j: number) {
  const found = Float64Array.from(theta);
  eachPair(sizes, l, i, j, (a, b) => ([found[a], found[b]] = [found[b], found[a]]));
  return found;
}

/**
 * theta with unit j made a clone of unit i: the same weights in, the same bias, and what i sent on is shared by halves.
 * Clones have the same gradient, so that training never parts them.
 */
export function cloned(sizes: number[], theta: ArrayLike<number>, l: number, i: number, j: number) {
  const found = Float64Array.from(theta);
  eachPair(sizes, l, i, j, (a, b, onward) => {
    if (onward) found[a] /= 2;
    found[b] = found[a];
  });
  return found;
}

/** Groups of two or more units of hidden layer l, numbered from 0, with the same weights and bias. */
export function alike(sizes: number[], theta: ArrayLike<number>, l: number) {
  const groups: number[][] = [];
  for (let j = 0; j < sizes[l]; j++) {
    const group = groups.find(([first]) => {
      let same = true;
      eachPair(sizes, l, first, j, (a, b) => (same = same && theta[a] === theta[b]));
      return same;
    });
    if (group) group.push(j);
    else groups.push([j]);
  }
  return groups.filter((group) => group.length > 1);
}

/** Every place of theta that belongs to unit i with its counterpart of unit j; `onward` for the weights to the next layer. */
function eachPair(sizes: number[], l: number, i: number, j: number, act: (a: number, b: number, onward: boolean) => void) {
  const { weightsAt, biasesAt } = layout(sizes);
  const n = sizes[l - 1];
  for (let k = 0; k < n; k++) act(weightsAt[l - 1] + i * n + k, weightsAt[l - 1] + j * n + k, false);
  act(biasesAt[l - 1] + i, biasesAt[l - 1] + j, false);
  for (let k = 0; k < sizes[l + 1]; k++) act(weightsAt[l] + k * sizes[l] + i, weightsAt[l] + k * sizes[l] + j, true);
}
