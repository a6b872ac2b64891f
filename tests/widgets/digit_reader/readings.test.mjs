// What DigitReader reads, against nnlib's: pictures bit for bit, probabilities and slopes within 1e-9, the same pixels changed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { fitted, inkOf, picture, unpack } from "../../../nnlib/widgets/shared/core/digits.ts";
import { aim, largest, reader } from "../../../nnlib/widgets/shared/core/reading.ts";
import { agree, golden } from "../shared/agree.mjs";

const PYTHON = process.env.NN_PYTHON ?? "python3";
const told = spawnSync(PYTHON, ["-c", "from nnlib.widgets import digits; print(digits.as_text())"], { encoding: "utf8" });
assert.equal(told.status, 0, told.stderr);
const trained = unpack(told.stdout);
const mind = reader(trained);
const { cases } = golden("readings");

for (const [i, found] of cases.entries()) {
  const what = found.example < 0 ? `${found.strokes.length} strokes` : `test image ${found.example}`;
  test(`reading ${i}, ${what}, ${found.changed.length} pixels changed: all is nnlib's`, () => {
    const bytes = found.example < 0 ? picture(found.strokes, found.pen) : trained.examples[found.example].image;
    assert.equal(Buffer.from(bytes).toString("base64"), found.picture);
    const made = Float64Array.from(bytes, (ink) => ink / 255);
    const digit = aim(mind.read(made), found.towards, found.label ?? undefined);
    assert.equal(digit, found.aim);
    const { x, changed } = mind.persuade(made, digit, found.most);
    assert.deepEqual(changed, found.changed);
    const { p, hidden } = mind.read(x);
    agree([...p], found.p, "p", 1e-9, 1e-15);
    agree([...hidden], found.hidden, "hidden", 1e-9, 1e-12);
    const slopes = mind.slope(x, digit);
    agree([...slopes.slice(14 * 28, 15 * 28)], found.slope, "slope", 1e-9, 1e-12);
    const next = mind.telling(x, slopes, changed);
    assert.deepEqual([next.pixel, next.to], [found.pixel, found.to]);
    x[next.pixel] = next.to;
    agree([mind.read(x).p[digit]], [found.after], "after", 1e-9, 1e-15);
  });
}

test("the golden readings hold an empty drawing, a dot, a pen too thin to be seen, and minds that were changed", () => {
  const drawn = cases.filter(({ example }) => example < 0);
  assert.ok(drawn.some(({ strokes }) => !strokes.length));
  assert.ok(drawn.some(({ strokes, pen, picture }) => strokes.length && pen < 1 && /^A+=*$/.test(picture)));
  assert.ok(cases.some(({ most, changed }) => changed.length > 3 && changed.length < most));
  assert.equal(cases.filter(({ example }) => example >= 0).length, trained.examples.length);
});

test("a slope is what finite differences find", () => {
  const made = Float64Array.from(picture(cases[4].strokes, 2.4), (ink) => ink / 255);
  const slopes = mind.slope(made, 9);
  for (const pixel of [200, 300, 406, 500]) {
    const at = (h) => mind.cost(made.with(pixel, made[pixel] + h), 9);
    agree([(at(1e-6) - at(-1e-6)) / 2e-6], [slopes[pixel]], `pixel ${pixel}`, 1e-5, 1e-7);
  }
});

test("so many pixels as are needed change the reading, and one fewer does not", () => {
  for (const { image, label } of trained.examples) {
    const made = Float64Array.from(image, (ink) => ink / 255);
    const needed = mind.needed(made, label, 100);
    assert.ok(needed !== undefined);
    assert.equal(mind.read(mind.persuade(made, label, needed).x).best, label);
    if (needed) assert.notEqual(mind.read(mind.persuade(made, label, needed - 1).x).best, label);
  }
});

test("a drawing is read alike wherever it stands and however large it is", () => {
  const four = cases[4].strokes;
  const moved = four.map((stroke) => stroke.map((at) => at / 2 + 60));
  const [one, other] = [picture(four, 2.4), picture(moved, 2.4)];
  for (const [i, ink] of one.entries()) assert.ok(Math.abs(ink - other[i]) <= 1);
});

