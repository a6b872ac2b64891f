// Frames: what is due in which, and work that is done in slices of them, with a screen and a clock of our own.
import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { costSurface, linspace } from "../../nnlib/widgets/js/core/surface.js";
import { ground } from "../../nnlib/widgets/js/descent/ground.js";
import { slices } from "../../nnlib/widgets/js/view/slices.js";
import { turns } from "../../nnlib/widgets/js/view/turns.js";

const PARTS = 16;
let time = 0;
let asked = new Map();
let timers = [];
let heard = {};
let ids = 0;

/** Show so many frames; answers how many of them somebody had asked for. */
function show(count) {
  let drawn = 0;
  for (let i = 0; i < count; i++) {
    time += 1000 / 60;
    const [now, due] = [asked, timers.filter(({ at }) => at <= time)];
    [asked, timers] = [new Map(), timers.filter(({ at }) => at > time)];
    for (const { act } of due) act();
    drawn += now.size > 0;
    for (const act of now.values()) act(time);
  }
  return drawn;
}

const realNow = performance.now;
beforeEach(({ signal }) => {
  [asked, timers, heard, time] = [new Map(), [], {}, 1e4];
  performance.now = () => time;
  globalThis.requestAnimationFrame = (act) => (asked.set(++ids, act), ids);
  globalThis.cancelAnimationFrame = (id) => asked.delete(id);
  globalThis.addEventListener = (type, act) => (heard[type] = act);
  const [set, clear] = [globalThis.setTimeout, globalThis.clearTimeout];
  globalThis.setTimeout = (act, after) => (timers.push({ act, at: time + after, id: ++ids }), ids);
  globalThis.clearTimeout = (id) => (timers = timers.filter((timer) => timer.id !== id));
  signal.addEventListener("abort", () => {
    performance.now = realNow;
    [globalThis.setTimeout, globalThis.clearTimeout] = [set, clear];
  });
});

const press = (on) => heard[on ? "pointerdown" : "pointerup"]({ type: on ? "pointerdown" : "pointerup" });

/** A widget with a part for each turn: `seen` holds for each frame whose turn it was, and whether all was calm. */
function widget() {
  const seen = [];
  let waiting = 0;
  const request = () => (waiting ||= requestAnimationFrame(draw));
  const frame = turns(PARTS, request, new AbortController().signal);
  function draw() {
    waiting = 0;
    const due = frame.next();
    seen.push({ due: Array.from({ length: PARTS }, (_, i) => i).filter((i) => due(i)), often: due(1, 4), calm: due.calm });
  }
  return { seen, request, frame };
}

test("a change after a pause draws everything in one frame", () => {
  const { seen, request } = widget();
  request();
  assert.equal(show(40), 1);
  assert.deepEqual([seen[0].due.length, seen[0].calm], [PARTS, true]);
});

test("while a hand presses each frame has one turn, each part one in a round, and what comes often four", () => {
  const { seen, request } = widget();
  press(true);
  for (let i = 0; i < 2 * PARTS; i++) request(), show(1);
  assert.ok(seen.every(({ due, calm }) => due.length === 1 && !calm));
  assert.equal(new Set(seen.slice(0, PARTS).map(({ due }) => due[0])).size, PARTS);
  assert.equal(seen.slice(0, PARTS).filter(({ often }) => often).length, 4);
});

test("what is owed when the hand lets go is drawn over four frames, a calm one follows, and then none", () => {
  const { seen, request, frame } = widget();
  press(true);
  for (let i = 0; i < 5; i++) request(), show(1);
  seen.length = 0;
  press(false);
  frame.all();
  assert.equal(show(60), 5);
  assert.deepEqual(seen.slice(0, 4).flatMap(({ due }) => due), Array.from({ length: PARTS }, (_, i) => i));
  assert.ok(seen.slice(0, 4).every(({ due, calm }) => due.length === 4 && !calm));
  assert.deepEqual([seen[4].due.length, seen[4].calm], [PARTS, true]);
});

test("where the hand rests without letting go, what is owed is drawn all the same, once", () => {
  const { seen, request } = widget();
  press(true);
  for (let i = 0; i < 5; i++) request(), show(1);
  seen.length = 0;
  show(60);
  assert.deepEqual(seen.map(({ due, calm }) => [due.length, calm]), [...Array(4).fill([PARTS / 4, false]), [PARTS, true]]);
});

test("where what is read makes frames late it has its turns in one of six rounds, and later it is tried anew", () => {
  const { seen, request } = widget();
  press(true);
  const drag = (rounds, slow) => {
    const frames = [];
    for (let i = 0; i < rounds * PARTS; i++) {
      request();
      show(1);
      frames.push(seen.at(-1).due.length);
      if (slow && frames.at(-1)) time += 1000 / 60; // the beat is missed
    }
    return frames;
  };
  assert.ok(drag(1, false).every((parts) => parts === 1)); // in time, each has its turn
  const slow = drag(13, true);
  assert.deepEqual(slow.slice(0, 6), [1, 1, 0, 0, 0, 0]);
  assert.equal(slow.slice(PARTS).filter((parts) => parts === 1).length, 2 * PARTS);
  assert.ok(slow.every((parts) => parts <= 1));
  assert.ok(seen.slice(0, PARTS).filter(({ often }) => often).length === 4); // what is drawn often is not read
  assert.ok(seen.slice(-PARTS).filter(({ often }) => often).length === 4);
  assert.ok(drag(40, false).slice(-PARTS).every((parts) => parts === 1));
});

