"""The exercises of every lesson, by name: what is right, computed with nnlib, and what wrong answers may miss."""

from nnlib.exercises import (
    cost,
    forward,
    gradient_descent,
    layers,
    learning_rate,
    one_neuron,
)

LESSONS = (
    one_neuron,
    cost,
    gradient_descent,
    learning_rate,
    layers,
    forward,
)
EXERCISES = {name: exercise for lesson in LESSONS for name, exercise in lesson.EXERCISES.items()}
