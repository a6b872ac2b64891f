// Answer boxes: each exercise of the page gets a form; judge.ts judges what is typed, chosen or set, and kept.ts keeps it.
import { judge, judgeState } from "./judge.ts";
import { html } from "../../nnlib/widgets/shared/view/dom.ts";
import type { Cell } from "./cell.ts";
import type { Exercise, State, Verdict } from "./judge.ts";

/** The form of an exercise: what is above its buttons and beside them, and its value as text, where it has one. */
type Field = { above: HTMLElement[]; beside: HTMLElement[]; get?: () => string; set?: (value: string) => void };
/** A table as anywidget has it: raw bytes, or as base64 in the page. */
type Table = { shape: number[]; data?: string | DataView };

declare global {
  interface HTMLElementEventMap {
    "nn-code": CustomEvent<Cell>;
    "nn-state": CustomEvent<Cell>;
    "nn-verdict": CustomEvent<Verdict & { answer: string | null }>; // on code that was run
    "nn-number": CustomEvent<string>; // typed where code was asked for
  }
}

const exercises: Record<string, Exercise> = JSON.parse(document.getElementById("nn-exercises")!.textContent!);
const runs = document.querySelector("script[data-manifest]") && location.protocol !== "file:"; // Python is here

/** A trait's value as plain data: a table as one flat list. */
const plain = (value: unknown) => {
  if (!(value as Table | null)?.shape) return value;
  const { data } = value as Table;
  if (!data) return [];
  const bytes = typeof data === "string" ? Uint8Array.from(atob(data), (letter) => letter.charCodeAt(0)) : data;
  return [...new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)];
};
// How each widget was made, before the host replaces it by the living one.
const texts = new Map([...document.querySelectorAll<HTMLElement>(".nn-widget")].map((place) => [place.id, place.querySelector("script")?.textContent]));
function madeOf(id: string): State {
  const { state, buffers } = JSON.parse(texts.get(id)!);
  for (const { path, data } of buffers) state[path[0]].data = data;
  return Object.fromEntries(Object.keys(state._schema).map((name) => [name, plain(state[name])]));
}

for (const box of document.querySelectorAll<HTMLElement>(".nn-answer")) {
  const { exercise: name = "", number } = box.dataset;
  const [data, card, key] = [exercises[name], box.closest(".nn-exercise")!, `answer:${name}`];
  const solution = card.querySelector<HTMLDetailsElement>(".nn-solution");
  const called = `Your answer to exercise ${number}`;
  const status = html("p", { class: "nn-verdict", role: "status" });
  let pending = false; // the code of the answer is running
  const field = fieldOf(data, called, name);
  const form = html("form", { class: "nn-form", novalidate: "" }, ...field.above);
  const row = html("div", { class: "nn-row", ...(field.above.length ? {} : { role: "group", "aria-label": called }) }, ...field.beside);
  if (field.get) row.append(html("button", { class: "nn-check" }, data.kind === "text" ? "Compare" : "Check answer"));
  card.classList.toggle("nn-compared", data.kind === "text"); // nothing judges a sentence
  if (data.state) row.append(button("Use the widget's state", field.get ? "" : "nn-check", useState));
  if (solution) {
    const unfold = button("Show solution", "", () => (solution.open = !solution.open));
    unfold.setAttribute("aria-expanded", String(solution.open));
    solution.addEventListener("toggle", () => {
      unfold.textContent = solution.open ? "Hide solution" : "Show solution";
      unfold.setAttribute("aria-expanded", String(solution.open));
    });
    solution.classList.add("nn-by-button");
    row.append(unfold);
  }
  form.append(row, status);
  box.append(form);
  box.addEventListener("nn-verdict", ({ detail }) => answered(detail, detail.answer)); // live.ts has run the code
  box.addEventListener("nn-number", ({ detail }) => answered(judge(data, detail, made), detail)); // there is no code to run
  box.addEventListener("nn-state", ({ detail: { state } }) => {
    const busy = state === "waiting" || state === "running";
    if (busy) show({ right: false, text: "Your code runs. Then the value of its last line is checked." });
    else if (pending && state !== "ran") show({ right: false, text: "" }); // an error, or Stop: there is no value
    pending = busy;
  });

  function show({ right, text }: Verdict) {
    status.textContent = text;
    card.classList.toggle("nn-right", right);
  }
  function answered(verdict: Verdict, kept: string | null) {
    const problem = kept === null ? "" : nnKept.set(key, kept); // what is no answer at all is not kept
    show({ right: verdict.right, text: "" }); // so that the same sentence is read aloud again
    requestAnimationFrame(() => show({ right: verdict.right, text: `${verdict.text} ${problem}`.trim() }));
    if (verdict.right && solution) solution.open = true;
    progress();
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const typed = field.get!();
    answered(judge(data, typed, made), typed);
  });
  function made() {
    return madeOf(data.state!.place);
  }
  async function useState() {
    const place = document.getElementById(data.state!.place)!;
    await nnHost.awaken(place); // so that what the reader set on an earlier visit is there
    const model = nnHost.modelAt(place);
    const [before, state, moved]: State[] = [made(), made(), {}];
    for (const trait of Object.keys(before)) {
      if (model) state[trait] = plain(model.get(trait));
      if (JSON.stringify(state[trait]) !== JSON.stringify(before[trait])) moved[trait] = state[trait];
    }
    answered(judgeState(data, state, before), `#${data.state!.place}=${encodeURIComponent(JSON.stringify(moved))}`);
  }

  const kept = nnKept.get(key)?.value;
  if (typeof kept !== "string") continue;
  if (!kept.startsWith("#")) field.set?.(kept);
  show(judge(data, kept, made));
}
progress();

