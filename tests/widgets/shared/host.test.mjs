// The static host without a browser: the Model that widgets get behaves as anywidget's does where no kernel answers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import vm from "node:vm";

const HOST = readFileSync(new URL("../../../book/live/static/widget-host.js", import.meta.url), "utf8"); // as pages have it
const MODULE = "export default { initialize(p) { globalThis.seen.initialize = p; }, render(p) { globalThis.seen.render = p; } };";
const BYTES = Buffer.from(Float64Array.of(1.5, -2).buffer).toString("base64");
const STATE = {
  state: { bias: 1, weights: [1, 2], X: { shape: [2, 1] } },
  sources: { _esm: "widget.js", _more: "more.js" },
  buffers: [{ path: ["X", "data"], data: BYTES, encoding: "base64" }],
};

/** A memory of one page, as kept.ts gives it. */
const memory = () => {
  const entries = {};
  return {
    get: (key) => entries[key],
    set: (key, value, version) => ((entries[key] = { value, version }), ""),
    remove: (key) => (delete entries[key], ""),
    digest: JSON.stringify,
  };
};

/** Run the host over a page with one widget; answers what it gave the widget, and the place it filled. */
async function awaken({ data = STATE, hash = "", nnKept = memory() } = {}) {
  const seen = (globalThis.seen = {});
  const made = () => ({ dataset: {}, children: [], setAttribute() {}, append() {}, replaceChildren(...all) { this.children = all; } });
  const place = { ...made(), id: "neuron-1", scrollIntoView: () => (seen.scrolled = true) };
  place.dataset = { model: "m", root: "_static/widgets/" };
  place.querySelector = () => ({ textContent: JSON.stringify(data) });
  const document = {
    querySelector: () => place,
    querySelectorAll: (selector) => (selector === ".nn-widget" ? [place] : []),
    createElement: made,
    head: { append: (element) => queueMicrotask(() => element.onerror?.()) },
  };
  let finished = () => {};
  const done = new Promise((resolve) => (finished = resolve));
  place.replaceChildren = function (...all) {
    this.children = all;
    setTimeout(finished); // after the host has marked the place
  };
  class Watch {
    constructor(callback) { this.callback = callback; }
    observe(target) { this.callback([{ isIntersecting: true, target }]); }
    unobserve() {}
  }
  const text = (parts) => `data:text/javascript,${encodeURIComponent(parts[0])}`;
  globalThis.nnSources = { "widget.js": MODULE, "more.js": "the text of a further module" };
  const given = {
    nnKept, document, IntersectionObserver: Watch, addEventListener() {}, location: { hash, href: `file:///book.html${hash}` },
    Blob: class { constructor(parts) { this.parts = parts; } },
    URL: { createObjectURL: (blob) => text(blob.parts), revokeObjectURL() {} },
  };
  const importModuleDynamically = vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
  vm.compileFunction(HOST, Object.keys(given), { importModuleDynamically })(...Object.values(given));
  await done;
  return { seen, place, model: seen.render?.model };
}

test("a widget is initialised once, rendered with model, el, signal and page, and marked as alive", async () => {
  const { seen, place } = await awaken();
  assert.equal(seen.initialize.model, seen.render.model);
  assert.ok(seen.render.el && seen.render.signal instanceof AbortSignal && seen.render.page);
  assert.match(place.dataset.alive, /^\d+$/);
  await assert.rejects(seen.render.experimental.invoke("anything"), /no kernel/);
});

test("get gives a trait, undefined for an unknown name, and a promise of a private source's text", async () => {
  const { model } = await awaken();
  assert.equal(model.get("bias"), 1);
  assert.equal(model.get("nothing"), undefined);
  assert.equal(await model.get("_more"), "the text of a further module");
});

test("binary traits arrive as DataViews with every bit", async () => {
  const { model } = await awaken();
  const { shape, data } = model.get("X");
  assert.deepEqual(shape, [2, 1]);
  assert.ok(data instanceof DataView);
  assert.deepEqual([data.getFloat64(0, true), data.getFloat64(8, true)], [1.5, -2]);
});

