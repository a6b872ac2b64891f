// The reader's own points as text: what is there can be seen and changed, and what is pasted is taken or refused in words.
import { readPoints, writePoints } from "../core/points.js";
import { button } from "../view/controls.js";
import { html, write } from "../view/dom.js";
import { MOST_OWN } from "./state.js";

/**
 * @param {{ reach: number, signal: AbortSignal, rows: () => Float64Array, onTake: (rows: Float64Array) => void }} options
 */
export function ownPoints({ reach, signal, rows, onTake }) {
  const field = html("textarea", { class: "nn-csv", rows: 5, spellcheck: "false", "aria-label": "Points, a line x, y, class for each", placeholder: "0.5, -0.2, 1\n-0.4, 0.7, 0" });
  const told = html("p", { class: "nn-told", role: "status" });
  const take = () => {
    const { rows: found, moved, problem } = readPoints(field.value, reach, MOST_OWN);
    const count = found.length / 3;
    write(told, problem || `${count} point${count === 1 ? " is" : "s are"} taken${moved ? ", moved and scaled to lie between −1 and 1" : ""}.`);
    told.classList.toggle("nn-refused", problem !== "");
    if (!problem) onTake(found); // where there is one, what was written stays, and so does the training
  };
  field.addEventListener("keydown", (event) => event.stopPropagation(), { signal }); // its own undo, and its spaces
  return html("div", { class: "nn-own" }, field,
    html("div", { class: "nn-bar" },
      button({ label: "Take these points", signal, onClick: take }),
      button({ label: "Write the present points", signal, onClick: () => ((field.value = writePoints(rows())), write(told, "")) })),
    told);
}
