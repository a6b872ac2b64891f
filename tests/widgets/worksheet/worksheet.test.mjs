// Worksheet's mathematics against nnlib's, which wrote the golden file; and every known slip, typed, gives its own hint.
import assert from "node:assert/strict";
import { test } from "node:test";
import { drawn, given, isRight, read, slipOf, solve } from "../../../nnlib/widgets/shared/core/worksheet.ts";
import { formula, inNumbers, slipHint } from "../../../nnlib/widgets/worksheet/words.ts";
import { agree, golden } from "../shared/agree.mjs";

const { cases } = golden("worksheet");
const near = (a, b) => Math.abs(a - b) <= 0.02 * Math.max(Math.abs(a), Math.abs(b));
const box = (solved, name) => solved.find((one) => one.name === name);
const ODD = { sizes: [2, 2, 1], activation: "sigmoid", theta: [0.5, -0.9, 0.3, -1.1, -0.3, -0.2, -0.6, -1.3, -0.4], x: [1.7, -0.7], y: [1] };

for (const [i, { sizes, activation, seed, theta, x, y, boxes, values, half }] of cases.entries()) {
  test(`worksheet ${i}: ${sizes.join("-")}, ${activation}, seed ${seed}: numbers, boxes and right values are nnlib's`, () => {
    assert.deepEqual(drawn(sizes, activation, seed), { theta, x, y });
    const solved = solve({ sizes, activation, theta, x, y });
    assert.deepEqual(solved.map(({ name }) => name), boxes);
    agree(solved.map(({ value }) => value), values, "value", 1e-9, 1e-15);
    assert.deepEqual(given(solved, "half"), half);
  });
  test(`worksheet ${i}: each slip has a sentence of its own, and each box two lines of a formula`, () => {
    for (const one of solve({ sizes, activation, theta, x, y })) {
      for (const [, slip] of one.slips) assert.match(slipHint(activation, one, slip), /^[A-Z].*\.$/);
      for (const line of [formula(sizes, activation, one), inNumbers(sizes, activation, one)]) assert.doesNotMatch(line, /undefined|NaN|null/);
    }
  });
}

test("a slip's wrong value, typed, is found as that slip, unless it is as good as another's", () => {
  const found = new Set();
  for (const one of solve(ODD)) {
    for (const [value, slip] of one.slips) {
      if (!Number.isFinite(value) || near(value, one.value) || value === 0) continue;
      if (one.slips.some(([other, name]) => name !== slip && near(other, value))) continue;
      assert.equal(slipOf(one, read(value.toPrecision(4))), slip, `${one.name}: ${value}`);
      found.add(slip);
    }
  }
  const wanted = ["bias", "bias sign", "weight", "sign", "activated", "plain sum", "slope", "no slope", "a for slope", "no 2", "no 2, no slope", "half", "no square", "no activation", "z for a", "other neuron", "other delta", "times bias"];
  assert.deepEqual([...found].sort(), wanted.sort());
});

// By hand, from ODD's own numbers: the wrong numbers that people write down, and the sentence that each must get.
const sigmoid = (z) => 1 / (1 + Math.exp(-z));
const [w11, w12, w21, w22, b1, b2, v1, v2, c] = ODD.theta;
const [z1, z2] = [w11 * 1.7 + w12 * -0.7 + b1, w21 * 1.7 + w22 * -0.7 + b2];
const [a1, a2] = [sigmoid(z1), sigmoid(z2)];
const a = sigmoid(v1 * a1 + v2 * a2 + c);
const d = 2 * (a - 1) * a * (1 - a);
const BY_HAND = [
  ["delta2_1", 2 * (a - 1), /slope of the activation is missing.*σ′\(z\) = a \(1 − a\)/],
  ["delta2_1", -d, /sign is wrong: the error is a − y/],
  ["delta2_1", d / 2, /2 of the squared error is missing/],
  ["delta2_1", a - 1, /a − y alone/],
  ["delta1_1", v2 * d * a1 * (1 - a1), /wrong weight.*out of this neuron/],
  ["delta1_1", v1 * d, /slope of the activation is missing/],
  ["delta1_1", v1 * d * a1, /multiplied by a\./],
  ["dW2_1_1", d, /δ alone/],
  ["dW2_1_1", d * z1, /δ × z/],
  ["dW2_1_1", d * a2, /another neuron’s activation/],
  ["dW1_1_1", v2 * d * a2 * (1 - a2) * 1.7, /another neuron’s δ/],
  ["z1_1", z1 - b1, /bias is missing/],
  ["z1_1", z2 - b2 + b1, /wrong weights/],
  ["z1_1", a1, /already the activation/],
  ["C", (a - 1) ** 2 / 2, /no half/],
  ["C", 1 - a, /without its square/],
];
for (const [name, value, wanted] of BY_HAND) {
  test(`${value.toPrecision(4)} in ${name}: ${wanted.source}`, () => {
    const one = box(solve(ODD), name);
    assert.ok(!isRight(value, one.value));
    assert.match(slipHint("sigmoid", one, slipOf(one, value)), wanted);
  });
}

test("a typed number is read as people write it, and a text is none", () => {
  const right = { "0.5": 0.5, "0,5": 0.5, ".5": 0.5, "-3": -3, "−3": -3, "1/2": 0.5, " 1 / 2 ": 0.5, "-0,5/2": -0.25, "5e-3": 0.005, "+2": 2, "(0.5)": 0.5 };
  for (const [typed, value] of Object.entries(right)) assert.equal(read(typed), value, typed);
  for (const typed of ["", "abc", "1/0", "1/2/3", "0x10", "Infinity", "1e999", "1 2", "--1", "1,2,3"]) assert.ok(Number.isNaN(read(typed)), typed);
});

test("a number is right within half a percent or to three digits, and not beyond", () => {
  for (const [found, value] of [[0.333, 1 / 3], [1.005, 1], [0.995, 1], [0, 0], [-0.0149, -0.01494], [1e-8, 1.004e-8]]) assert.ok(isRight(found, value), `${found} for ${value}`);
  for (const [found, value] of [[0.33, 1 / 3], [1.006, 1], [0.001, 0], [0, 0.001], [-1, 1]]) assert.ok(!isRight(found, value), `${found} for ${value}`);
});
