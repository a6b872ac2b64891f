// DigitReader: a digit is drawn and read as the stroke goes; hidden units and their weights; which pixels would change its mind.
import { picture, unpack } from "./core/digits.js";
import { aim, largest, reader } from "./core/reading.js";
import { bars } from "./digitreader/bars.js";
import { MOST_POINTS, pad } from "./digitreader/pad.js";
import { frame, inkOn, marksOn } from "./digitreader/pixels.js";
import { persuasion } from "./digitreader/persuasion.js";
import { drawingCheck, pythonCode } from "./digitreader/state.js";
import { strip } from "./digitreader/strip.js";
import { units } from "./digitreader/units.js";
import { button, slider } from "./view/controls.js";
import { colours, html } from "./view/dom.js";
import { shown } from "./view/numbers.js";
import { player } from "./view/player.js";
import { widget } from "./view/shell.js";
import { is } from "./view/traits.js";

const MOST_CHANGED = 100;
const STEP_TIME = 500; // milliseconds from one changed pixel to the next
const a = (/** @type {number} */ digit) => `${digit === 8 ? "an" : "a"} ${digit}`;

/** What a text holds, unpacked once for all widgets. @type {Map<string, import("./core/reading.js").Trained>} */
const unpacked = new Map();
const trainedOf = (/** @type {string} */ text) => {
  if (!unpacked.has(text)) unpacked.set(text, unpack(text));
  return /** @type {import("./core/reading.js").Trained} */ (unpacked.get(text));
};
/** The network of each view's model: in a notebook, unlike a page, every view has a model object of its own. @type {WeakMap<object, import("./core/reading.js").Trained>} */
const trained = new WeakMap();

const { render } = widget({
  title: "DigitReader",
  shared: {
    strokes: drawingCheck,
    pen: is.number(0.1, 8),
    example: is.whole(-1, 11),
    towards: is.whole(-1, 9),
    changed: is.whole(0, MOST_CHANGED),
    unit: is.whole(0, 47),
  },
  traits: ["strokes", "pen", "example", "towards", "changed", "unit"],
  build,
});

export default {
  /** The network comes as a file of its own, once for all pages, or with the kernel's other traits. */
  async render(/** @type {any} */ props) {
    trained.set(props.model, trainedOf(await props.model.get("_weights")));
    return render(props);
  },
};

