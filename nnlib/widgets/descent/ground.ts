// The ground of Descent: the surface of its cost, on a coarse grid while something is dragged, on a fine one at rest.
import { costSurface, linspace, lowestOn } from "../shared/core/surface.ts";
import { levels } from "../shared/core/relief.ts";
import type { Problem } from "../shared/core/network.ts";

export const [COARSE, FINE] = [32, 64]; // places along each axis

/** A cost over n x n places, the costs at its contour lines, and where it is lowest: `[w, b]`, if that is one place on the map. */
export type Ground = { C: Float64Array, n: number, w: Float64Array, b: Float64Array, thresholds: number[], lowest: number[] | null };

export function groundOf(problem: Problem, ranges: number[][], n: number): Ground {
  const [w, b] = ranges.map(([low, high]) => linspace(low, high, n));
  const C = costSurface(problem, w, b);
  return { C, n, w, b, thresholds: levels(C), lowest: lowestOn(problem, C, w, b) };
}
