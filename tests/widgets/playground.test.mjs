// The playground's mathematics against nnlib's, which wrote the golden file; and what no other program need agree on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plane } from "../../nnlib/widgets/js/core/plane.js";
import { readPoints, writePoints } from "../../nnlib/widgets/js/core/points.js";
import { normal, shuffled, uniform } from "../../nnlib/widgets/js/core/random.js";
import { drawn, initial, part } from "../../nnlib/widgets/js/core/samples.js";
import { slice } from "../../nnlib/widgets/js/core/slice.js";
import { alike, cloned, swapped } from "../../nnlib/widgets/js/core/symmetry.js";
import { training } from "../../nnlib/widgets/js/core/training.js";
import { agree, golden } from "./agree.mjs";

const { runs, slices, chance } = golden("playground");
const examples = ({ X, Y }) => ({ X: Float64Array.from(X.flat()), Y: Float64Array.from(Y.flat()), N: Y.length });

/** The course of a golden run. */
function courseOf(found, other = {}) {
  const { sizes, activation, cost, optimizer, l1, l2, batch, before, init, seed, noise, data_seed: dataSeed } = found;
  const rows = drawn(Float64Array.from(found.shape.flat()), 0, 60, noise, dataSeed);
  const activations = [...sizes.slice(1, -1).map(() => activation), "sigmoid"];
  return {
    sizes, activations, cost, penalties: { l1, l2 }, optimizer, rate: found.learning_rate, batch, seed, before,
    start: initial(sizes, init, seed), train: part(rows, false), test: part(rows, true), ...other,
  };
}

for (const [i, found] of runs.entries()) {
  const batched = found.batch ? `batches of ${found.batch}` : "full batches";
  test(`run ${i}: ${found.dataset}, ${found.sizes.join("-")}, ${found.optimizer}, ${batched}: data, start, steps, costs are nnlib's`, () => {
    const course = courseOf(found);
    assert.deepEqual([...course.train.X], found.X.flat());
    assert.deepEqual([...course.train.Y], found.Y.flat());
    assert.deepEqual([...course.start], found.path[0]);
    const run = training(course, 1000);
    for (const [k, step] of found.kept.entries()) {
      assert.equal(run.reach(step), step);
      agree([...run.theta], found.path[k], `theta after ${step}`, 1e-9, 1e-12);
      const { cost, right, test: held, testRight } = run.trace;
      agree([cost[step], right[step], held[step], testRight[step]], found.measured[k], `measured after ${step}`);
    }
  });
}

for (const { axes, theta, X, Y, C } of slices) {
  test(`the slice over ${axes} is nnlib's cost_surface, in one go or row by row`, () => {
    const course = { sizes: [2, 4, 4, 1], activations: ["tanh", "tanh", "sigmoid"], cost: "cross_entropy", penalties: {}, train: examples({ X, Y }) };
    const whole = slice(course, theta, axes[0], axes[1], [-3, 4], [-2, 5], 8);
    assert.ok(whole.work(() => false));
    agree([...whole.C], C.flat(), "C");
    const parts = slice(course, theta, axes[0], axes[1], [-3, 4], [-2, 5], 8);
    let calls = 0;
    while (!parts.work(() => calls++ % 2 === 1)) assert.ok(calls < 99);
    assert.deepEqual(parts.C, whole.C);
  });
}

test("chance is the same in both languages", () => {
  const [draw, bell] = [uniform(7), normal(uniform(-3))];
  assert.deepEqual(chance[0].uniform.map(draw), chance[0].uniform);
  agree(chance[0].normal.map(bell), chance[0].normal, "normal", 1e-14);
  assert.deepEqual(shuffled(9, uniform(5)), chance[0].shuffled);
});

test("any step can be asked for in any order, and the store stays small", () => {
  for (const batch of [0, 16]) {
    for (const optimizer of ["momentum", "adam"]) {
      const course = courseOf(runs[0], { batch, optimizer, rate: 0.05 });
      const straight = new Map();
      const one = training(course, 700);
      for (const step of [3, 140, 141, 300, 700]) straight.set(step, (one.reach(step), one.theta.slice()));
      const other = training(course, 700);
      other.reach(700);
      for (const step of [141, 3, 700, 140, 300]) {
        assert.equal(other.reach(step), step);
        assert.deepEqual(other.theta, straight.get(step), `step ${step}, batch ${batch}, ${optimizer}`);
      }
      assert.ok(other.stored <= 128);
      assert.equal(other.reach(900), 700, "no further than the most");
    }
  }
});

test("training that is late goes on later, to the same parameters", () => {
  const course = courseOf(runs[2]);
  const [hurried, calm] = [training(course, 100), training(course, 100)];
  let calls = 0;
  while (hurried.reach(60, () => calls++ % 4 === 3) < 60) assert.ok(calls < 999);
  calm.reach(60);
  assert.deepEqual(hurried.theta, calm.theta);
});

