"""Signs: the search finds what is written in signs, in formulas and in code: σ', W_{1,2}, A[-1], net.W.

Sphinx's index has words alone. It also finds entries of directives, letter by letter as they are typed; so each sign of
a page becomes such an entry, which leads to its section. The book's index does not list them: they come too late.
"""

import re

from docutils import nodes
from sphinx import addnodes

GREEK = {
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "eta": "η", "theta": "θ", "kappa": "κ",
    "lambda": "λ", "mu": "μ", "nu": "ν", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "omega": "ω",
    "Delta": "Δ", "Sigma": "Σ", "Omega": "Ω", "nabla": "∇", "partial": "∂", "odot": "⊙", "leftarrow": "←",
}  # fmt: skip
NOTATION = "book/appendix/notation"  # what a sign means is there
COLOUR = re.compile(r"\\textcolor\{\w+\}")
WRAPPED = re.compile(r"\\(?:text|mathrm|mathbf|operatorname)\{[^{}]*\}|\\(?:begin|end)\{\w+\}")
NAMED = re.compile(rf"\\({'|'.join(GREEK)})(?![a-zA-Z])")
NAMED_INDEX = re.compile(r"_\{\\([a-z]+)\}")  # of \lambda_{\max}
COMMAND = re.compile(r"\\[a-zA-Z]+")
SYMBOL = re.compile(rf"(?<![\w\\])([A-Za-z]|[{''.join(GREEK.values())}])('+)?(_(?:\{{[\w,+\- ]+\}}|\w))?")
CODE = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\.\w+|\[[^\[\]\n]{1,16}\])+")
ENTRY = re.compile(r"[A-Za-z_]\w*\[[^\[\]\n;]{1,16}\]")
LETTER = re.compile("[A-Za-z]")


def setup(app):
    """Connect the extension."""
    app.connect("doctree-read", add_entries)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}


def add_entries(app, doctree):
    """Give each section the entries of the signs that are in it for the first time on the page."""
    main = "main" if app.env.docname == NOTATION else ""
    seen = set()
    for node in list(doctree.findall(nodes.Element)):
        found = signs(node) - seen
        section = found and section_of(node)
        if not section:
            continue
        seen |= found
        entries = [("single", sign, section["ids"][0], main, None) for sign in sorted(found)]
        section.append(addnodes.index(entries=entries))


def signs(node):
    """The signs of a formula or of a piece of code, in each way to type them."""
    if isinstance(node, (nodes.math, nodes.math_block)):
        return in_formula(node.astext())
    if isinstance(node, (nodes.literal, nodes.literal_block)):
        return in_code(node.astext())
    return set()


def in_formula(latex):
    r"""The symbols of a formula that are more than a letter: `\sigma'` is found as σ', σ′, \sigma' and sigma'."""
    plain = NAMED.sub(lambda name: GREEK[name[1]], COLOUR.sub("", WRAPPED.sub(" ", latex)))
    plain = NAMED_INDEX.sub(r"_{\1}", plain)
    # {W_{1,2}} and {\delta}: braces that were a colour's
    plain = COMMAND.sub(" ", re.sub(r"(?<![_^\w])\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", plain)).replace("^{\\prime}", "'")
    found = set()
    for letter, prime, index in SYMBOL.findall(plain):
        if LETTER.fullmatch(letter) and not prime and not index:
            continue
        index = index.replace(" ", "")
        written = f"_{{{index.strip('_{}')}}}" if index else ""
        names = {letter} | {f"\\{name}" for name, sign in GREEK.items() if sign == letter}
        names |= {name.removeprefix("\\") for name in names}
        for name in names:
            found |= {name + prime + tail for tail in (index, written)}
            found |= {name + "′" * len(prime) + tail for tail in (index, written)}
    return {sign for sign in found if ";" not in sign}


def in_code(text):
    """The expressions with an index or a dot, and the entries in them: net.W[0].T, W[0]."""
    found = {expression for expression in CODE.findall(text) if ";" not in expression}
    return found | set(ENTRY.findall(text))


def section_of(node):
    """The section that a node is in."""
    while node is not None and not isinstance(node, nodes.section):
        node = node.parent
    return node
