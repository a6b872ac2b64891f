// One of many: a group of buttons of which one is chosen, by mouse, finger, or the arrow keys; Tab reaches the chosen one.
import { html, set } from "../shared/view/dom.ts";

/** @param options columns: how many stand in a row, for the arrows up and down. */
export function picker({ label, className, buttons, signal, choose, columns = () => buttons.length }: { label: string, className: string, buttons: HTMLButtonElement[], signal: AbortSignal, choose: (i: number) => void, columns?: () => number }) {
  const element = html("div", { class: className, role: "radiogroup", "aria-label": label }, ...buttons);
  for (const [i, button] of buttons.entries()) {
    set(button, "role", "radio");
    button.addEventListener("click", () => choose(i), { signal });
    button.addEventListener(
      "keydown",
      (event) => {
        const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns(), ArrowUp: -columns() }[event.key];
        const end = { Home: 0, End: buttons.length - 1 }[event.key];
        if (step === undefined && end === undefined) return;
        event.preventDefault();
        const to = end ?? Math.min(buttons.length - 1, Math.max(0, i + (step ?? 0) * (event.shiftKey ? 5 : 1)));
        choose(to);
        buttons[to].focus();
      },
      { signal },
    );
  }
  let chosen = -1;
  return {
    element,
    show(i: number) {
      if (i === chosen) return;
      chosen = i;
      for (const [j, button] of buttons.entries()) {
        set(button, "aria-checked", String(j === i));
        set(button, "tabindex", j === i ? 0 : -1);
      }
    },
  };
}
