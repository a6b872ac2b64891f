// Between two numbers: all that d3-scale needs of d3-interpolate here. The build puts it in that one's place for scales.

/** @param {number} a @param {number} b */
export const interpolateNumber = (a, b) => (/** @type {number} */ t) => a * (1 - t) + b * t;
export const interpolate = interpolateNumber;
/** @param {number} a @param {number} b */
export const interpolateRound = (a, b) => (/** @type {number} */ t) => Math.round(a * (1 - t) + b * t);
export const piecewise = undefined; // of diverging scales, which no widget has
