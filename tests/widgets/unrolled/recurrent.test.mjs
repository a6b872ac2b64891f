// The widgets' recurrent unit against nnlib's, which wrote the golden file: the same within 1e-9 of its size.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ELEMENTWISE } from "../../../nnlib/widgets/shared/core/activations.ts";
import { clip, lostAt, passes, wayBack } from "../../../nnlib/widgets/shared/core/recurrent.ts";
import { agree, golden } from "../shared/agree.mjs";

const { cases } = golden("recurrent");

for (const [i, found] of cases.entries()) {
  const { activation, theta, x, target, most } = found;
  test(`unit ${i}: ${activation}, ${x.length} steps, w_h = ${theta[1]}: both passes are nnlib's`, () => {
    const run = passes(activation, theta, x, target);
    for (const name of ["Z", "H", "delta", "gradient"]) agree([...run[name]], found[name], name, 1e-9, 1e-13);
    agree([run.prediction], [found.prediction], "prediction", 1e-9, 1e-13);
    agree([run.cost], [found.value], "cost", 1e-9, 1e-13);
    agree(clip(run.gradient, most).clipped, found.clipped, "clipped", 1e-9, 1e-13);
  });
  test(`unit ${i}: an error is the later one times its factor`, () => {
    const { delta, factors } = passes(activation, theta, x, target);
    for (let t = 0; t + 1 < x.length; t++) agree([delta[t]], [delta[t + 1] * factors[t]], `delta[${t}]`, 1e-12, 1e-300);
  });
}

test("the golden units hold every activation, and three to eight steps", () => {
  assert.deepEqual([...new Set(cases.map(({ activation }) => activation))], ELEMENTWISE);
  assert.deepEqual(new Set(cases.map(({ x }) => x.length)), new Set([3, 5, 8]));
});

const kinds = [
  { w_h: 0.5, kind: "vanishes" },
  { w_h: -3, kind: "explodes" },
  { w_h: 1, kind: "holds" },
  { w_h: 0, kind: "lost" },
];
for (const { w_h, kind } of kinds) {
  test(`with a recurrent weight of ${w_h} and no bend, the error ${kind}, each step by as much`, () => {
    const run = passes("identity", [1, w_h, 0, 1, 0], [1, 1, 1, 1, 1, 1], 100);
    const way = wayBack(run.delta);
    assert.equal(way.kind, kind);
    agree([way.rate, way.ratio], [Math.abs(w_h), Math.abs(w_h) ** 5], "rate and ratio", 1e-12);
  });
}

test("where the target is met there is no error to carry", () => {
  assert.equal(wayBack(passes("identity", [1, 1, 0, 1, 0], [1, 0, 0], 1).delta).kind, "none");
  for (const [first, kind] of [[9, "vanishes"], [10, "holds"], [1000, "holds"], [1001, "explodes"]]) {
    assert.equal(wayBack(Float64Array.of(first, 100)).kind, kind); // a tenth and tenfold still hold
  }
});

test("a gradient that is not too long stays as it is, and none is made longer", () => {
  assert.deepEqual(clip([3, 4], 5), { norm: 5, clipped: [3, 4] });
  assert.deepEqual(clip([0, 0], 1), { norm: 0, clipped: [0, 0] });
});

test("the step where a state overflows is found, and none where all is finite", () => {
  assert.equal(lostAt(passes("identity", [1, 1e200, 0, 1, 0], [1, 1, 1, 1], 0)), 2);
  assert.equal(lostAt(passes("identity", [1, 1e60, 0, 1, 0], [1, 1, 1, 1], 0)), 3); // the squares of the errors
  assert.equal(lostAt(passes("tanh", [1, 1e90, 0, 1, 0], [1, 1, 1], 0)), -1);
});
