// Optimizers, as nnlib computes them: each takes a gradient and moves theta in place.

/** `memory` and `steps` are all that an optimizer remembers: with an earlier copy of them it goes on from there. */
export type Optimizer = { step: (theta: Float64Array, gradient: Float64Array) => void, memory: Float64Array[], steps: number };

/** Gradient descent, with a heavy ball's momentum or Nesterov's. */
export function sgd(P: number, rate: number, momentum = 0, nesterov = false): Optimizer {
  const velocity = new Float64Array(P);
  return {
    memory: [velocity],
    steps: 0,
    step(theta, gradient) {
      this.steps++;
      for (let p = 0; p < P; p++) {
        velocity[p] = momentum * velocity[p] - rate * gradient[p];
        theta[p] += nesterov ? momentum * velocity[p] - rate * gradient[p] : velocity[p];
      }
    },
  };
}

/** Adam: steps measured in each parameter's own units. */
export function adam(P: number, rate: number, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8): Optimizer {
  const mean = new Float64Array(P);
  const square = new Float64Array(P);
  return {
    memory: [mean, square],
    steps: 0,
    step(theta, gradient) {
      this.steps++;
      const [c1, c2] = [1 - beta1 ** this.steps, 1 - beta2 ** this.steps];
      for (let p = 0; p < P; p++) {
        const g = gradient[p];
        mean[p] += (1 - beta1) * (g - mean[p]);
        square[p] += (1 - beta2) * (g * g - square[p]);
        theta[p] -= (rate * (mean[p] / c1)) / (Math.sqrt(square[p] / c2) + epsilon);
      }
    },
  };
}
