// The legs of a descent's path: the steps that are drawn, and how strongly. The map and the 3-D view draw the same ones.
const MOST = 40; // legs that are drawn behind the marble, and as many ahead
const FAINTEST = 0.15;

/**
 * The legs from step `from`, where the marble is, on or back to step `to`: the farthest first, so that nearer ones are
 * drawn over it. The nearest leg has strength 1, and the strength falls to 0.15. Steps too near to each other to be
 * told apart are one leg.
 * @param near whether two steps are too near to each other
 */
export function legs(from: number, to: number, near: (one: number, other: number) => boolean) {
  const way = Math.sign(to - from);
  const found: { from: number, to: number, strength: number }[] = [];
  let last = from;
  for (let step = from + way; way && step !== to + way && found.length < MOST; step += way) {
    if (step !== to && near(last, step)) continue;
    found.push({ from: last, to: step, strength: 1 - ((1 - FAINTEST) * found.length) / (MOST - 1) });
    last = step;
  }
  return found.reverse();
}