test("training that diverges ends at the last finite parameters, says when, and can be walked back", () => {
  const course = courseOf(runs[1], { rate: 1e60, activations: ["relu", "sigmoid"], optimizer: "sgd", penalties: { l2: 1 } });
  const run = training(course, 500);
  const end = run.reach(500);
  assert.ok(run.divergedAt === end + 1 && end < 500);
  assert.ok(run.theta.every(Number.isFinite));
  assert.equal(run.reach(0), 0);
  assert.deepEqual(run.theta, course.start);
  assert.equal(run.reach(500), end);
  assert.ok(run.theta.every(Number.isFinite));
});

test("the lowest test cost is marked", () => {
  const run = training(courseOf(runs[0]), 300);
  run.reach(300);
  const held = [...run.trace.test.slice(0, 301)];
  assert.equal(run.lowest, held.indexOf(Math.min(...held)));
});

test("swapping two units leaves the function as it was; clones are alike, and training never parts them", () => {
  const course = courseOf(runs[2]);
  const { sizes, activations, start } = course;
  const output = (/** @type {Float64Array} */ theta) => {
    const grid = plane(sizes, activations, 9, 1.3);
    grid.compute(theta);
    return [...grid.output];
  };
  for (const l of [1, 2, 3]) {
    const other = swapped(sizes, start, l, 0, 4);
    assert.notDeepEqual(other, start);
    agree(output(other), output(start), "output", 1e-12);
    assert.deepEqual(swapped(sizes, other, l, 4, 0), start);
  }
  const twins = cloned(sizes, start, 2, 1, 3);
  assert.deepEqual(alike(sizes, twins, 2), [[1, 3]]);
  assert.deepEqual(alike(sizes, start, 2), []);
  const run = training({ ...course, start: twins }, 60);
  run.reach(60);
  assert.deepEqual(alike(sizes, run.theta, 2), [[1, 3]]);
  const zeros = training({ ...course, start: initial(sizes, "zeros", 1) }, 60);
  zeros.reach(60);
  assert.deepEqual(alike(sizes, zeros.theta, 1), [[0, 1, 2, 3, 4, 5]]);
});

test("points are read from lines, with names above, other separators, and places beyond the picture moved into it", () => {
  const read = (/** @type {string} */ text) => readPoints(text, 1.3, 300);
  assert.deepEqual([...read("x,y,label\n0.5,-0.25,1\n\n−1 0.125 0").rows], [0.5, -0.25, 1, -1, 0.125, 0]);
  assert.deepEqual([...read("0,5;0,25;1\n1;0;0").rows], [0.5, 0.25, 1, 1, 0, 0]);
  const moved = read("10, 100, 0\n20, 300, 1\n15, 200, 1");
  assert.ok(moved.moved);
  assert.deepEqual([...moved.rows], [-1, -1, 0, 1, 1, 1, 0, 0, 1]);
  const back = read(writePoints(moved.rows));
  assert.ok(!back.moved);
  assert.deepEqual(back.rows, moved.rows);
});

for (const [text, told] of [
  ["1, 2", "Line 1"], ["0, 0, 1\n0, a, 1", 'Line 2, "0, a, 1", has "a"'], ["0,0,2", "it must be 0 or 1"], ["", "no point"], ["0,0,NaN", "Line 1"],
  ["0,1e999,1", "Line 1"], ["x,y,label", "no point"], ["0,0,1\nx,y,z", "Line 2"], ["0,0,1\n".repeat(301), "more than 300"],
]) {
  test(`"${text.slice(0, 16).replaceAll("\n", " / ")}" is refused in a sentence`, () => {
    const { rows, problem } = readPoints(text, 1.3, 300);
    assert.equal(rows.length, 0);
    assert.ok(problem.includes(told) && problem.endsWith("."), problem);
  });
}

test("a unit's own boundary runs through the places where its sum is zero: a straight line in the first layer, bent behind", () => {
  const sizes = [2, 2, 1, 1];
  const theta = Float64Array.from([2, 0.5, -1, 1.5, 0.25, -0.4, 1.5, -1, 0.3, 1, 0]);
  const [n, reach] = [41, 1.3];
  const grid = plane(sizes, ["tanh", "tanh", "sigmoid"], n, reach);
  grid.compute(theta);
  const at = (c) => reach * ((2 * c) / (n - 1) - 1);
  const first = (j, x, y) => theta[2 * j] * x + theta[2 * j + 1] * y + theta[4 + j];
  const second = (x, y) => theta[6] * Math.tanh(first(0, x, y)) + theta[7] * Math.tanh(first(1, x, y)) + theta[8];
  const sums = [[1, 0, (x, y) => first(0, x, y), 1e-12], [1, 1, (x, y) => first(1, x, y), 1e-12], [2, 0, second, 5e-3]];
  for (const [l, j, z, near] of sums) {
    const line = grid.boundary(l, j);
    assert.ok(line.length >= 4 * 30, `${line.length}`);
    for (let p = 0; p < line.length; p += 2) assert.ok(Math.abs(z(at(line[p]), at(line[p + 1]))) < near, `unit ${l},${j}: ${z(at(line[p]), at(line[p + 1]))}`);
  }
});
