// Optimizers, as nnlib computes them: each takes a gradient and moves theta in place.

/** `state` and `steps` are all that an optimizer keeps from step to step: with an earlier copy of them it goes on from there. */
export type Optimizer = { step: (theta: Float64Array, gradient: Float64Array) => void, state: Float64Array[], steps: number };

/** Gradient descent, with a heavy ball's momentum or Nesterov's. */
export function sgd(P: number, rate: number, momentum = 0, nesterov = false): Optimizer {
  const velocity = new Float64Array(P);
  return {
    state: [velocity],
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

/** An optimizer by the name of its rule: plain, momentum, nesterov or adam, which takes no momentum. */
export const named = (P: number, rule: string, rate: number, momentum: number) =>
  rule === "adam" ? adam(P, rate) : sgd(P, rate, rule === "plain" ? 0 : momentum, rule === "nesterov");

/** Adam divides a running mean of each gradient by the root of a running mean of its square. */
export function adam(P: number, rate: number, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8): Optimizer {
  const mean = new Float64Array(P);
  const meanSquare = new Float64Array(P);
  return {
    state: [mean, meanSquare],
    steps: 0,
    step(theta, gradient) {
      this.steps++;
      const c1 = 1 - beta1 ** this.steps; // both means start at 0, which biases them: dividing by these corrects it
      const c2 = 1 - beta2 ** this.steps;
      for (let p = 0; p < P; p++) {
        const g = gradient[p];
        mean[p] += (1 - beta1) * (g - mean[p]);
        meanSquare[p] += (1 - beta2) * (g * g - meanSquare[p]);
        theta[p] -= (rate * (mean[p] / c1)) / (Math.sqrt(meanSquare[p] / c2) + epsilon);
      }
    },
  };
}
