"""Errors: what went wrong in a sentence, then the reader's own lines; the rest of the traceback is for who wants it."""

import re
import traceback
from itertools import groupby

OWN = re.compile(r"<cell (\d+)>")


def explain(error):
    """`sentence`, `lines` and `rest` of an exception: the lines are those of cells, as (cell, line, code)."""
    if isinstance(error, SyntaxError) and (cell := OWN.fullmatch(error.filename or "")):
        lines = [(int(cell[1]), error.lineno, (error.text or "").rstrip())]
        sentence = f"{type(error).__name__}: {error.msg}"
    else:
        found = ((OWN.fullmatch(frame.filename), frame) for frame in traceback.extract_tb(error.__traceback__))
        lines = [(int(cell[1]), frame.lineno, frame.line) for cell, frame in found if cell]
        lines = [line for line, _ in groupby(lines)]  # one that calls itself is there a thousand times
        sentence = "".join(traceback.TracebackException.from_exception(error).format_exception_only()).strip()
    if isinstance(error, ModuleNotFoundError) and error.name:
        sentence += f". This page has NumPy, Matplotlib, SciPy and scikit-learn; for {error.name}, use JupyterLab."
    return {"sentence": sentence, "lines": lines, "rest": rest(error)}


def rest(error):
    """The whole traceback, from the reader's own line on."""
    at = error.__traceback__
    while at is not None and not OWN.fullmatch(at.tb_frame.f_code.co_filename):
        at = at.tb_next
    return "".join(traceback.format_exception(type(error), error, at)).strip()
