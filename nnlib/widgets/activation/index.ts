// Activation: a function, its slope and its tangent at a sum that is dragged; and two layers in a row, which may be one.
import { activation as entryOf, valueAndSlope, valuesAndSlopes } from "../shared/core/activations.ts";
import { left, saturated, shapeOf } from "../shared/core/saturation.ts";
import { linspace } from "../shared/core/surface.ts";
import { finite, oneLayer, spread, twoLayers } from "../shared/core/two_layers.ts";
import { single } from "./single.ts";
import { double } from "./double.ts";
import { menuOf } from "../shared/view/activation_words.ts";
import { choice } from "../shared/view/controls.ts";
import { write } from "../shared/view/dom.ts";
import { python, pythonList, shown, signed, worked } from "../shared/view/numbers.ts";
import { player } from "../shared/view/player.ts";
import { widget } from "../shared/view/shell.ts";
import type { ActivationName } from "../shared/core/activations.ts";
import type { Ui } from "../shared/view/shell.ts";

const Z = linspace(-6, 6, 241);
const X = linspace(-4, 4, 241);
const RUN = 4000; // milliseconds from one end of the curve to the other
const STAGE = 2200; // a stage of the two layers is shown
const MOVING = 1400; // of which something moves

export default widget({
  title: "Activation",
  hint: "Drag the ball along the curve.",
  refuse: ({ activation, second, weights, biases, x, layers }, model) =>
    model.get("simple") && layers === 2 ? "layers must be 1 in the simple form"
    : finite([activation, second], { weights, biases }, x) ? "" : "what the two layers give must be finite",
  build,
});

