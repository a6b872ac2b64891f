"""Mistakes: the small wrong edits that a source offers, found in its syntax tree, in Python and TypeScript alike."""

from typing import NamedTuple

import tree_sitter_python
import tree_sitter_typescript
from tree_sitter import Language, Parser

PARSERS = {
    ".py": Parser(Language(tree_sitter_python.language())),
    ".ts": Parser(Language(tree_sitter_typescript.language_typescript())),
}
KINDS = ("sign", "factor", "index", "bound", "missing term")
# What replaces an operator, and which kind of mistake that is.
SWAPPED = {
    **{"+": ("sign", "-"), "-": ("sign", "+"), "+=": ("sign", "-="), "-=": ("sign", "+=")},
    **{"*": ("factor", "/"), "/": ("factor", "*"), "*=": ("factor", "/="), "/=": ("factor", "*=")},
    **{"<": ("bound", "<="), "<=": ("bound", "<"), ">": ("bound", ">="), ">=": ("bound", ">")},
}
# The names of the grammars' nodes, Python's and TypeScript's.
BINARY = {"binary_operator", "binary_expression"}
OPERATIONS = BINARY | {"comparison_operator", "augmented_assignment", "augmented_assignment_expression"}
UNARY = {"unary_operator", "unary_expression"}
SUBSCRIPTS = {"subscript", "subscript_expression"}
NUMBERS = {"integer", "float", "number"}
STRINGS = {"string", "template_string", "concatenated_string"}
# Error sentences and types: no test of the mathematics reads them.
SKIPPED = STRINGS | {"type", "type_annotation", "type_arguments", "raise_statement", "throw_statement"}


class Mistake(NamedTuple):
    """One edit: in the file, the bytes from start to end become `text`."""

    kind: str
    file: str
    start: int
    end: int
    text: str

    def planted(self, source):
        """The file's text, as bytes, with the mistake in it."""
        return source[: self.start] + self.text.encode() + source[self.end :]

    def lines(self, source):
        """The line number, and the line before and after the edit, without the spaces around them."""
        number = source.count(b"\n", 0, self.start)
        both = (text.decode().split("\n")[number].strip() for text in (source, self.planted(source)))
        return number + 1, *both


def mistakes(file, source):
    """Every mistake that a file's source, as bytes, offers, in its order. `file` ends in .py or .ts."""
    root = PARSERS[file[file.rindex(".") :]].parse(source).root_node
    return [Mistake(kind, file, *edit) for kind, *edit in offered(root)]


def offered(node):
    """What a node and all that is in it offer, as (kind, start, end, text)."""
    if node.type in SKIPPED:
        return
    parent = node.parent
    if node.type in SWAPPED and parent.type in OPERATIONS:
        kind, text = SWAPPED[node.type]
        if not (text == "<=" and ends_a_loop(parent)):
            yield kind, node.start_byte, node.end_byte, text
    elif node.type == "-" and parent.type in UNARY:
        yield "sign", node.start_byte, node.end_byte, ""
    elif is_index(node):
        text = node.text.decode()
        yield "index", node.start_byte, node.end_byte, str(int(text) + 1) if text.isdigit() else f"{text} + 1"
    elif node.type in NUMBERS and parent.type in BINARY and operator(parent) in "*/":
        yield "factor", node.start_byte, node.end_byte, f"(2 * {node.text.decode()})"
    elif node.type in BINARY and operator(node) in "+-" and not texts(node):
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        yield "missing term", left.end_byte, right.end_byte, ""
        yield "missing term", left.start_byte, right.start_byte, ""
    for child in node.children:
        yield from offered(child)


def ends_a_loop(node):
    """Whether a comparison ends `for (...; i < n; ...)`: past a typed array's end nothing is read or written."""
    around = node.parent if node.parent.type != "expression_statement" else node.parent.parent
    return around.type == "for_statement" and node != around.child_by_field_name("body")


def operator(node):
    return node.child_by_field_name("operator").text.decode()


def texts(node):
    """Whether an operation puts texts together."""
    return any(part.type in STRINGS for part in node.children)


def is_index(node):
    """Whether a number or a name is an index, or an end of a slice: `Z[-1]`, `X[1:]`, `theta[p]`."""
    if node.type not in NUMBERS | {"identifier"}:
        return False
    inside, around = node, node.parent
    while around and around.type in UNARY | {"slice"}:
        inside, around = around, around.parent
    return around is not None and around.type in SUBSCRIPTS and inside != around.children[0]
