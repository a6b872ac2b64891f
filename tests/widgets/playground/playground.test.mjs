// The playground's mathematics against nnlib's, which wrote the golden file; and what no other program need agree on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { plane, viewOf } from "../../../nnlib/widgets/shared/core/plane.ts";
import { readPoints, writePoints } from "../../../nnlib/widgets/shared/core/points.ts";
import { normal, shuffled, uniform } from "../../../nnlib/widgets/shared/core/random.ts";
import { drawn, initial, part } from "../../../nnlib/widgets/shared/core/samples.ts";
import { slice } from "../../../nnlib/widgets/shared/core/slice.ts";
import { linspace } from "../../../nnlib/widgets/shared/core/surface.ts";
import { alike, cloned, swapped } from "../../../nnlib/widgets/shared/core/symmetry.ts";
import { trainingRun } from "../../../nnlib/widgets/shared/core/training.ts";
import { agree, golden } from "../shared/agree.mjs";

const { runs, slices, chance } = golden("playground");
const examples = ({ X, Y }) => ({ X: Float64Array.from(X.flat()), Y: Float64Array.from(Y.flat()), N: Y.length });

/** The settings of a golden run. */
function settingsOf(found, other = {}) {
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
    const settings = settingsOf(found);
    assert.deepEqual([...settings.train.X], found.X.flat());
    assert.deepEqual([...settings.train.Y], found.Y.flat());
    assert.deepEqual([...settings.start], found.path[0]);
    const run = trainingRun(settings, 1000);
    for (const [k, step] of found.kept.entries()) {
      assert.equal(run.reach(step), step);
      agree([...run.theta], found.path[k], `theta after ${step}`, 1e-9, 1e-12);
      const { cost, accuracy, test: testCost, testAccuracy } = run.trace;
      agree([cost[step], accuracy[step], testCost[step], testAccuracy[step]], found.measured[k], `measured after ${step}`);
    }
  });
}

