// DigitReader: a digit is drawn and read as the stroke goes; hidden units and their weights; which pixels would change its mind.
import { activation } from "../shared/core/activations.ts";
import { picture, SIDE, unpack } from "../shared/core/digits.ts";
import { aim, largest, reader } from "../shared/core/reading.ts";
import { bars } from "./bars.ts";
import { chooser } from "./file.ts";
import { pad } from "./pad.ts";
import { frame, inkOn, marksOn } from "./pixels.ts";
import { persuasion } from "./persuasion.ts";
import { pointsOf, pythonCode } from "./state.ts";
import { strip } from "./strip.ts";
import { units } from "./units.ts";
import { button, slider } from "../shared/view/controls.ts";
import { colours, html } from "../shared/view/dom.ts";
import { chance, said, shown } from "../shared/view/numbers.ts";
import { player } from "../shared/view/player.ts";
import { countsOf } from "../shared/view/schema.ts";
import { widget } from "../shared/view/shell.ts";
import { tabs } from "../shared/view/tabs.ts";
import type { Trained } from "../shared/core/reading.ts";
import type { Ui } from "../shared/view/shell.ts";

const STEP_TIME = 500; // milliseconds from one changed pixel to the next
const a = (digit: number) => `${digit === 8 ? "an" : "a"} ${digit}`;

/** What a text holds, unpacked once for all widgets. */
const unpacked: Map<string, Trained> = new Map();
const trainedOf = (text: string) => {
  if (!unpacked.has(text)) unpacked.set(text, unpack(text));
  return unpacked.get(text) as Trained;
};
/** The network of each view's model: in a notebook, unlike a page, every view has a model object of its own. */
const trained: WeakMap<object, Trained> = new WeakMap();

const { render } = widget({
  title: "Digit reader",
  hint: "Draw a digit.",
  refuse({ strokes, unit, image }, model) {
    if (image.length % (SIDE * SIDE)) return `image must have ${SIDE * SIDE} bytes, or none`;
    const [[, most], units] = [countsOf(model.get("_schema").strokes), (trained.get(model) as Trained).sizes[1]];
    return pointsOf(strokes) > most ? `strokes must have ${most} points or fewer` : unit >= units ? `unit must be below ${units}` : "";
  },
  build,
});