// On paper the solutions are there, as the page without scripts has them.
const folds = [...document.querySelectorAll<HTMLDetailsElement>(".nn-solution")];
let closed: HTMLDetailsElement[] = [];
addEventListener("beforeprint", () => (closed = folds.filter((fold) => !fold.open)).forEach((fold) => (fold.open = true)));
addEventListener("afterprint", () => closed.forEach((fold) => (fold.open = false)));

function fieldOf({ kind, right, options, code }: Exercise, called: string, name: string): Field {
  if (kind === "state") return { above: [], beside: [] };
  if (code && runs) {
    const pre = html("pre", {}, "# Write your code here.\n# Its last line is your answer.\n");
    const input = html("div", { class: "cell_input" }, html("div", { class: "highlight" }, pre));
    return { above: [html("div", { class: "nn-code-answer", id: `answer-${name}` }, input)], beside: [] };
  }
  if (kind === "choice") {
    const picks = options.map(([text], i): [HTMLInputElement, HTMLLabelElement] => {
      const pick = html("input", { type: "radio", name: `nn-${name}`, value: "abcdefghijklmnopqrstuvwxyz"[i], autocomplete: "off" });
      return [pick, html("label", {}, pick, html("span", {}, html("b", {}, `${pick.value}.`), ` ${text}`))];
    });
    return {
      above: [html("fieldset", { "aria-label": called }, html("legend", {}, called), ...picks.map(([, label]) => label))],
      beside: [],
      get: () => picks.find(([pick]) => pick.checked)?.[0].value ?? "",
      set: (value) => picks.forEach(([pick]) => (pick.checked = pick.value === value)),
    };
  }
  const input = html(kind === "text" ? "textarea" : "input", { id: `nn-${name}`, autocomplete: "off", spellcheck: "false", autocapitalize: "off" });
  if (right?.length === 2) input.setAttribute("placeholder", "two numbers");
  const label = html("label", { for: input.id }, "Your answer", html("span", { class: "nn-unseen" }, called.slice(11)));
  const get = () => input.value;
  const set = (value: string) => void (input.value = value);
  return kind === "text" ? { above: [label, input], beside: [], get, set } : { above: [label], beside: [input], get, set };
}
function button(text: string, kind: string, press: () => void) {
  const made = html("button", { type: "button", class: kind }, text);
  made.addEventListener("click", press);
  return made;
}

/** How many exercises of the lesson are answered rightly: work.ts shows it. */
function progress() {
  const cards = [...document.querySelectorAll(".nn-exercise")];
  const right = cards.filter((card) => card.matches(".nn-right")).length;
  const before = nnKept.get("progress")?.value;
  if (right || before) JSON.stringify(before) === JSON.stringify([right, cards.length]) || nnKept.set("progress", [right, cards.length]);
}
