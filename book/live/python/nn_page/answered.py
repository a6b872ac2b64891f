"""Answered: the checker's verdict on what the reader's code in an exercise gives."""

import json
import math

from nnlib.course.judge import Verdict, judge, numbers_in

NOTHING = "The last line of your code gives no value. End with the answer itself, such as the name that holds it."


def judged(judging, value):
    """The verdict on a value as the page shows it, and the value as text, to be kept; None where it is no answer.

    `judging` is the exercise's data as the page has them: to compute them anew can take as long as the exercise.
    """
    data, numbers = json.loads(judging), None
    if isinstance(value, Verdict):  # the code ends with a check of its own
        found = value
    elif value is None:
        found = Verdict(False, NOTHING)
    else:
        found, numbers = judge(data, value), numbers_in(value)
    whole = numbers and len(numbers) == len(data["right"]) and all(map(math.isfinite, numbers))
    return {"right": found.right, "text": found.text, "answer": "; ".join(map(repr, numbers)) if whole else None}
