// Neuron: one neuron, its inputs, weights and bias dragged; every product, the sum, the activation and the prediction.
import { odds, output } from "../shared/core/neuron.ts";
import { diagram } from "./diagram.ts";
import { prediction } from "./prediction.ts";
import { menuOf } from "../shared/view/activation_words.ts";
import { choice, slider } from "../shared/view/controls.ts";
import { html } from "../shared/view/dom.ts";
import { fold } from "../shared/view/fold.ts";
import { index, twoColumns } from "../shared/view/drawing.ts";
import { factor, python, pythonList, roundUp, signed, tell, worked } from "../shared/view/numbers.ts";
import { player, runOnce } from "../shared/view/player.ts";
import { namesOf } from "../shared/view/schema.ts";
import { widget } from "../shared/view/shell.ts";
import { numbersOf } from "../shared/view/tables.ts";
import type { Ui } from "../shared/view/shell.ts";

const FAR = 50; // targets beyond it ask for larger weights than the usual ones
const STAGES = ["", "1. Multiply", "2. Add", "3. Activate"];
const STAGE_TIME = 1600; // milliseconds a stage is shown while it plays
const TRAVEL = 700; // of which the dots move
const FEW = 4; // sliders that are seen without opening anything

export default widget({
  title: "One neuron",
  hint: (get) => (get("simple") && get("marks").length ? "Drag the ball along the curve to the dashed line, then a weight or the bias." : "Drag a weight, an input or the bias."),
  refuse({ x, weights, along }, model) {
    const n = model.get("inputs").length;
    return x.length !== n || weights.length !== n ? `x and weights must be ${n} numbers each` : along >= n ? `along must be below ${n}` : "";
  },
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const inputs: string[] = get("inputs");
  const k = inputs.length;
  const marks: [string, number][] = get("marks"); // of the first input
  const simple = get("simple");
  const X = numbersOf(get("X"));
  const Y = numbersOf(get("Y"));
  const column = (j: number) => Array.from(Y, (_, i) => X[i * k + j]);
  const symbols = inputs.map((_, j) => (k === 1 ? "" : index(j + 1)));

  const ranges = inputs.map((_, j) => {
    const values = [...column(j), ...(j ? [] : marks.map(([, x]) => x)), ...(Y.length ? [] : [-2, 2]), get("x")[j]];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const room = Y.length ? spread([Math.min(...column(j)), Math.max(...column(j))]) || 1 : 0; // as far again on each side: to look beyond the data is a lesson too
    const unit = 10 ** Math.floor(Math.log10((high - low || 1) / 2));
    const least = low < 0 ? -Infinity : 0; // but there are no minus two burgers, nor a radius below zero
    return [Math.max(least, Math.floor((low - 0.9 * room) / unit) * unit), Math.ceil((high + 0.9 * room) / unit) * unit];
  });
  const reach = (made: number, otherwise: number) => roundUp(made ? 2.5 * Math.abs(made) : otherwise);

  const linear = get("activation") === "identity";
  const far = linear && Y.length && Math.max(...Y.map(Math.abs)) > FAR ? 2 * Math.max(...Y.map(Math.abs)) : 0; // targets that the usual weights do not reach

  const picture = diagram(inputs);
  const set = (name: string, j: number, value: number) =>
    change({ [name]: get(name).map((old: number, i: number) => (i === j ? value : old)) });
  const plot = prediction({ target: get("target"), signal, marks, onMove: (x) => set("x", get("along"), x), onEnd: commit });

  const own = { signal, onChange: commit };
  const xs = inputs.map((name, j) =>
    slider({ ...own, name, symbol: `x${symbols[j]}`, colour: "input", ...ui.range("x"), low: ranges[j][0], high: ranges[j][1], onInput: (value) => set("x", j, value) }),
  );
  const ws = inputs.map((name, j) => {
    const most = reach(get("weights")[j], Math.max(6, far) / spread(ranges[j]));
    return slider({ ...own, name: `Weight of ${name}`, caption: k > 1 ? `weight of ${name}` : "weight", symbol: `w${symbols[j]}`, colour: "weight", ...ui.range("weights"), low: -most, high: most, onInput: (value) => set("weights", j, value) });
  });
  // A logistic neuron is undecided at the middle of an input, if its bias reaches so far.
  const middles = linear ? [] : ranges.map(([low, high]) => (3 * (low + high)) / (high - low));
  const most = reach(get("bias"), Math.max(5, far, ...middles.map(Math.abs)));
  const b = slider({ ...own, name: "Bias b", caption: "bias", symbol: "b", colour: "ink", ...ui.range("bias"), low: -most, high: most, onInput: (bias) => change({ bias }) });

  const facts = html("div", { class: "nn-facts" });
  const told: Record<string, HTMLElement> = {};
  const FACTS = simple ? [] : [["z", "log-odds z"], ["odds", "odds eᶻ"], ["p", "probability σ(z)"]];
  for (const [name, title] of FACTS) {
    told[name] = html("strong", { "data-name": name });
    facts.append(html("div", {}, html("span", {}, title), told[name]));
  }
  const play = player({ body: ui.body, label: "Play the three steps", stopLabel: "Stop", signal, start, stop });
  const activation = choice({
    label: "Activation",
    options: menuOf("f", namesOf(ui.schema.activation)),
    signal,
    onInput: (name) => (change({ activation: name }), commit()),
  });
  const runs = choice({
    label: "Input along the chart",
    options: inputs.map((name, j) => [String(j), `along ${name}`]),
    signal,
    onInput: (j) => (change({ along: Number(j) }), commit()),
  });
  // What is learned comes first; what there is no room for is below More.
  const all = k === 1 ? [xs[0], ws[0], b] : k < FEW ? [...ws, b, ...xs] : [...ws.slice(0, FEW - 1), b, ...ws.slice(FEW - 1), ...xs];
  const [outside, inside] = [all.slice(0, FEW), all.slice(FEW)];
  ui.bar.append(play.element, ...(simple ? [] : [activation.element]), ...(k > 1 && !simple ? [runs.element] : []));
  ui.body.classList.add("nn-neuron");
  ui.body.classList.toggle("nn-neuron-simple", simple);
  ui.body.append(
    html("div", { class: "nn-picture" }, picture.element, facts),
    plot.element,
    ui.says,
    html("div", { class: "nn-sliders" }, ...outside.map(({ element }) => element)),
    ...(inside.length ? [fold("More sliders", html("div", { class: "nn-sliders" }, ...inside.map(({ element }) => element)))] : []),
  );

  let clock = 0; // ticks while the steps play
  let still = () => {}; // ends the dots' run
  let stage = 3;
  function start() {
    show(1);
    clock = setInterval(() => (stage < 3 ? show(stage + 1) : play.end()), STAGE_TIME);
    if (!matchMedia("(prefers-reduced-motion: reduce)").matches) still = runOnce(TRAVEL, picture.pulse); // dots, along the connections
  }
  function show(next: number) {
    stage = next;
    ui.request();
  }
  function stop() {
    clearInterval(clock);
    still();
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
  const products = () => get("x").map((x: number, j: number) => `${factor(x)} × ${factor(get("weights")[j])}`).join(" + ");

  return {
    resize(width: number) {
      if (simple) { // the chart is the stage, above the diagram
        picture.size(width, picture.least);
        plot.size(width, width >= 520 ? 310 : 250);
        return;
      }
      const { wide, left, right } = twoColumns(width, 10, 0.57);
      picture.size(left, wide ? picture.height : picture.least); // beside the chart it stands in the middle
      plot.size(right, wide ? Math.min(picture.height + 56, 300) : 220);
    },
    draw() {
      const [x, weights, bias, f, along] = [get("x"), get("weights"), get("bias"), get("activation"), get("along")];
      now = picture.draw(x, weights, bias, f);
      picture.stage(stage);
      const others = x.map((value: number, j: number) => (j === along ? 0 : value));
      const rest = output(f, [...weights, bias], others).z;
      const own = k > 1 ? Array.from(Y).findIndex((_, i) => x.every((value: number, j: number) => value === X[i * k + j])) : -1; // the example whose inputs these are
      plot.draw({ name: inputs[along], activation: f, slope: weights[along], rest, x: x[along], domain: ranges[along], marked: along === 0, height: heights(), column: column(along), Y, own });
    },
    drawRest() {
      const [x, weights, bias, f, along] = [get("x"), get("weights"), get("bias"), get("activation"), get("along")];
      for (const [j, control] of xs.entries()) control.show(x[j]);
      for (const [j, control] of ws.entries()) control.show(weights[j]);
      b.show(bias);
      activation.show(f);
      runs.show(String(along));
      facts.hidden = simple || f !== "sigmoid";
      if (simple) return;
      tell(told.z, now.z, worked);
      tell(told.odds, odds(now.z), worked);
      tell(told.p, now.a, worked);
    },
    says() {
      const bias = signed(get("bias"));
      const name = get("activation") === "sigmoid" ? `σ(${worked(now.z)})` : "f(z) = z";
      if (stage === 1) return `${STAGES[1]}: each input by its weight, ${products()}; the bias is the weight of a constant 1.`;
      if (stage === 2) return `${STAGES[2]}: z = ${products()} ${bias} = ${worked(now.z)}.`;
      if (play.playing()) return `${STAGES[3]}: ${name} = ${worked(now.a)}, the prediction.`;
      if (simple) return `The sum is ${products()} ${bias} = ${worked(now.z)}, and the prediction is ${get("activation") === "sigmoid" ? "the sigmoid of it" : "the same"}: ${get("target")} = ${worked(now.a)}.`;
      return `z = ${products()} ${bias} = ${worked(now.z)}, and the prediction is ${name} = ${worked(now.a)}.`;
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

const spread = ([low, high]: number[]) => high - low;