test("work in slices goes on from frame to frame until it is done, one after the other", () => {
  const order = [];
  const work = (name, size) => (late) => {
    for (; size > 0; size--) {
      order.push(name);
      time += 3;
      if (size > 1 && late()) return size--, false;
    }
    return true;
  };
  const job = slices(new AbortController().signal);
  job.start([work("a", 5), work("b", 2)]);
  assert.equal(show(20), 4); // two pieces of 3 ms are later than a slice's 4
  assert.equal(order.join(""), "aaaaabb");
  job.start([work("c", 9)]);
  show(1);
  job.start([work("d", 1)]); // c is given up
  show(20);
  assert.equal(order.join(""), "aaaaabbccd");
  job.start([work("e", 9), work("f", 1)]);
  show(1);
  job.finish();
  assert.equal(order.join("").slice(10), "eeeeeeeeef");
  assert.equal(show(5), 0);
});

test("work in slices ends with its widget", () => {
  const [end, order] = [new AbortController(), []];
  slices(end.signal).start([() => (order.push(1), false)]);
  show(2);
  end.abort();
  assert.equal(show(5), 0);
  assert.equal(order.length, 2);
});

const ranges = [[-6, 6], [-4, 4]];
const problemOf = (x) => ({ X: Float64Array.of(x, 1, 2), Y: Float64Array.of(0, 1, 1), k: 1, activation: "sigmoid", cost: "cross_entropy" });
const fine = (problem) => costSurface(problem, ...ranges.map(([low, high]) => linspace(low, high, 64)));

/** The ground of one map; `drawn` holds the grids that the map showed at once, `painted` the surfaces in slices. */
function floor() {
  const [drawn, painted, cost] = [[], [], { drawn: 0 }];
  const map = {
    drawSurface: ({ n }) => (drawn.push(n), (time += cost.drawn)),
    paintSurface(surface) {
      let bands = 4;
      return (late) => {
        while (bands-- > 1) {
          time += 5;
          if (late()) return false;
        }
        return painted.push(surface) > 0;
      };
    },
  };
  const made = ground({ maps: [map], signal: new AbortController().signal, onFine: () => painted.push("in 3-D") });
  const draw = (problem, now = {}) => made.draw([problem], ranges, { fresh: false, paint: false, hurried: false, solid: false, ...now });
  return { made, draw, drawn, painted, cost };
}

test("the ground is coarse at once, and fine over some frames at rest: the same as computed whole", () => {
  const { made, draw, drawn, painted } = floor();
  draw(problemOf(0.5), { fresh: true });
  assert.deepEqual([drawn, made.surface().n], [[32], 32]);
  assert.ok(show(40) > 3);
  assert.deepEqual(painted.length, 1);
  assert.deepEqual(painted[0].C, fine(problemOf(0.5)));
  assert.equal(made.surface(), painted[0]);
  draw(problemOf(0.5)); // nothing new
  assert.equal(show(5), 0);
  draw(problemOf(0.5), { paint: true }); // another theme: the fine one at once
  assert.deepEqual([drawn, show(5)], [[32, 64], 0]);
});

test("a new drag gives up what was under way: the ground before is never shown, and the new one is fine in the end", () => {
  const { made, draw, drawn, painted } = floor();
  draw(problemOf(0.5), { fresh: true });
  show(2);
  draw(problemOf(0.5), { hurried: true }); // the marble
  assert.equal(show(30), 0);
  draw(problemOf(0.5));
  show(2);
  draw(problemOf(0.7), { fresh: true, hurried: true }); // an example
  assert.equal(show(30), 0);
  assert.deepEqual([drawn, painted, made.surface().n], [[32, 32], [], 32]);
  draw(problemOf(0.7)); // let go
  show(40);
  assert.deepEqual(painted.map(({ C }) => C), [fine(problemOf(0.7))]);
});

test("paper gets the fine ground at once, and the 3-D view is told of its own", () => {
  const { made, draw, painted } = floor();
  draw(problemOf(0.5), { fresh: true });
  made.finish();
  assert.deepEqual(painted[0].C, fine(problemOf(0.5)));
  const solid = floor();
  solid.draw(problemOf(0.5), { fresh: true, solid: true });
  show(20);
  assert.deepEqual([solid.drawn, solid.painted, solid.made.surface().n], [[], ["in 3-D"], 64]);
});

test("a ground that is dear to draw twice in a row is drawn coarser, down to 12 x 12, and finer again when it is cheap", () => {
  const { draw, drawn, cost } = floor();
  const drag = (took) => ((cost.drawn = took), draw(problemOf(drawn.length / 10), { fresh: true, hurried: true }));
  for (const took of [5, 1, 5, 5, 5, 5, 5, 2, 5, 0, 0, 0, 0]) drag(took);
  assert.deepEqual(drawn, [32, 32, 32, 32, 24, 16, 12, 12, 12, 12, 16, 24, 32]);
});