test("the first of equal numbers is the largest, and one can be left out", () => {
  assert.equal(largest([1, 3, 3]), 1);
  assert.equal(largest([5, 3, 4], 0), 2);
  assert.equal(largest([5, 3, 4], 2), 0);
});

test("a network of the reader's own arrives with every bit of its parameters, and reads as nnlib's does", () => {
  const code = [
    "import json, numpy as np, nnlib as nn",
    "from nnlib.widgets import digits, DigitReader",
    "net = nn.Network([784, 7, 10], ['sigmoid', 'softmax'], rng=np.random.default_rng(0))",
    "p = net.predict(np.linspace(0, 1, 784).reshape(1, -1))[0].tolist()",
    "print(json.dumps({'text': DigitReader(net)._weights, 'theta': net.theta.tolist(), 'p': p}))",
  ];
  const asked = spawnSync(PYTHON, ["-c", code.join("\n")], { encoding: "utf8" });
  assert.equal(asked.status, 0, asked.stderr);
  const { text, theta, p } = JSON.parse(asked.stdout);
  const own = unpack(text);
  assert.deepEqual([own.own, trained.own, own.sizes, own.examples.length], [true, false, [784, 7, 10], trained.examples.length]);
  assert.deepEqual([...own.theta], theta);
  agree([...reader(own).read(Float64Array.from({ length: 784 }, (_, i) => i / 783)).p], p, "p", 1e-9);
});

test("the surprising images are unpacked with their own labels and numbers", () => {
  const { labels, numbers } = JSON.parse(told.stdout);
  assert.ok(labels.length > 3);
  assert.deepEqual(trained.examples.map(({ label }) => label), labels);
  assert.deepEqual(trained.examples.map(({ number }) => number), numbers);
});

test("a hidden unit is shown with the weights that lead into it and out of it", () => {
  const [n, hidden, digits] = trained.sizes;
  for (const unit of [0, 5]) {
    assert.deepEqual([...mind.weights(unit)], [...trained.theta.slice(n * unit, n * (unit + 1))]);
    const out = Array.from({ length: digits }, (_, d) => trained.theta[hidden * (n + 1) + d * hidden + unit]);
    assert.deepEqual([...mind.leaving(unit)], out);
  }
});

test("as many pixels as are needed are enough, and one less is not", () => {
  const made = Float64Array.from(trained.examples[0].image, (ink) => ink / 255);
  const other = (mind.read(made).best + 1) % 10;
  const least = mind.needed(made, other, 400);
  assert.ok(least > 1);
  assert.equal(mind.needed(made, other, least), least);
  assert.equal(mind.needed(made, other, least - 1), undefined);
  assert.equal(mind.needed(made, mind.read(made).best, 0), 0);
});

test("an image is fitted as MNIST's were: its ink in a box of 20 pixels, its centre of mass in the middle", () => {
  const [width, height] = [90, 60];
  const grey = Float64Array.from({ length: width * height }, (_, i) => (i % width >= 50 && i % width < 70 && i >= 10 * width && i < 50 * width ? 0.1 : 0.9));
  const made = fitted(inkOf(grey, width, height), width, height);
  const inked = [...made.keys()].filter((i) => made[i]);
  const ends = (of) => [Math.min(...inked.map(of)), Math.max(...inked.map(of))];
  assert.deepEqual(ends((i) => Math.floor(i / 28)), [4, 23]);
  assert.deepEqual(ends((i) => i % 28), [9, 18]);
  assert.ok(inked.every((i) => made[i] === 255));
  // heavier at the left: the box moves to the right, and stays in the picture
  const ramp = Float64Array.from({ length: 400 }, (_, i) => (i % 20 < 4 ? 1 : 0.05));
  const heavy = fitted(ramp, 20, 20);
  let [mass, moment] = [0, 0];
  for (const [i, ink] of heavy.entries()) [mass, moment] = [mass + ink, moment + ink * ((i % 28) + 0.5)];
  assert.ok(Math.abs(moment / mass - 14) < 2.5 && heavy.some((ink, i) => ink && i % 28 === 27));
});

test("an image of one tone, or without ink, holds no digit", () => {
  assert.equal(inkOf(new Float64Array(100).fill(0.4), 10, 10), null);
  assert.equal(fitted(new Float64Array(100), 10, 10), null);
});
