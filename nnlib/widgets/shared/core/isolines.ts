// Lines of equal height through a grid, by marching squares: one pass over the cells for all heights.
// d3-contour gives closed polygons, and takes longer for a grid of 64 x 64 than a frame of dragging may.

/**
 * The lines as segments: for each threshold x0, y0, x1, y1, ... in grid units (column, row), cell by cell.
 * @param C heights, row by row
 * @param n columns, and rows
 * @param thresholds rising
 * @param from the first row of cells
 * @param to and the one after the last
 */
export function isolines(C: Float64Array, n: number, thresholds: number[], from: number = 0, to: number = n - 1): number[][] {
  const lines = thresholds.map(() => [] as number[]);
  for (let row = from; row < to; row++) {
    for (let column = 0; column < n - 1; column++) {
      const i = row * n + column;
      const a = C[i]; // around the cell, from its first corner
      const b = C[i + 1];
      const c = C[i + n + 1];
      const d = C[i + n];
      const low = Math.min(a, b, c, d);
      const high = Math.max(a, b, c, d);
      for (let level = 0; level < thresholds.length; level++) {
        const t = thresholds[level];
        if (t <= low) continue;
        if (t > high) break;
        segments(lines[level], column, row, t, a, b, c, d);
      }
    }
  }
  return lines;
}

/**
 * The line at height 0 alone, where values lie `every` apart from `first` on: most cells are on one side of it.
 * @param n columns, and rows
 */
export function zeroLine(C: Float64Array, n: number, first: number, every: number) {
  const line = [] as number[];
  const up = n * every;
  for (let row = 0, at = first; row < n - 1; row++, at += every) {
    for (let column = 0; column < n - 1; column++, at += every) {
      const below = C[at] < 0;
      if (below === C[at + every] < 0 && below === C[at + up] < 0 && below === C[at + up + every] < 0) continue;
      segments(line, column, row, 0, C[at], C[at + every], C[at + up + every], C[at + up]);
    }
  }
  return line;
}

/** The one or two segments of one cell at height t, added to a line. */
function segments(line: number[], column: number, row: number, t: number, a: number, b: number, c: number, d: number) {
  const bottom = column + (t - a) / (b - a); // where each side is crossed, if it is
  const right = row + (t - b) / (c - b);
  const top = column + (t - d) / (c - d);
  const left = row + (t - a) / (d - a);
  const crossing = (a < t === b < t ? 0 : 1) + (b < t === c < t ? 0 : 2) + (d < t === c < t ? 0 : 4) + (a < t === d < t ? 0 : 8);
  const end = column + 1;
  const far = row + 1;
  if (crossing === 3) line.push(bottom, row, end, right);
  else if (crossing === 5) line.push(bottom, row, top, far);
  else if (crossing === 9) line.push(bottom, row, column, left);
  else if (crossing === 6) line.push(end, right, top, far);
  else if (crossing === 10) line.push(end, right, column, left);
  else if (crossing === 12) line.push(top, far, column, left);
  // A saddle is crossed on all sides: its middle tells which two belong together.
  else if ((a + b + c + d) / 4 < t === a < t) line.push(bottom, row, end, right, top, far, column, left);
  else line.push(bottom, row, column, left, end, right, top, far);
}
