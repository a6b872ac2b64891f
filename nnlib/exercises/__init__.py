"""The exercises of every lesson, by name: what is right, computed with nnlib, and what wrong answers may miss."""

from nnlib.exercises import (
    cost,
    digits,
    gradient_descent,
    loops,
    one_neuron,
    overfitting,
    what_next,
)

LESSONS = (
    one_neuron,
    cost,
    gradient_descent,
    digits,
    overfitting,
    loops,
    what_next,
)
EXERCISES = {name: exercise for lesson in LESSONS for name, exercise in lesson.EXERCISES.items()}
