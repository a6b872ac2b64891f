// Lines of equal height through a grid, by marching squares: one pass over the cells for all heights.
// d3-contour gives closed polygons, and takes longer for a grid of 64 x 64 than a frame of dragging may.

/**
 * The lines as segments: for each threshold x0, y0, x1, y1, ... in grid units (column, row), cell by cell.
 * @param {Float64Array} C heights, row by row
 * @param {number} n columns, and rows
 * @param {number[]} thresholds rising
 * @returns {number[][]}
 */
export function isolines(C, n, thresholds) {
  const lines = thresholds.map(() => /** @type {number[]} */ ([]));
  const ends = new Float64Array(8);
  for (let row = 0; row < n - 1; row++) {
    for (let column = 0; column < n - 1; column++) {
      const i = row * n + column;
      const [a, b, c, d] = [C[i], C[i + 1], C[i + n + 1], C[i + n]]; // around the cell, from its first corner
      const low = Math.min(a, b, c, d);
      const high = Math.max(a, b, c, d);
      for (let level = 0; level < thresholds.length; level++) {
        const t = thresholds[level];
        if (t <= low) continue;
        if (t > high) break;
        let count = 0;
        const cross = (/** @type {number} */ x, /** @type {number} */ y) => {
          ends[count++] = x;
          ends[count++] = y;
        };
        if (a < t !== b < t) cross(column + (t - a) / (b - a), row);
        if (b < t !== c < t) cross(column + 1, row + (t - b) / (c - b));
        if (d < t !== c < t) cross(column + (t - d) / (c - d), row + 1);
        if (a < t !== d < t) cross(column, row + (t - a) / (d - a));
        const line = lines[level];
        if (count === 4) line.push(ends[0], ends[1], ends[2], ends[3]);
        // A saddle is crossed twice: its middle tells which two sides belong together.
        else if ((a + b + c + d) / 4 < t === a < t) line.push(ends[0], ends[1], ends[2], ends[3], ends[4], ends[5], ends[6], ends[7]);
        else line.push(ends[0], ends[1], ends[6], ends[7], ends[2], ends[3], ends[4], ends[5]);
      }
    }
  }
  return lines;
}
