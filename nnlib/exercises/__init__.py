"""The exercises of every lesson, by name: what is right, computed with nnlib, and what wrong answers may miss."""

from nnlib.exercises import cost, gradient_descent, one_neuron

EXERCISES = {**one_neuron.EXERCISES, **cost.EXERCISES, **gradient_descent.EXERCISES}
