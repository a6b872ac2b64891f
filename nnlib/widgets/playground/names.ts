// What every number of theta is called: the weight from one unit to another, or a unit's bias; and which unit it is of.
import { placeOf } from "../shared/core/nudge.ts";

/** A hidden unit's short name: its layer from 1, and its number, which is j from 0. */
export const hiddenName = (l: number, j: number) => `h${l},${j + 1}`;

/** The names in theta's order, each with its layer. */
export function namesOf(sizes: number[]): { layer: string, name: string, title: string, bias: boolean }[] {
  const L = sizes.length - 1;
  const found = [];
  for (let l = 1; l <= L; l++) {
    const layer = l === L ? "output" : `hidden ${l}`;
    const short = (depth: number, j: number) => (depth === 0 ? `x${j + 1}` : depth === L ? "ŷ" : hiddenName(depth, j));
    for (let j = 0; j < sizes[l]; j++) {
      for (let k = 0; k < sizes[l - 1]; k++) found.push({ layer, name: `weight ${short(l - 1, k)} → ${short(l, j)}`, title: `weight ${short(l - 1, k)} → ${short(l, j)}`, bias: false });
    }
    for (let j = 0; j < sizes[l]; j++) found.push({ layer, name: `bias of ${short(l, j)}`, title: `bias of ${short(l, j)}`, bias: true });
  }
  return found;
}

/** The unit, j of layer l, whose weight or bias stands at this place of theta, and its short name. */
export function unitOf(sizes: number[], place: number) {
  const { layer, to } = placeOf(sizes, place);
  return { l: layer + 1, j: to, name: layer + 2 === sizes.length ? "ŷ" : hiddenName(layer + 1, to) };
}
