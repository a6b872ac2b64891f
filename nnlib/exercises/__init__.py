"""The exercises of every lesson, by name: what is right, computed with nnlib, and what wrong answers may miss."""

from nnlib.exercises import (
    backpropagation,
    cost,
    gradient_descent,
    nudges,
    one_neuron,
    training,
)

LESSONS = (
    one_neuron,
    cost,
    gradient_descent,
    nudges,
    backpropagation,
    training,
)
EXERCISES = {name: exercise for lesson in LESSONS for name, exercise in lesson.EXERCISES.items()}
