// Optimizers, as nnlib computes them: each takes a gradient and moves theta in place; what it remembers is its own.

/**
 * @typedef {{ step: (theta: Float64Array, gradient: Float64Array) => void, memory: Float64Array[], steps: number }} Stepper
 *   memory and steps are all that it remembers: a copy of them, put back, goes on as if nothing had happened between.
 */

/** Gradient descent, with a heavy ball's momentum or Nesterov's. @returns {Stepper} */
export function sgd(/** @type {number} */ P, /** @type {() => number} */ rate, momentum = 0, nesterov = false) {
  const velocity = new Float64Array(P);
  return {
    memory: [velocity],
    steps: 0,
    step(theta, gradient) {
      this.steps++;
      const now = rate();
      for (let p = 0; p < P; p++) {
        velocity[p] = momentum * velocity[p] - now * gradient[p];
        theta[p] += nesterov ? momentum * velocity[p] - now * gradient[p] : velocity[p];
      }
    },
  };
}

/** Adam: steps measured in each parameter's own units. @returns {Stepper} */
export function adam(/** @type {number} */ P, /** @type {() => number} */ rate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8) {
  const mean = new Float64Array(P);
  const square = new Float64Array(P);
  return {
    memory: [mean, square],
    steps: 0,
    step(theta, gradient) {
      this.steps++;
      const now = rate();
      const [c1, c2] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
      for (let p = 0; p < P; p++) {
        const g = gradient[p];
        mean[p] += (1 - beta1) * (g - mean[p]);
        square[p] += (1 - beta2) * (g * g - square[p]);
        theta[p] -= (now * (mean[p] / c1)) / (Math.sqrt(square[p] / c2) + epsilon);
      }
    },
  };
}
