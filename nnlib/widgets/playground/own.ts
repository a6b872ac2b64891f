// The reader's own points as text: what is there can be seen and changed, and what is pasted is taken or refused in words.
import { readPoints, writePoints } from "../shared/core/points.ts";
import { button } from "../shared/view/controls.ts";
import { html, write } from "../shared/view/dom.ts";

export function ownPoints({ reach, room, signal, rows, onTake }: { reach: number, room: number, signal: AbortSignal, rows: () => Float64Array, onTake: (rows: Float64Array) => void }) {
  const field = html("textarea", { class: "nn-csv", rows: 5, spellcheck: "false", "aria-label": "Points, a line x, y, class for each", placeholder: "0.5, -0.2, 1\n-0.4, 0.7, 0" });
  const told = html("p", { class: "nn-told", role: "status" });
  const take = () => {
    const { rows: found, moved, problem } = readPoints(field.value, reach, room);
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
