// When a widget draws: what the hand holds in every frame, the rest ten times a second, and what takes long at rest.

const PAUSE = 100; // milliseconds from one drawing of the rest to the next; so long without a change is a rest
const BEAT = 17; // milliseconds from one frame to the next
const FEW = 20; // of so many frames, one at most may be late: where the rest takes longer than a beat, it is drawn seldom

/**
 * Each `request()` asks for one frame, in which `held` is drawn. In the same frame the rest is drawn, unless it was less
 * than 100 ms ago: then it waits for a later frame (a throttle). Where it makes its frame late, it waits longer. `fine` is
 * drawn when nothing has changed for 100 ms (a debounce), and so is the rest then: the last change is always seen whole.
 * Without a change nothing runs.
 */
export function frames(draw: { held: () => void, rest: () => void, fine: () => void }, signal: AbortSignal) {
  const old = { held: false, rest: false, fine: false }; // what must be drawn again
  let frame = 0;
  let timer = 0;
  let changed = -Infinity; // when `request` was called last
  let rested = -Infinity; // when the rest was drawn last
  let pause = PAUSE;

  const ask = () => void (signal.aborted || (frame ||= requestAnimationFrame(() => show(false))));
  const show = (all: boolean) => {
    frame = 0;
    const now = performance.now();
    const still = all || now - changed >= PAUSE;
    if (old.held) {
      old.held = false;
      draw.held();
    }
    if (old.rest && (still || now - rested >= pause)) {
      old.rest = false;
      rested = now;
      draw.rest();
      setTimeout(() => { // after this frame is laid out and painted
        const took = performance.now() - now;
        pause = took > BEAT ? FEW * took : PAUSE;
      });
    }
    if (old.fine && still) {
      old.fine = false;
      draw.fine();
    }
    if (old.fine) timer ||= setTimeout(() => ((timer = 0), ask()), PAUSE);
  };
  const mark = () => {
    changed = performance.now();
    old.held = old.rest = old.fine = true;
  };
  signal.addEventListener("abort", () => (cancelAnimationFrame(frame), clearTimeout(timer)));
  return {
    /** Something has changed. */
    request: () => (mark(), ask()),
    /** Draw everything at once: paper does not wait for a frame. */
    now: () => void (signal.aborted || (mark(), show(true))),
  };
}
