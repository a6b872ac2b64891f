"""The exercises of every lesson, by name, a file for each lesson; a new file here is found by itself."""

import importlib
import pkgutil

_LESSONS = [importlib.import_module(f"{__name__}.{module.name}") for module in pkgutil.iter_modules(__path__)]
_LESSONS.sort(key=lambda lesson: int(next(iter(lesson.EXERCISES)).split("-")[0]))  # "5-step" is of lesson 5
EXERCISES = {name: exercise for lesson in _LESSONS for name, exercise in lesson.EXERCISES.items()}
