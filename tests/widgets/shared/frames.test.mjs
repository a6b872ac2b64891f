// Frames: what is drawn in each frame, what ten times a second, and what at rest, with a screen and a clock of our own.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { frames } from "../../../nnlib/widgets/shared/view/frames.ts";

const BEAT = 1000 / 60;
let time = 0;
let asked = new Map();
let timers = [];
let ids = 0;

/** Show so many frames; answers how many of them somebody had asked for. */
function show(count) {
  let drawn = 0;
  for (let i = 0; i < count; i++) {
    time += BEAT;
    const due = timers.filter(({ at }) => at <= time);
    timers = timers.filter(({ at }) => at > time);
    for (const { act } of due) act();
    const now = asked;
    asked = new Map();
    drawn += now.size > 0;
    for (const act of now.values()) act(time);
    const after = timers.filter(({ at }) => at <= time); // before the next frame
    timers = timers.filter(({ at }) => at > time);
    for (const { act } of after) act();
  }
  return drawn;
}

const real = { now: performance.now, setTimeout, clearTimeout };
beforeEach(({ signal }) => {
  [asked, timers, time] = [new Map(), [], 1e4];
  performance.now = () => time;
  globalThis.requestAnimationFrame = (act) => (asked.set(++ids, act), ids);
  globalThis.cancelAnimationFrame = (id) => asked.delete(id);
  globalThis.setTimeout = (act, after = 0) => (timers.push({ act, at: time + after, id: ++ids }), ids);
  globalThis.clearTimeout = (id) => (timers = timers.filter((timer) => timer.id !== id));
  signal.addEventListener("abort", () => {
    performance.now = real.now;
    Object.assign(globalThis, { setTimeout: real.setTimeout, clearTimeout: real.clearTimeout });
  });
});

/** A widget whose state is a number: `drawn` lists what was drawn when, and of which state. The rest takes so many ms. */
function widget(signal = new AbortController().signal, takes = 0) {
  const drawn = [];
  let state = 0;
  const note = (what) => () => drawn.push([what, state, Math.round((time - 1e4) / BEAT)]);
  const frame = frames({ held: note("held"), rest: () => (note("rest")(), (time += takes)), fine: note("fine") }, signal);
  const of = (what) => drawn.filter(([name]) => name === what);
  return { drawn, of, frame, change: () => (state++, frame.request()), state: () => state };
}

test("a change after a pause is drawn in the next frame, what is fine 100 ms later, and then nothing runs", () => {
  const { drawn, change } = widget();
  change();
  assert.equal(show(60), 2);
  assert.deepEqual(drawn, [["held", 1, 1], ["rest", 1, 1], ["fine", 1, 8]]);
  assert.deepEqual([timers.length, asked.size], [0, 0]);
});

test("several changes before a frame are drawn once", () => {
  const { of, change } = widget();
  for (let i = 0; i < 3; i++) change();
  show(1);
  assert.deepEqual([of("held"), of("rest")], [[["held", 3, 1]], [["rest", 3, 1]]]);
});

test("while every frame changes something, what is held is drawn in each, the rest ten times a second, what is fine never", () => {
  const { of, change } = widget();
  for (let i = 0; i < 120; i++) change(), show(1);
  assert.equal(of("held").length, 120);
  assert.ok(of("rest").length >= 17 && of("rest").length <= 20, String(of("rest").length));
  assert.equal(of("fine").length, 0);
});

test("where the rest makes its frame late, it is drawn seldom, and whole all the same when the hand rests", () => {
  const { of, change, state } = widget(undefined, 40);
  for (let i = 0; i < 120; i++) change(), show(1);
  assert.equal(of("held").length, 120);
  assert.ok(of("rest").length >= 2 && of("rest").length <= 4, String(of("rest").length));
  show(20);
  assert.equal(of("rest").at(-1)[1], state());
});

test("the last change is drawn whole, however soon it came after the one before", () => {
  for (let many = 1; many < 30; many++) {
    const { of, change, state } = widget();
    for (let i = 0; i < many; i++) change(), show(1);
    assert.ok(show(60) <= 4);
    for (const what of ["held", "rest", "fine"]) assert.equal(of(what).at(-1)[1], state(), `${what} after ${many}`);
    assert.equal(of("fine").length, 1);
  }
});

test("what is dragged, and then held still, is drawn whole 200 ms later at the latest", () => {
  const { of, change } = widget();
  for (let i = 0; i < 20; i++) change(), show(1);
  show(12);
  assert.deepEqual([of("rest").at(-1)[1], of("fine").length], [20, 1]);
});

test("a change that comes up while something is drawn is drawn in the frame after", () => {
  const steps = [];
  const frame = frames({ held: () => (steps.push("held"), steps.length < 5 && frame.request()), rest() {}, fine: () => steps.push("fine") }, new AbortController().signal);
  frame.request();
  show(40);
  assert.equal(steps.join(" "), "held held held held held fine");
});

test("paper gets everything at once", () => {
  const { drawn, change, frame } = widget();
  for (let i = 0; i < 3; i++) change(), show(1);
  drawn.length = 0;
  change();
  frame.now();
  assert.deepEqual(drawn.map(([what, state]) => [what, state]), [["held", 4], ["rest", 4], ["fine", 4]]);
  show(60);
  assert.equal(drawn.length, 3);
});

test("a widget that has ended asks for no frame, and no timer is left", () => {
  const end = new AbortController();
  const { drawn, change } = widget(end.signal);
  for (let i = 0; i < 3; i++) change(), show(1);
  assert.equal(timers.length, 1);
  end.abort();
  assert.equal(timers.length, 0);
  const before = drawn.length;
  change();
  assert.deepEqual([show(60), timers.length, drawn.length], [0, 0, before]);
});
