// Lines of equal height: every end lies on a cell's side at exactly that height, and no crossed side is missed.
import assert from "node:assert/strict";
import test from "node:test";
import { isolines, zeroLine } from "../../../nnlib/widgets/shared/core/isolines.ts";

const n = 24;
const hill = (column, row) => Math.sin(column / 3) * Math.cos(row / 4) + column / 40;
const C = Float64Array.from({ length: n * n }, (_, i) => hill(i % n, Math.floor(i / n)));
const thresholds = [-0.6, -0.2, 0.1, 0.3, 0.9];

/** The height at a point of a grid line, between its two neighbours. */
function height(x, y) {
  const [x0, y0] = [Math.floor(x), Math.floor(y)];
  if (x > x0) return C[y0 * n + x0] + (x - x0) * (C[y0 * n + x0 + 1] - C[y0 * n + x0]);
  return y > y0 ? C[y0 * n + x0] + (y - y0) * (C[(y0 + 1) * n + x0] - C[y0 * n + x0]) : C[y0 * n + x0];
}

test("every end of a segment lies at its threshold's height", () => {
  for (const [level, line] of isolines(C, n, thresholds).entries()) {
    assert.ok(line.length > 0);
    for (let p = 0; p < line.length; p += 2) {
      assert.ok(Math.abs(height(line[p], line[p + 1]) - thresholds[level]) < 1e-9);
    }
  }
});

test("every inner side that a height crosses is met by two segments, one of each cell beside it", () => {
  const lines = isolines(C, n, thresholds);
  for (const [level, t] of thresholds.entries()) {
    const met = new Map();
    for (let p = 0; p < lines[level].length; p += 2) {
      const place = `${lines[level][p].toFixed(9)},${lines[level][p + 1].toFixed(9)}`;
      met.set(place, (met.get(place) ?? 0) + 1);
    }
    let crossed = 0;
    for (let row = 1; row < n - 1; row++) {
      for (let column = 0; column < n - 1; column++) {
        const [a, b] = [C[row * n + column], C[row * n + column + 1]];
        if (a < t === b < t) continue;
        crossed++;
        assert.equal(met.get(`${(column + (t - a) / (b - a)).toFixed(9)},${row.toFixed(9)}`), 2);
      }
    }
    assert.ok(crossed > 5);
  }
});

test("a saddle joins the sides that its middle says", () => {
  const joined = (middle) => isolines(Float64Array.from([1, 0, 0, middle]), 2, [0.5])[0];
  assert.deepEqual(joined(1), [0.5, 0, 1, 0.5, 0.5, 1, 0, 0.5]); // the middle is high: the low corners are cut off
  assert.deepEqual(joined(0.6), [0.5, 0, 0, 0.5, 1, 0.5 / 0.6, 0.5 / 0.6, 1]); // low: the high corners are
});

test("a flat grid has no lines", () => {
  assert.deepEqual(isolines(new Float64Array(9).fill(1), 3, [0.5, 1.5]), [[], []]);
});

test("the line at zero among values that lie apart is the one that isolines finds, cell by cell", () => {
  const [n, every] = [12, 3];
  const wave = (i, phase) => Math.sin(0.7 * (i % n) + phase) * Math.cos(0.9 * Math.floor(i / n) - phase) + 0.1;
  const C = Float64Array.from({ length: n * n * every }, (_, i) => wave(Math.floor(i / every), i % every));
  for (const first of [0, 1, 2]) {
    const alone = Float64Array.from({ length: n * n }, (_, i) => C[i * every + first]);
    const [wanted] = isolines(alone, n, [0]);
    assert.ok(wanted.length > 40);
    assert.deepEqual(zeroLine(C, n, first, every), wanted);
  }
});

test("lines made band by band are the lines of the whole grid", () => {
  const bands = [[0, 7], [7, 8], [8, n - 1]].map(([from, to]) => isolines(C, n, thresholds, from, to));
  assert.deepEqual(thresholds.map((_, level) => bands.flatMap((lines) => lines[level])), isolines(C, n, thresholds));
});

test("a corner that lies exactly at a height counts as above it", () => {
  assert.deepEqual(isolines(Float64Array.of(0, 1, 0, 1), 2, [1]), [[1, 0, 1, 1]]);
  assert.deepEqual(isolines(Float64Array.of(1, 0, 1, 0), 2, [1]), [[0, 0, 0, 1]]);
  assert.deepEqual(isolines(Float64Array.of(0, 0, 1, 1), 2, [1]), [[1, 1, 0, 1]]);
  assert.deepEqual(isolines(Float64Array.of(1, 1, 0, 0), 2, [1]), [[1, 0, 0, 0]]);
  assert.deepEqual(isolines(Float64Array.of(1, 1, 1, 1), 2, [1]), [[]]);
  for (let corners = 0; corners < 81; corners++) {
    const C = Float64Array.from({ length: 4 }, (_, i) => (Math.floor(corners / 3 ** i) % 3) - 1);
    assert.deepEqual(zeroLine(C, 2, 0, 1), isolines(C, 2, [0])[0], String(C));
  }
});
