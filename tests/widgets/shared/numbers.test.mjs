// Numbers as readers see them and as Python reads them, against Python itself; and what a hostile address is refused for.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { chance, factor, inCircle, inSmallCircle, numberTyped, python, pythonList, reaching, shown, signed, stated, worked } from "../../../nnlib/widgets/shared/view/numbers.ts";
import { problemWith, refusal } from "../../../nnlib/widgets/shared/view/schema.ts";
import { numbersOf, tableOf } from "../../../nnlib/widgets/shared/view/tables.ts";

const PYTHON = process.env.NN_PYTHON ?? "python3";
const ASK = `
import json, struct, sys
told = []
for bits, text in json.load(sys.stdin):
    (x,) = struct.unpack("<d", bytes.fromhex(bits))
    told.append([f"{x:.4g}", struct.pack("<d", eval(text)).hex(), f"{x:.3g}"])
json.dump(told, sys.stdout)
`;
const bitsOf = (x) => Buffer.from(Float64Array.of(x).buffer).toString("hex");

/** What Python says to each number: how it rounds it, and the bits it reads back from its text here. */
function told(numbers) {
  const input = JSON.stringify(numbers.map((x) => [bitsOf(x), python(x)]));
  return JSON.parse(execFileSync(PYTHON, ["-c", ASK], { input, encoding: "utf8", maxBuffer: 2 ** 26 }));
}

/** Repeatable 32-bit numbers: xorshift. */
let seed = 2463534242;
const random = () => ((seed ^= seed << 13), (seed ^= seed >>> 17), (seed ^= seed << 5), seed >>> 0);
const anyBits = () => new Float64Array(Uint32Array.of(random(), random()).buffer)[0];
const spread = () => (random() / 2 ** 31 - 1) * 10 ** ((random() % 24) - 12);
const many = (make) => Array.from({ length: 4000 }, make).filter(Number.isFinite);

test("a number that is worked with is Python's f'{x:.4g}', and a shown one f'{x:.3g}', for thousands of every size", () => {
  const numbers = [...many(spread), ...many(anyBits), 0, 1e-4, 99995, 999949, 999951, 9.9995e-5, 1e6, 123456.7];
  for (const [i, [four, , three]] of told(numbers).entries()) {
    const x = numbers[i];
    assert.equal(numberTyped(worked(x)), Number(four), `${x} is written as ${worked(x)}`);
    if (x === 0 || Math.abs(x) >= 0.001) assert.equal(numberTyped(shown(x)), Number(three), `${x} is shown as ${shown(x)}`);
    else assert.equal(shown(x), x > 0 ? "< 0.001" : "> −0.001");
  }
});

test("a number is rounded as Python rounds it where it lies exactly between two", () => {
  const numbers = [0.5, 2.0625, 2.1875, 0.03125, 1.40625, 1234.5, 1235.5, 20.625, -2.0625, 12345, 100.25, 100.75, 5.8125];
  const wrong = told(numbers).flatMap(([four, , three], i) =>
    numberTyped(worked(numbers[i])) === Number(four) && numberTyped(shown(numbers[i])) === Number(three) ? [] : [`${numbers[i]}: ${worked(numbers[i])}, ${shown(numbers[i])}; in Python ${four}, ${three}`]);
  assert.deepEqual(wrong, []);
});

test("a number has a true minus sign, no e-notation, and no bare NaN or Infinity", () => {
  assert.deepEqual([-1.5, -2e-9, NaN, Infinity, -Infinity, -0].map((x) => shown(x)), ["−1.5", "> −0.001", "not a number", "∞", "−∞", "0"]);
  assert.deepEqual([-2e-9, 1.25e-5, 1234567, 1e6].map((x) => worked(x)), ["−2 × 10⁻⁹", "1.25 × 10⁻⁵", "1.235 × 10⁶", "1 × 10⁶"]);
  assert.deepEqual([shown(0.123456), worked(0.123456), signed(-2), signed(2), factor(-2), factor(2), factor(2e-7)], ["0.123", "0.1235", "− 2", "+ 2", "(−2)", "2", "(2 × 10⁻⁷)"]);
});

test("a number has one sign before it, and a zero that is taken away its minus", () => {
  assert.deepEqual([0.5, 1e-6, -1e-6, 0].map((x) => stated("a", x)), ["a = 0.5", "a < 0.001", "a > −0.001", "a = 0"]);
  assert.deepEqual([-0, 0].map(signed), ["− 0", "+ 0"]);
});

test("a number in a circle has no more than three digits, and no sign before a zero", () => {
  assert.deepEqual([0.5, -0.001, -1.005, 9.9951, 12.345, -123.45].map((x) => inCircle(x, 2)), ["0.50", "0.00", "−1.00", "10.0", "12.3", "−123"]);
  assert.deepEqual([0.456, -0.001, 12.345].map(inSmallCircle), ["0.46", "0", "12"]);
});

test("what a field shows can be typed again, as can a number with e", () => {
  for (const x of [0.25, -3, 1.5e-7, -2e9]) assert.equal(numberTyped(worked(x)), x);
  assert.deepEqual(["1e-5", "−0,5", "2x10^-3", "3 · 10⁻²"].map(numberTyped), [1e-5, -0.5, 0.002, 0.03]);
  for (const text of ["", "abc", "1 2", "< 0.001", "10⁻"]) assert.ok(Number.isNaN(numberTyped(text)), text);
});

