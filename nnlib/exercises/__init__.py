"""The exercises of every lesson, by name: what is right, computed with nnlib, and what wrong answers may miss."""

from nnlib.exercises import (
    activations,
    backpropagation,
    cost,
    forward,
    gradient_descent,
    linear_neuron,
    layers,
    learning_rate,
    one_neuron,
    what_networks_do,
    nudges,
    one_neuron,
    training,
    digits,
    gradient_descent,
    loops,
    one_neuron,
    overfitting,
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
)
EXERCISES = {name: exercise for lesson in LESSONS for name, exercise in lesson.EXERCISES.items()}