for (const { axes, theta, X, Y, C } of slices) {
  test(`the slice over ${axes} is nnlib's cost_surface, in one go or row by row`, () => {
    const settings = { sizes: [2, 4, 4, 1], activations: ["tanh", "tanh", "sigmoid"], cost: "cross_entropy", penalties: {}, ...examples({ X, Y }) };
    const [u, v] = [linspace(-3, 4, 8), linspace(-2, 5, 8)];
    const whole = slice(settings, theta, axes[0], axes[1], u, v);
    assert.ok(whole.work(() => false));
    agree([...whole.C], C.flat(), "C");
    const parts = slice(settings, theta, axes[0], axes[1], u, v);
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
      const settings = settingsOf(runs[0], { batch, optimizer, rate: 0.05 });
      const straight = new Map();
      const one = trainingRun(settings, 700);
      for (const step of [3, 140, 141, 300, 700]) straight.set(step, (one.reach(step), one.theta.slice()));
      const other = trainingRun(settings, 700);
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
  const settings = settingsOf(runs[2]);
  const [hurried, calm] = [trainingRun(settings, 100), trainingRun(settings, 100)];
  let calls = 0;
  while (hurried.reach(60, () => calls++ % 4 === 3) < 60) assert.ok(calls < 999);
  calm.reach(60);
  assert.deepEqual(hurried.theta, calm.theta);
});

test("training that diverges ends at the last finite parameters, says when, and can be walked back", () => {
  const settings = settingsOf(runs[1], { rate: 1e60, activations: ["relu", "sigmoid"], optimizer: "sgd", penalties: { l2: 1 } });
  const run = trainingRun(settings, 500);
  const end = run.reach(500);
  assert.ok(run.divergedAt === end + 1 && end < 500);
  assert.ok(run.theta.every(Number.isFinite));
  assert.equal(run.reach(0), 0);
  assert.deepEqual(run.theta, settings.start);
  assert.equal(run.reach(500), end);
  assert.ok(run.theta.every(Number.isFinite));
});

test("the lowest test cost is marked", () => {
  const run = trainingRun(settingsOf(runs[0]), 300);
  run.reach(300);
  const held = [...run.trace.test.slice(0, 301)];
  assert.equal(run.lowest, held.indexOf(Math.min(...held)));
});

test("swapping two units leaves the function as it was; clones are alike, and training never parts them", () => {
  const settings = settingsOf(runs[2]);
  const { sizes, activations, start } = settings;
  const output = (/** @type {Float64Array} */ theta) => {
    const grid = plane(sizes, activations, 9, viewOf(new Float64Array()));
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
  const run = trainingRun({ ...settings, start: twins }, 60);
  run.reach(60);
  assert.deepEqual(alike(sizes, run.theta, 2), [[1, 3]]);
  const zeros = trainingRun({ ...settings, start: initial(sizes, "zeros", 1) }, 60);
  zeros.reach(60);
  assert.deepEqual(alike(sizes, zeros.theta, 1), [[0, 1, 2, 3, 4, 5]]);
});

test("points are read from lines, with names above, other separators, and places beyond the picture moved into it", () => {
  const read = (/** @type {string} */ text) => readPoints(text, 1.3, 300);
  assert.deepEqual([...read("x,y,label\n0.5,-0.25,1\n\n−1 0.125 0").rows], [0.5, -0.25, 1, -1, 0.125, 0]);
  assert.deepEqual([...read("0,5;0,25;1\n1;0;0").rows], [0.5, 0.25, 1, 1, 0, 0]);
  for (const quoted of ['"x","y","class"\r\n"0.5","-0.25","1"\r\n', '"0,5","-0,25",1', '"0,5";"-0,25";"1"', '0,5;-0,25;1', '"0.5"\t"-0.25"\t"1"', '"0.5" "-0.25" "1"', '\ufeff"first; x","y, up","label"\n0.5, "-0.25" ,1', '"say ""x""","y, z",class\n0.5,-0.25,1']) {
    assert.deepEqual([...read(quoted).rows], [0.5, -0.25, 1], quoted);
  }
  const moved = read("10, 100, 0\n20, 300, 1\n15, 200, 1");
  assert.ok(moved.moved);
  assert.deepEqual([...moved.rows], [-1, -1, 0, 1, 1, 1, 0, 0, 1]);
  const back = read(writePoints(moved.rows));
  assert.ok(!back.moved);
  assert.deepEqual(back.rows, moved.rows);
});

for (const [text, told] of [
  ["1, 2", "Line 1"], ["0, 0, 1\n0, a, 1", 'Line 2, "0, a, 1", has "a"'], ["0,0,2", "it must be 0 or 1"], ["", "no point"], ["0,0,NaN", "Line 1"],
  ["0,1e999,1", "Line 1"], ["x,y,label", "no point"], ["0,0,1\nx,y,z", "Line 2"], ['"0","1"', "has 2 entries"], ['"0","a","1"', 'has "a"'], ["0,0,1\n".repeat(301), "more than 300"],
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
  const grid = plane(sizes, ["tanh", "tanh", "sigmoid"], n, viewOf(new Float64Array()));
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

test("the picture shows where nnlib's data lie, or, where points of the reader's lie beyond, all of those with room beside them", () => {
  const usual = viewOf(new Float64Array());
  assert.deepEqual(usual, [[-1.3, 1.3], [-1.3, 1.3]]);
  assert.equal(viewOf(Float64Array.of(-1.3, 1.3, 0, 0.5, 0.2, 1)), usual);
  const raw = Float64Array.of(53, 0.2, 0, 81, 0.9, 1);
  const view = viewOf(raw);
  for (let i = 0; i < raw.length; i++) if (i % 3 < 2) assert.ok(raw[i] > view[i % 3][0] && raw[i] < view[i % 3][1]);
  assert.ok(view[0][1] - view[0][0] < 1.5 * (81 - 53));
  assert.equal(viewOf(Float64Array.of(...raw, 60, 0.5, 1), view), view, "a point that is painted there moves nothing");
  assert.equal(viewOf(Float64Array.of(0, 0, 1), view), usual, "and other data bring the usual one back");
  assert.ok(viewOf(Float64Array.of(5, 5, 0, 5, 5, 1)).every(([low, high]) => low < 5 && high > 5), "equal points have room, too");
});

test("a unit's shades run over all that its function can give or, where that has no end, over what it gives here", () => {
  const range = (activation, theta) => {
    const [grid, into] = [plane([2, 1], [activation], 3, [[-1, 1], [-1, 1]]), [NaN, NaN]];
    grid.compute(Float64Array.from(theta));
    grid.range(1, 0, into);
    return into;
  };
  assert.deepEqual(range("tanh", [1, 0, 0]), [-1, 1]);
  assert.deepEqual(range("sigmoid", [1, 0, 0]), [0, 1]);
  assert.deepEqual(range("relu", [2, 0, 0]), [0, 2]);
  assert.deepEqual(range("relu", [0, 0, -1]), [0, 1e-6], "a silent unit has room, too");
  assert.deepEqual(range("identity", [1, 0, 1]), [-2, 2], "zero is in the middle");
  assert.deepEqual(range("identity", [1, 0, -1]), [-2, 2]);
});
