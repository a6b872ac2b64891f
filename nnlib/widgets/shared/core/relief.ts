// A cost surface as a landscape: its extent, the heights of its lines, and how the light falls on it. C is row by row, n to a row.

const LEVELS = 13;
const RELIEF = 0.5; // the height of the landscape, in widths of the map, as the light sees it
const SUN = [-0.5, 0.5, 0.7]; // where the light comes from: left, above on the map, and high
const [DARKEST, BRIGHTEST] = [0.72, 1.18]; // of a shade, on a slope that faces away from the light and on one that faces it

/** The lowest and the highest cost. */
export function extent(C: Float64Array) {
  let [low, high] = [Infinity, -Infinity];
  for (const c of C) {
    if (c < low) low = c;
    if (c > high) high = c;
  }
  return [low, high];
}

/** The costs that the lines stand for: round numbers, spaced by squares, so that the flat floor is drawn as finely as the slopes. */
export function levels(C: Float64Array) {
  const [low, high] = extent(C);
  const spaced = Array.from({ length: LEVELS + 1 }, (_, i) => low + (high - low) * ((i + 0.35) / LEVELS) ** 2);
  const round = spaced.slice(0, -1).map((level, i) => {
    const unit = 10 ** Math.floor(Math.log10(spaced[i + 1] - level));
    return Number((Math.round(level / unit) * unit).toPrecision(12));
  });
  return round.filter((level, i) => level > low && level < high && level !== round[i - 1]);
}

/** How bright each place of a landscape is: 1 where it is level, more where it faces the light. */
export function hillshade(C: Float64Array, n: number) {
  const [low, high] = extent(C);
  const steep = (RELIEF * (n - 1)) / (high - low || 1); // heights in cells of the grid
  const [east, north, up] = SUN;
  const bright = new Float64Array(C.length);
  for (let row = 0; row < n; row++) {
    const [below, above] = [Math.max(0, row - 1), Math.min(n - 1, row + 1)];
    for (let column = 0; column < n; column++) {
      const [before, after] = [Math.max(0, column - 1), Math.min(n - 1, column + 1)];
      const dx = ((C[row * n + after] - C[row * n + before]) * steep) / (after - before);
      const dy = ((C[above * n + column] - C[below * n + column]) * steep) / (above - below);
      const lit = (up - east * dx - north * dy) / (up * Math.hypot(dx, dy, 1));
      bright[row * n + column] = Number.isNaN(lit) ? 1 : Math.max(DARKEST, Math.min(BRIGHTEST, 0.55 + 0.45 * lit)); // NaN beside an infinite cost
    }
  }
  return bright;
}
