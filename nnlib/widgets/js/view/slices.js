// Long work in slices: as much of it in each frame as leaves room for the frame itself, until it is done or no longer wanted.

const SLICE = 4; // milliseconds of a frame, as the clock goes: a slow machine does less in them

/**
 * @typedef {(late: () => boolean) => boolean} Work works until `late()`, and answers whether it is done
 * @param {AbortSignal} signal
 */
export function slices(signal) {
  /** @type {Work[]} */
  let left = [];
  let waiting = 0;
  const stop = () => {
    cancelAnimationFrame(waiting);
    [left, waiting] = [[], 0];
  };
  const next = () => (waiting = left.length ? requestAnimationFrame(slice) : 0);
  const slice = () => {
    const begun = performance.now();
    const late = () => performance.now() - begun > SLICE;
    while (left.length && left[0](late)) {
      left.shift();
      if (late()) break;
    }
    next();
  };
  signal.addEventListener("abort", stop);
  return {
    /** Do these, one after the other, from the next frame on; what was under way is given up. */
    start(/** @type {Work[]} */ work) {
      stop();
      left = work;
      next();
    },
    /** Give up what is under way. */
    stop,
    /** Do at once all that is left: paper does not wait. */
    finish() {
      const rest = left;
      stop();
      for (const work of rest) work(() => false);
    },
  };
}