export default {
  /** The network comes as a file of its own, once for all pages, or with the kernel's other traits. */
  async render(props: any) {
    trained.set(props.model, trainedOf(await props.model.get("_weights")));
    return render(props);
  },
};

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const [, mostPoints] = countsOf(ui.schema.strokes);
  const { high: mostChanged } = ui.range("changed");
  const known = trained.get(ui.model) as Trained;
  const mind = reader(known);
  const { examples } = known;
  const colour = colours(ui.body, signal);
  const inks = examples.map(({ image }) => Float64Array.from(image, (ink) => ink / 255));
  const readings = inks.map((x) => mind.read(x).best);
  const costs = inks.map((x, i) => mind.cost(x, examples[i].label));
  const label = () => examples[get("example")]?.label;

  /** The present reading, computed again if the state has changed. */
  const READ = ["strokes", "pen", "example", "towards", "changed", "image"]; // what a reading depends on
  let key = [] as unknown[];
  let now = look();
  function look() {
    const [strokes, pen, example, towards, changed, image] = (key = READ.map(get)) as any[];
    const drawing = Float64Array.from(image.length ? (image as number[]) : picture(strokes, pen), (ink) => ink / 255);
    const made = example < 0 ? drawing : inks[example];
    const first = mind.read(made);
    const digit = aim(first, towards, label());
    const { x, changed: pixels } = mind.persuade(made, digit, changed);
    const { p, z, hidden, hiddenZ, best } = pixels.length ? mind.read(x) : first;
    return { drawing, made, x, p, z, hidden, hiddenZ, best, first: first.best, digit, pixels, other: digit === best ? largest(p, best) : digit };
  }
  const fresh = () => (READ.some((name, i) => !Object.is(get(name), key[i])) ? (now = look()) : now);

  /** And why: the slope in each pixel, the most telling one, and what it would change. The stroke need not wait for it. */
  let explained: { of: object, slopes: Float64Array, next: { pixel: number, to: number }, after: Float64Array } = { of: {}, slopes: new Float64Array(), next: { pixel: 0, to: 0 }, after: new Float64Array() };
  const why = () => {
    const { x, digit, pixels } = fresh();
    if (explained.of === now) return explained;
    const slopes = mind.slope(x, digit);
    const next = mind.telling(x, slopes, pixels);
    const changedX = x.slice();
    changedX[next.pixel] = next.to;
    return (explained = { of: now, slopes, next, after: mind.read(changedX).p });
  };

  /** Whether there is nothing to read: no drawing, no image, no pixel that was changed. */
  const blank = () => get("example") < 0 && !get("strokes").length && !get("image").length && !get("changed");
  /** Whether the reader looks at what would change its mind: then the sentence and the bars speak of it, too. */
  const aiming = () => get("tab") === "pixels";
  const sample = JSON.stringify(get("strokes")); // the drawing it was made with gives way to the reader's first stroke
  const strokesOf = () => (get("example") < 0 && JSON.stringify(get("strokes")) !== sample ? get("strokes") : []);
  const field = pad({
    signal, colour, request: ui.request, commit, most: mostPoints,
    begin: () => (play.end(), ui.warn(""), strokesOf()),
    change: (strokes) => change({ strokes, image: [], example: -1, changed: 0 }),
    full: () => ui.warn(`The drawing holds ${mostPoints} points, and no more fit: take a stroke back, or clear it.`),
  });
  const seen = frame("What the network sees: 28 × 28", "The picture that the network reads, 28 by 28 pixels");
  const chances = bars();
  const because = persuasion({ signal, colour, choose: (towards) => (play.end(), change({ towards, changed: 0 }), commit()) });
  const looking = units({ ...mind, count: known.sizes[1], formula: activation(known.activations[0]).applied, signal, colour, choose: (unit) => (change({ unit }), commit()) });
  const choices = strip({ examples, readings, costs: costs.map((cost) => shown(cost, 3)), signal, colour, choose: (example) => (play.end(), ui.warn(""), change({ example, changed: 0 }), commit()) });

  const own = { signal, onChange: commit };
  const pen = slider({ ...own, name: "Pen", caption: "pen, in pixels", control: "pen", colour: "input", ...ui.range("pen"), low: 0.5, high: 5, onInput: (x) => change({ pen: x }) });
  const changed = slider({ ...own, name: "Changed pixels", caption: "pixels changed, the most telling first", symbol: "k", colour: "output", ...ui.range("changed"), onInput: (x) => change({ changed: x }) });
  const play = player({ body: ui.body, label: "Play: change its mind", stopLabel: "Stop", signal, start, stop });
  const clear = button({ label: "Clear", signal, onClick: () => (play.end(), ui.warn(""), change({ strokes: [], image: [], example: -1, changed: 0 }), commit()) });
  const file = chooser({
    signal, warn: ui.warn, begin: () => (play.end(), ui.warn("")),
    image: (image) => (change({ image, strokes: [], example: -1, changed: 0 }), commit()),
  });
  const paper = html("div", { class: "nn-tools" }, pen.element, html("div", { class: "nn-bar" }, clear), field.help);
  const unread = html("p", { class: "nn-legend" }, "Draw a digit first, or choose an image: then there is a mind to change.");
  because.words.append(changed.element, html("div", { class: "nn-bar" }, play.element), because.legend);
  const tools = tabs({
    label: "More of the digit reader", signal, choose: (tab) => (change({ tab }), commit()),
    parts: [
      ["images", "Test images", choices.element],
      ["units", "Hidden units", looking.element],
      ["pixels", "Change its mind", because.element, unread],
      ["file", "Your image", html("div", { class: "nn-own-image" }, html("div", { class: "nn-bar" }, file.element, file.input), html("p", { class: "nn-legend" }, FILE))],
    ],
  });
  ui.body.classList.add("nn-digitreader");
  ui.body.append(
    html("div", { class: "nn-reads" }, field.element, seen.element, chances.element, ui.says, paper),
    tools.element,
  );

  let clock = 0; // ticks while pixels are changed
  const left = () => {
    const { made, digit } = fresh();
    const needed = mind.needed(made, digit, mostChanged);
    return needed === undefined ? undefined : needed - get("changed");
  };
  function start() {
    ui.warn(blank() ? "Draw a digit first, or choose an image: then there is a mind to change." : "");
    if (blank()) return false;
    change({ tab: "pixels" }); // the Space key plays from everywhere
    if ((left() ?? 0) <= 0) change({ changed: 0 });
    const many = left();
    if (!many) {
      ui.warn(many === 0 ? `It reads ${a(now.digit)} already: choose another digit to aim at.` : `Not even ${mostChanged} pixels make it read ${a(now.digit)}.`);
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
    resize(width: number) {
      const wide = width >= 648; // as in the style sheet
      field.size(Math.min(420, width >= 760 ? width * 0.48 : width >= 520 ? width * 0.56 : width) - 2);
      seen.size(width >= 760 ? 140 : width >= 520 ? 112 : 96);
      const large = wide ? Math.min(252, width * 0.37) : Math.min(252, width * 0.7);
      because.size(large);
      looking.size(large, wide ? 8 : 6);
    },
    draw() {
      const { made, x, p, best, digit, pixels } = fresh();
      field.draw(get("strokes"), get("pen"), get("example") >= 0 || get("image").length ? made : null, get("example") < 0);
      seen.draw((context, side) => {
        context.fillStyle = colour("paper");
        context.fillRect(0, 0, side, side);
        inkOn(context, x, side, colour("input"));
        marksOn(context, side, -1, pixels, colour);
      });
      because.element.hidden = blank();
      unread.hidden = !blank();
      chances.draw(blank() ? null : p, best, aiming() ? digit : -1, label());
    },
    drawRest() {
      const { drawing, x, p, digit, pixels, hidden, hiddenZ } = fresh();
      const { slopes, next, after } = why();
      because.draw({ slopes, next, pixels, digit, towards: get("towards"), p: p[digit], after: after[digit], label: label(), cost: label() === undefined ? undefined : mind.cost(x, label() as number) });
      choices.draw(get("example"), drawing, known.own ? OTHERS : words(examples.length));
      looking.draw(get("unit"), hidden, hiddenZ);
      tools.show(get("tab"));
      pen.show(get("pen"));
      changed.show(get("changed"));
    },
    says() {
      if (blank()) return "Draw a digit.";
      const { p, best, other, digit, pixels, first } = fresh();
      const truth = label() === undefined ? "" : `Test image ${examples[get("example")].number} is ${a(label() as number)}. `;
      const n = pixels.length;
      const mind_ = n ? `With ${n === 1 ? "one pixel" : `${n} pixels`} changed, the network ${best === first ? "still" : "now"} reads` : "The network reads";
      const read = `${truth}${mind_} ${a(best)}, with probability ${said(chance(p[best]))}; ${a(other)} has ${said(chance(p[other]))}.`;
      if (!aiming()) return read;
      const { next, after } = why();
      const where = `The most telling pixel${n ? " left" : ""} is in row ${Math.floor(next.pixel / 28) + 1}, column ${(next.pixel % 28) + 1}`;
      return `${read} ${where}: ${next.to ? "filled" : "emptied"}, ${a(digit)} would have ${said(chance(after[digit]))}.`;
    },
    table() {
      if (blank()) return { caption: "Nothing is drawn, so nothing is read", columns: ["what", "sum"], rows: [["ink in the picture", 0]] };
      const { p, z, hidden, hiddenZ, best, other, digit } = fresh();
      const { after } = why();
      const rows: (string | number)[][] = Array.from(p, (value, d) => [`digit ${d}`, z[d], value, after[d]]);
      for (const [j, value] of hidden.entries()) rows.push([`hidden unit ${j + 1}`, hiddenZ[j], value, ""]);
      rows.push([`reads ${a(best)}`, "", p[best], ""], [`against ${a(other)}`, "", p[other], ""], [`${a(digit)}, with the telling pixel`, "", after[digit], ""]);
      return { caption: "The ten digits, the hidden units, and the reading", columns: ["what", "sum z", "activation", "with the telling pixel"], rows };
    },
    code: () => pythonCode({ ...fresh(), next: why().next, blank: blank() }, known.own),
  };
}

const FILE = "A photo or a scan of one digit, dark on light or light on dark. Your browser reads the file itself, and sends it nowhere.";
const OTHERS = "Test images of MNIST that the book's own network finds hard. How does this one read them?";
const words = (count: number) =>
  `The ${count - 2} dearest of the 10,000 test images, by the cost −ln p of the true digit; then the dearest that it reads rightly, and the cheapest that it misreads: cost is not accuracy.`;