function build(ui: Ui) {
  const { signal, get, change, commit } = ui;
  const names = () => [get("activation"), get("second")] as ActivationName[];
  const parameters = () => ({ weights: get("weights"), biases: get("biases") });
  const two = () => get("layers") === 2;
  /** Whether values may be taken: not if something would overflow, and then a warning says so. */
  const holds = (values: Record<string, any>) => {
    const next = { activation: get("activation"), second: get("second"), x: get("x"), ...parameters(), ...values };
    const well = finite([next.activation, next.second], next, next.x);
    ui.warn(well ? "" : "With that number a sum overflows, so the old one stays.");
    return well;
  };
  const take = (values: Record<string, any>) => {
    play.end();
    if (holds(values)) change(values);
    else ui.request(); // what was moved goes back
  };
  const own = { signal, range: ui.range, holds, take, commit };
  const one = single(own);
  const both = double(own, get);
  const play = player({ body: ui.body, label: "Play", stopLabel: "Stop", signal, start, stop });
  const mode = choice({
    label: "One function, or two layers in a row",
    options: [["1", "One function"], ["2", "Two layers in a row"]],
    signal,
    onInput: (layers) => (take({ layers: Number(layers) }), commit()),
  });
  const first = choice({ label: "Activation", options: menuOf("f"), signal, onInput: (activation) => (take({ activation }), commit()) });
  const second = choice({ label: "Activation of the second layer", options: menuOf("f₂"), signal, onInput: (second) => (take({ second }), commit()) });
  ui.bar.append(play.element, ...(get("simple") ? [] : [mode.element, first.element, second.element]));
  ui.body.append(ui.says, ui.bar);
  ui.body.classList.add("nn-activation");

  let clock = 0; // the frame that comes next while it plays
  let stage = 0; // of the two layers while they play: 1 the first, 2 the second, 3 both as one
  let part = 1; // of the stage that has gone by
  function start() {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!two() && still) {
      change({ z: Z[Z.length - 1] }); // no motion asked for: the end at once
      commit();
      return false;
    }
    two() ? stages(still) : along();
  }
  /** z runs along the curve, from where it is or from the start. */
  function along() {
    const from = get("z") >= -6 && get("z") < 6 ? get("z") : -6;
    let begun = NaN;
    const tick = (time: number) => {
      if (Number.isNaN(begun)) begun = time;
      const z = Math.min(6, from + (12 * (time - begun)) / RUN);
      change({ z: Math.round(z * 100) / 100 });
      if (z < 6) clock = requestAnimationFrame(tick);
      else play.end();
    };
    clock = requestAnimationFrame(tick);
  }
  /** Layer after layer; who asked for no motion sees each stage as it ends. */
  function stages(still: boolean) {
    let begun = NaN;
    const show = (now: number, gone: number) => {
      [stage, part] = [now, gone];
      ui.request();
    };
    if (still) {
      show(1, 1);
      waiting = setInterval(() => (stage < 3 ? show(stage + 1, 1) : play.end()), STAGE);
      return;
    }
    const tick = (time: number) => {
      if (Number.isNaN(begun)) begun = time;
      const gone = time - begun;
      const now = 1 + Math.floor(gone / STAGE);
      if (now > 3) return play.end();
      show(now, Math.min(1, (gone % STAGE) / MOVING));
      clock = requestAnimationFrame(tick);
    };
    show(1, 0);
    clock = requestAnimationFrame(tick);
  }
  let waiting = 0;
  function stop() {
    clearInterval(waiting);
    cancelAnimationFrame(clock);
    [stage, part] = [0, 1];
    commit();
    ui.request();
  }

  /** What is on the screen: the input, the value, the slope. */
  let now = { x: 0, a: 0, slope: 0 };
  let slopes = { least: 0, most: 0, straight: true };
  return {
    resize: (width: number) => (one.resize(width), both.resize(width)),
    draw() {
      const [f1, f2] = names();
      const [wanted, other] = two() ? [both, one] : [one, both];
      if (ui.body.firstChild !== wanted.charts[0]) { // around the sentence and Play, which stay: a menu keeps the focus
        for (const old of [...other.charts, ...other.controls]) old.remove();
        ui.says.before(...wanted.charts);
        ui.bar.after(...wanted.controls);
      }
      ui.body.classList.toggle("nn-two", two());
      if (two()) {
        if (!finite(names(), parameters(), get("x"))) return void ui.warn("A sum here overflows. Press Undo or Reset, or choose smaller numbers.");
        const at = twoLayers(names(), parameters(), [get("x")]);
        const all = twoLayers(names(), parameters(), X);
        const whole = oneLayer(parameters());
        slopes = spread(all.slope);
        const straight = { first: spread(all.first).straight, whole: slopes.straight };
        now = { x: get("x"), a: at.A2[0], slope: at.slope[0] };
        const same = f1 === "identity" ? valuesAndSlopes(f2, X.map((x) => whole.weight * x + whole.bias)).a : null;
        const [kept1, kept2] = [left(f1, valueAndSlope(f1, at.Z1[0]).slope), left(f2, valueAndSlope(f2, at.Z2[0]).slope)];
        both.draw({ names: names(), ...parameters(), at, all, whole, same, stage, part, left: kept1 * kept2, firstLeft: kept1, straight });
        return;
      }
      const { a, slope } = valueAndSlope(f1, get("z"));
      now = { x: get("z"), a, slope };
      one.draw({ name: f1, Z, curve: valuesAndSlopes(f1, Z), z: get("z"), a, slope, left: left(f1, slope) });
    },
    drawRest() {
      const [f1, f2] = names();
      mode.show(String(get("layers")));
      first.show(f1);
      second.show(f2);
      second.element.hidden = !two();
      for (const [i, [, text]] of menuOf(two() ? "f₁" : "f").entries()) write(first.element.options[i], text);
      if (two()) both.drawRest(get("x"), parameters());
      else one.drawRest(f1, now);
    },
    says: () => (two() ? saysTwo() : saysOne()),
    table: () => (two() ? tableTwo() : { caption: `The ${get("activation")} and its slope`, columns: ["z", "f(z)", "slope f′(z)"], rows: [...steps(), [now.x, now.a, now.slope]] }),
    code: () => (two() ? codeTwo() : codeOne()),
  };

  function steps() {
    return Array.from({ length: 13 }, (_, i) => i - 6).map((z) => {
      const { a, slope } = valueAndSlope(get("activation"), z);
      return [z, a, slope];
    });
  }
  function saysOne() {
    const f = names()[0];
    return `At z = ${worked(now.x)}, ${entryOf(f).called} gives a = ${worked(now.a)}, and the slope there is ${worked(now.slope)}: ${meaning(f)}`;
  }
  function meaning(f: ActivationName) {
    const { steepest, pieces } = shapeOf(f);
    if (pieces === 2 && now.x === 0) return `at the corner no one tangent exists, and ${worked(now.slope)} is taken.`;
    if (pieces <= 2) return now.slope ? `a push on z moves a ${now.slope === 1 ? "by as much" : `${worked(now.slope)} times as far`}${pieces === 1 ? ", everywhere" : ""}.` : "a push on z does not move a at all.";
    if (now.slope === 0) return "so flat that the slope is rounded to nothing: a push on z does not move a.";
    if (saturated(f, now.slope)) return "a push on z hardly moves a. The function is saturated here.";
    if (left(f, now.slope) > 0.9) return "about as steep as it gets.";
    return `${shown(100 * left(f, now.slope), 2)} % of the steepest slope${steepest.z === 0 ? ", which is at z = 0" : ""}.`;
  }
  function saysTwo() {
    const [f1, f2] = names();
    const { weight, bias } = oneLayer(parameters());
    if (stage === 1) return `1. The first layer: every x times w₁ = ${worked(get("weights")[0])}, plus b₁ = ${worked(get("biases")[0])}, through ${entryOf(f1).called}.`;
    if (stage === 2) return `2. The second layer: every a₁ times w₂ = ${worked(get("weights")[1])}, plus b₂ = ${worked(get("biases")[1])}, through ${entryOf(f2).called}.`;
    const about = f1 === "identity" ? (f2 === "identity" ? lines(weight, bias) : neuron(f2, weight, bias)) : bends(f1);
    if (stage === 3) return `3. ${about}`;
    return `At x = ${worked(now.x)}, the two layers give a₂ = ${worked(now.a)}, and the slope there is ${worked(now.slope)}. ${about}`;
  }
  function lines(weight: number, bias: number) {
    return `Two linear layers are one line: its slope is w₁w₂ = ${worked(weight)}, its intercept w₂b₁ + b₂ = ${worked(bias)}.`;
  }
  function neuron(f2: ActivationName, weight: number, bias: number) {
    return `The first layer is linear, so the two are one neuron: ${entryOf(f2).called} of ${worked(weight)}x ${signed(bias)}.`;
  }
  function bends(f1: ActivationName) {
    const [least, most] = [slopes.least, slopes.most];
    if (slopes.straight) return `In this picture it looks straight: ${get("weights").includes(0) ? "a weight of 0 lets nothing through" : `${entryOf(f1).called} shows no bend here; move b₁`}.`;
    return `It bends: its slope runs from ${worked(least)} to ${worked(most)} in this picture, and a line has one slope only.`;
  }
  function tableTwo() {
    const rows = [-4, -3, -2, -1, 0, 1, 2, 3, 4, get("x")];
    const { A1, A2, slope } = twoLayers(names(), parameters(), rows);
    return { caption: "The two layers: the last row is where the marble is", columns: ["x", "a₁", "a₂", "slope of a₂ in x"], rows: rows.map((x, i) => [x, A1[i], A2[i], slope[i]]) };
  }
  function codeOne() {
    const f = names()[0];
    return ["import nnlib as nn", "import numpy as np", `z = np.array(${python(now.x)})`, `a = nn.${f}(z)`, `print(z.item(), a.item(), nn.${f}.df(z, a).item())`].join("\n");
  }
  function codeTwo() {
    const [[w1, w2], [b1, b2], [f1, f2]] = [get("weights"), get("biases"), names()];
    const whole = [
      "W = net.W[1] @ net.W[0]  # linear after linear is one matrix",
      "b = net.W[1] @ net.b[0] + net.b[1]",
      `one = nn.Network([1, 1], "${f2}", theta=[W.item(), b.item()])`,
    ];
    return [
      "import nnlib as nn",
      `net = nn.Network([1, 1, 1], ["${f1}", "${f2}"], theta=${pythonList([w1, b1, w2, b2])})`,
      `x = ${python(get("x"))}`,
      "run = net.forward([[x]])",
      "slope = 1.0",
      "for f, W, Z, A in zip(net.activations, net.W, run.Z, run.A[1:]):",
      "    slope *= W.item() * f.df(Z, A).item()",
      ...(f1 === "identity" ? whole : []),
      `print(x, ${f1 === "identity" ? "one.predict([[x]])" : "run.A[-1]"}.item(), slope)`,
    ].join("\n");
  }
}