/** @param {import("./view/shell.js").Ui} ui */
function build(ui) {
  const { signal, get, change, commit } = ui;
  const known = /** @type {import("./core/reading.js").Trained} */ (trained.get(ui.model));
  const mind = reader(known);
  const { examples } = known;
  const colour = colours(ui.body, signal);
  const inks = examples.map(({ image }) => Float64Array.from(image, (ink) => ink / 255));
  const readings = inks.map((x) => mind.read(x).best);
  const costs = inks.map((x, i) => mind.cost(x, examples[i].label));
  const label = () => examples[get("example")]?.label;

  /** What is read now, computed anew where the state is another one. */
  let key = /** @type {unknown[]} */ ([]);
  let now = look();
  function look() {
    const [strokes, pen, example, towards, changed] = ["strokes", "pen", "example", "towards", "changed"].map(get);
    key = [strokes, pen, example, towards, changed];
    const drawing = Float64Array.from(picture(strokes, pen), (ink) => ink / 255);
    const made = example < 0 ? drawing : inks[example];
    const first = mind.read(made);
    const digit = aim(first, towards, label());
    const { x, changed: pixels } = mind.persuade(made, digit, changed);
    const { p, z, hidden, hiddenZ, best } = pixels.length ? mind.read(x) : first;
    const slopes = mind.slope(x, digit);
    const next = mind.telling(x, slopes, pixels);
    const changedX = x.slice();
    changedX[next.pixel] = next.to;
    const after = mind.read(changedX).p;
    return { drawing, made, x, p, z, hidden, hiddenZ, best, first: first.best, digit, pixels, slopes, next, after, other: digit === best ? largest(p, best) : digit };
  }
  const fresh = () => (["strokes", "pen", "example", "towards", "changed"].some((name, i) => !Object.is(get(name), key[i])) ? (now = look()) : now);

  const strokesOf = () => (get("example") < 0 ? get("strokes") : []);
  const field = pad({
    signal, colour, within: ui.within, request: ui.request, commit,
    begin: () => (play.end(), ui.warn(""), strokesOf()),
    change: (strokes) => change({ strokes, example: -1, changed: 0 }),
    full: () => ui.warn(`The drawing holds ${MOST_POINTS} points, and no more fit: take a stroke back, or clear it.`),
  });
  const seen = frame("What the network sees: 28 × 28", "The picture that the network reads, 28 by 28 pixels");
  const chances = bars();
  const because = persuasion({ signal, colour, choose: (towards) => (play.end(), change({ towards, changed: 0 }), commit()) });
  const looking = units({ ...mind, count: known.sizes[1], signal, colour, choose: (unit) => (change({ unit }), commit()) });
  const choices = strip({ examples, readings, costs: costs.map((cost) => shown(cost, 3)), signal, colour, choose: (example) => (play.end(), ui.warn(""), change({ example, changed: 0 }), commit()) });

  const own = { signal, onChange: commit };
  const pen = slider({ ...own, name: "Pen", caption: "width in pixels of the picture", symbol: "pen", colour: "input", low: 0.5, high: 5, allowed: (x) => is.number(0.1, 8)(x) === "", onInput: (x) => change({ pen: x }) });
  const changed = slider({ ...own, name: "Changed pixels", caption: "pixels changed, the most telling first", symbol: "k", colour: "output", low: 0, high: MOST_CHANGED, step: 1, allowed: (x) => is.whole(0, MOST_CHANGED)(x) === "", onInput: (x) => change({ changed: x }) });
  const play = player({ body: ui.body, label: "Play: change its mind", stopLabel: "Stop", signal, start, stop });
  const clear = button({ label: "Clear", signal, onClick: () => (play.end(), ui.warn(""), change({ strokes: [], example: -1, changed: 0 }), commit()) });
  const tools = html("div", { class: "nn-tools" }, pen.element, html("div", { class: "nn-bar" }, clear), field.help);
  because.words.append(changed.element, html("div", { class: "nn-bar" }, play.element), because.legend);
  // On a phone the hidden units are folded away: they are more than a screen high, and what is drawn stands far above them.
  const folded = html("details", { class: "nn-unfolded" }, html("summary", {}, `The ${known.sizes[1]} hidden units`), looking.element);
  let roomy = -1;
  ui.body.classList.add("nn-digitreader");
  ui.body.append(
    html("div", { class: "nn-reads" }, field.element, seen.element, chances.element, tools),
    because.element,
    choices.element,
    folded,
  );

  let clock = 0; // ticks while pixels are changed
  const left = () => {
    const { made, digit } = fresh();
    const needed = mind.needed(made, digit, MOST_CHANGED);
    return needed === undefined ? undefined : needed - get("changed");
  };
  function start() {
    ui.warn("");
    if ((left() ?? 0) <= 0) change({ changed: 0 });
    const many = left();
    if (!many) {
      ui.warn(many === 0 ? `It reads ${a(now.digit)} already: choose another digit to aim at.` : `Not even ${MOST_CHANGED} pixels make it read ${a(now.digit)}.`);
      return false;
    }
    if (matchMedia("(prefers-reduced-motion: reduce)").matches) return change({ changed: many }), commit(), false;
    const step = () => ((left() ?? 0) > 0 ? change({ changed: get("changed") + 1 }) : play.end());
    step();
    clock = setInterval(step, STEP_TIME);
    return true;
  }
  function stop() {
    clearInterval(clock);
    if (!signal.aborted) commit();
  }

  return {
    resize(/** @type {number} */ width) {
      const wide = width >= 648; // as in the style sheet
      if (roomy !== Number(wide)) folded.open = wide;
      roomy = Number(wide);
      field.size((wide ? Math.min(280, width * 0.37) : Math.min(320, width)) - 2);
      seen.size(wide ? Math.min(168, width * 0.215) : width * 0.31);
      const large = wide ? Math.min(252, width * 0.37) : Math.min(252, width * 0.7);
      because.size(large);
      looking.size(large, wide ? 8 : 6);
    },
    draw() {
      const { drawing, made, x, p, best, digit, pixels, slopes, next, hidden, hiddenZ } = fresh();
      field.draw(get("strokes"), get("pen"), get("example") < 0 ? null : made);
      seen.draw((context, side) => {
        context.fillStyle = colour("paper");
        context.fillRect(0, 0, side, side);
        inkOn(context, x, side, colour("input"));
        marksOn(context, side, -1, pixels, colour);
      });
      chances.draw(p, best, digit, label());
      because.draw({ slopes, next, pixels, digit, towards: get("towards"), p: p[digit], after: now.after[digit], label: label(), cost: label() === undefined ? undefined : mind.cost(x, /** @type {number} */ (label())) });
      choices.draw(get("example"), drawing, words(examples.length));
      looking.draw(get("unit"), hidden, hiddenZ);
      pen.show(get("pen"));
      changed.show(get("changed"));
    },
    says() {
      const { p, best, other, digit, next, after, pixels, first } = fresh();
      const truth = label() === undefined ? "" : `Test image ${examples[get("example")].number} is ${a(/** @type {number} */ (label()))}. `;
      const nothing = truth || get("strokes").length ? "" : "Nothing is drawn, and still the probabilities add up to 1. ";
      const n = pixels.length;
      const mind_ = n ? `With ${n === 1 ? "one pixel" : `${n} pixels`} changed, the network ${best === first ? "still" : "now"} reads` : "The network reads";
      const where = `The most telling pixel${n ? " left" : ""} is in row ${Math.floor(next.pixel / 28) + 1}, column ${(next.pixel % 28) + 1}`;
      return `${truth}${nothing}${mind_} ${a(best)}, with probability ${shown(p[best])}; ${a(other)} has ${shown(p[other])}. ${where}: ${next.to ? "filled" : "emptied"}, ${a(digit)} would have ${shown(after[digit])}.`;
    },
    table() {
      const { p, z, hidden, hiddenZ, best, other, digit, after } = fresh();
      /** @type {(string | number)[][]} */
      const rows = Array.from(p, (value, d) => [`digit ${d}`, z[d], value, after[d]]);
      for (const [j, value] of hidden.entries()) rows.push([`hidden unit ${j + 1}`, hiddenZ[j], value, ""]);
      rows.push([`reads ${a(best)}`, "", p[best], ""], [`against ${a(other)}`, "", p[other], ""], [`${a(digit)}, with the telling pixel`, "", after[digit], ""]);
      return { caption: "The ten digits, the hidden units, and what is read", columns: ["what", "sum z", "activation", "with the telling pixel"], rows };
    },
    code: () => pythonCode(fresh()),
  };
}

const words = (/** @type {number} */ count) =>
  `The ${count - 2} dearest of the 10,000 test images, by the cost −ln p of the true digit; then the dearest that it reads rightly, and the cheapest that it misreads: cost is not accuracy.`;