test("a number written for Python is read back to the bit", () => {
  const numbers = [...many(spread), ...many(anyBits), 0, 5e-324, 2 ** 53 + 2, 1e15, 1e20, 1e21, -3, 1.7976931348623157e308, Infinity, -Infinity];
  for (const [i, [, bits]] of told(numbers).entries()) assert.equal(bits, bitsOf(numbers[i]), `${numbers[i]} as ${python(numbers[i])}`);
  assert.equal(pythonList([1, 0.1]), "[1.0, 0.1]");
});

test("minus zero written for Python is read back to the bit", () => {
  assert.equal(told([-0])[0][1], bitsOf(-0), `-0 is written as ${python(-0)}`);
});

test("a table's numbers survive, from a DataView inside a larger buffer, from a buffer, and as numbers", () => {
  const numbers = Float64Array.of(0.1, -0, 1e308, 5e-324);
  const inside = new Uint8Array(48);
  inside.set(new Uint8Array(numbers.buffer), 8);
  const { shape, data } = tableOf(numbers);
  assert.deepEqual(shape, [4, 1]);
  assert.deepEqual(tableOf(numbers, 2).shape, [2, 2]);
  for (const held of [data, numbers, numbers.buffer, new DataView(inside.buffer, 8, 32)]) {
    assert.deepEqual(numbersOf({ shape, data: held }), numbers);
  }
});

const NUMBER = { kind: "number", low: -1e100, high: 1e100 };
const SCHEMA = {
  start: { kind: "list", of: NUMBER, least: 2, most: 2, words: "2 numbers" },
  rate: { ...NUMBER, low: 0, above: true, words: "a number above 0" },
  momentum: { ...NUMBER, low: 0, high: 1, below: true, words: "a number below 1" },
  bias: { ...NUMBER, words: "a number" },
  steps: { kind: "whole", low: 0, high: 200, words: "a whole number from 0 to 200" },
  cost: { kind: "choice", names: ["mse", "cross_entropy"], words: "one of mse, cross_entropy" },
  X: { kind: "table", of: NUMBER, columns: 1, least: 1, most: 2000, words: "1 to 2000 numbers" },
  target: { kind: "text", words: "a text", fixed: true },
};
const hostile = (text) => JSON.parse(text);

test("a right state is taken, in whole or in part", () => {
  const state = { start: [1, -2], rate: 0.1, momentum: 0, bias: -1e9, steps: 200, cost: "mse", X: [0, 1] };
  assert.equal(problemWith(state, SCHEMA), "");
  for (const [name, value] of Object.entries(state)) assert.equal(problemWith({ [name]: value }, SCHEMA), "");
  assert.equal(problemWith({}, SCHEMA), "");
});

test("a state that is no object of known names is refused", () => {
  for (const state of [null, undefined, "broken", "", 7, true, [], [1, 2]]) assert.match(problemWith(state, SCHEMA), /cannot be read/);
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty", "start ", "_esm", "about", "target", ""]) {
    assert.match(problemWith(hostile(`{${JSON.stringify(name)}: {"rate": 1}}`), SCHEMA), /nothing here is called/);
  }
  assert.ok(problemWith({ ["x".repeat(1e5)]: 1 }, SCHEMA).length < 200, "a long name is cut");
  assert.equal(Object.prototype.rate, undefined);
});

const WRONG = {
  start: ["[1]", "[1,2,3]", "[1,null]", '[1,"2"]', "[1,1e999]", '{"0":1,"1":2,"length":2}', '"12"', "[[1],[2]]", "null"],
  rate: ["0", "-1", "1e999", '"0.1"', "null", "[0.1]", "true", "{}"],
  momentum: ["-0.1", "1", "1e999", '"0.5"', "null"],
  bias: ["1e999", "-1e999", '"1"', "null", "false", '{"valueOf":1}'],
  steps: ["-1", "201", "1.5", "1e999", '"3"', "null", "[3]"],
  cost: ['"hinge"', '""', '"mse "', "0", "null", '["mse"]', '"constructor"'],
  X: ["[]", "[null]", '["1"]', "[1e999]", '"11"', "{}", "[[1]]", "7", JSON.stringify(Array(2001).fill(0))],
};
for (const [name, values] of Object.entries(WRONG)) {
  test(`a state with a wrong ${name} is refused by a sentence that names it`, () => {
    for (const value of values) {
      const told = problemWith(hostile(`{"${name}": ${value}}`), SCHEMA);
      assert.match(told, new RegExp(`was refused: ${name} must be .+\\. The figure starts as it was made\\.$`), value);
    }
  });
}

test("no reason, no refusal", () => {
  assert.deepEqual([refusal(""), refusal(undefined)], ["", ""]);
});

test("a control reaches as far as usual, and further where a value lies beyond, to a round number", () => {
  for (const [usual, values, wanted] of [[3, [1, -3], 3], [3, [3.2], 5], [2, [0, -40, 7], 50], [2, [100], 100], [2, [1.01e6], 2e6], [2, [], 2]]) assert.equal(reaching(usual, values), wanted);
});

test("a probability just below 1 is not called 1, and 1 itself is", () => {
  assert.deepEqual([1, 0.99999, 0.9995, 0.999, 0.5, 1e-9, 0].map(chance), ["1", "> 0.999", "> 0.999", "0.999", "0.5", "< 0.001", "0"]);
});
