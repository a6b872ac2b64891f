// Playground: a small network in the plane, trained before the reader's eyes, and every setting of it within reach.
import { layout } from "./core/network.js";
import { plane } from "./core/plane.js";
import { costCurves } from "./playground/curves.js";
import { inside } from "./playground/inside.js";
import { networkDiagram } from "./playground/net.js";
import { ownPoints } from "./playground/own.js";
import { outputPicture } from "./playground/picture.js";
import { transport } from "./playground/transport.js";
import { noiseOf, settings } from "./playground/settings.js";
import { shades } from "./playground/shades.js";
import { CHECKS, leaving, MOST_OWN, refuse, retrace, runOf, sizesOf } from "./playground/state.js";
import * as words from "./playground/words.js";
import { colours, html, write } from "./view/dom.js";
import { tell } from "./view/numbers.js";
import { widget } from "./view/shell.js";
import { numbersOf, tableOf } from "./view/traits.js";
import { turns } from "./view/turns.js";

const REACH = 1.3; // the plane is shown from -1.3 to 1.3
const COARSE = 40; // grid of the pictures while something moves
const FINE = 96; // and of the large one at rest
const BUDGET = 7; // milliseconds of a frame that training may take
const CATCHING = 60; // and where a step far ahead was asked for, so that a few frames bring it
const AXES = [0, 1];

export default widget({
  title: "Playground",
  shared: CHECKS,
  tables: { own: 3, start: 1 },
  traits: [...Object.keys(CHECKS), "shapes"],
  refuse,
  build,
});

