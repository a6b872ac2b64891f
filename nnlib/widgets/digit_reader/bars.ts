// The ten probabilities of DigitReader: a bar and a number for each digit, and in words which is read, true or aimed at.
import { html, set, write } from "../shared/view/dom.ts";
import { chance, tell } from "../shared/view/numbers.ts";

const LITTLE = 0.005; // a bar that cannot be seen needs no number beside it

export function bars() {
  const rows = Array.from({ length: 10 }, (_, digit) => {
    const fill = html("span", { class: "nn-fill" });
    const value = html("span", { class: "nn-number", "data-name": `p${digit}` });
    const note = html("span", { class: "nn-tag" });
    const element = html("li", {}, html("span", { class: "nn-digit" }, String(digit)), html("span", { class: "nn-track" }, fill), value, note);
    return { element, fill, value, note };
  });
  const element = html("div", { class: "nn-bars" }, html("p", { class: "nn-title" }, "What it reads: probability of each digit"), html("ol", { start: 0 }, ...rows.map((row) => row.element)));
  return {
    element,
    /** Without probabilities, where nothing is read, the bars are empty. */
    draw(p: Float64Array | null, best: number, aim: number, label: number | undefined) {
      for (const [digit, row] of rows.entries()) {
        row.fill.style.transform = `scaleX(${p ? p[digit].toFixed(4) : 0})`;
        if (p) tell(row.value, p[digit], chance);
        else (write(row.value, "–"), row.value.removeAttribute("data-value"));
        if (!p) (set(row.element, "class", ""), write(row.note, ""));
        else (set(row.element, "class", digit === best ? "nn-best" : p[digit] < LITTLE ? "nn-little" : ""), write(row.note, [digit === best ? "read" : "", digit === label ? "true" : "", digit === aim && digit !== best && digit !== label ? "aim" : ""].filter(Boolean).join(", ")));
      }
    },
  };
}
