// Stage: "Show this" in the text sets its widget, "Back to mine" takes that back, and the widget says where in the text it is.
// Nothing but a click changes a widget: a passage that comes into view only gets a mark.

/** A widget that the text speaks of: which of its buttons is shown now, and what the reader had before. */
type Talk = { buttons: HTMLButtonElement[]; shown?: HTMLButtonElement; seen?: HTMLButtonElement; mine?: object; setting: boolean; model?: object };
type Answer = { state: object; before?: object; problem?: string };

const talks = new Map<string, Talk>(); // by the widget's place
const back = document.createElement("button"); // stands behind the button that is shown; one is enough
Object.assign(back, { type: "button", className: "nn-show nn-mine", textContent: "Back to mine" });

for (const button of document.querySelectorAll<HTMLButtonElement>("button.nn-show")) {
  const { place = "" } = button.dataset;
  if (!talks.has(place)) talks.set(place, { buttons: [], setting: false });
  talks.get(place)!.buttons.push(button);
  button.setAttribute("aria-pressed", "false");
  button.addEventListener("click", () => void show(place, button));
}
for (const place of talks.keys()) tell(place);
back.addEventListener("click", () => {
  const [place, talk] = [...talks].find(([, { shown }]) => shown === back.previousElementSibling) ?? [];
  if (!place || !talk?.shown) return;
  talk.shown.focus({ preventScroll: true }); // its own button leaves the page
  ask(place, talk, talk.mine ?? {});
  mark(place, undefined);
});

/** Have a widget take a state; answers what it had before. */
function ask(place: string, talk: Talk, state: object): Answer {
  const detail: Answer = { state };
  talk.setting = true;
  document.querySelector(`#${place} .nn-live`)?.dispatchEvent(new CustomEvent("nn-show", { detail }));
  talk.setting = false;
  return detail;
}

async function show(place: string, button: HTMLButtonElement) {
  const talk = talks.get(place)!;
  const widget = document.getElementById(place)!;
  await nnHost.awaken(widget);
  const { before, problem } = ask(place, talk, JSON.parse(button.dataset.state!));
  if (problem) return;
  if (!talk.shown) talk.mine = before; // from one step to the next, the reader's own stays the reader's
  follow(place, talk, widget);
  mark(place, button);
  const { top, bottom } = widget.getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  if (top > innerHeight * 0.6 || bottom < innerHeight * 0.4) lineOf(place)?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}

/** Any other change is the reader's own: then the widget shows no step any more. */
function follow(place: string, talk: Talk, widget: HTMLElement) {
  const model = nnHost.modelAt(widget);
  if (!model || model === talk.model) return;
  talk.model = model;
  model.on("change", () => void (talk.setting || !talk.shown || mark(place, undefined)));
}

function mark(place: string, button: HTMLButtonElement | undefined) {
  const talk = talks.get(place)!;
  talk.shown?.setAttribute("aria-pressed", "false");
  if (back.previousElementSibling === talk.shown) back.remove();
  talk.shown = button;
  button?.setAttribute("aria-pressed", "true");
  button?.after(back);
  tell(place);
}

function lineOf(place: string) {
  return document.querySelector<HTMLElement>(`.nn-in-text[data-place="${place}"]`);
}

/** Name the place in the text whose state the widget has, or else the one that is being read. */
function tell(place: string) {
  const line = lineOf(place);
  const { shown, seen, buttons } = talks.get(place)!;
  const of = shown ?? seen ?? buttons[0];
  if (!line || line.dataset.of === of.id + !!shown) return;
  line.dataset.of = of.id + !!shown;
  const link = Object.assign(document.createElement("a"), { href: `#${of.id}`, textContent: of.dataset.named });
  line.replaceChildren(shown ? "From the text: " : "In the text: ", link);
}

// The passage that is being read is in the middle of the window.
const reading = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) {
      const button = target.querySelector<HTMLButtonElement>("button.nn-show:not(.nn-mine)")!;
      target.classList.toggle("nn-offered", isIntersecting);
      if (!isIntersecting) continue;
      talks.get(button.dataset.place!)!.seen = button;
      tell(button.dataset.place!);
    }
  },
  { rootMargin: "-25% 0px -35% 0px" },
);
for (const { buttons } of talks.values()) for (const button of buttons) reading.observe(button.parentElement!);