/** @param {import("./view/shell.js").Ui} ui */
function build(ui) {
  const { signal, get, change, commit } = ui;
  const colour = colours(ui.body, signal);
  const ramp = shades(colour);
  const empty = tableOf(new Float64Array());
  const frame = turns(6, ui.request, signal);
  const settle = () => (frame.all(), commit());

  /** Leave the present run where it stands, for one with these values; the way back is kept. */
  const leave = (/** @type {Record<string, unknown>} */ values) => change({ ...values, earlier: leaving(get, known.run.steps, values), steps: 0 });
  /** Go on from the present parameters under other settings. */
  const fork = (/** @type {Record<string, unknown>} */ values) => {
    ui.warn("");
    play.hold();
    const at = compute();
    leave(at === 0 ? values : { ...values, start: tableOf(known.run.theta.slice()), before: get("before") + at });
  };
  /** Start again: from parameters that the seed draws. */
  const fresh = (/** @type {Record<string, unknown>} */ values) => {
    ui.warn("");
    const P = layout([2, ...(/** @type {number[]} */ (values.hidden) ?? get("hidden")), 1]).P;
    const kept = get("picked") < P && Math.max(...get("axes")) < P ? {} : { picked: 0, axes: AXES };
    change({ ...values, ...kept, start: empty, before: 0, steps: 0, earlier: [] });
  };

  /** Put other parameters in the place of the present ones: training goes on from there. */
  const place = (/** @type {Float64Array} */ theta) => {
    ui.warn("");
    play.end();
    leave({ start: tableOf(theta), before: get("before") + compute() });
  };

  const picture = outputPicture({ reach: REACH, colour, ramp, signal, within: ui.within, onPaint: paint, onEnd: () => (settle(), play.goOn()) });
  const diagram = networkDiagram({ colour, ramp, signal, onPick: (picked) => (change({ picked }), commit()) });
  const curves = costCurves(colour);
  const play = transport({ ui, budget: BUDGET, run: () => known.run, step, settle, fork });
  const within = inside({ ui, colour, theta: () => known.run.theta, sizes: () => sizesOf(get), place, settle });
  let brush = "";
  const set = settings({
    get, signal, fork, fresh,
    commit: () => (commit(), play.goOn()),
    settle: () => (settle(), play.goOn()),
    own: ownPoints({ reach: REACH, signal, rows: () => known.rows, onTake: (rows) => (fresh({ dataset: "own", own: tableOf(rows, 3) }), commit()) }),
    onBrush: (label) => ((brush = label), picture.brush(label !== "")),
    onDataset(name) {
      if (name === "own" && !numbersOf(get("own")).length) change({ own: tableOf(known.rows.slice(), 3) });
      fresh({ dataset: name, ...(name === "own" ? {} : { noise: noiseOf(name) }) });
      commit();
    },
  });
  function paint(/** @type {number[][]} */ points) {
    const rows = [...known.rows, ...points.flatMap(([x, y]) => [x, y, Number(brush)])];
    if (rows.length > 3 * MOST_OWN) return ui.warn(`There is room for ${MOST_OWN} points; take fewer examples first.`);
    fork({ dataset: "own", own: tableOf(Float64Array.from(rows), 3) });
  }

  const facts = ["training cost", "test cost", "training accuracy, %", "test accuracy, %"].map((name) => {
    const value = html("strong");
    return { element: html("div", {}, html("span", {}, name), value), value };
  });
  const fact = (/** @type {HTMLElement} */ element, /** @type {number} */ value) => {
    if (!Number.isNaN(value)) return tell(element, value);
    element.removeAttribute("data-value");
    write(element, "none yet");
  };
  ui.body.classList.add("nn-playground");
  ui.body.append(
    html("div", { class: "nn-plane" }, picture.element, set.brush),
    diagram.element,
    play.element,
    html("div", { class: "nn-facts" }, ...facts.map(({ element }) => element)),
    curves.element,
    play.scrub,
    set.element,
    within.element,
  );

  let known = runOf(ui.model, get);
  let [coarse, fine] = [plane([2, 1], ["sigmoid"], 2, REACH), plane([2, 1], ["sigmoid"], 2, REACH)];
  let shape = "";
  let pictured = 0; // the version whose points are drawn
  function step() {
    return Math.min(get("steps"), known.run.at);
  }
  const compute = () => {
    known = runOf(ui.model, get);
    const { sizes, activations } = known.run.course;
    if (shape !== `${sizes} ${activations}`) {
      shape = `${sizes} ${activations}`;
      [coarse, fine] = [plane(sizes, activations, COARSE, REACH), plane(sizes, activations, FINE, REACH)];
      diagram.shape(sizes, COARSE);
    }
    const begun = performance.now();
    const late = () => performance.now() - begun > CATCHING;
    const reached = known.run.reach(get("steps"), late);
    const there = reached >= get("steps") || known.run.divergedAt >= 0;
    if (!there || !retrace(known.past, late)) ui.request(); // there is more to walk
    return reached;
  };
  compute();

  return {
    resize(/** @type {number} */ width) {
      const wide = width >= 620;
      const left = wide ? Math.floor((width - 14) * 0.42) : width; // as the style sheet divides it
      picture.size(left);
      diagram.size(wide ? width - left - 15 : width, wide ? left : 300);
      curves.size(width, 190);
      within.size(wide ? Math.floor(width * 0.54) : width, wide ? 330 : 300);
      pictured = 0;
    },
    draw(/** @type {boolean} */ whole) {
      const at = compute();
      const { run, rows, past, version } = known;
      const due = frame.next(whole);
      const rest = due.calm && !play.playing();
      coarse.compute(run.theta);
      diagram.draw(coarse, run.theta, get("picked"));
      if (rest) fine.compute(run.theta);
      picture.draw(rest ? fine : coarse, run.course.sizes, get("picked"));
      if (pictured !== version) picture.points(rows);
      pictured = version;
      if (due(0, 2)) curves.draw(run, past, at);
      if (due(1, 3)) {
        const { cost, test, right, testRight } = run.trace;
        for (const [i, value] of [cost[at], test[at], 100 * right[at], 100 * testRight[at]].entries()) fact(facts[i].value, value);
      }
      if (due(3)) play.show(at, past);
      if (play.playing()) within.forgetGhost();
      within.draw(run, version);
      if (due(1)) within.show();
      if (due.calm) set.show();
      return due(5);
    },
    rest: () => within.forgetGhost(),
    says: () => words.sentence(known.run, known.run.at, known.past),
    table: () => words.table(known.run, known.run.at, known.past),
    code: () => words.code(known.run),
  };
}
