// A tour of a widget: a few steps, each a sentence, an outlined part, and what leads on: a change of the state, or Next.
import { button } from "./controls.ts";
import { html, set, write } from "./dom.ts";

/**
 * A step of a tour, as data. `part` is a selector inside the widget. With `until` the step is over as soon as that trait
 * has another value or, with `by`, has risen or fallen by so much; Next leads on as well, for whoever would rather read.
 */
export type Step = { says: string, part: string, until?: { trait: string, by?: number } };

const GAP = 12; // pixels between the panel and the part below it
const LOOK = 900; // milliseconds to see what one's own hand did, before the next step

/**
 * The button that opens a tour, and the panel that shows its steps: no dialog, for the widget is to be used meanwhile. A
 * tour changes no trait. What it unfolds to show a part, it folds again.
 */
export function tour({ steps, title, model, root, signal }: { steps: Step[], title: string, model: any, root: HTMLElement, signal: AbortSignal }) {
  const count = html("strong");
  const sentence = html("span");
  const says = html("p", { class: "nn-tour-says", tabindex: -1, "aria-live": "polite" }, count, " ", sentence);
  const next = button({ label: "Next", signal, onClick: () => go(at + 1) });
  const skip = button({ label: "Skip", signal, onClick: () => leave() });
  const panel = html("div", { class: "nn-tour", role: "group", "aria-label": `Tour of ${title}`, hidden: true }, says, html("div", { class: "nn-bar" }, next, skip));
  const opener = button({ label: "Take the tour", signal, onClick: () => (panel.hidden ? open() : leave()) });
  opener.classList.add("nn-tour-open");
  set(opener, "aria-expanded", "false");

  let at = -1;
  let undo: (() => void)[] = []; // what ends the present step
  let down = false; // a pointer: what it holds must not be scrolled away
  for (const [kind, now] of [["pointerdown", true], ["pointerup", false], ["pointercancel", false]] as [string, boolean][]) {
    document.addEventListener(kind, () => void (down = now), { signal, capture: true });
  }

  const open = () => {
    panel.hidden = false;
    set(opener, "aria-expanded", "true");
    go(0);
    says.focus({ preventScroll: true });
  };
  const leave = () => {
    if (panel.hidden) return;
    end();
    at = -1;
    const held = panel.contains(document.activeElement) || document.activeElement === document.body;
    panel.hidden = true;
    set(opener, "aria-expanded", "false");
    if (held) opener.focus();
  };
  const end = () => {
    for (const back of undo) back();
    undo = [];
  };
  const go = (to: number) => {
    end();
    if (to >= steps.length) return leave();
    at = to;
    const { says: words, part, until } = steps[at];
    write(count, `${at + 1} of ${steps.length}`);
    write(sentence, words);
    write(next, at === steps.length - 1 ? "Done" : "Next");
    next.title = next.textContent as string;
    skip.hidden = at === steps.length - 1;
    next.classList.toggle("nn-primary", !until); // where something is to be done, that is the way on
    outline(root.querySelector<HTMLElement>(part) as HTMLElement);
    if (until) watch(until);
  };
  const outline = (part: HTMLElement) => {
    for (let fold = part.parentElement?.closest("details"); fold; fold = fold.parentElement?.closest("details")) {
      const closed = fold;
      if (closed.open) continue;
      closed.open = true;
      undo.push(() => (closed.open = false));
    }
    part.classList.add("nn-toured");
    undo.push(() => part.classList.remove("nn-toured"));
    root.style.setProperty("--nn-tour-room", `${panel.offsetHeight + GAP}px`);
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    // In JupyterLab, whose outputs clip, the panel does not stay on the screen by itself, and it has the way on.
    const shown = root.closest(".jp-Notebook") ? panel : part;
    shown.scrollIntoView({ block: "nearest", behavior: calm ? "instant" : "smooth" });
  };
  const watch = ({ trait, by }: { trait: string, by?: number }) => {
    const begun = JSON.stringify(model.get(trait));
    let from = model.get(trait); // where a rise or a fall began
    let timer = 0;
    const on = () => (down ? void (timer = setTimeout(on, LOOK)) : go(at + 1));
    const look = () => {
      const now = model.get(trait);
      if (by) from = by > 0 ? Math.min(from, now) : Math.max(from, now);
      const done = by ? (now - from) / by >= 1 : JSON.stringify(now) !== begun;
      if (done) timer ||= setTimeout(on, LOOK);
    };
    model.on(`change:${trait}`, look);
    undo.push(() => (clearTimeout(timer), model.off(`change:${trait}`, look)));
  };

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || panel.hidden || !(root.contains(event.target as Node) || event.target === document.body)) return;
    event.preventDefault();
    leave();
  }, { signal });
  signal.addEventListener("abort", end);
  return { opener, panel };
}
