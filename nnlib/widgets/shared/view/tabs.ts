// Tabs: several parts of a widget, one below the other's heading, of which one is open at a time.
import { html, set } from "./dom.ts";

let made = 0;

/** @param options parts are the tabs: a name, as the trait has it, a title, and what it holds; choose gets the name of the one that is opened. */
export function tabs({ label, parts, signal, choose }: { label: string, parts: [string, string, ...HTMLElement[]][], signal: AbortSignal, choose: (name: string) => void }) {
  const id = `nn-tabs-${++made}-${Math.floor(performance.now())}`; // a unique id, as several widgets share a page
  const names = parts.map(([name]) => name);
  const heads = parts.map(([name, title]) => html("button", { type: "button", class: "nn-tab", role: "tab", id: `${id}-${name}`, "aria-controls": `${id}-${name}-panel`, "data-tab": name }, title));
  const panels = parts.map(([name, , ...inside]) => html("div", { class: "nn-panel", role: "tabpanel", id: `${id}-${name}-panel`, "aria-labelledby": `${id}-${name}` }, ...inside));
  const list = html("div", { class: "nn-tab-list", role: "tablist", "aria-label": label }, ...heads);
  for (const [i, head] of heads.entries()) {
    head.addEventListener("click", () => choose(names[i]), { signal });
    head.addEventListener(
      "keydown",
      (event) => {
        const to = { ArrowRight: i + 1, ArrowLeft: i - 1, Home: 0, End: heads.length - 1 }[event.key];
        if (to === undefined) return;
        event.preventDefault();
        const next = (to + heads.length) % heads.length;
        choose(names[next]);
        heads[next].focus();
      },
      { signal },
    );
  }
  return {
    element: html("div", { class: "nn-tabs" }, list, ...panels),
    /** Open the one of this name; the Tab key reaches it, and the arrow keys the others. */
    show(name: string) {
      for (const [i, head] of heads.entries()) {
        const open = names[i] === name;
        set(head, "aria-selected", String(open));
        set(head, "tabindex", open ? 0 : -1);
        if (panels[i].hidden === open) panels[i].hidden = !open;
      }
    },
  };
}
