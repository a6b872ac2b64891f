// Playground: a small network in the plane, trained before the reader's eyes, and every setting of it within reach.
import { layout } from "../shared/core/network.ts";
import { plane, viewOf } from "../shared/core/plane.ts";
import { costCurves } from "./curves.ts";
import { inside } from "./inside.ts";
import { networkDiagram } from "./net.ts";
import { ownPoints } from "./own.ts";
import { outputPicture } from "./picture.ts";
import { TOUR } from "./tour.ts";
import { transport } from "./transport.ts";
import { noiseOf, settings } from "./settings.ts";
import { shades } from "./shades.ts";
import { leaving, refuse, retrace, roomFor, runOf, sizesOf, starts } from "./state.ts";
import * as words from "./words.ts";
import { colours } from "../shared/view/dom.ts";
import { widget } from "../shared/view/shell.ts";
import { numbersOf, tableOf } from "../shared/view/tables.ts";
import type { Ui } from "../shared/view/shell.ts";

const REACH = 1.3; // points that are pasted from beyond it are moved and scaled
const COARSE = 40; // grid of the pictures while something moves
const FINE = 96; // and of the large one at rest
const WIDE = 620; // pixels, as in the style sheet: from here on the network is beside the picture
const ROOMY = 760; // and from here on the picture may be larger: a screen that is so wide is high enough
const GAP = 14; // between the two, as in the style sheet
const BUDGET = 7; // milliseconds of a frame that training may take
const CATCHING = 60; // and where a step far ahead was asked for, so that a few frames bring it

