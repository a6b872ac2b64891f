// A cost surface as a landscape: which heights its lines have, and which of its slopes the light falls on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { extent, hillshade, levels } from "../../../nnlib/widgets/shared/core/relief.ts";

const N = 9;
const surface = (cost) => Float64Array.from({ length: N * N }, (_, i) => cost(i % N, Math.floor(i / N)));

test("the lines' costs are round numbers that rise between the lowest and the highest, closer to each other at the floor", () => {
  for (const scale of [1e-6, 0.37, 1, 4200, 1e9]) {
    const C = surface((column, row) => scale * (1 + (column - 4) ** 2 + (row - 4) ** 2));
    const [low, high] = extent(C);
    const found = levels(C);
    assert.ok(found.length >= 8);
    for (const [i, level] of found.entries()) {
      assert.ok(level > (found[i - 1] ?? low) && level < high);
      assert.ok(Number(level.toPrecision(3)) === level, `${level} has more than three digits`);
    }
    assert.ok(found[1] - found[0] < found.at(-1) - found.at(-2));
  }
  assert.deepEqual(levels(surface(() => 2)), []);
});

test("a slope that faces the upper left is brighter than level ground, and one that faces away is darker", () => {
  assert.deepEqual(new Set(hillshade(surface(() => 3), N)), new Set([1]));
  const middle = 4 * N + 4;
  const facing = hillshade(surface((column, row) => column - row), N)[middle]; // it rises to the right and downwards
  const away = hillshade(surface((column, row) => row - column), N)[middle];
  assert.ok(facing > 1 && away < 1);
});

test("an infinite cost leaves no place without a brightness", () => {
  const C = surface((column, row) => (column + row ? column + row : Infinity));
  assert.ok(hillshade(C, N).every(Number.isFinite));
});
