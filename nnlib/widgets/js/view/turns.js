// Turns: what is drawn in which frame while a hand drags, so that a frame has no more to do than it has time for.
import { afterwards } from "./dom.js";

const HURRY = 34; // milliseconds: two frames
const REST = 100;
const LATE = 20; // milliseconds from a frame to the next: it has missed a beat
const ROUNDS = 6; // in a slow machine's drag, what is read has its turns in one of so many rounds
const TRIALS = 6; // and after so many of these it is tried again whether the machine is slow

/**
 * Whose turn it is in a frame. While a hand presses, or frames follow each other without a pause, what the hand holds is
 * drawn in each, and the rest by turns. As soon as the hand lets go, or rests, what is owed is drawn over a few frames:
 * all of it in one takes a slow machine two. A frame after a pause draws everything.
 *
 * What has one turn in a round is what is read: texts and sliders, the dearest parts. Where the frames after two of these
 * come late, they have it seldom, so that the rest stays smooth: a hand that rests is soon told all.
 * @param {number} parts how many turns there are
 * @param {() => void} request
 * @param {AbortSignal} signal
 */
export function turns(parts, request, signal) {
  let pressed = false;
  const press = (/** @type {PointerEvent} */ { type }) => (pressed = type === "pointerdown");
  for (const type of /** @type {const} */ (["pointerdown", "pointerup", "pointercancel"])) addEventListener(type, press, { signal, capture: true, passive: true });
  let last = -Infinity;
  let turn = 0;
  let round = 0;
  let owed = 0; // turns
  let paid = false; // all that was owed: then comes a calm frame
  let behind = false; // whether somebody has waited for a turn since all was drawn
  let late = 0; // readings in a row that made the next frame late
  let seldom = 0; // rounds with readings that are left of those that a slow machine has seldom
  const all = () => {
    owed = parts;
    paid = false;
    request();
  };
  const rested = afterwards(REST, () => behind && all(), signal);
  let watching = false;
  /** Look whether the frame after this one comes in time. */
  const watch = () => {
    if (watching || seldom || signal.aborted) return;
    watching = true;
    const begun = performance.now();
    const look = (/** @type {number} */ time) => {
      if (time <= begun) return void requestAnimationFrame(look); // still this frame
      watching = false;
      late = time - begun > LATE ? late + 1 : 0;
      if (late > 1) [late, seldom] = [0, TRIALS];
    };
    requestAnimationFrame(look);
  };
  /** Whose turns are from `first` to before `end`; `calm` where nothing hurries and nothing is owed any more. */
  const due = (/** @type {number} */ first, /** @type {number} */ end, calm = false) =>
    Object.assign((/** @type {number} */ mine, every = parts) => first + ((((mine - first) % every) + every) % every) < end, { calm });
  /** The turn of one frame in a drag. */
  const one = (/** @type {number} */ now) => {
    const mute = seldom > 0 && round % ROUNDS > 0;
    const asked = (/** @type {number} */ mine, every = parts) => {
      if (every < parts) return now % every === mine;
      if (now !== mine || mute) return false;
      watch();
      return true;
    };
    return Object.assign(asked, { calm: false });
  };
  return {
    /** Draw all of it in the next frames. */
    all,
    /** Whether a hand presses: what it has hold of need not follow on the page. */
    pressed: () => pressed,
    /**
     * Who is drawn in this frame, `due(turn)`, or `due(turn, every)` for what has a turn more often than once a round.
     * @param {boolean} [whole] everybody now: paper does not wait
     */
    next(whole = false) {
      const now = performance.now();
      const hurried = pressed || now - last < HURRY;
      last = now;
      if (whole || paid || (!hurried && !owed)) {
        owed = 0;
        behind = paid = false;
        return due(0, parts, true);
      }
      if (owed) {
        const first = parts - owed;
        owed = Math.max(0, owed - Math.ceil(parts / 4));
        paid = !owed;
        request();
        return due(first, parts - owed);
      }
      behind = true;
      rested();
      turn = (turn + 1) % parts;
      if (turn === 0 && ++round % ROUNDS === 1 && seldom) seldom--;
      return one(turn);
    },
  };
}