export default widget({
  title: "Playground",
  hint: "Press Play, then change anything.",
  tour: TOUR,
  refuse,
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const colour = colours(ui.body, signal);
  const ramp = shades(colour);
  const room = roomFor(ui.schema); // for points of the reader's
  const empty = tableOf(new Float64Array());

  /** Leave the present run where it stands, for one with these values; the way back is kept. */
  const leave = (values: Record<string, unknown>) => {
    const well = starts(values, ui.model);
    ui.warn(well ? "" : "From these weights the cost would overflow: it would be more than a computer can hold. Press Rewind first.");
    if (well) change({ ...values, earlier: leaving(get, known.run.steps, values), steps: 0 });
    else ui.request(); // what was moved goes back
  };
  /** Go on from the present parameters under other settings. */
  const fork = (values: Record<string, unknown>) => {
    play.hold();
    const at = compute();
    leave(at === 0 ? values : { ...values, start: tableOf(known.run.theta.slice()), before: get("before") + at });
  };
  /** Start again: from parameters that the seed draws. */
  const fresh = (values: Record<string, unknown>) => {
    ui.warn("");
    const P = layout([2, ...((values.hidden as number[]) ?? get("hidden")), 1]).P;
    const kept = get("picked") < P && Math.max(...get("axes")) < P ? {} : { picked: ui.schema.picked.default, axes: ui.schema.axes.default };
    change({ ...values, ...kept, start: empty, before: 0, steps: 0, earlier: [] });
  };

  /** Put other parameters in the place of the present ones: training goes on from there. */
  const place = (theta: Float64Array) => {
    play.end();
    leave({ start: tableOf(theta), before: get("before") + compute() });
  };

  const picture = outputPicture({ view: () => view, colour, ramp, signal, onPaint: paint, onEnd: () => (commit(), play.goOn()) });
  const diagram = networkDiagram({ colour, ramp, signal, onPick: (picked) => ((picks = true), ui.request(), within.pick(picked), commit()) });
  const curves = costCurves(colour);
  /** The present run and where it stands: more may have changed since it was drawn. */
  const present = () => (compute(), known);
  const play = transport({ ui, budget: BUDGET, run: () => present().run, step, fork });
  const within = inside({ ui, colour, theta: () => present().run.theta, sizes: () => sizesOf(get), place });
  let brush = "";
  const set = settings({
    get, signal, schema: ui.schema, range: ui.range, fork, fresh,
    commit: () => (commit(), play.goOn()),
    own: ownPoints({ reach: REACH, room, signal, rows: () => present().rows, onTake: (rows) => (fresh({ dataset: "own", own: tableOf(rows, 3) }), commit()) }),
    speed: play.speed,
    onBrush: (label) => ((brush = label), picture.brush(label !== "")),
    onDataset(name) {
      if (name === "own" && !numbersOf(get("own")).length) change({ own: tableOf(present().rows.slice(), 3) });
      fresh({ dataset: name, ...(name === "own" ? {} : { noise: noiseOf(name) }) });
      commit();
    },
  });
  function paint(points: number[][]) {
    const rows = [...present().rows, ...points.flatMap(([x, y]) => [x, y, Number(brush)])];
    if (rows.length > 3 * room) return ui.warn(`There is room for ${room} points; take fewer examples first.`);
    fork({ dataset: "own", own: tableOf(Float64Array.from(rows), 3) });
  }

  ui.body.classList.add("nn-playground");
  // As a phone shows them, one below the other; where it is wide, the style sheet puts the network beside the picture.
  ui.body.append(picture.element, picture.key, ui.says, play.element, curves.element, play.scrub, play.earlier, diagram.element, set.element, within.element);

  let known = runOf(ui.model, get);
  let view = viewOf(new Float64Array()); // the part of the plane that is shown
  let [coarse, fine] = [2, 2].map((n) => plane([2, 1], ["sigmoid"], n, view));
  let shape = "";
  let picks = false; // whether the reader has picked a part of the network here
  /** What is picked, or -1 where it is only what the widget starts with: then its boundary would lie over the data for no reason. */
  const pickedByHand = () => (picks || get("picked") !== ui.schema.picked.default ? get("picked") : -1);
  let pictured = 0; // the version whose points are drawn
  let at = 0; // the step that is shown
  const lost = () => known.run.divergedAt === 0; // the cost at the start is no number: there is nothing to draw
  function step() {
    return Math.min(get("steps"), present().run.at);
  }
  const compute = () => {
    known = runOf(ui.model, get);
    const { sizes, activations } = known.run.settings;
    const own = get("dataset") === "own"; // nnlib's data sets stay where they are, with any noise
    view = viewOf(own ? known.rows : new Float64Array(), view);
    if (shape !== `${sizes} ${activations} ${view}`) {
      shape = `${sizes} ${activations} ${view}`;
      [coarse, fine] = [COARSE, FINE].map((n) => plane(sizes, activations, n, view));
      diagram.shape(sizes, COARSE);
    }
    const begun = performance.now();
    const outOfTime = () => performance.now() - begun > CATCHING;
    const reached = known.run.reach(get("steps"), outOfTime);
    const there = reached >= get("steps") || known.run.divergedAt >= 0;
    if (!there || !retrace(known.past, outOfTime)) ui.request(); // there is more to walk
    return reached;
  };
  compute();

  return {
    resize(width: number) {
      const wide = width >= WIDE;
      const side = !wide ? Math.min(width, 420) : width < ROOMY ? 256 : 288; // three buttons and a screen's height have room for it
      ui.body.style.setProperty("--nn-side", `${side}px`);
      const right = wide ? width - side - GAP : width;
      picture.size(side);
      diagram.size(right, wide ? side : 300);
      curves.size(right, wide ? 130 : 116);
      within.size(wide ? Math.floor(width * 0.54) : width, wide ? 330 : 300);
      pictured = 0;
    },
    draw() {
      at = compute();
      const { run, rows, version } = known;
      if (lost()) return ui.warn("The cost here overflows: it is more than a computer can hold. Press Undo or Reset.");
      coarse.compute(run.theta);
      diagram.draw(coarse, run.theta, get("picked"));
      picture.draw(coarse, run.settings.sizes, pickedByHand());
      if (pictured !== version) picture.points(rows);
      pictured = version;
      if (play.playing()) within.forgetGhost();
      within.draw(run, version);
    },
    drawRest() {
      if (lost()) return;
      const { run, past } = known;
      curves.draw(run, past, at);
      play.show(at, past);
      within.show();
      set.show();
    },
    drawFine() {
      if (lost()) return;
      fine.compute(known.run.theta);
      picture.draw(fine, known.run.settings.sizes, pickedByHand());
    },
    reset: () => ((picks = false), within.forgetGhost()),
    says: () => words.sentence(known.run, known.run.at, known.past),
    table: () => words.table(known.run, known.run.at, known.past),
    code: () => words.code(known.run),
  };
}
