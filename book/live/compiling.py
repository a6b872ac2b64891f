"""Compiling: turns a zip's Python files into bytecode, so that no page has to do it. It runs in the pages' Python."""

import importlib._bootstrap_external as external
import importlib.util
import io
import warnings
import zipfile

UNREAD = (".c", ".h", ".pxd", ".pyi", ".pyx", ".tp")  # for compilers and type checkers: a page would only unpack them


def compiled(content, keep_sources):
    """The zip with bytecode in place of sources; or beside them, where a traceback should show the lines."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(made, "w") as after:
        for name in before.namelist():
            if name.endswith(UNREAD):
                continue
            part = before.read(name)
            code = bytecode(part, name) if name.endswith(".py") else None
            if code is None or keep_sources:
                add(after, name, part)
            if code is not None:
                add(after, importlib.util.cache_from_source(name) if keep_sources else f"{name}c", code)
    return made.getvalue()


def bytecode(source, name):
    """The content of the .pyc file that Python takes without looking at a source; None for what does not compile."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            code = compile(source, name, "exec", dont_inherit=True)
    except SyntaxError:  # some packages carry templates, and tests for other versions
        return None
    return external._code_to_hash_pyc(code, b"\0" * 8, False)


def add(archive, name, content):
    """Put one file into the zip, without the time: the same files give the same zip."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED, 9)
