"""The exercises of every lesson, by name: what is right, computed with nnlib, and what wrong answers may miss."""

from nnlib.exercises import (
    activations,
    backpropagation,
    cost,
    digits,
    forward,
    gradient_descent,
    layers,
    learning_rate,
    linear_neuron,
    loops,
    nudges,
    one_neuron,
    overfitting,
    training,
    what_networks_do,
    what_next,
)

LESSONS = (
    what_networks_do,
    linear_neuron,
    one_neuron,
    activations,
    cost,
    gradient_descent,
    learning_rate,
    layers,
    forward,
    nudges,
    backpropagation,
    training,
    digits,
    overfitting,
    loops,
    what_next,
)
EXERCISES = {name: exercise for lesson in LESSONS for name, exercise in lesson.EXERCISES.items()}
