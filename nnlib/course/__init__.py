"""The course beside the engine: its exercises, and `check`, which judges an answer."""

from nnlib.course.judge import check

__all__ = ["check"]
