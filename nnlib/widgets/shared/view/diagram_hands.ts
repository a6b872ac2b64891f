// What hands do with a network diagram: point, pick, drag a neuron up or down, and walk through it with the arrow keys.
import { holdStill } from "./controls.ts";
import { nearest, step } from "./diagram_layout.ts";
import type { Item, Layout } from "./diagram_layout.ts";

const FINE = 12; // pixels that a mouse may be off a connection
const FINGER = 22; // and a finger
const SLACK = 3; // a press that moves less is a pick, not a drag

/** One Tab stop for the whole diagram: the arrows move the focus (right and left along a connection, up and down beside), Enter picks. */
export function hands({ root, place, signal, onPick, onPoint, drag }: { root: SVGSVGElement, place: () => Layout, signal: AbortSignal,
    onPick: (item: Item) => void, onPoint: (item: Item | null) => void,
    drag?: { can: (item: Item) => boolean, start: (item: Item) => void, move: (item: Item, up: number) => void, end: () => void } }) {
  const find = (item: Item) => root.querySelector<SVGGElement>(`[data-item="${item.join()}"]`); // none while there is no such neuron
  const itemOf = (target: EventTarget | null) =>
    (target as Element).closest?.("[data-item]")?.getAttribute("data-item")?.split(",").map(Number) ?? null;
  const same = (a: Item | null, b: Item | null) => a?.join() === b?.join();

  let stop: Item = [0, 0]; // where the Tab key enters
  let pivot: "source" | "target" = "source";
  const enterAt = (item: Item) => {
    find(stop)?.setAttribute("tabindex", "-1");
    stop = item;
    find(stop)?.setAttribute("tabindex", "0");
  };
  const focus = (item: Item) => {
    enterAt(item);
    find(item)?.focus({ preventScroll: true });
  };

  let pointed: Item | null = null;
  const point = (item: Item | null) => {
    if (same(item, pointed)) return;
    pointed = item;
    root.classList.toggle("nn-net-over", item !== null);
    onPoint(item);
  };
  const under = (event: MouseEvent, reach: number) => {
    const box = root.getBoundingClientRect();
    const scale = place().width / box.width; // where it is shown smaller than it is drawn
    return nearest(place(), scale * (event.clientX - box.left), scale * (event.clientY - box.top), reach);
  };

  let held: { item: Item, y: number, moved: boolean } | null = null;
  let dragged = false;
  const listen = (type: string, act: (event: any) => void) => root.addEventListener(type, act, { signal });
  const draggable = (item: Item | null) => item?.length === 2 && Boolean(drag?.can(item));
  holdStill(root, signal, (event) => draggable(itemOf(event.target)));
  listen("pointerdown", (event: PointerEvent) => {
    const item = itemOf(event.target);
    if (event.button !== 0 || !item || !drag || !draggable(item)) return;
    event.preventDefault();
    root.setPointerCapture(event.pointerId);
    held = { item, y: event.clientY, moved: false };
    drag.start(item);
  });
  listen("pointermove", (event: PointerEvent) => {
    if (held) {
      const up = held.y - event.clientY;
      if (!held.moved && Math.abs(up) < SLACK) return;
      held.moved = true;
      drag?.move(held.item, up);
    } else if (event.pointerType === "mouse") point(under(event, FINE));
  });
  listen("lostpointercapture", () => {
    if (!held) return;
    const { item, moved } = held;
    held = null;
    focus(item);
    onPick(item);
    if (!moved) return;
    dragged = true; // its click, wherever it ends, picks nothing
    setTimeout(() => (dragged = false));
    drag?.end();
  });
  listen("pointerleave", () => point(null));
  listen("click", (event: PointerEvent) => {
    if (dragged) return;
    // A screen reader clicks what it reads; a hand clicks near what it means.
    const item = event.pointerType ? under(event, event.pointerType === "touch" ? FINGER : FINE) : itemOf(event.target);
    if (!item || (event.pointerType && drag?.can(item))) return; // that one was picked as it was let go
    focus(item);
    onPick(item);
  });
  listen("focusin", (event) => {
    const item = itemOf(event.target);
    if (!item) return;
    enterAt(item);
    if ((event.target as Element).matches(":focus-visible")) onPoint(item);
  });
  listen("focusout", () => onPoint(pointed));
  listen("keydown", (event: KeyboardEvent) => {
    const item = itemOf(event.target);
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter") onPick(item);
    else if (/^(Arrow|Home|End)/.test(event.key)) {
      const next = step(place(), item, event.key, pivot, event.shiftKey);
      pivot = next.pivot;
      focus(next.item);
    } else return;
    event.preventDefault();
  });
  enterAt(stop);

  return {
    /** Let the Tab key enter at what is picked, while the focus is elsewhere. */
    chosen(item: Item | null) {
      if (item?.length && !root.contains(document.activeElement) && (!same(item, stop) || find(item)?.tabIndex !== 0)) enterAt(item);
    },
  };
}
