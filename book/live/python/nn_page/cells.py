"""Cells: runs the code of one cell as a notebook does, and shows the value of its last line."""

import ast
import builtins
import linecache
import rlcompleter
import sys
import types

from nn_page import shown
from nn_page.errors import explain
from nn_page.messages import flush, send, streams

main = types.ModuleType("__main__")
sys.modules["__main__"] = main
builtins.display = shown.show


def run(number, source, judging=""):
    """Run one cell, and send what it prints, shows and draws; answer whether it ended without an error.

    Where the code answers an exercise, `judging` is its data as JSON: the value of the last line is judged by it.
    """
    for stream in streams.values():
        stream.begin()
    sys.stdout, sys.stderr = streams["stdout"], streams["stderr"]
    name = f"<cell {number}>"
    linecache.cache[name] = len(source), None, source.splitlines(keepends=True), name
    well = attempt(execute, source, name, judging)
    drawn = attempt(shown.draw_all)  # also what was drawn before an error
    flush()
    return well and drawn


def attempt(do, *given):
    """Whether something was done without an error; if not, the error is sent."""
    try:
        do(*given)
        return True
    except BaseException as error:
        flush()
        send("error", **explain(error))
        return False


def execute(source, name, judging=""):
    """Run the statements; where the last is an expression, and no semicolon hides it, show its value."""
    value = None
    tree = ast.parse(source, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, name, "exec"), main.__dict__)
    if last is not None:
        value = eval(compile(ast.Expression(last.value), name, "eval"), main.__dict__)
        if value is not None and not source.rstrip().endswith(";"):
            main.__dict__["_"] = value
            shown.show(value)
    if judging:
        from nn_page.answered import judged  # other cells need no checker

        send("verdict", **judged(judging, value))


def no_input(prompt=""):
    """Nobody can be asked while a cell runs: the page waits for it."""
    raise RuntimeError(
        "input() cannot ask for anything in a page. Put the value into the code instead, as in name = 'Ada'."
    )


builtins.input = no_input


def complete(text):
    """The names that could go on from `text`, such as `np.lin`: those that this Python knows now."""
    completer = rlcompleter.Completer(main.__dict__)
    found = []
    while len(found) < 200 and (name := completer.complete(text, len(found))) is not None:
        found.append(name)
    return found
