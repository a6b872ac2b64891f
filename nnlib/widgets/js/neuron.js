// Neuron: one neuron, its inputs, weights and bias dragged; every product, the sum, the activation and the prediction.
import { odds, sum } from "./core/neuron.js";
import { diagram } from "./neuron/diagram.js";
import { prediction } from "./neuron/prediction.js";
import { choice, slider } from "./view/controls.js";
import { html } from "./view/dom.js";
import { factor, python, pythonList, shown, signed, tell } from "./view/numbers.js";
import { player } from "./view/player.js";
import { widget } from "./view/shell.js";
import { is, numbersOf } from "./view/traits.js";

const GAP = 10; // pixels between the columns
const STAGES = ["", "1. Multiply", "2. Add", "3. Activate"];
const STAGE_TIME = 1600; // milliseconds a stage is shown while it plays
const TRAVEL = 700; // of which the dots move

export default widget({
  title: "Neuron",
  shared: (model) => ({
    x: is.numbers(model.get("inputs").length),
    weights: is.numbers(model.get("inputs").length),
    bias: is.number(),
    activation: is.oneOf(["identity", "sigmoid"]),
    along: is.whole(0, model.get("inputs").length - 1),
  }),
  traits: ["x", "weights", "bias", "activation", "along"],
  parts: ["X", "Y", "inputs", "target"],
  build,
});