test("set tells change:name and then change, at once, and only where the value differs", async () => {
  const { model } = await awaken();
  const told = [];
  model.on("change", () => told.push("change"));
  model.on("change:bias", () => told.push(`change:bias ${model.get("bias")}`));
  model.set("bias", 2);
  model.set("bias", 2);
  model.set("weights", [1, 2]); // the same numbers in another list
  assert.deepEqual(told, ["change:bias 2", "change"]);
});

test("bytes are always news, because they look alike as JSON", async () => {
  const { model } = await awaken();
  let times = 0;
  model.on("change:X", () => times++);
  for (const x of [1, 2]) model.set("X", { shape: [1, 1], data: new DataView(Float64Array.of(x).buffer) });
  assert.equal(times, 2);
});

test("one callback is told once however often it was given, and off takes away one, a name's, or all", async () => {
  const { model } = await awaken();
  const told = [];
  const [one, two] = [() => told.push("one"), () => told.push("two")];
  for (const callback of [one, one, two]) model.on("change:bias", callback);
  model.on("change", one);
  const after = (value) => (told.splice(0), model.set("bias", value), [...told]);
  assert.deepEqual(after(3), ["one", "two", "one"]);
  model.off("change:bias", one);
  assert.deepEqual(after(4), ["two", "one"]);
  model.off("change:bias");
  assert.deepEqual(after(5), ["one"]);
  model.off();
  assert.deepEqual(after(6), []);
});

test("a listener that leaves while it is told does not rob the next one, and one that comes waits for the next change", async () => {
  const { model } = await awaken();
  const told = [];
  const late = () => told.push("late");
  const first = () => (told.push("first"), model.off("change:bias", first), model.on("change:bias", late));
  model.on("change:bias", first);
  model.on("change:bias", () => told.push("second"));
  model.set("bias", 9);
  assert.deepEqual(told, ["first", "second"]);
  model.set("bias", 10);
  assert.deepEqual(told, ["first", "second", "second", "late"]);
});

test("save_changes and send are there and need no kernel", async () => {
  const { model } = await awaken();
  assert.deepEqual([model.save_changes(), model.send({ some: "message" })], [undefined, undefined]);
});

test("the page's link holds the state, and linked reads it back; another widget's and a broken one are told apart", async () => {
  const state = { weights: [0.1, -2], name: 'a "b" & c = d%' };
  const { seen } = await awaken();
  const link = seen.render.page.link(state);
  assert.equal(seen.render.page.linked(), undefined);
  const hash = link.slice(link.indexOf("#"));
  const again = await awaken({ hash });
  assert.deepEqual([again.seen.render.page.linked(), again.seen.scrolled], [state, true]);
  assert.equal((await awaken({ hash: hash.replace("neuron-1", "neuron-2") })).seen.render.page.linked(), undefined);
  assert.equal((await awaken({ hash: "#neuron-1={broken" })).seen.render.page.linked(), "{broken");
});

test("what a reader sets is kept, given back to a widget that is made alike, and forgotten when it is as made again", async () => {
  const nnKept = memory();
  const { page } = (await awaken({ nnKept })).seen.render;
  assert.equal(page.kept({ bias: 1 }), undefined);
  page.keep({ bias: 3 });
  assert.deepEqual((await awaken({ nnKept })).seen.render.page.kept({ bias: 1 }), { bias: 3 });
  const { page: other } = (await awaken({ nnKept })).seen.render;
  assert.equal(other.kept({ bias: 2 }), undefined);
  other.keep({});
  assert.equal((await awaken({ nnKept })).seen.render.page.kept({ bias: 1 }), undefined);
});

test("a widget that cannot start says so in its place", async () => {
  const lost = { ...STATE, sources: { _esm: "missing.js" } };
  const strange = { ...STATE, buffers: [{ ...STATE.buffers[0], encoding: "hex" }] };
  for (const [data, wanted] of [[lost, /missing\.js, could not be loaded/], [strange, /encoded as hex; base64 was wanted/]]) {
    const { place, model } = await awaken({ data });
    assert.match(place.children[0].textContent, wanted);
    assert.match(place.children[0].textContent, /The rest of the page is not affected/);
    assert.ok("broken" in place.dataset && model === undefined);
  }
});