/** @param {import("./view/shell.js").Ui} ui */
function build(ui) {
  const { signal, get, change, commit } = ui;
  /** @type {string[]} */
  const inputs = get("inputs");
  const k = inputs.length;
  const X = numbersOf(get("X"));
  const Y = numbersOf(get("Y"));
  const column = (/** @type {number} */ j) => Array.from(Y, (_, i) => X[i * k + j]);
  const symbols = inputs.map((_, j) => (k === 1 ? "" : "₁₂₃₄₅"[j]));

  const ranges = inputs.map((_, j) => {
    const values = [...column(j), ...(Y.length ? [] : [-2, 2]), get("x")[j]];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = Y.length ? high - low || 1 : 0; // as far again on each side: to look beyond the data is a lesson too
    const unit = 10 ** Math.floor(Math.log10((high - low || 1) / 2));
    const least = low < 0 ? -Infinity : 0; // but there are no minus two burgers, nor a radius below zero
    return [Math.max(least, Math.floor((low - 0.9 * room) / unit) * unit), Math.ceil((high + 0.9 * room) / unit) * unit];
  });
  const reach = (/** @type {number} */ made, /** @type {number} */ otherwise) => roundUp(made ? 2.5 * Math.abs(made) : otherwise);

  const picture = diagram(inputs);
  const set = (/** @type {string} */ name, /** @type {number} */ j, /** @type {number} */ value) =>
    change({ [name]: get(name).map((/** @type {number} */ old, /** @type {number} */ i) => (i === j ? value : old)) });
  const plot = prediction({ target: get("target"), signal, within: ui.within, onMove: (x) => set("x", get("along"), x), onEnd: commit });

  const own = { signal, onChange: commit };
  const xs = inputs.map((name, j) =>
    slider({ ...own, name, symbol: `x${symbols[j]}`, colour: "input", low: ranges[j][0], high: ranges[j][1], onInput: (value) => set("x", j, value) }),
  );
  const ws = inputs.map((name, j) => {
    const most = reach(get("weights")[j], 6 / spread(ranges[j]));
    return slider({ ...own, name: `Weight of ${name}`, caption: k > 1 ? `weight of ${name}` : "weight", symbol: `w${symbols[j]}`, colour: "weight", low: -most, high: most, onInput: (value) => set("weights", j, value) });
  });
  const most = reach(get("bias"), 5);
  const b = slider({ ...own, name: "Bias b", caption: "bias", symbol: "b", colour: "ink", low: -most, high: most, onInput: (bias) => change({ bias }) });

  const facts = html("div", { class: "nn-facts" });
  /** @type {Record<string, HTMLElement>} */
  const told = {};
  for (const [name, title] of [["z", "log-odds z"], ["odds", "odds eᶻ"], ["p", "probability σ(z)"]]) {
    told[name] = html("strong", { "data-name": name });
    facts.append(html("div", {}, html("span", {}, title), told[name]));
  }
  const play = player({ body: ui.body, label: "Play the three steps", stopLabel: "Stop", signal, start, stop });
  const activation = choice({
    label: "Activation",
    options: [["sigmoid", "f: sigmoid σ"], ["identity", "f: identity"]],
    signal,
    onInput: (name) => (change({ activation: name }), commit()),
  });
  const runs = choice({
    label: "Input along the chart",
    options: inputs.map((name, j) => [String(j), `along ${name}`]),
    signal,
    onInput: (j) => (change({ along: Number(j) }), commit()),
  });
  ui.bar.append(play.element, activation.element, ...(k > 1 ? [runs.element] : []));
  ui.body.classList.add("nn-neuron");
  ui.body.append(
    html("div", { class: "nn-picture" }, picture.element, facts),
    plot.element,
    html("div", { class: "nn-sliders" }, ...xs.flatMap((x, j) => [x.element, ws[j].element]), b.element),
  );

  let clock = 0; // ticks while the steps play
  let moving = 0;
  let stage = 3;
  function start() {
    show(1);
    clock = setInterval(() => (stage < 3 ? show(stage + 1) : play.end()), STAGE_TIME);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) travel(performance.now());
  }
  function show(/** @type {number} */ next) {
    stage = next;
    ui.request();
  }
  /** The dots run along the connections once, while the products are shown. */
  function travel(/** @type {number} */ begun) {
    moving = requestAnimationFrame((time) => {
      const part = Math.max(0, time - begun) / TRAVEL;
      picture.pulse(part);
      if (part <= 1) travel(begun);
    });
  }
  function stop() {
    clearInterval(clock);
    cancelAnimationFrame(moving);
    picture.pulse(-1);
    show(3);
  }

  let now = { z: 0, a: 0 };
  const heights = () => {
    if (get("activation") === "sigmoid" && Y.every((y) => y >= 0 && y <= 1)) return [-0.09, 1.09];
    const values = Y.length ? [...Y] : [-5, 5];
    const room = (Math.max(...values) - Math.min(...values) || 1) * 0.15;
    return [Math.min(...values, 0) - room, Math.max(...values) + room];
  };
  const products = () => get("x").map((/** @type {number} */ x, /** @type {number} */ j) => `${factor(x)} × ${factor(get("weights")[j])}`).join(" + ");

  return {
    resize(/** @type {number} */ width) {
      const wide = width >= 620;
      const left = wide ? Math.floor((width - GAP) * 0.57) : width; // as the style sheet divides it: a drawing is not scaled
      picture.size(left, wide ? picture.height : picture.least); // beside the chart it stands in the middle
      plot.size(wide ? width - left - GAP - 1 : width, wide ? Math.min(picture.height + 56, 300) : 220);
    },
    draw() {
      const [x, weights, bias, f, along] = [get("x"), get("weights"), get("bias"), get("activation"), get("along")];
      now = picture.draw(x, weights, bias, f);
      picture.stage(stage);
      const others = x.map((/** @type {number} */ value, /** @type {number} */ j) => (j === along ? 0 : value));
      const rest = sum(/** @type {any} */ ({ X: others, k }), [...weights, bias], 0);
      plot.draw({ name: inputs[along], activation: f, slope: weights[along], rest, x: x[along], domain: ranges[along], height: heights(), column: column(along), Y });
      for (const [j, control] of xs.entries()) control.show(x[j]);
      for (const [j, control] of ws.entries()) control.show(weights[j]);
      b.show(bias);
      activation.show(f);
      runs.show(String(along));
      facts.hidden = f !== "sigmoid";
      tell(told.z, now.z);
      tell(told.odds, odds(now.z));
      tell(told.p, now.a);
    },
    says() {
      const bias = signed(get("bias"));
      const name = get("activation") === "sigmoid" ? `σ(${shown(now.z)})` : "f(z) = z";
      if (stage === 1) return `${STAGES[1]}: each input by its weight, ${products()}; the bias is the weight of a constant 1.`;
      if (stage === 2) return `${STAGES[2]}: z = ${products()} ${bias} = ${shown(now.z)}.`;
      if (play.playing()) return `${STAGES[3]}: ${name} = ${shown(now.a)}, the prediction.`;
      return `z = ${products()} ${bias} = ${shown(now.z)}, and the prediction is ${name} = ${shown(now.a)}.`;
    },
    table() {
      const rows = inputs.map((name, j) => [name, get("x")[j], get("weights")[j], get("x")[j] * get("weights")[j]]);
      rows.push(["constant", 1, get("bias"), get("bias")], ["sum z", "", "", now.z], ["prediction", "", "", now.a]);
      return { caption: "The neuron, product by product", columns: ["input", "value", "weight", "product"], rows };
    },
    code() {
      return [
        "import nnlib as nn",
        `net = nn.Network([${k}, 1], "${get("activation")}", theta=${pythonList([...get("weights"), get("bias")])})`,
        `run = net.forward([[${get("x").map(python).join(", ")}]])`,
        "print(run.Z[0].item(), run.A[1].item())",
      ].join("\n");
    },
  };
}

const spread = (/** @type {number[]} */ [low, high]) => high - low;

/** The next of 1, 2, 3, 5 times a power of ten. */
function roundUp(/** @type {number} */ value) {
  const unit = 10 ** Math.floor(Math.log10(value));
  return Number((unit * ([1, 2, 3, 5, 10].find((step) => value <= step * unit * 1.0001) ?? 10)).toPrecision(3));
}
